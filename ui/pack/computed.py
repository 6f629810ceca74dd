"""Whether an answer's numbers follow from what it cites, told for a reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from qa.answer import Answer
from qa.sentences import numbers_in
from ui.pack.formula import Known, Step, number, steps_of

_SAME = Decimal("0.0000011")  # shares are kept with six digits
# Their formula says what was looked at; the numbers behind the shares are not all cited.
_NOT_ALL_CITED = frozenset({"similar"})
_COUNTED = frozenset({"count"})
_MOST_STEPS = 2000
_LONGEST_FORMULA = 300_000  # that of a total over ten thousand reports is a third of it
_SHOWN = 60  # characters of a formula in a message


def faults_of(answer: Answer) -> tuple[str, ...]:
    """Return what does not follow: a wrong sum, an operand from nowhere, another value."""
    if answer.computed is not None and len(answer.computed.formula) > _LONGEST_FORMULA:
        return ("算式长得不像真的",)
    try:
        return tuple(_faults(answer))
    except ArithmeticError:  # numbers beyond what a decimal holds
        return ("算式里的数大得不像真的",)


def _faults(answer: Answer) -> Iterator[str]:
    computed = answer.computed
    steps = steps_of(computed.formula) if computed is not None else ()
    if len(steps) > _MOST_STEPS:
        yield f"算式有 {len(steps)} 步，多得不像真的"
        return
    for step in steps:
        if not step.holds:
            shown = "" if step.shown is None else f" = {step.shown}"
            yield f"算式不成立：{_short(step.words)}{shown[:_SHOWN]}"
    if computed is not None and computed.operation not in _NOT_ALL_CITED:
        yield from _unsupported(steps, answer)
    for value in (answer.value, computed.value if computed is not None else None):
        if value is not None and not _follows(value, answer, steps):
            yield f"数值 {value} 不是从所引各数得来的"


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"


def _unsupported(steps: tuple[Step, ...], answer: Answer) -> Iterator[str]:
    known = _known(answer)
    results = [step.value for step in steps if step.value is not None and step.shown is not None]
    results += [number(step.shown) for step in steps if step.shown is not None]
    for step in steps:
        others = [result for result in results if result != step.value] if step.shown else results
        for operand in step.operands:
            if number(operand) not in others and not known.supports(operand):
                yield f"算式里的 {operand[:_SHOWN]} 没有所引的格子（{_short(step.words)}）"


def _known(answer: Answer) -> Known:
    by_report: dict[str, list[Decimal]] = {}
    for figure in answer.figures:
        if figure.value is not None:
            by_report.setdefault(figure.report, []).append(figure.value)
    return Known(by_report.values())


def _follows(value: Decimal, answer: Answer, steps: tuple[Step, ...]) -> bool:
    operation = answer.computed.operation if answer.computed is not None else ""
    if operation in _COUNTED:
        reports = len({figure.report for figure in answer.figures})
        return value == reports or value == 0 or (value > reports and reports >= _MOST_LISTED)
    worked = [step.value for step in steps if step.value is not None]
    cited = [figure.value for figure in answer.figures if figure.value is not None]
    if any(abs(abs(one) - abs(value)) <= _SAME for one in (*worked, *cited)):
        return True
    return any(value in _numbers_of(passage.text) for passage in answer.passages)


_MOST_LISTED = 30  # an answer names no more reports; a larger count cannot be counted again


def _numbers_of(text: str) -> set[Decimal]:
    flat = "".join(unicodedata.normalize("NFKC", text).split())
    return {one.value for one in numbers_in(flat) if one.value is not None}


def unfounded_numbers(answer: Answer) -> tuple[str, ...]:
    """Return the numbers in an answer's text that nothing it cites or works out has.

    Years, and counts of what the sentence itself lists, are left aside.
    """
    if answer.status != "answered" or not (answer.figures or answer.passages):
        return ()
    told = [figure.quote for figure in answer.figures] + [one.text for one in answer.passages]
    told += [f"{one.value} {one.printed} {one.row_label}" for one in answer.figures]
    told += [*answer.notes, *(one.section for one in answer.passages), answer.question]
    if answer.computed is not None:
        told += [answer.computed.formula, f"{answer.computed.value}"]
    founded = {_plain(one) for text in told for one in _PRINTED.findall(_flat(text))}
    shown = _PRINTED.findall(_COUNTS.sub("", _flat(answer.text)))
    return tuple(one for one in shown if _plain(one) not in founded and not _is_year(one))


_PRINTED = re.compile(r"\d+(?:\.\d+)?")
_COUNTS = re.compile(r"\d+(?:份|个|处|项|名|家|月|日|号)")


def _flat(text: str) -> str:
    """Join the lines of a page, but not the cells of a row."""
    normal = unicodedata.normalize("NFKC", text)
    return re.sub(r"(?<=\D)\s+|\s+(?=\D)", "", normal)


def _plain(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits.lstrip("0") or "0"


def _is_year(digits: str) -> bool:
    return digits.isdecimal() and 2000 <= int(digits) <= 2100
