"""Whose report a document is, for which year, and whose figures it gives.

The organ is taken from the title, else the block above the text, the signature, the preamble, the
file's name, in this order. What none of them establishes stays None: a person can say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document
from ingest.fold import Folded, fold
from ingest.identity_dates import find_published, find_year
from ingest.identity_organ import full_name, level_of_organ
from ingest.identity_scope import find_scope
from ingest.identity_sources import (
    NamedOrgan,
    file_name_organ,
    header_organs,
    preamble_organs,
    signature_organ,
)
from ingest.identity_title import Title, find_title
from ingest.regions import (
    Region,
    complete_region,
    place_of_branch,
    region_named_in,
    split_region,
)
from ingest.report import Identity, Section
from ingest.sections import find_sections

_ZONE = re.compile(
    r"(?:实验区|开发区|新区|园区|示范区|高新区|度假区|保税区|合作区|风景名胜区|风景区)$"
)
_LONGEST_PREAMBLE = 4000


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person said about the file; it overrides what the text says."""

    organ: str | None = None
    region: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Opening:
    """The parts of a text that say whose report it is."""

    preamble: str
    folded: Folded
    body: Folded
    overview: str
    ending: Folded


def identify(document: Document, file_name: str, hints: Hints | None = None) -> Identity:
    """Return what is known about the report, each fact with the words that establish it."""
    hints = hints or Hints()
    opening = _opening(document.text, find_sections(document))
    title = _title(document, opening)
    named = _organ(document, file_name, opening, title)
    organ = hints.organ or (named.organ if named else None)
    year, year_words = find_year(
        title.year if title else None, opening.folded, opening.overview, file_name
    )
    context = " ".join((opening.folded.text, file_name, *(value for _, value in document.metadata)))
    region, region_words = _region(organ, context)
    published, published_words = find_published(
        opening.folded, opening.ending.text, document.metadata
    )
    scope, scope_words = find_scope(organ, title.text if title else "", opening.body)
    evidence = (
        ("organ", "命令行" if hints.organ else named.words if named else ""),
        ("region", "命令行" if hints.region else region_words),
        ("year", "命令行" if hints.year else year_words),
        ("published", published_words),
        ("scope", scope_words),
    )
    return Identity(
        organ=organ,
        region=hints.region or region,
        level=level_of_organ(organ) if organ else None,
        year=hints.year or year,
        scope=scope,
        title=title.text if title else None,
        published=published,
        evidence=tuple((name, words) for name, words in evidence if words),
    )


def _opening(text: str, sections: tuple[Section, ...]) -> _Opening:
    start = sections[0].place.start if sections else min(len(text), _LONGEST_PREAMBLE)
    end = max((section.place.end for section in sections), default=len(text))
    overview = next((section for section in sections if section.id == "sec_overview"), None)
    words = overview.place.read(text)[:400] if overview else text[:400]
    plain = fold(words).text
    if overview:
        plain = plain.removeprefix(fold(overview.title).text)
    preamble = text[:start]
    return _Opening(
        preamble, fold(preamble), fold(text), plain, fold(text[max(0, end - 300) : end])
    )


def _title(document: Document, opening: _Opening) -> Title | None:
    candidates = [find_title(opening.preamble)]
    candidates += [
        find_title(value) for name, value in document.metadata if "title" in name.lower()
    ]
    found = [title for title in candidates if title]
    named = [title for title in found if title.organ]
    return next(iter(named or found), None)


def _organ(
    document: Document, file_name: str, opening: _Opening, title: Title | None
) -> NamedOrgan | None:
    sources = list(_sources(document, file_name, opening, title))
    if not sources:
        return None
    first = sources[0]
    if not split_region(first.organ)[
        0
    ].path:  # a longer name for the same organ says of which place
        longer = (s for s in sources[1:] if _same_in_full(s.organ, first.organ))
        first = next(longer, first)
    return NamedOrgan(_of_region(first.organ, opening.body.text), first.words)


def _sources(
    document: Document, file_name: str, opening: _Opening, title: Title | None
) -> Iterator[NamedOrgan]:
    if title and title.organ:
        yield NamedOrgan(title.organ, title.text)
    yield from header_organs(opening.preamble, document.metadata, opening.body)
    if signed := signature_organ(opening.ending):
        yield signed
    yield from preamble_organs(opening.folded, opening.body)
    if named := file_name_organ(file_name):
        yield named


def _same_in_full(longer: str, organ: str) -> bool:
    return len(longer) > len(organ) and (
        longer.endswith((organ, organ + "人民政府", organ + "办事处"))
    )


def _of_region(organ: str, body: str) -> str:
    """Return the organ in full; where a title names only a region, the organ that governs it.

    A zone is governed by a committee where the text speaks of one (平潭综合实验区 2020 to 2024).
    """
    if not re.search(r"(?:省|市|区|县|旗|盟|州|镇|乡|苏木|街道)$", organ):
        return full_name(organ)
    if organ.endswith("街道"):
        return organ + "办事处"
    if not _ZONE.search(organ) or organ + "人民政府" in body:
        return organ + "人民政府"
    committee = re.search(re.escape(organ) + r"(?:党工委[、和]?)?(?:管委会|管理委员会)", body)
    return organ + "管理委员会" if committee else organ


def _region(organ: str | None, context: str) -> tuple[str | None, str]:
    own, rest = split_region(organ) if organ else (Region(), "")
    own = place_of_branch(own, rest)
    if own.path:
        return complete_region(own, context).path, own.path
    found = region_named_in(context)
    return (found.path or None), found.path
