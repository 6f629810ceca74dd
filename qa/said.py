"""What a Chinese text says, for comparing it with an expected answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_NO = re.compile(r"没有|没|否|未(?!核验|审结)|无|不|为0|均为0|0件|0元|0万元")
_YES = re.compile(r"^(是|有|对|能|存在|成立|一致|相符)|对得上|(?<!不)一致|相符|(?<!不)成立|有\d")


def compact(text: str) -> str:
    """Return the text without whitespace, quotes, thousands separators, full-width forms."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    unquoted = re.sub(r"[\"'“”‘’「」]", "", folded)
    return re.sub(r"(?<=\d),(?=\d{3})", "", unquoted)


def says(text: str, words: str) -> bool:
    """Return whether the text has these words; digits at their ends are whole numbers there.

    >>> says("共 11 篇", "11"), says("共 110 篇", "11"), says("五十余条", "50余")
    (True, False, False)
    """
    wanted = re.escape(compact(words))
    before = r"(?<![\d.])" if words[:1].isdigit() else ""
    after = r"(?!\d|\.\d)" if words[-1:].isdigit() else ""
    return re.search(before + wanted + after, compact(text)) is not None


def items_said(value: Any) -> list[list[str]]:
    """Return what must be said of each item of a list: its name and, if it has one, its number."""
    if isinstance(value, Mapping):
        return [[core(label), str(number)] for label, number in value.items()]
    return [parts_said(item) for item in value]


def parts_said(words: str) -> list[str]:
    """Return the pieces of a written answer that must be said, numbers with their units."""
    if re.fullmatch(r"[\d.]+%?\D{0,2}", words):
        return [words]
    return [core(part) for part in re.findall(r"\d+|[^\d、，；\s]+", words) if core(part)]


def core(label: str) -> str:
    """Return a row's label without its number, quotation marks and leading 属于."""
    bare = re.sub(r"^[（(]?[\d一二三四五六七八九]+[）).、]\s*", "", compact(label))
    bare = re.sub(r"[“”\"]", "", bare).removeprefix("属于")
    return "" if bare in {"件", "篇", "场", "条"} else bare


def yes_or_no(sentence: str) -> str | None:
    """Return 是 or 否 as the sentence says, or None if it says neither.

    >>> yes_or_no("全年未发生责任追究"), yes_or_no("有1件")
    ('否', '是')
    """
    if re.match(r"是|有|对|能|存在", sentence):
        return "是"
    if _NO.search(sentence):
        return "否"
    return "是" if _YES.search(sentence) else None
