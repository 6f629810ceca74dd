"""Print an invented report as plain text the way it comes out of a PDF.

Spaces between cells only, long labels wrapped around their values, group labels in pieces, the
total now and then alone on the next line, page numbers between the rows. The report with blank
cells is printed with ` | ` between cells, where a blank can be seen.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from decimal import Decimal

from tests.world import form
from tests.world.narrative import Narrative
from tests.world.truth import BLANKS, Numbered

_SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def print_report(report: Numbered, narrative: Narrative) -> str:
    """Return the text of the report."""
    generator = random.Random(f"print:{report.organ.id}:{report.year}")
    width = generator.choice((34, 38, 42))
    title = f"{report.organ.name}{report.year}年政府信息公开工作年度报告"
    piped = (report.organ.id, report.year) == BLANKS
    lines = [*wrap(title, 24), ""]
    for section, paragraphs in (
        (_SECTIONS[0], narrative.overview),
        (_SECTIONS[1], None),
        (_SECTIONS[2], None),
        (_SECTIONS[3], None),
        (_SECTIONS[4], narrative.problems),
        (_SECTIONS[5], narrative.other),
    ):
        lines += [section, ""]
        if paragraphs is not None:
            for paragraph in paragraphs:
                lines += wrap(paragraph, width)
            lines.append("")
        elif section == _SECTIONS[1]:
            lines += _documents(report, " | " if piped else " ")
        elif section == _SECTIONS[2]:
            lines += _piped(report) if piped else _requests(report, generator)
        else:
            lines += _reviews(report, " | " if piped else " ", generator)
    lines += [_signature(report, generator)]
    return "\n".join(lines) + "\n"


def printed(value: Decimal | None) -> str:
    """Return the characters of a cell."""
    return "" if value is None else f"{value:f}"


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of about `width` characters; no line starts with punctuation."""
    lines: list[str] = []
    while text:
        end = width
        while end < len(text) and text[end] in "，。；、！？）”":
            end += 1
        lines.append(text[:end])
        text = text[end:]
    return lines


def _row(report: Numbered, row: str, columns: Iterable[str]) -> list[str]:
    return [printed(report.numbers[f"{row}:{column}"]) for column in columns]


def _documents(report: Numbered, between: str) -> list[str]:
    lines: list[str] = []
    blocks = (
        ("一", ("本年制发件数", "本年废止件数", "现行有效件数"),
         ("regulations", "normative_documents")),
        ("五", ("本年处理决定数量",), ("licensing",)),
        ("六", ("本年处理决定数量",), ("penalty", "compulsion")),
        ("八", ("本年收费金额（单位：万元）",), ("fees",)),
    )  # fmt: skip
    for item, heads, rows in blocks:
        lines += [f"第二十条第（{item}）项", between.join(("信息内容", *heads))]
        for row in rows:
            columns = {"fees": ("amount",)}.get(row, form.DOCUMENT_COLUMNS)
            columns = columns if len(heads) == 3 or row == "fees" else ("decisions",)
            lines += [between.join((form.LABELS[row], *_row(report, row, columns)))]
    return [*lines, ""]


def _requests(report: Numbered, generator: random.Random) -> list[str]:
    lines = [*wrap(_NOTE, 22), "申请人情况", "自然", "人", "法人或其他组织", "总计",
             "商业", "企业", "科研", "机构", "社会", "公益", "组织", "法律", "服务", "机构",
             "其他", ""]  # fmt: skip
    broken_at = generator.choice(form.REQUEST_ROWS[8:20])
    group = ""
    for row in form.REQUEST_ROWS:
        if row == "granted":
            lines += ["三、本", "年度办", "理结果", ""]
        parent = row.partition(".")[0] if "." in row else ""
        if parent and parent != group:
            label = form.GROUP_LABELS[parent]
            lines += [label[:4], label[4:], ""]
        group = parent
        lines += _request_row(report, row, generator)
        if row == broken_at:
            lines += [f"- {generator.randint(2, 5)} -", ""]
    return [*lines, ""]


def _request_row(report: Numbered, row: str, generator: random.Random) -> list[str]:
    values = _row(report, row, form.REQUEST_COLUMNS)
    label = form.LABELS[row]
    if len(label) <= 20:
        return [f"{label} {' '.join(values)}"]
    pieces = wrap(label, generator.choice((15, 17, 19)))
    if generator.random() < 0.5:
        return [*pieces, "", " ".join(values[:6]), values[6]]
    return [*pieces, "", " ".join(values)]


def _piped(report: Numbered) -> list[str]:
    heads = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    lines = [" | ".join((_NOTE, "申请人情况")), " | ".join(("", *heads))]
    for row in form.REQUEST_ROWS:
        parent = row.partition(".")[0]
        label = form.LABELS[row]
        cells = [label, *_row(report, row, form.REQUEST_COLUMNS)]
        if "." in row and label.startswith("1."):
            cells = [form.GROUP_LABELS[parent], *cells]
        if row == "granted":
            cells = ["三、本年度办理结果", *cells]
        lines.append(" | ".join(cells))
    return [*lines, ""]


def _reviews(report: Numbered, between: str, generator: random.Random) -> list[str]:
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    values = [
        value for row in form.REVIEW_ROWS for value in _row(report, row, form.OUTCOMES)
    ]  # fmt: skip
    if between != " " or generator.random() < 0.5:
        return [
            between.join(("行政复议", "行政诉讼")),
            between.join((*heads, "未经复议直接起诉", "复议后起诉")),
            between.join(heads * 2),
            between.join(values),
            "",
        ]
    split = [piece for head in heads for piece in (head[:2], head[2:], "") if piece or head == ""]
    return ["行政复议 行政诉讼", "", *split, "未经复议直接起诉 复议后起诉", "", *split, *split, "",
            " ".join(values), ""]  # fmt: skip


def _signature(report: Numbered, generator: random.Random) -> str:
    day = generator.randint(6, 28)
    return f"{report.organ.name}\n{report.year + 1}年1月{day}日"
