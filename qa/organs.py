"""Which organs a question is about: named ones, kinds of organs, and ones the library lacks.

A mention is a region, a body, or both side by side ("卧龙区" + "政府办"). It is resolved against
the names of the library's own reports. A region or body that the library does not have is kept as
a mention that fits nothing, so that the answer can say so instead of taking a namesake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.normalise import blanked
from qa.organ_groups import group_asked
from qa.organ_lists import Run, runs_of
from qa.organ_names import (
    OrganName,
    level_of,
    stem,
    take_apart,
)
from qa.organ_parts import GROUP_BEFORE, Part, PartReader
from qa.question import OrganGroup, OrganMention, ScopeAsked

# 县民政局和市场监管局: listed side by side.
_AND = re.compile(r"\s*(?:、|和|与|跟|及|以及|还有|,|/|vs|比)\s*")
# 全区, not 不含全区: the summary over an area, not the report of one organ.
_WHOLE_AREA = re.compile(
    r"整个?(?:区|市|县|省|镇)|(?<!不是)(?<!非)(?<!不含)(?<!不要)(?<!不看)(?<!别要)全(?:区|市|县|省|镇|州|实验区)(?!覆盖)|(?:区|市|"
    r"县)(?:级)?各部门|汇总口径|辖区内?(?:所有|各)"
)


@dataclass(frozen=True, slots=True)
class OrgansRead:
    """The organs of a question: mentions in order, a group, the scope, and the spans used."""

    mentions: tuple[OrganMention, ...]
    group: OrganGroup | None
    scope: ScopeAsked
    spans: tuple[tuple[int, int], ...]


class OrganIndex:
    """The names of a library's organs, ready to be found in questions.

    Args:
        organs: (organ, region) of every report, repeated or not.
    """

    def __init__(self, organs: Iterable[tuple[str, str | None]]) -> None:
        self.names = tuple(
            take_apart(organ, region) for organ, region in sorted(set(organs), key=str)
        )
        self._parts = PartReader(self.names)

    def read(self, text: str) -> OrgansRead:
        """Find the organs in a normalised question."""
        parts = self._parts.read(text)
        mentions, spans, group_words = self._mentions(text, parts)
        rest = blanked(text, [mention.span for mention in mentions])
        group = group_asked(rest, group_words, parts, len(mentions))
        if group is not None and group.region:
            mentions = [one for one in mentions if one.kind is not None]
        scope: ScopeAsked = "whole_area" if _WHOLE_AREA.search(text) else "any"
        return OrgansRead(tuple(mentions), group, scope, tuple(spans))

    def _mentions(
        self, text: str, parts: list[Part]
    ) -> tuple[list[OrganMention], list[tuple[int, int]], list[Part]]:
        mentions: list[OrganMention] = []
        spans: list[tuple[int, int]] = []
        groups: list[Part] = []
        for run in runs_of(text, parts, lambda region, kind: bool(self.of_kind(region, kind))):
            last = run.parts[-1]
            spans.append((run.start, run.end))
            before = text[: last.start].rstrip("区县市镇乡")
            alone = all(part.role == "body" for part in run.parts)
            if alone and GROUP_BEFORE.search(before):
                groups.append(last)
                continue
            mention = self._resolve(run)
            if mention is not None:
                mentions.append(self._beside(text, mentions, mention))
        return _without_repeats(mentions), spans, groups

    def _beside(self, text: str, before: list[OrganMention], mention: OrganMention) -> OrganMention:
        """Read 县民政局和市场监管局 as two bureaus of one county."""
        last = before[-1] if before else None
        if last is None or not last.region or mention.region or len(mention.reports_of) < 2:
            return mention
        same = tuple(
            (one.organ, one.region)
            for one in self.names
            if (one.organ, one.region) in mention.reports_of and _in_region(one, last.region)
        )
        listed = _AND.fullmatch(text[last.span[1] : mention.span[0]])
        return replace(mention, reports_of=same) if same and listed else mention

    def _resolve(self, named: Run) -> OrganMention | None:
        run, words, span = list(named.parts), named.words, (named.start, named.end)
        corrected = "".join(part.corrected or part.words for part in run)
        organ = next((part for part in run if part.role == "organ"), None)
        kind = next((part.kind for part in run if part.role == "body"), None)
        regions = [part for part in run if part.role == "region"]
        unknown = any(part.role == "unknown" for part in run)
        if organ is not None:
            names = [n for n in organ.names if all(_may_be_in(n, part.words) for part in regions)]
        elif unknown:
            names = []
        else:
            names = self._names(regions, kind, run)
            if not names and regions and kind is not None:
                names = _merged_into(self._names(regions, None, run, whole=True), kind)
                corrected = names[0].organ if names else corrected
        if not regions and kind == "人民政府" and organ is None and not unknown:
            led = re.match("[省市区县镇乡]", words)
            return self._by_level(words, span, kind) if led else None
        return OrganMention(
            words=words,
            span=span,
            reports_of=tuple((name.organ, name.region) for name in names),
            region=regions[-1].corrected or regions[-1].words if regions else None,
            kind=kind or (organ.names[0].kind if organ else None),
            corrected=corrected if corrected != words else None,
        )

    def _by_level(self, words: str, span: tuple[int, int], kind: str) -> OrganMention:
        names = [n for n in self.names if n.kind == kind and n.level == level_of(words[:1])]
        return OrganMention(words, span, tuple((n.organ, n.region) for n in names), None, kind)

    def _names(
        self, regions: list[Part], kind: str | None, run: list[Part], *, whole: bool = False
    ) -> list[OrganName]:
        """Return the organs meant; with `whole` all of a region, not only who speaks for it."""
        names = list(self.names)
        if regions:
            places = [part.corrected or part.words for part in regions]
            names = [name for name in regions[-1].names if all(_may_be_in(name, p) for p in places)]
            names = [n for n in names if n.units and places[-1] in (n.units[-1], stem(n.units[-1]))]
        if kind is None:
            return names if whole else _speaking_for_region(names)
        body = next(part for part in run if part.role == "body")
        fitting = [name for name in names if name.kind == kind]
        led = body.words[0] in "省市区县镇乡" and not self._parts.knows(body.words)
        if led and not regions:
            fitting = [name for name in fitting if name.level == level_of(body.words[0])]
        exact = [name for name in fitting if body.words.endswith(name.body)]
        if not fitting and body.words.endswith("人民政府"):
            return []  # the government's own full name is not the office's
        if not fitting and kind == "人民政府" and regions:
            # 区政府 is what people call the office too; the answer names the organ it is of.
            return [name for name in names if name.category in ("office", "committee")]
        return exact or fitting

    def of_kind(self, region: str, kind: str) -> tuple[tuple[str, str | None], ...]:
        """Return the (organ, region) pairs of a kind in a region."""
        names = (one for one in self.names if one.kind == kind and one.units)
        narrow = [one for one in names if region in (one.units[-1], stem(one.units[-1]))]
        return tuple((one.organ, one.region) for one in narrow)

    def in_region_of(
        self,
        pairs: tuple[tuple[str, str | None], ...],
        others: tuple[tuple[str, str | None], ...],
    ) -> tuple[tuple[str, str | None], ...]:
        """Return those of the organs that are of the same narrowest region as one of the others."""
        regions = {
            one.units[-1] for one in self.names if (one.organ, one.region) in others and one.units
        }
        near = (one for one in self.names if one.units and one.units[-1] in regions)
        return tuple((one.organ, one.region) for one in near if (one.organ, one.region) in pairs)

    def government_of(self, pairs: tuple[tuple[str, str | None], ...]) -> OrganMention | None:
        """Return the government of the region that one of the organs belongs to: 全区呢."""
        own = [one for one in self.names if (one.organ, one.region) in pairs and one.units]
        regions = {one.units[-1] for one in own}
        found = [
            one
            for one in self.names
            if one.category == "government" and one.units and one.units[-1] in regions
        ]
        if len(found) != 1:
            return None
        one = found[0]
        return OrganMention(one.organ, (0, 0), ((one.organ, one.region),), one.units[-1], one.kind)

    def in_group(self, group: OrganGroup) -> list[OrganName]:
        """Return the library's organs that belong to a group."""
        names = list(self.names)
        if group.kinds:
            names = [n for n in names if n.kind in group.kinds or n.category in group.kinds]
        if group.region:
            names = [name for name in names if _in_region(name, group.region)]
        if group.level:
            names = [name for name in names if name.level == group.level]
        return names


