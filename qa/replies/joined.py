"""Reports that meet several conditions at once: 既有复议又有诉讼, 新收超过40件但公开不到20件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from index import ReportCard
from qa.cells import match_cells
from qa.claimed_none import PLAIN_ROWS
from qa.conditions import read_condition, without
from qa.draft import Draft, clarify, not_found
from qa.evidence import CellTotal, Evidence
from qa.labels import sentence_label, unit_of
from qa.naming import naming
from qa.question import CellRef, Condition, Question
from qa.replies.asked import Asked
from qa.replies.bounds import condition_in_words
from qa.replies.fitting import MOST_LISTED, Picked, told
from qa.replies.wording import amount, cell_name

_JOINT = re.compile(
    r"[,，、;；]?(?:但是?|可是|不过|而且?|并且?|同时|(?:又|却|且)(?!(?:多|少|大|小|高|低)于|[超过破]|不[到足满超过]|没[到超过有]\s*\d|[只仅]有?\s*\d)|也(?=[^,，]*[没无未不有])|还(?=[有没])|以及)|"
    r"(?<=[件个起宗次份条项元\d])[,，、;；](?=[^\d]{2})|"
    "[,，、;；](?=没|无|未|不|从|有|超|达|至|仅|只|一件|零)|的(?:单位|机关|部门|局|地方)(?:里面?|中|当中|之中)"
)
_BOTH = re.compile(
    "既.{1,14}[又也]|又.{1,14}又|[只光仅单]?(?:有|办|收|用|做).{1,12}[,，、]?(?:没有?|从不|从没|从未|不)|"
    "(?:但|而|且|同时|却|不过|可是).{0,14}(?:件|零|没|有|无|不|未)|除了.{1,12}还有|或者|"
    "[只光仅单].{1,14}[,，、].{0,6}[没不无未]|"
    "的(?:单位|机关|部门|局|地方)(?:里面?|中|当中|之中)"
)
_ALL = re.compile(
    "(?<![件个起])(?:都|均|全(?:是|为)?|皆)(?:没|无|未|为零|是零|零|0|不为零|有|发生|收到)|"
    "一件[都也]没"
)
_NONE = re.compile("没|未|零|无(?!法|正当|理由)|不(?!少|低|足|到|满|超|止)|从来?没")
_HAVING = re.compile("有|用|涉及|出现|发生|遇到|兼")
_WHO = re.compile("谁|哪|(?:单位|机关|部门)[?？]?$")
_EITHER = re.compile("或者?|任一|其一")
# 有许可没处罚: what is denied of the second begins a condition of its own.
_TURNS = re.compile("(?<=.)(?=没有?|从不|从没|从未|不曾|未(?!经|审)|无(?!法|正当))")
_NOT_ONE = re.compile("一[件个份项次][都也]?(?:没有?|未|不)(?!予)|[都也]没有?")
_DENYING = re.compile("^(?:从?没有?|从不|从未|未|无|不曾|不)")
_DENIED = re.compile("既|又|也|从?[不没未](?!予)有?")
_OVER = re.compile(r"(?<![超经不没])过(?=\d)")
_AGAINST = re.compile(
    "(?:超过|大于|多于|高于|少于|低于|小于|不及|不如)(?!\\s*[\\d一二两三四五六七八九十百零])[^,，]{2,}"
)

# 列出各单位…, without 有, 没有 or a bound.
_OF_EACH = re.compile("(?:各|所有|全部|每)(?:个|一个|家)?的?(?:单位|机关|部门|街道|乡镇|局|地方)")
_CONDITIONAL = re.compile("[有没无未零超最]|既|又|只|仅|光|从不|不到|不足|不满")

Joined = tuple[tuple[CellRef, Condition], ...]


def joins_conditions(question: Question) -> bool:
    """Whether a list or count goes by conditions on several cells."""
    return bool(_conditions_of(question))


def asks_a_table(question: Question) -> bool:
    """Whether 列出各单位的新收和不予公开 asks for the figures of all, by no condition."""
    text = question.text
    if question.operation.name not in ("list", "list_within") or len(question.cells) < 2:
        return False
    rest = without(text, sorted((cell.words for cell in question.cells), key=len, reverse=True))
    bound = read_condition(rest) is not None or _CONDITIONAL.search(rest)
    return question.group is not None and bool(_OF_EACH.search(text)) and not bound


def only_joins(words: str) -> bool:
    """Whether words left unexplained are only what joins conditions: 但, 既有复议又."""
    return re.search("但|既|又|同时|却|光|仅|单|只|从不|除了|可是|不过", words) is not None


def _conditions_of(question: Question) -> Joined:
    """Return each cell with its own condition, () where the question does not join several."""
    text, operation = question.text, question.operation
    if asks_a_table(question):
        return ()
    guessed = operation.name == "total" and not operation.words and _WHO.search(text)
    if not (operation.name in ("list", "count") or guessed) or _AGAINST.search(text):
        return ()
    several = len(question.cells) > 1
    bounded = _ALL.search(text) or _NONE.search(text) or read_condition(text) is not None
    both = _BOTH.search(text) or (several and (bounded or _HAVING.search(text)))
    if not both and not _bounded_twice(text):
        return ()
    joined: dict[str, tuple[CellRef, Condition]] = {}
    for part in _parts(text):
        for cell in _cells_in(part, question.cells):
            joined.setdefault(cell.address, (cell, _condition(part, cell)))
    return tuple(joined.values()) if len(joined) > 1 else ()


def _bounded_twice(text: str) -> bool:
    """Whether two rows have a bound each: 新收超50件、复议多于2件."""
    parts = [part for part in _parts(text) if read_condition(part) is not None]
    return len(parts) > 1 and all(match_cells(part).readings for part in parts)


def _parts(text: str) -> list[str]:
    """Take a question apart where one condition ends and the next begins."""
    parts = []
    for part in _JOINT.split(text):
        turn = next((m.start() for m in _TURNS.finditer(part) if _both_sides(part, m.start())), 0)
        parts += [part[:turn], part[turn:]] if turn else [part]
    return _with_what_follows(parts)


def _with_what_follows(parts: Sequence[str]) -> list[str]:
    """Put a part that names no cell to the one before: 不予公开 | 少于20件的."""
    joined: list[str] = []
    for part in parts:
        match = match_cells(part)
        if joined and not (match.readings or match.alternatives):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _both_sides(part: str, at: int) -> bool:
    """Whether a cell is named before a place and another after it."""
    before, after = match_cells(part[:at]).readings, match_cells(part[at:]).readings
    return bool(before and after) and before[0].row != after[0].row


def _cells_in(part: str, named: Sequence[CellRef]) -> tuple[CellRef, ...]:
    """Return the cells of a part: as the question's own where they are among them."""
    part = _NOT_ONE.sub(" ", part)  # 一件没废止: none repealed, not what is still in force
    match = match_cells(part)
    if not match.readings and not match.alternatives:
        match = match_cells(_DENIED.sub("", part))  # 既不许可: the row without what denies it
    found = [CellRef(one.row, one.column or "total", one.words) for one in match.readings]
    if not found:
        open_ones = {(one.row, one.column) for one in match.alternatives}
        own_ones = tuple(cell for cell in named if (cell.row, cell.column) in open_ones)
        rows = {cell.row for cell in named}
        near = [one for one in match.alternatives if one.row in rows]
        if own_ones or len(near) != 1:
            return own_ones
        return (CellRef(near[0].row, near[0].column or "total", near[0].words),)
    own = {cell.address: cell for cell in named}
    return tuple(own.get(cell.address, cell) for cell in found)


