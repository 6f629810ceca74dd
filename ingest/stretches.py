"""A text as stretches between headings: the running text of a report, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.report import Place, Section

PREAMBLE = "preamble"

_PUNCTUATION = re.compile(r"[，,。；;《]")
_PREAMBLE_OPENING = re.compile(
    r"(?:(?<=\s)|(?<=>))(?:根据|按照|依据|遵照|本报告|本年度报告|现将|为)"
)


def stretches(
    text: str, sections: Sequence[Section]
) -> Iterator[tuple[str, tuple[str, ...], tuple[int, int]]]:
    """Yield each stretch of text between headings: section id, path of headings, half-open span."""
    first = sections[0].place.start if sections else 0
    yield PREAMBLE, (), (_preamble_start(text, first), first)
    for index, section in enumerate(sections):
        following = sections[index + 1].place.start if index + 1 < len(sections) else None
        end = section.place.end if following is None else min(section.place.end, following)
        path = [
            above.title
            for above in sections[: index + 1]
            if _holds(above.place, section.place.start) and above.title
        ]
        start = _title_end(text, section)
        if section.level > 1 and not text[start:end].strip() and end == section.place.end:
            start = section.place.start  # an item that is nothing but its heading
        yield section.id, tuple(path), (start, end)


def without(
    span: tuple[int, int], excluded: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield what is left of `span` outside the `excluded` spans, which are sorted."""
    start, end = span
    for excluded_start, excluded_end in excluded:
        if excluded_end <= start or excluded_start >= end:
            continue
        if excluded_start > start:
            yield start, excluded_start
        start = max(start, excluded_end)
    if start < end:
        yield start, end


def _title_end(text: str, section: Section) -> int:
    """Return where the body starts: after as many characters as the title has, and its mark."""
    end, remaining = section.place.start, len(section.title)
    while remaining and end < section.place.end:
        remaining -= not text[end].isspace()
        end += 1
    if text[end : end + 1] in ("，", ",", "、", "“"):
        return section.place.start  # the heading runs on into the sentence: quote it whole
    while section.title and end < section.place.end and text[end] in "。：: \t\u3000*#":
        end += 1
    return end


def _preamble_start(text: str, end: int) -> int:
    """Return where the preamble's first sentence starts, below title and page header."""
    stop = text.find("。", 0, end)
    if stop < 0:
        return end
    if opening := _PREAMBLE_OPENING.search(text, 0, stop):
        return opening.start()
    mark = _PUNCTUATION.search(text, 0, stop + 1)
    return text.rfind("\n", 0, mark.start() if mark else stop) + 1


def _holds(place: Place, offset: int) -> bool:
    return place.start <= offset < place.end
