"""What is to be done with the figures: look up, share, difference, trend, rank and so on.

The cue words are data (`qa/phrases/operations.toml`); how they are weighed against one another
stands here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from qa.numerals import han_number
from qa.question import Condition, Operation, OperationName

_NUMBER = r"(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)(?![半成倍])"
_UNIT = r"(?:件|个|次|起|宗|条|份|例|部|项|万元|元|%)?"
_CONDITIONS: tuple[tuple[str, str], ...] = (
    (
        rf"(?:在|为|是)?{_NUMBER}{_UNIT}?(?:到|至|—|-|~|～)(?P<upper>\d+){_UNIT}(?:之间|的)",
        "between",
    ),
    (rf"(?:大于等于|不少于|不低于|至少|起码){_NUMBER}{_UNIT}", ">="),
    (rf"{_NUMBER}{_UNIT}(?:及)?以上", ">="),
    (rf"(?:超过|大于|多于|高于|突破|超)(?:了)?{_NUMBER}{_UNIT}", ">"),
    (rf"(?:小于等于|不超过|不多于|不大于|至多|最多){_NUMBER}{_UNIT}", "<="),
    (rf"{_NUMBER}{_UNIT}(?:及)?以下", "<="),
    (rf"(?:少于|小于|低于|不足|不到|不满){_NUMBER}{_UNIT}", "<"),
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
_TOP = re.compile(
    r"前(?P<top>[一二两三四五六七八九十\d]+)(?:名|位|家|个|大|的)?"
    r"|哪(?P<which>[二两三四五六七八九十\d]+)[个家]"
    r"|(?:头|倒数|垫底的|后|最(?:多|少|高|低|大|小)的(?:头|前)?)(?P<last>[一二两三四五六七八九十\d]+)(?:名|位|家|个)"
    r"|第(?P<first>一)(?=\s|是|名|的|$)"
    r"|top\s*(?P<abbreviated>\d+)"
)
# 比 as a word of its own: not in 占比, 比例, 百分比, 一年比一年.
_THAN = "(?<!一年)(?<![占分同环对相])比(?!一年|例|重|率)"
_MORE_OR_LESS = (
    "(?:增加|增长|增多|减少|上升|上涨|下降|下跌|提高|提升|降低|回落|变[多少高低大小]|"
    "[多少高低大小增减降升涨跌])"
)
_RIGHT = (
    r"了?[,，]?\s*(?:吗|(?<![怎什])么|没有|没|吧|对吧|对吗|对不对|是吧|是吗|是不是|没错吧|"
    r"是这样|真的假的|属实)"
)
# 比2023年多吗, 是不是比澜桕镇多, 超过云汀民政了吗, 为什么比2023年少了, 比云汀多没多
_WHETHER_MORE = re.compile(
    rf"{_THAN}.{{0,26}}{_MORE_OR_LESS}{_RIGHT}"
    rf"|(?:超过|高于|低于|不如|多于|少于|大于|小于)(?!\s*[\d一二两三四五六七八九十百])"
    rf".{{0,26}}{_RIGHT}"
    rf"|(?:是不是|是否|有没有|为什么|为何|为啥).{{0,24}}{_THAN}.{{0,24}}{_MORE_OR_LESS}"
    r"|(?:是不是|是否|有没有).{0,24}(?:超过|高于|低于)(?!\s*[\d一二两三四五六七八九十百])"
    rf"|{_THAN}.{{0,24}}{_MORE_OR_LESS}了[,，]?.{{0,4}}在?哪"
    rf"|{_THAN}.{{0,24}}(?P<more>[多少高低大小])[没不](?P=more)"
)
# 2022到2024年是减少了对吧, 是不是越来越少: a direction over years that is taken for granted.
_WHETHER_CHANGED = re.compile(
    rf"(?:越来越[多少高低]|{_MORE_OR_LESS}){_RIGHT}"
    rf"|(?:是不是|是否|有没有).{{0,12}}(?:越来越[多少高低]|{_MORE_OR_LESS}了?)(?!少)"
)
_FEWER = re.compile("少|低|减|降|不如|小")
_POSITION = re.compile(
    r"(?:排名?|居|列|位居)(?:在|到)?(?:第(?P<place>[一二三四五六七八九十\d]+)(?!类|项|条|名|位|个|家)|"
    r"(?P<bare>[一二三四五六七八九十\d]+)(?=$|[\s?,。的呢]))|"
    r"第(?P<nth>[一二三四五六七八九十\d]+)(?:名|位|多|少|高|低)|老(?P<old>[二三四五])|倒数第(?P<end>[一二三四五六七八九十\d]+)"
)
# 没制发过规范性文件的单位: nothing but the organs is asked for.
_BARE_LIST = re.compile(r"(?:的|过)(?:单位|机关|部门|局|街道|地方)[\s,，?。!]*$")
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
_CHANGED_BY = re.compile(
    r"变化(?:了|是|有|为)?(?:多少|几|多大)|变了多少|增减(?:了?(?:多少|几)|\s*[?？]?$)|变动了?多少"
)
_ASCENDING = re.compile(
    r"最少|最低|最小|倒数|垫底|从少到多|从低到高|升序|第[一二三四五六七八九十\d]+(?:少|"
    r"低)|后[一二三四五六七八九十\d]+[名位家]"
)


@cache
def _cues() -> tuple[tuple[OperationName, re.Pattern[str]], ...]:
    """Return the cues in the order in which they are tried."""
    return tuple(
        (one["id"], re.compile("|".join(one["cues"]))) for one in _operations() if "cues" in one
    )


@cache
def _sign(name: str) -> re.Pattern[str]:
    """Return the expression that shows an operation whatever the cues say."""
    signs = (one["signs"] for one in _operations() if one["id"] == name and "signs" in one)
    return re.compile("|".join(next(signs)))


@cache
def _operations() -> list[dict[str, Any]]:
    text = files("qa.phrases").joinpath("operations.toml").read_text(encoding="utf-8")
    operations: list[dict[str, Any]] = tomllib.loads(text)["operation"]
    return operations


def read_operation(
    text: str,
    *,
    over_group: bool,
    several: bool,
    has_cells: bool = False,
    cell_words: Sequence[str] = (),
) -> Operation:
    """Return the operation a normalised question asks for.

    Args:
        text: the question without the words that name organs and years.
        over_group: whether it asks about a group of organs or the whole library.
        several: whether it names several organs or several years.
        has_cells: whether it names a row of the form: 有几个单位打过官司 asks for no inventory.
        cell_words: the words of its cells; the 没有 of 没有现成信息 is no condition.
    """
    text = re.sub(r"占了?(?:其中|里面)?的?(?=(?:多少|几)[件起宗])", "有", text)
    condition = read_condition(text)
    whether = _WHETHER_MORE.search(text) or (_WHETHER_CHANGED.search(text) if several else None)
    if whether and not over_group:
        return Operation(
            "compare_yes_no", whether.group(), ascending=bool(_FEWER.search(whether.group()))
        )
    counts_reports = re.search("[份篇](?:年度)?(?:年报|报告)", text)
    cue = _first_cue(text, skip=("inventory",) if has_cells and not counts_reports else ())
    ranking = _sign("rank").search(text)
    name, words = cue if cue else ("look_up", "")
    if name in ("consistency", "definition", "inventory", "similar"):
        return Operation(name, words, condition)
    if over_group:
        positive = _positive(without(text, cell_words), text)
        return _over_group(text, name, words, condition, ranking, positive)
    if ranking and name in ("look_up", "compare", "yes_no") and not several:
        return _ranked("rank_within", ranking, text)
    if ranking and several and name in ("look_up", "compare"):
        return _ranked("rank", ranking, text)
    changed = _CHANGED_BY.search(text) if several else None
    if changed and name in ("trend", "compare", "look_up"):
        return Operation("difference", changed.group())
    total = _sign("total").search(text)
    parts = _sign("list_within").search(text)
    if parts and name in ("look_up", "yes_no") and not (several or total):
        return Operation("list_within", parts.group(), condition)
    if name == "look_up" and total and several:
        return Operation("total", total.group())
    divided = "率|百分|%|几成|幅|同比呢" + ("|占|比例|比重" if name == "trend" else "")
    relative = bool(re.search(divided, text))
    return Operation(name, words, condition, relative=relative)


def _over_group(
    text: str,
    name: OperationName,
    words: str,
    condition: Condition | None,
    ranking: re.Match[str] | None,
    positive: Condition,
) -> Operation:
    relative = name == "share"
    if count := _sign("count").search(text):
        return Operation("count", count.group(), condition or positive)
    if ranking:
        return _ranked("rank", ranking, text, relative=relative)
    if name in ("average", "median", "trend", "difference"):
        return Operation(name, words, condition, relative=relative)
    if _BARE_LIST.search(text) and name == "look_up":
        return Operation("list", "的单位", condition or positive)
    listing, total = _sign("list").search(text), _sign("total").search(text)
    if condition or (listing and not total):
        return Operation("list", listing.group() if listing else words, condition or positive)
    if name == "share":
        return Operation("rank", words, relative=True)
    if total or name == "look_up":
        return Operation("total", total.group() if total else "")
    if name == "compare":
        return Operation("rank", words)
    return Operation("list" if name == "yes_no" else name, words, condition or positive)


def without(text: str, words: Sequence[str]) -> str:
    """Return `text` with each of the words blanked out once."""
    for one in words:
        text = text.replace(one, " " * len(one), 1) if one else text
    return text


def _positive(text: str, whole: str) -> Condition:
    """哪些单位有涉密不公开的 asks for those with at least one, 没有制发的 for those with none."""
    if _WITH_NONE.search(text) or _NO_SUCH_THING.search(whole):
        return Condition("=", Decimal(0), words="没有")
    return Condition(">", Decimal(0), words="有")


def _ranked(
    name: OperationName, ranking: re.Match[str], text: str, relative: bool = False
) -> Operation:
    counted = _TOP.search(text)
    top = next((group for group in counted.groups() if group), None) if counted else None
    limit = han_number(top) if top else None
    place = _POSITION.search(text)
    nth = (
        (place["place"] or place["bare"] or place["nth"] or place["old"] or place["end"])
        if place and not counted
        else None
    )
    position = han_number(nth) if nth else None
    if limit is None and position is None and re.search("最|居首|榜首|冠军", ranking.group()):
        limit = 1
    if "第二" in text and limit == 1:
        limit = 2
    return Operation(
        name,
        ranking.group(),
        limit=limit,
        ascending=bool(_ASCENDING.search(text)),
        relative=relative,
        position=position,
    )


def _first_cue(text: str, skip: tuple[OperationName, ...] = ()) -> tuple[OperationName, str] | None:
    for name, pattern in _cues():
        if name in skip:
            continue
        match = pattern.search(text)
        if match:
            return name, match.group()
    describe = _sign("describe").search(text)
    return ("describe", describe.group()) if describe else None


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
    for pattern, comparison in _CONDITIONS:
        match = re.search(pattern, text)
        if not match:
            continue
        if comparison == "nonzero":
            return Condition(">", Decimal(0), words=match.group())
        if comparison == "zero":
            return Condition("=", Decimal(0), words=match.group())
        bound = (
            han_number(match["number"]) if not match["number"].replace(".", "").isdigit() else None
        )
        value = Decimal(match["number"]) if bound is None else Decimal(bound)
        if comparison == "between":
            return Condition(">=", value, Decimal(match["upper"]), match.group())
        return Condition(comparison, value, words=match.group())  # type: ignore[arg-type]
    return None
