"""What goes wrong between a report's numbers and the file: each distortion changes a sheet.

A distortion of the sheet returns False where it cannot apply. Those of the text or the bytes are
applied after the layout has printed the sheet.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

from tests.generate.sheet import GROUP, Sheet, SheetRow, Table
from tests.world import form

OnSheet = Callable[[Sheet, random.Random], bool]


def _each_cell(sheet: Sheet, change: Callable[[str], str]) -> bool:
    before = sheet.printed()
    for row in sheet.rows():
        row.cells = [change(cell) for cell in row.cells]
    return sheet.printed() != before


def _each_label(sheet: Sheet, change: Callable[[str], str]) -> bool:
    for row in sheet.rows():
        row.label = change(row.label)
        row.groups = [change(group) for group in row.groups]
    for table in sheet.tables:
        for line in table.lines:
            if not isinstance(line, SheetRow):
                line[:] = [change(head) for head in line]
    return True


def _three(sheet: Sheet) -> Table:
    return next(table for table in sheet.tables if table.number == 3)


def _inner_rows(sheet: Sheet) -> list[SheetRow]:
    return [row for row in _three(sheet).rows if row.id]


def full_width_digits(sheet: Sheet, generator: random.Random) -> bool:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return _each_cell(sheet, lambda cell: cell.translate(wide))


def thousands_separators(sheet: Sheet, generator: random.Random) -> bool:
    comma = generator.choice((",", "，"))
    return _each_cell(
        sheet,
        lambda cell: re.sub(r"(?<![\d.])(\d+)(\d{3})(?![\d])", rf"\1{comma}\2", cell, count=1),
    )


def blank_zeros(sheet: Sheet, generator: random.Random) -> bool:
    return _each_cell(sheet, lambda cell: "" if cell == "0" else cell)


def blank_some_zeros(sheet: Sheet, generator: random.Random) -> bool:
    return _each_cell(sheet, lambda cell: "" if cell == "0" and generator.random() < 0.2 else cell)


def slash_zeros(sheet: Sheet, generator: random.Random) -> bool:
    return _each_cell(sheet, lambda cell: "/" if cell == "0" else cell)


def dash_zeros(sheet: Sheet, generator: random.Random) -> bool:
    dash = generator.choice(("—", "-", "--"))
    return _each_cell(sheet, lambda cell: dash if cell == "0" else cell)


def units_in_cells(sheet: Sheet, generator: random.Random) -> bool:
    for row in sheet.rows():
        for at, column in enumerate(row.columns):
            unit = {"amount": "万元" if sheet.form == "2021" else "元"}.get(column, "件")
            asked = row.id in ("fees", "procurement") or generator.random() < 0.1
            if asked and row.cells[at][-1:].isdigit():
                row.cells[at] += unit if column != "projects" else "个"
    return True


def long_decimals(sheet: Sheet, generator: random.Random) -> bool:
    for row in sheet.rows():
        if row.columns[-1] == "amount":
            row.cells[-1] = f"{generator.randint(1, 9999)}.{generator.randint(100001, 999999)}"
    return True


def signed_changes(sheet: Sheet, generator: random.Random) -> bool:
    found = False
    for row in sheet.rows():
        if "items_change" in row.columns:
            amount = generator.randint(1, 30)
            row.cells[row.columns.index("items_change")] = generator.choice(
                (f"-{amount}", f"减{amount}", f"+{amount}", f"增{amount}")
            )
            found = True
    return found


def blank_totals(sheet: Sheet, generator: random.Random) -> bool:
    for row in _inner_rows(sheet):
        row.cells[-1] = ""
    return True


def totals_zero(sheet: Sheet, generator: random.Random) -> bool:
    row = next(row for row in _inner_rows(sheet) if row.id == "processed_total")
    before = list(row.cells)
    row.cells = ["0"] * len(row.cells)
    return row.cells != before


def wrong_sum(sheet: Sheet, generator: random.Random) -> bool:
    row = next(row for row in _inner_rows(sheet) if row.id == "processed_total")
    change = generator.choice((1, -1, 2, 10))
    for at in (0, 6):
        row.cells[at] = str(max(0, int(row.cells[at] or 0) + change))
    return True


def wrong_row_total(sheet: Sheet, generator: random.Random) -> bool:
    row = generator.choice(_inner_rows(sheet))
    row.cells[-1] = str(int(row.cells[-1] or 0) + generator.choice((1, 3, 9)))
    return True


def digits_turned(sheet: Sheet, generator: random.Random) -> bool:
    rows = [
        row for row in _inner_rows(sheet) if len(set(row.cells[0])) > 1 and row.cells[0].isdigit()
    ]
    if not rows:
        return False
    row = generator.choice(rows)
    row.cells[0] = row.cells[0][::-1].lstrip("0") or "0"
    return True


def dropped_cell(sheet: Sheet, generator: random.Random) -> bool:
    row = generator.choice(_inner_rows(sheet))
    at = generator.randrange(len(row.cells))
    del row.cells[at], row.columns[at]
    return True


def dropped_review_cell(sheet: Sheet, generator: random.Random) -> bool:
    row = sheet.tables[-1].rows[0]
    at = generator.randrange(len(row.cells))
    del row.cells[at], row.columns[at]
    return True


def dropped_row(sheet: Sheet, generator: random.Random) -> bool:
    table = _three(sheet)
    rows = [row for row in table.rows if not row.groups and row.id in form.RESULT_ROWS]
    table.lines.remove(generator.choice(rows))
    return True


def dropped_label(sheet: Sheet, generator: random.Random) -> bool:
    row = generator.choice(_inner_rows(sheet))
    row.label = ""
    return True


def swapped_labels(sheet: Sheet, generator: random.Random) -> bool:
    rows = [row for row in _inner_rows(sheet) if row.id in form.RESULT_ROWS and not row.groups]
    first, second = generator.sample(rows, 2)
    first.label, second.label = second.label, first.label
    first.id, second.id = second.id, first.id
    return True


def label_typo(sheet: Sheet, generator: random.Random) -> bool:
    for row in generator.sample(_inner_rows(sheet), 4):
        at = generator.randrange(3, len(row.label)) if len(row.label) > 4 else 2
        row.label = row.label[:at] + generator.choice("的子巳日末") + row.label[at + 1 :]
    return True


def labels_cut_short(sheet: Sheet, generator: random.Random) -> bool:
    for row in generator.sample(_inner_rows(sheet), 3):
        at = max(4, len(row.label) - 2)
        row.label = row.label[:at]
    return True


def half_width_punctuation(sheet: Sheet, generator: random.Random) -> bool:
    narrow = str.maketrans("（），：；“”", '(),:;""')
    sheet.blocks = [each.translate(narrow) if isinstance(each, str) else each
                    for each in sheet.blocks]  # fmt: skip
    return _each_label(sheet, lambda label: label.translate(narrow))


def spaces_in_labels(sheet: Sheet, generator: random.Random) -> bool:
    def spaced(label: str) -> str:
        at = generator.randrange(1, max(2, len(label)))
        return label[:at] + generator.choice((" ", "\u3000", "\u00a0")) + label[at:]

    return _each_label(sheet, spaced)


def kangxi_radicals(sheet: Sheet, generator: random.Random) -> bool:
    radicals = str.maketrans("一二人力大小工行日月子生自立方文", "⼀⼆⼈⼒⼤⼩⼯⾏⽇⽉⼦⽣⾃⽴⽅⽂")
    sheet.blocks = [each.translate(radicals) if isinstance(each, str) else each
                    for each in sheet.blocks]  # fmt: skip
    return _each_label(sheet, lambda label: label.translate(radicals))


@cache
def _to_traditional() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2t").convert
    return convert


def traditional(sheet: Sheet, generator: random.Random) -> bool:
    convert = _to_traditional()
    sheet.title = convert(sheet.title)
    sheet.blocks = [convert(each) if isinstance(each, str) else each for each in sheet.blocks]
    return _each_label(sheet, convert)


def other_numbering(sheet: Sheet, generator: random.Random) -> bool:
    mark = generator.choice(("、", "．", " ", ". "))
    return _each_label(sheet, lambda label: re.sub(r"^(\d)\.", rf"\g<1>{mark}", label))


def short_labels(sheet: Sheet, generator: random.Random) -> bool:
    shorter = {
        "行政规范性文件": "规范性文件",
        "危及“三安全一稳定”": "危及三安全一稳定",
        "（七）总计": "（七）合计",
        "其他法律行政法规禁止公开": "法律行政法规禁止公开",
    }

    def shorten(label: str) -> str:
        for long, short in shorter.items():
            label = label.replace(long, short)
        return label

    return _each_label(sheet, shorten)


def glosses(sheet: Sheet, generator: random.Random) -> bool:
    for row in generator.sample(_inner_rows(sheet), 5):
        row.label += generator.choice(("（指本年度办结的）", "（单位：件）", "（含电话申请）"))
    return True


def groups_split(sheet: Sheet, generator: random.Random) -> bool:
    for row in sheet.rows():
        row.groups = [f"{group[:4]}\n{group[4:]}" for group in row.groups]
    return True


def groups_missing(sheet: Sheet, generator: random.Random) -> bool:
    for row in sheet.rows():
        row.groups = []
    return True


def group_repeated(sheet: Sheet, generator: random.Random) -> bool:
    row = next((row for row in _inner_rows(sheet) if row.id == "unavailable.not_held"), None)
    if row is None:
        return False
    row.groups.insert(0, GROUP)
    return True


def one_other_row(sheet: Sheet, generator: random.Random) -> bool:
    if sheet.form != "2021":
        return False
    table = _three(sheet)
    rows = [row for row in table.rows if row.id.startswith("other_result.")]
    whole = SheetRow("other_result", "（六）其他处理", list(rows[0].columns), [])
    numbers = [[int(cell or 0) for cell in row.cells] for row in rows]
    whole.cells = [str(sum(column)) for column in zip(*numbers, strict=True)]
    at = table.lines.index(rows[0])
    table.lines = [line for line in table.lines if line not in rows]
    table.lines.insert(at, whole)
    return True


def extra_row(sheet: Sheet, generator: random.Random) -> bool:
    table = _three(sheet)
    lines = [line for line in table.lines if isinstance(line, SheetRow) and "." in line.id]
    at = table.lines.index(generator.choice(lines))
    count = generator.choice((0, 0, 2))
    cells = [str(count), "0", "0", "0", "0", "0", str(count)]
    row = SheetRow("", "9.本地区另行统计事项", list(form.REQUEST_COLUMNS), cells)
    table.lines.insert(at + 1, row)
    return True


def extra_document_row(sheet: Sheet, generator: random.Random) -> bool:
    table = sheet.tables[0]
    row = next(row for row in table.rows if row.id == "normative_documents")
    at = table.lines.index(row)
    cells = [str(generator.randint(0, 9)) for _ in row.columns]
    table.lines.insert(at + 1, SheetRow("", "其他主动公开文件", list(row.columns), cells))
    return True


def header_repeated(sheet: Sheet, generator: random.Random) -> bool:
    table = _three(sheet)
    heads = [list(line) for line in table.lines if not isinstance(line, SheetRow)][1:]
    at = generator.randrange(8, len(table.lines) - 2)
    table.lines[at:at] = heads
    return True


def page_number_in_table(sheet: Sheet, generator: random.Random) -> bool:
    mark = generator.choice(("- 3 -", "— 4 —", "-5-", "第3页 共6页"))
    return _line_in_table(sheet, generator, [mark])


def bare_page_number(sheet: Sheet, generator: random.Random) -> bool:
    return _line_in_table(sheet, generator, [generator.choice(("3", "4"))])


def footer_in_table(sheet: Sheet, generator: random.Random) -> bool:
    return _line_in_table(sheet, generator, ["政府信息公开工作年度报告"], ["2025/1/20 10:33"])


def text_in_table(sheet: Sheet, generator: random.Random) -> bool:
    return _line_in_table(sheet, generator, ["注：以上数据由各科室报送，合计12个科室。"])


def _line_in_table(sheet: Sheet, generator: random.Random, *lines: list[str]) -> bool:
    table = _three(sheet)
    at = generator.randrange(6, len(table.lines) - 2)
    table.lines[at:at] = [list(line) for line in lines]
    return True


def text_between_tables(sheet: Sheet, generator: random.Random) -> bool:
    at = sheet.blocks.index(_three(sheet))
    sheet.blocks.insert(at, "该部分以表格形式报告。2023年共办理12件，表格如下：")
    return True


def missing_heading(sheet: Sheet, generator: random.Random) -> bool:
    gone = generator.choice(("二、", "三、收到", "四、"))
    sheet.blocks = [
        each for each in sheet.blocks if not (isinstance(each, str) and each.startswith(gone))
    ]
    return True


def other_headings(sheet: Sheet, generator: random.Random) -> bool:
    other = {
        "二、主动公开政府信息情况": "二、行政机关主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况": "三、行政机关收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况": (
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
        ),
        "五、存在的主要问题及改进情况": "五、政府信息公开工作存在的主要问题及改进情况",
    }
    sheet.blocks = [other.get(each, each) if isinstance(each, str) else each
                    for each in sheet.blocks]  # fmt: skip
    return True


def contents_before(sheet: Sheet, generator: random.Random) -> bool:
    heads = [each for each in sheet.blocks if isinstance(each, str) and each[1:2] == "、"]
    sheet.blocks = ["目 录", *heads, *sheet.blocks]
    return True


# Of the text and of the bytes ---------------------------------------------------------------


def merged_lines(text: str, generator: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(6):
        at = generator.randrange(len(lines) // 3, len(lines) - 6)
        if lines[at] and lines[at + 1]:
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
    return "\n".join(lines)


def blank_lines(text: str, generator: random.Random) -> str:
    return re.sub("\n", lambda match: generator.choice(("\n", "\n\n")), text)


def indented(text: str, generator: random.Random) -> str:
    return "\n".join(generator.choice(("", "  ", "\u3000\u3000")) + line
                     for line in text.split("\n"))  # fmt: skip


def zero_width(text: str, generator: random.Random) -> str:
    return re.sub("(?<=[一-龥])(?=[一-龥])",
                  lambda match: "\u200b" if generator.random() < 0.1 else "", text)  # fmt: skip


def form_feeds(text: str, generator: random.Random) -> str:
    lines = text.split("\n")
    at = generator.randrange(len(lines) // 2, len(lines) - 3)
    lines[at] = "\f" + lines[at]
    return "\n".join(lines)


def gbk(text: str) -> bytes:
    return text.replace("charset='utf-8'", "charset='gbk'").encode("gbk", errors="ignore")


def gb18030_lying(text: str) -> bytes:
    return text.encode("gb18030")


def bom(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.encode()


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def utf16(text: str) -> bytes:
    return text.encode("utf-16")


# In the order in which they are applied: numbers first, then rows and labels, spelling last.
ON_SHEET: dict[str, OnSheet] = {
    change.__name__: change
    for change in (
        one_other_row, totals_zero, wrong_sum, wrong_row_total, digits_turned, long_decimals,
        signed_changes, blank_totals, dropped_cell, dropped_review_cell, dropped_row, extra_row,
        extra_document_row, swapped_labels, group_repeated, groups_split, groups_missing,
        short_labels, other_numbering, glosses, labels_cut_short, label_typo, dropped_label,
        header_repeated, page_number_in_table, bare_page_number, footer_in_table, text_in_table,
        text_between_tables, missing_heading, other_headings, contents_before,
        half_width_punctuation, kangxi_radicals, traditional, spaces_in_labels,
        blank_zeros, blank_some_zeros, slash_zeros, dash_zeros, thousands_separators,
        units_in_cells, full_width_digits,
    )
}  # fmt: skip
ON_TEXT: dict[str, Callable[[str, random.Random], str]] = {
    change.__name__: change
    for change in (merged_lines, blank_lines, indented, zero_width, form_feeds)
}
ON_BYTES: dict[str, Callable[[str], bytes]] = {
    change.__name__: change for change in (gbk, gb18030_lying, bom, crlf, utf16)
}
DISTORTIONS = (*ON_SHEET, *ON_TEXT, *ON_BYTES)
HELD_OUT_DISTORTIONS = frozenset(
    {"blank_totals", "glosses", "contents_before", "merged_lines", "zero_width"}
)
"""Distortions nobody looks at while building; reported apart."""
