"""The generator makes reports of known truth, and its score is strict."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.generate.distortions import DISTORTIONS, HELD_OUT_DISTORTIONS
from tests.generate.layouts import HELD_OUT_LAYOUTS, LAYOUTS
from tests.generate.make import make, score_figures, value_of


def test_the_same_seed_makes_the_same_file() -> None:
    assert make(3, "wrapped", ("wrong_sum",)).data == make(3, "wrapped", ("wrong_sum",)).data


def test_there_are_ten_layouts_and_thirty_distortions_and_some_are_held_out() -> None:
    assert len(LAYOUTS) - len(HELD_OUT_LAYOUTS) >= 10
    assert len(DISTORTIONS) - len(HELD_OUT_DISTORTIONS) >= 30
    assert set(LAYOUTS) >= HELD_OUT_LAYOUTS
    assert set(DISTORTIONS) >= HELD_OUT_DISTORTIONS


def test_the_truth_follows_the_arithmetic_of_the_form() -> None:
    for seed in range(30):
        truth = make(seed, "row_a_line", ()).truth
        at_hand = truth["received_new:total"] + truth["carried_in:total"]
        assert at_hand == truth["processed_total:total"] + truth["carried_out:total"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("１，２３４", 1234),
        ("1,234件", 1234),
        ("减3", -3),
        ("-8", -8),
        ("+5", 5),
        ("—", None),
        ("/", None),
        ("", None),
        ("12.50万元", Decimal("12.5")),
    ],
)
def test_a_cell_is_worth_the_number_it_prints(printed: str, value: Decimal | None) -> None:
    assert value_of(printed) == value


def test_a_verified_figure_that_differs_from_the_print_is_silent_and_another_flagged() -> None:
    made = make(1, "row_a_line", ())
    cell = "received_new:total"
    wrong = (made.printed[cell] or Decimal(0)) + 1
    figures = [SimpleNamespace(cell=cell, value=wrong, state="printed", trust="verified")]
    assert len(score_figures(made, figures).silent) == 1
    figures[0].trust = "unverified"
    score = score_figures(made, figures)
    assert (score.silent, score.flagged) == ([], score.cells)


def test_a_cell_that_was_dropped_may_be_inferred_only_as_what_was_true() -> None:
    made = make(1, "row_a_line", ("dropped_row",))
    cell = next(cell for cell in made.truth if cell not in made.printed)
    figure = SimpleNamespace(cell=cell, value=made.truth[cell], state="inferred", trust="verified")
    assert score_figures(made, [figure]).silent == []
    figure.value += 1
    assert len(score_figures(made, [figure]).silent) == 1


def test_a_cell_that_is_not_printed_may_be_read_as_blank_but_not_as_a_printed_number() -> None:
    made = make(1, "row_a_line", ("dropped_row",))
    cell = next(cell for cell in made.truth if cell not in made.printed)
    figure = SimpleNamespace(cell=cell, value=None, state="blank", trust="verified")
    assert score_figures(made, [figure]).silent == []
    figure.value, figure.state = made.truth[cell], "printed"
    assert len(score_figures(made, [figure]).silent) == 1
