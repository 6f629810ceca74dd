"""What a library tells of its reports: small frozen types that cross into `qa` and `ui`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ingest.report import Passage, Scope, State, Trust


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report on the shelf: everything but its text, figures and passages.

    `id` is readable and stable, as "卧龙区人民政府办公室_2024"; region and scope are appended only
    where two reports would share one. `figures` and `passages` are counts.
    """

    id: str
    organ: str
    region: str | None
    level: str | None
    year: int
    scope: Scope
    form: str
    title: str | None
    published: str | None
    file: str
    sha256: str
    figures: int
    passages: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands: its arithmetic checks and its figures, counted, and what it has.

    `tables` are the statutory tables with any figure, `parts` the ids of the sections found, both
    as in the forms; `unrecognised` counts the table rows that fit no row of the form.
    """

    report_id: str
    passed: int
    failed: int
    not_assessable: int
    verified: int
    unverified: int
    conflicting: int
    tables: frozenset[str]
    parts: frozenset[str]
    unrecognised: int


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a report given to the library."""

    status: Literal["added", "unchanged", "replaced"]
    report_id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found; a higher `score` is better, comparable within one search only."""

    report_id: str
    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class CellSum:
    """The sum of some cells of one report.

    Of the rows × columns asked for, `cells` stand in the report and `known` have a number. `value`
    is None unless all of them are known: a part is never passed off as the whole. `trust` is that
    of the least trusted cell.
    """

    report_id: str
    value: Decimal | None
    cells: int
    known: int
    trust: Trust


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One figure with everything that identifies it, as `nianbao export` prints it."""

    report: str
    organ: str
    region: str | None
    year: int
    scope: Scope
    row: str
    column: str
    value: Decimal | None
    unit: str
    printed: str
    state: State
    trust: Trust
    page: int | None
    line: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader thought of an answer.

    `given_at` is ISO 8601 in UTC, to the second; `answer_json` the answer as it was shown, and
    `mark` the reader's word for it, as "有用".
    """

    given_at: str
    question: str
    answer_json: str
    mark: str
