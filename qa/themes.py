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

    `focus` are things within the theme: a question that names one is answered only with it.
    `whole` means that the part of the report as a whole is the answer, `strong` that the words
    that ask for the theme name no row of the form.
    """

    id: str
    name: str
    asks: re.Pattern[str] | None
    anchor: re.Pattern[str] | None
    focus: tuple[re.Pattern[str], ...]
    units: tuple[str, ...]
    section: str | None
    heading: re.Pattern[str] | None
    whole: bool
    strong: bool


@cache
def themes() -> dict[str, Theme]:
    """Return the themes of `themes.toml` by id."""
    data = tomllib.loads(files("qa").joinpath("themes.toml").read_text(encoding="utf-8"))
    return {one["id"]: _theme(one) for one in data["themes"]}


def find_theme(theme_id: str) -> Theme | None:
    """Return a theme by its id, None if there is none."""
    return themes().get(_SAME.get(theme_id, theme_id))


# The narrower theme comes first where a question's words fit several.
_ORDER = (
    "fee_text improvements problems other_matters interpretation press interview survey interaction"
    " meeting gazette proposals budget training wechat zone grassroots supervision info_mgmt"
    " normative media staffing platform site_info active_total request_text review_text preamble"
)


def theme_asked(text: str) -> tuple[str, str] | None:
    """Return the theme that a question's words name, and those words; None if they name none."""
    for theme_id in _ORDER.split():
        theme = themes()[theme_id]
        match = theme.asks.search(text) if theme.asks else None
        if match:
            return theme_id, match.group()
    return None


def _theme(data: dict[str, object]) -> Theme:
    anchors = _strings(data["anchors"])
    units = _strings(data.get("units", []))
    asks = _strings(data.get("asks", anchors))
    heading = data.get("heading")
    section = data.get("section")
    return Theme(
        id=str(data["id"]),
        name=str(data["name"]),
        asks=re.compile("|".join(asks)) if asks else None,
        anchor=re.compile("|".join(anchors)) if anchors else None,
        focus=tuple(re.compile(one) for one in _strings(data.get("focus", []))),
        units=tuple(units),
        section=str(section) if section else None,
        heading=re.compile(str(heading)) if heading else None,
        whole=bool(data.get("whole", False)),
        strong=bool(data.get("strong", False)),
    )


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"themes.toml: a list is wanted, not {value!r}")
    return [str(one) for one in value]
