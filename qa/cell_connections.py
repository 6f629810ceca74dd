"""How two things named in a question stand to each other: side by side, part of, summed."""

from __future__ import annotations

import re

from qa.cell_evidence import Evidence, Mention

_CONNECTORS = (
    *("、", "和", "与", "跟", "及", "还有", "加", "减", "同", "比", "占", "或", "还是", "又"),
    *(
        "/",
        "+",
        "-",
        "除以",
        "÷",
        "相当于",
        "抵",
        "以及",
        "另外",
        "又有",
        "又被",
        "并且",
        "除",
        "多于",
        "少于",
        "超过",
        "多过",
        "少过",
        "高过",
        "低过",
        "大过",
        "小过",
        "胜过",
        "强过",
        "盖过",
        "赶得上",
        "抵得",
        "较",
        "不如",
        "不及",
        "低于",
        "高于",
        "等于",
        "没有",
        "对",
    ),
)
# 有许可且处罚过百的, 有制发但没废止的: two conditions on one organ.
_JOINS = re.compile("且|但|而|却|同时|并")
_ACTIVE = frozenset({"licensing", "penalty", "compulsion", "fees"})
_OF_ORGANS = re.compile("单位|机关|部门|哪[个家些几]|谁|几家|多少家")
_TOGETHER = (
    *("分别", "加起来", "之和", "占", "比例", "比重", "差", "相比", "哪个", "谁", "总和", "合计"),
    *("对比", "百分", "几成", "率", "高于", "多于", "少于", "倍", "大于", "超过", "对照", "多过"),
    *(
        "少过",
        "高过",
        "低过",
        "大过",
        "小过",
        "胜过",
        "强过",
        "盖过",
        "不如",
        "不及",
        "低于",
        "小于",
    ),
    *(
        "较之",
        "多出",
        "少出",
        "高出",
        "分母",
        "基数",
        "底数",
        "为底",
        "作底",
        "折合",
        "份额",
        "两者",
        "二者",
    ),
    *(
        "三者",
        "哪样",
        "哪项",
        "哪一项",
        "一样多",
        "一般多",
        "持平",
        "相等",
        "等于",
        "赶得上",
        "抵得",
    ),
)
_EACH = re.compile(
    r"各(?![年个机单部类种地区县市级镇街局乡家所大项])|分别|[两二三四五六几]个(?:数|指标)"
)
_HOW_MANY = re.compile("(?<!多)(?<!少)(?<!差)(?:多少|几何|若干|几[件个起份宗次])")
_SHARE = re.compile(r"百分|比例|比重|几成|占比|率|占了多少比|多大比|除以")
_COUNTS = re.compile(r"几|多少|数|件|起")
SUMS = (
    *("合计", "之和", "加起来", "总和", "相加", "加总", "总数", "总共", "一共", "总计", "小计"),
    *("合起来", "汇总", "求和", "总量", "加在一", "算上", "累计", "统共"),
)
_SUMMED = (
    *("加", "合", "统统", "全部", "都算", "总", "之和", "累计", "求和", "一并", "算上", "汇总"),
    *("一共", "三样", "几种", "几类", "各种"),
)
_INCLUDING = (
    *("包括", "含", "等情形", "等归", "等等", "不分", "不管", "不论", "无论", "不限"),
    *("各种", "各类"),
)
_EXCEPT = re.compile(
    r"以外|之外|除[^以去]|不是[^,。]*(也|又)不是|既不|既非|不属于?[^,。]*[和、也]|都不是|剔除|撇开"
)


def asks_each(text: str) -> bool:
    """Whether each of several things is asked for by itself: 各多少, 分别几件."""
    return bool(_EACH.search(text)) or len(_HOW_MANY.findall(text)) > 1


def asks_share(text: str) -> bool:
    """Whether one thing is to be set against another: 占百分之几."""
    return bool(_SHARE.search(text))


def asks_sum(text: str) -> bool:
    """Whether a total is asked for: 合计, 一共."""
    return any(word in text for word in SUMS)


def takes_together(text: str) -> bool:
    """Whether several things are taken together: 三样加一块."""
    return any(word in text for word in _SUMMED)


def says_including(text: str) -> bool:
    """Whether parts are named only to say what a whole includes: 包括逾期没交钱的."""
    return any(word in text for word in _INCLUDING)


def says_except(text: str) -> bool:
    """Whether some of what is named is to be left out: 前两项以外."""
    return bool(_EXCEPT.search(text))


def listed(a: Mention, b: Mention, text: str, *, gap: int = 6) -> bool:
    """Whether `a` and `b` stand in a list, with 、 or 和 between them."""
    first, second = sorted((a, b), key=lambda mention: mention.span)
    between = text[first.span[1] : second.span[0]]
    if a.mask & b.mask or len(between) > gap:
        return False
    if any(connector in between for connector in "和与及加跟+"):
        return True
    together = asks_each(text) or asks_sum(text) or {a.id, b.id} & _ACTIVE
    return "、" in between and bool(together)


def counted_apart(a: Mention, b: Mention, text: str) -> bool:
    """Whether each of the two is followed by a count: 许可多少件，处罚多少件."""
    first, second = sorted((a, b), key=lambda mention: mention.span)
    between = text[first.span[1] : second.span[0]]
    after = text[second.span[1] :]
    own = text[slice(*first.span)]
    asked = _COUNTS.search(between) or own.endswith(("几", "多少", "几件", "多少件"))
    return bool(len(between) <= 8 and asked and _COUNTS.search(after))


def connected(evidence: Evidence, a: Mention, b: Mention, text: str) -> bool:
    """Whether two mentions stand side by side as things asked for: 许可、处罚各多少."""
    if a.mask & b.mask:
        return False
    first, second = sorted((a, b), key=lambda mention: mention.span)
    between = text[first.span[1] : second.span[0]]
    if len(between) > 14:
        return False
    if not between and second.span[0] in evidence.breaks:
        return True
    together = asks_each(text) or any(word in text for word in _TOGETHER)
    if any(word in between for word in _CONNECTORS):
        return together or len(between) <= 8
    if _JOINS.search(between) and _OF_ORGANS.search(text):
        return True
    return counted_apart(a, b, text) or (together and len(between) <= 8)
