"""Whether what one year hands on is what the next takes over: 21年转出和22年转入对得上不."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.question import CellRef, Operation, Question

AGREE = re.compile(
    "一样|相同|相等|一致|对应|吻合|相符|衔接|等于|等不等|同一个数|同一数|[接连续对合](?:得|不)[上齐起]|接上|接住|"
    "接没接|对[得不]?对|对上|脱节|断档|首尾相[接连]|[核校]对|勾稽|有没有出入|有出入|有没有变|变没变|变了没|走样|变过|原样|是否有差"
)
_HANDED_ON = ("carried_out", "carried_in")
# Words that may stand for either end where two years are set against each other.
_EITHER_END = re.compile(
    "结转|转[出入来走]|(?:甩|拖|推|挪|滚|顺延|跨|搬|压|带|递延|移)(?:到|至|给|进|入)|[留剩]下|没办完|未办结|接过来|接手|承接|接收|带[出入过]|遗留|跨年|年[底末初]"
)
_CLAIMED = re.compile(r"[\d一二两三四五六七八九十]\s*(?:件|起|宗|个(?!数|年|报))")


def across_years(question: Question, before: Question | None, bare: str) -> Question:
    """Read both ends of a year's turn, and their comparison, where the words ask if they agree."""
    agree = AGREE.search(bare)
    if agree is None or len(question.organs) != 1 or _CLAIMED.search(bare):
        return question
    years = _turn_of_year(question, before, bare)
    if years is None:
        return question
    return replace(
        question,
        cells=tuple(CellRef(row, "total", "结转") for row in _HANDED_ON),
        alternatives=(),
        theme=None,
        theme_words="",
        years=replace(question.years, years=years, onward=False, inward=False, offset=None),
        operation=Operation("consistency", agree.group()),
        doubt=0.1,
    )


def _turn_of_year(question: Question, before: Question | None, bare: str) -> tuple[int, int] | None:
    """Return the year that hands on and the one that takes over, None if no such pair is meant."""
    rows = {cell.row for cell in (*question.cells, *question.alternatives)}
    own = rows & set(_HANDED_ON) or (not rows and _EITHER_END.search(bare))
    named = question.years.years
    if own and len(named) == 1 and (question.years.onward or question.years.inward):
        first = named[0] - (1 if question.years.inward else 0)
        return first, first + 1
    if own and len(named) > 1:
        return _pair(set(named))
    if before is None or "机关" not in question.carried or (rows and not own):
        return None
    turns = [before, *([before.earlier] if before.earlier is not None else [])]
    spoken = [turn for turn in turns if {cell.row for cell in turn.cells} & set(_HANDED_ON)]
    ends = {cell.row for turn in spoken for cell in turn.cells} | (rows & set(_HANDED_ON))
    years = {year for turn in spoken for year in turn.years.years} | set(named)
    return _pair(years) if ends >= set(_HANDED_ON) else None


def _pair(years: set[int]) -> tuple[int, int] | None:
    first, last = min(years), max(years)
    return (first, last) if last == first + 1 and len(years) == 2 else None
