"""Numbers with what stands before and after them: 近600件, 不到2亿元, 多了20件, 填的36."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from qa.numerals import han_number
from qa.question import ClaimedAmount, Condition

_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_HAN = "[零〇一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万]*"
# Nouns that a count of 个, 项, 条, 份 or 次 belongs to, so that it counts no applications.
_OTHER_THINGS = (
    "数|单位|机关|部门|局|街道|乡镇|镇|区县|县|区|年|月|季度|星期|礼拜|小时|工作日|部分|问题|方面|栏|"
    "格|表|渠道|类|选项|指标|层次|环节|人|村|社区|项目名|理由|原因|口径|版本|报告|年报|清单|名单|图|"
    "合同|材料|表格|总数|名次|点|百分点|回合|答案|结果各|大项|小项|子项|数据|字|步|样"
)
_UNIT = (
    rf"(?P<unit>万元|亿元|元|块钱|块|件次|件|起|宗|例|桩|笔|人次|篇|期|场|户|封|"
    rf"(?:个|项|条|份|次|部|回|单)(?!{_OTHER_THINGS}))"
)
_BEFORE = (
    r"(?P<before>超过|超|多于|大于|高于|突破|破|不止|没有(?=\s*\d)|不少于|不低于|不下|至少|起码|少于|低于|小于|不足|不到|不满|"
    r"没到|未到|不超过|没超过|未超过|不多于|至多|最多|顶多|将近|接近|近|快|约为?|大约|大概|差不多|"
    r"也就|左右)?(?:了|有|是)?\s*"
)
AMOUNT = re.compile(
    rf"{_BEFORE}(?<![\d.第每])(?P<number>{_DIGITS}|{_HAN})(?P<scale>[万亿](?!元))?"
    rf"(?P<odd>多|余|来|几)?\s*{_UNIT}(?P<after>左右|上下|出头|以上|以下|及以上|及以下)?"
)
# 破500了吧, 不到30: a bound whose unit is left unsaid.
_BARE_BOUND = re.compile(
    r"(?P<before>超过|超|多于|大于|高于|突破|破|不少于|不低于|至少|少于|低于|不足|不到|没到|不超过|没超过|将近|接近)"
    r"(?:了|有)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>)(?=了?\s*(?:$|[,，。;?？!、]|吗|吧|么|对|是不))"
)
# 写的8, 填的是36, 新收50: a number whose unit is left unsaid.
_BARE = re.compile(
    r"(?:(?:写|填|报|记|录|登|抄|算|统计|说|讲|称|是|为|共|有|[:=]|收到?|办结?)(?:成|了|的|得)?(?:是|为)?)"
    r"\s*(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>)(?=\s*(?:$|[,，。;?？!、]|吗|吧|么|对|没错|是不|,))"
)
# 分别是1883、75、0件: the unit stands behind the last of them.
_LISTED = re.compile(
    r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<unit>)(?=(?:\s*[、,和/]\s*\d+(?:\.\d+)?)+\s*[件起宗例])"
)
# 分别为275、207, 依次是3和5: so many numbers without a unit.
_IN_TURN = re.compile(
    r"(?:分别|依次)(?:为|是|有|达|报)?\s*(?P<all>\d+(?:\.\d+)?(?:\s*[、,和与及/]\s*\d+(?:\.\d+)?)+)"
    r"(?!\s*[、,和与及/]?\s*\d|\s*年)"
)
_EACH_NUMBER = re.compile(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<unit>)(?![\d.])")
# 20多万, 一个多亿: an amount of money, or of things, whose unit is left unsaid.
_ROUND = re.compile(
    rf"{_BEFORE}(?<![\d.第])(?P<number>{_DIGITS}|[一二两三四五六七八九十百]+)\s*个?(?P<odd>多|余|来)?"
    r"(?P<scale>[万亿])(?P<more>多|余)?(?P<unit>)(?P<after>左右|上下|出头|以上|以下)?"
    r"(?=$|[,，。;?？!、\s]|吗|吧|么|对|是|的)"
)
_GAP = re.compile(
    "(?:(?<![百千万亿十\\d])多|少|增|减|降|涨|升|跌|高|低|加|长|差|滑|落|幅)(?:了|出|出了|掉|掉了)?(?:将?近|约|大约|超过|至少|不到)?"
    r"\s*$"
)
_ONES = "零一二三四五六七八九"
_TWO = re.compile(
    "(?P<base>[一二三四五六七八九]?十)?(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<tens>十)?"
)
_NEAR = Decimal("0.1")
_AT_LEAST = ("不少于", "不低于", "不下", "至少", "起码")
_AT_MOST = ("不超过", "没超过", "未超过", "不多于", "至多", "最多", "顶多")
_MORE = ("超过", "超", "多于", "大于", "高于", "突破", "破", "不止")
_LESS = ("少于", "低于", "小于", "不足", "不到", "不满", "没到", "未到", "没有")
_ALMOST = ("将近", "接近", "近", "快")
_ABOUT = ("约", "约为", "大约", "大概", "差不多")


def numbers(bare: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of a question, with their units or where a unit may be left out."""
    spans: list[tuple[int, int]] = []
    for turn in _IN_TURN.finditer(bare):
        for match in _EACH_NUMBER.finditer(bare, *turn.span("all")):
            spans.append(match.span("number"))
            yield match
    for pattern in (_LISTED, _ROUND, AMOUNT, _BARE_BOUND, _BARE):
        for match in pattern.finditer(bare):
            start, end = match.span("number")
            if all(end <= first or start >= last for first, last in spans):
                spans.append((start, end))
                yield match


