"""What the shipped model sees of a text: words, their characters and pairs of characters."""

from __future__ import annotations

from index.words import words_of

NUMBER = "0"


def tokens_of(text: str) -> list[str]:
    """Return the tokens of a text; the same function serves passages and questions.

    A word the model never met still speaks through its characters. Numbers are all one token:
    which number it is says nothing of what is counted.

    >>> tokens_of("公众号3个")
    ['公众号', '公', '众', '号', '公众', '众号', '0', '个']
    """
    return [token for word in words_of(text) for token in _parts(word)]


def _parts(word: str) -> list[str]:
    if word.isdecimal():
        return [NUMBER]
    if len(word) == 1 or word.isascii():
        return [word]
    pairs = [word[start : start + 2] for start in range(len(word) - 1)] if len(word) > 2 else []
    return [word, *word, *pairs]
