"""The particular words of a question: what is left beside organ, year, theme and function words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from ingest.segment import segment
from qa.question import Question
from qa.themes import Theme

_WORTHLESS = re.compile(r"^(?:\d+|[a-z]|[一二三四五六七八九十两]+|[几多].{1,2}|.{0,2}长时间)$")
_WORD = re.compile(r"[\w一-鿿]")


@cache
def common_words() -> frozenset[str]:
    """Return the words of `common_words.txt`."""
    text = files("qa").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if line[:1] != "#" for word in line.split())


def keywords(question: Question, theme: Theme | None, shortest: int = 2) -> list[str]:
    """Return the question's particular words, each of which an exact answer has to speak of.

    Words shorter than `shortest` characters are left out.
    """
    found = []
    for raw in segment(bare_text(question)):
        word = re.sub(r"(?<=.)[数量了过的]$", "", raw)
        if len(word) < shortest or is_common(word) or word in question.theme_words:
            continue
        if theme is not None and _belongs_to(word, theme):
            continue
        found.append(word)
    return list(dict.fromkeys(found))


def bare_text(question: Question) -> str:
    """Return what is asked, without the organs and years it is asked of."""
    text = question.text
    for words in (*(one.words for one in question.organs), *question.years.words.split("、")):
        text = text.replace(words, " ") if words else text
    return text


def is_common(word: str) -> bool:
    """Return whether a word asks, connects, or says what any report does."""
    return word in common_words() or bool(_WORTHLESS.match(word)) or not _WORD.match(word)


def _belongs_to(word: str, theme: Theme) -> bool:
    named = (theme.anchor, theme.asks)
    return word in theme.name or any(one is not None and one.search(word) for one in named)


def mentioned_words(wanted: Sequence[str], flat: str, headings: Sequence[str]) -> list[str]:
    """Return the wanted words that a sentence, or a heading above it, contains."""
    above = "".join(headings)
    return [word for word in wanted if word in flat or word in above]
