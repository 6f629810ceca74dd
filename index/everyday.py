"""What a question looks for: its own words, and those that reports write for the same thing.

People ask after a 记者会, reports write 新闻发布会. `everyday.txt` pairs the two; a pair makes one
term of several words, any of which counts for it, so that a sense is never counted twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from index.words import words_of
from ingest.segment import segment, segment_finely

Term = Mapping[str, float]
"""Words that stand for one thing asked, each with how much it counts (its own words: 1)."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing a question looks for.

    `said` is the question's own word, `words` all that stand for it, each with how well it does,
    0 to 1; `weight` is what finding it tells; `known` that the library has it anywhere.
    """

    said: str
    words: Term
    weight: float
    known: bool = True

    def found_in(self, text: str) -> float:
        """Return what a text has of it, from 0 to its weight."""
        return self.weight * max(
            (how for word, how in self.words.items() if word in text), default=0
        )


OWN, FORMAL, _INSIDE = 1.0, 0.8, 0.5
"""How much a word of the question counts, a word reports write for it, and those inside that."""


def own_terms(question: str) -> tuple[Term, ...]:
    """Return a term for each word of the question, as it stands."""
    return tuple({word: OWN} for word in dict.fromkeys(words_of(question)))


@lru_cache(maxsize=1000)
def everyday_terms(question: str) -> tuple[Term, ...]:
    """Return the question's terms, everyday words joined by the words of reports.

    >>> sorted(everyday_terms("官网")[0])
    ['官网', '政府', '政府网', '政府网站', '网站', '门户', '门户网', '门户网站']
    """
    terms: list[Term] = []
    for said, formal in _stretches(question):
        terms += [_joined(said, formal)] if formal else own_terms(said)
    return tuple(terms)


def things_sought(question: str) -> Iterator[tuple[str, Term]]:
    """Yield what a question looks for by whole words: what was said, and all that stands for it.

    >>> list(things_sought("官网"))
    [('官网', {'政府网站': 0.8, '门户网站': 0.8, '网站': 0.8, '官网': 1.0})]
    """
    for said, formal in _stretches(question):
        if formal:
            formal_words = {word: FORMAL for word in formal if len(word) > 1}
            yield said, {**formal_words, said: OWN}
            continue
        for word in dict.fromkeys(segment(said)):
            inside = (part for part in segment_finely(word) if 3 <= len(part) < len(word))
            yield word, {word: OWN, **dict.fromkeys(inside, FORMAL)}


def _stretches(question: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the stretches of a question, everyday words with those of reports, else with none.

    The longest everyday words that begin at a place are taken.
    """
    pairs = _everyday()
    position = start = 0
    while start < len(question):
        length = next((n for n in pairs.lengths if question[start : start + n] in pairs.formal), 0)
        if not length:
            start += 1
            continue
        said = question[start : start + length]
        yield question[position:start], ()
        yield said, pairs.formal[said]
        position = start = start + length
    yield question[position:], ()


def _joined(said: str, formal: tuple[str, ...]) -> Term:
    term = dict.fromkeys(words_of(said), OWN)
    for words in map(words_of, formal):
        longest = max(words, key=len, default="")
        for word in words:
            if len(word) > 1 or word == longest:
                term.setdefault(word, FORMAL if word == longest else _INSIDE)
    return term


def senses() -> Iterator[tuple[list[str], list[str]]]:
    """Yield the senses of `everyday.txt`: what people say, and what reports write."""
    for line in files("index").joinpath("everyday.txt").read_text(encoding="utf-8").splitlines():
        said, equals, written = line.partition("=")
        if equals and not line.startswith("#"):
            yield said.split(), written.split()


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The words of reports by the everyday words, and how long those are, longest first."""

    formal: dict[str, tuple[str, ...]]
    lengths: tuple[int, ...]


@cache
def _everyday() -> _Pairs:
    formal: dict[str, dict[str, None]] = {}
    for said, written in senses():
        for words in said:
            formal.setdefault(words, {}).update(dict.fromkeys(written))
    lengths = sorted({len(words) for words in formal}, reverse=True)
    return _Pairs({words: tuple(written) for words, written in formal.items()}, tuple(lengths))
