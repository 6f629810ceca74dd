"""Small invented reports, and stand-ins for the model and for Chroma, for the library's tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from index.embedded import Machinery
from ingest.report import Check, Figure, Identity, Passage, Place, Report, Scope, Section

ORGAN = "青山县财政局"
SENTENCES = ("全年举办培训班3期。", "召开新闻发布会6场。", "未收取信息处理费。")


def made_report(
    organ: str | None = ORGAN,
    year: int | None = 2024,
    *,
    region: str | None = "云泽市青山县",
    scope: Scope = "own",
    cells: Sequence[tuple[str, str, str | None]] = (("received_new", "total", "82"),),
    sentences: Sequence[str] = SENTENCES,
    file: str = "report.txt",
) -> tuple[Report, bytes]:
    """Return a report and its bytes; a cell is (row, column, value or None for a blank)."""
    lines = [f"{organ}{year}年报告", *sentences]
    rows = [f"{row} {column} {value or ''}".strip() for row, column, value in cells]
    text = "\n".join([*lines, *rows])
    places = _places(text)
    report = Report(
        identity=Identity(
            organ, region, "county", year, scope, lines[0], "2025-01-20", (("year", "2024年"),)
        ),
        form="2021",
        file=file,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        page_starts=(0,),
        sections=(Section("sec_overview", lines[0], 1, places[0]),),
        figures=tuple(
            _figure(cell, place) for cell, place in zip(cells, places[len(lines) :], strict=True)
        ),
        passages=tuple(
            Passage("narrative", "sec_overview", ("一、总体情况",), sentence, place)
            for sentence, place in zip(sentences, places[1:], strict=False)
        ),
        checks=(Check("columns", "收支相等", "PASS", "82 + 0 = 70 + 12", ("received_new:total",)),),
        unrecognised_rows=(places[0],),
        warnings=("无公历日期",),
    )
    return report, text.encode()


def with_table_row(report: Report, row: str, words: str) -> Report:
    """Return the report with a table-row passage added."""
    passage = Passage("table_row", "sec_requests", (), words, Place(0, 2, 1), row)
    return replace(report, passages=(*report.passages, passage))


def _figure(cell: tuple[str, str, str | None], place: Place) -> Figure:
    row, column, value = cell
    start = place.end - len(value or "")
    return Figure(
        row=row,
        column=column,
        value=None if value is None else Decimal(value),
        unit="件",
        printed=value or "",
        state="blank" if value is None else "printed",
        trust="unverified" if value is None else "verified",
        reasons=("空白",) if value is None else (),
        place=Place(start, place.end, place.line, 1),
        row_place=place,
    )


def _places(text: str) -> list[Place]:
    places, start = [], 0
    for line, content in enumerate(text.split("\n"), start=1):
        places.append(Place(start, start + len(content), line, 1))
        start += len(content) + 1
    return places


class LetterEmbedder:
    """A stand-in for a model: a text's vector counts its characters."""

    def __init__(self, name: str = "letters", dim: int = 64) -> None:
        self.name = name
        self.fingerprint = f"{name}{dim}"
        self.dim = dim

    def encode_passages(self, texts: Sequence[str]) -> Any:
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> Any:
        counts = np.zeros(self.dim, dtype=np.float32)
        for letter in text:
            counts[ord(letter) % self.dim] += 1
        return counts / max(float(np.linalg.norm(counts)), 1e-9)


class DictVectors:
    """A stand-in for Chroma that forgets nothing between openings and can be told to fail."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {"narrative": {}, "table_row": {}}
        self.revision = ""
        self.broken = False
        self.reopened = 0

    def stamp(self) -> str:
        return self.revision

    def put_stamp(self, revision: str) -> None:
        self.revision = revision

    def ids(self, kind: str) -> set[str]:
        return set(self.kept[kind])

    def put(self, kind: str, ids: Sequence[str], vectors: Any) -> None:
        if self.broken:
            raise KeyboardInterrupt
        self.kept[kind].update(zip(ids, vectors, strict=True))

    def remove(self, kind: str, ids: Sequence[str]) -> None:
        for one in ids:
            self.kept[kind].pop(one, None)

    def get(self, kind: str, ids: Sequence[str]) -> tuple[list[str], Any]:
        found = [one for one in ids if one in self.kept[kind]]
        return found, np.array([self.kept[kind][one] for one in found])

    def nearest(self, kind: str, vector: Any, limit: int) -> list[str]:
        near = sorted(self.kept[kind], key=lambda one: -float(self.kept[kind][one] @ vector))
        return near[:limit]

    def clear(self) -> None:
        self.kept = {kind: {} for kind in self.kept}
        self.revision = ""

    def forget_other_models(self) -> None:
        pass

    def reopen(self) -> None:
        self.reopened += 1

    def close(self) -> None:
        pass


def stand_ins(vectors: DictVectors, dim: int = 64) -> Machinery:
    """Return machinery made of the stand-ins."""

    def open_vectors(folder: Path, fingerprint: str) -> DictVectors:
        return vectors

    return Machinery(lambda name: LetterEmbedder(name, dim), open_vectors)
