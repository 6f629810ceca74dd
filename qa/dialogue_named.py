"""Follow-ups about what the last answer named, 该机关 or 那一年, and short names: 石漾那家."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.answer import Answer
from qa.question import OrganMention, Question, YearSpan

_THE_ONE = re.compile(
    r"^\W*(?:那|那么|而|所以|再看)?\s*(?:它|他家?|她|(?:该|这|那|此)[家个]?(?:机关|单位|部门|局|街道|镇|政府)|(?:这|那)家|"
    r"其(?![中他它余实])|(?:第一名|榜首|冠军|排第一的|居首的)(?!是|呢|为|[?]|$)|最[多高]的(?:那[个家])(?:单位|机关)?)"
)
_THAT_YEAR = re.compile(
    r"(?:那|这|该|同)一?年(?![报级轻])|当年(?!新|收|办|制|废)|那个?年份|同一?年度"
)
_PEAK_TOLD = re.compile(r"^最[多少高低]的是(?P<year>20\d\d)年")
_ORGANS_TOLD = ("rank", "compare", "compare_yes_no")
_VAGUE_GROUP = re.compile("单位|机关|部门|局|街道|镇|乡|家|谁|各|库|所有|全部|政府|区|县|市")
_THAT_PLACE = re.compile(r"(?:那|这)[家个边]?|的|家|那边")


def as_answered(question: Question, answer: Answer) -> Question:
    """Keep what the answer named: the year of 最近一期, the first organ, the peak year."""
    cited = {one.year for one in answer.figures} | {one.year for one in answer.passages}
    years = question.years
    if len(cited) == 1 and not years.years and not years.all:
        question = replace(question, years=replace(years, years=tuple(cited), newest=None))
    several = question.group is not None or len(question.organs) > 1
    if answer.figures and several and question.operation.name in _ORGANS_TOLD:
        first = answer.figures[0]
        question = replace(question, named_organ=(first.organ, first.region))
    peak = _PEAK_TOLD.search(answer.text)
    return replace(question, named_year=int(peak["year"])) if peak else question


def of_the_one_named(question: Question, before: Question, bare: str) -> Question:
    """Read 该机关 and 那一年 as what the last answer named."""
    if before.named_organ is not None and not question.organs and _THE_ONE.search(bare):
        organ, region = before.named_organ
        mention = OrganMention(organ, (0, 0), ((organ, region),), region)
        question = replace(question, organs=(mention,), group=None)
    if before.named_year and not question.years.named and _THAT_YEAR.search(question.text):
        year = before.named_year
        question = replace(question, years=YearSpan(years=(year,), words=f"{year}年"))
    return question


def not_of_all(question: Question, before: Question) -> Question:
    """Read 又有哪些问题 of the organ spoken of, not of all there are."""
    group = question.group
    if group is None or not before.organs or not question.theme:
        return question
    return question if _VAGUE_GROUP.search(group.words) else replace(question, group=None)


def of_those_spoken_of(question: Question, before: Question) -> Question:
    """Read 石漾那家, or 云汀那家 after 石漾县的, as the one of the organs spoken of that fits."""
    mentions = tuple(_one_spoken_of(one, before) for one in question.organs)
    return replace(question, organs=mentions)


def _one_spoken_of(mention: OrganMention, before: Question) -> OrganMention:
    stem = _THAT_PLACE.sub("", mention.words)
    if (mention.reports_of and len(mention.reports_of) == 1) or len(stem) < 2:
        return mention
    fitting = {pair for pair in _spoken_of(before) if pair[0].startswith(stem)}
    if len(fitting) != 1:
        return mention
    organ, region = fitting.pop()
    return replace(mention, reports_of=((organ, region),), region=region)


def _spoken_of(before: Question) -> Iterator[tuple[str, str | None]]:
    turn: Question | None = before
    while turn is not None:
        yield from turn.organs_left
        for one in turn.organs:
            yield from one.reports_of
        turn = turn.earlier
