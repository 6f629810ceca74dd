"""Finding the parts of organ names in a question: regions, bodies, and places unknown here.

All names of the library stand in dictionaries, so that finding them costs a walk over the
question, however many reports there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from qa.organ_names import OrganName, organ_kinds, stem
from qa.organ_places import all_leads, place_before, without_leads
from qa.slips import Slip, SlipReader

# 政府 in 政府信息公开, 政府网站 … names no organ.
_NOT_AN_ORGAN_AFTER = re.compile(
    r"信息|网站|采购|公报|集中|部门|规章|工作|机关|门户|数据|信件|文件|新媒体|购买|性基金|"
    r"债|规范|开放|输"
)
GROUP_BEFORE = re.compile(
    r"(?:各个?|所有的?|全部|每个|哪个|哪家|哪些|几个|多少个?|多少家|有的|任一|"
    r"[两俩二三四五六七八九十][个家](?:县|区|市|县区)?的?|俩)$"
)
_UNKNOWN_REGION = re.compile(
    r"(?P<name>[一-鿿]{1,7}?(?:省|市(?![场政民值监])|自治州|区(?![分别域块间级])|"
    r"县(?![志域级])|旗(?!帜)"
    r"|镇(?!街)|乡(?![村镇亲])|街道))"
)
# 石漾和云汀两个民政局: between regions and the body they share.
BETWEEN_REGION_AND_BODY = re.compile(
    r"(?:那边|这边|那里|当地|下面|底下|所辖|辖区)?(?:的|等|\s)?(?:这|那)?(?:[两俩二三四五几]个?|[两二三四五几][家地])?(?:市县|县区|区县|市|县|区)?的?"
)
_BOTH = re.compile(f"(?:{BETWEEN_REGION_AND_BODY.pattern})$")
_LISTED_BEFORE = re.compile(r"(?:^|[、,和与跟及把拿将比对/\s]|vs)[省市区县]?$")
_LISTED_AFTER = re.compile(
    r"\s*(?:、|和|与|跟|及|,|/|vs|比|呢|\()|[两三四五][家个局]|谁|哪|差|相差|的?\s|的?$"
)
# What a body may be called whose kind no list has, and what stands in no such name.
_UNKNOWN_BODY = re.compile(
    r"(?P<name>[一-鿿]{2,10}?(?:分局|局|委员会|委|中心|支队|大队|总队|派出所|卫生院|医院|法院|检察院|学院|大学|中学|"
    r"小学|学校|幼儿园|公司|集团|银行|协会|联合会|管理处|管理所|服务站|图书馆|博物馆|厅))"
    r"(?=\s|[\d,，。?？、:：(（]|$|[去前今当]年|的|上年|[这那]几?年|近)"
)
_BRANCH = re.compile("分局|支队|大队|中队|派出所|执法队|监察所|管理所|服务站")
_NO_BODY = re.compile(
    "收|申请|公开|复议|诉讼|处罚|许可|强制|答复|办结|结转|多少|几|和|与|跟|及|比|哪|各|所有|全部|多个|每个|[这那两三]个|政府|下面|下属|的"
)
_NO_PLACE = re.compile(
    r"^(?:[两二三四五几]个|整个?|全|各|本|我|你|他|该|这|那|哪|几|多少|两|每|某|社|专|小|城|景|园|辖|市|区|县|乡|"
    r"地|行政|一个|有)?"
    r"(?:区|市|县|省|镇|乡|街道|旗)$|(?:专区|社区|城市|超市|上市|地区|辖区|乡镇|误区|景区|"
    r"园区|小区)$|各地"
)
T = TypeVar("T")
_LEVELS = "省市区县镇乡"
# 政府办了多少 is 政府 + 办了.
_DONE_AFTER = "了过完结理成"


@dataclass(frozen=True, slots=True)
class Part:
    """A region, a body, a whole organ or an unknown place found in the text.

    `names` are the library's organs it may belong to, `corrected` what was meant by a slip.
    """

    role: Literal["region", "body", "organ", "unknown"]
    start: int
    end: int
    words: str
    names: tuple[OrganName, ...] = ()
    kind: str | None = None
    corrected: str | None = None


class _Lexicon(dict[str, T]):
    """Words with what they mean, findable in a text in one walk over it."""

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        return tuple({len(word) for word in self})

    def find(self, text: str) -> list[tuple[str, tuple[int, int]]]:
        """Return the words that stand in the text with their spans, the longest first."""
        found = [
            (text[start : start + length], (start, start + length))
            for start in range(len(text))
            for length in self.lengths
            if start + length <= len(text) and text[start : start + length] in self
        ]
        return sorted(found, key=lambda one: -len(one[0]))


class PartReader:
    """Finds the parts of organ names, longest first, each character used once."""

    def __init__(self, names: Sequence[OrganName]) -> None:
        self._full = _grouped((name.organ, name) for name in names)
        self._regions = _grouped(
            (form, name) for name in names for unit in name.units for form in {unit, stem(unit)}
        )
        self._bodies = _body_table(names)
        self._kinds = frozenset(name.kind for name in names)
        self._loose = _Lexicon({word: kind.id for kind in organ_kinds() for word in kind.loose})

    @cached_property
    def _slips(self) -> SlipReader:
        regions = [region for region in self._regions if len(region) >= 2]
        return SlipReader(regions, [body for body in self._bodies if len(body) >= 3])

    def knows(self, words: str) -> bool:
        """Whether the words as a whole are a body's name: the 市 of 市监 is no level."""
        return words in self._bodies or words in self._loose

    def read(self, text: str) -> list[Part]:
        """Return the parts in a normalised question, in order."""
        taken = [False] * len(text)
        parts: list[Part] = []

        def take(found: Iterable[Part]) -> None:
            for part in found:
                if not any(taken[part.start : part.end]):
                    taken[part.start : part.end] = [True] * (part.end - part.start)
                    parts.append(part)

        regions = self._regions
        take(Part("organ", *at, name, self._full[name]) for name, at in self._full.find(text))
        exact = regions.find(text)
        starts = {at[0] for _, at in exact}
        take(
            Part("region", one.start, one.end, one.words, regions[one.name], None, one.name)
            for one in self._slips.regions(text, taken)
            if one.start in starts and one.words not in regions and _ends_like_street(one)
        )
        take(Part("region", *at, name, regions[name]) for name, at in exact)
        take(
            Part("region", one.start, one.end, one.words, regions[one.name], None, one.name)
            for one in self._slips.regions(text, taken)
        )
        take(
            Part("region", one.start, one.end, one.words, regions[one.name], None, one.name)
            for one in self._slips.lookalikes(text, taken)
        )
        ends = {part.end for part in parts if part.role == "region"}
        take(self._misspelt(slip) for slip in self._slips_instead(text, taken, ends))
        take(self._official_bodies(text, taken))
        take(self._loose_bodies(text, ends))
        take(self._misspelt(slip) for slip in self._slips.bodies(text, taken, ends))
        parts[:] = [_with_branch(part, text, taken) for part in parts]
        take(list(_unknown_bodies(text, parts)))
        take(list(_unknown_before(text, parts, taken)))
        take(list(_unknown_regions(text, taken)))
        return sorted(parts, key=lambda part: part.start)

    def _official_bodies(self, text: str, taken: Sequence[bool]) -> Iterator[Part]:
        for body, (start, end) in self._bodies.find(text):
            done = body.endswith("办") and text[end : end + 1] in tuple(_DONE_AFTER)
            done = done and not text.startswith("结转", end)  # 政府办 + 结转下年
            if done or _names_no_organ(body, text, end):
                continue
            led = start > 0 and text[start - 1] in _LEVELS and not taken[start - 1]
            led = led and text[max(0, start - 2) : start] not in ("县区", "区县", "市县")
            first = start - 1 if led else start
            yield Part("body", first, end, text[first:end], kind=self._bodies[body])

    def _loose_bodies(self, text: str, ends: set[int]) -> Iterator[Part]:
        for word, (start, end) in self._loose.find(text):
            listed = _LISTED_BEFORE.search(text[:start]) and _LISTED_AFTER.match(text[end:])
            if start in ends or (listed and self._loose[word] in self._kinds):
                yield Part("body", start, end, word, kind=self._loose[word])

    def _slips_instead(self, text: str, taken: Sequence[bool], ends: set[int]) -> Iterator[Slip]:
        """Yield slips right after a region that hide a shorter body: 征府办, not 府办."""
        known = [span for _, span in self._bodies.find(text)]
        for slip in self._slips.bodies(text, taken, ends):
            shorter = [span for span in known if slip.start <= span[0] and span[1] <= slip.end]
            longest = all(end - start < slip.end - slip.start for start, end in shorter)
            if slip.start in ends and slip.words not in self._bodies and longest:
                yield slip

    def _misspelt(self, slip: Slip) -> Part:
        kind = self._bodies[slip.name]
        return Part("body", slip.start, slip.end, slip.words, (), kind, slip.name)


