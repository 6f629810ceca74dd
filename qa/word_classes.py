"""Words that cannot narrow what is asked: function words, and verbs that ask, report or compare.

Which words are function words is told by the tags of jieba's dictionary; the others stand in
`light_words.toml`. A word in no dictionary is light if it is put together of light ones: 我标.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

# adverbs, pronouns, conjunctions, prepositions, particles, numerals, measures, directions
_FUNCTION = re.compile(
    r"^(\S+) \d+ (?:d|ad|r|rr|rz|c|p|u[a-z]?|y|e|o|m|mq|mg|q|f|k|h)$", re.MULTILINE
)

_VERB = re.compile(r"^(\S+) \d+ v$", re.MULTILINE)


@cache
def light_words() -> frozenset[str]:
    """Return the function words of jieba's dictionary and the light words of the list."""
    return frozenset(_FUNCTION.findall(_dictionary())) | _listed()["light"]


@cache
def verbs() -> frozenset[str]:
    """Return the verbs of jieba's dictionary."""
    return frozenset(_VERB.findall(_dictionary()))


def _dictionary() -> str:
    return files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")


@cache
def is_light(word: str) -> bool:
    """Return whether a word cannot narrow what is asked.

    >>> [is_light(word) for word in ("援引", "任何", "我标", "四个", "餐饮", "首次", "拆迁")]
    [True, True, True, True, False, False, False]
    """
    if word in _listed()["narrowing"]:
        return False
    return word in light_words() or all(part in _listed()["stems"] for part in word)


@cache
def _listed() -> dict[str, frozenset[str]]:
    data = tomllib.loads(files("qa").joinpath("light_words.toml").read_text(encoding="utf-8"))
    found = {name: frozenset(data[name].split()) for name in ("light", "narrowing")}
    return found | {"stems": frozenset("".join(data["stems"].split()))}
