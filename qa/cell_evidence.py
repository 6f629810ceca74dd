"""What the cues found in a question say for each row and column, before anything is decided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.segment import tokenize
from qa.cell_catalogue import CatalogueRow, load_catalogue
from qa.cell_text import Line
from qa.cues import Cue
from qa.word_classes import is_light

DECIDED = 0.75
"""From this strength on a row counts as named."""
SURE = 0.9
"""From this strength on a row is named beyond doubt."""

_CLAUSE = re.compile(r"[^,。;:!?]+")
_NOT_GRANTED = (
    "不",
    "未",
    "没",
    "没有",
    "非",
    "拒绝",
    "半",
    "部分",
    "不予",
    "未予",
    "没给",
    "不给",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A row or column named in the text: how surely, and by which stretch of it."""

    id: str
    strength: float
    span: tuple[int, int]
    mask: int
    table: str = ""


@dataclass(frozen=True, slots=True)
class OpenMention:
    """Words that fit several rows or columns."""

    ids: tuple[str, ...]
    strength: float
    span: tuple[int, int]
    mask: int
    table: str = ""


@dataclass(slots=True)
class Evidence:
    """All that the cues say; mentions are in order of their place in the text.

    `residue` counts the characters that no cue and no filler explains, in the clauses that name
    something; `unknown` those whose words may narrow what is asked; `explained` has a bit for
    each character that is part of a word of two characters or more, `known` for each that is
    part of any word, save for those that may narrow what is asked (circumstances, and the themes of
    the narrative beside a row: 复议里涉及征地拆迁的).
    """

    rows: list[Mention] = field(default_factory=list)
    open_rows: list[OpenMention] = field(default_factory=list)
    columns: list[Mention] = field(default_factory=list)
    open_columns: list[OpenMention] = field(default_factory=list)
    themes: list[Mention] = field(default_factory=list)
    frames: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    residue: int = 0
    unknown: int = 0
    explained: int = 0
    known: dict[str, int] = field(default_factory=dict)
    breaks: frozenset[int] = frozenset()

    def understood(self, rows: Iterable[str]) -> int:
        """Return a bit for each character whose words are understood where `rows` are meant.

        社会组织 names applicants, but nothing beside 行政许可.
        """
        tables = {self.catalogue[row].table for row in rows}
        tables = tables if "requests" not in tables else set()  # 年底还剩多少有效 may turn active
        kinds = (kind for kind in self.known if not kind or not tables or kind in tables)
        mask = 0
        for kind in kinds:
            mask |= self.known[kind]
        return mask

    @property
    def catalogue(self) -> dict[str, CatalogueRow]:
        """The rows of both forms."""
        return load_catalogue()


def weigh(cues: list[Cue], line: Line) -> Evidence:
    """Return the evidence of `cues`, several cues for one row or column taken together."""
    unread = _unread(cues, line.text)
    evidence = Evidence(
        residue=unread.bit_count(),
        unknown=_unknown(unread, line.text),
        explained=_words(cues),
        known=_known(cues),
        breaks=line.breaks,
    )
    for cue in sorted(cues, key=lambda found: found.span):
        meaning = cue.phrase.meaning
        if meaning.facet == "frame":
            evidence.frames.setdefault(meaning.ids[0], []).append(cue.span)
        elif meaning.facet in ("row", "column") and len(meaning.ids) > 1:
            target = evidence.open_rows if meaning.facet == "row" else evidence.open_columns
            strength = cue.phrase.strength
            target.append(OpenMention(meaning.ids, strength, cue.span, cue.mask, meaning.table))
    rows = (cue for cue in cues if _single(cue, "row") and not _negated(cue, line.text))
    evidence.rows = _mentions(rows)
    evidence.columns = _mentions(cue for cue in cues if _single(cue, "column"))
    evidence.themes = _mentions(cue for cue in cues if _single(cue, "theme"))
    return evidence


def _negated(cue: Cue, text: str) -> bool:
    """Whether 公开 is only the end of 不予公开 or 半公开: no phrase for 予以公开 then."""
    before = text[max(0, cue.span[0] - 3) : cue.span[0]]
    if cue.phrase.meaning.ids == ("litigation_direct",) and before.endswith("有"):
        return text.startswith("没", cue.span[0])  # 有没有复议后起诉的
    return cue.phrase.meaning.ids == ("granted",) and before.endswith(_NOT_GRANTED)


def _unread(cues: list[Cue], text: str) -> int:
    """Return a bit for each character nothing explains, in the clauses that name something."""
    covered = said = unread = 0
    for cue in cues:
        covered |= cue.mask
        said |= cue.mask if cue.phrase.kind != "fillers" else 0
    for clause in _CLAUSE.finditer(text):
        places = range(*clause.span())
        if not said or any(said >> place & 1 for place in places):
            unread |= sum(1 << i for i in places if not covered >> i & 1 and text[i].isalnum())
    return unread


def _unknown(unread: int, text: str) -> int:
    """Count the unread characters of words that may narrow: not of 坚称, 任何 or 梳理."""
    if not unread:
        return 0
    heavy = (span for word, *span in tokenize(text) if not is_light(word))
    return sum(unread >> place & 1 for span in heavy for place in range(*span))


def _words(cues: list[Cue]) -> int:
    mask = 0
    for cue in cues:
        if cue.mask.bit_count() > 1:
            mask |= cue.mask
    return mask


def _known(cues: list[Cue]) -> dict[str, int]:
    """Return the places each file of the book knows; under "" what names no row or column."""
    known: dict[str, int] = {}
    for cue in cues:
        meaning = cue.phrase.meaning
        if meaning.ids != ("circumstance",) and meaning.facet != "theme":
            kind = cue.phrase.kind if meaning.facet in ("row", "column") else ""
            known[kind] = known.get(kind, 0) | cue.mask
    return known


def _single(cue: Cue, facet: str) -> bool:
    meaning = cue.phrase.meaning
    return meaning.facet == facet and len(meaning.ids) == 1


def _mentions(cues: Iterable[Cue]) -> list[Mention]:
    """Return one mention for each id and table: the strongest cue, strengthened by others."""
    grouped: dict[tuple[str, str], list[Cue]] = {}
    for cue in cues:
        meaning = cue.phrase.meaning
        grouped.setdefault((meaning.ids[0], meaning.table), []).append(cue)
    mentions = [_mention(id, table, found) for (id, table), found in grouped.items()]
    return sorted(mentions, key=lambda mention: mention.span)


def _mention(id: str, table: str, cues: list[Cue]) -> Mention:
    ranked = sorted(cues, key=lambda cue: (-cue.phrase.strength, -cue.mask.bit_count(), cue.span))
    best = ranked[0]
    doubt, seen = 1.0, 0
    for cue in ranked:
        if not cue.mask & seen:
            doubt *= 1 - cue.phrase.strength
            seen |= cue.mask
    return Mention(id, 1 - doubt, best.span, seen, table)
