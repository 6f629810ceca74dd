"""Chinese text to words: one jieba for everything, with the words of this field added.

jieba loads on the first call (about a second), not on import. Radicals that a PDF prints for
characters come back as the characters.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Protocol, cast

from ingest.fold import plain_characters


class _Tokenizer(Protocol):
    def tokenize(self, unicode_sentence: str) -> Iterable[tuple[str, int, int]]: ...

    def lcut(self, sentence: str) -> list[str]: ...

    def lcut_for_search(self, sentence: str) -> list[str]: ...


def segment(text: str) -> list[str]:
    """Return the words of `text` in order, without white space.

    >>> segment("收到政府信息公开申请 82件")
    ['收到', '政府信息公开', '申请', '82', '件']
    """
    words = _tokenizer().lcut(plain_characters(text))
    return [word for word in words if not word.isspace()]


def segment_finely(text: str) -> list[str]:
    """Return the words of `text` and the shorter words inside them, for finding.

    >>> segment_finely("政府信息公开")
    ['政府', '信息', '公开', '政府信息公开']
    """
    words = _tokenizer().lcut_for_search(plain_characters(text))
    return [word for word in words if not word.isspace()]


def tokenize(text: str) -> list[tuple[str, int, int]]:
    """Return each word with its half-open span in `text`."""
    return list(_tokenizer().tokenize(plain_characters(text)))


@cache
def _tokenizer() -> _Tokenizer:
    with warnings.catch_warnings():
        # jieba warns of pkg_resources and of escapes in its own patterns
        warnings.simplefilter("ignore")
        import jieba

        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
    for word in files("ingest").joinpath("words.txt").read_text(encoding="utf-8").split():
        tokenizer.add_word(word)
    return cast("_Tokenizer", tokenizer)
