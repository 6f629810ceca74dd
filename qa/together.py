"""The two turns before taken together: 差多少 after 2023年… and 2022年呢, 这俩加起来, 另一个呢."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.question import CellRef, OrganMention, Question, YearSpan

_SETS_AGAINST = re.compile(
    r"差|多了?(?:多少|几|没)|少了?(?:多少|几|没)|[增减涨降升跌]|翻|(?:谁|哪[个家边头一年些]?).{0,6}[多少高低大小]|"
    r"相?比|孰|变化"
)
_ADDS_UP = re.compile(
    r"加(?:起来|一起|在一起|总|一块)?|合(?:计|起来|在一起)|一共|总共|共计|总和|之和|平均"
)
_WHICH = re.compile("谁家?|哪[一]?[个家边]")
_BOTH = re.compile(r"[两俩二][个年者家项边份单]?|俩|它们|他们|这几[个年]|[三四]年|前后")
_THE_OTHER = re.compile(
    r"另(?:外)?(?:那)?(?:一|1)?(?:个|家|份|边)|剩下(?:的)?(?:那|一)(?:个|家)|其他那[个家]"
)


def taken_together(question: Question, before: Question, bare: str) -> Question | None:
    """Return the question with what the last two turns asked, None if it is not about both.

    Args:
        question: names no organ, year or cell of its own.
        before: the turn before, with its `earlier` one.
        bare: the words of the question.
    """
    first = before.earlier
    group = question.group is not None and not _WHICH.fullmatch(question.group.words)
    own = question.organs or group or question.years.named or question.cells
    if first is None or own or question.alternatives or question.theme:
        return None
    both = bool(_BOTH.search(bare))
    if not (_SETS_AGAINST.search(bare) or (both and _ADDS_UP.search(bare))):
        return None
    return _differing(question, first, before)


def _differing(question: Question, first: Question, second: Question) -> Question | None:
    """Join two turns that differ in one thing only: the year, the organ or the cell."""
    organs = _reports(first) != _reports(second)
    years = first.years.years != second.years.years
    cells = _addresses(first) != _addresses(second)
    single = len(first.organs) == len(second.organs) == 1 and len(second.cells) == 1
    if not single or not first.cells or organs + years + cells != 1:
        return None
    if years and not (first.years.years and second.years.years):
        return None
    span = _joined(first.years, second.years) if years else second.years
    return replace(
        question,
        group=None,
        organs=(*first.organs, *second.organs) if organs else second.organs,
        years=replace(span, notes=()),
        cells=(*first.cells, *second.cells) if cells else second.cells,
        carried=("机关", "年份", "事项"),
        doubt=0.1,
    )


def _joined(first: YearSpan, second: YearSpan) -> YearSpan:
    years = tuple(sorted({*first.years, *second.years}))
    return YearSpan(years=years, words="、".join(f"{year}年" for year in years))


def _reports(question: Question) -> set[tuple[str, str | None]]:
    return {pair for mention in question.organs for pair in mention.reports_of}


def _addresses(question: Question) -> list[str]:
    return [cell.address for cell in question.cells]


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
