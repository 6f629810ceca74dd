"""What is written as JSON reads back exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from index.store.packing import (
    pack,
    place_to_text,
    reading_digest,
    text_to_place,
    unpack_report,
)
from index.store.writing import _millionths
from ingest.report import Place
from tests.library_samples import made_report, with_table_row

CELLS = (("fees", "amount", "18.8710"), ("received_new", "total", None), ("x.y", "total", "0"))


def test_a_report_survives_being_packed() -> None:
    report = with_table_row(made_report(cells=CELLS)[0], "x.y", "行 0")
    assert unpack_report(pack(report)) == report


def test_the_digest_of_a_reading_ignores_the_name_of_the_file_only() -> None:
    digests = {
        reading_digest(made_report(**change)[0])
        for change in ({}, {"file": "b.txt"}, {"year": 2020}, {"region": None}, {"cells": CELLS})
    }
    assert len(digests) == 4


@pytest.mark.parametrize("place", [Place(0, 4, 1), Place(10, 20, 3, 2), None])
def test_a_place_survives_being_written(place: Place | None) -> None:
    text = place_to_text(place)
    assert (text_to_place(text) if text else None) == place


@pytest.mark.parametrize(
    ("value", "millionths"),
    [
        ("82", 82_000_000),
        ("-8", -8_000_000),
        ("190.457379", 190_457_379),
        ("0.0000001", None),
        ("9999999999", None),
        ("1.0000000000000000000000000000001", None),
    ],
)
def test_only_what_fits_exactly_is_kept_in_millionths(value: str, millionths: int | None) -> None:
    assert _millionths(Decimal(value)) == millionths
