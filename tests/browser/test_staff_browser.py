"""Staff at work in the browser: the login, files of which one is broken, a correction, undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chatting import fits, keep_picture
from tests.browser.places import ROOT, log_in, spoiled_draft
from tests.browser.served import Served

pytestmark = pytest.mark.browser

Open = Callable[[int], Page]
WIDE, PHONE = 1280, 360
WOLONG = min((ROOT / "corpus").glob("卧龙区*2024*"))
SHUYANG = min((ROOT / "corpus").glob("沭阳县*2023*"))
# The page's own script takes files that are dropped; this drops them as a person's hand would.
_DROP = """async ([target, name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name, {type: "text/plain"}));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const given = {dataTransfer: files, bubbles: true, cancelable: true};
    target.dispatchEvent(new DragEvent(kind, given));
  }
}"""


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open an empty window of this width; fails if one of its pages reported a script error."""
    contexts, errors = [], []

    def opened(width: int) -> Page:
        height = 780 if width == PHONE else 900
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_from_the_login_to_reports_added_and_taken_back(
    open_page: Open, site: Served, tmp_path: Path, width: int
) -> None:
    page = open_page(width)
    log_in(page, site.url, "不对的口令")
    expect(page.get_by_role("alert")).to_have_text("口令不对。")
    keep_picture(page, f"staff_wrong_{width}")
    log_in(page, site.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("收报告")
    assert fits(page)

    broken = tmp_path / "坏了的.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    page.get_by_label("选择报告文件").set_input_files([WOLONG, broken, SHUYANG])
    expect(page.locator("[data-chosen]")).to_contain_text("坏了的.pdf")
    keep_picture(page, f"staff_chosen_{width}")
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("正在读取")
    expect(page.get_by_role("progressbar")).to_be_visible()
    keep_picture(page, f"staff_reading_{width}")
    expect(page.get_by_role("heading", level=1)).to_have_text("请确认", timeout=60_000)
    expect(page.get_by_text("读了 3 个文件，得到 2 份报告")).to_be_visible()
    expect(_card(page, "坏了的.pdf").locator(".nb-fault")).not_to_be_empty()
    expect(_card(page, "坏了的.pdf").get_by_role("checkbox")).to_have_count(0)
    assert fits(page)
    keep_picture(page, f"staff_confirm_{width}")

    # The library has both: one is moved to another year, the other left as it is.
    mine = _card(page, WOLONG.name)
    expect(mine.get_by_role("checkbox")).not_to_be_checked()
    mine.get_by_role("checkbox").check()
    mine.get_by_label("年份").fill("2016")
    page.get_by_role("button", name="收入库中").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已收入", timeout=60_000)
    expect(page.get_by_role("link", name="卧龙区人民政府办公室_2016")).to_be_visible()
    expect(page.locator(".nb-card")).to_have_count(1)
    assert fits(page)
    keep_picture(page, f"staff_added_{width}")
    assert _held(page, site, "卧龙区") == ["卧龙区人民政府办公室_2016"]

    page.go_back()
    page.get_by_role("button", name="撤销这一批").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已撤销", timeout=60_000)
    expect(page.get_by_role("status")).to_contain_text("已经从库里撤下")
    keep_picture(page, f"staff_undone_{width}")
    assert _held(page, site, "卧龙区") == ["卧龙区人民政府办公室_2024"]

    page.go_back()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("工作人员登录")
    page.goto(f"{site.url}/staff/add")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作人员登录")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_dropped_draft_is_checked_and_not_kept(open_page: Open, site: Served, width: int) -> None:
    page = open_page(width)
    before = _held(page, site, "")
    page.goto(f"{site.url}/check")
    draft = spoiled_draft()
    area = page.locator("[data-drop]")
    page.evaluate(_DROP, [area.element_handle(), draft["name"], draft["buffer"].decode()])
    expect(page.locator("[data-chosen]")).to_have_text("草稿.txt")
    page.get_by_role("button", name="核对").click()
    expect(page.locator("#found")).to_contain_text("卧龙区人民政府办公室 2024年", timeout=60_000)
    expect(page.locator("#found")).to_be_focused()
    failing = page.locator("details[open]").first
    expect(failing).to_contain_text("1 + 0 + 0 + 0 + 0 + 0 ≠ 7")
    assert fits(page)
    keep_picture(page, f"check_found_{width}")
    assert _held(page, site, "") == before


def _card(page: Page, file: str) -> Locator:
    """The part of the page to confirm that is about a file."""
    return page.locator(".nb-card").filter(has_text=file)


def _held(page: Page, site: Served, search: str) -> list[str]:
    """The ids of the reports that the library's page finds."""
    page.goto(f"{site.url}/library?{urlencode({'q': search})}")
    return [box.input_value() for box in page.locator("#results input[name=id]").all()]
