"""Measure words: what a question counts in, and the measures that reports count the same in."""

from __future__ import annotations

import re

_COUNTS = re.compile(
    r"(?<!号码)(?<!电话)(?<!地址)(?<!邮编)多少|(?<!哪)几(?!乎|类|种|道|句|样|号|月)|百分之几|占比|比例|总数|数量|一共有|人次|[条场次期件份篇册]数"
    r"|[一-鿿]数\s*[?？。]?\s*$"
)
_ASKED = re.compile(
    r"(?:多少|几)(?:多)?(?:个|来)?"
    r"(条|场|次|期|件|份|篇|项|人次|人|家|部|封|起|遍|回|位|名|处|宗|万人|万|元|钱|批次|批|分钟|小时|天"
    r"|类|册|台|例|则)"
    r"|(?:多少|几)(个)"
    r"|(条|场|次|期|件|份|篇|册)数|(人次)|(百分之几|占比|比例)"
)
# A question for 几起 may be answered with a number of 件, 宗 or 例.
_SAME = {
    "遍": "次 轮", "回": "次 轮", "次": "轮 场 期", "场": "次", "期": "次", "起": "件 宗 例",
    "件": "起 宗 例", "宗": "件 起", "例": "件 起", "条": "篇 则", "篇": "个 件 条 则",
    "份": "件 个", "项": "个 件", "个": "项 家 件 名 人 处 份 种 部", "位": "人 名", "名": "人",
    "人": "名 位 万人 万", "钱": "元 万元", "元": "万元", "封": "件", "家": "个", "批": "批次",
    "批次": "批", "万": "万人", "万人": "万", "分钟": "分",
    "百分之几": "%", "占比": "%", "比例": "%",
}  # fmt: skip


_MONEY = re.compile(
    r"(?:多少|几)[一-鿿]{0,3}(?:经费|资金|费用|金额|补助|补贴|工资|[一-鿿][金款费])"
)


def asks_number(question: str) -> bool:
    """Return whether a question asks how many."""
    return _COUNTS.search(question) is not None


def measure_asked(question: str) -> str | None:
    """Return the measure a question counts in, None if it names none.

    >>> measure_asked("开了几场会"), measure_asked("有多少"), measure_asked("用了多少经费")
    ('场', None, '元')
    """
    if _MONEY.search(question):
        return "元"
    found = _ASKED.search(question)
    return next((group for group in found.groups() if group), None) if found else None


def counts_alike(asked: str | None, measure: str) -> bool:
    """Return whether a number of this measure may answer; any may where none was asked for."""
    return asked is None or measure == asked or measure in _SAME.get(asked, "").split()
