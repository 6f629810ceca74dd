"""A report's sections: the six statutory parts and the headings inside them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Document
from ingest.fold import Folded, fold, plain_characters
from ingest.headings import PARTS, Heading, part_candidates, sub_headings
from ingest.places import PlaceFinder
from ingest.report import Section

# What a saved web page prints after the report; the last part ends before it.
_FOOTERS = (
    "附件下载",
    "附件:",
    "扫一扫",
    "主办单位",
    "主办:",
    "版权所有",
    "关闭窗口",
    "打印本页",
    "上一篇",
    "下一篇",
    "分享到",
    "网站标识码",
    "相关链接",
    "责任编辑",
)


def find_sections(document: Document) -> tuple[Section, ...]:
    """Return the parts (level 1) and the headings inside them (level 2 and more), in text order.

    A table of contents is passed over: of several places where a title can be a heading, those are
    chosen which together stand in the statutory order with text below them. A report of before 2019
    gets the ids of the parts that its own headings correspond to. A text with none has no sections.
    """
    folded = fold(document.text)
    candidates = part_candidates(folded)
    if not candidates:
        return ()
    parts = _best_chain(candidates, len(folded.text))
    limit = _body_end(folded, parts[-1].end)
    parts = _with_implied_overview(folded, parts)
    ends = [heading.start for heading in parts[1:]] + [limit]
    headings: list[tuple[Heading, str, int]] = []
    for part, end in zip(parts, ends, strict=True):
        inside = list(sub_headings(folded, part.end, end))
        headings.append((part, part.part, end))
        headings.extend((sub, part.part, _sub_end(inside, sub, end)) for sub in inside)
    places = PlaceFinder(document.text, document.page_starts)
    return tuple(_section(document.text, folded, places, *found) for found in headings)


def _section(
    text: str, folded: Folded, places: PlaceFinder, heading: Heading, part: str, end: int
) -> Section:
    start, title_end = folded.span(heading.start, heading.end)
    body_end = folded.offsets[end]
    while body_end > title_end and text[body_end - 1].isspace():
        body_end -= 1
    title = plain_characters("".join(text[start:title_end].split()))
    return Section(part, title, heading.level, places.at(start, max(body_end, title_end)))


def _best_chain(candidates: Sequence[Heading], length: int) -> list[Heading]:
    """Return the candidates in statutory order that make the best reading, one a part.

    Each weighs its own surety plus the length of the text below it up to the next candidate, so
    the headings of the body win over those of a table of contents; among equals the later one wins.
    """
    following = [heading.start for heading in candidates[1:]] + [length]
    scores = [
        heading.weight + min(max(end - heading.end - 6, 0), 40) / 10
        for heading, end in zip(candidates, following, strict=True)
    ]
    best: list[tuple[float, list[int]]] = []
    for index, heading in enumerate(candidates):
        order = PARTS.index(heading.part)
        earlier = (
            best[before]
            for before in range(index)
            if PARTS.index(candidates[before].part) < order
            and candidates[before].end <= heading.start
        )
        score, chain = max(earlier, key=lambda entry: (entry[0], entry[1]), default=(0.0, []))
        best.append((score + scores[index], [*chain, index]))
    return [candidates[index] for index in max(best, key=lambda entry: (entry[0], entry[1]))[1]]


def _with_implied_overview(folded: Folded, parts: list[Heading]) -> list[Heading]:
    """Add an overview without a title where a report starts straight at （一）主动公开."""
    if parts[0].part != "sec_active":
        return parts
    for sub in sub_headings(folded, 0, parts[0].start):
        if sub.level == 2 and "公开" in folded.text[sub.start : sub.end]:
            return [Heading("sec_overview", 1, sub.start, sub.start, 0), *parts]
    return parts


def _sub_end(inside: Sequence[Heading], heading: Heading, limit: int) -> int:
    for other in inside:
        if other.start > heading.start and other.level <= heading.level:
            return other.start
    return limit


def _body_end(folded: Folded, last_heading_end: int) -> int:
    """Return where the last part ends: at the footer of a web page, else at the end of the text."""
    found = (
        index
        for word in _FOOTERS
        if (index := folded.text.find(word, last_heading_end)) >= 0
        and (folded.starts_line(index) or folded.follows_gap(index))
    )
    return min(found, default=len(folded.text))
