"""What a question takes for granted or states: a number, 那件, that there were none."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qa.claimed_directions import direction_stated
from qa.claimed_none import claims_none, none_of, some_each_year
from qa.claimed_places import claimed_place
from qa.claimed_rows import cell_of_each, row_of_number, whole_row, without_talk
from qa.claimed_shares import with_share
from qa.claims import (
    claimed_amounts,
    is_open,
    only_asks,
    wants_confirming,
)
from qa.matter import TAKES_FOR_GRANTED
from qa.question import CellRef, Claim, ClaimedAmount, Condition, Operation, Question

_THAT_ONE = re.compile(r"那[几一]?(?:件|起|宗|场|份|个案子)|(?:收取|收到|缴)的.{0,8}(?:都|花|用)")
_ALL_DONE = re.compile(
    r"(?:所有|全部|全都|都)(?:的)?(?:申请)?.{0,6}(?:办完|办结|处理完|答复完)(?:了)?"
)
_NO_CLAIM = ("list", "count", "rank", "rank_within", "median", "definition", "inventory", "similar")
_AS_IT_IS = ("look_up", "describe", "share", "total", "average", "difference", "compare_yes_no")
# What a check of sums is about; without it 核对 asks for the figure itself.
_SUMS = re.compile(
    "勾稽|平不平|不平|平衡|平吗|加[得起总]|之和|等于|=|合计|总计|总数|逐项|横|纵|正文|文字|表[一二三四格]|"
    "衔接|接得上|接不上|结转.{1,16}结转|一致|矛盾|打架|自洽|闭合|吻合|整份|全部数|各项|所有数|关系|两处|前后|跨年"
)
_AT_MOST = re.compile(r"最[多少](?:也?就|只|才|不过)?\s*[\d一二两三四五六七八九十百]+\s*[件起宗]")
_EQUATION = re.compile("等于|=|勾稽|平[不吗衡]|不平|正文|逐项|各项")
_VERIFY = re.compile("核|验|查|校|成立")
_FROM_TO = re.compile("[由从自].{0,8}\\d.{0,10}(?:到|至|为|成)\\s*\\d")
_ADDED = re.compile(
    "一共|总共|合计|共计|加起来|加一起|加在一起|合起来|合在一起|总和|之和|累计|拢共|统共|"
    "共(?=有|收|办|\\s*\\d)|总计"
)


def with_premise(question: Question, bare: str) -> Question:
    """Read a number, or a 那件, that the question takes for granted."""
    done = _ALL_DONE.search(bare)
    if done and re.search("既然|平均几天|为什么|为何", bare):
        cell = CellRef("carried_out", "total", done.group())
        none = ClaimedAmount(Condition("=", Decimal(0)), "", done.start(), said=Decimal(0))
        return replace(
            question,
            cells=(cell,),
            operation=Operation(),
            premise=Decimal(0),
            claim=Claim("amount", (none,)),
            unrecorded=None,
        )
    place = claimed_place(question, bare)
    if place is not None:
        return replace(question, claim=place, operation=Operation())
    if question.group is None and _AT_MOST.search(bare):
        question = replace(question, operation=Operation())
    if question.operation.name in _NO_CLAIM or question.group is not None:
        return question
    if not question.cells and not only_asks(bare):
        question = row_of_number(question, bare)
    question = whole_row(without_talk(question, bare), bare)
    question = direction_stated(question, bare)
    claimed = _with_amounts(question, bare)
    if claimed is not None:
        return claimed
    if _THAT_ONE.search(bare) and not re.search(r"多少|几[件起个场次]", bare):
        return replace(
            question, premise=Decimal(1), premise_at_least=True, operation=_plain(question)
        )
    return _figure_to_verify(question, bare)


def _with_amounts(question: Question, bare: str) -> Question | None:
    """Read the numbers, the share, the bound or the nought that is stated, None where none is."""
    carried = "事项" in question.carried
    granted = not question.cells and TAKES_FOR_GRANTED.search(bare) is not None
    amounts = claimed_amounts(bare, question.cells, carried=carried, granted=granted)
    if not amounts and claims_none(question, bare):
        return _with_claim(question, bare, (none_of(bare),))
    checks = question.operation.name == "consistency" and _SUMS.search(bare)
    if checks and (not amounts or _EQUATION.search(bare)):
        return None
    shared = with_share(question, bare)
    if shared is not None:
        return shared
    if amounts:
        return _with_claim(question, bare, amounts)
    each = some_each_year(question, bare)
    if each is not None:
        return _with_claim(question, bare, (each,))
    return _bound_stated(question, bare)


def _with_claim(question: Question, bare: str, amounts: tuple[ClaimedAmount, ...]) -> Question:
    only = amounts[0].condition if len(amounts) == 1 else None
    said = amounts[0].said if len(amounts) == 1 and not amounts[0].gap else None
    exact = said is not None or (only is not None and only.comparison == "=")
    certain = exact or not is_open(bare)
    claim = Claim("amount", amounts, certain=certain)
    cells = cell_of_each(bare, amounts) or question.cells
    if len(amounts) == 2 and len(cells) == 1 and _FROM_TO.search(bare):
        claim = replace(claim, kind="change", words="from_to")
        return _by_so_much(replace(question, cells=cells), bare, claim)
    if any(one.gap for one in amounts) and cells:
        return _by_so_much(replace(question, cells=cells), bare, claim)
    return replace(
        question,
        cells=cells,
        alternatives=() if cells else question.alternatives,
        premise=said,
        operation=_summed(question, bare) or _plain(question),
        claim=claim if cells else None,
        refusal=None if cells else question.refusal,
    )


def _bound_stated(question: Question, bare: str) -> Question | None:
    """Read a bound that is told without a unit: 申请量上千，属实吗."""
    condition = question.operation.condition
    plain = question.operation.name in ("look_up", "yes_no", "describe")
    if condition is None or not condition.bound or not plain or not question.cells:
        return None
    if only_asks(bare) or is_open(bare) or not wants_confirming(bare):
        return None
    stated = ClaimedAmount(condition, "", max(bare.find(condition.words), 0))
    return replace(question, operation=Operation(), claim=Claim("amount", (stated,)))


def _by_so_much(question: Question, bare: str, claim: Claim) -> Question:
    """Read 比2022年多20件, 增加了20件: a difference, with the year before where none is named."""
    gap = next((one for one in claim.amounts if one.gap), claim.amounts[-1])
    clause = bare[: gap.at].split("比")[-1][-8:]
    fewer = re.search("少|降|减|低|跌|滑|落", clause) is not None
    years = question.years
    alone = len(question.organs) == 1 and len(question.cells) == 1 and len(years.years) == 1
    if alone and not years.compare_previous:
        years = replace(years, compare_previous=True)
    words = "比少" if fewer else "比多"
    operation = Operation("compare_yes_no", words, ascending=fewer)
    return replace(question, years=years, operation=operation, claim=claim, alternatives=())


def _summed(question: Question, bare: str) -> Operation | None:
    """Read 两家合计321件 as a claim of the sum."""
    several = len(question.organs) > 1 or len(question.years.years) > 1 or question.years.newest
    added = _ADDED.search(bare)
    if not added or not several or len(question.cells) != 1:
        return None
    return Operation("total", added.group())


def _figure_to_verify(question: Question, bare: str) -> Question:
    """请核一下…的件数 asks for the figure; only 勾稽, 加得起来 ask for the sums to be checked."""
    checks = question.operation.name == "consistency" and _VERIFY.search(question.operation.words)
    named = question.cells and not question.alternatives
    carried = {cell.row for cell in question.cells} >= {"carried_in", "carried_out"}
    if not checks or not named or carried:
        return question
    return replace(question, operation=Operation())


def _plain(question: Question) -> Operation:
    operation = question.operation
    if operation.name in _AS_IT_IS:
        return replace(operation, condition=None)
    return Operation()
