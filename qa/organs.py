"""Which organs a question is about: named ones, kinds of organs, and ones the library lacks.

A mention is a region, a body, or both side by side ("卧龙区" + "政府办"). It is resolved against
the names of the library's own reports. A region or body that the library does not have is kept as
a mention that fits nothing, so that the answer can say so instead of taking a namesake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.organ_names import (
    OrganName,
    level_of,
    organ_kinds,
    stem,
    take_apart,
)
from qa.question import OrganGroup, OrganMention, ScopeAsked
from qa.slips import SlipReader

# 政府 in 政府信息公开, 政府网站 … names no organ.
_NOT_AN_ORGAN_AFTER = re.compile(
    r"信息|网站|采购|公报|集中|部门|规章|工作|机关|门户|数据|信件|文件|新媒体|购买|性基金|债|规范|开放|输"
)
_GROUP_BEFORE = re.compile(
    r"(?:各个?|所有的?|全部|每个|哪个|哪家|哪些|几个|多少个?|多少家|有的|任一)$"
)
_ORGAN_WORDS = "单位 机关 行政机关 部门 报告 年报 地方 机构 主体 政府部门 区县 县区 委办局"
_ORGAN_WORD = rf"(?:{'|'.join(_ORGAN_WORDS.split())}|局(?!长)|家(?!庭))"
_ALL_ORGANS = re.compile(
    r"(?:各|所有|全部|哪些|哪个|哪家|哪几[家个]|(?:几|多少)[个家]?|有多少|每个|谁家|这些"
    r"|哪?\d+个|哪?[一二两三四五六七八九十]个)"
    rf"(?:的)?{_ORGAN_WORD}|(?:几|多少)家(?!庭)"
    rf"|(?:的|过的?|了的){_ORGAN_WORD}(?:有|是|$|\s|,|，|名单|都|数|总数|一共|共)"
    rf"|(?:列出|找出|筛选|列一下|查出).{{0,24}}{_ORGAN_WORD}|库[里内中]|全库|数据库"
)
# Beside two named organs, 谁 asks to compare those two, not all of them.
_ANYONE = re.compile(
    r"大家都?|谁(?!.*(?:写|编|办的))|排名|排行|前[一二三四五六七八九十\d]+[名位家]|倒数|垫底|哪[些个家]"
)
_WHOLE_AREA = re.compile(
    r"(?<!不是)(?<!非)(?<!不含)全(?:区|市|县|省|镇|州|实验区)(?!覆盖)|(?:区|市|县)(?:级)?各部门|汇总口径|辖区内?(?:所有|各)"
)
_UNKNOWN_REGION = re.compile(
    r"(?P<name>[一-鿿]{1,7}?(?:省|市(?![场政民值监])|自治州|区(?![分别域块间级])|县(?![志域级])|旗(?!帜)"
    r"|镇(?!街)|乡(?![村镇亲])|街道))"
)
_POLITE = re.compile(
    r"^.*?(?:一下|换成|改成|换到|单说|列出|请问一下|请问|帮我查一下|帮我看看|帮我查|帮忙查|帮我|查一下|查查|查询|看看|想知道|想问问?|告诉我|说说|年度?|关于"
    r"|和|与|跟|同|及|以及|比|较|对|向|由|在|是|把|给|问|查|的|了|到|从|于|找|那|还有|都|只|就|为什么|为何|为啥)"
)
_NO_PLACE = re.compile(
    r"^(?:全|各|本|我|你|他|该|这|那|哪|几|多少|两|每|某|社|专|小|城|景|园|辖|市|区|县|乡|地|行政|一个|有)?"
    r"(?:区|市|县|省|镇|乡|街道|旗)$|(?:专区|社区|城市|超市|上市|地区|辖区|乡镇|误区|景区|园区|小区)$|各地"
)


@dataclass(frozen=True, slots=True)
class OrgansRead:
    """The organs of a question: mentions in order, a group, the scope, and the spans used."""

    mentions: tuple[OrganMention, ...]
    group: OrganGroup | None
    scope: ScopeAsked
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A region or a body found in the text."""

    role: Literal["region", "body", "organ", "unknown"]
    start: int
    end: int
    words: str
    names: tuple[OrganName, ...] = ()
    kind: str | None = None
    corrected: str | None = None


