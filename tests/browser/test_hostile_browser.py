"""Hostile words in a real browser: nothing runs, nothing is loaded, nothing leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from http.client import HTTPConnection
from urllib.parse import quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from index import Library
from tests.browser.chatting import answered, ask
from tests.browser.served import Served, serving
from tests.hostile_payloads import MARKUP, PATHS
from tests.library_samples import made_report

pytestmark = pytest.mark.browser

PAYLOADS = (*MARKUP, *PATHS)
_BATCH = 20
_SEARCHED = "(words) => (new URLSearchParams(location.search).get('q') || '') === words"
# Elements that no page of ours has; Gradio's own lie outside the chat's element.
_FOREIGN = """(root) => [...document.querySelectorAll(root + " *")].filter((one) =>
  /^(img|iframe|object|embed|video|audio|script|style|base|link|meta|math|marquee|template|body)$/i
    .test(one.tagName) && !(one.tagName === "SCRIPT" && one.src)
  || [...one.attributes].some((attribute) => /^on/i.test(attribute.name))
  || /^\\s*javascript:/i.test(one.getAttribute("href") || one.getAttribute("action") || ""))
  .map((one) => one.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site whose reports say hostile things wherever a report can."""
    folder = tmp_path_factory.mktemp("hostile") / "library"
    with Library.create(folder) as library, library.writing():
        for payload in PAYLOADS[::3]:
            report, data = made_report(
                payload, 2024, region=payload, sentences=(payload, f"举办培训班。{payload}")
            )
            identity = replace(report.identity, title=payload)
            sections = tuple(replace(one, title=payload) for one in report.sections)
            library.add(replace(report, identity=identity, sections=sections), data)
    with serving(folder) as served:
        yield served


@pytest.fixture
def watched(browser: Browser, hostile: Served) -> Iterator[Callable[[], Page]]:
    """Open a window that nothing may happen in; says so at the end."""
    host = urlsplit(hostile.url).netloc
    strangers: list[str] = []
    pages: list[Page] = []

    def opened() -> Page:
        context = browser.new_context(locale="zh-CN", accept_downloads=False)
        context.on("request", lambda request: _note(strangers, request.url, host))
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("dialog", lambda dialog: (strangers.append(dialog.message), dialog.dismiss()))
        page.on("popup", lambda popup: strangers.append(popup.url))
        pages.append(page)
        return page

    yield opened
    for page in pages:
        assert page.evaluate("typeof window.__xss") == "undefined"
        assert urlsplit(page.url).netloc == host
        page.context.close()
    assert strangers == []


def test_hostile_questions_are_shown_and_do_nothing(
    watched: Callable[[], Page], hostile: Served
) -> None:
    page = watched()
    page.goto(hostile.url)
    for payload in PAYLOADS[:: len(PAYLOADS) // 12]:
        turn = ask(page, f"{payload}收到几件？")
        expect(turn.locator(".nb-question")).to_contain_text(" ".join(payload.split()))
    assert page.evaluate(_FOREIGN, "#nb-chat") == []


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), _BATCH))
def test_hostile_links_are_asked_as_they_are_written(
    watched: Callable[[], Page], hostile: Served, first: int
) -> None:
    page = watched()
    asked = PAYLOADS[first : first + _BATCH]
    page.goto(f"{hostile.url}/?{urlencode([('q', one) for one in asked])}")
    answered(page, len(asked) - 1)
    shown = page.locator(".nb-question").all_inner_texts()
    assert [one.removeprefix("问：").split() for one in shown] == [one.split() for one in asked]
    assert page.evaluate(_FOREIGN, "#nb-chat") == []


def test_a_hostile_scope_and_what_gradio_reads_of_an_address_do_nothing(
    watched: Callable[[], Page], hostile: Served
) -> None:
    page = watched()
    for payload in MARKUP[:: len(MARKUP) // 4]:
        names = ("region", "organ", "from", "to", "deep_link", "__theme", "view", "__sign")
        said = urlencode([("q", "办结了多少？"), *((name, payload) for name in names)])
        page.goto(f"{hostile.url}/?{said}#{quote(payload)}")
        answered(page, 0)
        assert page.evaluate(_FOREIGN, "#nb-chat") == []


def test_hostile_organs_are_options_and_chips_and_do_nothing(
    watched: Callable[[], Page], hostile: Served
) -> None:
    page = watched()
    page.goto(hostile.url)
    turn = ask(page, "收到多少件申请？")
    expect(turn.locator(".nb-options button").first).to_be_visible()
    turn.locator(".nb-options button").first.click()
    second = answered(page, 1)
    second.locator(".nb-understood button").first.click()
    expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    ask(page, "2024年各单位收到的申请排名")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    second.get_by_role("button", name="有误").click()
    assert page.evaluate(_FOREIGN, "#nb-chat") == []


@pytest.mark.parametrize("address", ["/library", "/library?view=matrix", "/compare"])
def test_pages_of_hostile_reports_do_nothing(
    watched: Callable[[], Page], hostile: Served, address: str
) -> None:
    page = watched()
    page.goto(f"{hostile.url}{address}")
    assert page.evaluate(_FOREIGN, "body") == []
    if address == "/library":
        for payload in ("<img src=x onerror=window.__xss=1>", '"><script>', ""):
            page.get_by_role("searchbox").fill(payload)
            page.wait_for_function(_SEARCHED, arg=payload)
        page.locator("#results th a").nth(3).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate(_FOREIGN, "body") == []


def test_a_hostile_draft_is_checked_and_does_nothing(
    watched: Callable[[], Page], hostile: Served
) -> None:
    page = watched()
    page.goto(f"{hostile.url}/check")
    text = "\n".join(("某某区2024年政府信息公开工作年度报告", "一、总体情况", *MARKUP))
    draft: FilePayload = {
        "name": '<img src=x onerror="window.__xss=1">.txt',
        "mimeType": "text/plain",
        "buffer": text.encode(),
    }
    page.locator("input[type=file]").set_input_files(draft)
    page.get_by_role("button", name="核对").click()
    expect(page.locator("#found, [role=alert]").first).to_be_visible(timeout=60_000)
    assert page.evaluate(_FOREIGN, "body") == []


@pytest.mark.parametrize("path", PATHS)
def test_no_spelling_of_a_path_reaches_a_file_of_the_machine(hostile: Served, path: str) -> None:
    """Sent as written: a browser, and the client of other tests, would tidy the address first."""
    host = urlsplit(hostile.url).netloc
    for start in ("gradio_api/file=", "gradio_api/file/", "file=", "static/", "assets/", "report/"):
        for spelling in dict.fromkeys((path, path.replace("/", "%2f"), quote(path, safe=""))):
            asked = HTTPConnection(host, timeout=20)
            asked.request("GET", f"/{start}{spelling}")
            answer = asked.getresponse()
            told = answer.read()
            asked.close()
            assert answer.status in (307, 400, 403, 404), f"/{start}{spelling}"
            assert b"root:" not in told
            assert b"[project]" not in told


def _note(strangers: list[str], url: str, host: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob", "about") and parts.netloc != host:
        strangers.append(url)
