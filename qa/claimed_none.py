"""That there were none, or some in every year: 一件也没收到吧, 每年都有复议，对吗."""

from __future__ import annotations

import re
from decimal import Decimal

from qa.claims import heard, only_asks, wants_confirming
from qa.question import ClaimedAmount, Condition, Question

_NONE = re.compile(
    r"(?:没有?|未|无|零|没|从没|从未|不曾)(?:有|任何|一[件起个次宗例份]|半件|收到|发生|出现|人|被)?|一件[也都]没"
)
_NO_DENIAL = re.compile(
    "没(?=.{0,2}错|问题|毛病|有?变|动)|有没有?|[写填抄报记对错]没有?|无误|未(?=结|审)"
)
# What is denied in the name of a row: 没有现成信息, 未经复议, 无正当理由.
_IN_A_ROW = re.compile(
    "没有?(?:现成|现存|相关|制作|保存|掌握|留存|审结|办结|办完|结束|提供|正当|补正|完|给|答复)|无法|无正当|无关|"
    "未(?:经|审|结|办|补|公开|予)|没(?:经过|走|审|结|办|补|给|公开)"
)
# 从没被起诉过, 没人告: the words of these rows deny by themselves.
_DENYING = re.compile("从?没|未曾|从未|不曾|无人")
PLAIN_ROWS = (
    *("received_new", "carried_in", "carried_out", "reconsideration", "litigation"),
    *("licensing", "penalty", "compulsion", "fees"),
)
_ZERO = re.compile("[零〇0空]|分文|半件")
_AGREES = re.compile(
    r"吧\s*[?？]?$|吧[,，。]|对[吗么吧不没]|是吗|是吧|是不|没错吧|属实|核[实对查一]|确认|真的|是这样|这样子"
)
_ASKS_ANY = re.compile(
    "有没有|有无|是否|多少|几件|难道|不是没|为什么没|咋没|怎么没|没有?[写填报抄错]"
)
_PLAIN = ("look_up", "yes_no", "consistency", "describe", "trend", "total")
_EVERY_YEAR = re.compile("(?:都|均|全|一直|总)(?:是|会)?(?:有|发生|收到|出现)|从未间断|没断过")


def none_of(bare: str) -> ClaimedAmount:
    """Return the claim that there were none, in the words that make it."""
    said = _NONE.search(bare)
    words, at = (said.group(), said.start()) if said else ("没有", 0)
    return ClaimedAmount(Condition("=", Decimal(0), None, words), "", at, said=Decimal(0))


def claims_none(question: Question, bare: str) -> bool:
    """Whether it is stated that there were none: 一件申请都没收到吧, 没人告，是不是."""
    if question.operation.name not in _PLAIN or not question.cells:
        return False
    if _ASKS_ANY.search(bare) or only_asks(bare):
        return False
    condition = question.operation.condition
    zero = condition is not None and condition.comparison == "=" and not condition.bound
    said = "".join(cell.words for cell in question.cells)
    beside = bare.replace(said, " ") if said and not _denies(question) else bare
    denied = _NONE.search(_not_wrong(beside))
    stated = _NONE.search(_not_wrong(bare)) or _ZERO.search(bare)
    if zero and stated and question.operation.name != "consistency":
        return True
    return bool(denied and (_AGREES.search(beside) or heard(bare)))


def _not_wrong(bare: str) -> str:
    """Leave out 没错, 没问题, 对没: they deny no figure."""
    return _IN_A_ROW.sub(" ", _NO_DENIAL.sub(" ", bare))


def _denies(question: Question) -> bool:
    """Whether the words that name the row say that there was none of it."""
    cell = question.cells[0]
    return cell.row in PLAIN_ROWS and _DENYING.match(cell.words) is not None


def some_each_year(question: Question, bare: str) -> ClaimedAmount | None:
    """Return the claim that there was something in every one of several years."""
    said = _EVERY_YEAR.search(bare)
    several = question.years.all or len(question.years.years) > 1 or question.years.newest
    if said is None or only_asks(bare) or not wants_confirming(bare):
        return None
    if not several or not question.cells or question.years.compare_previous:
        return None
    return ClaimedAmount(Condition(">", Decimal(0), None, said.group()), "", said.start())
