"""The automatic numbers of a Word file: "一、" and "（一）" that stand in no paragraph's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ingest.readers.office_xml import attribute, child, name_of

_DIGITS = "零一二三四五六七八九"
_CHINESE = {
    *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
    *("taiwaneseCountingThousand", "ideographDigital", "koreanCounting"),
}


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    pattern: str  # "%1、"
    start: int


class Numbering:
    """Gives each paragraph its number, counting on from one paragraph to the next."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels = _lists(numbering)
        self._style_lists = _style_lists(styles)
        self._counts: dict[tuple[str, int], int] = {}

    def prefix(self, paragraph: Any) -> str:
        """Return the number printed before a paragraph, or "" (bullets count as none)."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        list_id, depth = found
        levels = self._levels.get(list_id, {})
        level = levels.get(depth)
        if level is None:
            return ""
        key = (list_id, depth)
        self._counts[key] = self._counts.get(key, level.start - 1) + 1
        for deeper in [at for at in self._counts if at[0] == list_id and at[1] > depth]:
            del self._counts[deeper]
        if level.format in ("bullet", "none"):
            return ""
        return re.sub(
            r"%(\d)", lambda match: self._shown(list_id, int(match[1]) - 1), level.pattern
        )

    def _shown(self, list_id: str, depth: int) -> str:
        level = self._levels[list_id].get(depth)
        if level is None:
            return ""
        return _spelled(self._counts.get((list_id, depth), level.start), level.format)

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        style = child(paragraph, "pPr", "pStyle")
        base = self._style_lists.get(attribute(style, "val") or "") if style is not None else None
        own = child(paragraph, "pPr", "numPr")
        if own is None:
            return base
        list_id, depth = child(own, "numId"), child(own, "ilvl")
        number = attribute(list_id, "val") if list_id is not None else base and base[0]
        at = attribute(depth, "val") if depth is not None else str(base[1]) if base else "0"
        if not number or number == "0":
            return None
        return number, int(at) if at and at.isdigit() else 0


def _lists(numbering: Any) -> dict[str, dict[int, _Level]]:
    if numbering is None:
        return {}
    abstract = {
        attribute(element, "abstractNumId"): _levels(element)
        for element in numbering
        if name_of(element) == "abstractNum"
    }
    lists = {}
    for element in numbering:
        if name_of(element) == "num" and (link := child(element, "abstractNumId")) is not None:
            levels = dict(abstract.get(attribute(link, "val"), {}))
            lists[attribute(element, "numId") or ""] = levels | _overrides(element, levels)
    return lists


def _levels(abstract: Any) -> dict[int, _Level]:
    levels = {}
    for element in abstract:
        depth = attribute(element, "ilvl") or ""
        if name_of(element) != "lvl" or not depth.isdigit():
            continue
        values = {
            name: attribute(found, "val") or ""
            for name in ("numFmt", "lvlText", "start")
            if (found := child(element, name)) is not None
        }
        start = values.get("start", "")
        levels[int(depth)] = _Level(
            values.get("numFmt", "decimal"),
            values.get("lvlText", ""),
            int(start) if start.isdigit() else 1,
        )
    return levels


def _overrides(element: Any, levels: dict[int, _Level]) -> dict[int, _Level]:
    changed = {}
    for override in element:
        depth = attribute(override, "ilvl") or ""
        if name_of(override) != "lvlOverride" or not depth.isdigit() or int(depth) not in levels:
            continue
        start = child(override, "startOverride")
        value = attribute(start, "val") if start is not None else None
        if value and value.isdigit():
            changed[int(depth)] = replace(levels[int(depth)], start=int(value))
    return changed


def _style_lists(styles: Any) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for style in styles if styles is not None else ():
        number = child(style, "pPr", "numPr", "numId")
        depth = child(style, "pPr", "numPr", "ilvl")
        list_id = attribute(number, "val") if number is not None else None
        if list_id and list_id != "0":
            at = attribute(depth, "val") if depth is not None else "0"
            found[attribute(style, "styleId") or ""] = (list_id, int(at or 0))
    return found


def _spelled(number: int, format: str) -> str:
    if format in _CHINESE or format.startswith("chineseLegal"):
        return _chinese(number)
    if format == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if format in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        letter = chr(ord("A") + number - 1)
        return letter if format == "upperLetter" else letter.lower()
    return str(number)


def _chinese(number: int) -> str:
    """Spell a number below 100.

    >>> _chinese(3), _chinese(10), _chinese(12), _chinese(20), _chinese(35)
    ('三', '十', '十二', '二十', '三十五')
    """
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
