"""Numbers in the narrative: the one that belongs to the theme, with 余 and 近 kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import ReportCard
from qa.draft import Draft
from qa.plan import name_of
from qa.replies.asked import Asked
from qa.replies.quoting import NEGATION, contradicted, draft_of, quotation
from qa.replies.relevance import Found
from qa.sentences import (
    Mentioned,
    frequencies_in,
    numbers_in,
    speaks_of_other_year,
)
from qa.themes import Theme, find_theme

_COUNTED_AS = re.compile(r"(篇|条|场|次|期|件|份|册)数|(人次)")
_UNIT_ASKED = re.compile(
    r"(?:几|多少)(?:多)?(篇|条|场|次|期|件|份|个|项|人次|人|名|宗|起|例|封|册|处|元|万元|"
    r"部|则|家|批)"
)
_OF_ALL = re.compile(r"全年|共计?\d|累计|总计|各类|各渠道")
_MOST_SENTENCES = 4


def how_many(asked: Asked, card: ReportCard, found: Sequence[Found], theme: Theme | None) -> Draft:
    """Answer with the number that counts the theme, or say that the report gives none."""
    unit = _UNIT_ASKED.search(asked.question.text) or _COUNTED_AS.search(asked.question.text)
    measure = next((group for group in unit.groups() if group), None) if unit else None
    # 几个 counts anything: 几个专区 is answered with 2处.
    particular = (measure,) if measure and measure != "个" else ()
    units = particular or (theme.units if theme else ())
    numbers: list[tuple[Found, Mentioned]] = []
    for one in found:
        number = _nearest(one, theme, units, card.year)
        if number is not None:
            numbers.append((one, number))
    top = [pair for pair in numbers if pair[0].hits == max(one.hits for one, _ in numbers)]
    if not top:
        return no_number(asked, card, found, theme)
    if len({number.words for _, number in top}) > 1:
        top = [pair for pair in top if _OF_ALL.search(pair[0].sentence.flat)] or top
    if len({number.words for _, number in top}) > 1:
        return _several_numbers(asked, card, top)
    return one_number(asked, card, *top[0])


def _nearest(
    one: Found, theme: Theme | None, units: tuple[str, ...], year: int
) -> Mentioned | None:
    """Return the number that belongs to the theme's word: the first after it, in its clause."""
    flat = one.sentence.flat
    anchors = list(theme.anchor.finditer(flat)) if theme and theme.anchor else []
    numbers = [
        number
        for number in numbers_in(flat)
        if (not units or number.unit in units)
        and not speaks_of_other_year(flat, year, number.start)
    ]
    if not anchors:
        return numbers[0] if len(numbers) == 1 else None
    best: tuple[int, Mentioned] | None = None
    for number in numbers:
        for anchor in anchors:
            gap = _gap(flat, anchor, number)
            if gap is not None and (best is None or gap < best[0]):
                best = (gap, number)
    if best is None and len(numbers) == 1 and "其中" not in flat[: numbers[0].start]:
        return numbers[0]  # 微信公众号，全年推文192篇: the only number that counts such things
    return best[1] if best else None


def _gap(flat: str, anchor: re.Match[str], number: Mentioned) -> int | None:
    """Distance from the theme's word to the number; None if a clause ends between them."""
    if number.start >= anchor.end():
        between = flat[anchor.end() : number.start]
        return len(between) if not re.search("[，。；,;]", between) else None
    if number.end <= anchor.start():
        between = flat[number.end : anchor.start()]
        return (
            len(between) + 1
            if len(between) <= 6 and not re.search("[，。；、,;]", between)
            else None
        )
    return 0


def one_number(asked: Asked, card: ReportCard, one: Found, number: Mentioned) -> Draft:
    """Answer with this number of this sentence, held against the number taken for granted."""
    notes = list(asked.notes)
    if number.value is None:
        notes.append(f"“{number.words}”是报告的原话，是约数。")
    supposed = asked.question.premise
    if supposed is None:
        text = f"{number.words}。{name_of(card)}报告正文写道：“{one.sentence.flat}”"
        return draft_of(text, [one], number, tuple(notes), asked)
    holds = number.value == supposed
    if holds:
        text = f"确为{number.words}，报告没有写明更多。原文：“{one.sentence.flat}”"
    else:
        text = f"前提与报告不符：是{number.words}。原文：“{one.sentence.flat}”"
    draft = draft_of(text, [one], number, tuple(notes), asked)
    return Draft(
        "answered",
        draft.text,
        draft.value,
        draft.unit,
        "holds" if holds else "contradicted",
        quotations=draft.quotations,
        notes=draft.notes,
    )


def _several_numbers(
    asked: Asked, card: ReportCard, top: Sequence[tuple[Found, Mentioned]]
) -> Draft:
    lines = [f"{number.words}（“{one.sentence.flat}”）" for one, number in top[:_MOST_SENTENCES]]
    text = f"{name_of(card)}报告正文有几处相关的数：\n" + "\n".join(lines)
    found = [one for one, _ in top[:_MOST_SENTENCES]]
    return draft_of(text, found, None, asked.notes, asked)


def no_number(asked: Asked, card: ReportCard, found: Sequence[Found], theme: Theme | None) -> Draft:
    """Say that the theme is mentioned but the number is not."""
    if asked.question.premise is not None and NEGATION.search(found[0].sentence.flat):
        return contradicted(asked, card, found[0])
    name = theme.name if theme else "这一点"
    text = f"{name_of(card)}的报告提到了{name}，没有找到所问的这个数。"
    quotations = tuple(quotation(one, asked) for one in found[:2])
    return Draft("not_found", text, quotations=quotations, notes=asked.notes)


def how_often(asked: Asked, card: ReportCard, found: Sequence[Found]) -> Draft:
    """Answer with how often something is said to be done."""
    often = [(one, words) for one in found for words in frequencies_in(one.sentence.flat)]
    if not often:
        return no_number(asked, card, found, find_theme(asked.question.theme or ""))
    one, words = often[0]
    text = f"{words}。{name_of(card)}报告正文写道：“{one.sentence.flat}”"
    return draft_of(text, [one], None, asked.notes, asked)
