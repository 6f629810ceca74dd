"""The rows that only the table annexed until 2018 has (`annex.toml`): channels, staff, budget."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files

from qa.question import CellRef, Question

_LAST_YEAR = 2018


@cache
def _rows() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    data = tomllib.loads(files("qa").joinpath("annex.toml").read_text(encoding="utf-8"))
    return tuple(
        (one["id"], re.compile("|".join(one["patterns"])), frozenset(one.get("unless", ())))
        for one in data["rows"]
    )


def with_annexed_rows(question: Question, bare: str) -> Question:
    """Read the rows of the annexed table where only its years are asked about.

    Of 2016 网络申请几件 names a row; of 2021 there is none, and that is said.
    """
    years = question.years.years
    if not years or max(years) > _LAST_YEAR or question.operation.name == "definition":
        return question
    found: list[tuple[int, CellRef]] = []
    rest = bare
    for row, pattern, unless in _rows():
        match = pattern.search(rest)
        if match is not None and not any(cell.row in unless for _, cell in found):
            found.append((match.start(), CellRef(row, "count", match.group())))
            rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
    if not found:
        return question
    cells = tuple(cell for _, cell in sorted(found, key=lambda one: one[0]))
    return replace(question, cells=cells, alternatives=(), theme=None, theme_words="", doubt=0.1)
