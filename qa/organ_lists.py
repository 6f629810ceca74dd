"""Organs named together: 石漾和云汀两个民政局, 两个政府办（鹿鸣区、云汀县）.

The parts of names found side by side are put together into runs, one for each organ. A region that
stands in a list before or behind a body it shares gets that body.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from qa.organ_parts import BETWEEN_REGION_AND_BODY, Part

_LISTED = re.compile(r"\s*(?:县|区|市)?\s*(?:、|和|与|跟|同|及|以及|还有|,|/|加|vs)?\s*")
_OPENS = re.compile(r"\s*(?:\(|:|,?(?:即|也就是|就是|分别是|包括|指|是))\s*")

_COUNTED = re.compile("[两俩二三四][个家]?(?:县区|区县|市县|市|县|区)?的?$")
# 石漾县两家(市监局、民政局): the place stands before the number of its bodies.
_COUNTED_HERE = re.compile(
    r"的?(?:这|那)?[两俩二三四2-4][个家]?(?:单位|部门|机关|局)?\s*[(:,]?\s*(?:即|就是|分别是|是)?"
)

HasKind = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """Parts that make one name, with the words and the stretch of text that stand for it."""

    parts: tuple[Part, ...]
    start: int
    end: int
    words: str

    @property
    def only_region(self) -> bool:
        """Whether no body stands with the region."""
        return all(part.role == "region" for part in self.parts)

    @property
    def body(self) -> Part | None:
        """The body named, if any, alone or within a whole name."""
        for part in self.parts:
            if part.role == "body":
                return part
            if part.role == "organ" and part.names:
                name = part.names[0]
                return replace(part, role="body", words=name.body, kind=name.kind, names=())
        return None


def runs_of(text: str, parts: list[Part], has_kind: HasKind) -> list[Run]:
    """Return the names in order; `has_kind` tells whether a region has a kind of organ."""
    runs: list[Run] = []
    index = 0
    while index < len(parts):
        run = [parts[index]]
        while index + 1 < len(parts) and _touch(text, run[-1], parts[index + 1]):
            index += 1
            run.append(parts[index])
        index += 1
        words = text[run[0].start : run[-1].end]
        runs.append(Run(tuple(run), run[0].start, run[-1].end, words))
    runs = _bodies_of_one_place(text, runs, has_kind)
    return _from_the_front(text, _to_the_front(text, runs, has_kind), has_kind)


def _touch(text: str, left: Part, right: Part) -> bool:
    if left.role in ("body", "organ"):
        return False
    between = text[left.end : right.start]
    if (
        left.role == "region"
        and right.role == "body"
        and BETWEEN_REGION_AND_BODY.fullmatch(between)
    ):
        return True
    return between in ("", "的", " ") and not (
        left.role == "region" and right.role == "organ" and between
    )


def _bodies_of_one_place(text: str, runs: list[Run], has_kind: HasKind) -> list[Run]:
    """Read 石漾县两家(市监局、民政局) as two bodies of that place."""
    result: list[Run] = []
    place: Run | None = None
    for index, run in enumerate(runs):
        behind = runs[index + 1] if index + 1 < len(runs) else None
        counted = behind and _COUNTED_HERE.fullmatch(text[run.end : behind.start])
        if run.only_region and behind and behind.body is not None and counted:
            place = run
            continue
        bare = run.body is not None and len(run.parts) == 1
        if place is None or not bare:
            place = None
            result.append(run)
            continue
        named = _with_body(place, run.body, has_kind)
        first = not result or result[-1].end <= place.start
        result.append(replace(named, start=place.start if first else run.start, end=run.end))
    return result


def _to_the_front(text: str, runs: list[Run], has_kind: HasKind) -> list[Run]:
    """Give the body of the last of a list to the bare regions before it."""
    runs = list(runs)
    for index in range(len(runs) - 1, 0, -1):
        run, before = runs[index], runs[index - 1]
        named = any(part.role in ("region", "organ") for part in run.parts)
        listed = _LISTED.fullmatch(text[before.end : run.start])
        if named and before.only_region and listed:
            runs[index - 1] = _with_body(before, run.body, has_kind)
    return runs


def _from_the_front(text: str, runs: list[Run], has_kind: HasKind) -> list[Run]:
    """Give a body to the regions that follow it in brackets."""
    result: list[Run] = []
    shared: Run | None = None
    for index, run in enumerate(runs):
        behind = runs[index + 1] if index + 1 < len(runs) else None
        bare = run.body is not None and len(run.parts) == 1
        counted = _COUNTED.search(text[: run.start])
        regions = [one for one in runs[index + 1 :] if one.only_region]
        if bare and counted and len(regions) > 1:
            shared = run
            continue
        if (
            bare
            and behind
            and behind.only_region
            and _OPENS.fullmatch(text[run.end : behind.start])
        ):
            shared = run
            continue
        if shared is not None and run.only_region:
            first = not result or result[-1].end <= shared.start
            named = _with_body(run, shared.body, has_kind)
            result.append(replace(named, start=shared.start) if first else named)
            continue
        shared = None
        result.append(run)
    return result


def _with_body(run: Run, body: Part | None, has_kind: HasKind) -> Run:
    region = run.parts[-1]
    fits = body is not None and body.kind and has_kind(region.corrected or region.words, body.kind)
    if body is None or not fits:
        return run
    plain = replace(body, words=re.sub("^[省市区县镇乡]", "", body.words))
    return Run((*run.parts, plain), run.start, run.end, run.words + plain.words)
