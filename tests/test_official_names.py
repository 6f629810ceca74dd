"""Every cell is read by the name the program itself gives it, alone and after another turn."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.form import load_form
from qa.labels import sentence_label
from qa.organs import OrganIndex
from qa.understand import understand

INDEX = OrganIndex([("青溪区水务局", "云岭省南屏市青溪区")])
TODAY = date(2026, 11, 23)
CELLS = [
    (row.id, column.id)
    for table in load_form("2021").tables
    for row in (*table.rows, *table.derived_rows)
    for column in row.columns
]


def test_a_cell_named_in_full_with_its_column_is_read_at_once() -> None:
    asked = "青溪区水务局2024年“不予公开·保护第三方合法权益（自然人）”"
    question = understand(asked, INDEX, TODAY)
    assert [cell.address for cell in question.cells] == ["denied.third_party:natural_person"]


@pytest.mark.parametrize("before", [None, "青溪区水务局2023年予以公开几件"])
def test_no_cell_is_read_as_another_by_its_own_name(before: str | None) -> None:
    earlier = understand(before, INDEX, TODAY) if before else None
    wrong = []
    for row, column in CELLS:
        asked = f"青溪区水务局2024年“{sentence_label(row, column)}”有多少件？"
        question = understand(asked, INDEX, TODAY, earlier)
        read = {cell.address for cell in question.cells}
        if read != {f"{row}:{column}"} and read and not question.unexplained:
            wrong.append((asked, read))
    assert wrong == []
