"""Conditions a question puts on a figure: 超过5件, 不足一百件, 一件都没有, 上千件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qa.numerals import han_number
from qa.question import Condition

_NUMBER = r"(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)(?![半成倍])"
_UNIT = r"(?:件|个|次|起|宗|条|份|例|部|项|万元|元|%)?"
_ITSELF = r"(?P=number)(?:件|个|次|起|宗|条|份|例|部|项|万元|元|%)?"
_CONDITIONS: tuple[tuple[str, str], ...] = (
    (
        rf"{_NUMBER}{_UNIT}(?:及)?以上\s*[(（,，]?\s*(?:不含|不包括|不包含|不算|不计|不含有)(?:本数|{_ITSELF})",
        ">",
    ),
    (
        rf"{_NUMBER}{_UNIT}(?:及)?以下\s*[(（,，]?\s*(?:不含|不包括|不包含|不算|不计|不含有)(?:本数|{_ITSELF})",
        "<",
    ),
    (
        rf"(?:没有?|未|不)(?:曾)?(?:超过|超出|超|突破|过|大于|多于|高于)(?:了)?{_NUMBER}{_UNIT}",
        "<=",
    ),
    (
        rf"(?:在|为|是)?{_NUMBER}{_UNIT}?(?:到|至|—|-|~|～)(?P<upper>\d+){_UNIT}(?:之间|的)",
        "between",
    ),
    (rf"(?:大于等于|不少于|不低于|至少|起码){_NUMBER}{_UNIT}", ">="),
    (rf"{_NUMBER}{_UNIT}(?:及)?以上", ">="),
    (
        rf"(?:超过|大于|多于|高于|突破|超出|超|破|不止|(?<![经通没未不])过)(?:了)?{_NUMBER}{_UNIT}",
        ">",
    ),
    (rf"(?:小于等于|不超过|不多于|不大于|至多|最多){_NUMBER}{_UNIT}", "<="),
    (rf"{_NUMBER}{_UNIT}(?:及)?以下", "<="),
    (rf"(?:少于|小于|低于|不足|不到|没到|未到|不满|没满|未满|不够|(?<!不)差){_NUMBER}{_UNIT}", "<"),
    (rf"(?:正好|恰好|刚好|等于){_NUMBER}{_UNIT}", "="),
    (r"不[是为]\s*(?:零|0)(?!\d)|非零|大于零|不等于0", "nonzero"),
    (
        r"(?:为|是|等于|都是|均为|填|报)\s*(?:零|〇|0)(?!\d)|零(?:申请|复议|诉讼|收费|件)|"
        r"(?<!同)(?:一[件个起次例宗份条]|半件)[^,，。?？]{0,12}(?:都|也)(?:没|未|无|不)|"
        r"(?<!同)一[件起宗份](?:申请|复议|诉讼|许可|处罚)?(?:没|未)(?!办|答|结|公开|给)|"
        r"(?:一分钱|一毛钱|分文)[^,，。?？]{0,14}(?:没|未|无|不)|没有?用过|(?<!有)(?:从没|没有|没|未)(?:收到|发生|出现)过?",
        "zero",
    ),
)
_SEVERAL = r"(?:\d+|[一二两三四五六七八九十百]+)(?![半成倍])"
_FLOOR = (
    rf"(?:(?P<over>超过|大于|多于|高于|突破|超出|超|破|不止)了?|(?P<least>不少于|不低于|至少|起码|大于等于)?)"
    rf"(?P<floor>{_SEVERAL}){_UNIT}(?P<up>(?:及)?以上)?|(?P<some>不[是为]零|非零|(?<![没未])有(?:是有)?(?=[,，]?(?:但|却|可是|不过)))"
)
_CEILING = (
    rf"(?:(?P<under>少于|小于|低于|不足|不到|没到|未到|不满|没满|未满|不够)|"
    rf"(?P<most>不超过|没超过|不多于|不大于|至多|最多))?(?P<ceiling>{_SEVERAL}){_UNIT}(?P<down>(?:及)?(?:以下|以内|之内))?"
)
_TURN = "[,，、]?(?:但是?|可是|不过|而|且|并且?|同时|却|又|也|还|到)?[,，]?(?:又|都|是|在|数量)?"
_BOTH_ENDS = re.compile(rf"(?:{_FLOOR})件?的?{_TURN}(?:{_CEILING})")
_NO_SUCH_THING = re.compile(
    r"(?<!有)没有?(?:任何|一件)?(?:结转|行政复议|复议(?!就|直接|便)|行政诉讼|诉讼|新收|收到申请|行政许可|许可|"
    r"行政处罚|处罚|行政强制|收费|规范性文件|制发|废止)"
)
_MAGNITUDES: dict[str, tuple[int, int | None]] = {
    "百": (100, None),
    "千": (1000, None),
    "万": (10000, None),
    "个": (0, 9),
    "一": (0, 9),
    "两": (10, 99),
    "三": (100, 999),
    "四": (1000, 9999),
}
_MAGNITUDE = re.compile(
    r"(?<![通经不没])(?:过|上|破|超)(?P<over>[百千万])(?=件|个|起|条|的|$|\s)|"
    r"(?P<digits>[个一两三四])位数"
)
_WITH_NONE = re.compile(
    r"(?<!有)(?:没有?(?=\s|制|废|收|发|结|被|出|用|遇|碰|做|罚|打|吃|受|接|过|动|办|公开|给|拒|产|人)|"
    r"未(?=\s|收|发|制|被|出|产|接|结|废|办)|无(?=\s|任何|一)|不曾|从没|从未|压根没|没有过|为空|缺)"
)


def read_condition(text: str) -> Condition | None:
    """Return the condition a question puts on a figure, None if it puts none.

    >>> read_condition("新收申请超过50件").bound
    Decimal('50')
    """
    magnitude = _MAGNITUDE.search(text)
    if magnitude is not None:
        low, high = _MAGNITUDES[magnitude["over"] or magnitude["digits"]]
        return Condition(
            ">=", Decimal(low), None if high is None else Decimal(high), magnitude.group()
        )
    both = _between_two(text)
    if both is not None:
        return both
    for pattern, comparison in _CONDITIONS:
        match = re.search(pattern, text)
        if not match:
            continue
        if comparison == "nonzero":
            return Condition(">", Decimal(0), words=match.group())
        if comparison == "zero":
            return Condition("=", Decimal(0), words=match.group())
        value = _value(match["number"])
        if comparison == "between":
            return Condition(">=", value, Decimal(match["upper"]), match.group())
        return Condition(comparison, value, words=match.group())  # type: ignore[arg-type]
    return None


def _between_two(text: str) -> Condition | None:
    """Read 有但是不满10件, 超过5件不到20件 as one condition with two ends, of whole numbers."""
    for match in _BOTH_ENDS.finditer(text):
        floor_told = match["some"] or match["over"] or match["least"] or match["up"]
        ceiling_told = match["under"] or match["most"] or match["down"]
        if not (floor_told and ceiling_told) or "元" in match.group():
            continue
        low = 1 if match["some"] else _whole(match["floor"]) + bool(match["over"])
        high = _whole(match["ceiling"]) - bool(match["under"])
        if low <= high:
            return Condition(">=", Decimal(low), Decimal(high), match.group())
    return None


def _whole(words: str) -> int:
    return int(_value(words))


def _value(words: str) -> Decimal:
    if words.replace(".", "").isdecimal():
        return Decimal(words)
    return Decimal(han_number(f"一{words}" if words[0] == "百" else words) or 0)


def without(text: str, words: Sequence[str]) -> str:
    """Return `text` with each of the words blanked out once."""
    for one in words:
        text = text.replace(one, " " * len(one), 1) if one else text
    return text


def any_or_none(text: str, whole: str) -> Condition:
    """哪些单位有涉密不公开的 asks for those with at least one, 没有制发的 for those with none."""
    if _WITH_NONE.search(text) or _NO_SUCH_THING.search(whole):
        return Condition("=", Decimal(0), words="没有")
    return Condition(">", Decimal(0), words="有")
