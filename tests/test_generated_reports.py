"""Over generated reports, a cell that is called verified is never wrong."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from ingest import read_report
from ingest.errors import IngestError
from tests.generate.layouts import HELD_OUT_LAYOUTS, LAYOUTS
from tests.generate.make import Made, Score, made_reports, make, score_figures


def read(made: Made) -> Score:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / made.file_name
        path.write_bytes(made.data)
        try:
            return score_figures(made, read_report(path).figures)
        except IngestError:
            return Score(cells=len(made.printed), flagged=len(made.printed))


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(made=made_reports())
def test_no_cell_that_is_called_verified_is_wrong(made: Made) -> None:
    assert read(made).silent == []


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - HELD_OUT_LAYOUTS - {"run_together"}))
def test_an_undistorted_report_is_read_whole_in_every_layout(layout: str) -> None:
    score = read(make(seed=11, layout=layout, distortions=()))
    assert (score.right, score.silent) == (score.cells, [])
