"""What a share is of: named rates, 占 … 的, and what is left for the default."""

from __future__ import annotations

import re

from qa.cells import match_cells
from qa.question import CellRef, Operation

_PENDING_ALL = (CellRef("received_new", "total"), CellRef("carried_in", "total"))
_RATES: tuple[tuple[str, tuple[CellRef, ...], tuple[CellRef, ...]], ...] = (
    (
        r"办结率|办结的?(?:比例|占比)|(?:当年|年内).{0,4}(?:办完|办结|处理完)|按时办结率",
        (CellRef("processed_total", "total"),),
        _PENDING_ALL,
    ),
    (r"结转率", (CellRef("carried_out", "total"),), _PENDING_ALL),
    (
        r"(?<!不予)(?<!不)(?<!部分)公开率|(?<!不)予以公开率",
        (CellRef("granted", "total"),),
        (CellRef("processed_total", "total"),),
    ),
    (
        r"不予公开率|不公开率|拒绝率|驳回率",
        (CellRef("denied", "total"),),
        (CellRef("processed_total", "total"),),
    ),
)
_OUTCOME_RATES = (
    (r"维持率|胜诉率", "upheld"),
    (r"纠错率|纠正率|败诉率|被纠正率", "corrected"),
)
_OF = re.compile(
    r"占(?:了)?(?!多少|几|百分|比|多大)(?P<whole>[^?？,，。]{1,24}?)的?(?:多少|几成|几|"
    r"百分|比例|比重|比|份额|%)|占(?P<rest>[^?？,，。多几百]{2,24})"
)
_IN = re.compile(
    r"(?P<whole>.{2,24}?)(?:中|里|里面|里头|当中)[,，]?.*(?:占|比例|百分|几成|多少件|几件)"
)
_BY_ALL_RESULTS = re.compile("办理|办结|处理|总(?:数|量|计)|全部|所有|结果")


def read_denominator(
    bare: str, cells: tuple[CellRef, ...], operation: Operation
) -> tuple[tuple[CellRef, ...], tuple[CellRef, ...]]:
    """Return the cells of the numerator and of the denominator of a question.

    The denominator is empty where the question asks for no share or leaves it to the default.
    """
    for pattern, top, bottom in _RATES:
        if re.search(pattern, bare) and (operation.name == "share" or operation.relative):
            return top, bottom
    for pattern, outcome in _OUTCOME_RATES:
        if re.search(pattern, bare) and cells:
            row = cells[0].row
            return (CellRef(row, outcome, cells[0].words),), (CellRef(row, "total"),)
    if operation.name != "share" and not operation.relative:
        return cells, ()
    match = _OF.search(bare)
    whole = (match["whole"] or match["rest"] or "") if match else ""
    if not whole:
        inside = _IN.search(bare)
        whole = inside["whole"] if inside else ""
    return _split(whole, cells)


def _split(
    whole: str, cells: tuple[CellRef, ...]
) -> tuple[tuple[CellRef, ...], tuple[CellRef, ...]]:
    named = [
        CellRef(one.row, one.column or "total", one.words) for one in match_cells(whole).readings
    ]
    if not named and whole and _BY_ALL_RESULTS.search(whole) and len(cells) == 1:
        row = cells[0].row
        named = (
            []
            if row in ("reconsideration", "litigation")
            else [CellRef("processed_total", "total")]
        )
    addresses = {cell.address for cell in named}
    return tuple(cell for cell in cells if cell.address not in addresses), tuple(named)