def _condition(part: str, cell: CellRef) -> Condition:
    """Read a part's condition; having any, or none, where no number is given."""
    bare = _OVER.sub("超过", part)
    found = read_condition(bare)
    if found is not None:
        return found
    named = _DENYING.sub("", cell.words) if cell.row in PLAIN_ROWS else cell.words
    none = _NONE.search(bare.replace(named, " ") if named else bare)
    return Condition("=" if none else ">", Decimal(0))


def list_joined(asked: Asked) -> Draft:
    """List (or count) the reports that meet all the conditions."""
    joined = _conditions_of(asked.question)
    if _EITHER.search(asked.question.text):
        options = tuple(f"{_condition_in_words(cell, one)}的单位" for cell, one in joined)
        return clarify("“或者”的条件请分开问，先看哪一个？", options)
    evidence = Evidence(asked.library)
    totals = [evidence.totals(asked.plan.cards, cell) for cell, _ in joined]
    known = [c for c in asked.plan.cards if all(t[c.id].value is not None for t in totals)]
    if not known:
        return not_found("范围内的报告没有同时写明这几项的数。", *asked.notes)
    fitting = [card for card in known if _meets(card, totals, joined)]
    names = naming(asked.plan.cards)
    rows = asked.operands([cell for cell, _ in joined], fitting[:MOST_LISTED] or known[:1])
    lines = (
        f"{names.of(row[0].card)}：{'，'.join(f'{cell_name(o)}{amount(o)}' for o in row)}"
        for row in rows
    )
    return told(
        asked,
        Picked(
            what="、".join(_condition_in_words(cell, one) for cell, one in joined),
            these="这几项的数",
            fitting=len(fitting),
            known=len(known),
            lines=tuple(lines) if fitting else (),
            operands=tuple(operand for row in rows for operand in row),
        ),
    )


def _meets(card: ReportCard, totals: Sequence[dict[str, CellTotal]], joined: Joined) -> bool:
    values = (total[card.id].value or Decimal(0) for total in totals)
    return all(one.holds(value) for value, (_, one) in zip(values, joined, strict=True))


def _condition_in_words(cell: CellRef, condition: Condition) -> str:
    words = condition_in_words(condition, unit_of(cell.row, cell.column))
    return f"“{sentence_label(cell.row, cell.column)}”{words}"
