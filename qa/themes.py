"""Narrative themes as data: how a report's sentences speak of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SAME = {"new_media": "wechat", "interview / survey": "survey"}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: what its sentences contain, and where they stand.

    `whole` means that the part of the report as a whole is the answer.
    """

    id: str
    name: str
    anchor: re.Pattern[str] | None
    units: tuple[str, ...]
    section: str | None
    heading: re.Pattern[str] | None
    whole: bool


@cache
def themes() -> dict[str, Theme]:
    """Return the themes of `themes.toml` by id."""
    data = tomllib.loads(files("qa").joinpath("themes.toml").read_text(encoding="utf-8"))
    return {one["id"]: _theme(one) for one in data["themes"]}


def find_theme(theme_id: str) -> Theme | None:
    """Return a theme by its id, None if there is none."""
    return themes().get(_SAME.get(theme_id, theme_id))


def _theme(data: dict[str, object]) -> Theme:
    anchors = data["anchors"]
    assert isinstance(anchors, list)
    units = data.get("units", [])
    assert isinstance(units, list)
    heading = data.get("heading")
    section = data.get("section")
    return Theme(
        id=str(data["id"]),
        name=str(data["name"]),
        anchor=re.compile("|".join(anchors)) if anchors else None,
        units=tuple(units),
        section=str(section) if section else None,
        heading=re.compile(str(heading)) if heading else None,
        whole=bool(data.get("whole", False)),
    )
