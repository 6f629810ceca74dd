"""Pictures of answers, drawn by the server as SVG: no script, no font, nothing fetched."""

from ui.charts.bars import bar_chart
from ui.charts.choose import chart_of
from ui.charts.composition import composition_chart
from ui.charts.figure import CHART_CSS, chart_html, draw
from ui.charts.line import line_chart
from ui.charts.model import (
    Bar,
    BarChart,
    Break,
    Chart,
    Cited,
    Composition,
    Datum,
    LineChart,
    Point,
    Series,
    Stack,
    in_words,
)
from ui.charts.results import composition_of
from ui.charts.table import chart_csv, chart_table, csv_link

__all__ = [
    "CHART_CSS",
    "Bar",
    "BarChart",
    "Break",
    "Chart",
    "Cited",
    "Composition",
    "Datum",
    "LineChart",
    "Point",
    "Series",
    "Stack",
    "bar_chart",
    "chart_csv",
    "chart_html",
    "chart_of",
    "chart_table",
    "composition_chart",
    "composition_of",
    "csv_link",
    "draw",
    "in_words",
    "line_chart",
]
