"""Drafts that rest on quoted sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import ReportCard
from qa.draft import Draft, Quotation
from qa.keywords import keywords
from qa.plan import name_of
from qa.replies.asked import Asked
from qa.replies.relevance import Found
from qa.sentences import (
    Mentioned,
)
from qa.themes import find_theme

NEGATION = re.compile(r"未(?!来)|没有|没|无(?!障)|不(?!断|仅|只|同|少|予|但)|较少|不够|不足")


def draft_of(
    text: str,
    found: Sequence[Found],
    number: Mentioned | None,
    notes: tuple[str, ...],
    asked: Asked,
) -> Draft:
    """Return an answer that quotes sentences, with the number pulled out of one of them."""
    return Draft(
        "answered",
        text,
        number.value if number else None,
        number.unit if number else None,
        quotations=tuple(quotation(one, asked, number) for one in found),
        notes=notes,
    )


def contradicted(asked: Asked, card: ReportCard, one: Found) -> Draft:
    """Correct a question that takes for granted what the report denies."""
    text = f"前提与报告不符。{name_of(card)}报告正文写道：“{one.sentence.flat}”"
    return Draft(
        "answered",
        text,
        premise="contradicted",
        quotations=(quotation(one, asked),),
        notes=asked.notes,
    )


def quotation(one: Found, asked: Asked, number: Mentioned | None = None) -> Quotation:
    """Quote a sentence with the words of the question, and the number, marked."""
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