def _ends_like_street(slip: Slip) -> bool:
    """Whether a street's name ends with a slip: 栎溪街到, where 栎溪 alone would fit too."""
    return slip.name.endswith("街道") and slip.words[0] == slip.name[0]


def _grouped(pairs: Iterable[tuple[str, OrganName]]) -> _Lexicon[tuple[OrganName, ...]]:
    table: dict[str, list[OrganName]] = {}
    for form, name in pairs:
        table.setdefault(form, []).append(name)
    return _Lexicon({form: tuple(dict.fromkeys(names)) for form, names in table.items()})


def _body_table(names: Sequence[OrganName]) -> _Lexicon[str]:
    """Map every body and alias, of the library or not, to its kind's id."""
    table = {form: kind.id for kind in organ_kinds() for form in (*kind.bodies, *kind.aliases)}
    for name in names:
        table.setdefault(name.body, name.kind)
    return _Lexicon({form: kind for form, kind in table.items() if form})


def _with_branch(part: Part, text: str, taken: list[bool]) -> Part:
    """Read 公安分局 as a body of its own, not as the bureau it belongs to."""
    branch = _BRANCH.match(text, part.end) if part.role == "body" else None
    if branch is None or any(taken[part.end : branch.end()]):
        return part
    taken[part.end : branch.end()] = [True] * (branch.end() - part.end)
    words = text[part.start : branch.end()]
    return Part("body", part.start, branch.end(), words, kind=words)


