"""Pictures of answers: cited numbers only, each readable, gaps open, nothing that runs."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from index import Library
from ingest import read_report
from ingest.report import Place
from qa.answer import Answer, CitedFigure, Computed, Coverage, Source
from ui.charts import (
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
    chart_csv,
    chart_html,
    chart_of,
    chart_table,
    composition_of,
    draw,
    in_words,
)

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.world.library import make_world

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script><img src=x onerror="alert(2)">&\x00\x0b'


def datum(value: str | None, unit: str = "件", *, verified: bool = True, absent: str = "") -> Datum:
    number = None if value is None else Decimal(value)
    cited = Cited(
        "某办_2024", "本年新收", number, unit, "某办.pdf", 3, 69, "一、本年新收 82", verified
    )
    return Datum(number, unit, (cited,), absent=absent)


def line(*points: tuple[int, str | None], breaks: tuple[Break, ...] = ()) -> LineChart:
    drawn = tuple(
        Point(year, datum(value, absent="空白" if value is None else "")) for year, value in points
    )
    return LineChart("某办历年新收", "件", (Series("某办", drawn),), breaks)


def stack(name: str, counts: tuple[str | None, ...], total: str) -> Stack:
    names = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    parts = tuple(
        Bar(one, datum(count, absent="不全")) for one, count in zip(names, counts, strict=True)
    )
    return Stack(name, parts, datum(total))


COMPOSITION = Composition(
    "某办办理结果", "件", (stack("某办2024年", ("37", "0", "2", "24", "0", "7"), "70"),)
)
BARS = BarChart("新收", "件", (Bar("甲局", datum("461")), Bar("乙镇", datum("1", verified=False))))
TREND = line((2021, "81"), (2022, "51"), (2024, "85"))


def texts(chart: Chart, *, narrow: bool = False) -> list[str]:
    root = ElementTree.fromstring(draw(chart, narrow=narrow))
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def segments(chart: LineChart) -> int:
    """How many pieces of line join two years."""
    root = ElementTree.fromstring(draw(chart))
    return sum(one.get("stroke-width") == "2.5" for one in root.iter(f"{SVG}line"))


@pytest.mark.parametrize("chart", [TREND, BARS, COMPOSITION])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_picture_is_an_image_with_its_title_and_data_in_words(chart: Chart, narrow: bool) -> None:
    root = ElementTree.fromstring(draw(chart, narrow=narrow))
    assert root.get("role") == "img"
    assert root.get("viewBox", "").split()[2] == ("360" if narrow else "720")
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == (
        chart.title,
        in_words(chart),
    )
    assert root[0].get("id") == root.get("aria-labelledby")
    assert root[1].get("id") == root.get("aria-describedby")


def test_the_data_in_words_say_every_number_and_share() -> None:
    assert in_words(COMPOSITION) == (
        "某办2024年：予以公开37件（52.86%），部分公开0件（0%），不予公开2件（2.86%），"
        "无法提供24件（34.29%），不予处理0件（0%），其他处理7件（10%），总计70件。"
    )


def test_every_number_stands_on_the_line_in_words_that_can_be_read() -> None:
    assert {"81", "51", "85", "2021", "2023"} <= set(texts(TREND))


def test_a_missing_year_is_named_and_never_bridged() -> None:
    assert "缺" in texts(TREND)
    assert segments(TREND) == 1
    assert segments(line((2021, "81"), (2022, "51"), (2023, "60"), (2024, "85"))) == 3


def test_a_blank_cell_is_not_drawn_as_a_zero() -> None:
    chart = line((2021, "81"), (2022, None), (2023, "60"))
    assert "空白" in texts(chart)
    assert "0" in texts(chart)  # the axis
    assert segments(chart) == 0


def test_a_change_of_form_is_a_dashed_line_with_its_label() -> None:
    chart = line((2020, "8"), (2021, "9"), breaks=(Break(2021, "换用新格式"),))
    root = ElementTree.fromstring(draw(chart))
    dashed = [one for one in root.iter(f"{SVG}line") if one.get("stroke-dasharray") == "5 4"]
    assert len(dashed) == 1
    assert dashed[0].get("x1") == dashed[0].get("x2")
    assert "换用新格式" in texts(chart)


def test_several_lines_differ_in_shape_and_dashes_and_show_all_numbers() -> None:
    series = tuple(
        Series(
            f"机关{at}",
            tuple(Point(year, datum(str(10 * at + year % 10))) for year in (2023, 2024)),
        )
        for at in range(6)
    )
    root = ElementTree.fromstring(draw(LineChart("对照", "件", series)))
    joined = [one for one in root.iter(f"{SVG}line") if one.get("stroke-width") == "2.5"]
    assert len({one.get("stroke-dasharray") for one in joined}) == 6
    shown = {element.text for element in root.iter(f"{SVG}text")}
    assert {"3", "4", "13", "14", "53", "54", "机关0", "机关5"} <= shown


def test_bars_end_in_their_number_and_a_doubtful_one_is_marked() -> None:
    assert {"461", "1※"} <= set(texts(BARS))
    assert any("未核验" in text for text in texts(BARS))


def test_a_long_name_is_shortened_with_the_whole_in_the_tooltip() -> None:
    name = (
        "某某市某某区自然资源和规划局（海洋局）第一派出分局不动产登记与测绘地理信息中心办公室" * 2
    )
    chart = BarChart("新收", "件", (Bar(name, datum("3")), Bar("乙镇", datum("2"))))
    root = ElementTree.fromstring(draw(chart))
    assert f"{name}：3件" in [one.text for one in root.iter(f"{SVG}title")]
    assert any(text.endswith("…") for text in texts(chart))


def test_a_negative_number_points_to_the_left_of_nothing() -> None:
    chart = BarChart("增减", "项", (Bar("甲", datum("-8", "项")), Bar("乙", datum("8", "项"))))
    root = ElementTree.fromstring(draw(chart))
    left, right = [one for one in root.iter(f"{SVG}rect") if one.get("fill") == "#0072B2"]
    assert float(left.get("x", "")) + float(left.get("width", "")) == pytest.approx(
        float(right.get("x", "")), abs=0.2
    )


@pytest.mark.parametrize("narrow", [False, True])
def test_every_part_of_a_whole_has_its_count_and_share_inside_or_below(narrow: bool) -> None:
    shown = " ".join(texts(COMPOSITION, narrow=narrow))
    for told in ("37", "52.86%", "不予公开 2件（2.86%）", "24", "34.29%", "7", "10%"):
        assert told in shown
    assert "为 0 的：部分公开、不予处理" in shown
    assert "共70件" in shown


def test_parts_that_do_not_make_the_whole_have_no_shares() -> None:
    chart = Composition("结果", "件", (stack("某办2024年", ("7", "6", "0", "7", "3", "4"), "21"),))
    shown = " ".join(texts(chart))
    assert "%" not in shown
    assert "各项相加为27，与原表总计21件不等" in shown


def test_a_whole_with_an_unread_part_is_not_drawn() -> None:
    chart = Composition("结果", "件", (stack("某办2024年", ("7", None, "0", "7", "3", "4"), "21"),))
    assert "url(#" not in draw(chart).split("</defs>")[1].split("不画比例")[0]
    assert any("不画比例" in text for text in texts(chart))


def test_patterns_of_two_pictures_in_a_page_do_not_share_ids() -> None:
    other = replace(COMPOSITION, title="乙局办理结果")
    drawn = [draw(COMPOSITION), draw(COMPOSITION, narrow=True), draw(other)]
    ids = [
        {element.get("id") for element in ElementTree.fromstring(one).iter() if element.get("id")}
        for one in drawn
    ]
    assert not ids[0] & ids[1]
    assert not ids[0] & ids[2]


@pytest.mark.parametrize(
    "chart",
    [
        LineChart(
            HOSTILE,
            HOSTILE,
            (Series(HOSTILE, (Point(2021, datum("1")), Point(2022, datum("2")))),) * 2,
        ),
        BarChart(
            HOSTILE, HOSTILE, (Bar(HOSTILE, replace(datum("1"), unit=HOSTILE, formula=HOSTILE)),)
        ),
        Composition(HOSTILE, "件", (replace(COMPOSITION.stacks[0], name=HOSTILE),), (HOSTILE,)),
    ],
)
def test_names_from_reports_stay_text(chart: Chart) -> None:
    drawn = chart_html(chart)
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert "\x00" not in drawn
    ElementTree.fromstring(draw(chart))
    ElementTree.fromstring(chart_table(chart))


def test_nothing_in_a_picture_is_fetched_or_runs() -> None:
    for chart in (TREND, BARS, COMPOSITION):
        drawn = chart_html(chart).replace("http://www.w3.org/2000/svg", "")
        assert "http" not in drawn
        assert " on" not in "".join(part.split(">")[0] for part in drawn.split("<svg")[1:])
        assert "style=" not in drawn  # a strict content policy leaves them out


def test_the_table_names_report_place_and_quote_of_every_number() -> None:
    table = ElementTree.fromstring(chart_table(TREND))
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["年度", "数值", "出处"]
    assert rows[1] == ["2021年", "81件", "某办_2024 第3页第69行一、本年新收 82"]


def test_the_table_of_several_lines_names_each_and_that_of_a_whole_its_shares() -> None:
    several = replace(TREND, series=(*TREND.series, replace(TREND.series[0], name="乙局")))
    for chart, names in (
        (several, ["分组", "年度", "数值", "出处"]),
        (COMPOSITION, ["名称", "数值", "占比", "出处"]),
    ):
        table = ElementTree.fromstring(chart_table(chart))
        assert ["".join(cell.itertext()) for cell in next(table.iter("tr"))] == names


def test_the_csv_opens_in_a_spreadsheet_and_names_the_place() -> None:
    written = chart_csv(BARS)
    assert written.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(io.StringIO(written.decode("utf-8-sig")))
    assert header[1:3] == ["名称", "图上数值"]
    assert header[-2:] == ["位置（页、行）", "原文"]
    assert (first[1], first[2], first[-2:]) == ("甲局", "461", ["第3页第69行", "一、本年新收 82"])
    assert "未核验或不平" in second


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_the_csv_is_taken_for_a_formula(start: str) -> None:
    chart = BarChart("新收", "件", (Bar(f"{start}HYPERLINK(1)", datum("-8")),))
    rows = list(csv.reader(io.StringIO(chart_csv(chart).decode("utf-8-sig"))))
    assert rows[1][1] == f"'{start}HYPERLINK(1)"
    assert rows[1][2] == "-8"


# Which picture suits an answer.


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("charts")
    wanted = ("鹿鸣区人民政府", "云汀县民政局")
    with Library.create(folder / "library") as library, library.writing():
        for report in make_world().reports.values():
            if report.organ.name in wanted:
                path = folder / report.file
                path.write_text(report.text, encoding="utf-8")
                library.add(read_report(path), path.read_bytes())
        yield library


def cited(library: Library, organ: str, year: int, *cells: str) -> tuple[CitedFigure, ...]:
    """The figures of a report as an answer would cite them."""
    card = next(card for card in library.cards() if (card.organ, card.year) == (organ, year))
    found = {figure.cell: figure for _, figure in library.figures([card.id])}
    text = library.text(card.id)

    def source(place: Place) -> Source:
        return Source(card.file, card.sha256, None, place.line, place.start, place.end)

    return tuple(
        CitedFigure(
            card.id, organ, card.region, year, one.row, one.row, one.column, one.column, one.value,
            one.unit, one.printed, one.state, one.trust, one.row_place.read(text),
            source(one.row_place),
        )
        for cell in cells
        for one in [found[cell]]
        if one.row_place is not None
    )  # fmt: skip


def answered(figures: tuple[CitedFigure, ...], operation: str = "", formula: str = "") -> Answer:
    computed = Computed(operation, formula, None, Coverage(1, 1)) if operation else None
    return Answer("问", "answered", "答", figures=figures, computed=computed)


def drawn_values(chart: Chart | None) -> list[Decimal | None]:
    assert isinstance(chart, BarChart)
    return [bar.datum.value for bar in chart.bars]


QU, JU = "鹿鸣区人民政府", "云汀县民政局"
NEW = "received_new:total"


def of_years(
    library: Library, organ: str, years: tuple[int, ...], *cells: str
) -> tuple[CitedFigure, ...]:
    return tuple(figure for year in years for figure in cited(library, organ, year, *cells))


def test_years_of_an_organ_become_a_line_and_the_missing_year_a_gap(library: Library) -> None:
    figures = of_years(library, QU, (2021, 2022, 2024), NEW)
    chart = chart_of(answered(figures, "trend", "1 → 2 → 3"), library)
    assert isinstance(chart, LineChart)
    assert [point.year for point in chart.series[0].points] == [2021, 2022, 2024]
    assert [p.datum.value for p in chart.series[0].points] == [one.value for one in figures]
    assert "缺" in texts(chart)


def test_organs_beside_one_another_become_bars(library: Library) -> None:
    figures = (*cited(library, JU, 2024, NEW), *cited(library, QU, 2024, NEW))
    chart = chart_of(answered(figures), library)
    assert drawn_values(chart) == sorted((one.value for one in figures), reverse=True)


def test_a_ranking_keeps_its_order(library: Library) -> None:
    figures = (*cited(library, JU, 2024, NEW), *cited(library, QU, 2024, NEW))
    chart = chart_of(answered(figures, "rank", "本年新收，由少到多"), library)
    assert drawn_values(chart) == [one.value for one in figures]


DIRECT, AFTER = "litigation_direct:total", "litigation_after:total"


def test_a_sum_that_the_answer_shows_is_drawn_as_one_number(library: Library) -> None:
    figures = of_years(library, QU, (2021, 2022, 2023), DIRECT, AFTER)
    pairs = list(zip(figures[::2], figures[1::2], strict=True))
    sums = [f"{a.value:f} + {b.value:f} = {a.value + b.value:f}" for a, b in pairs]
    chart = chart_of(answered(figures, "trend", "；".join(sums)), library)
    assert isinstance(chart, LineChart)
    assert len(chart.series) == 1
    assert [point.datum.value for point in chart.series[0].points] == [
        a.value + b.value for a, b in pairs
    ]
    assert len(chart.series[0].points[0].datum.cited) == 2


def test_parts_without_a_sum_in_the_answer_are_never_added_up(library: Library) -> None:
    figures = of_years(library, QU, (2021, 2022, 2023), DIRECT, AFTER)
    chart = chart_of(answered(figures), library)
    assert isinstance(chart, LineChart)
    assert len(chart.series) == 2


def test_shares_are_drawn_from_the_divisions_that_the_answer_shows(library: Library) -> None:
    figures = of_years(library, QU, (2021, 2022, 2023), "granted:total", "processed_total:total")
    tops, wholes = figures[::2], figures[1::2]
    formula = "；".join(
        f"{a.value:f} ÷ {b.value:f} = 1%" for a, b in zip(tops, wholes, strict=True)
    )
    chart = chart_of(answered(figures, "share", formula), library)
    assert isinstance(chart, LineChart)
    assert chart.unit == "比例"
    expected = [a.value / b.value for a, b in zip(tops, wholes, strict=True)]
    assert [point.datum.value for point in chart.series[0].points] == expected


def test_one_number_and_an_unanswered_question_have_no_picture(library: Library) -> None:
    assert chart_of(answered(cited(library, QU, 2024, NEW)), library) is None
    assert chart_of(Answer("问", "clarify", "哪一项？"), library) is None
    unfound = replace(answered(of_years(library, QU, (2021, 2022, 2023), NEW)), status="not_found")
    assert chart_of(unfound, library) is None


def test_results_of_one_report_become_bars_but_never_a_part_beside_its_whole(
    library: Library,
) -> None:
    results = cited(
        library, QU, 2024, "granted:total", "partial:total", "unavailable.not_held:total"
    )
    chart = chart_of(answered(results), library)
    assert isinstance(chart, BarChart)
    assert chart.title == f"{QU}2024年办理结果"
    assert [bar.name for bar in chart.bars] == ["予以公开", "部分公开", "本机关不掌握相关政府信息"]
    whole = cited(library, QU, 2024, "processed_total:total")
    assert chart_of(answered((*results, *whole)), library) is None


def test_applicants_of_one_row_become_bars_named_by_the_column(library: Library) -> None:
    cells = ("received_new:natural_person", "received_new:business", "received_new:other")
    chart = chart_of(answered(cited(library, QU, 2024, *cells)), library)
    assert isinstance(chart, BarChart)
    assert [bar.name for bar in chart.bars] == ["自然人", "商业企业", "其他"]


def test_what_came_in_a_year_is_not_set_beside_what_there_is(library: Library) -> None:
    cells = [f"normative_documents:{column}" for column in ("made", "repealed", "in_force")]
    assert chart_of(answered(cited(library, QU, 2024, *cells)), library) is None


def test_bars_that_are_all_nothing_are_not_drawn(library: Library) -> None:
    figures = (*cited(library, JU, 2024, NEW), *cited(library, QU, 2024, NEW))
    nothing = tuple(replace(one, value=Decimal(0)) for one in figures)
    assert chart_of(answered(nothing), library) is None


def test_numbers_of_different_units_are_not_put_into_one_picture(library: Library) -> None:
    figures = cited(library, QU, 2024, NEW, "fees:amount", "carried_in:total")
    assert chart_of(answered(figures), library) is None


def test_the_composition_of_a_report_adds_up_to_what_it_prints(library: Library) -> None:
    chart = composition_of(library, [f"{QU}_2024", f"{JU}_2021"])
    assert chart is not None
    assert [one.name for one in chart.stacks] == [f"{QU}2024年", f"{JU}2021年"]
    for one in chart.stacks:
        assert one.balanced
        assert all(part.datum.cited for part in one.parts)
    printed = cited(library, QU, 2024, "processed_total:total")[0].value
    assert chart.stacks[0].total.value == printed


def test_a_report_whose_text_was_altered_has_no_composition(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    shutil.copytree(library.path, folder)
    with closing(sqlite3.connect(folder / "reports.db")) as reports, reports:
        altered = reports.execute(
            "update report set text = replace(text, '0', '9') where id = ?", (f"{QU}_2024",)
        )
        assert altered.rowcount == 1
    with Library.open(folder) as changed:
        assert composition_of(changed, [f"{QU}_2024"]) is None


def test_a_report_that_is_not_there_has_no_composition(library: Library) -> None:
    assert composition_of(library, ["没有_2024"]) is None


def test_an_answer_with_every_result_becomes_one_bar_of_a_hundred_per_cent(
    library: Library,
) -> None:
    rows = ["granted", "partial", "denied", "unavailable", "not_processed", "other_result"]
    stored = {figure.cell for _, figure in library.figures([f"{QU}_2024"])}
    cells = [f"{row}:total" for row in {cell.split(":")[0] for cell in stored}]
    of_results = [c for c in cells if c.split(".")[0].split(":")[0] in rows]
    figures = cited(library, QU, 2024, *sorted(of_results), "processed_total:total")
    sums = []
    for row in rows[2:]:
        parts = [one for one in figures if one.row.startswith(f"{row}.")]
        form_order = [
            f for _, f in library.figures([f"{QU}_2024"]) if f.row in {p.row for p in parts}
        ]
        values = [f.value for f in form_order if f.column == "total" and f.value is not None]
        sums.append(f"{' + '.join(f'{value:f}' for value in values)} = {sum(values):f}")
    chart = chart_of(answered(figures, "sum", "；".join(sums)), library)
    assert isinstance(chart, Composition)
    assert chart.stacks[0].balanced