def told_bound(text: str, *, money: bool) -> Condition | None:
    """Return the bound a list is asked for by, in the unit of the tables: 2亿元以上."""
    for match in AMOUNT.finditer(text):
        amount = amount_of(match)
        if amount is None or amount.said is not None:
            continue
        in_yuan = amount.unit == "元"
        if (amount.unit in ("元", "万元")) is not money or (in_yuan and amount.condition.upper):
            continue
        bound = amount.condition.bound / 10_000 if in_yuan else amount.condition.bound
        return replace(amount.condition, bound=bound)
    return None


def amount_of(match: re.Match[str]) -> ClaimedAmount | None:
    """Return what a number found by `numbers` says, None where it cannot be read."""
    span = _either_of_two(match["number"])
    value = span[0] if span else number_in(match["number"])
    if value is None:
        return None
    groups = match.groupdict()
    unit = groups["unit"] or ""
    scale = {"万": 10_000, "亿": 100_000_000}.get(groups.get("scale") or "", 1)
    value *= scale
    if unit == "亿元":
        value, unit, scale = value * 10_000, "万元", 10_000
    condition = _condition(value, groups, match.group().strip())
    if span and condition.comparison == "=":
        condition = Condition(">=", span[0] * scale, span[1] * scale, condition.words)
    said = value if condition.comparison == "=" else None
    if said is not None and (scale > 1 or unit == "万元"):
        condition = _as_rounded(condition, match["number"], scale)
    gap = _GAP.search(match.string[: match.start()]) is not None
    unit = "元" if unit.startswith("块") else unit
    return ClaimedAmount(condition, unit, match.start("number"), gap, said)


def _either_of_two(words: str) -> tuple[Decimal, Decimal] | None:
    """Return the bounds of 五六, 十五六 and 七八十, None for a plain number."""
    match = _TWO.fullmatch(words)
    if match is None or _ONES.index(match["high"]) != _ONES.index(match["low"]) + 1:
        return None
    low, high = _ONES.index(match["low"]), _ONES.index(match["high"])
    if match["tens"]:
        return Decimal(low * 10), Decimal(high * 10 + 9)
    base = number_in(match["base"]) or Decimal(0) if match["base"] else Decimal(0)
    return base + low, base + high


def number_in(words: str) -> Decimal | None:
    """Return the value of Arabic or Chinese digits, None where they are none."""
    plain = words.replace(",", "")
    if plain.replace(".", "").isdecimal():
        return Decimal(plain)
    if "万" in words:
        head, _, rest = words.partition("万")
        high, low = number_in(head or "一"), number_in(rest.lstrip("零〇")) if rest else Decimal(0)
        return None if high is None or low is None else high * 10_000 + low
    number = han_number(f"一{words}" if words[0] in "百千" else words)
    return None if number is None else Decimal(number)


def _condition(value: Decimal, groups: dict[str, str | None], words: str) -> Condition:
    before, after = groups.get("before") or "", groups.get("after") or ""
    if groups.get("odd") or groups.get("more"):
        return Condition(">=", value, value + _step(value) - 1, words)
    if before in _AT_LEAST or "以上" in after:
        return Condition(">=", value, None, words)
    if before in _AT_MOST or "以下" in after:
        return Condition("<=", value, None, words)
    if before in _MORE:
        return Condition(">", value, None, words)
    if before in _LESS:
        return Condition("<", value, None, words)
    if before in _ALMOST:
        return Condition(">=", value * (1 - _NEAR - _NEAR / 2), value, words)
    if before in _ABOUT or after in ("左右", "上下"):
        return Condition(">=", value * (1 - _NEAR), value * (1 + _NEAR), words)
    if after == "出头":
        return Condition(">=", value, value * (1 + _NEAR), words)
    return Condition("=", value, None, words)


def _as_rounded(stated: Condition, digits: str, scale: int) -> Condition:
    """Take 1.66亿元 for what rounds to it: the last place that is said counts half."""
    places = len(digits.partition(".")[2])
    half = Decimal(scale).scaleb(-places) / 2
    return Condition(">=", stated.bound - half, stated.bound + half, stated.words)


def _step(value: Decimal) -> Decimal:
    """Return what 多 may add: 100多 ends before 200, 230多 before 240."""
    digits = f"{value:f}".split(".")[0]
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
