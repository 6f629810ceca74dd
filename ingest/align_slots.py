"""The rows of a statutory table as slots to be filled, with the alternatives that the forms offer.

The form is not chosen for a report but for each block of a table: a report of 2021 may print item
（一）of table 二 after the form of 2019 and the rest after that of 2021.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from ingest.form import Form, Row, load_form
from ingest.tokens import squeeze

# What stands in every header of table 二 and in no row.
HEADER_WORDS = ("信息内容", "第二十条第")


@dataclass(frozen=True, slots=True)
class Slot:
    """A row to be found: its labels and the number of values that stand with it.

    `labels` and `core` are squeezed. A block's header is a slot without values; its `row` is "".
    """

    row: str
    labels: tuple[str, ...]
    core: str
    count: int

    @property
    def is_header(self) -> bool:
        """Tell whether the slot is a header and not a row."""
        return self.count == 0


@dataclass(frozen=True, slots=True)
class Alternative:
    """One form's version of a block."""

    form: str
    slots: tuple[Slot, ...]


Stage = tuple[Alternative, ...]


@cache
def table_stages(table_id: str, form_ids: tuple[str, ...]) -> tuple[Stage, ...]:
    """Return the blocks of a table in order, each with the versions that differ between forms.

    Raises:
        KeyError: a form has no such table.
    """
    blocks = {form_id: _blocks(load_form(form_id), table_id) for form_id in form_ids}
    keys = list(dict.fromkeys(key for found in blocks.values() for key in found))
    return tuple(
        _stage([Alternative(form_id, found.get(key, ())) for form_id, found in blocks.items()])
        for key in keys
    )


def _stage(alternatives: list[Alternative]) -> Stage:
    different = {alternative.slots: alternative for alternative in reversed(alternatives)}
    return tuple(reversed(different.values()))


def _blocks(form: Form, table_id: str) -> dict[str, tuple[Slot, ...]]:
    table = form.table(table_id)
    own_columns = len({tuple(c.label for c in row.columns) for row in table.rows}) > 1
    blocks: dict[str, tuple[Slot, ...]] = {}
    for key, rows in groupby(table.rows, key=lambda row: _block_key(row, own_columns)):
        block = list(rows)
        header = (_header(block[0]),) if own_columns else ()
        blocks[key] = header + tuple(_slot(row) for row in block)
    return blocks


def _block_key(row: Row, own_columns: bool) -> str:
    """Rows of table 二 stand in a block by article, those of table 三 by group."""
    return row.basis if own_columns else row.parent or row.id


def _header(row: Row) -> Slot:
    columns = "".join(column.label for column in row.columns)
    labels = (f"{row.basis}信息内容{columns}", f"信息内容{columns}", columns)
    return Slot("", tuple(map(squeeze, labels)), squeeze(columns), 0)


def _slot(row: Row) -> Slot:
    labels = tuple(squeeze(label) for label in (row.label, *row.aliases))
    printed = [column for column in row.columns if not column.sum]
    return Slot(row.id, labels, squeeze(row.core), len(printed))


def of_one_form(stages: tuple[Stage, ...], form_id: str) -> tuple[Stage, ...]:
    """Return the stages with this form's version of each block only, where it has its own."""
    return tuple(
        tuple(option for option in stage if option.form == form_id) or stage[:1] for stage in stages
    )
