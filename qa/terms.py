"""The terms of the form explained in plain words, with their legal basis (`terms.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """A term: what people call it, what it means, where the law has it, which rows show it."""

    id: str
    name: str
    asks: tuple[str, ...]
    definition: str
    basis: tuple[str, ...]
    rows: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms of `terms.toml`."""
    data = tomllib.loads(files("qa").joinpath("terms.toml").read_text(encoding="utf-8"))
    return tuple(_term(one) for one in data["terms"])


def find_term(text: str) -> Term | None:
    """Return the term a normalised question names: the one with the longest matching words.

    >>> find_term("什么是三安全一稳定").id
    'safety_stability'
    """
    flat = re.sub(r"[\\s\"“”']", "", text)
    best: tuple[int, Term] | None = None
    for term in terms():
        for words in (term.name, *term.asks):
            if words in flat and (best is None or len(words) > best[0]):
                best = (len(words), term)
    return best[1] if best else None


def _term(data: dict[str, Any]) -> Term:
    basis = data.get("basis", [])
    return Term(
        id=data["id"],
        name=data["name"],
        asks=tuple(data.get("asks", [])),
        definition=data["definition"],
        basis=tuple(basis) if isinstance(basis, list) else (basis,),
        rows=tuple(data.get("rows", [])),
    )