def _merged_into(names: Sequence[OrganName], kind: str) -> list[OrganName]:
    """Return the one organ of a region whose name says that a bureau is part of it, if there is.

    平潭财政局 is what people call 平潭综合实验区财政金融局.
    """
    field, end = kind[:-1], kind[-1]
    found = [
        name
        for name in names
        if len(field) > 1 and name.body.startswith(field) and name.body.endswith(end)
    ]
    return found if len({(one.organ, one.region) for one in found}) == 1 else []


def _speaking_for_region(names: list[OrganName]) -> list[OrganName]:
    """Of a bare region's organs keep those that speak for it: its government, else its office.

    A bureau never speaks for its county.
    """
    for categories in (("government", "committee", "township", "street"), ("office",)):
        fitting = [name for name in names if name.category in categories]
        if fitting:
            return fitting
    return []


def _in_region(name: OrganName, region: str) -> bool:
    return any(region in (unit, stem(unit)) for unit in name.units)


def _may_be_in(name: OrganName, region: str) -> bool:
    """Whether an organ is in a region, or nothing is known of a region of that level for it."""
    known = {level_of(unit) for unit in name.units}
    return _in_region(name, region) or level_of(region) not in known


def _without_repeats(mentions: list[OrganMention]) -> list[OrganMention]:
    """Drop a second mention of the same organs, and a bare region beside an organ in it."""
    kept: list[OrganMention] = []
    for mention in mentions:
        if any(mention.reports_of and mention.reports_of == other.reports_of for other in kept):
            continue
        kept.append(mention)
    return kept
