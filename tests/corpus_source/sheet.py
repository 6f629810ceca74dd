"""A corpus report as data: read from TOML and laid out as the statutory form prints it.

Each `*.toml` here holds the figures of one published report, cell by cell as printed, and a short
summary of its text in our own words. `-` stands for a cell that the report leaves blank.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from ingest.form import Form, Row, load_form

MARK = "（摘编，非原文）"
BLANK = "-"
TABLE_IDS = ("active", "requests", "review")
PART_NUMBERS = "一二三四五六"
APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


@dataclass(frozen=True, slots=True)
class Cell:
    """An origin cell of a printed table, covering `rows` x `columns` grid fields."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six parts: heading, paragraphs as (sub-heading or "", text), and its table."""

    heading: str
    paragraphs: tuple[tuple[str, str], ...]
    table: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One corpus report, ready to be written in any format."""

    name: str
    organ: str
    region: str
    year: int
    scope: str
    format: str
    title: str
    source: str
    forms: dict[str, str]
    cells: dict[str, dict[str, list[str]]]
    narrative: dict[str, Any]

    def values(self, table_id: str, row: Row) -> list[str]:
        """Return the printed cells of `row`, "" for a blank one."""
        return ["" if cell == BLANK else cell for cell in self.cells[table_id][row.id]]

    def expected(self) -> Iterator[tuple[str, str]]:
        """Yield (cell address, printed text) for every cell of the report."""
        for table_id in TABLE_IDS:
            for row in load_form(self.forms[table_id]).table(table_id).rows:
                printed = [column for column in row.columns if not column.sum]
                texts = self.values(table_id, row)
                for column, text in zip(printed, texts, strict=True):
                    yield f"{row.id}:{column.id}", text

    def preamble(self) -> tuple[str, ...]:
        """Return what stands under the title: whose figures and whose words these are."""
        return (
            f"本文件为摘编，非原文：三张表的数字取自{self.organ}发布的《{self.source}》，"
            "文字部分是本项目根据该报告另行撰写的简短摘要，引用时请以原报告为准。",
            f"所属地区：{self.region}。数据统计期限：{self.year}年1月1日至{self.year}年12月31日。",
        )

    def parts(self) -> list[Part]:
        """Return the six parts in order, the three tables among them."""
        told = [
            ("总体情况", "overview", None),
            ("主动公开政府信息情况", None, "active"),
            ("收到和处理政府信息公开申请情况", None, "requests"),
            ("政府信息公开行政复议、行政诉讼情况", None, "review"),
            ("存在的主要问题及改进情况", "problems", None),
            ("其他需要报告的事项", "other", None),
        ]
        return [
            Part(
                f"{number}、{title}",
                tuple((head, text) for head, text in self.narrative.get(words, []))
                if words
                else (),
                self.table(table_id) if table_id else (),
            )
            for number, (title, words, table_id) in zip(PART_NUMBERS, told, strict=True)
        ]

    def table(self, table_id: str) -> tuple[tuple[Cell, ...], ...]:
        """Return one statutory table as rows of origin cells."""
        form = load_form(self.forms[table_id])
        lay = {"active": self._active, "requests": self._requests, "review": self._review}
        return tuple(tuple(row) for row in lay[table_id](form))

    def _active(self, form: Form) -> Iterator[list[Cell]]:
        for basis, rows in groupby(form.table("active").rows, key=lambda row: row.basis):
            for index, row in enumerate(rows):
                widths = (
                    (3,) if len(row.columns) == 1 else (1, 2) if len(row.columns) == 2 else (1,) * 3
                )
                if index == 0:
                    yield [Cell(basis, columns=4)]
                    labels = [column.label for column in row.columns]
                    yield [Cell("信息内容"), *map(Cell, labels, widths)]
                yield [Cell(row.label), *map(Cell, self.values("active", row), widths)]

    def _requests(self, form: Form) -> Iterator[list[Cell]]:
        table = form.table("requests")
        yield [Cell(table.note, 3, 3), Cell("申请人情况", 7)]
        yield [Cell("自然人", 1, 2), Cell("法人或其他组织", 5), Cell("总计", 1, 2)]
        yield [Cell(label) for label in APPLICANTS]
        groups = {row.id: row.label for row in table.derived_rows}
        results = [row for row in table.rows if row.id not in OUTSIDE_RESULTS]
        shown: set[str | None] = set()
        for row in table.rows:
            lead: list[Cell] = []
            if row is results[0]:
                lead.append(Cell(table.group_label, 1, len(results)))
            if row.parent and row.parent not in shown:
                lead.append(
                    Cell(groups[row.parent], 1, sum(r.parent == row.parent for r in results))
                )
                shown.add(row.parent)
            width = 3 if row.id in OUTSIDE_RESULTS else 1 if row.parent else 2
            yield [*lead, Cell(row.label, width), *map(Cell, self.values("requests", row))]

    def _review(self, form: Form) -> Iterator[list[Cell]]:
        yield [Cell("行政复议", 5), Cell("行政诉讼", 10)]
        heads = [Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5)]
        yield [*(Cell(label, 1, 2) for label in RESULTS), *heads]
        yield [Cell(label) for label in RESULTS * 2]
        rows = form.table("review").rows
        yield [Cell(text) for row in rows for text in self.values("review", row)]


OUTSIDE_RESULTS = frozenset({"received_new", "carried_in", "carried_out"})


def load_sheet(path: Path) -> Sheet:
    """Return the corpus report kept in `path`."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    forms = {table_id: data.get("forms", {}).get(table_id, data["form"]) for table_id in TABLE_IDS}
    cells = {table: {row: text.split() for row, text in data[table].items()} for table in TABLE_IDS}
    return Sheet(
        name=f"{data['organ']}_{data['year']}",
        organ=data["organ"],
        region=data["region"],
        year=data["year"],
        scope=data["scope"],
        format=data["format"],
        title=f"{data['source']}{MARK}",
        source=data["source"],
        forms=forms,
        cells=cells,
        narrative=data["narrative"],
    )
