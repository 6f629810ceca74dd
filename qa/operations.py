"""What is to be done with the figures: look up, share, difference, trend, rank and so on.

The cue words are data (`qa/phrases/operations.toml`); how they are weighed against one another
stands here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from qa.conditions import any_or_none, read_condition, without
from qa.directions import FEWER, claimed_direction
from qa.numerals import han_number
from qa.question import Condition, Operation, OperationName

_TOP = re.compile(
    r"前(?P<top>[一二两三四五六七八九十\d]+)(?:名|位|家|个|大|的|甲|强)?"
    r"|哪(?P<which>[二两三四五六七八九十\d]+)[个家]"
    r"|(?:头|倒数|垫底的|后|最(?:多|少|高|低|大|小)的(?:头|前)?)(?P<last>[一二两三四五六七八九十\d]+)(?:名|位|家|个)"
    r"|第(?P<first>一)(?=\s|是|名|的|$)"
    r"|top\s*(?P<abbreviated>\d+)"
)
# 变动了百分之多少 of a number of cases is growth, unless a share or points are named.
_CHANGES = (
    "(?:变动|变化|增减|涨跌|升降|波动|浮动|增[长加多幅]?|减[少幅]?|上升|下降|上涨|下跌|涨|跌|降|升|"
    "(?<!比例)[多少高低差](?:[收办罚批拒给]|公开|处罚|许可)?(?=了|百|几成|出)|幅度|起落)"
)
_GROWTH = re.compile(
    rf"{_CHANGES}(?:了|的|幅度|是|为|有|达)*(?:百分之|几成|多少%|%|多少个点|几个点|百分比|多少点)|"
    rf"{_CHANGES}.{{0,8}}(?:\(?百分比|百分率|几个点|多少个点)|百分之(?:几|多少)的?{_CHANGES}|(?:涨跌|增减|升降)百分"
)
_OF_A_SHARE = re.compile(
    "占|比重|份额|(?<![增减涨跌升降])(?<!增长)(?<!效)率|百分点|(?<!增减)(?<!增长)比例"
)
_WHICH_IS_MORE = re.compile(r"(?:谁|哪[一]?[个家边])(?:的|家|更|最|比较|会)?[高低多少大小]")
# 年报有没有提养老金 is asked of the text, not of what the library holds.
_ASKS_THE_TEXT = re.compile(
    "(?:有没有|有无|是否|有没).{0,4}(?:提|讲|写|说|谈|载|披露|介绍|反映|列举|记录|涉及|解释|交代)"
)
# 核对 of one figure is to look at that figure; of these it is to try the sums of the report.
_OF_SUMS = re.compile(
    "之和|相加|加起来|合计|正文|文字|结转.{0,20}结转|[两二]本|两份|跨年|总计.{0,8}各|各.{0,8}总计|"
    "年初.{0,16}年[底末]|年[底末].{0,16}年初|全部数|所有数|各项|逐项|整个?表"
)
# 对得上吗 is asked of sums, unless a number is held against the report: 275件,跟年报对得上吗.
_AGREE = re.compile("对[得不]|对对|是否对|一致|相符|吻合|对应")
_CLAIMED = re.compile(
    r"[\d一二两三四五六七八九十百]\s*(?:件|起|宗|例|场|份|万元|元|次|条|篇|个(?!数|年|报|单位|机关))|[年报][报告]?"
    r"(?:上的?|里的?)?(?:[说写载]的)?(?:一致|相符|吻合|对)"
)
_POSITION = re.compile(
    r"(?:排名?|居|列|位居)(?:在|到)?(?:第(?P<place>[一二三四五六七八九十\d]+)(?!类|项|条|名|位|个|家)|"
    r"(?P<bare>[一二三四五六七八九十\d]+)(?=$|[\s?,。的呢]))|"
    r"第(?P<nth>[一二三四五六七八九十\d]+)(?:名|位|多|少|高|低|大|小|(?=的?\s*(?:[?？。,，]|$|单位|机关|部门|是谁|是哪)))|老(?P<old>[二三四五])|倒数第(?P<end>[一二三四五六七八九十\d]+)"
)
# 没制发过规范性文件的单位: nothing but the organs is asked for.
_BARE_LIST = re.compile(r"(?:的|过)(?:单位|机关|部门|局|街道|地方)[\s,，?。!]*$")
_CHANGED_BY = re.compile(
    r"变化(?:了|是|有|为)?(?:多少|几|多大)|变了多少|增减(?:了?(?:多少|几)|\s*[?？]?$)|变动了?多少"
)
_ASCENDING = re.compile(
    r"最少|最低|最小|倒数|垫底|末[位尾名]|最末|殿后|从少到多|从低到高|升序|第[一二三四五六七八九十\d]+(?:少|"
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
    subject: bool = False,
) -> Operation:
    """Return the operation a normalised question asks for.

    Args:
        text: the question without the words that name organs and years.
        over_group: whether it asks about a group of organs or the whole library.
        several: whether it names several organs or several years.
        has_cells: whether it names a row of the form: 有几个单位打过官司 asks for no inventory.
        cell_words: the words of its cells; the 没有 of 没有现成信息 is no condition.
        subject: whether a row, a theme or several readings of one are named at all.
    """
    text = re.sub(r"占\s+", "占", text)
    text = re.sub(r"占了?(?:其中|里面)?的?(?=(?:多少|几)[件起宗])", "有", text)
    condition = read_condition(text)
    whether = claimed_direction(text, several=several)
    if whether and not over_group:
        return Operation(
            "compare_yes_no", whether.group(), ascending=bool(FEWER.search(whether.group()))
        )
    counts_reports = re.search(
        "(?:年报|报告)(?:是不是|都)?(?:收|存|录|入库)(?:录|进|到)?了?(?:没|吗|么)|[份篇](?:年度)?(?:年报|报告)|收录?了?哪.{0,4}(?:单位|机关|部门|家)的?(?:年度)?(?:年报|报告)",
        text,
    )
    no_inventory = (has_cells and not counts_reports) or _ASKS_THE_TEXT.search(text)
    skip: tuple[OperationName, ...] = ("inventory",) if no_inventory else ()
    claims = _CLAIMED.search(text) or not _AGREE.search(text)
    sums = not ((subject or has_cells) and claims) or len(cell_words) > 2
    sums = sums or _OF_SUMS.search(text) is not None
    cue = _first_cue(text, skip, sums=sums)
    ranking = _sign("rank").search(text)
    name, words = cue if cue else ("look_up", "")
    if name in ("consistency", "definition", "inventory", "similar"):
        return Operation(name, words, condition)
    if over_group:
        positive = any_or_none(without(text, cell_words), text)
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
    of_several = _of_several(name, words, text) if several else None
    if of_several is not None:
        return of_several
    divided = "率|百分|%|几成|幅|同比呢" + ("|占|比例|比重" if name == "trend" else "")
    relative = bool(re.search(divided, text))
    return Operation(name, words, condition, relative=relative)


def _of_several(name: OperationName, words: str, text: str) -> Operation | None:
    """Read 公开率谁高 as a comparison and 变动了百分之几 as growth, not as shares."""
    if name == "share" and _WHICH_IS_MORE.search(text):
        return Operation("compare", words, relative=True)
    if name in ("share", "trend", "look_up") and _grows_by(text):
        return Operation("difference", words, relative=True)
    return None


def _grows_by(text: str) -> bool:
    """Whether a figure's growth in per cent is asked for, not the change of a share."""
    return bool(_GROWTH.search(text)) and not _OF_A_SHARE.search(text)


def _over_group(
    text: str,
    name: OperationName,
    words: str,
    condition: Condition | None,
    ranking: re.Match[str] | None,
    positive: Condition,
) -> Operation:
    relative = name == "share"
    count = _sign("count").search(text)
    if (
        count
        and name not in ("average", "median")
        and not (ranking and re.search("哪几?[个家]|前|头|后|最", text))
    ):
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
    if (
        limit is None
        and position is None
        and re.search("最|居首|榜首|冠|之最|龙头|状元", ranking.group())
    ):
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


def _first_cue(
    text: str, skip: tuple[OperationName, ...], *, sums: bool
) -> tuple[OperationName, str] | None:
    """Return the first operation whose cue fits; to verify is to try sums only where `sums`."""
    for name, pattern in _cues():
        if name in skip:
            continue
        match = pattern.search(text)
        if match is None and name == "consistency" and sums:
            match = _sign(name).search(text)
        if match:
            return name, match.group()
    describe = _sign("describe").search(text)
    return ("describe", describe.group()) if describe else None
