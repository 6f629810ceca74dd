"""The one number of a report's text that a question asks for, found by searching.

Each number of the likely passages is weighed by how much of the question stands around it: in the
words it counts, in its sentence, in its passage. It answers only if enough does, and clearly more
than around any other number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Hit, ReportCard, Sought, asks_number, counts_alike, measure_asked
from qa.keywords import bare_text, is_common
from qa.replies.asked import Asked
from qa.sentences import Mentioned, Sentence, numbers_in, sentences, speaks_of_other_year
from qa.themes import themes

ENOUGH, CLEARLY = 0.3, 0.05
"""Of all that a question looks for, how much has to stand there, and how much more than elsewhere;
set on the dev half of tests/bench/retrieval so that nothing unanswerable is answered."""

_PASSAGES = 5
_COUNTED, _BEFORE, _SENTENCE, _PASSAGE = 0.4, 0.25, 0.25, 0.1
_ASKED_MEASURE = 0.03  # a number in the very measure asked for, before one that counts alike
_ASKED_THING = 0.2  # 24个单位, where 多少个单位 is asked
# What is counted: 几件[官司], [粉丝]有多少.
_COUNTED_AFTER = re.compile(
    r"(?:多少|几)(?:个|[条场次期件份篇项家部封起名位处宗批])?([一-鿿]{2,6})"
)
_COUNTED_FIRST = re.compile(r"([一-鿿]{2,3})(?:一?共)?有(?:多少|几)(?![一-鿿]{2})")
_AFTER = re.compile(r"[^，。；,;、\d]{0,14}")
_ENDS = re.compile("[。；;]")
_BREAKS = re.compile("[，,：:、（(]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with its sentence; `share` is how much of the question stands around it, 0 to 1."""

    card: ReportCard
    sentence: Sentence
    number: Mentioned
    share: float


def read_number(asked: Asked, card: ReportCard, enough: float = ENOUGH) -> Reading | None:
    """Return the number that a report's text gives, None if it gives none or it is not clear."""
    text = bare_text(asked.question)
    if not asks_number(text):
        return None
    sought = content(asked.library.sought(text))
    hits = asked.library.search(text, [card.id], limit=_PASSAGES)
    readings = sorted(_readings(hits, card, text, sought), key=lambda one: -one.share)
    if not readings or readings[0].share < enough:
        return None
    best = readings[0]
    others = (one for one in readings if one.number.words != best.number.words)
    second = next(others, None)
    return best if second is None or best.share - second.share >= CLEARLY else None


def content(sought: Sequence[Sought]) -> tuple[Sought, ...]:
    """Return what a question is about, without the words that only ask."""
    return tuple(one for one in sought if _is_content((*one.said, *one.weights)))


def covered(sought: Sequence[Sought], text: str) -> float:
    """Return how much of what is sought a text without white space has, 0 to 1."""
    total = sum(one.weight for one in sought)
    return sum(one.found_in(text) for one in sought) / total if total else 0.0


def _is_content(words: Sequence[str]) -> bool:
    return any(len(word) > 1 and not is_common(word) for word in words)


def _names_all(sought: Sequence[Sought], text: str, flat: str, above: str) -> bool:
    """Return whether a sentence has the thing counted, and each thing that themes tell apart.

    公众号有多少粉丝 is not answered with a number of 稿件, 动态类信息 not with one of 概况类.
    """
    there = "".join(word for one in sought if one.found_in(above + flat) for word in one.said)
    for focus in (focus for theme in themes().values() for focus in theme.focus):
        named = focus.search(text)
        if named and named.group() not in there and not focus.search(above + flat):
            return False
    things = "".join(
        match[1] for one in (_COUNTED_AFTER, _COUNTED_FIRST) for match in one.finditer(text)
    )
    needed = (one for one in sought if any(len(word) > 1 and word in things for word in one.said))
    return all(one.found_in(above + flat) for one in needed)


def _readings(
    hits: Sequence[Hit], card: ReportCard, text: str, sought: Sequence[Sought]
) -> Iterator[Reading]:
    measure = measure_asked(text)
    thing = _COUNTED_AFTER.search(text)
    for hit in hits:
        above = "".join(hit.passage.headings[-1:])
        passage = covered(sought, above + "".join(hit.passage.text.split()))
        for sentence in sentences([hit.passage]):
            flat = sentence.flat
            whole = covered(sought, flat)
            if not _names_all(sought, text, flat, above):
                continue
            for number, before, counted in _counted(flat):
                if not counts_alike(measure, number.unit):
                    continue
                if speaks_of_other_year(flat, card.year, number.start):
                    continue
                share = _COUNTED * covered(sought, counted) + _BEFORE * covered(sought, before)
                share += _SENTENCE * whole + _PASSAGE * passage
                share += _ASKED_MEASURE * (number.unit == measure)
                if thing and flat.startswith(thing[1][:2], number.end):
                    share += _ASKED_THING
                yield Reading(card, sentence, number, share)


def _counted(flat: str) -> Iterator[tuple[Mentioned, str, str]]:
    """Yield each number with the words before it, back to the last number, and those it counts.

    Of 开展民意征集53期、网上调查51期 the second number counts 网上调查.
    """
    last = 0
    for number in numbers_in(flat):
        after = _AFTER.match(flat, number.end)
        tail = after.group() if after else ""
        begin = _last(_ENDS, flat, last, number.start)
        close = _last(_BREAKS, flat, begin, number.start)
        yield number, flat[begin : number.end] + tail, flat[close : number.end] + tail
        last = number.end


def _last(border: re.Pattern[str], flat: str, start: int, end: int) -> int:
    """Return where the last border before `end` ends, `start` if there is none after it."""
    return max((match.end() for match in border.finditer(flat, start, end)), default=start)
