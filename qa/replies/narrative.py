"""Answers from the narrative: verbatim sentences, with the number pulled out where one is asked.

A sentence answers only if it speaks of the theme, and of every particular thing the question
names. Nothing is answered from similarity alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import ReportCard, asks_number
from qa.absent import find_unrecorded
from qa.draft import Draft, not_found
from qa.keywords import bare_text, keywords
from qa.plan import name_of
from qa.replies.asked import Asked
from qa.replies.counted import how_many, how_often, no_number
from qa.replies.quoting import NEGATION, contradicted, draft_of
from qa.replies.relevance import HOW, HOW_MANY, Found, in_part, relevant, under_heading
from qa.replies.searching import answer_from_text, who_says, with_nearest
from qa.replies.sureness import BEYOND_DOUBT, SURELY
from qa.replies.wording import amount, subject
from qa.sentences import (
    numbers_in,
    sentences,
)
from qa.sought import content, covered
from qa.themes import Theme, find_theme

_ASKS_IN_WORDS = re.compile(
    r"什么|哪|干嘛|干吗|作用|用途|怎|如何|吗|呢|有没有|是否|为何|啥|谁|情况|内容|做法|"
    r"举措|问题|措施|介绍|说说|讲"
)
_HOW_OFTEN = re.compile(r"多久|多长时间|多长|频率|隔多|每隔|几天一次|周期")
_WHETHER = re.compile(r"吗|有没有|是否|是不是|有无|没有\s*[?？]?$|过没")
_HOW_GOOD = re.compile(r"丰富|充分|到位|及时|规范|多元|多样|全面|完善|足够|顺畅|有效")
_ASKS_FOR_IT_ALL = re.compile("(?:写|说|讲)了(?:些)?(?:啥|什么|哪些)|全文|原文|整段")
_MOST_SENTENCES = 4
_MOST_IN_A_PART = 16
_MOST_WHOLE, _MOST_REPORTS = 4, 20
_MOST_OF_IT = 0.5  # of the key words, for a number to be of just that


def narrate(asked: Asked) -> Draft:
    """Answer a question about the narrative of the planned reports."""
    theme = find_theme(asked.question.theme or "")
    if len(asked.plan.cards) > 1:
        return _over_reports(asked, theme)
    card = asked.plan.cards[0]
    read = _read(asked, card)
    if read is not None:
        return read
    found = relevant(asked, card, theme)
    if not found:
        return answer_from_text(asked, card) or _not_mentioned(asked, card, theme)
    text = asked.question.text
    if _HOW_OFTEN.search(text):
        return how_often(asked, card, found)
    if asked.question.premise is not None:
        return how_many(asked, card, found, theme)
    if HOW_MANY.search(text):
        return no_number(asked, card, found, theme)
    if theme is not None and not theme.whole and _is_key_words(text):
        return _key_words(asked, card, found, theme)
    return (
        _elsewhere(asked, card, found, theme)
        or _more_surely(asked, card, found, theme)
        or _quote(asked, card, found, theme)
    )


def _is_key_words(text: str) -> bool:
    return not _ASKS_IN_WORDS.search(text) and not _WHETHER.search(text)


def _key_words(asked: Asked, card: ReportCard, found: Sequence[Found], theme: Theme) -> Draft:
    """Answer a clerk's key words, 新增专栏, with the number of just that, else with the text."""
    if found[0].hits < len(keywords(asked.question, theme)):
        return no_number(asked, card, found, theme)
    counted = how_many(asked, card, found, theme)
    sought = content(asked.library.sought(bare_text(asked.question)))
    said = "".join(one.passage.text for one in counted.quotations)
    if counted.value is not None and covered(sought, "".join(said.split())) >= _MOST_OF_IT:
        return counted
    return _quote(asked, card, found, theme)


def _elsewhere(
    asked: Asked, card: ReportCard, found: Sequence[Found], theme: Theme | None
) -> Draft | None:
    """Return what the whole text says where the theme's sentences lack a thing that is named."""
    if theme is None or theme.whole:
        return None
    if found[0].hits >= len(keywords(asked.question, theme)):
        return None
    return answer_from_text(asked, card)


def _more_surely(
    asked: Asked, card: ReportCard, found: Sequence[Found], theme: Theme | None
) -> Draft | None:
    """Return a passage that surely answers where the theme's sentences are all others."""
    whole = theme is not None and theme.whole
    answer = answer_from_text(asked, card, least=SURELY if whole else BEYOND_DOUBT)
    if answer is None or not answer.quotations:
        return None
    if theme is not None and whole:
        return answer if answer.quotations[0].passage.section != theme.section else None
    chosen = _whole_part(asked, card, theme) or _best(found, theme, asked.question.text)
    quoted = [one.sentence.place for one in chosen]
    places = [one.passage.place for one in answer.quotations]
    known = all(any(a.start < b.end and b.start < a.end for b in quoted) for a in places)
    return None if known else answer


def _read(asked: Asked, card: ReportCard) -> Draft | None:
    """Return the number asked for where the text gives it clearly."""
    if asked.question.premise is not None or not asks_number(asked.question.text):
        return None
    return answer_from_text(asked, card)


