"""What these reports are not about; the patterns are data (`refusals.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from qa.question import Question


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool, bool], ...]:
    data = tomllib.loads(files("qa").joinpath("refusals.toml").read_text(encoding="utf-8"))
    return tuple(
        (
            re.compile("|".join(one["patterns"])),
            one["reason"],
            one.get("always", False),
            one.get("open", False),
        )
        for one in data["refusals"]
    )


def refusal_of(text: str, question: Question) -> str | None:
    """Return why a question is out of scope, None if it is not.

    A topic that is out of scope in itself (`always`) is refused even where a row of the form is
    named; the others only where nothing of the form was recognised.
    """
    named = bool(question.cells)
    perhaps = named or bool(question.alternatives)
    for pattern, reason, always, beside_open in _patterns():
        refused = always or not perhaps or (beside_open and not named)
        if refused and pattern.search(text):
            return reason
    return None
