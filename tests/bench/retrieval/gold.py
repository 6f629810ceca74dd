"""The questions of the retrieval benchmark, and where in the stored texts their answers stand.

A question's gold is one passage or several, any of which answers it. None of their words are kept
here: a gold passage is a report, an offset and a length in the report's text without white space,
and the sha256 of those characters. So it stays the same passage however a reader lays out lines.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Half = Literal["dev", "held_out"]
Span = tuple[int, int]  # half-open, into the stored text

FOLDER = Path(__file__).parent
IN_A_REPORT = ("number", "what", "how", "why", "list", "yes_no")
ACROSS = ("which_reports", "where")

_MOST_OF_IT = 0.5  # a passage that shares this part of itself, or of the gold, is the gold


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage that answers: `at` and `length` count characters that are not white space."""

    report: str
    line: int
    at: int
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question and what answers it.

    `report` is None for a question to the whole library. `ask` leaves organ and year out, as the
    product does once it has read them; `question` is what a person would type. `values` are the
    numbers that are right, for a number question. An unanswerable question has no gold. `wording`
    is "plain" where the question uses the field's words, and "everyday" where it avoids them.
    """

    id: str
    kind: str
    report: str | None
    ask: str
    question: str
    gold: tuple[GoldPassage, ...]
    values: tuple[str, ...] = ()
    unit: str = ""
    wording: str = "everyday"


def half_of(question: str) -> Half:
    """Return the half a question belongs to: by its words alone, so that none ever moves."""
    return "dev" if int(hashlib.sha256(question.encode()).hexdigest(), 16) % 2 else "held_out"


def read_questions(half: Half) -> list[GoldQuestion]:
    """Return the questions of one half."""
    lines = (FOLDER / f"retrieval_{half}.jsonl").read_text("utf-8").splitlines()
    return [_question(json.loads(line)) for line in lines]


def _question(item: dict[str, Any]) -> GoldQuestion:
    return GoldQuestion(
        item["id"],
        item["kind"],
        item["report"],
        item["ask"],
        item["question"],
        tuple(GoldPassage(**one) for one in item["gold"]),
        tuple(item.get("value", ())),
        item.get("unit", ""),
        item["wording"],
    )


@cache
def dense(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without its white space, and where each character stood."""
    places = tuple(at for at, character in enumerate(text) if not character.isspace())
    return "".join(text[at] for at in places), places


@cache
def locate(gold: GoldPassage, text: str) -> Span | None:
    """Return where the gold passage stands in the report's text, or None if it does not."""
    characters, places = dense(text)
    for at in (gold.at, *range(len(characters) - gold.length + 1)):
        found = characters[at : at + gold.length]
        if len(found) == gold.length and _digest(found) == gold.sha256:
            return places[at], places[at + gold.length - 1] + 1
    return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def answers(question: GoldQuestion, report: str, span: Span, texts: Mapping[str, str]) -> bool:
    """Is this piece of this report a passage that answers the question?

    It shares at least half of itself or half of a gold passage with it; for a number question it
    must show the number as well.
    """
    shown = dense(texts[report][slice(*span)])[0]
    if question.values and not any(has_number(shown, value) for value in question.values):
        return False
    golds = (locate(gold, texts[report]) for gold in question.gold if gold.report == report)
    return any(gold is not None and _same(gold, span) for gold in golds)


def _same(gold: Span, span: Span) -> bool:
    shared = min(gold[1], span[1]) - max(gold[0], span[0])
    shorter = min(gold[1] - gold[0], span[1] - span[0])
    return shared > 0 and shared >= _MOST_OF_IT * shorter


def has_number(text: str, value: str) -> bool:
    """Is this number in the text, and not as part of a longer one?"""
    return re.search(rf"(?<![\d.]){re.escape(value)}(?!\.?\d)", text) is not None
