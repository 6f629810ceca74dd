"""What one year's report hands on must arrive in the next."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.cross_year import check_across_years
from ingest.report import Check, Figure, State, Trust

COLUMNS = ("natural_person", "business", "research", "ngo", "legal_service", "other", "total")


def figure(
    cell: str, value: str | None, state: State = "printed", trust: Trust = "verified"
) -> Figure:
    row, column = cell.split(":")
    number = None if value is None else Decimal(value)
    return Figure(row, column, number, "件", value or "", state, trust)


def carried(row: str, *values: str) -> list[Figure]:
    return [figure(f"{row}:{column}", value) for column, value in zip(COLUMNS, values, strict=True)]


def documents(made: str | None, repealed: str | None, in_force: str | None) -> list[Figure]:
    cells = {"made": made, "repealed": repealed, "in_force": in_force}
    return [
        figure(f"normative_documents:{column}", value, "blank" if value is None else "printed")
        for column, value in cells.items()
    ]


def told(checks: tuple[Check, ...]) -> list[tuple[str, str, str]]:
    return [(check.status, check.formula, check.reason) for check in checks]


def test_each_applicant_column_is_carried_over() -> None:
    checks = check_across_years(
        2024,
        carried("carried_in", "4", "1", "0", "0", "0", "0", "5"),
        carried("carried_out", "5", "1", "0", "0", "0", "0", "6"),
    )
    assert [check.status for check in checks] == ["FAIL", *["PASS"] * 5, "FAIL"]
    assert checks[0].label == "与2023年报告·自然人：上年结转 = 上年报告的结转下年"
    assert (checks[0].relation, checks[0].formula) == ("carried_over", "4 ≠ 5")
    assert checks[0].cells == ("carried_in:natural_person",)
    assert (checks[1].formula, checks[1].reason) == ("1 = 1", "")


def test_documents_in_force_follow_from_the_year_before() -> None:
    (check,) = check_across_years(2022, documents("88", "55", "698"), documents("69", "3", "665"))
    assert (check.relation, check.status) == ("in_force", "PASS")
    assert check.formula == "698 = 665 + 88 − 55"
    assert check.label == (
        "与2021年报告·行政规范性文件：现行有效 = 上年报告的现行有效 + 本年制发 − 本年废止"
    )


def test_a_zero_keeps_its_sign_in_the_formula() -> None:
    (check,) = check_across_years(2022, documents("0", "0", "3"), documents("1", "0", "3"))
    assert check.formula == "3 = 3 + 0 − 0"


def test_a_difference_of_documents_in_force_proves_nothing() -> None:
    assert told(
        check_across_years(2023, documents("77", "132", "470"), documents("88", "55", "698"))
    ) == [
        (
            "NOT_ASSESSABLE",
            "470 ≠ 698 + 77 − 132",
            "可能清理了更早的文件，或重新统计了存量",
        )
    ]


@pytest.mark.parametrize(
    ("now", "then", "reason"),
    [
        (documents("1", None, "3"), documents("1", "0", "2"), "2023年报告有格空白"),
        (documents("1", "0", "3"), documents("1", "0", None), "2022年报告有格空白"),
        (documents("1", "0", "3")[1:], documents("1", "0", "2"), "2023年报告缺少要核对的格"),
        (
            documents("1", "0", "3"),
            [figure("normative_documents:in_force", None, "not_applicable")],
            "2022年报告有格填“/”或不涉及",
        ),
        (
            documents("1", "0", "3"),
            [figure("normative_documents:public_total", "2")],
            "2022年报告没有这一项，格式不同或没有认出",
        ),
    ],
)
def test_without_every_number_nothing_can_be_said(
    now: list[Figure], then: list[Figure], reason: str
) -> None:
    assert told(check_across_years(2023, now, then)) == [("NOT_ASSESSABLE", "", reason)]


def test_a_row_only_one_report_has_is_said_once() -> None:
    (check,) = check_across_years(2020, carried("carried_in", *"1000001"), [])
    assert check.status == "NOT_ASSESSABLE"
    assert check.label == "与2019年报告：上年结转 = 上年报告的结转下年"
    assert check.reason.startswith("2019年报告没有这一项")


def test_rows_that_neither_report_has_are_not_spoken_of() -> None:
    assert check_across_years(2024, [], []) == ()


def test_numbers_that_are_not_verified_are_pointed_out() -> None:
    checks = check_across_years(
        2024,
        [figure("carried_in:total", "5", trust="unverified")],
        [figure("carried_out:total", "6", "inferred", "unverified")],
    )
    assert told(checks)[-1] == (
        "FAIL",
        "5 ≠ 6",
        "其中 1 格由勾稽关系推算；其中 1 格未经核验，请对照原文",
    )
    assert {check.reason for check in checks[:-1]} == {"2024年报告缺少要核对的格"}
