"""Rates that have a name of their own: 公开率, 办结率, 纠错率, and what they are of."""

from __future__ import annotations

from qa.cell_catalogue import load_catalogue
from qa.question import CellRef

PENDING_ALL = (CellRef("received_new", "total"), CellRef("carried_in", "total"))
ALL_RESULTS = (CellRef("processed_total", "total"),)
_GIVEN = (CellRef("granted", "total"), CellRef("partial", "total"))
# 公开率(含部分公开).
_WITH_PARTIAL = r"(?:含|包括|包含|加上?|算上|连同?|计入)(?:了)?部分公开"
# 占总办结的比例 is no rate of completion.
_NOT_OF = (
    r"(?<!占)(?<!占.)(?<!占..)(?<!占...)(?<!占....)(?<!以)(?<!按)(?<!除以)(?<!用)(?<!母是)(?<!母为)"
)
RATES: tuple[tuple[str, tuple[CellRef, ...], tuple[CellRef, ...]], ...] = (
    (
        rf"公开率.{{0,4}}{_WITH_PARTIAL}|{_WITH_PARTIAL}.{{0,8}}公开率|"
        rf"(?<!不予)公开.{{0,2}}{_WITH_PARTIAL}.{{0,3}}(?:比例|占比|比重|率)",
        _GIVEN,
        ALL_RESULTS,
    ),
    (
        r"拒绝?(?:予以?)?公开率|(?:不给|未予|未|没)公开率",
        (CellRef("denied", "total"),),
        ALL_RESULTS,
    ),
    (
        rf"{_NOT_OF}办结率|{_NOT_OF}办结的?(?:比例|占比)|"
        r"(?:当年|年内).{0,4}(?:办完|办结|处理完)|按时办结率",
        ALL_RESULTS,
        PENDING_ALL,
    ),
    (r"结转率", (CellRef("carried_out", "total"),), PENDING_ALL),
    (
        r"(?<!不予)(?<!不)(?<!部分)公开率|(?<!不)予以公开率",
        (CellRef("granted", "total"),),
        ALL_RESULTS,
    ),
    (r"不予公开率|不公开率|拒绝率|驳回率", (CellRef("denied", "total"),), ALL_RESULTS),
)
OUTCOME_RATES = (
    (r"维持率|胜诉率", "upheld"),
    (r"纠错率|纠正率|败诉率|被纠正率", "corrected"),
)


def of_applicants(rate: tuple[CellRef, ...], cells: tuple[CellRef, ...]) -> tuple[CellRef, ...]:
    """Take a rate of the applicants named: 企业申请的公开率."""
    tables = load_catalogue()
    named = {cell.column for cell in cells if tables[cell.row].table == "requests"} - {"total"}
    if len(named) != 1:
        return rate
    return tuple(CellRef(cell.row, next(iter(named)), cell.words) for cell in rate)
