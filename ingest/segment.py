"""Chinese text to words: one jieba for everything, with the words of this field added.

jieba loads on the first call (about a second), not on import.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Protocol, cast


class _Tokenizer(Protocol):
    def tokenize(self, unicode_sentence: str) -> Iterable[tuple[str, int, int]]: ...

    def lcut(self, sentence: str) -> list[str]: ...

    def lcut_for_search(self, sentence: str) -> list[str]: ...


def segment(text: str) -> list[str]:
    """Return the words of `text` in order, without white space.

    >>> segment("收到政府信息公开申请 82件")
    ['收到', '政府信息公开', '申请', '82', '件']
    """
    return [word for word in _tokenizer().lcut(text) if not word.isspace()]


def segment_finely(text: str) -> list[str]:
    """Return the words of `text` and the shorter words inside them, for finding.

    >>> segment_finely("政府信息公开")
    ['政府', '信息', '公开', '政府信息公开']
    """
    return [word for word in _tokenizer().lcut_for_search(text) if not word.isspace()]


def tokenize(text: str) -> list[tuple[str, int, int]]:
    """Return each word with its half-open span: `text[start:end] == word`."""
    return list(_tokenizer().tokenize(text))


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
