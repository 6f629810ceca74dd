"""Where the numbers in an answer come from: cited, computed from cited ones, or no figures at all.

Independent of `qa`: a number in the text, the notes or the options must stand in a citation or
come out of a formula over cited numbers. What is left are years, and counts of what the sentence
itself counts (places in a ranking, reports, organs, relations tried).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from qa import Answer

_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?%?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|、(?:19|20)\d\d|—(?:19|20)\d\d)")
_COUNTED = re.compile(
    r"(?m:^\d{1,2}年。)|第\d+(?:名|个|行)|共\d+个|拨打12348|前\d+名|\d+(?:份(?=报告|有|的|从略|，从略|：|）|提到|对不上|$)|个机关|个两年|个部分|个数|处|项空白|项为零|项不符合)|(?:有|另有)\d+个|"
    r"(?:超过|不少于|少于|不超过|不是|等于|在)\d+(?:\.\d+)?%?(?:到\d+)?"
)
_FORMULA = re.compile(r"[-−(]*\d[\d.%]*(?:[-+−÷=≠() ]+\d[\d.%]*\)*)+")
_ROUNDED = Decimal("0.00005")  # two places of a percentage
_MEAN = re.compile(r"\((?P<terms>[^()]+)\) ÷ (?P<count>\d+)")


def unsupported(answer: Answer) -> list[str]:
    """Return the numbers shown that nothing supports."""
    cited = set(_cited_numbers(answer))
    known = cited | _computed(answer, cited)
    shown = [answer.text, *answer.notes, *answer.options]
    if answer.computed is not None:
        shown.append(answer.computed.formula)
    loose = []
    for text in shown:
        plain = _COUNTED.sub(" ", _YEAR.sub(" ", text))
        loose += [one for one in _numbers([plain]) if one not in known]
    return loose


def untrue(answer: Answer) -> list[str]:
    """Return the formulas shown whose sides are not equal, or are said not to be and are."""
    texts = [answer.text, *answer.notes, answer.computed.formula if answer.computed else ""]
    return [
        match.group()
        for text in texts
        for match in _FORMULA.finditer(text)
        if not _holds(match.group())
    ]


def _holds(formula: str) -> bool:
    sides = re.split("[=≠]", formula)
    values = [_side(side) for side in sides]
    if len(values) != 2 or values[0] is None or values[1] is None:
        return True
    return (abs(values[0] - values[1]) <= _ROUNDED) == ("=" in formula)


def _side(side: str) -> Decimal | None:
    value = _evaluated(side.replace("%", ""))
    return value / 100 if value is not None and "%" in side else value


def _numbers(texts: Iterable[str]) -> list[str]:
    found = (match.group() for text in texts for match in _NUMBER.finditer(_joined(text)))
    return [_plain(one) for one in found]


def _joined(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def _plain(number: str) -> str:
    """Write a number one way: 07 and 7.0 are 7."""
    sign = "%" if number.endswith("%") else ""
    return f"{Decimal(number.rstrip('%')).normalize():f}{sign}"


def _cited_numbers(answer: Answer) -> list[str]:
    texts = [one.text for one in answer.passages] + [one.section for one in answer.passages]
    for figure in answer.figures:
        texts += [figure.quote, figure.printed, figure.row_label, figure.column_label]
        texts += [f"{figure.value:f}"] if figure.value is not None else []
    spaced = [re.sub(r"(?<=\d)\s+(?=\d)", " ", text) for text in texts]
    return _numbers([*spaced, *("".join(text.split()) for text in texts)])


def _computed(answer: Answer, cited: set[str]) -> set[str]:
    """Return what comes out of the formulas shown, in turn, from numbers known so far."""
    texts = [answer.text, *answer.notes, answer.computed.formula if answer.computed else ""]
    formulas = [match.group() for text in texts for match in _FORMULA.finditer(text)]
    found: set[str] = set()
    for _ in range(3):  # a share may divide by a sum that another formula makes
        for formula in formulas:
            found |= _results(formula, cited | found)
    return found


def _results(formula: str, known: set[str]) -> set[str]:
    """Return the sides of a formula that follow from known numbers, and how many it divides by."""
    found: set[str] = set()
    for side in re.split("[=≠]", formula):
        terms = [_plain(one) for one in _NUMBER.findall(side)]
        counted = _mean_of(side)
        if len(terms) < 2 or any(one not in known and one != counted for one in terms):
            continue
        value = _evaluated(side)
        found |= {counted} if counted else set()
        found |= _written(value) if value is not None else set()
    return found


def _mean_of(side: str) -> str | None:
    """Return n where a side is the mean of the n terms in its brackets."""
    match = _MEAN.fullmatch(side.strip())
    if match is None or match["terms"].count("+") + 1 != int(match["count"]):
        return None
    return match["count"]


def _evaluated(side: str) -> Decimal | None:
    """Work out a side of a formula: numbers, + - ÷ and brackets, in the usual order."""
    tokens = re.findall(r"\d+(?:\.\d+)?|[-+÷()]", side.replace("−", "-"))
    try:
        value, rest = _expression(tokens)
    except (IndexError, ArithmeticError):
        return None
    return value if not rest else None


def _expression(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, tokens = _quotient(tokens)
    while tokens and tokens[0] in "+-":
        sign, (term, rest) = tokens[0], _quotient(tokens[1:])
        value, tokens = (value + term if sign == "+" else value - term), rest
    return value, tokens


def _quotient(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, tokens = _operand(tokens)
    while tokens and tokens[0] == "÷":
        divisor, tokens = _operand(tokens[1:])
        value = value / divisor
    return value, tokens


def _operand(tokens: list[str]) -> tuple[Decimal, list[str]]:
    if tokens[0] == "(":
        value, rest = _expression(tokens[1:])
        return value, rest[1:]
    if tokens[0] == "-":
        value, rest = _operand(tokens[1:])
        return -value, rest
    return Decimal(tokens[0]), tokens[1:]


def _written(value: Decimal) -> set[str]:
    """Return the ways a result is written: exact, to four places, in percent; without its sign."""
    size = abs(value)
    return {
        _plain(f"{size:f}"),
        _plain(f"{size.quantize(Decimal('0.0001')):f}"),
        _plain(f"{(size * 100).quantize(Decimal('0.01'), ROUND_HALF_UP):f}%"),
        _plain(f"{(size * 100).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"),  # 个百分点
    }
