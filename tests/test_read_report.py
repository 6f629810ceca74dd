"""The whole path of a report, over the real reports beside the project."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest import FileUnreadable, Report, read_report


@pytest.fixture(scope="module")
def wolong(wolong_path: Path) -> Report:
    return read_report(wolong_path)


def test_every_cell_of_the_wolong_report_is_right_verified_and_on_its_line(
    wolong: Report, wolong_truth: list[dict[str, Any]]
) -> None:
    assert len(wolong.figures) == len(wolong_truth) == 200
    for cell in wolong_truth:
        figure = wolong.figure(f"{cell['row']}:{cell['column']}")
        assert figure is not None
        assert figure.place is not None
        assert (figure.value, figure.trust, figure.place.line) == (
            Decimal(cell["value"]),
            "verified",
            cell["line"],
        )


def test_every_printed_figure_re_reads_from_the_text_inside_its_row(wolong: Report) -> None:
    for figure in wolong.figures:
        assert figure.place is not None
        assert figure.row_place is not None
        assert figure.place.read(wolong.text) == figure.printed
        assert figure.row_place.start <= figure.place.start
        assert figure.place.end <= figure.row_place.end


def test_a_row_is_quoted_from_its_label_to_its_last_value(wolong: Report) -> None:
    figure = wolong.figure("denied.state_secret:total")
    assert figure is not None
    assert figure.row_place is not None
    assert figure.row_place.read(wolong.text) == "1.属于国家秘密 1 0 0 0 0 0 1"


def test_a_row_whose_total_stands_on_the_next_line_is_quoted_whole(wolong: Report) -> None:
    figure = wolong.figure("other_result.correction_overdue:total")
    assert figure is not None
    assert figure.row_place is not None
    quote = figure.row_place.read(wolong.text)
    assert quote.startswith("1.申请人无正当理由逾期不补正、\n行政机关")
    assert quote.endswith("7 0 0 0 0 0\n7")


def test_the_relations_of_the_wolong_report_hold(wolong: Report) -> None:
    assert {check.status for check in wolong.checks if check.relation != "text"} >= {"PASS"}
    balance = [check for check in wolong.checks if check.relation == "balance"]
    assert next(check.formula for check in balance) == "82 + 0 = 70 + 12"
    results = [check for check in wolong.checks if check.relation == "results_total"]
    assert results[-1].formula == "37 + 1 + 1 + 24 + 7 = 70"


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="找不到文件"):
        read_report(tmp_path / "没有.txt")
