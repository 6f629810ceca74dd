"""Which province and prefecture a region belongs to, where its name or the text's words say so.

Source: `ingest/regions.txt`. A county whose name several prefectures have is placed only if the
text names one of them; a region that the list does not know keeps the name it has.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Places the list does not know (towns, renamed counties): the shortest name that ends like one.
_UNLISTED = re.compile(
    r"(?:(?![局厅委])[一-鿿]){1,8}?(?:综合实验区|自治区|自治州|自治县|自治旗|开发区|高新区|示范区|新区|林区|矿区|地区"
    r"|省|市(?![场政民容])|盟|州(?=市|区|县|人民)|区(?!分)|县|旗)"
)
_TOWN = re.compile(r"[一-鿿]{1,8}?(?:镇|民族乡|乡|苏木|街道)")


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its names from the widest to the narrowest; "" where that level is not known.

    `place` is a county, district, county-level city or new area.
    """

    province: str = ""
    prefecture: str = ""
    place: str = ""

    @property
    def path(self) -> str:
        """The names one after the other, as 江苏省宿迁市沭阳县; a municipality stands once."""
        return self.province + self.prefecture + self.place

    @property
    def level(self) -> str | None:
        """province, city, county or zone, by the narrowest name."""
        if self.place:
            return (
                "zone" if self.place.endswith(("新区", "实验区", "开发区", "示范区")) else "county"
            )
        return "city" if self.prefecture else "province" if self.province else None


@dataclass(frozen=True, slots=True)
class RegionList:
    """The regions of `regions.txt`: prefecture to province, and place to where it lies."""

    provinces: frozenset[str]
    prefectures: dict[str, str]
    places: dict[str, tuple[Region, ...]]


@cache
def region_list() -> RegionList:
    """Return the list of regions."""
    prefectures: dict[str, str] = {}
    places: dict[str, list[Region]] = {}
    provinces: set[str] = set()
    text = files("ingest").joinpath("regions.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        province, prefecture, names = line.split("\t")
        provinces.add(province)
        if prefecture:
            prefectures[prefecture] = province
        for name in names.split():
            places.setdefault(name, []).append(Region(province, prefecture, name))
    return RegionList(
        frozenset(provinces), prefectures, {name: tuple(found) for name, found in places.items()}
    )


def split_region(name: str) -> tuple[Region, str]:
    """Split the name of an organ into the region it starts with and the rest.

    Only what the name itself says is filled in.

    >>> split_region("淮安市洪泽区人民政府")[1]
    '人民政府'
    >>> split_region("洪泽区人民政府")[0]
    Region(province='', prefecture='', place='洪泽区')
    """
    known = region_list()
    province, rest = _take(name, known.provinces)
    prefecture, rest = _take(rest, known.prefectures)
    place, rest = _take(rest, known.places)
    if not place:
        match = _UNLISTED.match(rest)
        if match and not (province or prefecture) and rest[match.end() :]:
            second = _UNLISTED.match(rest, match.end())
            if second and match[0].endswith(
                "市"
            ):  # a city that is not in the list, and its district
                return Region("", match[0], second[0]), rest[second.end() :]
        if match and (match[0].endswith(("区", "县", "旗")) or not (province or prefecture)):
            place, rest = match[0], rest[match.end() :]
    return Region(province, prefecture, place), rest


def split_town(rest: str) -> tuple[str, str]:
    """Split what follows the region into a town or street and the rest.

    >>> split_town("北坡镇人民政府")
    ('北坡镇', '人民政府')
    """
    match = _TOWN.match(rest)
    if match is None or rest[match.end() :].startswith(("企业", "建设")):
        return "", rest
    return match[0], rest[match.end() :]


def complete_region(region: Region, text: str) -> Region:
    """Fill in what the list knows above `region`; between namesakes `text` decides.

    >>> complete_region(Region(place="沭阳县"), "").path
    '江苏省宿迁市沭阳县'
    >>> complete_region(Region(place="鼓楼区"), "").path
    '鼓楼区'
    >>> complete_region(Region(place="鼓楼区"), "地址：徐州市中山北路").path
    '江苏省徐州市鼓楼区'
    """
    known = region_list()
    if not region.place:
        province = known.prefectures.get(region.prefecture, region.province)
        return Region(region.province or province, region.prefecture)
    fitting = [
        candidate
        for candidate in known.places.get(region.place, ())
        if region.province in ("", candidate.province)
        and region.prefecture in ("", candidate.prefecture)
    ]
    if len(fitting) > 1:
        fitting = _named_in(fitting, text)
    if len(fitting) == 1:
        return fitting[0]
    prefecture = region.prefecture or _prefecture_in_name(region)
    province = region.province or known.prefectures.get(prefecture, "")
    return Region(province, prefecture, region.place)


def place_of_branch(region: Region, rest: str) -> Region:
    """Return the region of a branch office, which names its district after the organ.

    >>> place_of_branch(Region("重庆市"), "公安局渝中区分局").path
    '重庆市渝中区'
    """
    branch = re.search(r"局([一-鿿]{2,6})分局$", rest)
    if branch is None or region.place:
        return region
    name = branch[1]
    fitting = [
        candidate
        for known_name, candidates in region_list().places.items()
        if name in (known_name, known_name[:-1])
        for candidate in candidates
        if (candidate.prefecture or candidate.province) == (region.prefecture or region.province)
    ]
    return fitting[0] if len(fitting) == 1 else region


def region_named_in(text: str) -> Region:
    """Return the one county or else the one prefecture that `text` names by its full name.

    Nothing is returned where it names several: which of them is meant is not established.
    """
    known = region_list()
    places = _outermost([name for name in known.places if len(name) > 2 and name in text])
    if len(places) == 1:
        found = complete_region(Region(place=places[0]), text)
        if found.province:
            return found
    prefectures = [name for name in known.prefectures if name in text]
    if not places and len(prefectures) == 1:
        return complete_region(Region(prefecture=prefectures[0]), text)
    return Region()


def _prefecture_in_name(region: Region) -> str:
    """Return the city that a zone of its own is named after: 湛江市 for 湛江经济技术开发区."""
    if region.province or not region.place.endswith(
        ("开发区", "高新区", "园区", "度假区", "保税区")
    ):
        return ""
    named = (name for name in region_list().prefectures if region.place.startswith(name[:-1]))
    return next((name for name in named if name.endswith("市")), "")


def _take(name: str, known: Container[str]) -> tuple[str, str]:
    for length in range(min(len(name), 13), 1, -1):
        if name[:length] in known:
            return name[:length], name[length:]
    return "", name


def _named_in(candidates: Sequence[Region], text: str) -> list[Region]:
    by_prefecture = [
        region for region in candidates if region.prefecture and region.prefecture in text
    ]
    if by_prefecture:
        return by_prefecture
    return [region for region in candidates if region.province in text]


def _outermost(names: list[str]) -> list[str]:
    return [name for name in names if not any(name != other and name in other for other in names)]
