"""A first or last place that a question states: 去年新收最多的是自规局，对吗."""

from __future__ import annotations

import re

from qa.claims import only_asks, wants_confirming
from qa.numerals import han_number
from qa.question import Claim, Question

_FIRST = re.compile(
    "最(?P<end>多|少|高|低|大|小)(?!\\s*[\\d一二两三四五六七八九十百]+\\s*[件起宗个])|(?:排|位?居|名列|列|数)?(?:在)?第(?P<place>[一二三四五六七八九十\\d]+)"
    "(?=$|[,，。?？\\s吗吧么的名位高多]|是|对)|居首|榜首|之冠|冠军|头一名|倒数第(?P<last>[一二三四五六七八九十\\d]+)|垫底|末位"
)
_LEAST = re.compile("最少|最低|最小|倒数|垫底|末位")
# 哪年新收最多，是2021年吗: the answer is offered with the question.
_IS_IT = re.compile(r"(?:哪|谁).{0,16}最.{0,4}[,，?？].{0,4}是\s{2,}(?:吗|吧|么|对)")
_SAYS = re.compile("[说讲称写]|听说|据说|都说|印象|记得")
# 四年里最高, 最多的一年: a place among the years of one organ.
_AMONG_YEARS = re.compile(
    "[一二两三四五六几\\d]年(?:里|中|内|间|来|当中|之中)|历年|的(?:那)?一年|年份|年度(?:里|中)|各年|这些年|"
    "(?:高|多|少|低)的年|峰值|低谷"
)
_WITHIN = re.compile("哪[种类项]|[种类项]|原因|理由|结果里|办理结果|情形")


def claimed_place(question: Question, bare: str) -> Claim | None:
    """Return the place that is stated of the one organ named, None if none is."""
    first = _FIRST.search(bare)
    one = len(question.organs) == 1 and len(question.organs[0].reports_of) == 1
    if first is None or not one or len(question.cells) != 1:
        return None
    if (only_asks(bare) and not _IS_IT.search(bare)) or not (
        wants_confirming(bare) or _SAYS.search(bare)
    ):
        return None
    if _WITHIN.search(bare) or len(question.years.years) != 1:
        return None
    said = first["place"] or first["last"]
    place = (han_number(said) or 1) if said else 1
    least = _LEAST.search(bare) is not None
    which_year = _IS_IT.search(bare) and re.search("哪一?年", bare)
    among = "years" if which_year or _AMONG_YEARS.search(question.text) else "organs"
    return Claim("place", place=-place if least else place, words=among)
