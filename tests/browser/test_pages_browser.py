"""The pages of the reports as a person walks through them, in headless Chromium."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
FINANCE = "平潭综合实验区财政金融局"
WOLONG = "卧龙区人民政府办公室_2024"
WIDE, PHONE = 1280, 360


@pytest.fixture
def visit(chat_url: str, browser: Browser) -> Iterator[Visit]:
    """Open a page of the site; fails if it reported an error or asked another host."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []
    asked: list[str] = []

    def open_page(
        path: str, width: int = WIDE, scheme: str = "light", scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900 if width == WIDE else 780},
            locale="zh-CN",
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(chat_url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
    assert {urlsplit(url).netloc for url in asked} <= {urlsplit(chat_url).netloc}


def keep_picture(page: Page, name: str) -> None:
    """Save a screenshot where `NIANBAO_PICTURES` says, for a person to look at."""
    folder = os.environ.get("NIANBAO_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png")


def no_sideways(page: Page) -> None:
    """Nothing makes the page itself scroll sideways."""
    width = page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def rows(page: Page) -> Locator:
    return page.locator("#results tbody tr")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_from_the_library_to_the_marked_line(visit: Visit, width: int) -> None:
    page = visit("/library", width)
    no_sideways(page)
    keep_picture(page, f"library_{width}")
    page.get_by_label("搜索机关").press_sequentially("卧龙区 2024", delay=20)
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#tally")).to_contain_text("找到 1 份报告")
    assert "q=" in page.url
    rows(page).get_by_role("link", name="卧龙区人民政府办公室").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("卧龙区人民政府办公室2024年")
    no_sideways(page)
    keep_picture(page, f"report_{width}")
    cell = page.get_by_role("row", name="1.属于国家秘密").get_by_role("link").last
    cell.click()
    mark = page.locator(".nb-text mark")
    expect(mark).to_have_text("1")
    expect(mark).to_be_in_viewport()
    line = page.locator(".nb-text li.nb-marked")
    expect(line).to_contain_text("属于国家秘密")
    assert page.url.endswith(f"#{line.get_attribute('id')}")
    no_sideways(page)
    keep_picture(page, f"marked_{width}")
    page.get_by_role("link", name="回到表格").click()
    expect(page.locator("td.nb-here")).to_be_in_viewport()


def test_the_address_of_a_marked_cell_opens_at_its_line(visit: Visit) -> None:
    first = visit(f"/report/{WOLONG}")
    first.get_by_role("row", name="1.属于国家秘密").get_by_role("link").last.click()
    address = urlsplit(first.url)
    for scripts in (True, False):
        page = visit(f"{address.path}?{address.query}#{address.fragment}", scripts=scripts)
        expect(page.locator(".nb-text mark")).to_have_text("1")
        expect(page.locator(".nb-text mark")).to_be_in_viewport()


def test_back_undoes_the_mark(visit: Visit) -> None:
    page = visit(f"/report/{WOLONG}")
    page.get_by_role("row", name="1.属于国家秘密").get_by_role("link").last.click()
    expect(page.locator(".nb-text mark")).to_have_count(1)
    page.go_back()
    expect(page.locator(".nb-text mark")).to_have_count(0)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_two_ticks_lead_to_a_comparison(visit: Visit, width: int) -> None:
    page = visit("/library", width)
    compare = page.get_by_role("button", name="比较所选")
    expect(compare).to_be_disabled()
    page.get_by_label("搜索机关").fill(f"{FINANCE} 2022")
    expect(rows(page)).to_have_count(1)
    page.get_by_label(f"选中比较：{FINANCE} 2022 年度").check()
    expect(page.locator("#ticked")).to_have_text("已选 1 份，再选 1 份")
    page.get_by_label("搜索机关").fill(f"{FINANCE} 2023")
    expect(page.locator("#kept")).to_contain_text(f"{FINANCE} 2022")
    page.get_by_label(f"选中比较：{FINANCE} 2023 年度").check()
    keep_picture(page, f"ticked_{width}")
    compare.click()
    expect(page.locator("thead th b")).to_have_text(["2022", "2023"])
    no_sideways(page)
    box = page.get_by_role("region", name="比较表")
    box.focus()
    box.evaluate("box => { box.scrollTop = 400; box.scrollLeft = 60; }")
    expect(page.locator("thead th").first).to_be_in_viewport()
    expect(page.locator("thead th b").first).to_be_visible()
    keep_picture(page, f"compare_{width}")
    page.get_by_label("只看不同的").check()
    page.wait_for_url("**changed=1**")
    assert page.locator("tbody tr.nb-differs").count() == page.locator("tbody tr:has(td)").count()


def test_by_years_and_back_to_a_report(visit: Visit) -> None:
    page = visit("/library")
    page.get_by_label("显示为").select_option("matrix")
    expect(page.locator("td.nb-gap").first).to_be_visible()
    assert "view=matrix" in page.url
    keep_picture(page, "matrix")
    page.get_by_role("row", name="平潭综合实验区管理委员会").get_by_role(
        "link", name="比较"
    ).click()
    expect(page.locator("thead th b")).to_have_count(6)
    keep_picture(page, "compare_years")
    page.locator("#chart").select_option(label="（一）予以公开")
    page.wait_for_url("**chart=granted**")
    expect(page.get_by_role("img", name="予以公开").first).to_be_in_viewport()
    keep_picture(page, "compare_picture")


def test_everything_works_without_a_script(visit: Visit) -> None:
    page = visit("/library", scripts=False)
    page.get_by_label("搜索机关").fill(FINANCE)
    page.get_by_role("button", name="查找").click()
    expect(rows(page)).to_have_count(5)
    for year in (2021, 2024):
        page.get_by_label(f"选中比较：{FINANCE} {year} 年度").check()
    page.get_by_role("button", name="比较所选").click()
    expect(page.locator("thead th b")).to_have_text(["2021", "2024"])
    page.get_by_label("申请人").select_option(label="自然人")
    page.get_by_role("button", name="应用").click()
    expect(page.locator("tbody")).to_contain_text(["自然人", "", ""])


def test_the_keyboard_reaches_a_number_and_its_line(visit: Visit) -> None:
    page = visit(f"/report/{WOLONG}")
    page.get_by_role("row", name="1.属于国家秘密").get_by_role("link").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".nb-text mark")).to_be_in_viewport()


def test_the_pages_are_readable_in_the_dark(visit: Visit) -> None:
    for path, what in (("/library", "table"), (f"/report/{WOLONG}", "table"), ("/compare", "form")):
        inks = []
        for scheme in ("light", "dark"):
            page = visit(path, scheme=scheme)
            part = page.locator(f"main {what}").first
            inks.append(part.evaluate("e => getComputedStyle(e).color"))
            keep_picture(page, f"{path.split('/')[1]}_{scheme}")
        assert inks[0] != inks[1]
