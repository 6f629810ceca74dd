"""The pages of the site in the states in which people see them: a name, and how to get there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.chatting import answered, ask

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "公开是常态 2024"
SECRET = "卧龙区政府办2024年因为涉密没给公开的有几件？"
WOLONG = "卧龙区人民政府办公室_2024"
FINANCE = "平潭综合实验区财政金融局"
TREND = f"{FINANCE}2021到2024年收到的申请趋势"
DRAFT = min((ROOT / "corpus").glob("卧龙区*2024*"))
_TWO = urlencode([("id", f"{FINANCE}_{year}") for year in (2022, 2023, 2024)])

Go = Callable[[Page, str], None]


@dataclass(frozen=True, slots=True)
class Place:
    """A page in one state; `go` brings a tab there."""

    name: str
    go: Go


def _at(address: str) -> Go:
    def go(page: Page, url: str) -> None:
        page.goto(f"{url}{address}")

    return go


def _chat(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator(".nb-examples button").first).to_be_visible(timeout=20_000)


def _asked(*questions: str) -> Go:
    def go(page: Page, url: str) -> None:
        _chat(page, url)
        for question in questions:
            ask(page, question)

    return go


def _linked(page: Page, url: str) -> None:
    page.goto(f"{url}/?{urlencode({'q': SECRET})}")
    answered(page, 0)


def _chip_open(page: Page, url: str) -> None:
    _linked(page, url)
    page.locator(".nb-turn .nb-understood button").first.click()
    expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()


def spoiled_draft() -> FilePayload:
    """A draft in which one figure was changed, so that its sums fail."""
    text = DRAFT.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "属于国家秘密" in line)
    assert "1" in row.partition("属于国家秘密")[2]
    changed = text.replace(row, row[::-1].replace("1", "7", 1)[::-1])
    return {"name": "草稿.txt", "mimeType": "text/plain", "buffer": changed.encode()}


def _draft_checked(page: Page, url: str) -> None:
    page.goto(f"{url}/check")
    page.locator("input[type=file]").set_input_files(spoiled_draft())
    page.get_by_role("button", name="核对").click()
    expect(page.get_by_text("处不平").first).to_be_visible(timeout=30_000)


def log_in(page: Page, url: str, password: str = PASSWORD) -> None:
    """Give the password at the login."""
    page.goto(f"{url}/staff")
    page.get_by_label("口令").fill(password)
    page.get_by_role("button", name="登录").click()


def upload(page: Page, *files: Path) -> None:
    """Choose files on the page to add reports, and wait until they are read."""
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_role("heading", name="请确认")).to_be_visible(timeout=60_000)


def _adding(page: Page, url: str) -> None:
    log_in(page, url)
    expect(page.get_by_role("heading", name="收报告")).to_be_visible()


def _to_confirm(page: Page, url: str) -> None:
    _adding(page, url)
    upload(page, DRAFT)


def _wrong_password(page: Page, url: str) -> None:
    log_in(page, url, "不对的口令")
    expect(page.get_by_role("alert")).to_be_visible()


PLACES: Mapping[str, Place] = {
    place.name: place
    for place in (
        Place("chat", _chat),
        Place("chat_answer", _linked),
        Place("chat_options", _asked("收到多少件申请？")),
        Place("chat_trend", _asked(TREND)),
        Place("chat_ranking", _asked("2024年各单位收到的申请排名")),
        Place("chat_chip", _chip_open),
        Place("library", _at("/library")),
        Place("library_by_year", _at("/library?view=matrix")),
        Place("library_nothing", _at("/library?q=没有这样的机关")),
        Place("report", _at(f"/report/{WOLONG}?row=denied.state_secret&column=total")),
        Place("compare", _at(f"/compare?{_TWO}")),
        Place("compare_empty", _at("/compare")),
        Place("check", _at("/check")),
        Place("check_findings", _draft_checked),
        Place("login", _at("/staff")),
        Place("login_wrong", _wrong_password),
        Place("add", _adding),
        Place("add_confirm", _to_confirm),
        Place("api", _at("/api")),
        Place("error", _at("/nothing")),
    )
}
