"""One reader's conversation, and what becomes of a question in it, step by step."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa import Answer, Conversation
from ui.asking import Asking, Told, ask_within
from ui.changes import Rewording, changed
from ui.chips import Understanding, understanding
from ui.evidence import gather
from ui.faults import describe_unexpected
from ui.page import Drawn, TurnView, turn_drawn
from ui.scope import EVERYTHING, Scope
from ui.suggestions import candidates, suggestions
from ui.wish import Change, Mark

if TYPE_CHECKING:
    from index import Library

_MOST_TURNS = 50
_MISREAD = "换成这一项之后，问题没有照原意理解，所以不回答。请直接打字提问。"
_FORGOTTEN = "服务器已经不记得这一问（可能隔得太久，或重启过）。请把问题再问一遍。"
_NOT_A_QUESTION = "这样改不成一个问题，请换一个选项。"


@dataclass(slots=True)
class Turn:
    """A question of the conversation and its answer.

    `chain` are the questions that have to be asked to get this answer again: this one, and before
    it those it leans on.
    """

    id: str
    question: str
    scope: Scope = EVERYTHING
    answer: Answer | None = None
    understood: Understanding | None = None
    chain: tuple[str, ...] = ()
    meant: Rewording | None = None


@dataclass
class Session:
    """What the server remembers of a reader until the page is closed."""

    conversation: Conversation = field(default_factory=Conversation)
    turns: dict[str, Turn] = field(default_factory=dict)


@dataclass(frozen=True)
class Chat:
    """Answers questions over one library; `asking` is how."""

    library: Library
    asking: Asking

    def answer(self, session: Session, turn: Turn) -> Iterator[Drawn]:
        """Yield the turn as its answer grows: the figure, the evidence, what to ask next."""
        try:
            yield from self._answer(session, turn)
        except Exception as error:
            yield turn_drawn(TurnView(turn.id, turn.question, fault=describe_unexpected(error)))

    def change(self, session: Session, turn_id: str, change: Change, scope: Scope) -> Turn | None:
        """Return the turn that asks anew with one chip changed; None if that makes no question."""
        earlier = session.turns.get(change.turn)
        if earlier is None or earlier.understood is None:
            return None
        cards = self.library.cards()
        reworded = changed(earlier.understood, change.slot, change.value, cards)
        return Turn(turn_id, reworded.question, scope, meant=reworded) if reworded else None

    def not_a_question(self, session: Session, turn_id: str, change: Change) -> Drawn:
        """Return what is shown for a change that makes no question."""
        fault = _NOT_A_QUESTION if change.turn in session.turns else _FORGOTTEN
        return turn_drawn(TurnView(turn_id, "", fault=fault))

    def keep_mark(self, session: Session, mark: Mark) -> bool:
        """Keep what the reader thought of an answer, in the library and nowhere else."""
        turn = session.turns.get(mark.turn)
        if turn is None or turn.answer is None:
            return False
        said = json.dumps(turn.answer.to_json(), ensure_ascii=False)
        self.library.feedback(turn.question, said, mark.words)
        return True

    def _answer(self, session: Session, turn: Turn) -> Iterator[Drawn]:
        before = list(session.turns.values())[-1:]
        talk = session.conversation if turn.meant is None else Conversation()
        told = ask_within(self.library, self.asking, turn.question, talk, turn.scope)
        cards = self.library.cards()
        if told.question is not None:
            turn.understood = understanding(told.question, told.answer, cards)
        if turn.meant is not None:
            if turn.understood is None or not turn.meant.is_what(turn.understood):
                yield turn_drawn(TurnView(turn.id, turn.question, fault=_MISREAD))
                return
            session.conversation.turns += talk.turns
        turn.answer = told.answer
        turn.chain = _chain(turn, told, before)
        _remember(session, turn)
        view = TurnView(turn.id, turn.question, turn.scope, told, turn.understood, chain=turn.chain)
        yield turn_drawn(view)
        view = view.with_evidence(gather(self.library, told.answer), self.library)
        yield turn_drawn(view)
        yield turn_drawn(view.with_next(self._next(session, turn)), done=True)

    def _next(self, session: Session, turn: Turn) -> tuple[str, ...]:
        if turn.answer is None or turn.understood is None:
            return ()

        def is_answered(text: str) -> bool:
            aside = Conversation(list(session.conversation.turns))
            told = ask_within(self.library, self.asking, text, aside, turn.scope)
            return told.answer.status == "answered"

        offered = candidates(turn.understood, turn.answer, self.library.cards())
        asked = [one.question for one in session.turns.values()]
        return suggestions(offered, asked, is_answered)


def _remember(session: Session, turn: Turn) -> None:
    session.turns[turn.id] = turn
    for oldest in list(session.turns)[:-_MOST_TURNS]:
        del session.turns[oldest]
    del session.conversation.turns[:-_MOST_TURNS]


def _chain(turn: Turn, told: Told, before: list[Turn]) -> tuple[str, ...]:
    leans = told.question is None or told.question.carried
    return (*(before[0].chain if before and leans else ()), turn.question)
