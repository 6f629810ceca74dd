"""How public organs are named: an organ's name is region + body, and bodies have short forms.

Source of the short forms: `qa/organ_kinds.toml`, which a person can read and extend.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

REGION_SUFFIXES = (
    "综合实验区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "经济技术开发区",
    "高新技术产业开发区",
    "开发区",
    "高新区",
    "新区",
    "林区",
    "地区",
    "街道",
    "省",
    "市",
    "州",
    "盟",
    "区",
    "县",
    "旗",
    "镇",
    "乡",
)
_UNIT = re.compile(
    r"[一-鿿]{1,10}?(?:综合实验区|自治区|自治州|自治县|自治旗|经济技术开发区|开发区|"
    r"高新区|新区|林区|地区|街道"
    r"|省|市(?!场|政|民)|州(?![市区县])|盟(?![市区县])|区(?!分)|县|旗|镇|乡)"
)
_LEVELS = {
    "省": "省",
    "市": "市",
    "区": "区",
    "县": "县",
    "旗": "县",
    "镇": "镇",
    "乡": "镇",
    "街道": "街道",
}


@dataclass(frozen=True, slots=True)
class OrganKind:
    """A kind of organ: official bodies, everyday aliases, and words that need a region before."""

    id: str
    category: str
    bodies: tuple[str, ...]
    aliases: tuple[str, ...]
    loose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganName:
    """An organ of the library, taken apart.

    `units` are its region's names from the widest to the narrowest (河南省, 南阳市, 卧龙区);
    `body` is what follows them in its name; `kind` the id of the kind, or the body itself.
    """

    organ: str
    region: str | None
    units: tuple[str, ...]
    body: str
    kind: str
    category: str

    @property
    def level(self) -> str | None:
        """The level of its narrowest region: 省, 市, 区, 县, 镇 or 街道."""
        return level_of(self.units[-1]) if self.units else None


@cache
def organ_kinds() -> tuple[OrganKind, ...]:
    """Return the kinds of organ of `organ_kinds.toml`."""
    data = tomllib.loads(files("qa").joinpath("organ_kinds.toml").read_text(encoding="utf-8"))
    return tuple(
        OrganKind(
            id=kind["id"],
            category=kind["category"],
            bodies=tuple(kind["bodies"]),
            # 自然资源规划局 is said for 自然资源和规划局.
            aliases=(*kind["aliases"], *(b.replace("和", "") for b in kind["bodies"] if "和" in b)),
            loose=tuple(kind.get("loose", [])),
        )
        for kind in data["kinds"]
    )


@cache
def _kinds_by_body() -> dict[str, OrganKind]:
    return {body: kind for kind in reversed(organ_kinds()) for body in kind.bodies}


def level_of(unit: str) -> str | None:
    """Return the level of a region by its ending.

    >>> level_of("卧龙区"), level_of("平潭综合实验区")
    ('区', '区')
    """
    return next((level for end, level in _LEVELS.items() if unit.endswith(end)), None)


def region_units(region: str) -> tuple[str, ...]:
    """Split a region path into its units.

    >>> region_units("河南省南阳市卧龙区")
    ('河南省', '南阳市', '卧龙区')
    """
    return tuple(_UNIT.findall(re.sub(r"[/›>\s]", "", region)))


def stem(unit: str) -> str:
    """Return a region's name without its ending, or the name itself if too little is left.

    >>> stem("卧龙区"), stem("攸县")
    ('卧龙', '攸县')
    """
    for suffix in REGION_SUFFIXES:
        if unit.endswith(suffix) and len(unit) - len(suffix) >= 2:
            return unit[: -len(suffix)]
    return unit


def take_apart(organ: str, region: str | None) -> OrganName:
    """Split an organ's full name into region units and body, and find its kind.

    >>> name = take_apart("卧龙区人民政府办公室", "河南省南阳市卧龙区")
    >>> name.units, name.body, name.kind
    (('河南省', '南阳市', '卧龙区'), '人民政府办公室', '人民政府办公室')
    """
    kind, body = _kind_and_body(organ)
    prefix = organ[: len(organ) - len(body)] if body and organ.endswith(body) else ""
    own = _prefix_units(prefix)
    units = list(region_units(region or ""))
    for unit in own:
        if unit not in units:
            units.append(unit)
    if kind is not None and kind.category == "government" and own and level_of(own[-1]) == "镇":
        return OrganName(organ, region, tuple(units), body, kind.id, "township")
    if kind is None:
        return OrganName(organ, region, tuple(units), body, body, "department")
    return OrganName(organ, region, tuple(units), body, kind.id, kind.category)


def _prefix_units(prefix: str) -> list[str]:
    units = _UNIT.findall(prefix)
    rest = prefix[sum(len(unit) for unit in units) :]
    if rest and units:
        return [*units, rest]
    return units or ([prefix] if prefix else [])


def _kind_and_body(organ: str) -> tuple[OrganKind | None, str]:
    best: tuple[OrganKind | None, str] = (None, "")
    for length in range(len(organ), 0, -1):
        kind = _kinds_by_body().get(organ[-length:])
        if kind is not None:
            best = (kind, organ[-length:])
            break
    if best[1] == "街道":
        return best[0], ""
    if best[0] is not None:
        return _keep_street_in_region(organ, best[0], best[1])
    match = re.match(rf"(?:{_UNIT.pattern})+", organ)
    return None, organ[match.end() :] if match and match.end() < len(organ) else organ


def _keep_street_in_region(organ: str, kind: OrganKind, body: str) -> tuple[OrganKind, str]:
    """新村街道办事处 is the street 新村街道 with the body 办事处."""
    return kind, "办事处" if body == "街道办事处" else body
