"""The one number of a report's text that a question asks for, found by searching.

Of the numbers that may be meant, the one with the most signs answers, if it surely is the one. How
sure it is, was fitted on the dev half of tests/bench/retrieval (tests/bench/fit_ranking.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import mul
from typing import NamedTuple

from index import Hit, ReportCard, asks_number, rare_characters
from qa.keywords import bare_text
from qa.replies.asked import Asked
from qa.replies.number_signs import Signs, Wanted, is_ruled_out, signs_of, standing, wanted_of
from qa.replies.number_words import counted_in
from qa.replies.sureness import sureness
from qa.sentences import Mentioned, Sentence, sentences, speaks_of_other_year
from qa.themes import find_theme

ENOUGH = 0.55
"""How sure a number has to be, 0 to 1."""

_PASSAGES = 6
_FAR_AHEAD = 5.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with its sentence, passage and signs; `sure`, how surely it is the one, 0 to 1."""

    card: ReportCard
    hit: Hit
    sentence: Sentence
    number: Mentioned
    signs: Signs
    sure: float = 0.0

    @property
    def standing(self) -> float:
        """How well it answers."""
        return standing(self.signs)


class Doubt(NamedTuple):
    """What tells that the best number is the one.

    How well it stands, how far it is `ahead` of the next that differs, and how surely the
    `passage` found first answers, 0 to 1.
    """

    standing: float
    ahead: float
    passage: float


START, WEIGHTS = -2.64, Doubt(standing=0.190, ahead=0.118, passage=3.133)
"""The log odds to start from, and what each sign adds to them."""


def read_number(asked: Asked, card: ReportCard, enough: float = ENOUGH) -> Reading | None:
    """Return the number that a report's text gives, None if it gives none or it is not clear."""
    text = bare_text(asked.question)
    if not asks_number(text):
        return None
    hits = asked.library.search(text, [card.id], limit=_PASSAGES)
    wanted = wanted_of(text, asked.library.sought(text), find_theme(asked.question.theme or ""))
    readings = sorted(readings_of(hits, card, wanted), key=lambda one: -one.standing)
    sure = how_sure(readings, sureness(hits, wanted.sought)) if readings else 0.0
    return replace(readings[0], sure=sure) if readings and sure >= enough else None


def how_sure(readings: Sequence[Reading], passage: float) -> float:
    """Return how surely the first of the readings is the one; `passage`, that the passage is."""
    doubt = doubt_of(readings, passage)
    return 1 / (1 + math.exp(-START - sum(map(mul, doubt, WEIGHTS))))


def doubt_of(readings: Sequence[Reading], passage: float) -> Doubt:
    """Return what tells whether the first of the readings is the one."""
    best = readings[0]
    others = (one for one in readings if one.number.words != best.number.words)
    second = next(others, None)
    ahead = _FAR_AHEAD if second is None else min(_FAR_AHEAD, best.standing - second.standing)
    return Doubt(best.standing, ahead, passage)


def readings_of(hits: Sequence[Hit], card: ReportCard, wanted: Wanted) -> Iterator[Reading]:
    """Yield the numbers of these passages that may be meant, in the order of the passages."""
    rare = rare_characters(wanted.text, ["".join(hit.passage.text.split()) for hit in hits])
    for hit in hits:
        above = "".join(hit.passage.headings[-1:])
        behind = hit.score - hits[0].score
        for sentence in sentences([hit.passage]):
            flat = sentence.flat
            for one in counted_in(flat):
                if speaks_of_other_year(flat, card.year, one.number.start):
                    continue
                if is_ruled_out(wanted, one, above):
                    continue
                signs = signs_of(wanted, one, above, flat[one.number.end :], behind, rare)
                yield Reading(card, hit, sentence, one.number, signs)
