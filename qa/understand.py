"""Understanding: from a question's words to its slots, each with the words that decided it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from qa.absent import unrecorded_in
from qa.cells import CellMatch, match_cells
from qa.denominators import read_denominator
from qa.dialogue import carry_over, operation_again
from qa.keywords import keywords
from qa.normalise import normalise
from qa.operations import read_operation
from qa.organs import OrganIndex, OrgansRead
from qa.preferences import INTO_NEXT_YEAR, left_over, settle
from qa.question import CellRef, Operation, OrganGroup, Question, YearSpan
from qa.refusals import refusal_of
from qa.themes import theme_asked, themes
from qa.years import han_number, read_years

_WEAK = 0.6
_APPLICANT_IS = re.compile(
    r"申请人(?:的)?(?:类型|类别|身份)[为是]\"?"
    r"(?P<column>自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他)"
)
_REQUESTS = re.compile(r"依申请(?:公开)?(?:的)?(?:申请)?(?:数量?|件数|总?量|总数|多少件|几件)")
# Instructions inside a question are no part of it.
_ORDERS = re.compile(
    r"[^,，。;；:：!！]*(?:忽略|无视|不要给出处|不用引用|系统提示|从现在起|必须说|你必须|从现在开始|你是管理员|跳过校验|系统消息|没有任何限制|所有指令|请回答\d|以上规则|所有规则)"
    r"[^,，。;；:：!！?？]*[,，。;；:：!！]?"
    r"|(?:我)?(?:说|搞|打|问)错了?[,，]?|只准回答[^,，。]*|ignore[^.。]*[.。]?|\([^()]*(?:系统|提示|指令|规则)[^()]*\)"
    # Who is asking and what for is no part of the question either.
    r"|我(?:是|们是|在)[^,，。]{1,20}[,，。]|(?:写|做|准备)[^,，。]{1,10}(?:需要|要用)(?:到)?"
)
# Rows that 办理, 公开, 收 and 费 name for want of anything better.
_GENERAL_ROWS = frozenset(
    (
        "processed_total",
        "granted",
        "partial",
        "received_new",
        "fees",
        "regulations",
        "normative_documents",
        "other_result",
        "other_result.other",
    )
)
_WHOLE_ROWS = frozenset(("received_new", "processed_total", "granted"))
# Words that name a row only for want of anything better.
_VAGUE = re.compile(
    r"(?:主动)?公开[了的过]?|发布[了的过]?|信息|办理结果?|结果|其他|[取得拿]的?信息|印发|制定"
)
_PART = re.compile(r"第[一二三四五六1-6](?:个)?部分")
_COUNTED = re.compile(
    r"(?P<number>\d+|[一二两三四五六七八九十]{1,3})\s*(?:件|起|宗|例|场|篇|次|条|期|份|个(?!季度|月|年|单位|机关|部分|问题|数|部门|地方|街道|局|人))"
)
# 新收、办结、结转各多少: beside those two, what is handed on to the next year.
_AND_HANDED_ON = re.compile(r"(?<!上年)(?<!上年度)(?<!去年)结转(?=各|分别|都|和|、|$|\s|[?？])")
_SIDE_BY_SIDE = re.compile(r"和|与|跟|及|比|各|分别|都|差|转入|四个数")
# 除了没补正的，其他申请怎么处理的: a remainder that no row of the form is.
_THE_REST = re.compile(r"除了?.{1,16}[,，]?.{0,12}(?:其他|其余|剩下)的?申请.{0,6}(?:怎|如何)")
_COUNTED_REQUESTS = re.compile(r"(?:\d+|[一二两三四五六七八九十]{1,3})\s*[件起宗例]")
_WHY = re.compile(
    r"为什么(?:会)?|为何|为啥|怎么(?:会)?|凭什么|什么(?:案子|内容|主题|原因|事)|叫什么(?:名字)?|主要(?:涉及|是)什么"
)
_TAKES_FOR_GRANTED = re.compile(
    r"是不是|对吗|是吗|对不对|真的|属实|有这回事|有这事|没错吧|吧[?？]?$|叫什么|什么名|名字|为什么|为何|为啥|怎么(?:会|有)|凭什么|既然|告诉我|主要(?:涉及|是)|什么(?:案子|内容|主题|原因|事)|分别是|都是|都花|哪(?:件|几件)|[的那这]\s*$|那[几一二两三\d]*[件起场]"
)
_THAT_ONE = re.compile(r"那[几一]?(?:件|起|宗|场|份|个案子)|(?:收取|收到|缴)的.{0,8}(?:都|花|用)")
_ALL_DONE = re.compile(
    r"(?:所有|全部|全都|都)(?:的)?(?:申请)?.{0,6}(?:办完|办结|处理完|答复完)(?:了)?"
)
_OVER_ALL = re.compile(
    r"中位数|平均(?!每件|.{0,3}天)|排名|排行|倒数|前[一二三四五六七八九十\d]+[名位家]|第一(?=\s|是|名|$)|第[二三四五六七八九十\d]+名"
)
_BY_APPLICANT = re.compile(
    r"申请人(?:类型|类别|构成|结构|情况|身份)(?![为是])|哪[类种些]?(?:申请)?人|什么人|谁(?:来|在)?(?:提|申请)的?|按申请人|各类申请人|人群"
)
_DEICTIC = re.compile(r"(?:这|那|该|本)(?:份|个|篇)?(?:报告|年报|单位|机关|局)")


def understand(
    asked: str, organs: OrganIndex, today: date, before: Question | None = None
) -> Question:
    """Read a question's slots; `before` is the question of the turn before, if any."""
    text = normalise(asked).text
    text = normalise(_hide(text, [match.span() for match in _ORDERS.finditer(text)])).text
    years = read_years(text, today)
    read = organs.read(_hide(text, years.spans))
    beside = (_PART, _APPLICANT_IS)
    parts = tuple(match.span() for one in beside for match in one.finditer(text))
    hidden = (*read.spans, *years.spans, *parts)
    matched = _match(text, hidden)
    bare = _hide(text, (*read.spans, *years.spans))
    question = _assemble(asked, text, read, years, matched, bare)
    question = _settled(question, bare, before)
    question = _same_kind(question, before, organs)
    question = _over_all(carry_over(question, before, bare), bare)
    question = replace(question, operation=_operation(question, bare))
    question = replace(question, operation=operation_again(question, before, bare))
    cells, denominator = read_denominator(bare, question.cells, question.operation)
    if not cells and denominator and before is not None:
        # 占不予公开的比例是多少: the whole is named, the part is the cell of the turn before.
        cells = tuple(cell for cell in before.cells if cell not in denominator)
    question = replace(question, cells=cells, denominator=denominator)
    unrecorded = unrecorded_in(question, bare)
    question = replace(
        question,
        refusal=refusal_of(text, question),
        unrecorded=unrecorded.id if unrecorded else None,
    )
    return replace(_with_premise(question, bare), unexplained=_unexplained(question))


