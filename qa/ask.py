"""The whole path of a question: understand → plan → gather and compose → gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from index import Library, ReportCard
from qa.answer import Answer
from qa.compose import compose, refuse, unclear
from qa.dialogue import Conversation, carried_words
from qa.dialogue_named import as_answered
from qa.draft import Draft
from qa.evidence import FigureWithheld
from qa.explain import understood
from qa.gate import pass_gate, withhold
from qa.one_by_one import one_by_one, unheard
from qa.organs import OrganIndex
from qa.plan import make_plan
from qa.question import Question
from qa.replies.text_or_table import spoken_of, text_instead
from qa.understand import understand


def ask(
    library: Library, asked: str, *, today: date, history: Conversation | None = None
) -> Answer:
    """Answer a question from a library's reports, with the evidence.

    `history` holds the turns before and takes this one; without it the question stands alone.
    """
    started = perf_counter()
    cards = library.cards()
    organs = _organ_index(cards)
    before = history.last if history is not None else None
    question = understand(asked, organs, today, before)
    talk = Conversation(list(history.turns) if history is not None else [])
    both = one_by_one(asked, question, lambda one: ask(library, one, today=today, history=talk))
    if both is not None:
        if history is not None:
            history.turns[:] = talk.turns
        return both
    draft = None
    try:
        draft = _draft(question, cards, organs, library)
        answer = pass_gate(draft, library, asked)
    except FigureWithheld as reason:
        answer = withhold(asked, reason)
    within_scope = answer.status != "out_of_scope" or question.organs
    if history is not None and within_scope:
        history.turns.append(as_answered(question, answer))
    return replace(
        answer,
        notes=(*carried_words(question), *answer.notes, *unheard(asked, question)),
        understood=understood(question, draft.sure if draft is not None else None),
        seconds=perf_counter() - started,
    )


def converse(library: Library, turns: Sequence[str], *, today: date) -> list[Answer]:
    """Answer the turns of one conversation, each in the context of those before it."""
    history = Conversation()
    return [ask(library, turn, today=today, history=history) for turn in turns]


def _draft(
    question: Question, cards: tuple[ReportCard, ...], organs: OrganIndex, library: Library
) -> Draft:
    early = spoken_of(question, library) or refuse(question, library) or unclear(question)
    plan = make_plan(question, cards, organs)
    stop = early or plan.stop
    draft = compose(question, plan, library) if stop is None else stop
    return text_instead(question, draft, plan, library) or draft


_KEPT: list[tuple[tuple[ReportCard, ...], OrganIndex]] = []
_MOST_KEPT = 4


def _organ_index(cards: tuple[ReportCard, ...]) -> OrganIndex:
    """Return the index of organ names, made anew only when the library changed.

    The cards are compared by identity: a library gives out the same tuple until it changes. A few
    are kept, since a library may be asked whole and narrowed by turns, from several threads.
    """
    for known, index in tuple(_KEPT):
        if known is cards:
            return index
    index = OrganIndex((card.organ, card.region) for card in cards)
    _KEPT[:] = [(cards, index), *_KEPT[: _MOST_KEPT - 1]]
    return index
