"""Numbers that a question states of a figure, to be held against the report: 写的是640件，对吗.

Read from the form of the statement, wherever it stands: a number with its unit, in the clause of
the row it is said of, or after 听说, 底稿写, before 对吗, 核一下. What only counts something else
(十件里有几件, 前三名, 我交了两份材料) is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from qa.cells import match_cells
from qa.numerals import han_number
from qa.question import CellRef, ClaimedAmount, Condition

_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_HAN = "[零〇一二两三四五六七八九十百千]+"
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
    r"(?P<before>超过|超|多于|大于|高于|突破|破|没有(?=\s*\d)|不少于|不低于|不下|至少|起码|少于|低于|小于|不足|不到|不满|"
    r"没到|未到|不超过|没超过|未超过|不多于|至多|最多|顶多|将近|接近|近|快|约为?|大约|大概|差不多|"
    r"也就|左右)?(?:了|有|是)?\s*"
)
_AMOUNT = re.compile(
    rf"{_BEFORE}(?<![\d.第每])(?P<number>{_DIGITS}|{_HAN})(?P<scale>[万亿](?!元))?"
    rf"(?P<odd>多|余|来|几)?\s*{_UNIT}(?P<after>左右|上下|出头|以上|以下|及以上|及以下)?"
)
# 写的8, 填的是36, 新收50: a number whose unit is left unsaid.
_BARE = re.compile(
    r"(?:(?:写|填|报|记|录|登|抄|算|统计|说|讲|称|是|为|共|有|[:=]|收到?|办结?)(?:成|了|的|得)?(?:是|为)?)"
    r"\s*(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>)(?=\s*(?:$|[,，。;?？!、]|吗|吧|么|对|没错|是不|,))"
)
# 破500了吧, 不到30: a bound whose unit is left unsaid.
_BARE_BOUND = re.compile(
    r"(?P<before>超过|超|多于|大于|高于|突破|破|不少于|不低于|至少|少于|低于|不足|不到|没到|不超过|没超过|将近|接近)"
    r"(?:了|有)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>)(?=了?\s*(?:$|[,，。;?？!、]|吗|吧|么|对|是不))"
)
# 分别是1883、75、0件: the unit stands behind the last of them.
_LISTED = re.compile(
    r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<unit>)(?=(?:\s*[、,和/]\s*\d+(?:\.\d+)?)+\s*[件起宗例])"
)
_GAP = re.compile(
    "(?:多|少|增|减|降|涨|升|跌|高|低|加|长|差|滑|落|幅)(?:了|出|出了|掉|掉了)?(?:将?近|约|大约|超过|至少|不到)?"
    r"\s*$"
)
_IN_WHICH = re.compile(r"\s*(?:里头?|里面|里边|当中|之中|中|以内|内)(?!国)")
_ONE_OF = re.compile("[哪某每同任前头第上下]$")
# 一件申请也没有, 一件没收: none at all.
_NOT_ONE = re.compile(
    "[^,，。;；]{0,8}?[也都](?:没|未|无|不)|"
    "(?:申请|复议|诉讼|处罚|许可|强制|文件|案子|官司)?(?:没|未|无)(?![审办结答完法正])"
)
_TOGETHER = re.compile("(?:有|只|仅|就|是|为|共|达|[:=])\\s*$")
_FEW_ITEMS = 9  # 三项合计, 两项: so many rows of the form, not so many things
_FILLER = frozenset("个项条份次部回单块")
_ASKS = re.compile(
    "多少|(?<!好)(?<!十)几(?=[件个起宗例次份条项成分万元号笔期篇场]|$|[,，?？])|好多|"
    "哪(?!些(?:内容|信息|原因|理由|案|事|方面|材料)|[件里])|谁(?![提申])"
)
_ASKS_ANY = re.compile("有没有|有无|是否有|能否|可有")
_HEARD = re.compile(
    "听说|据说|据称|有人|网上|网传|传言|传闻|都说|都讲|记得|印象|好像|既然|告诉我|说(?!明)|讲|(?<![名职])称|写|填|(?<![年简通汇申情公])报(?![告表刊])|抄|登(?=[的了])|"
    "台账|底稿|初稿|稿子|文稿|草稿|材料|简报|通报|汇报|新闻|报道|媒体|公众号|群友|网友|朋友|同事|领导|"
    "邻居|对方|来电人|当事人|申请人称|援引|引用|口径是|高达|多达|竟|居然|明明|怎么会|怎么有|为什么|为何|为啥|缘何|何以|"
    "凭什么|凭啥|咋"
)
_TO_CONFIRM = re.compile(
    "对吗|对么|对吧|对不|对没|对否|是吗|是吧|是不|是么|没错|错没|错了|[写填抄报记算弄搞]错|属实|真的|真假|核[实对查验一下准]|"
    "[复审]核|求证|查证|证实|验证|核验|校对|准不准|准确|正确|无误|有误|有错|有出入|一致|相符|吻合|对得上|对不上|"
    "是这样|是这个数|有这回事|有这事|吗\\s*[?？]?$|吧\\s*[?？]?$|吧[,，。]|么\\s*[?？]?$|是不是|难道|不是.{0,12}[吗么]"
)
_OPEN = re.compile(r"是不是|是否|有没有|吗\s*[?？]?$|么\s*[?？]?$|没有?\s*[?？]?$|[?？]\s*$")
_STATED = re.compile(
    "对[吗么吧不没否]|是[吗吧么]|没.{0,2}错|[写填抄报记算弄搞]错|属实|真|核|证实|验|准|无误|有误|相符|吻合|"
    "是这样|这回事|这事|吧|难道|不是.{1,12}[吗么]|就是|只有|仅|才"
)
_CLAUSE = re.compile(r"[,，。;；!！?？、]")
_LITTLE = 8
_NEAR = Decimal("0.1")
_AT_LEAST = ("不少于", "不低于", "不下", "至少", "起码")
_AT_MOST = ("不超过", "没超过", "未超过", "不多于", "至多", "最多", "顶多")
_MORE = ("超过", "超", "多于", "大于", "高于", "突破", "破")
_LESS = ("少于", "低于", "小于", "不足", "不到", "不满", "没到", "未到", "没有")
_ALMOST = ("将近", "接近", "近", "快")
_ABOUT = ("约", "约为", "大约", "大概", "差不多")


def claimed_amounts(
    bare: str, cells: tuple[CellRef, ...], *, carried: bool = False, granted: bool = False
) -> tuple[ClaimedAmount, ...]:
    """Return the numbers a question states of its cells, in the order in which they stand.

    Args:
        bare: the question without the words that name organs and years, of the same length.
        cells: the cells it names, with the words that name them.
        carried: whether the cells are those of the turn before: 去年也是50？
        granted: whether the question, which names no cell, takes its number for granted.
    """
    asks = bool(_ASKS.search(bare))
    found = [
        one
        for one in _numbers(bare)
        if _is_stated(one, bare, cells, asks=asks)
        or (carried and not asks and _alone(one, bare))
        or (granted and not asks and one["number"] not in ("一", "1") and one["unit"])
    ]
    amounts = [one for match in found if (one := _amount(match)) is not None]
    if len(cells) > 1 or "(" not in bare:
        return tuple(amounts)
    kept = {(one.condition.comparison, one.condition.bound, one.gap): one for one in amounts}
    return tuple(kept.values())


def clauses_with_amounts(bare: str) -> Iterator[str]:
    """Yield the clauses in which so many things of the tables are stated, without the numbers."""
    for match in _AMOUNT.finditer(bare):
        if match["unit"] in ("件", "起", "宗", "例", "桩", "元", "万元"):
            start, end = _clause(bare, match.start())
            yield f"{bare[start : match.start()]} {bare[match.end() : end]}"


def told_bound(text: str, *, money: bool) -> Condition | None:
    """Return the bound a list is asked for by, in the unit of the tables: 2亿元以上."""
    for match in _AMOUNT.finditer(text):
        amount = _amount(match)
        if amount is None or amount.said is not None:
            continue
        in_yuan = amount.unit == "元"
        if (amount.unit in ("元", "万元")) is not money or (in_yuan and amount.condition.upper):
            continue
        bound = amount.condition.bound / 10_000 if in_yuan else amount.condition.bound
        return replace(amount.condition, bound=bound)
    return None


def wants_confirming(bare: str) -> bool:
    """Whether a question asks for what it says to be confirmed: 对吗, 核一下, 抄错没有."""
    return _TO_CONFIRM.search(bare) is not None


def heard(bare: str) -> bool:
    """Whether a question passes on what was said or written: 听说, 底稿里写的."""
    return _HEARD.search(bare) is not None


def is_open(bare: str) -> bool:
    """Whether what is said is only asked, not stated: 是不是超过200件, 有100多件吗."""
    if _HEARD.search(bare) or _STATED.search(bare):
        return False
    return _OPEN.search(bare) is not None


def only_asks(bare: str) -> bool:
    """Whether a question asks for a number or a name and states none."""
    return _ASKS.search(bare) is not None


def _numbers(bare: str) -> Iterator[re.Match[str]]:
    spans: list[tuple[int, int]] = []
    for pattern in (_LISTED, _AMOUNT, _BARE_BOUND, _BARE):
        for match in pattern.finditer(bare):
            start, end = match.span("number")
            if all(end <= first or start >= last for first, last in spans):
                spans.append((start, end))
                yield match


def _is_stated(match: re.Match[str], bare: str, cells: tuple[CellRef, ...], *, asks: bool) -> bool:
    start, end = match.start("number"), match.end()
    if _IN_WHICH.match(bare, end) or _ONE_OF.search(bare[:start].rstrip()):
        return False
    one = match["number"] in ("一", "1")
    filler = match["unit"] in _FILLER
    if one and re.search("(?:没有?|未|无|不曾)(?:过|收到|发生)?\\s*$", bare[:start]):
        return False
    if one and (filler or _NOT_ONE.match(bare, end)):
        return False
    if one and match["unit"] == "起" and not _TOGETHER.search(bare[:start]):
        return False  # 三个数一起报给我
    if match["unit"] == "项" and (number_in(match["number"]) or 0) <= _FEW_ITEMS:
        return False
    clause = _clause(bare, match.start())
    if _names_another(bare[clause[0] : start] + " " + bare[end : clause[1]], cells):
        return False
    heard = [m.end() for m in _HEARD.finditer(bare)]
    after_hearsay = bool(heard) and min(heard) <= start
    in_row = any(cell.words and cell.words in bare[clause[0] : clause[1]] for cell in cells)
    confirm = _TO_CONFIRM.search(bare, match.start())
    if _ASKS_ANY.search(bare) and not (after_hearsay or confirm):
        return False
    if asks:
        return after_hearsay and (in_row or not filler)
    confirmed = confirm is not None or wants_confirming(bare)
    return in_row or after_hearsay or (confirmed and not (filler and not cells))


def _alone(match: re.Match[str], bare: str) -> bool:
    """Whether little else is said than the number, as in 也是50."""
    if match["unit"] in (*_FILLER, "起") or _ONE_OF.search(bare[: match.start("number")]):
        return False  # 这两个相加, 两项合计
    rest = bare[: match.start("number")] + bare[match.end() :]
    return len("".join(rest.split())) <= _LITTLE and not _IN_WHICH.match(bare, match.end())


def _names_another(clause: str, cells: tuple[CellRef, ...]) -> bool:
    """Whether the clause of a number names a row that is none of those asked about."""
    if not cells:
        return False
    rows = {one.row for one in match_cells(clause).readings}
    return bool(rows) and rows.isdisjoint({cell.row for cell in cells})


def _clause(bare: str, at: int) -> tuple[int, int]:
    """Return where the clause begins and ends that a place stands in."""
    start = max((m.end() for m in _CLAUSE.finditer(bare, 0, at)), default=0)
    after = _CLAUSE.search(bare, at)
    return start, after.start() if after else len(bare)


def _amount(match: re.Match[str]) -> ClaimedAmount | None:
    value = number_in(match["number"])
    if value is None:
        return None
    groups = match.groupdict()
    unit = groups["unit"] or ""
    scale = {"万": 10_000, "亿": 100_000_000}.get(groups.get("scale") or "", 1)
    value *= scale
    if unit == "亿元":
        value, unit, scale = value * 10_000, "万元", 10_000
    condition = _condition(value, groups, match.group().strip())
    said = value if condition.comparison == "=" else None
    if said is not None and (scale > 1 or unit == "万元"):
        condition = _as_rounded(condition, match["number"], scale)
    gap = _GAP.search(match.string[: match.start()]) is not None
    unit = "元" if unit.startswith("块") else unit
    return ClaimedAmount(condition, unit, match.start("number"), gap, said)


def number_in(words: str) -> Decimal | None:
    """Return the value of Arabic or Chinese digits, None where they are none."""
    plain = words.replace(",", "")
    if plain.replace(".", "").isdecimal():
        return Decimal(plain)
    number = han_number(words)
    return None if number is None else Decimal(number)


def _condition(value: Decimal, groups: dict[str, str | None], words: str) -> Condition:
    before, after = groups.get("before") or "", groups.get("after") or ""
    if groups.get("odd"):
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
        return Condition(">=", value * (1 - _NEAR), value, words)
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
