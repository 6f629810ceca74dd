"""What these reports are not about; the patterns are data (`refusals.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from qa.question import Question

# What a report says of anything at all may be looked for: 年报里有没有提景点收费.
_OF_TEXT = re.compile(
    r"(?:年报|报告|报|正文|文中|文字)(?:里头?|中|上|里面)?(?:有没有|是否|怎么|如何|是怎么)?"
    r"(?:提|讲|写|说|载|介绍|谈|描述|表述)(?!一|个|份)"
    r"|(?:有没有|是否|有无|怎么)(?:提|讲|写|说|谈|介绍|描述)(?:到|及|起|过|了|的|没)?"
    r"|(?:提|讲|写|说|谈)(?:没提|没讲|没写|没说|到|及|了没|了吗|过吗|过没)"
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool, bool, bool], ...]:
    data = tomllib.loads(files("qa").joinpath("refusals.toml").read_text(encoding="utf-8"))
    return tuple(
        (
            re.compile("|".join(one["patterns"])),
            one["reason"],
            one.get("always", False),
            one.get("open", False),
            one.get("even_of_text", False),
        )
        for one in data["refusals"]
    )


def refusal_of(text: str, question: Question) -> str | None:
    """Return why a question is out of scope, None if it is not.

    A topic that is out of scope in itself (`always`) is refused even where a row of the form is
    named; the others only where nothing of the form was recognised.
    """
    named = bool(question.cells)
    perhaps = named or bool(question.alternatives)
    of_text = bool(question.organs) and _OF_TEXT.search(text) is not None
    for pattern, reason, always, beside_open, even_of_text in _patterns():
        refused = always or not perhaps or (beside_open and not named)
        refused = refused and (even_of_text or not of_text)
        if refused and pattern.search(text):
            return reason
    return None