def not_recorded(asked: Asked) -> Draft:
    """Say that no table records what is asked, with the report's own words if it has any."""
    unrecorded = find_unrecorded(asked.question.unrecorded or "")
    card = asked.plan.cards[0]
    near = asked.operands(asked.question.cells[:1], [card])[0] if asked.question.cells else []
    if unrecorded.narrative:
        passages = asked.library.passages(card.id, "narrative")
        spoken = [
            Found(card, sentence, 1, False)
            for sentence in sentences(passages)
            if unrecorded.pattern.search(sentence.flat) and numbers_in(sentence.flat)
        ]
        if spoken:
            text = f"表格没有这一项；{name_of(card)}报告正文写道：“{spoken[0].sentence.flat}”"
            return draft_of(text, spoken[:2], None, asked.notes, asked)
    nearest = f"最接近的是{subject(near[0])}：{amount(near[0])}。" if near else ""
    text = f"{name_of(card)}的报告没有给出{unrecorded.name}：{unrecorded.reason}。{nearest}"
    return not_found(text, *asked.notes, operands=tuple(near))


def _quote(asked: Asked, card: ReportCard, found: Sequence[Found], theme: Theme | None) -> Draft:
    chosen = _whole_part(asked, card, theme) or _best(found, theme, asked.question.text)
    if asked.question.premise is not None and NEGATION.search(chosen[0].sentence.flat):
        return contradicted(asked, card, chosen[0])
    body = "\n".join(one.sentence.flat for one in chosen)
    opening = _yes_or_no(asked, chosen)
    text = f"{opening}{name_of(card)}报告正文写道：\n{body}"
    return draft_of(text, chosen, None, asked.notes, asked)


def _whole_part(asked: Asked, card: ReportCard, theme: Theme | None) -> list[Found]:
    """Return all of the part under a heading where the question asks for the part by its name."""
    text = asked.question.text
    if theme is None or theme.heading is None or not theme.heading.search(text):
        return []
    narrows = _WHETHER.search(text) or any(one.search(text) for one in theme.focus)
    if narrows and not _ASKS_FOR_IT_ALL.search(text):
        return []
    inside = [
        Found(card, sentence, 0, True)
        for sentence in sentences(asked.library.passages(card.id, "narrative"))
        if under_heading(sentence, theme) and (not theme.section or in_part(sentence, theme))
    ]
    return inside[:_MOST_IN_A_PART]


def _best(found: Sequence[Found], theme: Theme | None, text: str) -> list[Found]:
    whole = theme is not None and theme.whole
    chosen = [one for one in found if whole or one.rank == found[0].rank]
    beside = [one for one in found if one.in_heading] if HOW.search(text) else []
    if 0 < len(beside) <= _MOST_SENTENCES and chosen[0] in beside:
        return sorted(beside, key=lambda one: one.sentence.place.start)
    if any(one.in_heading for one in chosen):
        chosen = [one for one in chosen if one.in_heading]
    most = _MOST_IN_A_PART if whole else _MOST_SENTENCES
    return sorted(chosen[:most], key=lambda one: one.sentence.place.start)


def _yes_or_no(asked: Asked, chosen: Sequence[Found]) -> str:
    """Open a yes-or-no answer; said only where the sentences all point the same way."""
    wanted = keywords(asked.question, find_theme(asked.question.theme or ""))
    if not _WHETHER.search(asked.question.text) or chosen[0].hits < len(wanted):
        return ""  # what is asked does not stand there: no yes and no no
    theme = find_theme(asked.question.theme or "")
    named = [one for one in theme.focus if one.search(asked.question.text)] if theme else []
    if any(not one.search(chosen[0].sentence.flat) for one in named):
        return ""
    if _HOW_GOOD.search(asked.question.text):
        faults = [one for one in chosen if one.sentence.passage.section == "sec_problems"]
        negated = [bool(NEGATION.search(one.sentence.flat)) for one in faults]
        return "否。报告把这一点列为不足。" if any(negated) else ""
    negated = [bool(NEGATION.search(one.sentence.flat)) for one in chosen]
    if all(negated):
        listed = all(one.sentence.passage.section == "sec_problems" for one in chosen)
        return "否。报告把这一点列为不足。" if listed else "没有。"
    return "有。" if not any(negated) else ""


def _not_mentioned(asked: Asked, card: ReportCard, theme: Theme | None) -> Draft:
    """Say that nothing was found; whether the report says it in other words is not known."""
    name = f"“{theme.name}”里" if theme else ""
    return with_nearest(
        asked, f"{name_of(card)}的报告里没有找到{name}能回答这个问题的话（不等于没有做）。"
    )


def _over_reports(asked: Asked, theme: Theme | None) -> Draft:
    """Say which of several reports speak of a theme, each with its best sentence or all of it."""
    whole = theme is not None and theme.whole and len(asked.plan.cards) <= _MOST_WHOLE
    spoken = []
    few = len(asked.plan.cards) <= _MOST_WHOLE
    for card in asked.plan.cards:
        part = _whole_part(asked, card, theme) if few else []
        if part:
            spoken.append(part)
            continue
        found = relevant(asked, card, theme)
        wanted = keywords(asked.question, theme)
        if found and (whole or found[0].hits == len(wanted)):
            spoken.append(_best(found, theme, asked.question.text) if whole else found[:1])
    if not spoken:
        return who_says(asked) or _none_of_them(asked, theme)
    lines = [
        f"{name_of(found[0].card)}：“{''.join(one.sentence.flat for one in found)}”"
        for found in spoken[:_MOST_REPORTS]
    ]
    known = len(asked.plan.cards)
    text = f"{known}份报告中有{len(spoken)}份提到：\n" + "\n".join(lines)
    shown = [one for found in spoken[:_MOST_REPORTS] for one in found]
    return draft_of(text, shown, None, asked.notes, asked)


def _none_of_them(asked: Asked, theme: Theme | None) -> Draft:
    known = len(asked.plan.cards)
    name = f"“{theme.name}”" if theme else "这一内容"
    return not_found(f"范围内的{known}份报告都没有提到{name}的这一点。", *asked.notes)
