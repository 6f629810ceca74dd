"""What the shipped model sees of a text: words, the words inside them, and characters."""

from __future__ import annotations

import re

from index.words import words_of

NUMBER = "0"
_LETTER = re.compile("[一-鿿]")


def tokens_of(text: str) -> list[str]:
    """Return the tokens of a text; the same function serves passages and questions.

    A word the model never met still speaks through its characters. Numbers are all one token:
    which number it is says nothing of what is counted.

    >>> tokens_of("公众号3个")
    ['公众', '0', '公', '众', '号', '个']
    """
    words = (word for word in words_of(text) if len(word) > 1 or word.isascii())
    return [NUMBER if word.isdecimal() else word for word in words] + _LETTER.findall(text)
