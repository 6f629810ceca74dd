"""Understanding: from a question's words to its slots, each with the words that decided it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa.absent import unrecorded_in
from qa.asides import asides_in
from qa.cell_catalogue import load_catalogue
from qa.cells import CellMatch
from qa.denominators import is_part, read_denominator
from qa.dialogue import carry_over, operation_again, several_reports, spelt_out
from qa.matter import APPLICANT_IS, cells_of, find_cells, theme_of
from qa.normalise import normalise
from qa.operations import read_operation
from qa.organs import OrganIndex, OrgansRead
from qa.preferences import left_over, settle
from qa.premise import with_premise
from qa.question import CellRef, Operation, OrganGroup, Question, YearSpan
from qa.refusals import refusal_of
from qa.terms import find_term
from qa.together import last_turns, organs_left, standing, without_far
from qa.unread import unread_words
from qa.years import read_years

_WHAT_IS = re.compile(
    r"是(?:什么|啥|指什么|哪[几三四两].{0,12})(?:东西|意思|概念|关系)?[啊呀呢]?\s*[?]?$"
)
_EXPLAIN = re.compile(
    r"为什么|为何|为啥|凭什么|什么|啥|怎|咋|如何|讲|说|解释|介绍|规定|依据|意思|区别|会怎样"
)
_HOW_MANY = re.compile(
    r"几|多少|件数|数量|占比|比例|排名|最[多少高低]|哪[个家些年]|单位|机关|(?<!是)谁"
)
_PART = re.compile(r"第[一二三四五六1-6](?:个)?部分")
# 新收、办结、结转各多少: beside those two, what is handed on to the next year.
_AND_HANDED_ON = re.compile(r"(?<!上年)(?<!上年度)(?<!去年)结转(?=各|分别|都|和|、|$|\s|[?？])")
# 收、办、转各多少: what came in, what was settled, what was handed on.
_WHICH_PLACE = re.compile("第几|几名|几位|名次|什么位置|排名如何|排多少")
_LISTS = re.compile("哪|包括|包含|分为")
_THREE_NUMBERS = re.compile(
    r"(?<!\w)新?收(?:件|到)?\s*[、/,和]?\s*办(?:结|理|件)?\s*[、/,和]?\s*(?:结转|转)(?!入|来|进)"
)
_BOTH = re.compile(r"这[两俩三几]|那[两俩三几]|[两俩]者|[两俩三]项")
_PARTS = re.compile("逐项|分项|小项|明细|理由|原因|情形|事由|[种类项]|构成|分布|结构")
_SIDE_BY_SIDE = re.compile(r"和|与|跟|及|比|各|分别|都|差|转入|四个数")
_OVER_ALL = re.compile(
    r"中位数|平均(?!每件|.{0,3}天)|头[两三四五几\d][名位家个]|最[多少高低大小]的?(?:前|后)?[一二两三四五六七八九十\d]+[个家名位]|"
    r"排名|排行|倒数|前[一二三四五六七八九十\d]+[名位家]|"
    r"第一(?=\s|是|名|$)|第[二三四五六七八九十\d]+名|"
    r"(?<![目提以之])前[二两三四五六七八九十\d]+(?=$|[?,。\s])|top\s*\d|"
    r"[由从](?:高|多|大)[到往至](?:低|少|小)|[由从](?:低|少|小)[到往至](?:高|多|大)|[升降]序"
)
_BY_APPLICANT = re.compile(
    r"申请人(?:类型|类别|构成|结构|情况|身份)(?![为是])|哪[类种些]?(?:申请)?人|什么人|"
    r"谁(?:来|在)?(?:提|申请)的?|按申请人|各类申请人|人群"
)


def understand(
    asked: str, organs: OrganIndex, today: date, before: Question | None = None
) -> Question:
    """Read a question's slots; `before` is the question of the turn before, if any."""
    last, before = before, standing(before)
    text = normalise(asked).text
    text = spelt_out(normalise(_hide(text, asides_in(text))).text, before)
    years = read_years(text, today)
    read = organs.read(_hide(text, years.spans))
    beside = (_PART, APPLICANT_IS)
    parts = tuple(match.span() for one in beside for match in one.finditer(text))
    hidden = (*read.spans, *years.spans, *parts)
    matched = find_cells(text, hidden)
    bare = _hide(text, (*read.spans, *years.spans))
    question = _assemble(asked, text, read, years, matched, bare)
    question = _as_printed_now(question)
    question = _settled(_each_report(question, bare), bare, before)
    question = _same_kind(question, before, organs)
    question = _over_all(carry_over(question, before, bare), bare)
    question = replace(question, operation=_operation(question, bare, before))
    question = _against_previous(_place_among_all(question, bare))
    question = _ends_of_span(replace(question, operation=operation_again(question, before, bare)))
    cells, denominator = read_denominator(bare, question.cells, question.operation)
    if not cells and denominator and before is not None:
        # 占不予公开的比例是多少: the whole is named, the part is the cell of the turn before.
        turns = last_turns(before, bare) if _BOTH.search(bare) else [before]
        meant = (cell for turn in turns for cell in turn.cells if cell not in denominator)
        cells = tuple({cell.address: cell for cell in meant}.values())
    question = replace(question, cells=cells, denominator=denominator)
    question = _of_the_whole_before(question, before)
    unrecorded = unrecorded_in(question, bare)
    question = replace(
        question,
        refusal=refusal_of(text, question),
        unrecorded=unrecorded.id if unrecorded else None,
    )
    question = replace(
        question,
        earlier=without_far(last) if last is not None else None,
        organs_left=organs_left(question, before),
    )
    return replace(
        with_premise(question, bare), unexplained=unread_words(question, matched.understood)
    )


