"""What a share is of: named rates, both sides of 占, 里 … 占, 相当于, ÷, or one row of another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.cell_catalogue import load_catalogue
from qa.cells import match_cells
from qa.named_rates import ALL_RESULTS, OUTCOME_RATES, PENDING_ALL, RATES, of_applicants
from qa.question import CellRef, Operation

# What a share is of, called so: 以…为分母, 按…口径.
_BASE = "(?:100%?|一百|分母|基数|基准|底数|总数|口径|底(?=[,，)来去看算]|$))"
# 新收加结转, 手头全部待办: all that there was to do in the year.
_ALL_TO_DO = re.compile(
    r"新收.{0,6}(?:加上?|和|与|及|、|\+|并|连同?)\s*\"?(?:上年|往年|旧年|结余|年初)?(?:度)?(?:的)?结转|"
    r"(?:上年)?结转.{0,4}(?:加上?|和|与|及|、|\+)\s*\"?(?:本年|当年)?新收|(?:待办|应办|该办|在办|要办|经手)(?!结)"
)
# 旧件: what was carried over, never named as a row.
_OLD_ONES = re.compile("旧件|旧案|老件|老案|存量|往年的|上年带|陈案|遗留件")
_IN = "(?:里面|里头|里边|当中|之中|里|中|内)"
_HOW_MUCH = "(?:多大比[例重]|百分之(?:几|多少)|百分比|几成|多少比例|几分之几|多少|%)"
# Each finds the words for the part and for the whole, the narrower ways first.
_SIDES = tuple(
    re.compile(pattern)
    for pattern in (
        r"每(?:\d+|[一二三五十百千]+)件(?P<whole>.+?)(?:里|中|当中|,|，|就?有)(?P<part>.+)",
        r"(?P<whole>.+?)(?:当|做|作|为)分母.*?[,，]?(?P<part>.+?)(?:当|做|作|为)分子",
        r"(?P<part>.+?)(?:当|做|作|为)分子.*?[,，]?(?P<whole>.+?)(?:当|做|作|为)分母",
        r"(?P<whole>.+?)[,，](?P<part>[^,，]+?)占其中",
        r"(?P<whole>[^,，]+?)(?:放|合|加|摆|搁)(?:在)?(?:一块儿?|一起|一处|一堆)[,，](?P<part>[^,，]+?)占",
        rf"[以按用拿](?P<whole>[^,，。]+?)(?:为|作|当|做|作为|当作|来做)(?:成)?{_BASE}(?:来算|计算|来看|算)?[,，]?(?P<part>.+)",
        rf"(?P<part>[^()]+?)\(\s*[以按用拿占](?P<whole>[^()]+?)(?:为|作|当|做|作为|当作)?(?:{_BASE})?(?:来算|计算|算)?\)",
        r"(?P<part>.+?)[,，(]?\s*(?:分母|基数|底数)(?:用|取|是|为|选|按|以|拿)(?:的)?(?P<whole>[^,，。)]+)",
        r"(?P<part>[^,，。?？]+?)(?:÷|/|除以)(?P<whole>[^?？,，。=]+)",
        rf"(?P<part>.+?)在(?P<whole>[^,，。?？]+?){_IN}(?:所|共|一共|总共)?(?:占|排|算|有|是)?(?:多大|的?占比|的?比[例重]|占)",
        r"(?P<part>.*?)(?:占|相当于|抵得?上?|折合成?|折算成?)(?:了|到|去)?(?!多|几|百分|比|大头|[件起个宗])"
        r"(?P<whole>[^?？,，。]{1,24}?)的?"
        r"(?:多少|几成|几|百分|比例|比重|比率|占比|份额|%|多大|有多|几分|千分|呢|$|[?？,，。])",
        rf"(?P<whole>.{{2,30}}?)(?:{_IN}|[,，])[,，]?(?:有|占)?{_HOW_MUCH}的?(?:是|属于|因|由|算|来自|(?=[拖留转被没得给跨]|结转|公开|不予|办[结完]))"
        r"(?P<part>.+)",
        rf"(?P<whole>[^,，。]{{2,30}}?)有{_HOW_MUCH}的?(?:是|属于|因|由|算|来自|(?=[拖留转被没得给跨]|结转|公开|不予|办[结完]))(?P<part>.+)",
        rf"(?P<whole>[^占]{{2,30}}?){_IN}[,，]?(?P<part>.*?)(?:占|比例|比重|百分|几成|多少件|几件)",
        r"(?P<part>.+?)(?:是|为|等于)(?P<whole>[^,，。]+?)的(?:百分|几成|几分|%|多大)",
        r"(?P<part>.+?)(?:和|与|跟|同|对|比上?)(?P<whole>[^,，。]+?)(?:的比值|之比|的比率)",
    )
)
_CLAUSE = re.compile("[,，:：]")
# The rate tells itself what it is of: 不予处理率(占办理总计).
_OF_WHAT = re.compile(rf"{_BASE}(?!为零)|率.{{0,6}}[(,，].{{0,4}}占|占其|÷|除以|折合|折算")
# Of the words for the part, those that only ask for the share.
_SAYS_SHARE = re.compile(r"[()]|比例|占比|比重|呢|是多少|^那|^\s*(?:的|是)")
# 占刚才那个数的几成: of the turn before.
_SAID_BEFORE = re.compile("刚才|前面|上面|之前那|刚刚|那个(?:总)?数")
# 这两项占…: the part is of the turn before.
_POINTS_BACK = re.compile(
    "(?:那|那么)?(?:这|那|它)[个些项类种俩两三几]*[个项者]?(?:加起来|合计|一共)?|[两俩]者|[两俩三]项"
)
# 占全部的几成: of all that was settled, or received.
_BY_ALL_RESULTS = re.compile("办理|办结|处理|总(?:数|量|计)|全部|所有|结果")


def read_denominator(
    bare: str, cells: tuple[CellRef, ...], operation: Operation
) -> tuple[tuple[CellRef, ...], tuple[CellRef, ...]]:
    """Return the cells of the numerator and of the denominator of a question.

    The denominator is empty where the question asks for no share or leaves it to the default.
    """
    explicit = _said_of_what(bare, cells, operation)
    if explicit is not None:
        return explicit
    for pattern, top, bottom in RATES:
        if re.search(pattern, bare) and (operation.name == "share" or operation.relative):
            return of_applicants(top, cells), of_applicants(bottom, cells)
    for pattern, outcome in OUTCOME_RATES:
        if re.search(pattern, bare) and cells:
            row = cells[0].row
            return (CellRef(row, outcome, cells[0].words),), (CellRef(row, "total"),)
    if operation.name != "share" and not operation.relative:
        return cells, ()
    grouped = _within_its_group(bare, cells)
    if grouped:
        return cells, grouped
    for sides in _SIDES:
        match = sides.search(bare)
        split = _split(match["part"], match["whole"], cells) if match else None
        if split is not None:
            return split
    return _by_structure(cells)


def _said_of_what(
    bare: str, cells: tuple[CellRef, ...], operation: Operation
) -> tuple[tuple[CellRef, ...], tuple[CellRef, ...]] | None:
    """Return the sides of a rate that says what it is of: 不予处理率(占办理总计)."""
    if operation.name != "share" or not _OF_WHAT.search(bare):
        return None
    for sides in _SIDES:
        match = sides.search(bare)
        split = _split(match["part"], match["whole"], cells) if match else None
        if split is not None and split[0]:
            return split
    return None


def _split(
    part: str, whole: str, cells: tuple[CellRef, ...]
) -> tuple[tuple[CellRef, ...], tuple[CellRef, ...]] | None:
    """Return the cells of both sides, None if the words for the whole name none."""
    if _SAID_BEFORE.search(whole):
        return cells, ()
    below = PENDING_ALL if _ALL_TO_DO.search(whole) else _named(whole, cells)
    if below != PENDING_ALL:
        # 商业企业这一列,不予公开占其办结: the whole is of the same column as the part.
        rows = {cell.row for cell in below if cell.column == "total"}
        narrowed = tuple(cell for cell in cells if cell.row in rows and cell.column != "total")
        below = narrowed if len(narrowed) == len(below) and len(cells) > len(below) else below
    if not below and _BY_ALL_RESULTS.search(whole) and len(cells) == 1:
        below = _all_of(cells[0])
    if not below:
        return None
    part = _SAYS_SHARE.sub("", part)
    if _OLD_ONES.search(part):
        return (CellRef("carried_in", "total", "旧件"),), below
    if not part.strip() or _POINTS_BACK.fullmatch(part.strip()):
        return (), below  # 占不予公开的比例呢: the part is that of the turn before
    addresses = {cell.address for cell in below}
    above = tuple(cell for cell in cells if cell.address not in addresses)
    if not above:
        above = _part_of(part, below)
    if len(above) == len(below) == 1 and is_part(below[0], above[0]):
        above, below = below, above  # a whole is never counted within its part
    unnamed = not above and len(below) == 1 and len(cells) == 1
    return (above, below) if above or not cells or unnamed else None


def _all_of(cell: CellRef) -> tuple[CellRef, ...]:
    """Return what 全部 means beside a cell."""
    if cell.row in ("reconsideration", "litigation"):
        return (CellRef(cell.row, "total"),)
    coming = cell.row in ("received_new", "carried_in", "carried_out")
    return PENDING_ALL if coming and cell.column == "total" else ALL_RESULTS


def _named(words: str, cells: tuple[CellRef, ...]) -> tuple[CellRef, ...]:
    """Return the cells that words name, by themselves or among the `cells` of the question."""
    match = match_cells(words)
    found = tuple(CellRef(one.row, one.column or "total", one.words) for one in match.readings)
    open_ones = {f"{one.row}:{one.column}" for one in match.alternatives}
    return found or tuple(cell for cell in cells if cell.address in open_ones and len(cells) > 1)


def _part_of(part: str, below: tuple[CellRef, ...]) -> tuple[CellRef, ...]:
    """Return the cells the part names; a kind of applicant alone is one of the whole's row."""
    addresses = {cell.address for cell in below}
    match = match_cells(part)
    found = match.readings or tuple(
        one for one in match.alternatives if one.row == below[0].row and one.column != "total"
    )
    named = (CellRef(one.row, one.column or "total", one.words) for one in found)
    return tuple(cell for cell in named if cell.address not in addresses or len(below) > 1)


