"""Rows and cells that are named by their number in the form: （三）第1小项, 表四第二格."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.cues import Cue, Meaning, Phrase
from qa.phrasebook import STRENGTHS

_DIGITS = "一二三四五六七八"
_GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "三": (
        "denied",
        (
            "denied.state_secret",
            "denied.prohibited_by_law",
            "denied.safety_stability",
            "denied.third_party",
            "denied.internal_affairs",
            "denied.process_information",
            "denied.enforcement_files",
            "denied.administrative_inquiry",
        ),
    ),
    "四": (
        "unavailable",
        ("unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear"),
    ),
    "五": (
        "not_processed",
        (
            "not_processed.petition",
            "not_processed.duplicate",
            "not_processed.publication",
            "not_processed.excessive",
            "not_processed.confirmation",
        ),
    ),
    "六": (
        "other_result",
        ("other_result.correction_overdue", "other_result.fee_overdue", "other_result.other"),
    ),
}
_RESULTS = {"一": "granted", "二": "partial", "七": "processed_total"} | {
    number: row for number, (row, _) in _GROUPS.items()
}
_NAMES = {
    "三": "不予公开|不公开",
    "四": "无法提供|没法提供",
    "五": "不予处理|不处理",
    "六": "其他处理|其它处理",
}
_TOP_ROWS = {"1": "received_new", "2": "carried_in", "4": "carried_out"}
_OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
_ACTIVE_ROWS = (
    "regulations",
    "normative_documents",
    "licensing",
    "penalty",
    "compulsion",
    "fees",
)
_MEASURES = {
    "documents": (("made", "repealed", "in_force"), ("new_made", "new_public", "public_total")),
    "powers": ((), ("items_last_year", "items_change", "decisions")),
    "procurement": ((), ("projects", "amount")),
}
_OLD_FORM = re.compile(r"旧表|老格式|旧格式|旧版|试行格式|60号|老版|改版前|2019年?格式")
_NEW_FORM = re.compile(r"新格式|新版|新表|30号|现行格式|2021年?格式")
_ITEM = re.compile(
    r"\(?([三四五六])\)?(?:[之的、.·-]|那组|组|大项)?第?\(?([1-8])\)?(?![0-9])(?=\D|$)"
)
_NAMED_ITEM = re.compile(
    r"(?P<name>{})[^,。?]{{0,4}}(?:第\(?(?P<n>[1-8一二三四五六七八])\)?|"
    r"(?P<end>最后一))(?:小项|项|种|类|条|格|行|个)|"
    r"第\(?(?P<m>[1-8一二三四五六七八])\)?(?:小项|种|类)(?:情形)?(?:的)?(?P<last>{})".format(
        "|".join(_NAMES.values()), "|".join(_NAMES.values())
    )
)
_LONE_ITEM = re.compile(r"第\(?([1-8一二三四五六七八])\)?小项")
_GROUP = re.compile(
    r"(?:办理结果|表三|第三项|处理结果)[^,。?]{0,4}?第?\(([一二三四五六七])\)|"
    r"\(([一二三四五六七])\)(?=[^,。?]{0,6}(?:大项|小项|小计|合计|总计|各行|下|加总|组|相加))"
    r"|第\(([四五六七])\)项(?=小计|合计|总计|数字|$)"
)
_TABLE_THREE_ROW = re.compile(
    r"(?:表三|第三张表|表3)[^,。?]{0,3}第([一二12])行|第([一二12])行(?=[^,。?]{0,8}[栏列])"
)
_ORDINAL = re.compile(
    r"第([一二三四五])(?:个)?(?:格|列|栏|个数)|(最后一(?:格|列|栏|个数)|最右)|(中间(?:那|"
    r"的)?(?:一)?(?:格|个数|栏|个)?)|(头一个数|最左|左边)"
)
_TABLE_TWO_ROW = re.compile(r"表(?:二|2)第([一二三四五六])行")


# 收50件, 拒了7件, 告了两次: the verb before a number is the row.
_COUNTED = re.compile(
    r"(?<![一-鿿])(?:一共|总共|共|只|才|就|都|也|到底)?(?P<verb>新收|收|来|接|办|结|拒|驳|转|罚|告|给)"
    r"(?:到|了|结|绝|完|过){0,2}(?:有)?(?:\d+|[一二两三四五六七八九十百]{1,4})[件份宗起次个](?!人)"
)
_VERBS = {
    **dict.fromkeys(("新收", "收", "来", "接"), "received_new"),
    **dict.fromkeys(("办", "结"), "processed_total"),
    **dict.fromkeys(("拒", "驳"), "denied"),
    "转": "carried_out",
    "罚": "penalty",
    "告": "litigation",
    "给": "granted",
}


def numbered_cues(text: str) -> list[Cue]:
    """Return cues for the rows and columns that `text` names by number.

    >>> [cue.phrase.meaning.ids for cue in numbered_cues("(三)第1小项填几")]
    [('denied.state_secret',)]
    """
    return [
        *(_cue("row", (_VERBS[one["verb"]],), one.span()) for one in _COUNTED.finditer(text)),
        *_items(text),
        *_groups(text),
        *_rows(text),
        *_review_cells(text),
        *_active_cells(text),
    ]


def _cue(facet: str, ids: tuple[str, ...], span: tuple[int, int], table: str = "") -> Cue:
    assert facet in ("row", "column")
    meaning = Meaning("row" if facet == "row" else "column", ids, table)
    mask = ((1 << (span[1] - span[0])) - 1) << span[0]
    return Cue(Phrase("(number)", meaning, STRENGTHS["sure"], ()), (span,), mask)


def _number(digit: str) -> int:
    return int(digit) if digit.isdigit() else _DIGITS.index(digit) + 1


def _items(text: str) -> Iterator[Cue]:
    for found in _ITEM.finditer(text):
        members = _GROUPS[found[1]][1]
        bare = "(" not in found[0]
        if bare or _number(found[2]) > len(members):
            continue
        yield _cue("row", (members[_number(found[2]) - 1],), found.span())
    named = False
    for found in _NAMED_ITEM.finditer(text):
        name, digit = found["name"] or found["last"], found["n"] or found["m"]
        if text[found.start() - 1 : found.start()] in ("到", "至"):
            continue
        group = next(key for key, names in _NAMES.items() if name in names.split("|"))
        members = _GROUPS[group][1]
        place = _number(digit) if digit else len(members)
        if place <= len(members):
            named = True
            yield _cue("row", (members[place - 1],), found.span())
    if named or _ITEM.search(text):
        return
    if re.search(r"第?1(?:到|至|-)第?[358]", text):
        return
    for found in _LONE_ITEM.finditer(text):
        number = _number(found[1])
        ids = tuple(m[number - 1] for _, m in _GROUPS.values() if number <= len(m))
        yield _cue("row", ids, found.span())


def _groups(text: str) -> Iterator[Cue]:
    for found in _GROUP.finditer(text):
        number = found[1] or found[2] or found[3]
        before = text[max(0, found.start() - 2) : found.start()]
        if _ITEM.match(text, found.start()) or before.endswith(("条", "条第")):
            continue
        yield _cue("row", (_RESULTS[number],), found.span())


def _rows(text: str) -> Iterator[Cue]:
    for found in _TABLE_THREE_ROW.finditer(text):
        yield _cue("row", (_TOP_ROWS[str(_number(found[1] or found[2]))],), found.span())


def _review_cells(text: str) -> Iterator[Cue]:
    table = re.search(r"表(?:四|4)", text)
    block = re.search(r"复议|起诉|诉讼|直诉", text)
    if not table:
        return
    if not block:
        yield _cue("row", ("reconsideration",), table.span())
    for found in _ORDINAL.finditer(text):
        place = _place(found, len(_OUTCOMES))
        if place is not None:
            yield _cue("column", (_OUTCOMES[place],), found.span(), "review")


def _active_cells(text: str) -> Iterator[Cue]:
    line = _TABLE_TWO_ROW.search(text)
    if line:
        yield _cue("row", (_ACTIVE_ROWS[_number(line[1]) - 1],), line.span())
    if (
        not (line or re.search(r"那行|这行|行第|行的|表二|旧表|新表|格式", text))
        or "表四" in text
        or "表三" in text
    ):
        return
    old, new = bool(_OLD_FORM.search(text)), bool(_NEW_FORM.search(text))
    for found in _ORDINAL.finditer(text):
        for kind, (modern, former) in _MEASURES.items():
            known = [
                m
                for m, is_meant in ((modern, new or not old), (former, old or not new))
                if is_meant
            ]
            places = {m[p] for m in known if m and (p := _place(found, len(m))) is not None}
            if (
                kind == "documents"
                and len(places) == 2
                and found[2] is not None
                and not (old or new)
            ):
                places = {"in_force"}
            if places:
                yield _cue("column", tuple(sorted(places)), found.span(), "active")


def _place(found: re.Match[str], length: int) -> int | None:
    """Return the place from 0 that an ordinal means among `length`, or None."""
    if found[1]:
        place = _number(found[1]) - 1
        return place if place < length else None
    if found[2]:
        return length - 1
    return 1 if found[3] else 0
