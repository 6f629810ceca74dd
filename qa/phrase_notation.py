"""The notation of the phrase book: which literal strings a part of a phrase stands for."""

from __future__ import annotations

from itertools import pairwise, product

_BRACKETS = frozenset("(<")


def expand(source: str, words: dict[str, str]) -> list[str]:
    """Return the literal strings that `source` stands for.

    >>> expand("没(办|答复)完", {})
    ['没办完', '没答复完']
    """
    if not _BRACKETS.intersection(source):
        return [source]
    choices: list[list[str]] = []
    rest = source
    while rest:
        openings = [i for i in (rest.find("("), rest.find("<")) if i >= 0]
        start = min(openings, default=len(rest))
        if start:
            choices.append([rest[:start]])
        if start == len(rest):
            break
        end = _closing(rest, start)
        inner = rest[start + 1 : end]
        inner = words[inner] if rest[start] == "<" else inner
        options = [x for option in _options(inner) for x in (expand(option, words) or [""])]
        rest = rest[end + 1 :]
        if rest.startswith("?"):
            options.append("")
            rest = rest[1:]
        choices.append(options)
    return ["".join(pieces) for pieces in product(*choices)] if choices else []


def _closing(text: str, start: int) -> int:
    pair = "()" if text[start] == "(" else "<>"
    depth = 0
    for position in range(start, len(text)):
        depth += {pair[0]: 1, pair[1]: -1}.get(text[position], 0)
        if depth == 0:
            return position
    raise ValueError(f"unclosed {text[start]} in the phrase {text!r}")


def _options(inner: str) -> list[str]:
    borders, depth = [-1], 0
    for position, character in enumerate(inner):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth == 0:
            borders.append(position)
    borders.append(len(inner))
    return [inner[a + 1 : b] for a, b in pairwise(borders)]