def _by_structure(
    cells: tuple[CellRef, ...],
) -> tuple[tuple[CellRef, ...], tuple[CellRef, ...]]:
    """Take as the whole the one cell that all others are part of: 不予公开 beside its reasons."""
    for whole in cells:
        rest = tuple(cell for cell in cells if cell != whole)
        if rest and all(is_part(cell, whole) for cell in rest):
            return rest, (whole,)
    below = _below_several(cells)
    if below:
        return cells, below
    suits = ("litigation_direct", "litigation_after")
    if cells and all(cell.row in suits and cell.column == "total" for cell in cells):
        return cells, (CellRef("litigation", "total"),)
    return cells, ()


def _below_several(cells: tuple[CellRef, ...]) -> tuple[CellRef, ...]:
    """Return what several rows' cells of one column are of: both blocks of lawsuits, 企业's all."""
    rows = load_catalogue()
    columns = {cell.column for cell in cells}
    if any(cell.row in ("received_new", "processed_total", "carried_in") for cell in cells):
        return ()
    if len({cell.row for cell in cells}) < 2 or len(columns) != 1 or columns == {"total"}:
        return ()
    tables = {rows[cell.row].table for cell in cells}
    if tables == {"review"}:
        return tuple(CellRef(cell.row, "total") for cell in cells)
    return (CellRef("processed_total", columns.pop()),) if tables == {"requests"} else ()


def _within_its_group(bare: str, cells: tuple[CellRef, ...]) -> tuple[CellRef, ...]:
    """Return 不予公开 of 企业 for 对企业不予公开的,执法案卷占几分之几."""
    rows = load_catalogue()
    parent = rows[cells[0].row].parent if len(cells) == 1 and cells[0].row in rows else None
    if parent is None or cells[0].column == "total" or not _CLAUSE.search(bare):
        return ()
    named = {one.row for one in match_cells(_CLAUSE.split(bare, maxsplit=1)[0]).readings}
    return (CellRef(parent, cells[0].column),) if named == {parent} else ()


def is_part(cell: CellRef, whole: CellRef) -> bool:
    """Whether a cell is counted within another: a reason, a result, a kind of applicant."""
    rows = load_catalogue()
    if cell.row == whole.row:
        return whole.column == "total" != cell.column and rows[cell.row].table != "active"
    known = rows.get(whole.row)
    if known is None or cell.column != whole.column:
        return False
    results: Iterable[str] = ()
    if whole.row == "processed_total":
        results = (one.id for one in rows.values() if one.table == "requests")
        results = set(results) - {"received_new", "carried_in", "carried_out"}
    return cell.row in known.children or cell.row in results
