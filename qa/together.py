"""The two turns before taken together: 差多少 after 2023年… and 2022年呢, 这俩加起来, 另一个呢."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.question import CellRef, OrganMention, Question, YearSpan

_SETS_AGAINST = re.compile(
    r"差|多了?(?:多少|几|没)|少了?(?:多少|几|没)|[增减涨降升跌]|翻|(?:谁|哪[个家边头一年些]?).{0,6}[多少高低大小]|"
    r"(?<![占分])比(?![例重率])|孰|变化|提高|还是[少减跌降低]|"
    r"更[多少高低大小]|[多少高低]了?[,，]?(?:吗|么|吧|没有|没(?!有)|对|是吧|是吗|是不)|上升|下降|变[多少高低]"
)
_ADDS_UP = re.compile(
    r"加(?:起来|一起|在一起|总|一块)?|合(?:计|起来|在一起)|一共|总共|共计|总和|之和|平均"
)
_WHICH = re.compile(
    "谁家?|哪[一]?[个家边]|[这那]?[两俩二三][个家]?(?:单位|机关|部门|局|地方)?|哪年"
)
_BOTH = re.compile(r"[两俩二][个年者家项边份单]?|俩|它们|他们|这几[个年]|[三四]年|前后")
_BOTH_YEARS = re.compile(r"(?:这|那|前|后|前后)?[两二三四五2-5]个?年(?:度|间|里|来)?")
_SUM_ONLY = re.compile(
    r"(?:那|那么)?(?:一共|总共|合计|共计|加起来|加一起|合一起|合在一起|合起来|加一块|加在一起|总和|之和)(?:是)?(?:多少|几件)?(?:件)?呢?[?]?"
)
_JUST_MORE = re.compile(r"增减.*|变化.*|收(?:得|的)?(?:更|最)?[多少]")
_MOST_TURNS = 5
_THE_OTHER = re.compile(
    r"另(?:外)?(?:那)?(?:一|1)?(?:个|家|份|边)|剩下(?:的)?(?:那|一)(?:个|家)|其他那[个家]"
)


def taken_together(question: Question, before: Question, bare: str) -> Question | None:
    """Return the question with what the last turns asked, None if it is not about several.

    Args:
        question: names no organ, year or cell of its own.
        before: the turn before, with its `earlier` ones.
        bare: the words of the question.
    """
    group = question.group is not None and not _WHICH.fullmatch(question.group.words)
    known = set(_addresses(before))
    named = [
        cell
        for cell in question.cells
        if cell.address not in known and not _JUST_MORE.fullmatch(cell.words)
    ]
    own = bool(question.organs or group or named)
    if question.years.named and not _BOTH_YEARS.fullmatch(question.years.words):
        own = own or not _which_was_more(question, before, bare)
    open_ones = [one for one in question.alternatives if not _JUST_MORE.fullmatch(one.words)]
    if before.earlier is None or own or open_ones or question.theme:
        return None
    turns = last_turns(before, bare)
    sum_only = _SUM_ONLY.fullmatch(bare.strip()) and before.cells[:1] and not _is_part(before)
    adds_up = sum_only or (_BOTH.search(bare) and _ADDS_UP.search(bare))
    if not (adds_up or _SETS_AGAINST.search(bare)):
        return None
    for first in range(len(turns) - 1):
        joined = _differing(question, turns[first:])
        if joined is not None:
            told = (question.years.newest or 0) in (0, 1, len(joined.years.years))
            return joined if told or not question.years.newest else None
    return None


def _which_was_more(question: Question, before: Question, bare: str) -> bool:
    """Whether the later of the two years spoken of is named: 那是去年多吗."""
    spoken = before.earlier.years.years if before.earlier is not None else ()
    years = {*spoken, *before.years.years}
    more = re.fullmatch(
        r"\W*(?:那|所以)?(?:还)?(?:是)?\s*(?:更)?[多少高低]了?(?:些|点)?[吗么吧]?\W*", bare
    )
    return bool(more) and len(years) == 2 and question.years.years == (max(years),)


def last_turns(before: Question, bare: str) -> list[Question]:
    """Return the turns that 这两项, 三年 or 一共 speak of, the oldest first."""
    turns = [before]
    while turns[0].earlier is not None and len(turns) < _MOST_TURNS:
        turns.insert(0, turns[0].earlier)
    if re.search("前[两二]", bare) and len(turns) > 2:
        return turns[-3:-1]
    if re.search("[两俩二2]", bare):
        return turns[-2:]
    if re.search("[三3]", bare):
        return turns[-3:]
    many = re.search("最|哪一?年|几|都|[四4]", bare) or _SUM_ONLY.fullmatch(bare.strip())
    return turns if many else turns[-2:]


def _is_part(question: Question) -> bool:
    """Whether columns of one row were asked about, so that 总共 is the total of that row."""
    cell = question.cells[0]
    before = question.earlier.cells[:1] if question.earlier is not None else ()
    return cell.column != "total" and all(one.row == cell.row for one in before)


def _differing(question: Question, turns: list[Question]) -> Question | None:
    """Join turns that differ in one thing only: the year, the organ or the cell."""
    last = turns[-1]
    organs = len({tuple(sorted(_reports(turn), key=str)) for turn in turns}) > 1
    years = len({turn.years.years for turn in turns}) > 1
    cells = len({tuple(_addresses(turn)) for turn in turns}) > 1
    single = all(len(turn.organs) == 1 and len(turn.cells) == 1 for turn in turns)
    if not single or organs + years + cells != 1:
        return None
    if years and not all(turn.years.years for turn in turns):
        return None
    span = _joined(turns) if years else last.years
    return replace(
        question,
        group=None,
        organs=tuple(one for turn in turns for one in turn.organs) if organs else last.organs,
        years=replace(span, notes=()),
        cells=tuple(cell for turn in turns for cell in turn.cells) if cells else last.cells,
        alternatives=(),
        carried=("机关", "年份", "事项"),
        doubt=0.1,
    )


def _joined(turns: list[Question]) -> YearSpan:
    years = tuple(sorted({year for turn in turns for year in turn.years.years}))
    return YearSpan(years=years, words="、".join(f"{year}年" for year in years))


def _reports(question: Question) -> set[tuple[str, str | None]]:
    return {pair for mention in question.organs for pair in mention.reports_of}


def _addresses(question: Question) -> list[str]:
    return [cell.address for cell in question.cells]


def without_far(question: Question, depth: int = _MOST_TURNS) -> Question:
    """Return the question with no more than `depth` turns before it."""
    if question.earlier is None or depth <= 1:
        return replace(question, earlier=None)
    return replace(question, earlier=without_far(question.earlier, depth - 1))


def the_other(question: Question, before: Question, bare: str) -> OrganMention | None:
    """Return the organ not chosen when the turn before chose between two: 另一个呢."""
    words = _THE_OTHER.search(bare)
    if words is None or question.organs or not before.organs_left:
        return None
    pairs = before.organs_left
    return OrganMention(words.group(), words.span(), pairs, None, before.organs[0].kind)


def organs_left(question: Question, before: Question | None) -> tuple[tuple[str, str | None], ...]:
    """Return the organs that were offered and not chosen."""
    offered = before.organs[0].reports_of if before is not None and before.organs else ()
    chosen = question.organs[0].reports_of if len(question.organs) == 1 else ()
    if len(offered) > 1 and len(chosen) == 1 and chosen[0] in offered:
        return tuple(pair for pair in offered if pair != chosen[0])
    return ()


def standing(before: Question | None) -> Question | None:
    """Return the turn before, with organ and year of the one before where it had none.

    After 什么是内部事务信息 the talk is still of the organ asked about.
    """
    if before is None or before.earlier is None or before.organs:
        return before
    if before.operation.name not in ("definition", "inventory"):
        return before
    first = before.earlier
    cells: tuple[CellRef, ...] = before.cells or first.cells
    return replace(first, cells=cells, theme=None if cells else first.theme, earlier=None)
