"""Follow-ups: which years one asks about that names none, or counts from those spoken of."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.numerals import han_number
from qa.question import Question, YearSpan

# 和2021年比 after a question of 2024: the two against each other.
_AGAINST_YEAR = re.compile(
    r"^(?:那|那么)?\s*(?:和|跟|与|同|比|较|对比|相比)(?:于)?\s*(?:(?:20)?\d\d|去|前|大前|上一?)\s*年?"
)
# 2024年比它: the year named against the one spoken of; 比这个单位 is of organs.
_AGAINST_IT = re.compile(r"[比较跟同和与](?:它|这|那|其|上面|前面|刚才|前一个)(?!个?[单机部])")
# In a follow-up 上一年 counts from the year just spoken of; 去年 still goes by the calendar.
_YEAR_BEFORE = re.compile(r"上一?年度?")
# 后面三年, 其他几年: counted from the year spoken of, or all but it.
_OTHER_YEARS = re.compile(
    r"(?:(?P<after>后面|之后|往后|其后|接下来|后来|再往后|后续|随后)|其他|别的|其余|另外|剩下)的?那?"
    r"(?:(?P<count>[两二三四五])个?年|几年|年份|各年)"
)

# 平均每年呢, 各年多少: of the years just spoken of.
_EACH_OF_THEM = re.compile(r"每年|每一年|各年度?|逐年|分年|一年一年")


def _other_years(question: Question, before: Question) -> YearSpan | None:
    """Read 后面三年 as those after the year spoken of, 其他几年 as all but that one."""
    words = _OTHER_YEARS.search(question.years.words)
    if words is None or not question.years.all or not before.years.years:
        return None
    spoken = before.years.years
    count = han_number(words["count"] or "")
    if words["after"] and count:
        after = tuple(range(spoken[-1] + 1, spoken[-1] + 1 + count))
        return replace(question.years, years=after, all=False)
    if re.search("也|一起|连同|一并|加上", question.text):
        return None  # 后面几年也一起列出来: with the year spoken of
    passed = tuple(range(2008, spoken[-1] + 1)) if words["after"] else spoken
    return replace(question.years, besides=passed)


def _counted_from(years: YearSpan, spoken: tuple[int, ...]) -> YearSpan | None:
    """Read 上一年 and 下一年 as counted from the years spoken of, None if no step is asked for."""
    if _YEAR_BEFORE.fullmatch(years.words) and spoken:
        return replace(years, years=(spoken[0] - 1,), offset=None)
    if not years.offset:
        return None
    if not spoken:
        return YearSpan()  # from an unnamed year no step can be taken
    base = spoken[0] if years.offset < 0 else spoken[-1]
    return replace(years, years=(base + years.offset,), offset=None)


def _each_of_them(years: YearSpan, spoken: YearSpan) -> YearSpan | None:
    """Read 平均每年, after 22到24年, as each of those years."""
    several = len(spoken.years) > 1 or (spoken.newest or 0) > 1 or (spoken.oldest or 0) > 1
    each = years.all and not years.years and _EACH_OF_THEM.fullmatch(years.words)
    return replace(spoken, notes=()) if several and each else None


def with_years(question: Question, before: Question, carried: list[str]) -> Question:
    """Fill the years in from the turn before; what is taken over is added to `carried`."""
    others = _other_years(question, before) or _each_of_them(question.years, before.years)
    if others is not None:
        return replace(question, years=others)
    if question.years.compare_previous and not question.years.years and before.years.years:
        carried.append("年份")
        years = replace(before.years, compare_previous=True, notes=())
        return replace(question, years=years)
    stepped = _counted_from(question.years, before.years.years)
    if stepped is not None:
        return replace(question, years=stepped)
    against = _AGAINST_YEAR.search(question.text) or _AGAINST_IT.search(question.text)
    if len(question.years.years) == len(before.years.years) == 1 and against:
        both = tuple(sorted({*question.years.years, *before.years.years}))
        return replace(question, years=replace(question.years, years=both))
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