def _assemble(
    asked: str, text: str, read: OrgansRead, years: YearSpan, matched: CellMatch, bare: str
) -> Question:
    theme, theme_words, alternatives = theme_of(matched, bare)
    return Question(
        asked=asked,
        text=text,
        organs=read.mentions,
        group=read.group,
        years=years,
        cells=()
        if theme is not None
        else cells_of(matched, bare, onward=years.onward, inward=years.inward),
        alternatives=alternatives,
        theme=theme,
        theme_words=theme_words,
        by_applicant=bool(_BY_APPLICANT.search(bare)),
        scope=read.scope,
        doubt=matched.doubt,
    )


def _settled(question: Question, bare: str, before: Question | None) -> Question:
    last = before.cells[0] if before is not None and before.cells else None
    left = left_over(bare, last) if not question.cells else None
    if left is not None:
        return replace(question, cells=(left,), alternatives=(), theme=None, doubt=0.1)
    rows = {cell.row for cell in (*question.cells, *question.alternatives)}
    carried = {"received_new", "processed_total", "carried_out", "carried_in"}
    if (question.years.inward or question.years.onward) and rows <= carried:
        columns = (cell.column for cell in (*question.cells, *question.alternatives))
        column = next((column for column in columns if column != "total"), "total")
        row = "carried_in" if question.years.inward else "carried_out"
        return replace(question, cells=(CellRef(row, column, "结转"),), alternatives=())
    if question.years.inward and rows == {"carried_out", "carried_in"}:
        return replace(question, cells=(CellRef("carried_in", "total", "接过来"),), alternatives=())
    if {cell.row for cell in question.cells} == {"carried_out", "carried_in"}:
        # 年底没办结、跨年接着办的 are one and the same, unless two are asked for side by side.
        kept = question.cells if _SIDE_BY_SIDE.search(bare) else settle(question.cells, bare, None)
        return replace(question, cells=kept or question.cells)
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


def _each_report(question: Question, bare: str) -> Question:
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


def _of_the_whole_before(question: Question, before: Question | None) -> Question:
    """Read 重复申请占几成, after a question of 不予处理, as its share of those."""
    share = question.operation.name == "share" and not question.denominator
    if not share or before is None or len(before.cells) != 1 or len(question.cells) != 1:
        return question
    whole = before.cells[0]
    if "机关" not in question.carried or not is_part(question.cells[0], whole):
        return question
    return replace(question, denominator=(whole,))


