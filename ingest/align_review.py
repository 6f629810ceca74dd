"""Table 四: fifteen numbers in one line, three blocks of five of which the last is the total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.align_reading import fitting_cells
from ingest.align_regions import Words
from ingest.check import check_report
from ingest.figures import (
    NO_HEADER,
    NOT_CHECKED,
    UNDETERMINED,
    consensus,
    doubted,
    inferred_figure,
    printed_columns,
    printed_figure,
    settle,
)
from ingest.form import Form, Table
from ingest.places import PlaceFinder
from ingest.report import Figure, Place
from ingest.solve import hypotheses
from ingest.tokens import Token, squeeze

# Words after which the table is over: running text does not stand between its header and numbers.
_RUNNING_TEXT = 60
_SURE_HEADER = 0.8
_NAMES = ("未经复议直接起诉", "复议后起诉")


@dataclass(frozen=True, slots=True)
class ReviewReading:
    """The numbers of table 四 and the words of its header before them."""

    numbers: tuple[Token, ...]
    header: str


def read_review(tokens: Sequence[Token]) -> ReviewReading | None:
    """Return the longest run of numbers after the table's header; None if there is no header.

    `tokens` begin after the tables before it.
    """
    start = _header_start(tokens)
    if start is None:
        return None
    header, runs = "", []
    run: list[Token] = []
    for token in tokens[start:]:
        if token.kind != "words":
            run.append(token)
            continue
        if run:
            runs.append((tuple(run), header))
            run = []
        if len(token.text) > _RUNNING_TEXT and runs:
            break
        if any(len(numbers) >= 5 for numbers, _ in runs):
            break
        header += token.text
    if run:
        runs.append((tuple(run), header))
    if not runs:
        return None
    return ReviewReading(*max(runs, key=lambda found: sum(len(t.text) for t in found[0])))


def _header_start(tokens: Sequence[Token]) -> int | None:
    """Return the token with which the header begins: the first near the name of a block."""
    words = Words.of(tokens)
    found = [at for name in _NAMES if (at := words.text.find(name)) >= 0]
    return words.token_at(max(0, min(found) - _RUNNING_TEXT)) if found else None


def review_figures(
    form: Form, reading: ReviewReading, text: str, places: PlaceFinder
) -> list[Figure]:
    """Return the figures of table 四, settled by the sums of its blocks."""
    table = form.table("review")
    drafts = _drafts(table, reading, text, places)
    if _header_share(table, reading.header) < _SURE_HEADER:
        drafts = [doubted(figure, NO_HEADER) for figure in drafts]
    if _split_by_sums(len(drafts), reading):
        drafts = [doubted(f, NOT_CHECKED) if f.state == "inferred" else f for f in drafts]
    return settle(drafts, check_report(form.id, drafts))


def review_place(reading: ReviewReading, places: PlaceFinder) -> Place:
    """Return the line of numbers: table 四 has no label beside its values."""
    return places.at(reading.numbers[0].start, reading.numbers[-1].end)


def _drafts(table: Table, reading: ReviewReading, text: str, places: PlaceFinder) -> list[Figure]:
    cells = [(row, column) for row in table.rows for column in printed_columns(row)]
    row_place = review_place(reading, places)
    if tokens := fitting_cells(reading.numbers, len(cells)):
        return [
            printed_figure(row, column, token, text, places, row_place)
            for (row, column), token in zip(cells, tokens, strict=True)
        ]
    digits = [token.text if token.kind == "number" else "" for token in reading.numbers]
    plain = all(not run or run.isdecimal() for run in digits)
    width = len(cells) // len(table.rows)
    solved = hypotheses(digits, width, len(table.rows)) if plain else []
    if not solved:
        return [
            inferred_figure(row, column, row_place, None, "printed", UNDETERMINED)
            for row, column in cells
        ]
    return [
        inferred_figure(row, column, row_place, *consensus(solved, at, reading.numbers))
        for at, (row, column) in enumerate(cells)
    ]


def _split_by_sums(cells: int, reading: ReviewReading) -> bool:
    """Tell whether the sums were needed to part the digits, so that they confirm nothing more."""
    return cells != len(reading.numbers) and cells != sum(len(t.text) for t in reading.numbers)


def _header_share(table: Table, words: str) -> float:
    """Return how much of the header's characters, in whatever order, stand before the numbers."""
    columns = "".join(column.label for column in table.rows[0].columns)
    expected = squeeze("".join(row.label for row in table.rows) + columns * len(table.rows))
    found = Counter(squeeze(words))
    common = sum(min(count, found[letter]) for letter, count in Counter(expected).items())
    return common / len(expected)