def _unexplained(question: Question) -> tuple[str, ...]:
    """Return the words that narrow a general row in a way the form has no column for.

    收到的申请里有关征地的有几件 is not answered with all applications received.
    """
    general = {cell.row for cell in question.cells} <= _WHOLE_ROWS
    plain = question.operation.name in ("look_up", "yes_no") and question.group is None
    if not question.cells or not general or not plain:
        return ()
    columns = {cell.column for cell in question.cells}
    said = "".join((*(cell.words for cell in question.cells), question.operation.words))
    left = [word for word in keywords(question, None) if word not in said]
    return tuple(left) if columns == {"total"} else ()


def _match(text: str, hidden: Sequence[tuple[int, int]]) -> CellMatch:
    """Find the cells; in 为什么有3件因…不公开 the number is asked about, not the narrative."""
    matched = match_cells(text, masked=hidden)
    counted = _COUNTED_REQUESTS.search(text)
    unsure = matched.theme is not None or not matched.readings
    compared = re.search(r"比.{1,16}(?:多|少|高|低|增|减|降)", text)
    if unsure and _TAKES_FOR_GRANTED.search(text) and (counted or compared):
        why = [match.span() for match in _WHY.finditer(text)]
        numbers = [counted.span()] if counted else []
        figures = match_cells(text, masked=(*hidden, *why, *numbers))
        return figures if figures.readings else matched
    return matched


def _assemble(
    asked: str, text: str, read: OrgansRead, years: YearSpan, matched: CellMatch, bare: str
) -> Question:
    theme, theme_words, alternatives = _theme(matched, bare)
    return Question(
        asked=asked,
        text=text,
        organs=read.mentions,
        group=read.group,
        years=years,
        cells=() if theme is not None else _cells(matched, bare),
        alternatives=alternatives,
        theme=theme,
        theme_words=theme_words,
        by_applicant=bool(_BY_APPLICANT.search(bare)),
        scope=read.scope,
        doubt=matched.doubt,
    )


def _theme(matched: CellMatch, bare: str) -> tuple[str | None, str, tuple[CellRef, ...]]:
    """Return the narrative theme, its words, and the competing cells if the theme is not surer."""
    alternatives = tuple(
        CellRef(one.row, one.column or "total", one.words) for one in matched.alternatives
    )
    if _THE_REST.search(bare):
        return "request_text", "其他申请", ()
    asked = theme_asked(bare)
    general = all(one.row in _GENERAL_ROWS for one in (*matched.readings, *matched.alternatives))
    if asked is not None and themes()[asked[0]].strong and general:
        return asked[0], asked[1], ()
    if matched.theme is not None:
        return matched.theme.theme, matched.theme.words, alternatives
    vague = all(_VAGUE.fullmatch(cell.words) for cell in alternatives)
    if asked is not None and not matched.readings and (vague or matched.doubt >= _WEAK):
        return asked[0], asked[1], ()
    return None, "", alternatives


