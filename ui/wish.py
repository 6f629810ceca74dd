"""What the page sends: questions, a changed chip, a mark. Nothing of it is trusted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ui.scope import EVERYTHING, Scope

LONGEST_QUESTION = 500
MOST_QUESTIONS = 20
_LONGEST_REMARK = 200
_ID = re.compile(r"[a-z0-9-]{1,40}")
_MARKS = ("有用", "有误")


@dataclass(frozen=True, slots=True)
class Change:
    """A chip of an earlier turn put to another value."""

    turn: str
    slot: str
    value: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Questions to answer in order, as (id of the turn, question), within a scope.

    With `change` there is one turn, and its question follows from the change.
    """

    asks: tuple[tuple[str, str], ...] = ()
    scope: Scope = EVERYTHING
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader thought of an answer; `words` are 有用, 有误 or 有误 with a remark."""

    turn: str
    mark: str
    words: str


def read_wish(given: object) -> Wish:
    """Read the questions that the page sends; what is malformed is left out.

    >>> read_wish({"asks": [{"id": "a-1", "question": " 几件？ "}], "scope": {}}).asks
    (('a-1', '几件？'),)
    """
    if not isinstance(given, Mapping):
        return Wish()
    change = _change(given.get("change"))
    asks = given.get("asks")
    listed = [_ask(one) for one in asks[:MOST_QUESTIONS]] if isinstance(asks, list) else []
    kept = tuple(one for one in listed if one is not None and (one[1] or change))
    return Wish(kept[:1] if change else kept, Scope.of(given.get("scope")), change)


def read_mark(given: object) -> Mark | None:
    """Read a mark; None if it is none."""
    if not isinstance(given, Mapping):
        return None
    turn, mark, words = (_text(given.get(name)) for name in ("turn", "mark", "words"))
    if not _ID.fullmatch(turn) or mark not in _MARKS:
        return None
    remark = " ".join(words.split())[:_LONGEST_REMARK]
    return Mark(turn, mark, f"{mark}：{remark}" if remark and mark == "有误" else mark)


def _ask(given: Any) -> tuple[str, str] | None:
    if not isinstance(given, Mapping):
        return None
    turn, question = _text(given.get("id")), _text(given.get("question"))
    return (turn, question.strip()[:LONGEST_QUESTION]) if _ID.fullmatch(turn) else None


def _change(given: object) -> Change | None:
    if not isinstance(given, Mapping):
        return None
    turn, slot, value = (_text(given.get(name)) for name in ("turn", "slot", "value"))
    return Change(turn, slot, value[:LONGEST_QUESTION]) if _ID.fullmatch(turn) else None


def _text(given: object) -> str:
    return given if isinstance(given, str) else ""
