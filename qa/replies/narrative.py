"""Answers from the narrative: verbatim sentences, with the number pulled out where one is asked.

A sentence answers only if it speaks of the theme, and of every particular thing the question
names. Nothing is answered from similarity alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import ReportCard
from ingest.segment import segment
from qa.absent import find_unrecorded
from qa.draft import Draft, Quotation, not_found
from qa.keywords import keywords, mentioned_words
from qa.plan import name_of
from qa.replies.asked import Asked
from qa.replies.wording import amount, subject
from qa.sentences import (
    Mentioned,
    Sentence,
    frequencies_in,
    numbers_in,
    sentences,
    speaks_of_other_year,
)
from qa.themes import Theme, find_theme

_HOW_MANY = re.compile(r"多少|几(?!乎)|数量|总数|[条篇场次期件份]数|人次|总量|有多大|\w数\s*$")
_ASKS_IN_WORDS = re.compile(
    r"什么|哪|干嘛|干吗|作用|用途|怎|如何|吗|呢|有没有|是否|为何|啥|谁|情况|内容|做法|举措|问题|措施|介绍|说说|讲"
)
_COUNTED_AS = re.compile(r"(篇|条|场|次|期|件|份|册)数|(人次)")
_HOW_OFTEN = re.compile(r"多久|多长时间|多长|频率|隔多|每隔|几天一次|周期")
_WHETHER = re.compile(r"吗|有没有|是否|是不是|有无|没有\s*[?？]?$|过没")
_NEGATION = re.compile(r"未(?!来)|没有|没|无(?!障)|不(?!断|仅|只|同|少|予|但)|较少|不够|不足")
_UNIT_ASKED = re.compile(
    r"(?:几|多少)(?:多)?(篇|条|场|次|期|件|份|个|项|人次|人|名|宗|起|例|封|册|处|元|万元|部|则|家|批)"
)
_HOW = re.compile(r"怎么|如何|怎样|哪些(?:做法|措施|举措)")
_HOW_GOOD = re.compile(r"丰富|充分|到位|及时|规范|多元|多样|全面|完善|足够|顺畅|有效")
_OF_ALL = re.compile(r"全年|共计?\d|累计|总计|各类|各渠道")
_MOST_SENTENCES = 4
_MOST_IN_A_PART = 16


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence that may answer, and how well it fits."""

    card: ReportCard
    sentence: Sentence
    hits: int
    in_heading: bool
    echoes: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        """Particular words first, then the theme's own words as the question put them."""
        return self.hits, self.echoes


def narrate(asked: Asked) -> Draft:
    """Answer a question about the narrative of the planned reports."""
    theme = find_theme(asked.question.theme or "")
    if len(asked.plan.cards) > 1:
        return _over_reports(asked, theme)
    card = asked.plan.cards[0]
    found = _relevant(asked, card, theme)
    if not found:
        return _not_mentioned(asked, card, theme)
    text = asked.question.text
    if _HOW_OFTEN.search(text):
        return _how_often(asked, card, found)
    if _HOW_MANY.search(text) or asked.question.premise is not None:
        return _how_many(asked, card, found, theme)
    if theme is not None and not theme.whole and not _ASKS_IN_WORDS.search(text):
        wanted = keywords(asked.question, theme)
        counted = _how_many(asked, card, found, theme)  # 新增专栏, in a clerk's key words
        if found[0].hits < len(wanted):
            return _no_number(asked, card, found, theme)
        if counted.value is not None:
            return counted
    return _quote(asked, card, found, theme)