class OrganIndex:
    """The names of a library's organs, ready to be found in questions.

    Args:
        organs: (organ, region) of every report, repeated or not.
    """

    def __init__(self, organs: Iterable[tuple[str, str | None]]) -> None:
        self.names = tuple(
            take_apart(organ, region) for organ, region in sorted(set(organs), key=str)
        )
        self._regions = self._region_table()
        self._full = {name.organ: self._same_organ(name.organ) for name in self.names}
        self._bodies = self._body_table()
        self._slips = SlipReader(
            [region for region in self._regions if len(region) >= 2],
            [body for body in self._bodies if len(body) >= 3],
        )

    def read(self, text: str) -> OrgansRead:
        """Find the organs in a normalised question."""
        parts = self._parts(text)
        mentions, spans, group_words = self._mentions(text, parts)
        rest = _blank(text, [mention.span for mention in mentions])
        group = self._group(rest, group_words, parts, len(mentions))
        if group is not None and group.region:
            mentions = [one for one in mentions if one.kind is not None]
        scope: ScopeAsked = "whole_area" if _WHOLE_AREA.search(text) else "any"
        return OrgansRead(tuple(mentions), group, scope, tuple(spans))

    def _same_organ(self, organ: str) -> tuple[OrganName, ...]:
        return tuple(name for name in self.names if name.organ == organ)

    def _region_table(self) -> dict[str, tuple[OrganName, ...]]:
        table: dict[str, list[OrganName]] = {}
        for name in self.names:
            for unit in name.units:
                for form in {unit, stem(unit)}:
                    table.setdefault(form, []).append(name)
        return {form: tuple(names) for form, names in table.items()}

    def _body_table(self) -> dict[str, str]:
        """Map every body and alias, of the library or not, to its kind's id."""
        table = {form: kind.id for kind in organ_kinds() for form in (*kind.bodies, *kind.aliases)}
        for name in self.names:
            table.setdefault(name.body, name.kind)
        return table

    def _parts(self, text: str) -> list[_Part]:
        taken = [False] * len(text)
        parts: list[_Part] = []

        def take(part: _Part) -> None:
            if not any(taken[part.start : part.end]):
                taken[part.start : part.end] = [True] * (part.end - part.start)
                parts.append(part)

        for organ in sorted(self._full, key=len, reverse=True):
            for match in re.finditer(re.escape(organ), text):
                take(_Part("organ", *match.span(), match.group(), self._full[organ]))
        for region in sorted(self._regions, key=len, reverse=True):
            for match in re.finditer(re.escape(region), text):
                take(_Part("region", *match.span(), match.group(), self._regions[region]))
        for slip in self._slips.regions(text, taken):
            names = self._regions[slip.name]
            take(_Part("region", slip.start, slip.end, slip.words, names, None, slip.name))
        self._take_bodies(text, parts, taken, take)
        for part in self._unknown_regions(text, parts, taken):
            take(part)
        return sorted(parts, key=lambda part: part.start)

    def _take_bodies(self, text: str, parts: list[_Part], taken: list[bool], take: object) -> None:
        assert callable(take)
        after_region = {part.end for part in parts if part.role == "region"}
        for body in sorted(self._bodies, key=len, reverse=True):
            # 政府办了多少 is 政府 + 办了.
            ending = "(?![了过完结理成])" if body.endswith("办") else ""
            for match in re.finditer(rf"[省市区县镇乡]?(?:{re.escape(body)}){ending}", text):
                if _names_no_organ(body, text, match.end()):
                    continue
                start = match.start() if not taken[match.start()] else match.end() - len(body)
                take(
                    _Part(
                        "body",
                        start,
                        match.end(),
                        text[start : match.end()],
                        kind=self._bodies[body],
                    )
                )
        for kind in organ_kinds():
            for word in kind.loose:
                for match in re.finditer(re.escape(word), text):
                    if match.start() in after_region:
                        take(_Part("body", *match.span(), word, kind=kind.id))
        for slip in self._slips.bodies(text, taken, after_region):
            take(
                _Part(
                    "body", slip.start, slip.end, slip.words, (), self._bodies[slip.name], slip.name
                )
            )

    def _unknown_regions(
        self, text: str, parts: Sequence[_Part], taken: Sequence[bool]
    ) -> Iterable[_Part]:
        for body in [part for part in parts if part.role == "body"]:
            start = body.start
            while start > 0 and not taken[start - 1] and re.match(r"[一-鿿]", text[start - 1]):
                start -= 1
            before = text[start : body.start]
            polite = _POLITE.match(before)
            while polite and polite.end():
                before = before[polite.end() :]
                polite = _POLITE.match(before)
            if (
                2 <= len(before) <= 8
                and not _GROUP_BEFORE.search(before)
                and not _NO_PLACE.search(before)
            ):
                yield _Part("unknown", body.start - len(before), body.start, before)
        for match in _UNKNOWN_REGION.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            words = match["name"]
            polite = _POLITE.match(words)
            while polite and polite.end():
                words = words[polite.end() :]
                polite = _POLITE.match(words)
            if len(words) >= 2 and not _NO_PLACE.search(words):
                yield _Part("unknown", match.end() - len(words), match.end(), words)

    def _mentions(
        self, text: str, parts: list[_Part]
    ) -> tuple[list[OrganMention], list[tuple[int, int]], list[_Part]]:
        mentions: list[OrganMention] = []
        spans: list[tuple[int, int]] = []
        groups: list[_Part] = []
        index = 0
        while index < len(parts):
            run = [parts[index]]
            while index + 1 < len(parts) and _touch(text, run[-1], parts[index + 1]):
                index += 1
                run.append(parts[index])
            index += 1
            spans.append((run[0].start, run[-1].end))
            if run[-1].role == "body" and _GROUP_BEFORE.search(
                text[: run[-1].start].rstrip("区县市镇乡")
            ):
                groups.append(run[-1])
                continue
            mention = self._resolve(text, run)
            if mention is not None:
                mentions.append(mention)
        return _without_repeats(mentions), spans, groups

    def _resolve(self, text: str, run: list[_Part]) -> OrganMention | None:
        words = text[run[0].start : run[-1].end]
        span = (run[0].start, run[-1].end)
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
        if not regions and kind == "人民政府" and organ is None and not unknown:
            return (
                None
                if not re.match(r"[省市区县镇乡]", words)
                else self._by_level(words, span, kind)
            )
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

    def _names(self, regions: list[_Part], kind: str | None, run: list[_Part]) -> list[OrganName]:
        names = list(self.names)
        if regions:
            places = [part.corrected or part.words for part in regions]
            names = [name for name in regions[-1].names if all(_may_be_in(name, p) for p in places)]
            names = [n for n in names if n.units and places[-1] in (n.units[-1], stem(n.units[-1]))]
        if kind is None:
            return _speaking_for_region(names)
        body = next(part for part in run if part.role == "body")
        fitting = [name for name in names if name.kind == kind]
        if body.words[0] in "省市区县镇乡" and not regions:
            fitting = [name for name in fitting if name.level == level_of(body.words[0])]
        exact = [name for name in fitting if body.words.endswith(name.body)]
        if not fitting and body.words.endswith("人民政府"):
            return []  # the government's own full name is not the office's
        if not fitting and kind == "人民政府" and regions:
            # 区政府 is what people call the office too; the answer names the organ it is of.
            return [name for name in names if name.category in ("office", "committee")]
        return exact or fitting

    def _group(
        self, text: str, bodies: list[_Part], parts: list[_Part], mentioned: int
    ) -> OrganGroup | None:
        found = _ALL_ORGANS.search(text) or (_ANYONE.search(text) if not mentioned else None)
        category = re.search(r"(?:乡镇街道|镇街|乡镇|街道和乡镇|街镇)", text)
        if not bodies and not found and not category:
            return None
        kinds: list[str] = [part.kind for part in bodies if part.kind]
        if category:
            kinds += ["township", "street"] if category.group() != "乡镇" else ["township"]
        regions = [part for part in parts if part.role == "region" and not _has_body(part, parts)]
        words = bodies[0].words if bodies else (category or found).group()  # type: ignore[union-attr]
        level = level_of(words[0]) if bodies else None
        if bodies and level is None:
            before = text[: bodies[0].start]
            level = level_of(before[-1:]) if before[-1:] in "省市区县" else None
        return OrganGroup(
            words=words,
            kinds=tuple(kinds),
            region=(regions[0].corrected or regions[0].words) if regions else None,
            level=level,
        )

    def of_kind(self, region: str, kind: str) -> tuple[tuple[str, str | None], ...]:
        """Return the (organ, region) pairs of a kind in a region."""
        names = (one for one in self.names if one.kind == kind and one.units)
        narrow = [one for one in names if region in (one.units[-1], stem(one.units[-1]))]
        return tuple((one.organ, one.region) for one in narrow)

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


def _has_body(region: _Part, parts: Sequence[_Part]) -> bool:
    return any(part.role == "body" and part.start == region.end for part in parts)


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _touch(text: str, left: _Part, right: _Part) -> bool:
    if left.role in ("body", "organ"):
        return False
    between = text[left.end : right.start]
    return between in ("", "的", " ") and not (
        left.role == "region" and right.role == "organ" and between
    )


def _names_no_organ(body: str, text: str, end: int) -> bool:
    return body in ("政府", "人民政府", "街道", "办公厅") and bool(
        _NOT_AN_ORGAN_AFTER.match(text[end:])
    )


def _without_repeats(mentions: list[OrganMention]) -> list[OrganMention]:
    """Drop a second mention of the same organs, and a bare region beside an organ in it."""
    kept: list[OrganMention] = []
    for mention in mentions:
        if any(mention.reports_of and mention.reports_of == other.reports_of for other in kept):
            continue
        kept.append(mention)
    return kept