def _unknown_bodies(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Yield bodies right behind a region that no list has: 城市更新局 in 鹿鸣区城市更新局."""
    for region in [part for part in parts if part.role == "region"]:
        body = _UNKNOWN_BODY.match(text, region.end)
        if body is not None and not _NO_BODY.search(body["name"]):
            yield Part("body", *body.span("name"), body["name"], kind=body["name"])


def _unknown_before(text: str, parts: Sequence[Part], taken: Sequence[bool]) -> Iterator[Part]:
    """Yield what stands before a body and is no region here: 番禺区 in 番禺区政府办."""
    for body in [part for part in parts if part.role == "body"]:
        start = body.start
        while start > 0 and not taken[start - 1] and re.match(r"[一-鿿]", text[start - 1]):
            start -= 1
        level = body.words[0] if body.words[0] in _LEVELS else ""
        before = _BOTH.sub("", text[start : body.start])
        end = start + len(before)
        if start > 0 and taken[start - 1] and all_leads().fullmatch(before):
            continue  # 区政府和县政府: "and"
        if GROUP_BEFORE.search(before) or _NO_PLACE.search(before + level):
            continue
        place = place_before(before, level) if before else ""
        if len(place) >= (1 if level else 2) and not _NO_PLACE.search(place):
            yield Part("unknown", end - len(place), end, place)


def _unknown_regions(text: str, taken: Sequence[bool]) -> Iterator[Part]:
    for match in _UNKNOWN_REGION.finditer(text):
        words = without_leads(match["name"])
        used = any(taken[match.start() : match.end()])
        if not used and len(words) >= 2 and not _NO_PLACE.search(words):
            yield Part("unknown", match.end() - len(words), match.end(), words)


def _names_no_organ(body: str, text: str, end: int) -> bool:
    general = body in ("政府", "人民政府", "街道", "办公厅")
    return general and bool(_NOT_AN_ORGAN_AFTER.match(text[end:]))
