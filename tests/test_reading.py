"""Many files are read at once, come out in their order, and fail alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest import Hints
from tests.worker_samples import read_or_die
from ui.intake import Candidate
from ui.reading import Reading, read_all

HINTS = Hints()


def named(*names: str) -> list[Candidate]:
    return [Candidate(f"{name} {at}", Path(name)) for at, name in enumerate(names)]


def read(candidates: list[Candidate], workers: int = 2) -> list[Reading]:
    return list(read_all(candidates, HINTS, workers, read_or_die))


def test_many_files_are_read_in_other_processes_and_come_out_in_order() -> None:
    candidates = named(*"abcdefghij")
    readings = read(candidates)
    assert [reading.candidate for reading in readings] == candidates
    assert str(os.getpid()) not in {reading.error for reading in readings}


@pytest.mark.parametrize(("count", "workers"), [(0, 2), (1, 2), (3, 2), (5, 1)])
def test_few_files_or_one_core_are_read_here(count: int, workers: int) -> None:
    readings = read(named(*"abcde"[:count]), workers)
    assert [reading.error for reading in readings] == [str(os.getpid())] * count


def test_a_file_that_kills_its_worker_fails_alone() -> None:
    candidates = named("a", "b", "deadly", "c", "d", "e", "f", "g", "h", "deadly", "i")
    readings = read(candidates)
    assert [reading.candidate for reading in readings] == candidates
    died = [reading.candidate.path.name for reading in readings if "中途" in (reading.error or "")]
    assert died == ["deadly", "deadly"]
    assert all((reading.error or "").isdigit() for reading in readings[3:9])


def test_leaving_early_ends_the_workers() -> None:
    readings = read_all(named(*"abcdefghij"), HINTS, 2, read_or_die)
    worker = int(next(readings).error or "")
    readings.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
