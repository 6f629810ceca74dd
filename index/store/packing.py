"""How a report's parts are written as JSON and read back, exactly."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

from ingest.report import Check, Figure, Identity, Passage, Place, Report, Section


def pack(value: Any) -> str:
    """Return compact JSON of plain values, tuples, Decimals and the types of `ingest.report`."""
    return _ENCODER.encode(value)


def reading_digest(report: Report) -> str:
    """Return the sha256 of all that was read, whatever the file was called.

    The same bytes read differently (by a newer program, or with hints) give another digest.
    """
    content = _plain(report)
    del content["file"]
    return hashlib.sha256(pack(content).encode()).hexdigest()


def place_to_text(place: Place | None) -> str | None:
    """Return a place as "start end line page", page empty where there are none.

    >>> place_to_text(Place(3, 9, 1))
    '3 9 1 '
    """
    if place is None:
        return None
    page = "" if place.page is None else place.page
    return f"{place.start} {place.end} {place.line} {page}"


def text_to_place(text: str) -> Place:
    """Return the place written by `place_to_text`."""
    start, end, line, page = text.split(" ")
    return Place(int(start), int(end), int(line), int(page) if page else None)


def unpack_sections(text: str) -> tuple[Section, ...]:
    """Return the sections written by `pack`."""
    return tuple(_section(item) for item in json.loads(text))


def unpack_checks(text: str) -> tuple[Check, ...]:
    """Return the checks written by `pack`."""
    return tuple(_check(item) for item in json.loads(text))


def unpack_places(text: str) -> tuple[Place, ...]:
    """Return the places written by `pack`."""
    return tuple(Place(**item) for item in json.loads(text))


def unpack_report(text: str) -> Report:
    """Return the report written by `pack`."""
    content = json.loads(text)
    identity = content.pop("identity")
    identity["evidence"] = tuple((name, words) for name, words in identity["evidence"])
    parts: dict[str, Any] = {
        "identity": Identity(**identity),
        "page_starts": tuple(content.pop("page_starts")),
        "sections": tuple(_section(item) for item in content.pop("sections")),
        "figures": tuple(_figure(item) for item in content.pop("figures")),
        "passages": tuple(_passage(item) for item in content.pop("passages")),
        "checks": tuple(_check(item) for item in content.pop("checks")),
        "unrecognised_rows": tuple(Place(**item) for item in content.pop("unrecognised_rows")),
        "warnings": tuple(content.pop("warnings")),
    }
    return Report(**content, **parts)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    kind = type(value)
    if kind not in _FIELD_NAMES:
        _FIELD_NAMES[kind] = tuple(field.name for field in fields(value) if field.init)
    return {name: getattr(value, name) for name in _FIELD_NAMES[kind]}


_FIELD_NAMES: dict[type, tuple[str, ...]] = {}


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _section(item: dict[str, Any]) -> Section:
    return Section(**{**item, "place": Place(**item["place"])})


def _check(item: dict[str, Any]) -> Check:
    return Check(**{**item, "cells": tuple(item["cells"])})


def _figure(item: dict[str, Any]) -> Figure:
    changed = {
        "value": None if item["value"] is None else Decimal(item["value"]),
        "reasons": tuple(item["reasons"]),
        "place": item["place"] and Place(**item["place"]),
        "row_place": item["row_place"] and Place(**item["row_place"]),
    }
    return Figure(**{**item, **changed})


def _passage(item: dict[str, Any]) -> Passage:
    changed = {"headings": tuple(item["headings"]), "place": Place(**item["place"])}
    return Passage(**{**item, **changed})
