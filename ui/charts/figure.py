"""A chart as it stands in a page: the picture for its width, the table, the file."""

from __future__ import annotations

from importlib.resources import files

from ui.charts.bars import bar_chart
from ui.charts.composition import composition_chart
from ui.charts.line import line_chart
from ui.charts.model import BarChart, Chart, LineChart
from ui.charts.table import chart_table, csv_link

# Which of the two pictures is seen depends on the figure's own width, not on the window's.
CHART_CSS = files("ui.charts").joinpath("charts.css").read_text(encoding="utf-8")


def draw(chart: Chart, *, narrow: bool = False) -> str:
    """Return any chart as SVG."""
    if isinstance(chart, LineChart):
        return line_chart(chart, narrow=narrow)
    if isinstance(chart, BarChart):
        return bar_chart(chart, narrow=narrow)
    return composition_chart(chart, narrow=narrow)


def chart_html(chart: Chart) -> str:
    """Return the picture for a desk and for a phone (`CHART_CSS` shows one), table and CSV link."""
    wide = f'<div class="nb-chart-wide">{draw(chart)}</div>'
    narrow = f'<div class="nb-chart-narrow">{draw(chart, narrow=True)}</div>'
    table = f"<details><summary>看图上各数及出处</summary>{chart_table(chart)}</details>"
    caption = f"<figcaption>{table}{csv_link(chart)}</figcaption>"
    return f'<figure class="nb-figure-chart" lang="zh-CN">{wide}{narrow}{caption}</figure>'
