"""Where in the stream of tokens each statutory table stands.

Found by the tables' own words: labels named in the order of the form, close together. Headings only
help where too few labels are left, so a table is found though its section's title is missing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.align_slots import Stage
from ingest.report import Section
from ingest.tokens import Token

# Characters (of words) between two labels of one table: more than this is not the same table.
_FAR = 300
_FARTHEST = 900
_LEAST_MARKS = 3
# The share of a table's labels that make a second table of the same kind.
_ANOTHER_TABLE = 0.6
# Words before the first and after the last mark that may still hold rows whose labels are lost.
_MARGIN = 120
# No statutory table has as many words and numbers; fitting one would take minutes.
_MOST_TOKENS = 5000
_NO_DIGITS = {ord(digit): None for digit in "0123456789"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a table, and its rank in the order of the form."""

    text: str
    rank: int


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the stream as one string, and the token each character belongs to."""

    text: str
    starts: tuple[int, ...]
    tokens: tuple[int, ...]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Words:
        """Join the words of `tokens`, without digits: values must not part a wrapped label."""
        parts, starts, owners, length = [], [], [], 0
        for at, token in enumerate(tokens):
            if token.kind == "words" and (part := token.text.translate(_NO_DIGITS)):
                parts.append(part)
                starts.append(length)
                owners.append(at)
                length += len(part)
        return cls("".join(parts), tuple(starts), tuple(owners))

    def token_at(self, offset: int) -> int:
        """Return the index of the token that holds the character at `offset`."""
        if not self.starts:
            return 0
        return self.tokens[max(0, bisect_right(self.starts, offset) - 1)]


def stage_marks(stages: Sequence[Stage]) -> tuple[Mark, ...]:
    """Return what names the rows and headers of a table, ranked in the order of the form."""
    marks: dict[str, int] = {}
    for rank, stage in enumerate(stages):
        for option in stage:
            for place, slot in enumerate(option.slots):
                text = slot.labels[0][:7] if slot.is_header else slot.core
                if len(text) >= 4:
                    marks.setdefault(text, 100 * rank + place)
    return tuple(Mark(text, rank) for text, rank in marks.items())


@dataclass(frozen=True, slots=True)
class Region:
    """The token range `start:end` that holds a table, and whether the document has another."""

    start: int
    end: int
    again: bool = False


def find_region(
    tokens: Sequence[Token],
    words: Words,
    marks: Iterable[Mark],
    sections: Sequence[Section],
    section_id: str,
) -> Region | None:
    """Return where a table stands, with a margin; None where there is no trace of it.

    Of two such tables the first is taken.
    """
    hits = _hits(words.text, marks)
    chain = _best_chain(hits)
    if len(chain) < _LEAST_MARKS:
        return _section_region(tokens, sections, section_id)
    while _is_another(before := _best_chain([h for h in hits if h[0] < chain[0][0]]), chain):
        chain = before
    first, last = chain[0][0], chain[-1][0] + len(chain[-1][1].text)
    after = _best_chain([hit for hit in hits if hit[0] > last])
    again = _is_another(after, chain)
    start = words.token_at(max(0, first - _MARGIN))
    end = words.token_at(min(after[0][0] if again else len(words.text), last + _MARGIN)) + 1
    while end < len(tokens) and tokens[end].kind != "words":
        end += 1
    return Region(start, end, again) if end - start <= _MOST_TOKENS else None


def _is_another(chain: Sequence[tuple[int, Mark]], table: Sequence[tuple[int, Mark]]) -> bool:
    return len(chain) >= _LEAST_MARKS and len(chain) >= _ANOTHER_TABLE * len(table)


def _hits(text: str, marks: Iterable[Mark]) -> list[tuple[int, Mark]]:
    hits = []
    for mark in marks:
        at = text.find(mark.text)
        while at >= 0:
            hits.append((at, mark))
            at = text.find(mark.text, at + 1)
    return sorted(hits, key=lambda hit: hit[0])


def _best_chain(hits: Sequence[tuple[int, Mark]]) -> list[tuple[int, Mark]]:
    """Return the longest series of marks in the form's order; gaps count against it."""
    best: list[tuple[float, int]] = []
    for at, (offset, mark) in enumerate(hits):
        score, before = 1.0, -1
        for earlier in range(at - 1, -1, -1):
            other_offset, other = hits[earlier]
            gap = max(0, offset - other_offset - len(other.text))
            if gap > _FARTHEST:
                break
            if other.rank >= mark.rank:
                continue
            link = best[earlier][0] + 1 - min(1.5, gap / _FAR)
            if link > score:
                score, before = link, earlier
        best.append((score, before))
    chain = []
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        chain.append(hits[at])
        at = best[at][1]
    return chain[::-1]


def _section_region(
    tokens: Sequence[Token], sections: Sequence[Section], section_id: str
) -> Region | None:
    for section in sections:
        if section.id == section_id and section.level == 1:
            place = section.place
            inside = [
                at for at, token in enumerate(tokens) if place.start <= token.start < place.end
            ]
            return Region(inside[0], inside[-1] + 1) if 0 < len(inside) <= _MOST_TOKENS else None
    return None
