"""What a question's slots settle among themselves, once each is read."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.cell_catalogue import load_catalogue
from qa.cells import match_cells
from qa.denominators import is_part
from qa.dialogue_operations import several_reports
from qa.preferences import left_over, settle
from qa.question import CellRef, OrganGroup, Question

# 除了自然人的还有多少: the row less those applicants.
_BUT_THOSE = re.compile(
    "(?:除了?|除去|除开|刨去|扣除|扣掉|撇开|去掉|不算)(?P<but>[^去了开,，]{1,12}?)(?:[,，]|还|其[他余]|剩|别的|[之以]?外)"
)
# 给公开的比不给公开的多几件: the words for either side.
_SIDES = re.compile(
    r"(?P<left>[^,，。:：]{2,16}?)[,，]?(?:(?<![占分同环对相])比(?![例重率])|和|跟|与|较)"
    r"(?P<right>[^,，。]{2,20}?)(?:还|要|就|都)?(?:多|少|高|低|差|相差)"
)
_GIVEN = {"granted", "partial"}
_PEOPLE = re.compile("自然人|个人|公民|老百姓|群众")
# 收、办、转各多少: what came in, what was settled, what was handed on.
_THREE_NUMBERS = re.compile(
    r"(?<!\w)新?收(?:件|到)?\s*[、/,和]?\s*办(?:结|理|件)?\s*[、/,和]?\s*(?:结转|转)(?!入|来|进)"
)
# 新收、办结、结转各多少: beside those two, what is handed on to the next year.
_AND_HANDED_ON = re.compile(r"(?<!上年)(?<!上年度)(?<!去年)结转(?=各|分别|都|和|、|$|\s|[?？])")
# Two carried rows are both asked for.
_SIDE_BY_SIDE = re.compile(r"和|与|跟|及|比|各|分别|都|差|转入|四个数")
# 不予公开的各种理由: the parts of a row after all.
_PARTS = re.compile("逐项|分项|小项|明细|理由|原因|情形|事由|[种类项]|构成|分布|结构")
# 去年底, 2023年末: the end of the year asked about, and what came over from the year before.
_AT_THE_END = re.compile(r"[^,，。]{0,6}年度?\s*(?:[底末]|岁末|年终|收尾)")
# 年初, 接过来的: said of the year before, even with 年底 beside it.
_TAKEN_OVER = re.compile(
    "上年结转|年初|[接带转留拖]过来|接手|转[入来]|带[入来]|结转(?:过来|而来|来的)|接着办|上年(?:度)?[底末]|期初"
)
# 各项理由占比.
_EACH_REASON = re.compile(
    "各[项种类个]?(?:的)?(?:理由|原因|情形|事由|子项|小项|类型|情况)?.{0,4}(?:占|比)"
)
_STRAIGHT = re.compile("直接(?:起诉|去?[打告]|到法院|诉讼)|未经复议|没经过?复议")
_AFTERWARDS = re.compile("复议[之以]?后|先复议|经过?复议(?!直)|复议再")
_MOST_OUTCOMES = 4
_WHICH_PLACE = re.compile("第几|几名|几位|名次|什么位置|排名如何|排多少")


def settled(question: Question, bare: str, before: Question | None) -> Question:
    """Choose among the competing cells where the rest of the question tells which is meant."""
    last = before.cells[0] if before is not None and before.cells else None
    left = left_over(bare, last) if not question.cells else None
    if left is not None:
        return replace(question, cells=(left,), alternatives=(), theme=None, doubt=0.1)
    sides = _two_sides(question, bare)
    if sides:
        return replace(question, cells=sides, alternatives=())
    but = _without_those(question, bare)
    if but:
        return replace(question, cells=but)
    carried = _what_was_carried(question, bare)
    if carried is not None:
        return carried
    if _THREE_NUMBERS.search(bare):
        three = ("received_new", "processed_total", "carried_out")
        return replace(question, cells=tuple(CellRef(row, "total") for row in three), theme=None)
    if _AND_HANDED_ON.search(bare) and len(question.cells) > 1:
        handed_on = CellRef("carried_out", "total", "结转")
        return replace(question, cells=(*question.cells, handed_on))
    if not question.alternatives or question.cells:
        return question
    meant = settle(question.alternatives, bare, last)
    return replace(question, cells=meant, alternatives=(), doubt=0.2) if meant else question


def _what_was_carried(question: Question, bare: str) -> Question | None:
    """Read 从2020年接过来的 as taken over and 转到今年的 as handed on, None if neither is asked."""
    named = (*question.cells, *question.alternatives)
    carried = {"received_new", "processed_total", "carried_out", "carried_in"}
    directed = question.years.inward or question.years.onward
    if directed and {cell.row for cell in named} <= carried:
        column = next((cell.column for cell in named if cell.column != "total"), "total")
        row = "carried_in" if question.years.inward else "carried_out"
        return replace(question, cells=(CellRef(row, column, "结转"),), alternatives=())
    if {cell.row for cell in question.cells} == {"carried_out", "carried_in"}:
        # 年底没办结、跨年接着办的 are one and the same, unless two are asked for side by side.
        kept = question.cells if _SIDE_BY_SIDE.search(bare) else settle(question.cells, bare, None)
        return replace(question, cells=kept or question.cells)
    return None


def at_the_end(question: Question) -> Question:
    """Read 去年底没办完的 as what the year handed on, not what it took over."""
    rows = {cell.row for cell in (*question.cells, *question.alternatives)}
    if "carried_in" not in rows or not rows <= {"carried_in", "carried_out"}:
        return question
    ends = any(_AT_THE_END.match(question.text, start) for start, _ in question.years.spans)
    if not ends or _TAKEN_OVER.search(question.text):
        return question
    return replace(question, cells=(CellRef("carried_out", "total", "年底"),), alternatives=())


def _two_sides(question: Question, bare: str) -> tuple[CellRef, ...]:
    """Return both rows of 给公开的比不给公开的多几件, where only the second was surely read."""
    match = _SIDES.search(bare)
    one = len(question.cells) == len(question.organs) == 1 and len(question.years.years) < 2
    if match is None or not one or question.years.compare_previous:
        return ()
    right = {reading.row for reading in match_cells(match["right"]).readings}
    left = match_cells(match["left"])
    found = left.readings or tuple(
        reading for reading in left.alternatives if {r.row for r in left.alternatives} == _GIVEN
    )
    if right != {question.cells[0].row} or not found or found[0].row in right:
        return ()
    first = CellRef(found[0].row, found[0].column or "total", found[0].words)
    return (first, question.cells[0])


def _without_those(question: Question, bare: str) -> tuple[CellRef, ...]:
    """Return a row and the applicants, or the reason, that are to be taken from it."""
    match = _BUT_THOSE.search(bare)
    known = load_catalogue().get(question.cells[0].row) if len(question.cells) == 1 else None
    if match is None or known is None or known.table != "requests":
        return ()
    cell = question.cells[0]
    if cell.column == "natural_person" and _PEOPLE.search(match["but"]):
        return (CellRef(cell.row, "total", cell.words), cell)
    named = match_cells(match["but"])
    left_out = {one.column for one in (*named.readings, *named.alternatives)}
    if cell.column != "total" and left_out == {cell.column} and cell.column != "organization":
        return (CellRef(cell.row, "total", cell.words), cell)
    rows = {one.row for one in named.readings}
    return (CellRef(known.parent, cell.column), cell) if known.parent and rows == {cell.row} else ()


def each_reason(question: Question, bare: str) -> Question:
    """Read 不予公开的各项理由占比 as the share of each of its parts in it."""
    rows = load_catalogue()
    one = len(question.cells) == 1 and question.operation.name == "share"
    if not one or question.denominator or not _EACH_REASON.search(bare):
        return question
    whole = question.cells[0]
    children = rows[whole.row].children if whole.row in rows else ()
    if not children:
        return question
    cells = tuple(CellRef(row, whole.column) for row in children)
    return replace(question, cells=cells, denominator=(whole,))


def both_kinds_of_suit(question: Question, bare: str) -> Question:
    """Read 行政诉讼按直接起诉与复议后起诉拆开 as the two kinds, not as the outcomes of both."""
    rows = {cell.row for cell in question.cells}
    if rows != {"litigation"} or not (_STRAIGHT.search(bare) and _AFTERWARDS.search(bare)):
        return question
    columns = [cell.column for cell in question.cells]
    columns = columns if len(columns) < _MOST_OUTCOMES else ["total"]
    kinds = ("litigation_direct", "litigation_after")
    cells = tuple(CellRef(kind, column) for column in columns for kind in kinds)
    return replace(question, cells=cells, alternatives=())


def each_report(question: Question, bare: str) -> Question:
    """Read 四年不予公开各是多少 as one row for each year, not as the parts of that row."""
    rows = load_catalogue()
    parts = {rows[cell.row].parent for cell in question.cells if cell.row in rows}
    whole = next(iter(parts)) if len(parts) == 1 else None
    if whole is None or not several_reports(replace(question, cells=())) or _PARTS.search(bare):
        return question
    if {cell.row for cell in question.cells} != set(rows[whole].children):
        return question
    first = question.cells[0]
    return replace(question, cells=(CellRef(whole, first.column, first.words),))


def as_printed_now(question: Question) -> Question:
    """Read 较上年增减数 as a difference: only the form of 2019 has a column of that name."""
    years = question.years
    if not (years.compare_previous or len(years.years) > 1):
        return question
    rows = load_catalogue()
    cells = tuple(
        replace(cell, column=rows[cell.row].default_column or cell.column)
        if cell.column == "items_change"
        else cell
        for cell in question.cells
    )
    return replace(question, cells=cells)


def of_the_whole_before(question: Question, before: Question | None) -> Question:
    """Read 重复申请占几成, after a question of 不予处理, as its share of those."""
    share = question.operation.name == "share" and not question.denominator
    if not share or before is None or len(before.cells) != 1 or len(question.cells) != 1:
        return question
    whole = before.cells[0]
    if "事项" in question.carried and before.earlier is not None and before.earlier.cells:
        whole = before.earlier.cells[0]
    if "机关" not in question.carried or not is_part(question.cells[0], whole):
        return question
    return replace(question, denominator=(whole,))


def place_among_all(question: Question, bare: str) -> Question:
    """在所有单位里排第几 is told by the ranking of all, not of the one organ named."""
    if question.operation.name not in ("rank", "rank_within"):
        return question
    if len(question.organs) != 1 or not _WHICH_PLACE.search(bare):
        return question
    return replace(
        question,
        organs=(),
        group=OrganGroup("全部机关"),
        operation=replace(question.operation, name="rank", limit=None, position=None),
    )
