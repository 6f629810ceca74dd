"""勾稽: whether a report's sums hold, text and tables agree, and one year meets the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index import ReportCard
from ingest.cross_year import check_across_years
from ingest.report import Check
from qa.draft import Draft, Quotation
from qa.evidence import Evidence, Operand
from qa.naming import owner
from qa.plan import name_of
from qa.question import CellRef
from qa.replies.asked import Asked
from qa.sentences import sentences

_SHORTEST_QUOTED = 5
_MOST_REPORTS = 10
_MOST_FAILED = 5
_TEXT = re.compile("正文|文字|写的|报告说")
_ACROSS = re.compile(
    "上一?年度?的?(?:报告|年报)|前一年|跨年|两年|衔接|接得上|接不上|"
    "上年结转.{0,6}(?:对得上|对上|一致|吻合|相符|一样)"
)
_HANDED_ON = {"carried_in", "carried_out"}
_BOTH_ENDS = re.compile("(?:结转|转出|甩|留|剩|余|拖).{0,20}(?:结转|转入|接|年初|期初|上年)")


def consistency(asked: Asked) -> Draft:
    """Say whether a report's own sums hold, relation by relation."""
    if asked.question.group is not None and len(asked.plan.cards) > 1:
        return _disputed_reports(asked)
    if _asks_across_years(asked):
        pairs = _years_side_by_side(asked)
        if pairs:
            return _across_years(asked, pairs)
    lines: list[str] = []
    operands: list[Operand] = []
    quotations: list[Quotation] = []
    for card in asked.plan.cards:
        checks = _relevant_checks(asked, card)
        lines.append(_verdict(f"{name_of(card)}的报告", checks))
        operands += _operands_of(asked, card, checks)
        quotations += _said(asked, card, checks)
    return Draft(
        "answered",
        "\n".join(lines),
        operands=tuple(operands),
        quotations=tuple(quotations),
        notes=asked.notes,
    )


def _asks_across_years(asked: Asked) -> bool:
    """Whether one year's report is to be held against the next: 2022年结转下年和2023年上年结转."""
    text = asked.question.text
    several = len(asked.plan.cards) > 1 and _BOTH_ENDS.search(text)
    handed_on = {cell.row for cell in asked.question.cells} >= _HANDED_ON
    both_years = len(asked.plan.cards) > 1 and handed_on
    if _TEXT.search(text) and not both_years:
        return False
    return bool(_ACROSS.search(text) or several or both_years)


def _years_side_by_side(asked: Asked) -> list[tuple[ReportCard, ReportCard]]:
    """Return each report planned with its organ's report of the next year, or of the year before.

    One report alone is held against the one before it, if the library has that.
    """
    cards = sorted(asked.plan.cards, key=lambda card: card.year)
    if len(cards) == 1:
        whose, year = owner(cards[0]), cards[0].year - 1
        before = [c for c in asked.library.cards() if c.year == year and owner(c) == whose]
        cards = [*before, *cards]
    return [
        (earlier, later)
        for earlier, later in pairwise(cards)
        if later.year == earlier.year + 1 and owner(later) == owner(earlier)
    ]


def _across_years(asked: Asked, pairs: Sequence[tuple[ReportCard, ReportCard]]) -> Draft:
    """Say whether what one year hands on arrives in the next."""
    lines: list[str] = []
    operands: list[Operand] = []
    rows = {cell.row for cell in asked.question.cells}
    for earlier, later in pairs:
        found = asked.library.figures([earlier.id, later.id])
        of = {card.id: [one for id_, one in found if id_ == card.id] for card in (earlier, later)}
        checks = check_across_years(later.year, of[later.id], of[earlier.id])
        about = [one for one in checks if rows & {_row(cell) for cell in one.cells}] or checks
        subject = f"{later.organ}{earlier.year}年与{later.year}年的报告"
        lines.append(_verdict(subject, about))
        shown = [one for one in about if one.status == "FAIL"][:_MOST_FAILED] or _chief(about)
        cells = [CellRef(*cell.split(":")) for one in shown for cell in one.cells]
        handed_on = [CellRef(*_handed_on(cell.address).split(":")) for cell in cells]
        operands += _read(asked, later, cells) + _read(asked, earlier, handed_on)
    return Draft("answered", "\n".join(lines), operands=tuple(operands), notes=asked.notes)


def _row(address: str) -> str:
    """Return the row in which the year before has a cell."""
    return _handed_on(address).split(":")[0]


def _handed_on(address: str) -> str:
    """Return the cell of the year before that a cell follows from."""
    return address.replace("carried_in:", "carried_out:")


