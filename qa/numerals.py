"""Small Chinese and Arabic numbers."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}


def han_number(words: str) -> int | None:
    """Return a small Chinese or Arabic number, None if it is not one.

    >>> han_number("十二"), han_number("两"), han_number("30"), han_number("二〇二四")
    (12, 2, 30, 2024)
    """
    if words.isdigit():
        return int(words)
    if words in ("十", "拾"):
        return 10
    if "千" in words:
        head, _, rest = words.partition("千")
        below = han_number(rest.lstrip("零〇○")) if rest.strip("零〇○") else 0
        return None if below is None else _DIGITS[head] * 1000 + below
    if "百" in words:
        head, _, rest = words.partition("百")
        below = han_number(rest.lstrip("零〇○")) if rest.strip("零〇○") else 0
        return None if below is None or head not in _DIGITS else _DIGITS[head] * 100 + below
    if "十" in words:
        tens, _, ones = words.partition("十")
        if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
            return None
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    if words and all(character in _DIGITS for character in words):
        return int("".join(str(_DIGITS[character]) for character in words))
    return None
