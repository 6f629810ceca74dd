"""What can be chosen in place of what was understood: the lists behind the chips of an answer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from ui.choices import (
    Choice,
    Choices,
    column_choices,
    operation_choices,
    organ_choices,
    row_choices,
    year_choices,
)
from ui.web.site import Site

Slot = Literal["organ", "year", "row", "column", "operation"]
Words = Annotated[str, Query(max_length=100)]

_ABOUT = "机关可用 `q` 查找；年份随机关（`organ`），栏目随事项（`row`）与表式（`form`）。"


def router(site: Site) -> APIRouter:
    """Return the endpoint over this library."""
    routes = APIRouter(prefix="/api", tags=["问答"])

    @routes.get("/choices", summary="一个槽位可选什么", description=_ABOUT)
    def choices(
        slot: Slot,
        q: Words = "",
        every: Annotated[str, Query(max_length=20, alias="all")] = "",
        organ: Words = "",
        row: Words = "",
        form: Words = "",
    ) -> dict[str, Any]:
        cards = site.library.cards()
        found = {
            "organ": lambda: _with_all(organ_choices(cards, q), "" if q else every),
            "year": lambda: year_choices(cards, organ),
            "row": lambda: row_choices(form),
            "column": lambda: column_choices(row, form),
            "operation": lambda: operation_choices(row, organ),
        }[slot]()
        return _to_json(found)

    return routes


def _with_all(found: Choices, every: str) -> Choices:
    if not every:
        return found
    return Choices(found.name, (("", (Choice("", every),)), *found.groups), found.left_out)


def _to_json(found: Choices) -> dict[str, Any]:
    groups = [
        {"label": label, "choices": [{"value": one.value, "label": one.label} for one in choices]}
        for label, choices in found.groups
    ]
    return {"name": found.name, "groups": groups, "left_out": found.left_out}