def _said(asked: Asked, card: ReportCard, tried: Sequence[Check]) -> list[Quotation]:
    """Quote the sentences whose numbers were held against the tables."""
    checks = [one for one in tried if one.relation == "mention"]
    if not checks:
        return []
    reasons = "".join("".join(check.reason.split()) for check in checks)
    passages = asked.library.passages(card.id, "narrative")
    return [
        Quotation(card, sentence.as_passage())
        for sentence in sentences(passages)
        if len(sentence.flat) > _SHORTEST_QUOTED and sentence.flat.rstrip("。；") in reasons
    ]


def _relevant_checks(asked: Asked, card: ReportCard) -> list[Check]:
    """Return the relations asked about: text against tables, or the tables' own sums."""
    checks = asked.library.checks(card.id)
    mentions = [check for check in checks if check.relation == "mention"]
    if not _TEXT.search(asked.question.text):
        return [check for check in checks if check.relation != "mention"]
    wanted = {cell.row for cell in asked.question.cells}
    about = [c for c in mentions if wanted & {cell.split(":")[0] for cell in c.cells}]
    return about or mentions


def _verdict(subject: str, checks: Sequence[Check]) -> str:
    """Say whether the relations hold, with the first ones that do not."""
    failed = [check for check in checks if check.status == "FAIL"]
    apart = [check for check in checks if _differs(check)]
    passed = [check for check in checks if check.status == "PASS"]
    if failed:
        more = "等" if len(failed) > _MOST_FAILED else ""
        return f"对不上。{subject}有{len(failed)}处不平：{_told(failed[:_MOST_FAILED])}{more}。"
    if apart and not passed:
        details = "；".join(f"{_told([check])}（{check.reason}）" for check in apart[:3])
        return f"数字不同，但不能直接对比。{subject}：{details}。"
    if not passed:
        return f"{subject}没有能够核对的关系。"
    return f"对得上。{subject}核对了{len(passed)}处，全部相符：{_told(_chief(passed))}。"


def _told(checks: Sequence[Check]) -> str:
    return "；".join(f"{check.label}：{check.formula}" for check in checks)


def _differs(check: Check) -> bool:
    """Whether text and table give different numbers that were not held against each other."""
    return check.status == "NOT_ASSESSABLE" and "≠" in check.formula


def _chief(checks: Sequence[Check]) -> list[Check]:
    """Show the relations of the 总计 column first, the balance before all."""
    order = {"balance": 0, "results_total": 1, "review_total": 2}
    ranked = sorted(checks, key=lambda c: order.get(c.relation.split(":")[0], 3))
    totals = [c for c in ranked if any(cell.endswith(":total") for cell in c.cells)]
    return (totals or ranked)[:3]


def _operands_of(asked: Asked, card: ReportCard, checks: Sequence[Check]) -> list[Operand]:
    shown = [check for check in checks if check.status == "FAIL"][:_MOST_FAILED] or _chief(checks)
    return _read(asked, card, [CellRef(*cell.split(":")) for one in shown for cell in one.cells])


def _read(asked: Asked, card: ReportCard, cells: Sequence[CellRef]) -> list[Operand]:
    found = Evidence(asked.library).operands([card], list(dict.fromkeys(cells))[:60])
    return [operand for operand in found.values() if operand.figures]


def _disputed_reports(asked: Asked) -> Draft:
    """Name the reports of a group whose sums, or whose text and tables, do not agree."""
    mentions_only = bool(re.search("正文|文字", asked.question.text))
    disputed = set(asked.library.disputed())
    found: list[tuple[ReportCard, list[Check]]] = []
    for card in asked.plan.cards:
        checks = asked.library.checks(card.id) if card.id in disputed else ()
        failed = [check for check in checks if _fails(check, mentions_only)]
        if failed:
            found.append((card, failed))
    known = len(asked.plan.cards)
    if not found:
        card = asked.plan.cards[0]
        operands = _operands_of(asked, card, asked.library.checks(card.id))
        text = f"没有。{known}份报告中，能核对的关系都相符。"
        return Draft("answered", text, operands=tuple(operands), notes=asked.notes)
    shown = found[:_MOST_REPORTS]
    lines = [f"{name_of(card)}：{_told(checks[:3])}" for card, checks in shown]
    if len(found) > len(shown):
        lines.append(f"另有{len(found) - len(shown)}份，从略。")
    cited = [one for card, checks in shown for one in _operands_of(asked, card, checks[:3])]
    return Draft(
        "answered",
        "\n".join([f"{known}份报告中有{len(found)}份对不上：", *lines]),
        operands=tuple(cited),
        quotations=tuple(one for card, checks in shown for one in _said(asked, card, checks[:3])),
        notes=asked.notes,
    )


def _fails(check: Check, mentions_only: bool) -> bool:
    if mentions_only:
        return check.relation == "mention" and (check.status == "FAIL" or _differs(check))
    return check.status == "FAIL"