def not_recorded(asked: Asked) -> Draft:
    """Say that no table records what is asked, with the report's own words if it has any."""
    unrecorded = find_unrecorded(asked.question.unrecorded or "")
    card = asked.plan.cards[0]
    near = asked.operands(asked.question.cells[:1], [card])[0] if asked.question.cells else []
    if unrecorded.narrative:
        passages = asked.library.passages(card.id, "narrative")
        spoken = [
            _Found(card, sentence, 1, False)
            for sentence in sentences(passages)
            if unrecorded.pattern.search(sentence.flat) and numbers_in(sentence.flat)
        ]
        if spoken:
            text = f"表格没有这一项；{name_of(card)}报告正文写道：“{spoken[0].sentence.flat}”"
            return _draft(text, spoken[:2], None, asked.notes, asked)
    nearest = f"最接近的是{subject(near[0])}：{amount(near[0])}。" if near else ""
    text = f"{name_of(card)}的报告没有给出{unrecorded.name}：{unrecorded.reason}。{nearest}"
    return not_found(text, *asked.notes, operands=tuple(near))


def _relevant(asked: Asked, card: ReportCard, theme: Theme | None) -> list[_Found]:
    """Return the sentences on the theme that fit the question best, best first."""
    passages = asked.library.passages(card.id, "narrative")
    wanted = keywords(asked.question, theme)
    if theme is None and not wanted:
        return []
    echoed = [
        word for word in segment(asked.question.text) if len(word) > 1 and _named(word, theme)
    ]
    found = [
        _Found(
            card,
            sentence,
            len(mentioned_words(wanted, sentence.flat, sentence.passage.headings)),
            _under_heading(sentence, theme),
            len(mentioned_words(echoed, sentence.flat, ())),
        )
        for sentence in sentences(passages)
        if theme is None or _on_theme(sentence, theme)
    ]
    found = _in_focus(found, theme, asked.question.text)
    best = max((one.hits for one in found), default=0)
    if best < len(wanted) and (theme is None or _needs_particulars(asked, theme)):
        return []
    found.sort(key=lambda one: (one.rank, one.in_heading), reverse=True)
    return found


def _named(word: str, theme: Theme | None) -> bool:
    return theme is not None and theme.anchor is not None and bool(theme.anchor.search(word))


def _needs_particulars(asked: Asked, theme: Theme) -> bool:
    """For a number every particular named must be there; for a how or what the best will do."""
    counting = _HOW_MANY.search(asked.question.text) is not None
    return counting and not theme.whole and asked.question.premise is None


def _in_focus(found: list[_Found], theme: Theme | None, text: str) -> list[_Found]:
    """Keep the sentences on the one thing within the theme that the question names, if any are."""
    wanted = [one for one in theme.focus if one.search(text)] if theme is not None else []
    if not wanted:
        return found
    fitting = [one for one in found if all(focus.search(one.sentence.flat) for focus in wanted)]
    some = [one for one in found if any(focus.search(one.sentence.flat) for focus in wanted)]
    if _HOW.search(text):
        return found if some else []
    return fitting or some or ([] if _HOW_MANY.search(text) else found)


def _on_theme(sentence: Sentence, theme: Theme) -> bool:
    if theme.whole:
        return _in_part(sentence, theme)
    return theme.anchor is not None and bool(theme.anchor.search(sentence.flat))


def _in_part(sentence: Sentence, theme: Theme) -> bool:
    if theme.section and sentence.passage.section != theme.section:
        return False
    if theme.heading is None:
        return True
    inner = sentence.passage.headings[1:]
    if inner:
        return bool(theme.heading.search(inner[-1]))
    return True


def _under_heading(sentence: Sentence, theme: Theme | None) -> bool:
    if theme is None or theme.heading is None:
        return False
    return any(theme.heading.search(heading) for heading in sentence.passage.headings)


def _how_many(
    asked: Asked, card: ReportCard, found: Sequence[_Found], theme: Theme | None
) -> Draft:
    unit = _UNIT_ASKED.search(asked.question.text) or _COUNTED_AS.search(asked.question.text)
    measure = next((group for group in unit.groups() if group), None) if unit else None
    # 几个 counts anything: 几个专区 is answered with 2处.
    particular = (measure,) if measure and measure != "个" else ()
    units = particular or (theme.units if theme else ())
    numbers: list[tuple[_Found, Mentioned]] = []
    for one in found:
        number = _nearest(one, theme, units, card.year)
        if number is not None:
            numbers.append((one, number))
    top = [pair for pair in numbers if pair[0].hits == max(one.hits for one, _ in numbers)]
    if not top:
        return _no_number(asked, card, found, theme)
    if len({number.words for _, number in top}) > 1:
        top = [pair for pair in top if _OF_ALL.search(pair[0].sentence.flat)] or top
    if len({number.words for _, number in top}) > 1:
        return _several_numbers(asked, card, top)
    return _one_number(asked, card, *top[0])


