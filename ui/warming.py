"""What the first question would otherwise wait for is loaded as soon as the site is served."""

from __future__ import annotations

from datetime import date
from threading import Thread
from typing import TYPE_CHECKING

from qa import ask
from ui.examples import example_questions

if TYPE_CHECKING:
    from index import Library


def warm_up(library: Library) -> Thread:
    """Start to load the phrase book, the forms and the model beside the serving, and return."""
    warming = Thread(target=_ask_and_search, args=(library,), name="warming", daemon=True)
    warming.start()
    return warming


def _ask_and_search(library: Library) -> None:
    for question in example_questions(library.cards())[:1]:
        try:
            ask(library, question, today=date.today())
            library.search(question, limit=1)
            library.standings()
        except Exception:
            # Nobody asked: whoever does will be told what is wrong.
            return
