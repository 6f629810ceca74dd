"""What a question is about, among all that it looks for, and how much of it a text has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Sought
from qa.keywords import is_common
from qa.themes import themes

_OF_EVERY_REPORT = 2.0  # what a word tells that stands in one passage of eight
# 几项, 多少条, 百分之几, 占多少, 数量是: they ask, and name nothing.
_ASKS = re.compile("^(?:[百千]分之)?(?:多少|几)|^占(?:比|多少)?|^数量|[几多]少?.$|^率为|^百分")


def content(sought: Sequence[Sought]) -> tuple[Sought, ...]:
    """Return what a question is about, without the words that only ask."""
    return tuple(one for one in sought if _is_content(one))


def covered(sought: Sequence[Sought], text: str) -> float:
    """Return how much of what is sought a text without white space has, 0 to 1."""
    total = sum(one.weight for one in sought)
    return sum(one.found_in(text) for one in sought) / total if total else 0.0


def _is_content(one: Sought) -> bool:
    """Return whether it is a thing; words of every report are, and weigh little."""
    if (len(one.said) < 2 and len(one.words) == 1) or _ASKS.search(one.said):
        return False
    if one.weight < _OF_EVERY_REPORT or not all(map(is_common, one.words)):
        return True
    return any(theme.anchor and theme.anchor.search(one.said) for theme in themes().values())
