"""What was understood of a question as chips, some of which the reader may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answer import Answer
from qa.labels import column_label, find_row, plain_label, sentence_label
from qa.question import Question
from ui.choices import (
    ALL_ORGANS,
    COLUMN_NAMES,
    spoken_names,
)
from ui.rewording import OPERATIONS, OVER_ORGANS, Slots, can_be_asked

if TYPE_CHECKING:
    from index import ReportCard

_OPEN = "未定"
_MOST_JOINED = 3
_REBUILT = ("机关", "范围", "年份", "事项", "操作")


@dataclass(frozen=True, slots=True)
class Chip:
    """One slot: its name, how it was read, the words that decided it.

    `slot` is organ, year, row, column or operation where the reader may change it, `value` what
    stands there now.
    """

    name: str
    reading: str
    words: str = ""
    slot: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question that was understood, and what the answer adds: the one report it is about.

    `form` is the form of that report. `slots` is None where the question asks for more than one
    cell can say: a theme, several rows, a condition.
    """

    question: Question
    organ: str
    year: int | None
    form: str
    slots: Slots | None
    chips: tuple[Chip, ...]


def understanding(question: Question, answer: Answer, cards: Sequence[ReportCard]) -> Understanding:
    """Return what was understood, as it is shown below the answer."""
    card = _only_report(answer, cards)
    names = spoken_names(cards)
    pairs = question.organs[0].reports_of if len(question.organs) == 1 else ()
    organ = names.get(pairs[0], "") if len(pairs) == 1 else ""
    year = question.years.years[0] if len(question.years.years) == 1 else None
    if card is not None and not question.organs and question.group is None:
        organ = names[card.organ, card.region]
    if card is not None and not question.years.named:
        year = card.year
    slots = _slots(question, organ, year)
    form = card.form if card is not None else "2021"
    chips = _chips(question, answer, slots, organ, year)
    return Understanding(question, organ, year, form, slots, chips)


def _only_report(answer: Answer, cards: Sequence[ReportCard]) -> ReportCard | None:
    cited = {one.report for one in answer.figures} | {one.report for one in answer.passages}
    found = [card for card in cards if card.id in cited] if len(cited) == 1 else []
    return found[0] if found else None


def _slots(question: Question, organ: str, year: int | None) -> Slots | None:
    """Return the slots of a question for one cell, None if there is more to it."""
    operation, group = question.operation, question.group
    plain = (
        len(question.cells) == 1
        and question.theme is None
        and question.premise is None
        and operation.name in OPERATIONS
        and operation.condition is None
        and not operation.relative
        and {cell.row for cell in question.denominator} <= {"processed_total"}
        and len(question.organs) <= (operation.name not in OVER_ORGANS)
        and question.scope == "any"
        and (group is None or not (group.kinds or group.region or group.level))
        and (len(question.years.years) <= 1 or operation.name == "trend")
    )
    if not plain or not can_be_asked(question.cells[0].row, question.cells[0].column):
        return None
    over = operation.name in OVER_ORGANS or group is not None
    cell = question.cells[0]
    return Slots("" if over else organ, year, cell.row, cell.column, operation.name)


def _chips(
    question: Question, answer: Answer, slots: Slots | None, organ: str, year: int | None
) -> tuple[Chip, ...]:
    told = list(answer.understood)
    if slots is None:
        return tuple(_named(*one, organ, year) for one in _joined(told))
    words = {name: said for name, _, said in told}
    over = slots.operation in OVER_ORGANS
    row, table = find_row(slots.row), ""
    if row is not None:
        table = row.table
    total = "total" if table == "requests" else slots.column
    reading = sentence_label(slots.row, total)
    if table != "requests" and row is not None:
        reading = plain_label(row.label)
    column = "合计" if slots.column == "total" else column_label(slots.row, slots.column)
    years = next((reading for name, reading, _ in told if name == "年份"), str(year or _OPEN))
    chips = [
        Chip("机关", ALL_ORGANS if over else organ or _OPEN, words.get("机关", ""), "organ",
             "" if over else organ),
        Chip("年份", years, words.get("年份", ""), "year", str(year or "")),
        Chip("事项", reading, words.get("事项", ""), "row", slots.row),
        Chip(COLUMN_NAMES.get(table, "数量"), plain_label(column), "", "column", slots.column),
        Chip("操作", OPERATIONS[slots.operation], words.get("操作", ""), "operation",
             slots.operation),
    ]  # fmt: skip
    if slots.operation == "definition":
        chips = [one for one in chips if one.slot in ("row", "operation")]
    return (*chips, *(Chip(*one) for one in told if one[0] not in _REBUILT))


def _joined(told: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Put what is told of one slot several times, as of several rows, in one place."""
    joined: dict[str, list[tuple[str, str]]] = {}
    for name, reading, words in told:
        joined.setdefault(name, []).append((reading, words))
    return [
        (
            name,
            "、".join(reading for reading, _ in ones)
            if len(ones) <= _MOST_JOINED
            else f"{ones[0][0]}等{len(ones)}项",
            "、".join(dict.fromkeys(words for _, words in ones if words)),
        )
        for name, ones in joined.items()
    ]


def _named(name: str, reading: str, words: str, organ: str, year: int | None) -> Chip:
    """Return a chip of a question that is changed by replacing words in it."""
    if name == "机关" and organ:
        return Chip(name, reading, words, "organ", organ)
    if name == "年份" and year:
        return Chip(name, reading, words, "year", str(year))
    return Chip(name, reading, words)
