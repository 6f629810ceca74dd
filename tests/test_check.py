"""The form's arithmetic on figures: which relations hold, and how each is written down."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.check import check_report
from ingest.report import Check, Figure, State

COLUMNS = ("natural_person", "business", "research", "ngo", "legal_service", "other", "total")


def figures(row: str, *values: int | None, state: State = "blank") -> list[Figure]:
    return [
        Figure(
            row=row,
            column=column,
            value=None if value is None else Decimal(value),
            unit="件",
            printed="" if value is None else str(value),
            state=state if value is None else "printed",
            trust="verified",
        )
        for column, value in zip(COLUMNS, values, strict=True)
    ]


def found(checks: tuple[Check, ...], relation: str, subject: str) -> Check:
    return next(c for c in checks if c.relation == relation and c.label.startswith(subject))


def balance_of(*rows: list[Figure]) -> Check:
    return found(check_report("2021", [f for row in rows for f in row]), "balance", "总计")


def test_a_row_that_adds_up_passes_with_its_formula() -> None:
    check = found(
        check_report("2021", figures("granted", 37, 2, 0, 0, 0, 0, 39)), "row_total", "（一）"
    )
    assert (check.status, check.formula) == ("PASS", "37 + 2 + 0 + 0 + 0 + 0 = 39")
    assert check.cells[0] == "granted:natural_person"


def test_a_row_that_does_not_add_up_fails_with_both_sides() -> None:
    check = found(
        check_report("2021", figures("granted", 37, 2, 0, 0, 0, 0, 40)), "row_total", "（一）"
    )
    assert (check.status, check.formula) == ("FAIL", "37 + 2 + 0 + 0 + 0 + 0 ≠ 40")


def test_the_balance_of_a_column_is_written_as_received_plus_carried() -> None:
    check = balance_of(
        figures("received_new", 82, 0, 0, 0, 0, 0, 82),
        figures("carried_in", 0, 0, 0, 0, 0, 0, 0),
        figures("processed_total", 70, 0, 0, 0, 0, 0, 70),
        figures("carried_out", 12, 0, 0, 0, 0, 0, 12),
    )
    assert (check.status, check.formula) == ("PASS", "82 + 0 = 70 + 12")


def test_a_relation_with_a_missing_row_cannot_be_assessed() -> None:
    check = balance_of(
        figures("received_new", 82, 0, 0, 0, 0, 0, 82),
        figures("processed_total", 70, 0, 0, 0, 0, 0, 70),
        figures("carried_out", 12, 0, 0, 0, 0, 0, 12),
    )
    assert (check.status, check.formula, check.reason) == (
        "NOT_ASSESSABLE",
        "",
        "1 格没有可用的数字",
    )


def test_blank_cells_count_as_nothing_and_the_check_says_so() -> None:
    row = figures("granted", 26, None, None, None, None, None, 26)
    check = found(check_report("2021", row), "row_total", "（一）")
    assert (check.status, check.reason) == ("PASS", "空白 5 格按 0 计")


def test_a_blank_total_proves_nothing() -> None:
    row = figures("granted", 26, 0, 0, 0, 0, 0, None)
    check = found(check_report("2021", row), "row_total", "（一）")
    assert (check.status, check.reason) == ("NOT_ASSESSABLE", "合计格为空白")


def test_a_row_left_blank_proves_nothing() -> None:
    row = figures("granted", *[None] * 7)
    check = found(check_report("2021", row), "row_total", "（一）")
    assert (check.status, check.reason) == ("NOT_ASSESSABLE", "各格均为空白")


def test_a_number_that_could_not_be_read_makes_its_relations_unassessable() -> None:
    row = figures("granted", 26, 0, 0, 0, 0, None, 26, state="printed")
    check = found(check_report("2021", row), "row_total", "（一）")
    assert check.status == "NOT_ASSESSABLE"


@pytest.mark.parametrize(
    ("form", "extra"), [("2021", "other_result.other"), ("2019", "other_result")]
)
def test_the_rows_present_decide_which_forms_relation_is_tried(form: str, extra: str) -> None:
    rows = [*figures("granted", 5, 0, 0, 0, 0, 0, 5), *figures(extra, 1, 0, 0, 0, 0, 0, 1)]
    checks = check_report("hybrid", rows)
    cells = next(check.cells for check in checks if check.relation == "results_total")
    assert f"{extra}:natural_person" in cells


def test_a_long_sum_is_written_without_its_zeros() -> None:
    result_rows = ("granted", "partial", "denied.state_secret", "denied.prohibited_by_law",
                   "denied.safety_stability", "denied.third_party", "denied.internal_affairs",
                   "denied.process_information", "denied.enforcement_files",
                   "denied.administrative_inquiry", "unavailable.not_held",
                   "unavailable.needs_creation", "unavailable.still_unclear",
                   "not_processed.petition", "not_processed.duplicate",
                   "not_processed.publication", "not_processed.excessive",
                   "not_processed.confirmation", "other_result")  # fmt: skip
    amounts = {"granted": 37, "denied.state_secret": 1, "other_result": 7}
    rows = [
        each
        for row in result_rows
        for each in figures(row, amounts.get(row, 0), 0, 0, 0, 0, 0, amounts.get(row, 0))
    ]
    checks = check_report("2019", [*rows, *figures("processed_total", 45, 0, 0, 0, 0, 0, 45)])
    assert found(checks, "results_total", "总计").formula == "37 + 1 + 7 = 45"
    assert found(checks, "results_total", "商业企业").formula == "0 = 0"


def test_the_three_blocks_of_table_four_are_checked_each() -> None:
    columns = ("upheld", "corrected", "other", "pending", "total")
    rows = [
        Figure("litigation_after", column, Decimal(value), "件", str(value), "printed", "verified")
        for column, value in zip(columns, (1, 0, 1, 0, 3), strict=True)
    ]
    (check,) = check_report("2021", rows)
    assert (check.relation, check.status, check.formula) == (
        "review_total",
        "FAIL",
        "1 + 0 + 1 + 0 ≠ 3",
    )
