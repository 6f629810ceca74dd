"""Chroma keeps our vectors, and only keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import LibraryDamaged
from index.vectors import ChromaVectors

KINDS = ("narrative", "table_row")


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[ChromaVectors]:
    opened = ChromaVectors(tmp_path, "model1", KINDS)
    yield opened
    opened.close()


def axis(*numbers: int) -> np.ndarray:
    return np.eye(8, dtype=np.float32)[list(numbers)]


def test_vectors_are_found_by_id_and_by_nearness(vectors: ChromaVectors) -> None:
    vectors.put("narrative", ["1-a", "2-b", "3-c"], axis(0, 1, 2))
    ids, found = vectors.get("narrative", ["3-c", "missing", "1-a"])
    assert dict(zip(ids, found.argmax(axis=1).tolist(), strict=True)) == {"1-a": 0, "3-c": 2}
    assert vectors.nearest("narrative", axis(1)[0], 1) == ["2-b"]
    assert len(vectors.nearest("narrative", axis(1)[0], 50)) == 3


def test_the_kinds_are_kept_apart(vectors: ChromaVectors) -> None:
    vectors.put("narrative", ["1-a"], axis(0))
    assert vectors.ids("table_row") == set()
    assert vectors.nearest("table_row", axis(0)[0], 5) == []


def test_putting_again_and_removing_leave_no_double(vectors: ChromaVectors) -> None:
    vectors.put("narrative", ["1-a"], axis(0))
    vectors.put("narrative", ["1-a"], axis(1))
    assert vectors.ids("narrative") == {"1-a"}
    vectors.remove("narrative", ["1-a", "never-there"])
    vectors.remove("narrative", [])
    assert vectors.ids("narrative") == set()


def test_the_stamp_is_kept_with_the_vectors(tmp_path: Path, vectors: ChromaVectors) -> None:
    assert vectors.stamp() == ""
    vectors.put_stamp("r1")
    again = ChromaVectors(tmp_path, "model1", KINDS)
    assert again.stamp() == "r1"
    again.clear()
    assert again.stamp() == ""
    again.close()


def test_two_models_never_mix(tmp_path: Path, vectors: ChromaVectors) -> None:
    vectors.put("narrative", ["1-a"], axis(0))
    other = ChromaVectors(tmp_path, "model2", KINDS)
    assert other.ids("narrative") == set()
    other.forget_other_models()
    other.close()
    renewed = ChromaVectors(tmp_path, "model1", KINDS)
    assert renewed.ids("narrative") == set()
    renewed.close()


def test_a_folder_that_is_no_chroma_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(LibraryDamaged, match="删掉"):
        ChromaVectors(tmp_path, "model1", KINDS)
