"""Charts as Chromium draws them: no word leaves the picture or runs into another, at any width."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from ui.charts import (
    CHART_CSS,
    Bar,
    BarChart,
    Break,
    Chart,
    Composition,
    Datum,
    LineChart,
    Point,
    Series,
    Stack,
    chart_html,
)

pytestmark = pytest.mark.browser

LONG = "某某市某某区自然资源和规划局（海洋局）第一派出分局不动产登记中心"
NAMES = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
COLOURS = ":root { --nb-ink: #17212b; } .dark { --nb-ink: #e8edf2; --nb-paper: #18212a; }"

# Of every picture that is seen: texts whose box leaves it, and pairs of texts that overlap.
MEASURE = """() => [...document.querySelectorAll("svg.nb-chart")]
  .filter(svg => svg.getBoundingClientRect().width > 0)
  .flatMap(svg => {
    const view = svg.viewBox.baseVal, faults = []
    const boxes = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBBox()])
    for (const [words, box] of boxes)
      if (box.x < -1 || box.y < -1 || box.x + box.width > view.width + 1
          || box.y + box.height > view.height + 1) faults.push("outside: " + words)
    for (let a = 0; a < boxes.length; a++)
      for (let b = a + 1; b < boxes.length; b++) {
        const [one, p] = boxes[a], [other, q] = boxes[b]
        const across = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x)
        const down = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y)
        if (across > 1 && down > p.height * 0.35) faults.push(one + " on " + other)
      }
    return faults
  })"""


def datum(value: int | str, unit: str = "件") -> Datum:
    return Datum(Decimal(value), unit)


def series(name: str, first: int, values: tuple[int, ...]) -> Series:
    return Series(name, tuple(Point(first + at, datum(one)) for at, one in enumerate(values)))


def stack(name: str, *counts: int) -> Stack:
    parts = tuple(Bar(one, datum(count)) for one, count in zip(NAMES, counts, strict=True))
    return Stack(name, parts, datum(sum(counts)))


CHARTS: tuple[Chart, ...] = (
    LineChart("某办历年新收", "件", (series("某办", 2021, (81, 51, 46, 85)),)),
    LineChart(
        "历年行政许可决定数量",
        "件",
        (series(LONG, 2017, (11398889, 9, 10398889, 0, 1, 11398889, 3, 11398880)),),
        (Break(2021, "换用新格式、口径改变"),),
    ),
    LineChart(
        "六个机关",
        "件",
        tuple(series(f"{LONG}{at}", 2019, (11398889 - at, at, 5, 6, 7, 8)) for at in range(6)),
        (Break(2021, "换用新格式"), Break(2024, "口径改变")),
    ),
    LineChart(
        "增减",
        "项",
        (series("增减", 2019, (-8, 3, -20, 15)),),
    ),
    BarChart("新收", "件", tuple(Bar(f"{LONG}{at}", datum(11398889 // 9**at)) for at in range(12))),
    BarChart("增减", "项", (Bar("甲局", datum(-11398889)), Bar("乙局", datum(3)))),
    LineChart(
        "长年份",
        "件",
        (series("某办", 2008, tuple(range(100, 117))),),
        (Break(2019, "换用新格式、口径改变"), Break(2020, "换用新格式、口径改变")),
    ),
    LineChart("年年一样", "件", (series("某办", 2017, (11398889,) * 8),)),
    BarChart("占比", "比例", tuple(Bar(f"局{at}", datum(f"0.{at}23", "比例")) for at in range(9))),
    Composition("结果", "件", (stack("某办2024年", 37, 0, 2, 24, 0, 7),)),
    Composition(
        "结果",
        "件",
        (
            stack(f"{LONG}2024年", 11398889, 1, 2, 3, 4, 5),
            stack("乙局2024年", 1, 1, 1, 1, 1, 1),
            stack("丙镇2024年", 0, 0, 0, 0, 0, 0),
            stack("丁局2024年", 1362, 454, 178, 781, 88, 187),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def show(page: Page, width: int, *, dark: bool = False) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    body = "".join(map(chart_html, CHARTS))
    page.set_content(
        f"<!doctype html><html lang='zh-CN'><style>{COLOURS}{CHART_CSS}</style>"
        f"<body class='{'dark' if dark else ''}' style='margin:10px'>{body}</body></html>"
    )


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_word_of_a_picture_can_be_read(page: Page, width: int) -> None:
    show(page, width)
    assert page.evaluate(MEASURE) == []


@pytest.mark.parametrize(
    ("width", "seen", "hidden"), [(360, "narrow", "wide"), (900, "wide", "narrow")]
)
def test_one_of_the_two_pictures_is_seen(page: Page, width: int, seen: str, hidden: str) -> None:
    show(page, width)
    assert page.locator(f".nb-chart-{seen} >> visible=true").count() == len(CHARTS)
    assert page.locator(f".nb-chart-{hidden} >> visible=true").count() == 0


@pytest.mark.parametrize("width", [320, 360])
def test_no_picture_and_no_table_makes_a_phone_scroll_sideways(page: Page, width: int) -> None:
    show(page, width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
def test_ink_follows_the_page_into_the_dark(page: Page, dark: bool) -> None:
    show(page, 900, dark=dark)
    title = page.locator("svg.nb-chart text >> visible=true").first
    colour: Any = title.evaluate("one => getComputedStyle(one).fill")
    assert colour == ("rgb(232, 237, 242)" if dark else "rgb(23, 33, 43)")


def test_letters_are_large_enough_on_a_phone(page: Page) -> None:
    show(page, 360)
    sizes: list[float] = page.evaluate(
        """() => [...document.querySelectorAll(".nb-chart-narrow svg text")].map(text =>
          parseFloat(text.getAttribute("font-size"))
          * text.ownerSVGElement.getBoundingClientRect().width / 360)"""
    )
    assert min(sizes) >= 8


def test_a_person_with_a_screen_reader_hears_title_and_data(page: Page) -> None:
    show(page, 900)
    picture = page.get_by_role("img", name="某办历年新收", exact=True)
    assert picture.count() == 1
    assert "2021年81件" in (picture.locator("desc").text_content() or "")
