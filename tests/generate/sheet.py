"""An annual report as its tables: headings, paragraphs and rows of printed cells.

A sheet is what a layout prints and what a distortion changes; the cells that its rows hold after
the distortions are what the file prints, and so what a reader must find.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

from tests.world import form

Truth = dict[str, Decimal]
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
GROUP = "三、本年度办理结果"
_THREE_2021 = ("made", "repealed", "in_force")
_THREE_2019 = ("new_made", "new_public", "public_total")
_ITEMS = ("items_last_year", "items_change", "decisions")


@dataclass(slots=True)
class SheetRow:
    """A printed row. `id` is "" for a row the form does not have; `groups` stand before `label`."""

    id: str
    label: str
    columns: list[str]
    cells: list[str]
    groups: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A statutory table: header rows and data rows in printed order."""

    number: int
    lines: list[SheetRow | list[str]]

    @property
    def rows(self) -> list[SheetRow]:
        """The data rows."""
        return [line for line in self.lines if isinstance(line, SheetRow)]


@dataclass(slots=True)
class Sheet:
    """A whole report: the title and the blocks below it, in printed order."""

    title: str
    form: str
    blocks: list[str | Table]

    @property
    def tables(self) -> list[Table]:
        """The three statutory tables."""
        return [block for block in self.blocks if isinstance(block, Table)]

    def rows(self) -> list[SheetRow]:
        """Every data row."""
        return [row for table in self.tables for row in table.rows]

    def printed(self) -> dict[str, str]:
        """Return the characters of every cell that is printed, by `row:column`."""
        return {
            column if ":" in column else f"{row.id}:{column}": cell
            for row in self.rows()
            if row.id
            for column, cell in zip(row.columns, row.cells, strict=True)
        }


def request_rows(form_id: str) -> tuple[str, ...]:
    """Return the rows of table three; the form of 2019 has one row for other results."""
    if form_id == "2021":
        return form.REQUEST_ROWS
    others = form.GROUPS["other_result"]
    kept = [row for row in form.REQUEST_ROWS if row not in others]
    return (*kept[:-2], "other_result", *kept[-2:])


def result_rows(form_id: str) -> tuple[str, ...]:
    """Return the rows that add up to all results."""
    return request_rows(form_id)[2:-2]


