"""The chat as a person uses it, in headless Chromium."""

from __future__ import annotations

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chatting import ask, keep_picture

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "卧龙区政府办2024年因为涉密没给公开的有几件？"


def test_a_question_shows_the_figure_the_marked_cell_and_the_source(open_chat: Open) -> None:
    page = open_chat()
    turn = ask(page, SECRET)
    expect(turn.locator(".nb-figure")).to_contain_text("1件已核验")
    card = turn.locator(".nb-card").first
    expect(card).to_contain_text("第三部分 收到和处理政府信息公开申请情况")
    cell = card.locator("td.nb-cited mark").first
    expect(cell).to_have_text("1")
    row = card.locator("tr.nb-row").first
    expect(row.locator("th")).to_have_text("1.属于国家秘密")
    source = card.locator(".nb-original")
    expect(source.locator("ol")).to_be_hidden()
    source.locator("summary").click()
    expect(source.locator("mark")).to_be_visible()
    expect(source.locator("mark")).to_contain_text("属于国家秘密")
    keep_picture(page, "figure")


def test_the_page_asks_no_other_host_for_anything(open_chat: Open, chat_url: str) -> None:
    page = open_chat()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.locator("#nb-entry textarea").wait_for()
    ask(page, SECRET)
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme in ("http", "https")}
    assert hosts == {urlsplit(chat_url).netloc}


def test_an_option_of_a_question_back_is_a_button_that_answers(open_chat: Open) -> None:
    page = open_chat()
    turn = ask(page, "收到多少件申请？")
    expect(turn.locator(".nb-status")).to_have_text("请您选定")
    keep_picture(page, "options")
    turn.locator(".nb-options button").first.click()
    expect(page.locator(".nb-turn")).to_have_count(2, timeout=20_000)
    expect(page.locator(".nb-turn").nth(1).locator(".nb-marks")).to_be_visible()


def test_an_example_is_answered_at_a_click(open_chat: Open) -> None:
    page = open_chat()
    example = page.locator(".nb-examples button").first
    question = example.inner_text()
    example.click()
    turn = page.locator(".nb-turn").first
    expect(turn.locator(".nb-question")).to_contain_text(question)
    expect(turn.locator(".nb-figure")).to_contain_text("件", timeout=20_000)


def test_a_follow_up_keeps_organ_and_year_and_what_was_opened(open_chat: Open) -> None:
    page = open_chat()
    first = ask(page, SECRET)
    first.locator(".nb-original summary").click()
    second = ask(page, "办结了多少？")
    expect(second.locator(".nb-number")).to_have_text("70")
    expect(first.locator(".nb-original ol")).to_be_visible()


def test_two_readers_do_not_share_a_conversation(open_chat: Open) -> None:
    first, second = open_chat(), open_chat()
    ask(first, SECRET)
    turn = ask(second, "办结了多少？")
    expect(second.locator(".nb-turn")).to_have_count(1)
    expect(turn.locator(".nb-status")).to_have_text("请您选定")


def test_on_a_360_pixel_phone_nothing_overflows_and_the_cell_is_in_sight(open_chat: Open) -> None:
    page = open_chat(width=360, height=780)
    for number, question in enumerate((SECRET, "2024年各单位收到的申请排名", "收到多少件申请？")):
        turn = ask(page, question)
        if question == SECRET:
            expect(turn.locator("td.nb-cited").first).to_be_in_viewport()
        keep_picture(page, f"phone_{number}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        for button in turn.locator("button:visible").all():
            box = button.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360


def test_dark_mode_changes_ink_and_paper(open_chat: Open) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page = open_chat(color_scheme=scheme)
        turn = ask(page, SECRET)
        colours.append(turn.locator(".nb-card").first.evaluate("e => getComputedStyle(e).color"))
        keep_picture(page, scheme)
    assert colours[0] != colours[1]


def test_the_keyboard_reaches_the_source(open_chat: Open) -> None:
    page = open_chat()
    turn = ask(page, SECRET)
    turn.locator(".nb-original summary").focus()
    page.keyboard.press("Enter")
    expect(turn.locator(".nb-original ol")).to_be_visible()


def test_enter_while_a_word_is_composed_sends_nothing(open_chat: Open) -> None:
    page = open_chat()
    entry = page.get_by_label("问题", exact=True)
    entry.fill(SECRET)
    entry.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(page.locator(".nb-turn")).to_have_count(0)
    entry.dispatch_event("keydown", {"key": "Enter"})
    expect(page.locator(".nb-turn")).to_have_count(1)


def test_escape_closes_a_menu_and_gives_the_focus_back(open_chat: Open) -> None:
    page = open_chat()
    ask(page, SECRET)
    menu = page.locator(".nb-exports")
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name="证据包")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="证据包")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_a_mark_is_kept_and_says_so(open_chat: Open) -> None:
    page = open_chat()
    turn = ask(page, SECRET)
    turn.get_by_role("button", name="有用").click()
    expect(turn.locator(".nb-marks")).to_contain_text("已记在本机")
    expect(turn.get_by_role("button", name="有用")).to_have_attribute("aria-pressed", "true")


def test_markup_in_a_question_stays_text(open_chat: Open) -> None:
    page = open_chat()
    for payload in (
        "<img src=x onerror=window.hacked=1>",
        "<script>window.hacked=1</script>",
        "${window.hacked=1}",
        "{{constructor.constructor('window.hacked=1')()}}",
        "`+(window.hacked=1)+`",
        "![x](http://evil.example/x.png)",
    ):
        turn = ask(page, payload)
        expect(turn.locator(".nb-question")).to_contain_text(payload)
        assert page.evaluate("window.hacked") is None
        assert turn.locator("img, script").count() == 0


@pytest.mark.parametrize(
    "path",
    ["file=/etc/passwd", "file=../../../../etc/passwd", "file=pyproject.toml", "file=ui/chat.py"],
)
def test_no_file_of_the_machine_is_served(chat_url: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{chat_url}/gradio_api/{path}", timeout=10)
    refused.value.close()
    assert refused.value.code in (403, 404)


def test_a_taken_port_is_one_line_and_exit_code_1(chat_url: str, serve_command: list[str]) -> None:
    port = chat_url.rpartition(":")[2]
    done = subprocess.run(
        [*serve_command, port], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"端口 {port} 不能用，可能已被占用；换一个：--port\n"


def test_programs_get_the_contracts_object(chat_url: str) -> None:
    request = urllib.request.Request(
        f"{chat_url}/gradio_api/call/ask",
        data=json.dumps({"data": [SECRET]}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as reply:
        event = json.load(reply)["event_id"]
    with urllib.request.urlopen(f"{chat_url}/gradio_api/call/ask/{event}", timeout=20) as reply:
        lines = reply.read().decode().splitlines()
    (answer,) = json.loads(next(line for line in lines if line.startswith("data: "))[6:])
    assert (answer["status"], answer["value"]) == ("answered", 1)
    assert answer["figures"][0]["row"] == "denied.state_secret"
