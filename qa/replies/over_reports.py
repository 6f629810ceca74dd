"""Over many reports: rank, list, count — always with the coverage, cut to what was asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.answer import Computed
from qa.claimed_numbers import told_bound
from qa.conditions import read_condition
from qa.draft import Draft, clarify, not_found
from qa.labels import unit_of
from qa.naming import owner
from qa.numerals import han_number
from qa.question import Condition, Operation
from qa.replies.asked import Asked
from qa.replies.changes import asks_who_changed_most, rank_changes
from qa.replies.lookup import why_missing
from qa.replies.measure import Measured, Measurement, measure
from qa.replies.organ_sums import asks_for_sums, rank_sums
from qa.replies.series import series_break
from qa.replies.shares import EXACT, Share
from qa.replies.wording import number, percent, trust_notes

_MOST_LISTED = 30
_MOST_NAMED = 10
_SHOWN_UNASKED = 10
_ANY = Condition(">", Decimal(0))
_BOUND = re.compile(r"\d+(?:\.\d+)?(?:%|件|个百分点|[万亿]元?|元)")
_EVERY_YEAR = re.compile(
    "从来|从没|从未|始终|一直|每年都|(?<![几些])年年(?![底末初])|各年都|历年都|每一年都|连续.{0,4}年都"
)
_HAS_NONE = re.compile("(?<!有)(?:没有?|未|从无)(?!错|问题)")
_EITHER = re.compile("或者?")
_SO_MANY = re.compile(r"的(?P<count>[两二三四五六七八九十]|\d{1,2})(?:家|个|名)")
_GAP = re.compile("差(?:了|距)?(?:多少|几)|相差|[多少](?:了|出)?(?:多少|几)")
_PLACES = re.compile("第(?P<place>[一二三四五六七八九十])(?!季|部|款|条|项)")
_OF_REPORTS = re.compile("报告|年报|(?<!年)份")


def rank(asked: Asked) -> Draft:
    """Order reports by a figure or a share; name the one asked for, or the first few."""
    if asks_who_changed_most(asked):
        return rank_changes(asked)
    if asks_for_sums(asked):
        return rank_sums(asked)
    taken = measure(asked)
    if not taken.measured:
        return nothing_measured(taken)
    asked = _between_places(asked)
    operation = asked.question.operation
    taken = replace(taken, asked=asked)
    ordered = sorted(taken.measured, key=lambda one: one.value, reverse=not operation.ascending)
    limit = operation.limit or _limit_in(asked.question.text)
    shown = _shown(ordered, limit, operation.position)
    if operation.limit == 1 or operation.position is not None:
        text = _placed(taken, ordered, shown)
    else:
        text = _table(taken, ordered, shown)
    pooled = taken.of is not None and not operation.limit and not operation.position
    if pooled:
        text = f"{_pooled(taken)}\n{text}"
    operands = taken.operands(taken.measured if pooled else shown)
    text = f"{_lead_of(taken, shown)}{text}"
    first = shown[0] if operation.limit == 1 and len(shown) == 1 else None
    how = "；".join([_ranking_in_words(taken, shown), *(_pooled_sums(taken) if pooled else ())])
    return Draft(
        "answered",
        f"{text}\n{taken.coverage_words}",
        first.value.quantize(EXACT) if first and taken.of else first.value if first else None,
        taken.unit if first else None,
        operands=operands,
        computed=Computed("rank", how, None, taken.coverage),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )


def _between_places(asked: Asked) -> Asked:
    """Read 第二名比第一名少多少 as the first places, the largest first, with what lies between."""
    places = [han_number(match["place"]) or 1 for match in _PLACES.finditer(asked.question.text)]
    if len(places) < 2:
        return asked
    operation = Operation("rank", "第", limit=max(places))
    return replace(asked, question=replace(asked.question, operation=operation))


def _limit_in(text: str) -> int | None:
    """Return how many are asked for: 垫底的两家."""
    match = _SO_MANY.search(text)
    return han_number(match["count"]) if match else None


def _lead_of(taken: Measurement, shown: Sequence[Measured]) -> str:
    """Say by how much the first leads, where the question asks what lies between them."""
    if taken.of is not None or len(shown) < 2 or not _GAP.search(taken.asked.question.text):
        return ""
    first, second = shown[0].value, shown[1].value
    gap = f"{number(first)} - {number(second)} = {number(first - second)}"
    return f"第1名与第2名相差{number(abs(first - second))}{taken.unit}（{gap}）。\n"


def nothing_measured(taken: Measurement) -> Draft:
    """Say that none of the reports has the number, and why where their form explains it."""
    (operand, *_), *_ = taken.asked.operands(taken.cells[:1], taken.lacking[:1])
    why = why_missing(operand) if operand.state == "missing" else ""
    text = f"范围内的{len(taken.lacking)}份报告都没有{taken.name}的数。{why}"
    return not_found(text, *taken.asked.notes)


def _most(taken: Measurement) -> str:
    """最多 or 最少; a share is 最高 or 最低."""
    more, less = ("高", "低") if taken.of is not None else ("多", "少")
    return f"最{less if taken.asked.question.operation.ascending else more}"


def _direction(taken: Measurement) -> str:
    more, less = ("高", "低") if taken.of is not None else ("多", "少")
    ascending = taken.asked.question.operation.ascending
    return f"由{less}到{more}" if ascending else f"由{more}到{less}"


def _placed(taken: Measurement, ordered: Sequence[Measured], shown: Sequence[Measured]) -> str:
    """Name who holds one place of the ranking."""
    position = taken.asked.question.operation.position
    place = f"第{position}名" if position else _most(taken)
    by = f"按{taken.subject}{_direction(taken)}排列。"
    if position and position > len(ordered):
        return f"只有{len(ordered)}份报告有这一项的数，没有{place}。{by}"
    same = [one for one in ordered if one.value == shown[0].value]
    if len(same) == 1:
        link = "是" if position else "的是"
        return f"{place}{link}{taken.names.of(same[0].card)}，{taken.shown(same[0])}。{by}"
    named = "、".join(f"{taken.names.of(one.card)}" for one in shown[:_MOST_NAMED])
    rest = "等" if len(same) > min(len(shown), _MOST_NAMED) else ""
    amount = percent(shown[0].value) if taken.of else taken.shown(shown[0])
    return f"并列{place}的有{len(same)}个，都是{amount}：{named}{rest}。{by}"


def _table(taken: Measurement, ordered: Sequence[Measured], shown: Sequence[Measured]) -> str:
    """List the first places, a line each, and count the rest."""
    places = _places(ordered)
    lines = [
        f"第{places[one.card.id]}名 {taken.names.of(one.card)}：{taken.shown(one)}" for one in shown
    ]
    rest = len(ordered) - len(shown)
    cut = f"，前{len(shown)}名" if rest else ""
    left = [f"其余{rest}份从略。"] if rest else []
    return "\n".join([f"{taken.subject}{_direction(taken)}{cut}：", *lines, *left])


def _pooled(taken: Measurement) -> str:
    """Divide the sums over all reports: what the share is of all taken together."""
    shares = [one.share for one in taken.measured if one.share is not None]
    tops = tuple(_column_sum(shares, index, above=True) for index in range(len(shares[0].tops)))
    below = range(len(shares[0].bottoms))
    bottoms = tuple(_column_sum(shares, index, above=False) for index in below)
    whole = Share(tops, bottoms)
    return f"{len(shares)}份报告合起来是{percent(whole.value or Decimal(0))}（{whole.division}）。"


def _pooled_sums(taken: Measurement) -> Iterator[str]:
    """Show how both sides of the share over all reports were added up."""
    shares = [one.share for one in taken.measured if one.share is not None]
    for above in (True, False):
        for index in range(len(shares[0].tops if above else shares[0].bottoms)):
            sides = (share.tops if above else share.bottoms for share in shares)
            terms = " + ".join(number(side[index] or Decimal(0)) for side in sides)
            yield f"{terms} = {number(_column_sum(shares, index, above=above))}"


def _column_sum(shares: Sequence[Share], index: int, *, above: bool) -> Decimal:
    sides = (share.tops if above else share.bottoms for share in shares)
    return sum((side[index] or Decimal(0) for side in sides), Decimal(0))


def _ranking_in_words(taken: Measurement, shown: Sequence[Measured]) -> str:
    """Say what the ranking goes by; a share shows its division."""
    divided = [
        f"{taken.names.of(one.card)} {one.share.formula}" for one in shown if one.share is not None
    ]
    return "；".join([f"{taken.subject}，{_direction(taken)}", *divided])


def _shown(measured: Sequence[Measured], limit: int | None, position: int | None) -> list[Measured]:
    """Cut the ranking, keeping everyone who ties with the last one shown."""
    if position is not None and position <= len(measured):
        bar = measured[position - 1].value
        return [one for one in measured if one.value == bar][:_MOST_LISTED]
    count = min(limit or _SHOWN_UNASKED, len(measured))
    bar = measured[count - 1].value
    tied = [one for one in measured[count:] if one.value == bar]
    return [*measured[:count], *tied][: max(_MOST_LISTED, count)]


def _places(ordered: Sequence[Measured]) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, one in enumerate(ordered):
        before = ordered[index - 1]
        same = index > 0 and before.value == one.value
        places[one.card.id] = places[before.card.id] if same else index + 1
    return places


def list_reports(asked: Asked) -> Draft:
    """List the reports whose figure meets the condition."""
    taken = measure(asked)
    if not taken.measured:
        return nothing_measured(taken)
    if (unclear := _unclear_bounds(asked)) is not None:
        return unclear
    condition = _condition(asked)
    fitting = _in_every_year(taken, taken.fitting(condition))
    if not fitting:
        return _none_fits(taken, condition)
    shown = fitting[:_MOST_LISTED]
    lines = [f"{taken.names.of(one.card)}：{taken.shown(one)}" for one in shown]
    if len(fitting) > len(shown):
        lines.append(f"另有{len(fitting) - len(shown)}个，从略。")
    head = f"{_counted(taken, fitting)}。{taken.subject}{condition_words(condition, taken)}的有："
    text = "\n".join([head, *lines, taken.coverage_words])
    return _conditional(taken, condition, text, shown, fitting)


def count(asked: Asked) -> Draft:
    """Count the reports whose figure meets the condition."""
    taken = measure(asked)
    if not taken.measured:
        return nothing_measured(taken)
    if (unclear := _unclear_bounds(asked)) is not None:
        return unclear
    condition = _condition(asked)
    fitting = _in_every_year(taken, taken.fitting(condition))
    if not fitting:
        return _none_fits(taken, condition, Decimal(0))
    shown = fitting[:_MOST_NAMED]
    named = "、".join(taken.line(one) for one in shown)
    rest = "等" if len(fitting) > len(shown) else ""
    how = condition_words(condition, taken)
    text = (
        f"{_counted(taken, fitting)}。{taken.subject}{how}的有{_counted(taken, fitting)}："
        f"{named}{rest}。\n{taken.coverage_words}"
    )
    return _conditional(taken, condition, text, fitting[:_MOST_LISTED], fitting, counted=True)


def _condition(asked: Asked) -> Condition:
    """Return the condition; having any where none is named, or none: 没有结转件的单位."""
    condition = asked.question.operation.condition or _ANY
    told = told_bound(asked.question.text, money=_is_money(asked))
    if told is not None and (_is_money(asked) or condition == _ANY or not condition.words):
        return told  # 不足50000元 is less than 5 of the tables' 万元
    if condition.bound or condition.comparison != ">":
        return condition
    bare = asked.question.text
    for cell in asked.question.cells:
        bare = bare.replace(cell.words, " ") if cell.words else bare
    return Condition("=", Decimal(0)) if _HAS_NONE.search(bare) else condition


def _is_money(asked: Asked) -> bool:
    cell = asked.question.cells[0]
    return unit_of(cell.row, cell.column) in ("万元", "元")


def _unclear_bounds(asked: Asked) -> Draft | None:
    """Ask back where the question bounds the figure twice, or in a way that was not read."""
    if _several_bounds(asked):
        return _ask_one_bound(asked)
    bound = _unread_bound(asked)
    return None if bound is None else _ask_which_way(asked, bound)


def _several_bounds(asked: Asked) -> bool:
    """Whether the question gives two bounds for one figure: 不到10件或超过200件."""
    parts = _EITHER.split(asked.question.text)
    return len(parts) > 1 and sum(read_condition(part) is not None for part in parts) > 1


def _unread_bound(asked: Asked) -> str | None:
    """Return a number the question bounds the figure by and that no condition was read from."""
    condition = asked.question.operation.condition
    if condition is not None and re.search(r"\d|[一二三四五六七八九十百]", condition.words):
        return None
    if told_bound(asked.question.text, money=_is_money(asked)) is not None:
        return None
    match = _BOUND.search(asked.question.text)
    return match.group() if match else None


def _ask_which_way(asked: Asked, bound: str) -> Draft:
    led = rf"(?:达到?|到|有)?{re.escape(bound)}"
    text = asked.question.text
    options = tuple(re.sub(led, f"{word}{bound}", text) for word in ("不少于", "超过", "少于"))
    return clarify(f"“{bound}”是下限还是上限？请问要找哪一种？", options)


def _in_every_year(taken: Measurement, fitting: Sequence[Measured]) -> list[Measured]:
    """Keep the organs that fit in every year, where the question asks that: 每年都超过50件."""
    years = {card.year for card in taken.asked.plan.cards}
    if len(years) < 2 or not _EVERY_YEAR.search(taken.asked.question.text):
        return list(fitting)
    count = Counter(owner(one.card) for one in fitting)
    return [one for one in fitting if count[owner(one.card)] == len(years)]


def _ask_one_bound(asked: Asked) -> Draft:
    text = asked.question.text
    found = (read_condition(part) for part in _EITHER.split(text))
    bounds = [one.words.removesuffix("的") for one in found if one is not None]
    others = ("|".join(re.escape(one) for one in bounds if one != kept) for kept in bounds)
    options = tuple(re.sub(f"(?:或者?)?(?:{left})(?:或者?)?", "", text) for left in others)
    return clarify("一次只能按一个条件找，请问先看哪一个？", options)


def _counted(taken: Measurement, fitting: Sequence[Measured]) -> str:
    """Count the organs that fit; the years of one organ; reports where those are asked for."""
    if taken.names.one_organ and not taken.names.one_year:
        return f"{len(fitting)}年"
    if _OF_REPORTS.search(taken.asked.question.text):
        return f"{len(fitting)}份报告"
    organs = {(one.card.organ, one.card.region) for one in fitting}
    reports = f"（{len(fitting)}份报告）" if len(organs) != len(fitting) else ""
    return f"{len(organs)}个机关{reports}"


def _conditional(
    taken: Measurement,
    condition: Condition,
    text: str,
    cited: Sequence[Measured],
    fitting: Sequence[Measured],
    *,
    counted: bool = False,
) -> Draft:
    operands = taken.operands(cited)
    reports = taken.names.one_organ or bool(_OF_REPORTS.search(taken.asked.question.text))
    found = {one.card.id if reports else one.card.organ + str(one.card.region) for one in fitting}
    value = Decimal(len(found)) if counted else None
    operation = "count" if counted else "list"
    words = f"{taken.subject}{condition_words(condition, taken)}，共{len(found)}个"
    return Draft(
        "answered",
        text,
        value,
        ("份" if reports else "个") if counted else None,
        operands=operands,
        computed=Computed(operation, words, value, taken.coverage),
        notes=(*taken.asked.notes, *trust_notes(operands)),
    )


def _none_fits(taken: Measurement, condition: Condition, value: Decimal | None = None) -> Draft:
    """Say that none meets the condition, with the one that comes nearest."""
    below = condition.comparison in ("<", "<=", "=")
    nearest = (min if below else max)(taken.measured, key=lambda one: one.value)
    how = condition_words(condition, taken)
    extreme = "最低" if below else "最高"
    text = (
        f"没有。{taken.subject}没有{how}的，{extreme}的是{taken.line(nearest)}。\n"
        f"{taken.coverage_words}"
    )
    operands = taken.operands([nearest])
    computed = Computed(
        "list" if value is None else "count", f"{taken.subject}{how}，共0个", value, taken.coverage
    )
    return Draft(
        "answered",
        text,
        value,
        "个" if value is not None else None,
        operands=operands,
        computed=computed,
        notes=(*taken.asked.notes, *trust_notes(operands)),
    )


def condition_words(condition: Condition, taken: Measurement) -> str:
    """Write a condition on what is measured; a share's bound is in percent."""
    percentage = condition.bound > 1 or "%" in condition.words
    unit = "%" if taken.of is not None and percentage else taken.unit
    return condition_in_words(condition, "" if unit == "比例" else unit)


def condition_in_words(condition: Condition, unit: str) -> str:
    """Write a condition in words: 超过50件, 为零, 在5到10件之间."""
    bound = f"{number(condition.bound)}{unit}"
    if condition.upper is not None:
        return f"在{number(condition.bound)}到{number(condition.upper)}{unit}之间"
    if not condition.bound:
        zero = {">": "不为零", "=": "为零", "!=": "不为零"}.get(condition.comparison)
        if zero:
            return zero
    words = {">": "超过", ">=": "不少于", "<": "少于", "<=": "不超过", "=": "等于", "!=": "不是"}
    return f"{words[condition.comparison]}{bound}"
