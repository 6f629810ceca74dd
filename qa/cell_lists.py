"""Items of a list that mean something only beside the others: 全给的、给一半的、不给的各几件.

Where several things are named side by side, each stands for a row of its own; words too weak
to name one by themselves are read by their neighbours: 公开 by 部分公开, 剩了多少 by 收了多少.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.cell_connections import asks_each
from qa.cell_evidence import Evidence, Mention

_SURE = 0.97
_SEPARATOR = re.compile(
    "、|/|\\+|以及|还有|和|与|及|跟|(?<=多少|几何|若干)[,;?]|(?<=几[件个份])[,;?]|(?<=多少[件个])[,;?]|(?<=的),"
)
_LEAD = re.compile(
    "^(?:.*[■:(?!。])?(?:(?:20)?\\d\\d年)?(?:去年|上年|前年|今年|当年|本年|全年)?(?:度)?"
    "(?:的|里|中|内|共|一共|总共|到底|分别|各|总的)*"
)
_TAIL = re.compile(
    "(?:的|了|数|件|量|[一二两三四五六七八](?:类|样|项|种|块|个数?|者)|各|分别|都|加|合|共|一共|总共|是|有|为|,|[几多\\d]|若干).*$"
)
# What an item says of applications when it stands beside rows of their table.
_ITEMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("received_new", re.compile("新?收(?:件|案|到|进|来)?|来件?|接(?:收|到)?")),
    ("processed_total", re.compile("办(?:结|理|完|掉|好)?|结(?:案|了|掉)?|了结|处理|答复")),
    (
        "carried_out",
        re.compile(
            "(?:还|又)?(?:剩|余|欠|拖|压|留|甩)(?:下|着|余|存)?|(?:再|又|下|往下|后)(?:结?转)|没(?:办|结)(?:完)?|未(?:办结|结)"
        ),
    ),
    ("carried_in", re.compile("(?:上|旧|接|承|转)(?:转|入|结|来|接)")),
    ("granted", re.compile("全部?(?:都)?(?:给|公开)?|完全(?:公开)?|整份|给|公开|予以|准|同意")),
    ("partial", re.compile("部分|一部分|给?一半|半")),
    ("denied", re.compile("不给|没给|拒(?:绝|掉)?|驳回?|不予|不准|不公开|没公开")),
    ("unavailable", re.compile("给不了|没有|没得|不掌握")),
    ("not_processed", re.compile("不理|不办|不处理|不受理")),
    ("other_result", re.compile("其[他它]")),
)
# 办结里刨去予以公开的,还剩多少: what is left over there is no row.
_REST = re.compile("刨|除了|除去|除开|扣除|扣掉|减去|减掉|去掉|撇开|其余|余下")
_FEWEST_ALONE = 3
_GIVEN = frozenset({"granted", "partial", "denied", "unavailable", "not_processed", "other_result"})


def with_listed(evidence: Evidence, rows: list[Mention], text: str) -> list[Mention]:
    """Add the rows that items of a list stand for beside `rows`, which are surely named."""
    items = [] if _REST.search(text) else _items(text)
    if len(items) < 2 or not _of_requests(evidence, rows):
        return rows
    added = list(rows)
    for _ in range(2):  # an item may stand before the one that tells what it means
        for place, span in enumerate(items):
            beside = items[max(0, place - 1) : place] + items[place + 1 : place + 2]
            if _holds_any(added, span) or not (rows and any(_holds_any(added, s) for s in beside)):
                continue
            row = _row_of(evidence, span, text, {one.id for one in added})
            if row is not None and row.id not in {one.id for one in added}:
                added.append(row)
    return sorted(added or _all_of(evidence, items, text), key=lambda one: one.span)


def _all_of(evidence: Evidence, items: Sequence[tuple[int, int]], text: str) -> list[Mention]:
    """Return what three items or more say that only together name their rows: 接收、办理、结转."""
    found: dict[str, Mention] = {}
    for span in items:
        row = _row_of(evidence, span, text, set(found))
        if row is not None:
            found.setdefault(row.id, row)
    fewest = _FEWEST_ALONE - 1 if asks_each(text) else _FEWEST_ALONE
    return list(found.values()) if len(found) >= fewest else []


def _of_requests(evidence: Evidence, rows: Sequence[Mention]) -> bool:
    tables = {evidence.catalogue[row.id].table for row in rows}
    return tables <= {"requests"} and not any(evidence.catalogue[row.id].parent for row in rows)


def _items(text: str) -> list[tuple[int, int]]:
    """Return the stretches between the separators of a list; none if there is no list."""
    marks = list(_SEPARATOR.finditer(text))
    if not marks:
        return []
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    return list(zip(starts, ends, strict=True))


def _holds_any(rows: Sequence[Mention], span: tuple[int, int]) -> bool:
    return any(span[0] <= row.span[0] < span[1] for row in rows)


def _row_of(
    evidence: Evidence, span: tuple[int, int], text: str, named: set[str]
) -> Mention | None:
    """Return the row that one item stands for, if its words leave no other."""
    words = text[slice(*span)]
    lead = _LEAD.match(words)
    start = span[0] + (lead.end() if lead else 0)
    tail = _TAIL.search(text, start + 1, span[1])
    core = text[start : tail.start() if tail else span[1]]
    if not core or len(core) > 6:
        return None
    found = next((row for row, pattern in _ITEMS if pattern.fullmatch(core)), None)
    if core.endswith("结转") or core == "转":
        found = (
            "carried_out"
            if "processed_total" in named and _past_done(evidence, start)
            else "carried_in"
        )
    if found in _GIVEN and not named & _GIVEN:
        return None
    if found is None:
        return None
    at = (start, start + len(core))
    return Mention(found, _SURE, at, ((1 << len(core)) - 1) << start)


def _past_done(evidence: Evidence, start: int) -> bool:
    """Whether what was settled is named before: what is handed on comes after it."""
    done = (row for row in evidence.rows if row.id == "processed_total")
    return any(row.span[0] < start for row in done)
