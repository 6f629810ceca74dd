"""Digits with no space between the cells."""

from __future__ import annotations

import pytest

from ingest.runtogether import part, part_blocks, part_with_total


@pytest.mark.parametrize(
    ("digits", "cells"),
    [
        (["21710000218"], (217, 1, 0, 0, 0, 0, 218)),
        (["640020470"], (64, 0, 0, 2, 0, 4, 70)),
        (["200", "000121"], (20, 0, 0, 0, 0, 1, 21)),
        (["20", "0", "0", "0", "02"], (2, 0, 0, 0, 0, 0, 2)),
        (["00", "0", "0", "0", "00"], (0, 0, 0, 0, 0, 0, 0)),
        (["1100002"], (1, 1, 0, 0, 0, 0, 2)),
    ],
)
def test_a_row_is_parted_where_its_sum_allows_one_way(
    digits: list[str], cells: tuple[int, ...]
) -> None:
    assert part_with_total(digits, 7) == [cells]


def test_a_row_that_adds_up_in_no_way_is_not_parted() -> None:
    assert part_with_total(["1000002"], 7) == []


def test_a_row_with_fewer_digits_than_cells_is_not_parted() -> None:
    assert part_with_total(["101"], 7) == []


def test_every_way_is_returned_where_there_are_several() -> None:
    assert set(part_with_total(["11213"], 3)) == {(1, 12, 13), (11, 2, 13)}


def test_a_printed_space_parts_two_numbers() -> None:
    assert part_with_total(["1", "1213"], 3) == [(1, 12, 13)]


def test_the_fifteen_numbers_of_table_four_are_parted_by_their_three_sums() -> None:
    assert part_blocks(["21317000001324019"], 3, 5) == [
        (2, 1, 3, 1, 7, 0, 0, 0, 0, 0, 13, 2, 4, 0, 19)
    ]


def test_numbers_without_a_sum_are_parted_in_every_way_without_leading_zeros() -> None:
    assert part(["021"], 3) == [(0, 2, 1)]
    assert part(["1234"], 3) == [(1, 2, 34), (1, 23, 4), (12, 3, 4)]
    assert part(["007"], 2) == []


def test_hostile_lengths_are_refused_at_once() -> None:
    assert part_with_total(["1" * 5000], 7) == []
    assert part_blocks(["1" * 170], 3, 5) == []
