"""Follow-ups: what a question leaves out is taken over from the turn before, and said so.

A question that stands on its own takes nothing over: one about all organs, a definition, or one
that names its organ, its year and its cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from qa.cells import match_cells
from qa.keywords import keywords
from qa.labels import find_row, plain_label, sentence_label
from qa.numerals import han_number
from qa.question import CellRef, Operation, Question, YearSpan
from qa.together import taken_together, the_other

_STANDS_ALONE = re.compile(
    r"什么是|什么意思|啥意思|指的?是?什么|怎么理解|哪些单位|哪些机关|各单位|所有单位|库里|"
    r"你能|你会|帮我写|天气"
)
_WHOLE = re.compile(r"^\W*(?:那)?(?:总计|合计|总数|总共|全部|不分申请人)")
# What 2023年呢 or 宛城区呢 asks for once more; a premise or a yes or no is not asked again.
_AGAIN = (
    "list",
    "count",
    "rank",
    "rank_within",
    "list_within",
    "share",
    "total",
    "average",
    "median",
    "difference",
    "compare",
)
_COUNT_AGAIN = re.compile("件数|几件|多少件|数量|个数")
_NEEDS_TWO = ("difference", "compare", "compare_yes_no")
_WHICH_OF_THEM = re.compile(r"^\W*(?:那)?(?:哪[一]?[家个边]|谁)(?:的)?(?:更|最)?(?:多|少|高|低)")
_WHICH_ONES = re.compile(r"^\W*(?:那)?(?:是|都是|分别是|有)?(?:哪[几些]|哪[一]?[家个]|谁|名单)")
_SAYS_LITTLE = re.compile(r"增减.*|变化.*|给|拿|要|列|看|办|收|公开|有|办的|给我|了")
_PLACE = re.compile(r"第([一二三四五六七八九十\d]+)")
# In a follow-up 上一年 counts from the year just spoken of; 去年 still goes by the calendar.
_YEAR_BEFORE = re.compile(r"上一?年度?")
_BARE_YEAR = re.compile(
    r"(?:那|那么|再|看|换|换成|改成)?\s*(?:20)?(?P<year>[0-3]\d)\s*年?的?呢?\s*[?!。]?"
)
_PUT_TOGETHER = re.compile("[加合](?:在)?一(?:起|块儿?)")
_LED_UP = re.compile(
    r"^(?:那|那么|就|也|再|还|又|先|帮我|请|麻烦)*(?:换|改|换个|改个|换一个|看看|看一下|再来|来个)"
    r"(?:成|为|做|到|作|一下)?(?=[^一下])"
)
_LONGEST_FOLLOW_UP = 26
_SHORT_FOLLOW_UP = 8
_OPERATION_WORDS = re.compile(
    r"中位|均|占|比|例|率|百分|几成|变化|趋势|走势|增|减|多|少|差|排|名|最|第|合计|一共|"
    r"总|平均|同样|这[类项条种]|那[类项条种]|此类|那个|这个|数|对|换|改|看"
    r"|前|后|末|谁|哪|家|还|上|下|年|更|[涨跌升幅高低大小]|原因|列|出来|为|依据|勾稽|平|解释|意思|出处|来源|哪|页|行"
)


@dataclass(slots=True)
class Conversation:
    """The questions of a session so far, as they were understood, oldest first."""

    turns: list[Question] = field(default_factory=list)

    @property
    def last(self) -> Question | None:
        """The question of the turn before, None at the start."""
        return self.turns[-1] if self.turns else None


def spelt_out(text: str, before: Question | None) -> str:
    """Write out a bare year in a follow-up, and drop what leads up to it: 22呢 is 2022年呢."""
    if before is None:
        return text
    text = _PUT_TOGETHER.sub("合计", text)
    year = _BARE_YEAR.fullmatch(text)
    return f"20{year['year']}年呢" if year else _LED_UP.sub("", text)


def as_answered(question: Question, cited: set[int]) -> Question:
    """Fix the year of 最近一期 to that of the report cited, so that 上一期呢 counts from there."""
    if len(cited) != 1 or question.years.years or question.years.all:
        return question
    return replace(question, years=replace(question.years, years=tuple(cited), newest=None))


def carry_over(question: Question, before: Question | None, bare: str) -> Question:
    """Fill what the question leaves out from the question before.

    Args:
        question: as read on its own.
        before: the question of the turn before.
        bare: the question without the words for organs and years.
    """
    if before is None or _STANDS_ALONE.search(question.text):
        return question
    other = the_other(question, before, bare)
    if other is not None:
        question = replace(question, organs=(other,), alternatives=())
    together = taken_together(question, before, bare)
    if together is not None:
        return together
    question = _without_vague(question, before)
    carried: list[str] = []
    if question.group is not None and len(before.organs) > 1 and _WHICH_OF_THEM.search(bare):
        question = replace(question, group=None)
    question = _with_cells(question, before, bare, carried)
    if not question.organs and question.group is None:
        if before.organs or before.group:
            carried.append("机关")
        question = replace(question, organs=before.organs, group=before.group)
    question = _with_years(question, before, carried)
    if question.scope == "any" and before.scope != "any" and "机关" in carried:
        question = replace(question, scope=before.scope)
    return replace(question, carried=tuple(carried))


def _without_vague(question: Question, before: Question) -> Question:
    """Drop what 给, 列 or 看 might mean beside a newly named organ or year: 人社局也给我列一下."""
    words = {cell.words for cell in question.alternatives}
    vague = bool(words) and all(_SAYS_LITTLE.fullmatch(one) for one in words)
    if vague and before.cells and (question.organs or question.years.named):
        return replace(question, alternatives=())
    return question


def _with_years(question: Question, before: Question, carried: list[str]) -> Question:
    if question.years.compare_previous and not question.years.years and before.years.years:
        carried.append("年份")
        years = replace(before.years, compare_previous=True, notes=())
        return replace(question, years=years)
    if _YEAR_BEFORE.fullmatch(question.years.words) and before.years.years:
        years = replace(question.years, years=(before.years.years[0] - 1,), offset=None)
        return replace(question, years=years)
    if question.years.offset and not before.years.years:
        return replace(question, years=YearSpan())  # from an unnamed year no step can be taken
    if question.years.offset and before.years.years:
        base = before.years.years[0] if question.years.offset < 0 else before.years.years[-1]
        years = replace(question.years, years=(base + question.years.offset,), offset=None)
        return replace(question, years=years)
    if question.years.named or (question.years.compare_previous and not before.years.years):
        return question
    if before.years.named:
        carried.append("年份")
        kept = replace(
            before.years,
            notes=(),
            compare_previous=question.years.compare_previous,
            part_of_year=question.years.part_of_year,
        )
        return replace(question, years=kept)
    return question


def _with_cells(question: Question, before: Question, bare: str, carried: list[str]) -> Question:
    if question.theme and not question.cells:
        return question
    if not before.cells:
        if before.theme and not question.cells and not question.alternatives:
            carried.append("主题")
            return replace(
                question,
                theme=before.theme,
                theme_words=before.theme_words,
                text=_without_slots(before),
            )
        return question
    column_only = _column_of(before.cells[0], question) if _only_a_column(bare, question) else None
    if column_only is not None:
        carried.append("事项")
        return replace(question, cells=(column_only,), alternatives=(), theme=None, doubt=0.1)
    outcome = _outcome(bare, before.cells[0], question)
    if outcome is not None:
        carried.append("事项")
        return replace(question, cells=(outcome,), alternatives=(), theme=None, doubt=0.1)
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


def _without_slots(question: Question) -> str:
    """Return how a question was put, without its organs and years."""
    text = question.text
    for words in (*(one.words for one in question.organs), *question.years.words.split("、")):
        text = text.replace(words, " ") if words else text
    return text


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
    named = re.search(r"申请|新收|收到|提|办|公开|结转|给", bare)
    return bool(question.cells) and len(question.cells) == 1 and bool(kinds) and not named


def _leans(bare: str, question: Question) -> bool:
    return bool(re.match(r"\s*(?:其中|里面|那其中|这里面|当中)", bare)) and len(question.cells) == 1


def _to_total(bare: str, cell: CellRef) -> CellRef | None:
    """Read 总计呢, after a column, as the total of the same row."""
    row = find_row(cell.row)
    if row is None or row.table not in ("requests", "review") or cell.column == "total":
        return None
    return CellRef(cell.row, "total", "总计") if _WHOLE.search(bare) else None


def _outcome(bare: str, cell: CellRef, question: Question) -> CellRef | None:
    """Read 没结的呢 after a reconsideration as its outcome, not as applications carried over."""
    row = find_row(cell.row)
    if row is None or row.table != "review" or len(bare.strip()) > _SHORT_FOLLOW_UP:
        return None
    if len(question.cells) > 1 or re.search("申请|信息|结转", bare):
        return None
    other = find_row(question.cells[0].row) if question.cells else None
    return None if other is None or other.table == "review" else _refine(bare, cell)


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


def operation_again(question: Question, before: Question | None, bare: str) -> Operation:
    """Take the operation over where a follow-up names none: 2023年呢, or 第二呢 of a ranking."""
    operation = question.operation
    if before is None or not question.carried:
        return operation
    if before.operation.name == "count" and _WHICH_ONES.search(bare):
        return replace(before.operation, name="list")
    several = before.group is not None or len(before.organs) > 1
    if "事项" not in question.carried and not several:
        return operation
    place = _PLACE.search(bare)
    if place is not None and before.operation.name == "rank":
        position = han_number(place[1])
        return replace(before.operation, limit=None, position=position, words=place.group())
    alone = not several_reports(question) and before.operation.name in _NEEDS_TWO
    rises = operation.name in ("yes_no", "difference", "compare") and re.search(
        "[高升降涨增减]", bare
    )
    if before.operation.name == "share" and rises and len(question.years.years) > 1:
        return before.operation
    if before.operation.name == "share" and _COUNT_AGAIN.search(bare):
        return operation
    if before.group is not None and question.organs and "机关" not in question.carried:
        return operation
    plain = operation.name in ("look_up", "total", "trend") and not operation.words and not alone
    return before.operation if plain and before.operation.name in _AGAIN else operation


def several_reports(question: Question) -> bool:
    """Whether several organs, years or cells are spoken of."""
    years = question.years
    many = len(years.years) > 1 or years.all or (years.newest or 0) > 1 or years.compare_previous
    several = len(question.organs) > 1 or len(question.cells) > 1
    return several or many or question.group is not None


def carried_words(question: Question) -> tuple[str, ...]:
    """Say what was taken over from the turn before."""
    if not question.carried:
        return ()
    parts = []
    if "机关" in question.carried and question.organs:
        parts.append("、".join(mention.words for mention in question.organs))
    if "年份" in question.carried and question.years.words:
        parts.append(_years_in_words(question.years))
    if "事项" in question.carried and question.cells:
        parts.append(f"“{sentence_label(question.cells[0].row, question.cells[0].column)}”")
    return (f"沿用上一问：{'，'.join(parts)}。",) if parts else ()


def _years_in_words(years: YearSpan) -> str:
    return "、".join(f"{year}年" for year in years.years) or years.words