def _nearest(
    one: _Found, theme: Theme | None, units: tuple[str, ...], year: int
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


def _one_number(asked: Asked, card: ReportCard, one: _Found, number: Mentioned) -> Draft:
    notes = list(asked.notes)
    if number.value is None:
        notes.append(f"“{number.words}”是报告的原话，是约数。")
    supposed = asked.question.premise
    if supposed is None:
        text = f"{number.words}。{name_of(card)}报告正文写道：“{one.sentence.flat}”"
        return _draft(text, [one], number, tuple(notes), asked)
    holds = number.value == supposed
    if holds:
        text = f"确为{number.words}，报告没有写明更多。原文：“{one.sentence.flat}”"
    else:
        text = f"前提与报告不符：是{number.words}。原文：“{one.sentence.flat}”"
    draft = _draft(text, [one], number, tuple(notes), asked)
    return Draft(
        "answered",
        draft.text,
        draft.value,
        draft.unit,
        "holds" if holds else "contradicted",
        quotations=draft.quotations,
        notes=draft.notes,
    )


def _draft(
    text: str,
    found: Sequence[_Found],
    number: Mentioned | None,
    notes: tuple[str, ...],
    asked: Asked,
) -> Draft:
    return Draft(
        "answered",
        text,
        number.value if number else None,
        number.unit if number else None,
        quotations=tuple(_quotation(one, asked, number) for one in found),
        notes=notes,
    )


def _several_numbers(
    asked: Asked, card: ReportCard, top: Sequence[tuple[_Found, Mentioned]]
) -> Draft:
    lines = [f"{number.words}（“{one.sentence.flat}”）" for one, number in top[:_MOST_SENTENCES]]
    text = f"{name_of(card)}报告正文有几处相关的数：\n" + "\n".join(lines)
    found = [one for one, _ in top[:_MOST_SENTENCES]]
    return _draft(text, found, None, asked.notes, asked)


def _no_number(
    asked: Asked, card: ReportCard, found: Sequence[_Found], theme: Theme | None
) -> Draft:
    if asked.question.premise is not None and _NEGATION.search(found[0].sentence.flat):
        return _contradicted(asked, card, found[0])
    name = theme.name if theme else "这一点"
    text = f"{name_of(card)}的报告提到了{name}，但没有给出这个数。"
    quotations = tuple(_quotation(one, asked) for one in found[:2])
    return Draft("not_found", text, quotations=quotations, notes=asked.notes)


def _contradicted(asked: Asked, card: ReportCard, one: _Found) -> Draft:
    text = f"前提与报告不符。{name_of(card)}报告正文写道：“{one.sentence.flat}”"
    return Draft(
        "answered",
        text,
        premise="contradicted",
        quotations=(_quotation(one, asked),),
        notes=asked.notes,
    )


def _how_often(asked: Asked, card: ReportCard, found: Sequence[_Found]) -> Draft:
    often = [(one, words) for one in found for words in frequencies_in(one.sentence.flat)]
    if not often:
        return _no_number(asked, card, found, find_theme(asked.question.theme or ""))
    one, words = often[0]
    text = f"{words}。{name_of(card)}报告正文写道：“{one.sentence.flat}”"
    return _draft(text, [one], None, asked.notes, asked)


def _quote(asked: Asked, card: ReportCard, found: Sequence[_Found], theme: Theme | None) -> Draft:
    chosen = _whole_part(asked, card, theme) or _best(found, theme, asked.question.text)
    if asked.question.premise is not None and _NEGATION.search(chosen[0].sentence.flat):
        return _contradicted(asked, card, chosen[0])
    body = "\n".join(one.sentence.flat for one in chosen)
    opening = _yes_or_no(asked, chosen)
    text = f"{opening}{name_of(card)}报告正文写道：\n{body}"
    return _draft(text, chosen, None, asked.notes, asked)


def _whole_part(asked: Asked, card: ReportCard, theme: Theme | None) -> list[_Found]:
    """Return all of the part under a heading where the question asks for the part by its name."""
    text = asked.question.text
    if theme is None or theme.heading is None or not theme.heading.search(text):
        return []
    if _WHETHER.search(text) or any(one.search(text) for one in theme.focus):
        return []
    inside = [
        _Found(card, sentence, 0, True)
        for sentence in sentences(asked.library.passages(card.id, "narrative"))
        if _under_heading(sentence, theme) and (not theme.section or _in_part(sentence, theme))
    ]
    return inside[:_MOST_IN_A_PART]


def _best(found: Sequence[_Found], theme: Theme | None, text: str) -> list[_Found]:
    whole = theme is not None and theme.whole
    chosen = [one for one in found if whole or one.rank == found[0].rank]
    beside = [one for one in found if one.in_heading] if _HOW.search(text) else []
    if 0 < len(beside) <= _MOST_SENTENCES and chosen[0] in beside:
        return sorted(beside, key=lambda one: one.sentence.place.start)
    if any(one.in_heading for one in chosen):
        chosen = [one for one in chosen if one.in_heading]
    most = _MOST_IN_A_PART if whole else _MOST_SENTENCES
    return sorted(chosen[:most], key=lambda one: one.sentence.place.start)


def _yes_or_no(asked: Asked, chosen: Sequence[_Found]) -> str:
    """Open a yes-or-no answer; said only where the sentences all point the same way."""
    if not _WHETHER.search(asked.question.text):
        return ""
    if _HOW_GOOD.search(asked.question.text):
        faults = [one for one in chosen if one.sentence.passage.section == "sec_problems"]
        negated = [bool(_NEGATION.search(one.sentence.flat)) for one in faults]
        return "否。报告把这一点列为不足。" if any(negated) else ""
    negated = [bool(_NEGATION.search(one.sentence.flat)) for one in chosen]
    if all(negated):
        listed = all(one.sentence.passage.section == "sec_problems" for one in chosen)
        return "否。报告把这一点列为不足。" if listed else "没有。"
    return "有。" if not any(negated) else ""


def _not_mentioned(asked: Asked, card: ReportCard, theme: Theme | None) -> Draft:
    name = f"“{theme.name}”" if theme else "这一点"
    return not_found(
        f"{name_of(card)}的报告没有提到{name}的这一内容（不等于没有做）。", *asked.notes
    )


def _quotation(one: _Found, asked: Asked, number: Mentioned | None = None) -> Quotation:
    theme = find_theme(asked.question.theme or "")
    text = one.sentence.text
    words = (
        [match.group() for match in theme.anchor.finditer(text)] if theme and theme.anchor else []
    )
    words += keywords(asked.question, theme)
    if number is not None:
        words.append(number.words)
    spans = sorted(
        {(m.start(), m.end()) for word in words for m in re.finditer(re.escape(word), text)}
    )
    return Quotation(one.card, one.sentence.as_passage(), _merged(spans), float(one.hits))


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _over_reports(asked: Asked, theme: Theme | None) -> Draft:
    """Say which of several reports speak of a theme, each with its best sentence."""
    best = []
    for card in asked.plan.cards:
        found = _relevant(asked, card, theme)
        wanted = keywords(asked.question, theme)
        if found and found[0].hits == len(wanted):
            best.append(found[0])
    known = len(asked.plan.cards)
    if not best:
        name = f"“{theme.name}”" if theme else "这一内容"
        return not_found(f"范围内的{known}份报告都没有提到{name}的这一点。", *asked.notes)
    lines = [f"{name_of(one.card)}：“{one.sentence.flat}”" for one in best[:20]]
    text = f"{known}份报告中有{len(best)}份提到：\n" + "\n".join(lines)
    return _draft(text, best[:20], None, asked.notes, asked)
