"""Fixtures shared by the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of real reports and samples beside the project."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not there")
    return SHARED


@pytest.fixture(scope="session")
def reports_dir(shared_dir: Path) -> Path:
    return shared_dir / "reports"


@pytest.fixture(scope="session")
def samples_dir(shared_dir: Path) -> Path:
    return shared_dir / "samples"


@pytest.fixture(scope="session")
def wolong_path(reports_dir: Path) -> Path:
    return reports_dir / "卧龙区人民政府办公室_2024.txt"


@pytest.fixture(scope="session")
def wolong_text(wolong_path: Path) -> str:
    return wolong_path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def wolong_truth(reports_dir: Path) -> list[dict[str, Any]]:
    """Every cell of the Wolong report: row, column, value, line."""
    truth = json.loads((reports_dir / "卧龙区人民政府办公室_2024.truth.json").read_text("utf-8"))
    cells: list[dict[str, Any]] = truth["cells"]
    return cells
