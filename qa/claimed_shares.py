"""Shares and growth that a question states: 占了一半以上, 增长三成, 翻了一番."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qa.cell_catalogue import load_catalogue
from qa.claimed_numbers import number_in
from qa.claims import heard, only_asks, wants_confirming
from qa.denominators import read_denominator
from qa.question import CellRef, Claim, ClaimedAmount, Condition, Operation, Question

_NUM = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+)"
_OF = r"(?:了)?(?:[^,，。]{1,12}?的)?\s*"
_LEAST = rf"(?:(?P<least>超过|超|高于|多于|大于|过|不止|不少于|不低于|至少|突破){_OF})?"
_MOST = rf"(?:(?P<most>不到|不足|低于|少于|没到|未到|不超过|至多|最多){_OF})?"
_SHARE = re.compile(
    rf"{_LEAST}{_MOST}(?:"
    rf"(?P<percent>\d+(?:\.\d+)?)\s*%|百分之(?P<han_percent>{_NUM})|"
    rf"(?P<below>{_NUM})分之(?P<above>{_NUM})|(?P<tenths>{_NUM})成(?P<half_tenth>半)?(?![了为立])|"
    r"(?P<half>一半|半数|五成))(?P<after>以上|多|以下|左右|上下|不到)?"
)
_OVER_HALF = re.compile("过半|大半|多半|大部分|绝大多数|大多数?|大头|一多半|超半")
_DOUBLED = re.compile(
    "翻了?一?[番倍]|翻了?(?P<times>[两三])番|(?:增长|增加|多|涨|上升)了?(?:了|出)?一倍|成倍"
)
_TIMES = re.compile(
    rf"(?:是|为|达|达到|相当于|有)[^,，。]{{0,16}}?(?P<number>{_NUM})\s*多?倍(?P<more>多|以上)?"
)
_BY_ITSELF = re.compile("[翻增涨加长减降少]|腰斩")
_GROWS = re.compile(
    "(?:增长|增加|上升|上涨|涨|提高|下降|减少|下滑|回落|降|跌|少|多)了?(?:将近|近|约|超过|超|不到|至少)?"
    r"\s*(?:百分|\d|[一二三四五六七八九十两]成|一半)|[增降涨跌]幅"
)
_HALVED = re.compile("减半|腰斩|(?:少|减少|下降|降|跌)了?一半")
_ALL = re.compile("(?:都|全部|全都|统统|全(?=[是被因由属])|均|一律)(?!有|没|无|不|未|收|公开给)")
_ROUGH = Decimal("0.03")
_NO_POINTS = re.compile(r"\s*个?(?:百分)?点")
_HUNDRED = Decimal(100)


def claimed_share(bare: str) -> ClaimedAmount | None:
    """Return the share a question states, as 0..1, None where it states none or asks for one."""
    for match in _SHARE.finditer(bare):
        if _NO_POINTS.match(bare, match.end()):
            continue
        value, exact = _value(match)
        if value is not None:
            condition = _condition(match, value, exact)
            return ClaimedAmount(condition, "%", match.start())
    over = _OVER_HALF.search(bare)
    if over is None:
        return None
    return ClaimedAmount(Condition(">", Decimal("0.5"), None, over.group()), "%", over.start())


def claimed_multiple(bare: str) -> ClaimedAmount | None:
    """Return how many times the earlier figure the later one is said to be: 翻了一番 is 2."""
    match = _DOUBLED.search(bare)
    if match is not None:
        times = {"两": 4, "三": 8}.get(match["times"] or "", 2)
        stated = Condition("=", Decimal(times), None, match.group())
        return ClaimedAmount(stated, "倍", match.start())
    match = _TIMES.search(bare)
    number = number_in(match["number"]) if match is not None else None
    if match is not None and number:
        return ClaimedAmount(_times(match, number), "倍", match.start())
    match = _HALVED.search(bare)
    if match is None:
        return None
    half = Condition("=", Decimal("0.5"), None, match.group())
    return ClaimedAmount(half, "倍", match.start())


def _times(match: re.Match[str], number: Decimal) -> Condition:
    """两倍多 ends before 三倍; 1.85倍 is what rounds to it; 两倍 leaves a little room."""
    if match["more"]:
        upper = None if match["more"] == "以上" else number + 1
        return Condition(">=", number, upper, match.group())
    places = len(match["number"].partition(".")[2])
    near = Decimal("0.5").scaleb(-places) if places else number * _ROUGH
    return Condition(">=", number - near, number + near, match.group())


def _value(match: re.Match[str]) -> tuple[Decimal | None, bool]:
    """Return the share and whether it was said to the point."""
    if match["percent"]:
        return Decimal(match["percent"]) / _HUNDRED, True
    if match["han_percent"]:
        number = number_in(match["han_percent"])
        return (None if number is None else number / _HUNDRED), True
    if match["below"]:
        below, above = number_in(match["below"]), number_in(match["above"])
        return (above / below if below and above else None), False
    if match["half"]:
        return Decimal("0.5"), False
    tenths = number_in(match["tenths"])
    if tenths is None or tenths > 10:
        return None, False
    return (tenths + (Decimal("0.5") if match["half_tenth"] else 0)) / 10, False


def _condition(match: re.Match[str], value: Decimal, exact: bool) -> Condition:
    words, after = match.group(), match["after"] or ""
    if match["most"]:
        return Condition("<", value, None, words)
    if match["least"] or after in ("以上", "多"):
        from_there = after == "以上" and not match["least"]
        return Condition(">=" if from_there else ">", value, None, words)
    if after == "以下":
        return Condition("<=", value, None, words)
    near = _ROUGH
    if exact and not after:
        digits = len((match["percent"] or "").partition(".")[2])
        near = Decimal("0.005").scaleb(-digits) + Decimal("0.00001")
    return Condition(">=", value - near, value + near, words)


def with_share(question: Question, bare: str) -> Question | None:
    """Read a share, or a growth, that is stated: 不予公开占了办结的两成，对吗."""
    if not question.cells or only_asks(bare) or not (wants_confirming(bare) or heard(bare)):
        return None
    multiple = claimed_multiple(bare)
    alone = _one_figure(question)
    if alone and _grows_by_itself(bare, multiple):  # 2024年翻了一番: of the year before
        question = replace(question, years=replace(question.years, compare_previous=True))
    sides = len(question.years.years) > 1 or question.years.compare_previous
    two = sides or len(question.organs) > 1
    if two or (multiple is not None and len(question.cells) > 1):
        stated = multiple or claimed_share(bare)
        if stated is None:
            return None
        operation = _compared(question, bare)
        return replace(question, claim=Claim("change", (stated,)), operation=operation)
    stated = claimed_share(bare)
    if stated is None:
        return _all_of_it(question, bare)
    share = Operation("share", "占")
    cells, denominator = question.cells, question.denominator
    if not denominator:
        cells, denominator = read_denominator(bare, question.cells, share)
    claim = Claim("share", (stated,), certain=True)
    return replace(question, cells=cells, denominator=denominator, operation=share, claim=claim)


def _grows_by_itself(bare: str, multiple: ClaimedAmount | None) -> bool:
    """Whether a rate, or 翻番, is told of one year: it is over the year before."""
    if multiple is not None:
        return _BY_ITSELF.search(multiple.condition.words) is not None
    return bool(_GROWS.search(bare) and claimed_share(bare)) and "占" not in bare


def _one_figure(question: Question) -> bool:
    years = question.years
    one = len(question.cells) == len(question.organs) == len(years.years) == 1
    return one and not years.compare_previous and not question.denominator


def _compared(question: Question, bare: str) -> Operation:
    """Set the later beside the earlier, or the first named beside the second."""
    if question.operation.name in ("compare_yes_no", "difference"):
        return question.operation
    fewer = re.search("减|降|少|跌|腰斩", bare) is not None
    return Operation("compare_yes_no", "少" if fewer else "多", ascending=fewer)


def _all_of_it(question: Question, bare: str) -> Question | None:
    """Read 复议都维持了吗, 全部是因为第三方 as a claim that the part is the whole."""
    said = _ALL.search(bare)
    if said is None or len(question.cells) != 1 or len(question.years.years) > 1:
        return None
    if len(question.organs) != 1 or question.operation.name not in ("look_up", "yes_no"):
        return None
    cell = question.cells[0]
    whole = _whole_of(cell)
    if whole is None:
        return None
    stated = ClaimedAmount(Condition("=", Decimal(1), None, said.group()), "%", said.start())
    share = Operation("share", "占")
    claim = Claim("share", (stated,))
    return replace(question, denominator=(whole,), operation=share, claim=claim, premise=None)


def _whole_of(cell: CellRef) -> CellRef | None:
    rows = load_catalogue()
    row = rows.get(cell.row)
    if row is None or row.table == "active":
        return None
    if cell.column != "total":
        return CellRef(cell.row, "total", cell.words)
    return CellRef(row.parent, "total", cell.words) if row.parent else None
