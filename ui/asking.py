"""A question asked of the reports a reader chose, and never answered from beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from qa import Answer, Conversation
from qa.question import Question
from ui.scope import EVERYTHING, Scope, within

if TYPE_CHECKING:
    from index import Library

Asking: TypeAlias = Callable[["Library", str, Conversation], Answer]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer and the question as it was understood, None where it was not.

    `outside` means that only the chosen scope keeps the library from answering.
    """

    answer: Answer
    question: Question | None
    outside: bool = False


def ask_within(
    library: Library, asking: Asking, text: str, talk: Conversation, scope: Scope
) -> Told:
    """Ask the reports within the scope; the conversation takes the question as all reports read it.

    The organs named are looked up among all reports first: one outside the scope must not be
    passed over, and its question answered for another.
    """
    before = list(talk.turns)
    whole = asking(library, text, talk)
    question = talk.turns[-1] if len(talk.turns) > len(before) else None
    if scope == EVERYTHING or question is None:
        return Told(whole, question)
    narrowed = within(library, scope)
    reports = len(narrowed.cards())
    if not reports:
        return Told(_nothing_there(whole, scope), question, whole.status == "answered")
    chosen = {(card.organ, card.region) for card in narrowed.cards()}
    if not _all_within(question, chosen):
        return Told(_outside(whole, scope), question, whole.status != "not_found")
    aside = Conversation(before)
    answer = asking(narrowed, text, aside)
    if answer.status not in ("answered", "clarify") and whole.status == "answered":
        return Told(_outside(whole, scope), question, True)
    if aside.turns and not _same_organs(aside.turns[-1], question, chosen):
        return Told(_outside(whole, scope), question, True)
    if answer.status == whole.status == "not_found":
        answer = whole  # what the library lacks is told of all of it
    return Told(_noted(answer, scope, reports), question)


def _all_within(question: Question, chosen: set[tuple[str, str | None]]) -> bool:
    """Whether every organ the question names has a report in the scope, as far as it has any."""
    return all(
        chosen.intersection(mention.reports_of) or not mention.reports_of
        for mention in question.organs
    )


def _same_organs(narrowed: Question, whole: Question, chosen: set[tuple[str, str | None]]) -> bool:
    named = [set(mention.reports_of) & chosen for mention in whole.organs]
    return [set(mention.reports_of) for mention in narrowed.organs] == named


def _noted(answer: Answer, scope: Scope, reports: int) -> Answer:
    note = f"只在：{scope.words()} 范围内（{reports} 份报告）。"
    return replace(answer, notes=(note, *answer.notes))


def _outside(whole: Answer, scope: Scope) -> Answer:
    text = f"在所选范围（{scope.words()}）里没有要找的报告。"
    if whole.status in ("answered", "clarify"):
        text += "库里有，但在范围之外；去掉范围就能回答。"
    return _declined(whole, text)


def _nothing_there(whole: Answer, scope: Scope) -> Answer:
    return _declined(whole, f"所选范围（{scope.words()}）里一份报告也没有。请放宽范围再问。")


def _declined(whole: Answer, text: str) -> Answer:
    return Answer(
        whole.question,
        "not_found",
        text,
        understood=whole.understood,
        seconds=whole.seconds,
    )
