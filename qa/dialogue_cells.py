"""Follow-ups: which row and column a question means that leaves them out, or names half of them."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.cells import match_cells
from qa.dialogue_points import LEANS, pointed_into
from qa.keywords import bare_text, keywords
from qa.labels import find_row, plain_label
from qa.question import CellRef, Question

_WHOLE = re.compile(r"^\W*(?:那)?(?:总计|合计|总数|总共|一共|共有?(?=几|多少)|全部|不分申请人)")
_LONGEST_FOLLOW_UP = 26
_SHORT_FOLLOW_UP = 8
_OPERATION_WORDS = re.compile(
    r"中位|其中|贡献|口径|后面|上面|前面|刚才|算|遍|再|换|一起|均|占|比|例|率|百分|几成|变化|趋势|走势|增|减|多|少|差|排|名|最|第|合计|一共|"
    r"总|平均|同样|具体|明细|[几各哪]种|情形|事由|种|类|这[类项条种]|那[类项条种]|此类|那个|这个|数|对|换|改|看"
    r"|[这那][两俩几三四些][项种类个样]?|变|折|成|反|加|合|同期|口径|报|查|也|前|后|末|位|随|跟|它|谁|哪|家|还|上|下|年|更|[涨跌升幅高低大小]|原因|列|出来|为|依据|勾稽|平|解释|意思|出处|来源|哪|页|行"
)
_SAYS_LITTLE = re.compile(r"增减.*|变化.*|给|拿|要|列|看|办|收|公开|有|办的|给我|了")
_THIS_REASON = re.compile(
    "(?:[这那该此]|同样|同一|相同|一样)的?[一]?[个种条项类]?(?:理由|原因|情形|事由|规定|项|条|类|由头|借口|名义)|"
    "[拿用以按凭靠](?:这|那|此)(?:个|条|项|一条|一项|种)?(?=[挡拒不驳推卡回搪为作当])"
)
_ITS_GROUP = re.compile("[它这那该].{0,3}大类|所在的?大?类")
_THEM = re.compile("[他她它]们|这[些类](?:人|单位|机构|企业|公司|申请人)")
_OF_THOSE = re.compile(r"的(?:那[种类些个])?呢?\s*[?]?\s*$")
_ADDED_TO = re.compile(r"\s*(?:那|再)?(?:加上|算上|连同|再加)")
_OF_ALL = re.compile("全部|所有|一共|总共|合计|总计|总数|总的|各类|不分|整个|全年|全都|新收|收到")
_AGAINST_A_ROW = re.compile(
    r"^\W*(?:那|那么|它|这)?(?:比|较|和|与|跟|同|超过|多于|少于|高于|低于)(?![例重率]).{1,20}(?:[多少高低大小差增减]|比|谁|哪)"
)
_COUNTED = re.compile(
    "(?:多少|几)(?:名|位|个)?(?P<thing>人次?|篇|次|场|条|期|家|册|部|项|万元|元|字)"
)
_SUITS = ("litigation_direct", "litigation_after")
_TOOK_IN = re.compile(
    r"\W*(?:那|它|他们|这家|这个单位)?\s*(?:一共|总共|共)?收(?:了|到|取|得|的)*(?:最)?(?:多少|几|[多少高低])"
    r"(?:钱|万|万元|的?是?(?:哪[一个家些]*|谁)(?:单位|机关)?)?\W*"
)


def with_cells(question: Question, before: Question, bare: str, carried: list[str]) -> Question:
    """Fill the row and column in from the turn before; what is taken over is added to `carried`."""
    if question.theme and not question.cells:
        return question
    if not before.cells:
        return _with_theme(question, before, carried)
    if before.cells[0].row == "fees" and _TOOK_IN.fullmatch(bare.strip()):
        carried.append("事项")  # 收了多少, 收得最多的是哪家: of money here
        return replace(question, cells=before.cells, alternatives=(), theme=None, doubt=0.1)
    if "事项" in carried:
        return question
    anew = (
        _set_against(question, before, bare)
        or _of_the_applicant(question, before, bare)
        or _read_anew(question, before.cells, bare)
    )
    if anew:
        carried.append("事项")
        return replace(question, cells=anew, alternatives=(), theme=None, doubt=0.1)
    if question.cells and not _leans(bare, question):
        return question
    refined = _to_total(bare, before.cells[0]) or _refine(bare, before.cells[0])
    if refined is not None and (not question.cells or question.alternatives):
        carried.append("事项")
        return replace(question, cells=(refined,), alternatives=(), theme=None, doubt=0.1)
    if question.cells or question.alternatives:
        return question
    if len(bare.strip()) <= _LONGEST_FOLLOW_UP and not _names_something_new(question):
        carried.append("事项")
        return replace(question, cells=before.cells, denominator=before.denominator, doubt=0.1)
    return question


def _read_anew(question: Question, before: tuple[CellRef, ...], bare: str) -> tuple[CellRef, ...]:
    """Return what a half-named cell means beside those of the turn before, () if it stands."""
    pointed = pointed_into(question, before, bare)
    if pointed:
        return pointed
    if _only_a_column(bare, question):
        column = _column_of(before[0], question)
        if column is not None:
            return (column,)
    if question.cells and _ADDED_TO.match(bare) and len(before) == 1:
        return (*before, *question.cells)
    meant = _pointed_at(question, before[0], bare) or _outcome(bare, before[0], question)
    return (meant,) if meant is not None else ()


def _of_the_applicant(question: Question, before: Question, bare: str) -> tuple[CellRef, ...]:
    """Read 给公开了几件, after what companies asked for, as of the companies still."""
    one_each = len(question.cells) == len(before.cells) == 1
    if not one_each or question.organs or question.years.named or _OF_ALL.search(bare):
        return ()
    last, named = before.cells[0], question.cells[0]
    rows = (find_row(last.row), find_row(named.row))
    requests = all(row is not None and row.table == "requests" for row in rows)
    if not requests or last.column == "total" or named.column != "total":
        return ()
    if named.row == last.row or not _began_with(before, last.column):
        return ()
    return (CellRef(named.row, last.column, named.words),)


def _began_with(before: Question, column: str) -> bool:
    """Whether the talk began with these applicants, and did not come to them from a total."""
    turn = before
    while turn.earlier is not None and _columns(turn.earlier) == {column}:
        turn = turn.earlier
    begun = {cell.row for cell in turn.cells} <= {"received_new", "processed_total"}
    return begun and (turn.earlier is None or not turn.carried)


def _columns(question: Question) -> set[str]:
    return {cell.column for cell in question.cells}


def _set_against(question: Question, before: Question, bare: str) -> tuple[CellRef, ...]:
    """Read 比不予公开多几件 as the row spoken of against the one named."""
    one_each = len(question.cells) == len(before.cells) == 1
    new = question.organs or question.years.named or not one_each
    if new or question.cells[0] == before.cells[0] or not _AGAINST_A_ROW.search(bare):
        return ()
    return (before.cells[0], question.cells[0])


def _pointed_at(question: Question, cell: CellRef, bare: str) -> CellRef | None:
    """Read 以这个理由不公开的 as the reason spoken of, 给他们公开的 as to those applicants."""
    rows = {one.row for one in (*question.cells, *question.alternatives)}
    row = find_row(cell.row)
    if row is None or len(question.cells) > 1:
        return None
    if _ITS_GROUP.search(bare) and row.parent:
        return CellRef(row.parent, cell.column, "大类")
    if _THIS_REASON.search(bare) and (not rows or row.parent in rows):
        return cell
    total = question.cells and question.cells[0].column == "total"
    if _THEM.search(bare) and total and cell.column != "total" and row.table == "requests":
        return _column_of(question.cells[0], replace(question, cells=(cell,)))
    return None


def _with_theme(question: Question, before: Question, carried: list[str]) -> Question:
    if not before.theme or question.cells or question.alternatives:
        return question
    carried.append("主题")
    own, last = _COUNTED.search(question.text), _COUNTED.search(before.text)
    if own is not None and (last is None or own["thing"] != last["thing"]):
        # 多少人参加, after how many trainings: its own words ask, of the same theme.
        told = f"{before.theme_words}{question.text}"
        return replace(question, theme=before.theme, theme_words=before.theme_words, text=told)
    return replace(
        question,
        theme=before.theme,
        theme_words=before.theme_words,
        text=bare_text(before),
    )


def _names_something_new(question: Question) -> bool:
    """Whether words are left that neither ask, connect nor name an operation."""
    left = [word for word in keywords(question, None, 1) if not _OPERATION_WORDS.search(word)]
    return bool(left)


def _column_of(cell: CellRef, question: Question) -> CellRef | None:
    row = find_row(cell.row)
    column = question.cells[0].column
    fits = row is not None and row.table == "requests" and row.column(column) is not None
    return CellRef(cell.row, column, question.cells[0].words) if fits else None


def _only_a_column(bare: str, question: Question) -> bool:
    """Whether a kind of applicant is named, and no row with it: 自然人的呢."""
    kinds = {cell.column for cell in question.cells} - {"total"}
    # 其中企业申请的 is of the row spoken of, 企业申请的 may be of all that was received.
    # 自然人提的几件 after a reason is of that reason, 自然人提了几件 may be of all.
    of_those = LEANS.search(bare) or re.search("(?:提|申请|递|交)的", bare)
    words = r"新收|收到|收件|结转" if of_those else r"申请|新收|收到|提|办|公开|结转|给"
    named = re.search(words, bare)
    # Without a row of its own a column is read with the applications received.
    alone = [cell.row for cell in question.cells] == ["received_new"]
    return alone and bool(kinds) and not named


def _leans(bare: str, question: Question) -> bool:
    return bool(LEANS.match(bare)) and len(question.cells) == 1


def _to_total(bare: str, cell: CellRef) -> CellRef | None:
    """Read 总计呢, after a column, as the total of the same row."""
    row = find_row(cell.row)
    if row is None or row.table not in ("requests", "review") or cell.column == "total":
        return None
    return CellRef(cell.row, "total", "总计") if _WHOLE.search(bare) else None


def _outcome(bare: str, cell: CellRef, question: Question) -> CellRef | None:
    """Read 没结的呢 after a reconsideration as its outcome, not as applications carried over."""
    row = find_row(cell.row)
    block = _same_block(question, cell, bare)
    if block is not None:
        return block
    tables = ("review", "active")
    if row is None or row.table not in tables or len(bare.strip()) > _SHORT_FOLLOW_UP:
        return None
    if len(question.cells) > 1 or re.search("申请|信息|结转", bare):
        return None
    other = find_row(question.cells[0].row) if question.cells else None
    return None if other is None or other.table == row.table else _refine(bare, cell)


def _same_block(question: Question, cell: CellRef, bare: str) -> CellRef | None:
    """Keep the kind of lawsuit, or the outcome, that was spoken of: 法院维持的, 直接起诉的呢."""
    stands_alone = question.organs and question.years.named
    if len(question.cells) != 1 or stands_alone or "诉讼" in bare:
        return None
    named = question.cells[0]
    if named.row == "litigation" and cell.row in _SUITS and named.column != "total":
        return CellRef(cell.row, named.column, named.words)
    rows = (find_row(named.row), find_row(cell.row))
    review = all(row is not None and row.table == "review" for row in rows)
    outcome = review and named.row != cell.row and named.column == "total" != cell.column
    if outcome and _OF_THOSE.search(bare):
        return CellRef(named.row, cell.column, named.words)
    return None


def _refine(bare: str, cell: CellRef) -> CellRef | None:
    """Read a bare column, measure or outcome with the row of the turn before in front of it.

    废止呢 after 规范性文件 is read as 规范性文件 废止呢.
    """
    row = find_row(cell.row)
    if row is None:
        return None
    words = row.core if row.table != "requests" else plain_label(row.label)
    readings = match_cells(f"{words} {bare.strip()}").readings
    alone = match_cells(words).readings
    named = {one.column for one in alone if one.row == cell.row}
    same = [
        one
        for one in readings
        if one.row == cell.row and one.column != cell.column and one.column not in named
    ]
    if len(same) != 1 or not same[0].column:
        return None
    return CellRef(cell.row, same[0].column, same[0].words)


def without_vague(question: Question, before: Question) -> Question:
    """Drop what 给, 列 or 看 might mean beside a newly named organ or year: 人社局也给我列一下."""
    words = {cell.words for cell in question.alternatives}
    vague = bool(words) and all(_SAYS_LITTLE.fullmatch(one) for one in words)
    if vague and before.cells and (question.organs or question.years.named):
        return replace(question, alternatives=())
    return question
