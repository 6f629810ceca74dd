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
from qa.numerals import han_number
from qa.question import Condition, Operation, OperationName

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
