"""Places that the library does not have, told from the words that lead up to a name."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ingest.segment import segment
from qa.phrasebook import load_phrase_book
from qa.slips import real_places
from qa.word_classes import is_light, verbs

_LONGEST_PLACE = 6


@cache
def _lead_ins() -> str:
    """Return an expression for the words of `lead_ins.txt`, the longer ones first."""
    lines = files("qa.phrases").joinpath("lead_ins.txt").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(_lead_ins())


@cache
def all_leads() -> re.Pattern[str]:
    """Return an expression for one or more words that lead up to a name."""
    return re.compile(f"(?:{_lead_ins()})+")


@cache
def _ends_in_lead() -> re.Pattern[str]:
    return re.compile(f"(?:{_lead_ins()})$")


def place_before(words: str, level: str) -> str:
    """Return the place at the end of the words before a body, "" if they only lead up to it.

    `level` is the 县 of 县民政局, if the body has one: 和平区政府办 is the office of 和平区, 和 is
    no "and" there; but 看看区政府办 is the district's office.
    """
    for length in range(min(5, len(words)), 0, -1):
        tail = words[-length:]
        known = any(tail + end in real_places() for end in ([level] if level else ["", *"县市区"]))
        if (level or length > 1) and known and not _is_lead(tail, level):
            return tail
    leads = list(_lead().finditer(words))
    short = len(words) <= 3 and level
    if _ends_in_lead().search(words) and (not short or all_leads().fullmatch(words)):
        return ""
    start = leads[-1].end() if leads else 0
    if len(words) - start <= 1 and leads and not short:
        start = leads[-1].start()
    rest = words if short else words[start:]
    if len(rest) > _LONGEST_PLACE or (rest and _ends_in_everyday_word(words, level)):
        return ""
    return rest


def _ends_in_everyday_word(words: str, level: str) -> bool:
    """Whether what stands right before a body is speech and no name: 晓得, 稿子里写, 企业占."""
    last = segment(words)[-1]
    if is_light(last):
        return True
    return not level and (last in verbs() or last in load_phrase_book().literals)


def _is_lead(words: str, level: str) -> bool:
    return not level and bool(all_leads().fullmatch(words))


def without_leads(words: str) -> str:
    """Drop what leads up to a region's name, unless too little is left of it."""
    place = place_before(words[:-1], words[-1:])
    return place + words[-1:] if place else ""
