"""What a question looks for: its own words, and those that reports write for the same thing.

People ask after a 记者会, reports write 新闻发布会. `everyday.txt` pairs the two; a pair makes one
term of several words, any of which counts for it, so that a sense is never counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from index.words import words_of

Term = Mapping[str, float]
"""Words that stand for one thing asked, each with how much it counts (its own words: 1)."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing a question looks for.

    `said` are the question's own words, `weights` all words that stand for it and are in the
    library, each with what it tells; `weight` is that of the best whole one of them, or of a word
    that stands nowhere. `known` says that everyday words were joined by those of reports.
    """

    said: tuple[str, ...]
    weights: Mapping[str, float]
    weight: float
    known: bool

    def found_in(self, text: str) -> float:
        """Return the weight of the best of the words that a text has, 0 if it has none."""
        return max((weight for word, weight in self.weights.items() if word in text), default=0.0)


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
    return tuple(_terms(question))


def _terms(question: str) -> Iterator[Term]:
    pairs = _everyday()
    position = 0
    for match in pairs.pattern.finditer(question):
        yield from own_terms(question[position : match.start()])
        yield _joined(match.group(), pairs.formal[match.group()])
        position = match.end()
    yield from own_terms(question[position:])


def _joined(said: str, formal: tuple[str, ...]) -> Term:
    term = dict.fromkeys(words_of(said), OWN)
    for words in map(words_of, formal):
        longest = max(words, key=len, default="")
        for word in words:
            if len(word) > 1 or word == longest:
                term.setdefault(word, FORMAL if word == longest else _INSIDE)
    return term


@dataclass(frozen=True, slots=True)
class _Pairs:
    pattern: re.Pattern[str]
    formal: dict[str, tuple[str, ...]]


@cache
def _everyday() -> _Pairs:
    formal: dict[str, dict[str, None]] = {}
    for line in files("index").joinpath("everyday.txt").read_text(encoding="utf-8").splitlines():
        said, equals, written = line.partition("=")
        if not equals or line.startswith("#"):
            continue
        for words in said.split():
            formal.setdefault(words, {}).update(dict.fromkeys(written.split()))
    longest_first = sorted(formal, key=lambda words: (-len(words), words))
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return _Pairs(pattern, {words: tuple(written) for words, written in formal.items()})
