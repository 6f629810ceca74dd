"""All parts of one row or all kinds of applicants: 八种理由逐项, 按申请人分."""

from __future__ import annotations

import re

from qa.cell_catalogue import APPLICANTS, OUTCOMES
from qa.cell_columns import Cell, columns_of
from qa.cell_connections import asks_sum
from qa.cell_evidence import Evidence, Mention

# 三个数: made, repealed and in force, of 规章 and 规范性文件.
_THREE_NUMBERS = re.compile("三[个项](?:数|指标|小?栏|格|列)|三个$|三样|三项")
DOCUMENT_COLUMNS = ("made", "repealed", "in_force")
_APPLICANT_WORDS = (
    ("natural_person", "自然人|个人|公民"),
    ("business", "企业|公司"),
    ("research", "科研"),
    ("ngo", "公益"),
    ("legal_service", "律所|律师|法律"),
    ("other", "其[他它]"),
)
_APPLICANT = "[^、,和及/(:]{{0,4}}(?:{})[^、,和及/]{{0,7}}".format(
    "|".join(words for _, words in _APPLICANT_WORDS)
)
# 按个人、企业、科研、公益、律所、其他拆开: four or more kinds side by side are not one sum.
_APPLICANTS_LISTED = re.compile(f"(?:{_APPLICANT}(?:、|,|和|及|与|/)){{3,}}{_APPLICANT}")


def spread_out(evidence: Evidence, rows: tuple[Mention, ...], text: str) -> tuple[Cell, ...]:
    """Return the single cells where all parts of one row are asked for: 八种理由逐项."""
    by_applicant = _by_applicant(evidence, rows, text) if len(rows) < 2 else ()
    if by_applicant:
        return by_applicant
    if len(rows) != 1 or "spread" not in evidence.frames or asks_sum(text):
        return ()
    return _parts_of(evidence, rows[0], text)


def _by_applicant(evidence: Evidence, rows: tuple[Mention, ...], text: str) -> tuple[Cell, ...]:
    """Return a row's cells for the kinds of applicants listed, or for all; of 新收 if none is."""
    apart = _APPLICANTS_LISTED.search(text)
    if apart is not None and not asks_sum(text):
        row = rows[0] if rows else Mention("received_new", 0.85, apart.span(), 0)
        listed = [column for column, word in _APPLICANT_WORDS if re.search(word, apart.group())]
        return tuple((row.id, column, row.strength, row.span) for column in listed)
    named = any(c.table == "requests" and c.id != "total" for c in evidence.columns)
    if "by_applicant" not in evidence.frames or named or "其他" in text:
        return ()
    span = evidence.frames["by_applicant"][0]
    row = rows[0] if rows else Mention("received_new", 0.85, span, 0)
    return tuple((row.id, column, row.strength, row.span) for column in APPLICANTS)


def _parts_of(evidence: Evidence, row: Mention, text: str) -> tuple[Cell, ...]:
    """Return the cells of a row's parts: its reasons, its measures or its outcomes."""
    known = evidence.catalogue[row.id]
    columns = columns_of(evidence, row, text)
    if known.table == "requests" and len(columns) > 1:
        return ()  # 律所和科研机构被拒各几件
    if known.table == "requests" and known.children:
        column = columns[0].id if len(columns) == 1 else "total"
        return tuple((child, column, row.strength, row.span) for child in known.children)
    if row.id in ("normative_documents", "regulations") and _THREE_NUMBERS.search(text):
        return tuple((row.id, column, row.strength, row.span) for column in DOCUMENT_COLUMNS)
    of_organs = re.search("单位|机关|部门|哪[个家]", text)
    if known.table == "review" and not columns and not of_organs:
        return tuple((row.id, outcome, row.strength, row.span) for outcome in OUTCOMES)
    return ()
