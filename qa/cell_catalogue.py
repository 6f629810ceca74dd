"""Which rows and columns exist in the forms, and how they belong together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ingest.form import load_form

FORMS = ("2021", "2019")
GENERAL_ROWS = frozenset({"received_new", "processed_total"})
"""Rows that are the background of every other row of their table: all answers are 办结."""

_DEFAULT_COLUMNS = {
    "licensing": "decisions",
    "other_services": "decisions",
    "penalty": "decisions",
    "compulsion": "decisions",
    "fees": "amount",
}
APPLICANTS = ("natural_person", "business", "research", "ngo", "legal_service", "other")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
ORGANIZATIONS = frozenset(APPLICANTS[1:])


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A row of either form; `columns` are all it has in any form, `children` its parts."""

    id: str
    table: str
    columns: frozenset[str]
    parent: str | None
    children: tuple[str, ...]

    @property
    def default_column(self) -> str | None:
        """The column meant when none is named, or None where one must be named."""
        return _DEFAULT_COLUMNS.get(self.id) or ("total" if "total" in self.columns else None)


@cache
def load_catalogue() -> dict[str, CatalogueRow]:
    """Return the rows of both forms by id; derived rows count as rows."""
    found: dict[str, CatalogueRow] = {}
    for form_id in FORMS:
        for table in load_form(form_id).tables:
            for row in table.rows + table.derived_rows:
                seen = found.get(row.id)
                columns = frozenset(column.id for column in row.columns)
                found[row.id] = CatalogueRow(
                    id=row.id,
                    table=table.id,
                    columns=columns | (seen.columns if seen else frozenset()),
                    parent=row.parent or (seen.parent if seen else None),
                    children=row.sum or (seen.children if seen else ()),
                )
    return found
