"""What a reader can choose in place of what was understood: organs, years, rows, columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.form import FORM_IDS, Row, load_form
from qa.labels import find_row, plain_label
from ui.rewording import OPERATIONS, can_be_asked, operations_for

if TYPE_CHECKING:
    from index import ReportCard

_MOST_ORGANS = 60
_SPOKEN_FORMS = ("2021", "2019")
_OWN_COLUMN = "合计"
ALL_ORGANS = "各单位"
COLUMN_NAMES = {"requests": "申请人", "review": "结果"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what stands for it and how it reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices under headings ("" for none); `left_out` more would fit."""

    name: str
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]
    left_out: int = 0

    @property
    def values(self) -> tuple[str, ...]:
        """What can be chosen, in order."""
        return tuple(one.value for _, choices in self.groups for one in choices)


def spoken_names(cards: Sequence[ReportCard]) -> dict[tuple[str, str | None], str]:
    """Return how each (organ, region) is named in a question: with its region where it must be."""
    pairs = dict.fromkeys((card.organ, card.region) for card in cards)
    shared = Counter(organ for organ, _ in pairs)
    return {
        (organ, region): organ if shared[organ] == 1 or not region else f"{region}{organ}"
        for organ, region in pairs
    }


def organ_choices(cards: Sequence[ReportCard], sought: str = "") -> Choices:
    """Return the organs that fit the words sought, by region, the first sixty of them."""
    words = sought.split()
    found: dict[str, list[Choice]] = {}
    names = spoken_names(cards)
    fitting = 0
    for (organ, region), name in sorted(names.items(), key=lambda one: (one[0][1] or "", one[1])):
        if not all(word in f"{region or ''}{organ}" for word in words):
            continue
        fitting += 1
        if fitting <= _MOST_ORGANS:
            found.setdefault(region or "", []).append(Choice(name, organ))
    groups = tuple((region, tuple(choices)) for region, choices in found.items())
    return Choices("机关", groups, max(0, fitting - _MOST_ORGANS))


def year_choices(cards: Sequence[ReportCard], organ: str = "") -> Choices:
    """Return the years of an organ's reports (`organ` as spoken), or all years, newest first."""
    names = spoken_names(cards) if organ else {}
    years = {
        card.year for card in cards if not organ or names[card.organ, card.region] == organ
    } or {card.year for card in cards}
    choices = tuple(Choice(str(year), f"{year}年") for year in sorted(years, reverse=True))
    return Choices("年份", (("", choices),))


def row_choices(form_id: str) -> Choices:
    """Return the rows of a form, by table; a group stands before its members."""
    form = load_form(form_id if form_id in _SPOKEN_FORMS else _SPOKEN_FORMS[0])
    groups = []
    for table in form.tables:
        rows = _in_printing_order(table.rows, table.derived_rows)
        choices = tuple(Choice(row.id, _indented(row)) for row in rows)
        groups.append((table.title, choices))
    return Choices("事项", tuple(groups))


def column_choices(row_id: str, form_id: str) -> Choices:
    """Return the columns of a row that can be asked for."""
    row = find_row(row_id, form_id if form_id in FORM_IDS else None)
    columns = row.columns if row is not None else ()
    first = [column for column in columns if column.id == "total"]
    rest = [column for column in columns if column.id != "total"]
    choices = tuple(
        Choice(column.id, _OWN_COLUMN if column.id == "total" else plain_label(column.label))
        for column in [*first, *rest]
        if can_be_asked(row_id, column.id)
    )
    table = row.table if row is not None else ""
    return Choices(COLUMN_NAMES.get(table, "数量"), (("", choices),))


def operation_choices(row_id: str, organ: str) -> Choices:
    """Return the operations that make sense for a row and an organ ("" for all organs)."""
    choices = tuple(Choice(one, OPERATIONS[one]) for one in operations_for(row_id, organ))
    return Choices("操作", (("", choices),))


def _in_printing_order(rows: Sequence[Row], derived: Sequence[Row]) -> list[Row]:
    groups = {row.id: row for row in derived}
    ordered: list[Row] = []
    for row in rows:
        group = groups.pop(row.parent or "", None)
        ordered += [group, row] if group is not None else [row]
    return [*ordered, *groups.values()]


def _indented(row: Row) -> str:
    # In a list of choices only blanks can show that a row belongs to the one above.
    return f"\u3000{plain_label(row.label)}" if row.parent else plain_label(row.label)
