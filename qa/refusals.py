"""What these reports are not about; the patterns are data (`refusals.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from qa.question import Question


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    data = tomllib.loads(files("qa").joinpath("refusals.toml").read_text(encoding="utf-8"))
    return tuple(
        (re.compile("|".join(one["patterns"])), one["reason"], one.get("always", False))
        for one in data["refusals"]
    )


def refusal_of(text: str, question: Question) -> str | None:
    """Return why a question is out of scope, None if it is not.

    A topic that is out of scope in itself (`always`) is refused even where a row of the form is
    named; the others only where nothing of the form was recognised.
    """
    for pattern, reason, always in _patterns():
        if pattern.search(text) and (always or not (question.cells or question.alternatives)):
            return reason
    return None