def _as_printed_now(question: Question) -> Question:
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


def _same_kind(question: Question, before: Question | None, organs: OrganIndex) -> Question:
    """Read 云汀县的呢 after a question about a 民政局 as 云汀县's 民政局."""
    if before is None or len(before.organs) != 1:
        return question
    if question.scope == "whole_area" and not question.organs and question.group is None:
        whole = organs.government_of(before.organs[0].reports_of)
        return replace(question, organs=(whole,)) if whole is not None else question
    if len(question.organs) != 1:
        return question
    mention, kind = question.organs[0], before.organs[0].kind
    near = organs.in_region_of(mention.reports_of, before.organs[0].reports_of)
    if mention.region is None and len(mention.reports_of) > 1 and len(near) == 1:
        return replace(question, organs=(replace(mention, reports_of=near),))
    if mention.kind is not None or mention.region is None or kind is None or question.cells:
        return question
    found = organs.of_kind(mention.region, kind)
    if not found:
        return question
    return replace(question, organs=(replace(mention, reports_of=found, kind=kind),))


def _over_all(question: Question, bare: str) -> Question:
    """A ranking, mean or median of no named organ is over all there are."""
    if question.group is None and not question.organs and _OVER_ALL.search(bare):
        return replace(question, group=OrganGroup("全部机关"))
    return question


def _operation(question: Question, bare: str, before: Question | None) -> Operation:
    several = question.years.compare_previous or (
        len(question.organs) > 1 or len(question.years.years) > 1 or bool(question.years.newest)
    )
    operation = read_operation(
        bare,
        over_group=question.group is not None,
        several=several,
        has_cells=bool(question.cells),
        cell_words=tuple(cell.words for cell in question.cells),
    )
    unasked = not question.organs and question.group is None and not question.years.named
    rows = load_catalogue()
    parts = [rows[cell.row].children for cell in question.cells if cell.row in rows]
    named = bool(question.organs) and any(parts)
    explains = operation.name in ("look_up", "describe", "yes_no", "list_within", "consistency")
    alone = explains and unasked and before is None and not _HOW_MANY.search(bare)
    if alone and (_WHAT_IS.search(bare) or (find_term(bare) is not None and _EXPLAIN.search(bare))):
        return replace(operation, name="definition", words="是什么")
    if operation.name == "definition" and named and _LISTS.search(operation.words):
        return replace(operation, name="list_within")
    if operation.name == "look_up" and question.years.compare_previous:
        return replace(operation, name="difference", words="同比")
    if operation.name in ("look_up", "compare") and _spans_years(question):
        return replace(operation, name="trend")
    return operation


def _place_among_all(question: Question, bare: str) -> Question:
    """在所有单位里排第几 is told by the ranking of all, not of the one organ named."""
    if question.operation.name != "rank_within" and question.operation.name != "rank":
        return question
    if len(question.organs) != 1 or not _WHICH_PLACE.search(bare):
        return question
    return replace(
        question,
        organs=(),
        group=OrganGroup("全部机关"),
        operation=replace(question.operation, name="rank", limit=None, position=None),
    )


def _against_previous(question: Question) -> Question:
    """2023年增长了多少, with nothing to set it against, means against the year before."""
    years = question.years
    alone = len(question.organs) == 1 and len(question.cells) == 1 and len(years.years) == 1
    grows = re.search("[增减涨降升]|多了|少了|变", question.operation.words)
    if question.operation.name != "difference" or not alone or not grows:
        return question
    return replace(question, years=replace(years, compare_previous=True))


def _ends_of_span(question: Question) -> Question:
    """Whether there were more over 2021—2024 is told by the first and the last year."""
    years = question.years.years
    if question.operation.name != "compare_yes_no" or len(years) < 3 or len(question.organs) > 1:
        return question
    return replace(question, years=replace(question.years, years=(years[0], years[-1])))


def _spans_years(question: Question) -> bool:
    years = question.years
    over = len(years.years) > 2 or years.all or (years.newest or 0) > 1
    return over and len(question.organs) <= 1 and question.group is None


def _hide(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Blank out spans, keeping every other character where it is."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
