"""The question that a changed chip makes, in words, and how it has to be understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.labels import find_row
from ui.chips import Understanding
from ui.choices import column_choices, spoken_names, year_choices
from ui.rewording import OPERATIONS, OVER_ORGANS, Slots, can_be_asked, operations_for, question_of

if TYPE_CHECKING:
    from index import ReportCard


@dataclass(frozen=True, slots=True)
class Rewording:
    """The question that a changed chip makes, and how it has to be understood.

    `slots` is None where the question's own words were kept: then the one slot counts.
    """

    question: str
    slot: str
    value: str
    slots: Slots | None = None

    def is_what(self, understood: Understanding) -> bool:
        """Whether the question was understood as it was meant."""
        if self.slots is None:
            organ, year = understood.organ, str(understood.year or "")
            return self.value == {"organ": organ, "year": year}[self.slot]
        read = understood.slots
        if read is None:
            return False
        meant = self.slots
        if meant.operation in (*OVER_ORGANS, "definition"):
            meant = replace(meant, organ=read.organ)
        if meant.operation in ("trend", "definition"):
            meant = replace(meant, year=read.year)
        return read == meant


def changed(
    understood: Understanding, slot: str, value: str, cards: Sequence[ReportCard]
) -> Rewording | None:
    """Return the question with one slot changed, None where that makes no question."""
    if slot == "organ" and value and value not in spoken_names(cards).values():
        return None
    if slot == "year" and not (value.isascii() and value.isdigit()):
        return None
    slots = understood.slots
    if slots is None:
        question = _substituted(understood, slot, value)
        return Rewording(question, slot, value) if question else None
    meant = _with(slots, slot, value, cards, understood.form)
    if meant is None or not can_be_asked(meant.row, meant.column):
        return None
    return Rewording(question_of(meant), slot, value, meant)


def _with(
    slots: Slots, slot: str, value: str, cards: Sequence[ReportCard], form: str
) -> Slots | None:
    """Put a choice in its slot, and what no longer fits beside it right."""
    if slot == "organ":
        years = year_choices(cards, value).values
        year = slots.year if str(slots.year) in years else int(years[0])
        operation = slots.operation if value else "rank"
        if value and operation in (*OVER_ORGANS, "definition"):
            operation = "look_up"
        return replace(slots, organ=value, year=year, operation=operation)
    if slot == "year":
        operation = "look_up" if slots.operation == "trend" else slots.operation
        return replace(slots, year=int(value), operation=operation)
    if slot == "operation":
        years = year_choices(cards, slots.organ).values
        year = slots.year or (int(years[0]) if years else None)
        return replace(slots, operation=value, year=year) if value in OPERATIONS else None
    if slot == "column":
        return replace(slots, column=value)
    if slot != "row" or find_row(value) is None:
        return None
    columns = column_choices(value, form).values
    column = slots.column if slots.column in columns else next(iter(columns), "")
    fits = slots.operation in (*operations_for(value, slots.organ), *OVER_ORGANS)
    operation = slots.operation if fits else "look_up"
    return replace(slots, row=value, column=column, operation=operation)


def _substituted(understood: Understanding, slot: str, value: str) -> str | None:
    """Return the question's own words with the organ's or the year's replaced.

    What the question took over from the turn before stands in front, so that it stands alone.
    """
    if slot not in ("organ", "year"):
        return None
    question = understood.question
    text = question.text
    organs = tuple((mention.span, mention.words) for mention in question.organs)
    words = question.years.words.split("、")
    years = tuple(zip(question.years.spans, words, strict=False))
    organ, year = understood.organ, f"{understood.year}年" if understood.year else ""
    if slot == "organ":
        organ = value
    else:
        year = f"{value}年"
    said = (("organ", organ, organs), ("year", year, years))
    parts = [(slot == name, new, _standing(text, spans)) for name, new, spans in said]
    ahead = "".join(new for _, new, spans in parts if not spans)
    changes = [(span, new) for wanted, new, spans in parts if wanted for span in spans]
    for at, ((start, end), new) in reversed(list(enumerate(changes))):
        text = text[:start] + (new if at == 0 else "") + text[end:]
    return ahead + text.strip()


def _standing(
    text: str, said: tuple[tuple[tuple[int, int], str], ...]
) -> tuple[tuple[int, int], ...]:
    """Return the spans if the words still stand there: taken over ones stand in another text."""
    here = all(text[start:end].strip() == words.strip() for (start, end), words in said)
    return tuple(span for span, _ in said) if here else ()
