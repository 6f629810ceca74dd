"""The particular words of a question: what is left beside organ, year, theme and function words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from index.words import words_of
from qa.question import Question
from qa.themes import Theme

_WORTHLESS = re.compile(r"^(?:\d+|[a-z]|[一二三四五六七八九十两]+)$")


@cache
def common_words() -> frozenset[str]:
    """Return the words of `common_words.txt`."""
    text = files("qa").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if line[:1] != "#" for word in line.split())


def keywords(question: Question, theme: Theme | None) -> list[str]:
    """Return the question's particular words, each of which an exact answer has to speak of."""
    text = question.text
    for mention in question.organs:
        text = text.replace(mention.words, " ")
    for words in question.years.words.split("、"):
        text = text.replace(words, " ") if words else text
    if question.theme_words:
        text = text.replace(question.theme_words, " ")
    found = []
    for raw in words_of(text):
        word = re.sub(r"(?<=.)[数量了过的]$", "", raw)
        if word in common_words() or len(word) < 2 or _WORTHLESS.match(word):
            continue
        if theme is not None and theme.anchor is not None and theme.anchor.search(word):
            continue
        if theme is not None and word in theme.name:
            continue
        found.append(word)
    return list(dict.fromkeys(found))


def mentioned_words(wanted: Sequence[str], flat: str, headings: Sequence[str]) -> list[str]:
    """Return the wanted words that a sentence, or a heading above it, contains."""
    above = "".join(headings)
    return [word for word in wanted if word in flat or word in above]
