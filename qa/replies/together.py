"""Answers to the parts of one question, put into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qa.draft import Draft


def side_by_side(drafts: Iterable[Draft]) -> Draft:
    """Put answers below one another; there is no one number then.

    Where some parts have no answer, the whole is answered and says what is missing.
    """
    parts = list(drafts)
    if len(parts) == 1:
        return parts[0]
    answered = [part for part in parts if part.status == "answered"]
    first = answered[0] if answered else parts[0]
    formulas = [part.computed for part in answered if part.computed is not None]
    computed = None
    if formulas:
        formula = "；".join(one.formula for one in formulas)
        computed = replace(formulas[0], formula=formula, value=None)
    return replace(
        first,
        text="\n".join(dict.fromkeys(part.text for part in parts)),
        value=None,
        unit=None,
        operands=tuple(dict.fromkeys(one for part in parts for one in part.operands)),
        computed=computed,
        quotations=tuple(one for part in parts for one in part.quotations),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
    )
