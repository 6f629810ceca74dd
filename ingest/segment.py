"""Chinese text to words: jieba's, with the words of this field added.

jieba defines the segmentation. Where rjieba is installed it does the work, ten times as fast and
without jieba's second of loading; a test holds the two to the same words over every report at
hand. Radicals that a PDF prints for characters come back as the characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Protocol, cast

from ingest.fold import plain_characters

# jieba cuts Latin letters, digits and the marks between them apart by a pattern of its own, which
# rjieba does not follow where there is a mark: these tokens are cut out before.
_MARKED = re.compile(r"([a-zA-Z0-9]+(?:\.[0-9]+%?|%)|[-_+#&%.]+)")


class Segmenter(Protocol):
    """Cuts text into words; white space and punctuation are kept, so the words join to the text."""

    def words(self, text: str) -> list[str]:
        """Return the words in order."""
        ...

    def words_and_inner(self, text: str) -> list[str]:
        """Return the words in order, each after the shorter words inside it."""
        ...


def segment(text: str) -> list[str]:
    """Return the words of `text` in order, without white space.

    >>> segment("收到政府信息公开申请 82件")
    ['收到', '政府信息公开', '申请', '82', '件']
    """
    words = _segmenter().words(plain_characters(text))
    return [word for word in words if not word.isspace()]


def segment_finely(text: str) -> list[str]:
    """Return the words of `text` and the shorter words inside them, for finding.

    >>> segment_finely("政府信息公开")
    ['政府', '信息', '公开', '政府信息公开']
    """
    words = _segmenter().words_and_inner(plain_characters(text))
    return [word for word in words if not word.isspace()]


def tokenize(text: str) -> list[tuple[str, int, int]]:
    """Return each word with its half-open span in `text`."""
    tokens = []
    start = 0
    for word in _segmenter().words(plain_characters(text)):
        tokens.append((word, start, start + len(word)))
        start += len(word)
    return tokens


class JiebaSegmenter:
    """jieba itself; loading it takes a second."""

    def __init__(self) -> None:
        import logging
        import warnings

        with warnings.catch_warnings():
            # jieba warns of pkg_resources and of escapes in its own patterns
            warnings.simplefilter("ignore")
            import jieba

            jieba.setLogLevel(logging.WARNING)
            tokenizer = jieba.Tokenizer()
            tokenizer.initialize()
        for word, frequency in field_words():
            tokenizer.add_word(word, frequency)
        self.words = cast("Callable[[str], list[str]]", tokenizer.lcut)
        self.words_and_inner = cast("Callable[[str], list[str]]", tokenizer.lcut_for_search)


class RustSegmenter:
    """jieba's algorithm and dictionary in Rust.

    Raises:
        ImportError: rjieba is not installed.
    """

    def __init__(self) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()
        for word, frequency in field_words():
            self._jieba.add_word(word, frequency, None)

    def words(self, text: str) -> list[str]:
        """Return the words in order."""
        return _around_marks(self._jieba.cut, text)

    def words_and_inner(self, text: str) -> list[str]:
        """Return the words in order, each after the shorter words inside it."""
        return _around_marks(self._jieba.cut_for_search, text)


def field_words() -> Iterator[tuple[str, int]]:
    """Yield the words of this field, each with the frequency that jieba suggests for it."""
    lines = files("ingest").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        word, _, frequency = line.partition(" ")
        yield word, int(frequency)


def _around_marks(cut: Callable[[str], list[str]], text: str) -> list[str]:
    words: list[str] = []
    for position, part in enumerate(_MARKED.split(text)):
        if position % 2:
            words.append(part)
        elif part:
            words += cut(part)
    return words


@cache
def _segmenter() -> Segmenter:
    try:
        return RustSegmenter()
    except ImportError:
        return JiebaSegmenter()
