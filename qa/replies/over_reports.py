"""Over many reports: rank, list, count, total, average, median — always with the coverage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.evidence import Operand
from qa.plan import name_of
from qa.question import Condition
from qa.replies.asked import Asked
from qa.replies.calculate import series_break
from qa.replies.shares import default_denominator
from qa.replies.wording import amount, cell_name, number, percent, trust_notes

_MOST_LISTED = 30
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class _Measured:
    """A report with the number it is judged by, and the operands it was worked out from."""

    operands: tuple[Operand, ...]
    value: Decimal
    shown: str

    @property
    def name(self) -> str:
        return name_of(self.operands[0].card)


def _measure(asked: Asked) -> tuple[list[_Measured], list[Operand]]:
    """Return the reports with a number, and the operands of those without."""
    question = asked.question
    top = next((c for c in question.cells if c not in question.denominator), question.cells[0])
    if not question.operation.relative and not question.denominator:
        column = [row[0] for row in asked.operands((top,))]
        known = [o for o in column if o.value is not None]
        measured = [_Measured((o,), o.value or Decimal(0), amount(o)) for o in known]
        return measured, [o for o in column if o.value is None]
    bottoms = question.denominator or default_denominator(top)
    found: list[_Measured] = []
    without: list[Operand] = []
    for row in asked.operands((top, *bottoms)):
        below = sum((o.value or Decimal(0) for o in row[1:]), Decimal(0))
        if any(o.value is None for o in row) or not below:
            without.append(row[0])
            continue
        part = (row[0].value or Decimal(0)) / below
        shown = f"{percent(part)}（{number(row[0].value or Decimal(0))} ÷ {number(below)}）"
        found.append(_Measured(tuple(row), part, shown))
    return found, without


def _coverage(measured: Sequence[_Measured], without: Sequence[Operand]) -> Coverage:
    return Coverage(len(measured), len(measured) + len(without))


def _coverage_words(coverage: Coverage, operands: Sequence[Operand]) -> str:
    doubtful = len({o.card.id for o in operands if o.figures and not o.trusted})
    words = f"统计范围：{coverage.known}份报告中的{coverage.used}份有这一项的数"
    return words + (f"，其中{doubtful}份的数未核验。" if doubtful else "。")


def _none(asked: Asked, without: Sequence[Operand]) -> Draft:
    name = cell_name(without[0]) if without else "这一项"
    return not_found(f"范围内的{len(without)}份报告都没有“{name}”的数。", *asked.notes)


def rank(asked: Asked) -> Draft:
    """Order reports by a figure or a share."""
    measured, without = _measure(asked)
    if not measured:
        return _none(asked, without)
    operation = asked.question.operation
    measured.sort(key=lambda one: one.value, reverse=not operation.ascending)
    shown = _shown(measured, operation.limit, operation.position)
    places = _places(measured)
    lines = [f"第{places[one.name]}名 {one.name}：{one.shown}" for one in shown]
    operands = [operand for one in shown for operand in one.operands]
    coverage = _coverage(measured, without)
    name = cell_name(measured[0].operands[0])
    direction = "由少到多" if operation.ascending else "由多到少"
    head = f"按“{name}”{direction}："
    text = "\n".join([head, *lines, _coverage_words(coverage, operands)])
    first = shown[0] if operation.limit == 1 and len(shown) == 1 else None
    share = bool(asked.question.denominator) or operation.relative
    return Draft(
        "answered",
        text,
        first.value if first else None,
        ("比例" if share else first.operands[0].unit) if first else None,
        operands=tuple(operands),
        computed=Computed("rank", _ranking_in_words(name, direction, shown), None, coverage),
        notes=(*asked.notes, *trust_notes(operands), *series_break(operands)),
    )


def _ranking_in_words(name: str, direction: str, shown: Sequence[_Measured]) -> str:
    """Say what the ranking goes by; a share shows its division."""
    divided = [f"{one.name} {one.shown}" for one in shown if len(one.operands) > 1]
    return "；".join([f"{name}，{direction}", *divided])


def _shown(
    measured: Sequence[_Measured], limit: int | None, position: int | None
) -> list[_Measured]:
    """Cut the ranking, keeping everyone who ties with the last one shown."""
    if position is not None and position <= len(measured):
        bar = measured[position - 1].value
        return [one for one in measured if one.value == bar][:_MOST_LISTED]
    count = min(limit or 10, len(measured))
    bar = measured[count - 1].value
    tied = [one for one in measured[count:] if one.value == bar]
    return [*measured[:count], *tied][:_MOST_LISTED]


def _places(measured: Sequence[_Measured]) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, one in enumerate(measured):
        same = index > 0 and measured[index - 1].value == one.value
        places[one.name] = places[measured[index - 1].name] if same else index + 1
    return places


def list_reports(asked: Asked) -> Draft:
    """List the reports whose figure meets the condition."""
    measured, without = _measure(asked)
    if not measured:
        return _none(asked, without)
    condition = asked.question.operation.condition or Condition(">", Decimal(0))
    fitting = [one for one in measured if condition.holds(one.value)]
    fitting.sort(key=lambda one: one.value, reverse=True)
    coverage = _coverage(measured, without)
    name = cell_name(measured[0].operands[0])
    everyone = [operand for one in measured for operand in one.operands]
    tail = _coverage_words(coverage, everyone)
    if not fitting:
        text = f"没有。范围内没有报告的“{name}”符合条件。{tail}"
        return _listing(asked, text, [], coverage, name, measured[:_MOST_LISTED])
    lines = [f"{one.name}：{one.shown}" for one in fitting[:_MOST_LISTED]]
    if len(fitting) > _MOST_LISTED:
        lines.append(f"另有{len(fitting) - _MOST_LISTED}份，从略。")
    text = "\n".join([f"“{name}”符合条件的有{len(fitting)}份报告：", *lines, tail])
    return _listing(asked, text, fitting, coverage, name, fitting[:_MOST_LISTED])


def count(asked: Asked) -> Draft:
    """Count the reports whose figure meets the condition."""
    measured, without = _measure(asked)
    if not measured:
        return _none(asked, without)
    condition = asked.question.operation.condition or Condition(">", Decimal(0))
    fitting = [one for one in measured if condition.holds(one.value)]
    coverage = _coverage(measured, without)
    name = cell_name(measured[0].operands[0])
    everyone = [operand for one in measured for operand in one.operands]
    names = (
        "：" + "、".join(f"{one.name}（{one.shown}）" for one in fitting[:_MOST_LISTED])
        if fitting
        else ""
    )
    tail = _coverage_words(coverage, everyone)
    text = f"{len(fitting)}个。“{name}”符合条件的有{len(fitting)}个{names}。\n{tail}"
    draft = _listing(asked, text, fitting, coverage, name, fitting or measured[:_MOST_LISTED])
    return Draft(
        draft.status,
        draft.text,
        Decimal(len(fitting)),
        "个",
        operands=draft.operands,
        computed=Computed("count", f"“{name}”符合条件的报告数", Decimal(len(fitting)), coverage),
        notes=draft.notes,
    )


def _listing(
    asked: Asked,
    text: str,
    fitting: Sequence[_Measured],
    coverage: Coverage,
    name: str,
    cited: Sequence[_Measured],
) -> Draft:
    operands = tuple(operand for one in cited for operand in one.operands)
    return Draft(
        "answered",
        text,
        operands=operands,
        computed=Computed("list", f"“{name}”，{len(fitting)}份符合", None, coverage),
        notes=(*asked.notes, *trust_notes([o for one in fitting for o in one.operands])),
    )


def total(asked: Asked) -> Draft:
    """Add a figure up over the reports."""
    return _aggregate(asked, "total", "合计", lambda values: sum(values, Decimal(0)))


def average(asked: Asked) -> Draft:
    """Take the mean of a figure over the reports that have it."""
    return _aggregate(
        asked, "average", "平均", lambda values: sum(values, Decimal(0)) / Decimal(len(values))
    )


def middle(asked: Asked) -> Draft:
    """Take the median of a figure over the reports that have it."""
    return _aggregate(asked, "median", "中位数", lambda values: Decimal(median(values)))


def _aggregate(
    asked: Asked, operation: str, word: str, work_out: Callable[[list[Decimal]], Decimal]
) -> Draft:
    measured, without = _measure(asked)
    if not measured:
        return _none(asked, without)
    value = work_out([one.value for one in measured])
    coverage = _coverage(measured, without)
    operands = tuple(operand for one in measured for operand in one.operands)
    unit = "比例" if len(measured[0].operands) > 1 else measured[0].operands[0].unit
    shown = (
        percent(value) if unit == "比例" else f"{number(value.quantize(Decimal('0.0001')))}{unit}"
    )
    name = cell_name(measured[0].operands[0])
    formula = _formula(operation, [one.value for one in measured], value)
    each = "、".join(f"{one.name}{one.shown}" for one in measured[:_MOST_NAMED])
    rest = f"等{len(measured)}份" if len(measured) > _MOST_NAMED else ""
    text = (
        f"{shown}。{len(measured)}份报告“{name}”{word}{shown}（{formula}）。\n"
        f"{each}{rest}。\n{_coverage_words(coverage, operands)}"
    )
    return Draft(
        "answered",
        text,
        value,
        unit,
        operands=operands,
        computed=Computed(operation, formula, value, coverage),
        notes=(*asked.notes, *trust_notes(operands), *series_break(operands)),
    )


def _formula(operation: str, values: Sequence[Decimal], value: Decimal) -> str:
    shown = [number(one) if one == one.to_integral() or one > 1 else percent(one) for one in values]
    result = number(value.quantize(Decimal("0.0001")))
    if operation == "median":
        return f"{'、'.join(sorted(shown, key=len))} 的中位数 {result}"
    terms = " + ".join(shown)
    if operation == "average":
        return f"({terms}) ÷ {len(values)} = {result}"
    return f"{terms} = {result}"
