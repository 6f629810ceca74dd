"""The numbers of a chart as a table and as a file for a spreadsheet, each with its place."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from qa.replies.wording import number
from ui.charts.model import Chart, Cited, Line, LineChart, lines_of
from ui.charts.svg import clean
from ui.spreadsheet import csv_bytes

_HEADER = (
    "分组",
    "名称",
    "图上数值",
    "单位",
    "占比",
    "算式",
    "报告",
    "表格项目",
    "该项数值",
    "该项单位",
    "核验",
    "文件",
    "位置（页、行）",
    "原文",
)


def chart_table(chart: Chart) -> str:
    """Return the chart's numbers as an HTML table: a row each, with report, place and quote."""
    lines = lines_of(chart)
    grouped = len({line.group for line in lines}) > 1
    shares = any(line.share for line in lines)
    name = "年度" if isinstance(chart, LineChart) else "名称"
    names = ["分组"] * grouped + [name, "数值"] + ["占比"] * shares + ["出处"]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(_table_row(line, grouped=grouped, shares=shares) for line in lines)
    return (
        f'<table class="nb-chart-table"><caption>{clean(chart.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _table_row(line: Line, *, grouped: bool, shares: bool) -> str:
    cells = [f"<td>{clean(line.group)}</td>"] if grouped else []
    cells.append(f'<th scope="row">{clean(line.name)}</th>')
    formula = f"<br/><small>{clean(line.datum.formula)}</small>" if line.datum.formula else ""
    cells.append(f'<td class="nb-number">{clean(line.datum.words or "—")}{formula}</td>')
    if shares:
        cells.append(f'<td class="nb-number">{clean(line.share)}</td>')
    places = "<br/>".join(_place(cited) for cited in line.datum.cited)
    cells.append(f"<td>{places}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _place(cited: Cited) -> str:
    quote = " ".join(cited.quote.split())
    return f'{clean(f"{cited.report} {cited.place}")}<q lang="zh-CN">{clean(quote)}</q>'


def chart_csv(chart: Chart) -> bytes:
    """Return the chart's numbers as CSV (UTF-8 with a byte order mark), a row for each cell cited.

    What a spreadsheet would take for a formula is prefixed with an apostrophe, numbers aside.
    """
    return csv_bytes(_HEADER, (row for line in lines_of(chart) for row in _csv_rows(line)))


def _csv_rows(line: Line) -> Iterator[tuple[str, ...]]:
    datum = line.datum
    value = datum.absent if datum.value is None else number(datum.value)
    drawn = (line.group, line.name, value, datum.unit, line.share, datum.formula)
    if not datum.cited:
        yield (*drawn, *[""] * (len(_HEADER) - len(drawn)))
    for cited in datum.cited:
        yield (
            *drawn,
            cited.report,
            cited.cell,
            "" if cited.value is None else number(cited.value),
            cited.unit,
            "已核验" if cited.verified else "未核验或不平",
            cited.file,
            cited.place,
            " ".join(cited.quote.split()),
        )


def csv_link(chart: Chart) -> str:
    """Return a link that saves the chart's CSV file; it needs no server and no script."""
    data = base64.b64encode(chart_csv(chart)).decode("ascii")
    name = clean(f"{chart.title[:40]}.csv")
    href = f"data:text/csv;charset=utf-8;base64,{data}"
    return f'<a class="nb-chart-csv" download="{name}" href="{href}">下载数据（CSV）</a>'