def draw_truth(generator: random.Random, form_id: str) -> Truth:
    """Draw the numbers of a report: busy or quiet, many zeros, true to the arithmetic."""
    size = generator.choice((0, 1, 3, 12, 40, 150, 900, 4000))
    truth: Truth = {}
    likely = generator.sample(result_rows(form_id), generator.randint(2, 9))
    weights = [generator.choice((50, 20, 5, 1)) for _ in likely]
    columns = generator.sample(form.APPLICANTS[1:], generator.randint(0, 3))
    table: dict[str, dict[str, int]] = {
        row: dict.fromkeys(form.APPLICANTS, 0) for row in request_rows(form_id)
    }
    for column in ("natural_person", *columns):
        share = size if column == "natural_person" else size // generator.choice((3, 8, 20))
        new = round(share * generator.uniform(0.5, 1.5))
        carried = generator.choice((0, 0, new // 15, 1))
        left = generator.choice((0, 0, min(new, new // 12), min(new, 2)))
        table["received_new"][column] = new
        table["carried_in"][column] = carried
        table["carried_out"][column] = left
        table["processed_total"][column] = new + carried - left
        for row, count in _split(generator, new + carried - left, likely, weights).items():
            table[row][column] = count
    for row, numbers in table.items():
        truth |= {f"{row}:{column}": Decimal(value) for column, value in numbers.items()}
        truth[f"{row}:total"] = Decimal(sum(numbers.values()))
    for row in form.REVIEW_ROWS:
        counts = [generator.choice((0, 0, 0, 1, 2, size // 60)) for _ in range(4)]
        for outcome, count in zip(form.OUTCOMES, (*counts, sum(counts)), strict=True):
            truth[f"{row}:{outcome}"] = Decimal(count)
    return truth | _document_truth(generator, form_id, size)


def _split(
    generator: random.Random, count: int, rows: list[str], weights: list[int]
) -> dict[str, int]:
    if count < 400:
        drawn = generator.choices(rows, weights=weights, k=count)
        return {row: drawn.count(row) for row in rows}
    parts = {row: count * weight // sum(weights) for row, weight in zip(rows, weights, strict=True)}
    parts[rows[0]] += count - sum(parts.values())
    return parts


def _document_truth(generator: random.Random, form_id: str, size: int) -> Truth:
    few = (0, 0, 1, 2, generator.randint(0, 12), generator.randint(0, 90))
    many = (0, 0, 3, size, size * 37, generator.randint(0, 500000))
    truth: Truth = {}
    for row, columns in document_rows(form_id):
        for column in columns:
            if column == "amount":
                cents = generator.choice((0, 0, generator.randint(1, 9999999)))
                truth[f"{row}:{column}"] = Decimal(cents) / 100
            elif column in ("decisions", "projects"):
                truth[f"{row}:{column}"] = Decimal(generator.choice(many))
            elif column == "items_change":
                truth[f"{row}:{column}"] = Decimal(generator.choice((0, 0, 3, -2, -17, 41)))
            else:
                truth[f"{row}:{column}"] = Decimal(generator.choice(few))
    return truth


def document_rows(form_id: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return rows and columns of table two."""
    if form_id == "2021":
        return [
            ("regulations", _THREE_2021),
            ("normative_documents", _THREE_2021),
            ("licensing", ("decisions",)),
            ("penalty", ("decisions",)),
            ("compulsion", ("decisions",)),
            ("fees", ("amount",)),
        ]
    return [
        ("regulations", _THREE_2019),
        ("normative_documents", _THREE_2019),
        ("licensing", _ITEMS),
        ("other_services", _ITEMS),
        ("penalty", _ITEMS),
        ("compulsion", _ITEMS),
        ("fees", _ITEMS[:2]),
        ("procurement", ("projects", "amount")),
    ]


_LABELS_2019 = {
    "normative_documents": "规范性文件",
    "other_services": "其他对外管理服务事项",
    "procurement": "政府集中采购",
    "other_result": "（六）其他处理",
}
_HEADS = {
    "made": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数",
    "new_made": "本年新制作数量", "new_public": "本年新公开数量", "public_total": "对外公开总数量",
    "decisions": "本年处理决定数量", "items_last_year": "上一年项目数量",
    "items_change": "本年增/减", "projects": "采购项目数量", "amount": "采购总金额",
}  # fmt: skip
_ARTICLES = {
    "regulations": "一", "licensing": "五", "penalty": "六", "fees": "八", "procurement": "九",
}  # fmt: skip
_SECTIONS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)


def draw_sheet(generator: random.Random, form_id: str, truth: Truth) -> Sheet:
    """Return the report as it is printed before anything goes wrong."""
    region = generator.choice(("临渚县", "鹿鸣区", "云汀县", "石漾县"))
    organ = region + generator.choice(("民政局", "人民政府办公室", "水利局", "教育局", "财政局"))
    year = generator.choice((2021, 2022, 2023, 2024) if form_id == "2021" else (2019, 2020))
    count = int(truth["received_new:total"])
    blocks: list[str | Table] = [
        "一、总体情况",
        f"{year}年，本机关依法推进公开，全年主动公开信息{generator.randint(20, 900)}条。",
        f"（二）依申请公开。全年收到政府信息公开申请{count}件，均在法定期限内答复。",
    ]
    tables = (_table_two(form_id, truth), _table_three(form_id, truth), _table_four(truth))
    for section, table in zip(_SECTIONS, tables, strict=True):
        blocks += [section, table]
    blocks += [
        "五、存在的主要问题及改进情况",
        "一是解读形式不够丰富；二是栏目更新不够及时。下一步将逐项改进。",
        "六、其他需要报告的事项",
        "本年度未收取信息处理费。",
    ]
    return Sheet(f"{organ}{year}年政府信息公开工作年度报告", form_id, blocks)


def plain(value: Decimal) -> str:
    """Return a number's digits.

    >>> plain(Decimal("12.50"))
    '12.5'
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _row(truth: Truth, row: str, label: str, columns: tuple[str, ...]) -> SheetRow:
    cells = [plain(truth[f"{row}:{column}"]) for column in columns]
    return SheetRow(row, label, list(columns), cells)


def _table_two(form_id: str, truth: Truth) -> Table:
    lines: list[SheetRow | list[str]] = []
    for row, columns in document_rows(form_id):
        if row in _ARTICLES:
            lines.append([f"第二十条第（{_ARTICLES[row]}）项"])
            heads = [_HEADS[column] for column in columns]
            if form_id == "2021" and row == "fees":
                heads = ["本年收费金额（单位：万元）"]
            if form_id == "2019" and "decisions" in columns:
                heads[-1] = "处理决定数量"
            lines.append(["信息内容", *heads])
        label = form.LABELS.get(row, "") if form_id == "2021" else _LABELS_2019.get(row, "")
        lines.append(_row(truth, row, label or form.LABELS[row], columns))
    return Table(2, lines)


def _table_three(form_id: str, truth: Truth) -> Table:
    lines: list[SheetRow | list[str]] = [
        [NOTE, "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    seen: set[str] = set()
    for row in request_rows(form_id):
        label = _LABELS_2019[row] if row == "other_result" else form.LABELS[row]
        line = _row(truth, row, label, form.REQUEST_COLUMNS)
        parent = row.partition(".")[0]
        if row == "granted":
            line.groups.append(GROUP)
        if "." in row and parent not in seen:
            line.groups.append(form.GROUP_LABELS[parent])
            seen.add(parent)
        lines.append(line)
    return Table(3, lines)


def _table_four(truth: Truth) -> Table:
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    addresses = [f"{row}:{outcome}" for row in form.REVIEW_ROWS for outcome in form.OUTCOMES]
    row = SheetRow("review", "", addresses, [plain(truth[address]) for address in addresses])
    return Table(
        4,
        [["行政复议", "行政诉讼"], [*heads, "未经复议直接起诉", "复议后起诉"], heads * 2, row],
    )