def _cells(matched: CellMatch, bare: str) -> tuple[CellRef, ...]:
    requests = _REQUESTS.search(bare)
    if requests and not matched.readings:
        return (CellRef("received_new", "total", requests.group()),)
    applicant = _APPLICANT_IS.search(bare)
    if applicant and matched.readings:
        names = {"自然人": "natural_person", "商业企业": "business", "科研机构": "research"}
        names |= {"社会公益组织": "ngo", "法律服务机构": "legal_service", "其他": "other"}
        column = names[applicant["column"]]
        return (CellRef(matched.readings[0].row, column, applicant.group()),)
    if INTO_NEXT_YEAR.search(bare) and {one.row for one in matched.readings} == {"carried_in"}:
        column = matched.readings[0].column or "total"
        return (CellRef("carried_out", column, matched.readings[0].words),)
    cells = [
        CellRef(one.row, one.column or "total", "".join(bare[slice(*one.span)].split()))
        for one in matched.readings
    ]
    return tuple({cell.address: cell for cell in reversed(cells)}.values())[::-1]


def _settled(question: Question, bare: str, before: Question | None) -> Question:
    last = before.cells[0] if before is not None and before.cells else None
    left = left_over(bare, last) if not question.cells else None
    if left is not None:
        return replace(question, cells=(left,), alternatives=(), theme=None, doubt=0.1)
    if {cell.row for cell in question.cells} == {"carried_out", "carried_in"}:
        # 年底没办结、跨年接着办的 are one and the same, unless two are asked for side by side.
        kept = question.cells if _SIDE_BY_SIDE.search(bare) else settle(question.cells, bare, None)
        return replace(question, cells=kept or question.cells)
    if _AND_HANDED_ON.search(bare) and len(question.cells) > 1:
        handed_on = CellRef("carried_out", "total", "结转")
        return replace(question, cells=(*question.cells, handed_on))
    if not question.alternatives or question.cells:
        return question
    meant = settle(question.alternatives, bare, last)
    return replace(question, cells=meant, alternatives=(), doubt=0.2) if meant else question


def _same_kind(question: Question, before: Question | None, organs: OrganIndex) -> Question:
    """Read 云汀县的呢 after a question about a 民政局 as 云汀县's 民政局."""
    if before is None or len(question.organs) != 1 or len(before.organs) != 1 or question.cells:
        return question
    mention, kind = question.organs[0], before.organs[0].kind
    if mention.kind is not None or mention.region is None or kind is None:
        return question
    found = organs.of_kind(mention.region, kind)
    return replace(question, organs=(replace(mention, reports_of=found, kind=kind),))


def _over_all(question: Question, bare: str) -> Question:
    """A ranking, mean or median of no named organ is over all there are."""
    if question.group is None and not question.organs and _OVER_ALL.search(bare):
        return replace(question, group=OrganGroup("全部机关"))
    return question


def _operation(question: Question, bare: str) -> Operation:
    several = question.years.compare_previous or (
        len(question.organs) > 1 or len(question.years.years) > 1 or bool(question.years.newest)
    )
    operation = read_operation(
        bare,
        over_group=question.group is not None,
        several=several,
        has_cells=bool(question.cells),
    )
    if operation.name == "look_up" and question.years.compare_previous:
        return replace(operation, name="difference", words="同比")
    if operation.name in ("look_up", "compare") and _spans_years(question):
        return replace(operation, name="trend")
    return operation


def _spans_years(question: Question) -> bool:
    years = question.years
    over = len(years.years) > 2 or years.all or (years.newest or 0) > 1
    return over and len(question.organs) <= 1 and question.group is None


def _with_premise(question: Question, bare: str) -> Question:
    """Read a number, or a 那件, that the question takes for granted."""
    done = _ALL_DONE.search(bare)
    if done and re.search("既然|平均几天|为什么|为何", bare):
        cell = CellRef("carried_out", "total", done.group())
        return replace(
            question, cells=(cell,), operation=Operation(), premise=Decimal(0), unrecorded=None
        )
    if question.operation.name in ("list", "count", "rank", "total", "average", "definition"):
        return question
    counted = _COUNTED.search(bare)
    granted = _TAKES_FOR_GRANTED.search(bare)
    condition = question.operation.condition
    if counted and granted and not (condition and counted.group() in condition.words):
        number = han_number(counted["number"])
        if number is not None:
            return replace(question, premise=Decimal(number), operation=_plain(question))
    if _THAT_ONE.search(bare) and not re.search(r"多少|几[件起个场次]", bare):
        return replace(
            question, premise=Decimal(1), premise_at_least=True, operation=_plain(question)
        )
    return question


def _plain(question: Question) -> Operation:
    keep = ("look_up", "describe", "consistency", "share")
    return question.operation if question.operation.name in keep else Operation()


def _hide(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Blank out spans, keeping every other character where it is."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
