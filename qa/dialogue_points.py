"""Follow-ups that point into the row spoken of: 其中企业的, 后一类里维持的, 22年总的, 其余的."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.denominators import is_part
from qa.labels import find_row
from qa.question import CellRef, Question

LEANS = re.compile(
    r"^\W*(?:那|那么)?(?:其中|(?:这|那|它)?(?:里面|里头|里边|当中|之中|其中|里)|这些(?:里面?|当中|申请)?|这\d+[件起个](?:里面?|当中|之中)?)"
    r"(?![^,，。]{0,2}(?:新收|收到))"
)
_ALL_OF_THEM = re.compile(
    r"^\W*(?:那|那么)?(?:一共|总共|总的|总计|合计|总数|总量|加起来|合起来|整个|整体|全部|这一?大类|大类)"
)
WHOLE = "总的"
_ORDINALS = (
    (
        0,
        re.compile(
            r"前者|前[一]?[类种项个组块]|第一[类种项个组块]|头一[类种项个]|前面那[类种项个]"
        ),
    ),
    (-1, re.compile(r"后者|后[一]?[类种项个组块]|最后[一]?[类种项个]|后面那[类种项个]")),
    (1, re.compile(r"第二[类种项个组块]")),
    (2, re.compile(r"第三[类种项个组块]")),
)
_ITS_KINDS = re.compile(
    r"[这那它][几两三四五六七八]?[种类项个]?(?:情形|情况|理由|原因|子项|小类)?(?=各|分别|都|每)|各种|每种"
)
_BELOW = re.compile(
    "(?:那|那么|再|看)*(?:往)?[上下](?:面)?(?:一|那)?(?:行|栏|项|条|格)的?呢?[?。]?"
)
_THE_REST = re.compile(
    r"^\W*(?:那|那么)?(?:其余|其他|其它|余下|剩余|剩下|另外|别的)(?:的|那)?(?:部分|些|块|几件)?的?(?:呢|有|是|几|多少|合|一共|总)|"
    r"^\W*(?:除了|除去|除开|刨去|扣掉|去掉)(?:它|这|那|刚才|上面|前面).{0,4}(?:项|个|类|种|些|的|它|这|那)?[,，]?\s*(?:还|其|剩|余|别|另)"
)
_TAKEN_OVER = re.compile(r"接过来|接手|接下|[带转]过来|转来|带来|承接|接收|上年的")
_HANDED_ON = re.compile(r"转出去|转走|留[下到给]|往后[留转]|下年|带走|没办完|剩")


def pointed_into(question: Question, before: Sequence[CellRef], bare: str) -> tuple[CellRef, ...]:
    """Return the cells that a follow-up points at within those before it, () if it does not."""
    if not before:
        return ()
    return (
        _next_row(question, before[0], bare)
        or _by_ordinal(question, before, bare)
        or _kinds_of(question, before, bare)
        or _whole_of(question, before, bare)
        or _other_end(question, before[0], bare)
    )


def the_rest(question: Question, before: Question, bare: str) -> tuple[CellRef, ...]:
    """Return the whole and its part where 其余的 asks for what is left between the last turns."""
    earlier = before.earlier
    one_each = earlier is not None and len(before.cells) == len(earlier.cells) == 1
    named = {cell.row for cell in question.cells} - {"carried_out", "carried_in"}
    if named or not one_each or earlier is None or not _THE_REST.search(bare):
        return ()
    pair = (earlier.cells[0], before.cells[0])
    if is_part(pair[1], pair[0]):
        return pair
    return (pair[1], pair[0]) if is_part(pair[0], pair[1]) else ()


def _next_row(question: Question, before: CellRef, bare: str) -> tuple[CellRef, ...]:
    """Read 再下一行 as the row below within the same group."""
    match = _BELOW.fullmatch(bare.strip())
    row = find_row(before.row)
    parent = find_row(row.parent) if row is not None and row.parent else None
    if match is None or question.cells or parent is None:
        return ()
    step = -1 if "上" in match.group() else 1
    place = parent.sum.index(before.row) + step if before.row in parent.sum else -1
    inside = 0 <= place < len(parent.sum)
    return (CellRef(parent.sum[place], before.column, "下一行"),) if inside else ()


def _by_ordinal(question: Question, before: Sequence[CellRef], bare: str) -> tuple[CellRef, ...]:
    """Read 后一类里维持的 as the outcome of the second of two kinds of lawsuits."""
    place = next((place for place, words in _ORDINALS if words.search(bare)), None)
    if place is None or len(before) < 2 or place >= len(before):
        return ()
    meant = before[place]
    named = {cell.column for cell in (*question.cells, *question.alternatives)} - {"total"}
    row = find_row(meant.row)
    if len(named) != 1 or row is None or row.column(next(iter(named))) is None:
        return () if question.cells else (meant,)
    return (CellRef(meant.row, named.pop(), meant.words),)


def _kinds_of(question: Question, before: Sequence[CellRef], bare: str) -> tuple[CellRef, ...]:
    """Read 这几种各是多少 as the parts of the row spoken of."""
    row = find_row(before[0].row) if len(before) == 1 else None
    if row is None or not row.sum or question.cells or not _ITS_KINDS.search(bare):
        return ()
    return tuple(CellRef(member, before[0].column, row.core) for member in row.sum)


def _whole_of(question: Question, before: Sequence[CellRef], bare: str) -> tuple[CellRef, ...]:
    """Read 22年总的, after two reasons of one group, as the group."""
    rows = [find_row(cell.row) for cell in before]
    parents = {row.parent for row in rows if row is not None}
    parent = next(iter(parents)) if len(parents) == 1 else None
    if not parent or len(before) < 2 or question.cells or not _ALL_OF_THEM.search(bare):
        return ()
    return (CellRef(parent, before[0].column, WHOLE),)


def _other_end(question: Question, before: CellRef, bare: str) -> tuple[CellRef, ...]:
    """Read 22年接过来的 after what 2021 handed on, and the other way round."""
    if question.cells or before.row not in ("carried_in", "carried_out"):
        return ()
    if before.row == "carried_out" and _TAKEN_OVER.search(bare):
        return (CellRef("carried_in", before.column, "接过来"),)
    if before.row == "carried_in" and _HANDED_ON.search(bare):
        return (CellRef("carried_out", before.column, "留下"),)
    return ()
