"""The wordings in which a narrative gives a number that the statutory tables give too.

Each rule works on one folded sentence. A number with 条 counts documents, never applications, so
only 件 and its like are taken (平潭财政金融局 2024: 依申请公开信息数255条 is not 255 applications).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

NUMBER = (
    r"(?P<about>约|近|超过|逾)?(?P<number>\d[\d,]*|[零一二两三四五六七八九十百]+)"
    r"(?P<more>余|多)?(?P<unit>件|宗|起|例|份)"
)
_COUNT = r"(?:数量|总数|总量|件数|数)?(?:共计|总计|合计|分别为|共|为|计|有)?"
_APPLICATION = r"(?:(?:政府)?(?:信息)?公开|依)?申请(?:公开)?(?:政府)?(?:信息)?(?:公开)?(?:件|事项)?"
_NEXT_YEAR = r"(?:下一?年度?|下年度?|明年|次年|20\d\d年度?)"
_LAST_YEAR = r"(?:上一?年度?|上年度?|去年|20\d\d年度?)"
_LINK = r"(?:[的了共有为计]|申请|答复|决定|情形|类|共计|数量|信息公开)*"
_OUTCOME = {
    "予以公开": ("granted",),
    "部分公开": ("partial",),
    "不予公开": ("denied",),
    "无法提供": ("unavailable",),
    "不予处理": ("not_processed",),
    "其他处理": ("other_result",),
}
_RECEIVING = re.compile(r"收到|收悉|接收|接到|受理|新收|新增申请")
_HANDLING = re.compile(r"办结|办理|答复|回复|处理")
_OTHER_MATTERS = re.compile(
    r"留言|诉求|建议|提案|热线|来信|信件|咨询|工单|投诉|举报|信访|12345|许可|处罚"
)
_NONE = r"(?:未曾?(?!审结|经复议)|没有|无(?!法)|不存在|未有)"


@dataclass(frozen=True, slots=True)
class Hit:
    """A number in a sentence: `rows` whose sum in `column` it speaks of, and its folded span.

    A `claim` has no number: it says that there was none, as 未收到申请.
    """

    rows: tuple[str, ...]
    column: str
    value: Decimal
    about: bool
    start: int
    end: int
    claim: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    rows: tuple[str, ...]
    column: str
    pattern: re.Pattern[str]


def _rule(rows: tuple[str, ...] | str, pattern: str, column: str = "total") -> _Rule:
    return _Rule((rows,) if isinstance(rows, str) else rows, column, re.compile(pattern))


_RULES = (
    _rule(
        ("granted", "partial"),
        rf"(?<!不)予以公开(?:和|及|、|与|或)(?:予以)?部分公开{_LINK}{NUMBER}",
    ),
    *(_rule(rows, rf"(?<!不){label}{_LINK}{NUMBER}") for label, rows in _OUTCOME.items()),
    *(_rule(rows, rf"{NUMBER}(?:申请)?(?<!不){label}") for label, rows in _OUTCOME.items()),
    _rule("carried_in", rf"{_LAST_YEAR}结转[^。;,、]{{0,14}}?{NUMBER}"),
    _rule("carried_in", rf"结转(?:自)?{_LAST_YEAR}[^。;,、]{{0,10}}?{NUMBER}"),
    _rule(
        "carried_out",
        rf"(?:结转|顺延|转入|延续)(?:到|至|入)?{_NEXT_YEAR}[^。;,、]{{0,14}}?{NUMBER}",
    ),
    _rule(
        "carried_out", rf"{NUMBER}[^。;,、\d]{{0,10}}?(?:结转|顺延|转入)(?:到|至|入)?{_NEXT_YEAR}"
    ),
    _rule(
        "other_result.correction_overdue",
        rf"{NUMBER}[^。;,、\d]{{0,8}}?(?:未|逾期)[^。;,]{{0,12}}?补正",
    ),
    _rule(
        "normative_documents",
        r"(?:制发|制定|制订|新制定|新制发|出台)(?:了|并公开|的)?[省市县区]?(?:政府)?(?:行政)?规范性文件"
        rf"{_COUNT}{NUMBER}",
        "made",
    ),
    _rule(
        "normative_documents",
        rf"(?:制发|制定|制订|新制定|新制发|出台)(?:了)?{NUMBER}(?:行政)?规范性文件",
        "made",
    ),
    _rule("normative_documents", rf"废止(?:了|的)?(?:行政)?规范性文件{_COUNT}{NUMBER}", "repealed"),
    _rule(
        "normative_documents", rf"现行有效(?:的)?(?:行政)?规范性文件{_COUNT}{NUMBER}", "in_force"
    ),
)
_APPLICATIONS = (
    re.compile(rf"(?<!复议)(?<!诉讼){_APPLICATION}{_COUNT}{NUMBER}"),
    re.compile(rf"{NUMBER}(?:[^。;,、\d]{{0,10}}?)(?<!复议)申请"),
)
_HANDLED = re.compile(
    rf"(?<![公开同意时期面网])(?:办结|答复|回复|办理)(?:了|结)?(?:共|共计)?{NUMBER}"
)
_APPLICANTS = {
    "自然人": "natural_person",
    "商业企业": "business",
    "科研机构": "research",
    "社会公益组织": "ngo",
    "法律服务机构": "legal_service",
}
_REVIEW = {
    "复议": ("reconsideration",),
    "诉讼": ("litigation_direct", "litigation_after"),
}
_REVIEW_PART = {
    "upheld": rf"(?:结果)?维持{_LINK}{NUMBER}",
    "corrected": rf"(?:结果|被)?(?:依法)?纠(?:正|错){_LINK}{NUMBER}",
    "other": rf"其他结果{_LINK}{NUMBER}",
    "pending": rf"(?:尚未|未)审结{_LINK}{NUMBER}",
}
_REVIEW_ANCHOR = re.compile(
    rf"(?:行政)?(?P<kind>复议|诉讼)(?:申请|案件|事项|案)?{_COUNT}{NUMBER}"
    rf"|(?P<kind2>(?<!未经)复议|诉讼)(?=[^。;,]*(?:未|没有)发生)"
)
_REVIEW_NUMBER_FIRST = re.compile(
    rf"{NUMBER}(?:因?政府信息公开)?(?:引发|引起)?(?:类|的)?(?:行政)?(?P<kind>复议|诉讼)"
)
_NO_REVIEW = re.compile(
    rf"{_NONE}[^。;,]{{0,26}}?(?P<kind>复议|诉讼)(?P<rest>[^。;]{{0,14}}?诉讼)?(?:案件|事项|情况|的情况)*"
)
_NO_APPLICATION = re.compile(rf"{_NONE}(?:收到|接到|受理)[^。;,]{{0,16}}?(?:申请|依申请)")
_ALL_ANSWERED = re.compile(
    r"(?:均|全部|都)(?:已)?(?:依法|按照?|在)?[^。;,\d]{0,24}?(?:答复|回复|办结)(?=[。,;]|$)"
)


def hits_in(sentence: str, about_applications: bool) -> list[Hit]:
    """Return the numbers of a folded sentence that speak of a statutory row, in order.

    `about_applications` says that the sentence stands under a heading about applications, where
    办结81件 needs no further words. A number is taken once, by the most specific rule.
    """
    taken: list[Hit] = []
    for hit in _all_hits(sentence, about_applications):
        if not any(_overlap(hit, other) for other in taken):
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)


def _overlap(hit: Hit, other: Hit) -> bool:
    """Tell whether two hits are the same words; a claim may speak of two rows at once."""
    if hit.claim and other.claim and hit.rows != other.rows:
        return False
    return other.start < hit.end and hit.start < other.end


def _all_hits(sentence: str, about_applications: bool) -> Iterator[Hit]:
    yield from _review_hits(sentence, about_applications)
    applications = about_applications or "申请" in sentence
    for rule in _RULES:
        if not applications and rule.rows != ("normative_documents",):
            continue
        for match in rule.pattern.finditer(sentence):
            yield _hit(rule.rows, rule.column, match)
    if applications:
        yield from _application_hits(sentence, about_applications)
    yield from _none_hits(sentence)


def _application_hits(sentence: str, about_applications: bool) -> Iterator[Hit]:
    for pattern in _APPLICATIONS:
        for match in pattern.finditer(sentence):
            if row := _row_by_verb(sentence, match):
                yield _hit((row,), "total", match)
    if about_applications or _RECEIVING.search(sentence):
        for match in _HANDLED.finditer(sentence):
            part = _part_before(sentence, match.start("number"), ";")
            if not _OTHER_MATTERS.search(part) and "其中" not in part:
                yield _hit(("processed_total",), "total", match)
    if _RECEIVING.search(sentence):
        for label, column in _APPLICANTS.items():
            for match in re.finditer(rf"{label}(?:申请|提出|提交|的)*{NUMBER}", sentence):
                yield _hit(("received_new",), column, match)


def _row_by_verb(sentence: str, match: re.Match[str]) -> str:
    """Return the row that the verb before the number, or after it, speaks of; "" without one.

    A number that follows 其中 is a part (by channel, say) that the tables do not have.
    """
    clause = _part_before(sentence, match.start("number"), ",;(:")
    if _OTHER_MATTERS.search(clause) or re.search(
        r"其中|当面|传真|信函|邮箱|邮件|网上|网络(?!、|提交)|线上|现场|复议|诉讼|同比|增长|减少|下降",
        clause,
    ):
        return ""
    receiving = [found.start() for found in _RECEIVING.finditer(clause)]
    handling = [found.start() for found in _HANDLING.finditer(clause)]
    if not receiving and not handling:
        return ""
    if receiving and (not handling or receiving[-1] > handling[-1] or "和" not in clause):
        return "received_new"
    return "processed_total" if not receiving else ""


def _part_before(sentence: str, end: int, borders: str) -> str:
    """Return the part of the sentence before `end`, from the last of the `borders` on."""
    return sentence[max(sentence.rfind(mark, 0, end) for mark in borders) + 1 : end]


def _review_hits(sentence: str, about_applications: bool) -> Iterator[Hit]:
    """Yield what a sentence says of reviews and suits over disclosure, not over other cases."""
    if not about_applications and "信息公开" not in sentence:
        return
    anchors = [match for match in _REVIEW_ANCHOR.finditer(sentence) if match["kind"]]
    for index, anchor in enumerate(anchors):
        rows = _REVIEW[anchor["kind"]]
        yield _hit(rows, "total", anchor)
        end = anchors[index + 1].start() if index + 1 < len(anchors) else len(sentence)
        for column, pattern in _REVIEW_PART.items():
            for part in re.compile(pattern).finditer(sentence, anchor.end(), end):
                yield _hit(rows, column, part)
    if not anchors:
        for match in _REVIEW_NUMBER_FIRST.finditer(sentence):
            yield _hit(_REVIEW[match["kind"]], "total", match)


def _none_hits(sentence: str) -> Iterator[Hit]:
    """Yield what a sentence says did not happen, as the number 0."""
    for match in _NO_APPLICATION.finditer(sentence):
        yield _claim(("received_new",), match)
    for match in _NO_REVIEW.finditer(sentence):
        following = sentence[match.end() : match.end() + 8]
        if re.search(r"纠|败诉|撤销|责任|\d", match[0] + following.split(",")[0]):
            continue
        yield _claim(_REVIEW[match["kind"]], match)
        if match["rest"] and match["kind"] == "复议":
            yield _claim(_REVIEW["诉讼"], match)
    for match in _ALL_ANSWERED.finditer(sentence):
        if _RECEIVING.search(sentence) and not re.search(r"结转|顺延|延期|下年|下一年", sentence):
            yield _claim(("carried_out",), match)


def _claim(rows: tuple[str, ...], match: re.Match[str]) -> Hit:
    return Hit(rows, "total", Decimal(0), False, *match.span(), claim=True)


def _hit(rows: tuple[str, ...], column: str, match: re.Match[str]) -> Hit:
    about = bool(match["about"] or match["more"])
    start = match.start("about") if match["about"] else match.start("number")
    return Hit(rows, column, to_number(match["number"]), about, start, match.end("unit"))


def to_number(words: str) -> Decimal:
    """Return the number that digits or Chinese numerals up to the hundreds say.

    >>> to_number("1,234"), to_number("二十三"), to_number("两")
    (Decimal('1234'), Decimal('23'), Decimal('2'))
    """
    if words[0].isdigit():
        return Decimal(words.replace(",", ""))
    digits = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
        "两": 2
    }
    total, current = 0, 0
    for character in words:
        if character in digits:
            current = digits[character]
        else:
            total += (current or 1) * {"十": 10, "百": 100}[character]
            current = 0
    return Decimal(total + current)
