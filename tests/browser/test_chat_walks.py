"""The chat walked through as a person would, at a desk and on a phone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chatting import answered, ask, fits, keep_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("width", [1280, 360], ids=["desk", "phone"]),
]

Open = Callable[..., Page]
SECRET = "卧龙区政府办2024年因为涉密没给公开的有几件？"
PINGTAN = "平潭综合实验区管理委员会"


def test_from_a_figure_to_its_report_and_back(open_chat: Open, width: int) -> None:
    page = open_chat(width=width)
    turn = ask(page, SECRET)
    expect(turn.locator(".nb-answer > :first-child")).to_contain_text("1件已核验")
    turn.locator(".nb-original summary").click()
    expect(turn.locator(".nb-lines mark")).to_contain_text("属于国家秘密")
    keep_picture(page, f"walk_source_{width}")
    assert fits(page)
    with page.expect_response("**/report/**") as opened:
        turn.get_by_role("link", name="在报告中查看").click()
    assert opened.value.ok
    assert urlsplit(page.url).fragment == "L69"
    assert parse_qs(urlsplit(page.url).query)["row"] == ["denied.state_secret"]
    page.go_back()
    again = answered(page, 0)
    expect(again.locator(".nb-number")).to_have_text("1")
    expect(again.locator(".nb-question")).to_contain_text(SECRET)


def test_every_chip_can_be_changed_and_asks_anew(open_chat: Open, width: int) -> None:
    page = open_chat(width=width)
    turn = ask(page, SECRET)
    chip = turn.locator("button[data-slot=row]")
    chip.focus()
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog", name="更改事项")
    expect(window.get_by_label("事项")).to_be_focused()
    expect(window.get_by_label("事项")).to_have_value("denied.state_secret")
    keep_picture(page, f"walk_chip_{width}")
    assert fits(page)
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(chip).to_be_focused()
    page.keyboard.press("Enter")
    window.get_by_label("事项").select_option("received_new")
    page.keyboard.press("Enter")
    turn = answered(page, 1)
    expect(turn.locator(".nb-question")).to_contain_text("“本年新收政府信息公开申请数量”")
    expect(turn.locator(".nb-number")).to_have_text("82")
    for number, (slot, value, shown) in enumerate(
        [("column", "natural_person", "自然人"), ("organ", PINGTAN, PINGTAN),
         ("year", "2022", "2022"), ("operation", "rank", "各单位排名")], 2
    ):  # fmt: skip
        turn.locator(f"button[data-slot={slot}]").click()
        page.locator(".nb-picker select").select_option(value)
        page.locator(".nb-picker").get_by_role("button", name="确定").click()
        turn = answered(page, number)
        expect(turn.locator(f"button[data-slot={slot}]")).to_contain_text(shown)
        expect(turn.locator(".nb-fault")).to_have_count(0)
    assert fits(page)


def test_options_suggestions_pictures_and_marks(open_chat: Open, width: int) -> None:
    page = open_chat(width=width)
    ask(page, "收到多少件申请？").locator(".nb-options button").filter(has_text=PINGTAN).click()
    answered(page, 1).locator(".nb-options button").filter(has_text="2024").click()
    turn = answered(page, 2)
    expect(turn.locator(".nb-number")).to_have_text("218")
    expect(turn.locator(".nb-question")).to_be_focused()
    expect(page.locator("#nb-said")).to_contain_text("218件。")
    turn.get_by_role("group", name="接着问").get_by_text("历年怎么变化").click()
    trend = answered(page, 3)
    kind = "narrow" if width < 600 else "wide"
    expect(trend.locator(f".nb-chart-{kind} svg")).to_be_visible()
    keep_picture(page, f"walk_trend_{width}")
    trend.get_by_text("看图上各数及出处").click()
    expect(trend.locator(".nb-chart-table")).to_contain_text("2023")
    with page.expect_download() as saved:
        trend.get_by_role("link", name="下载数据").click()
    assert "218" in Path(saved.value.path()).read_text("utf-8-sig")
    assert fits(page)
    trend.get_by_role("button", name="有误").click()
    trend.get_by_label("哪里不对").fill("折线断开了")
    trend.get_by_role("button", name="记下").click()
    expect(trend.locator(".nb-marks")).to_contain_text("已记在本机")
    expect(trend.get_by_role("button", name="有误")).to_have_attribute("aria-pressed", "true")


def test_a_scope_narrows_the_answers_and_can_be_lifted(open_chat: Open, width: int) -> None:
    page = open_chat(width=width)
    fold = page.locator("#nb-scope-fold")
    if width < 600:
        expect(page.locator("#nb-scope-fields")).to_be_hidden()
        fold.click()
    page.get_by_label("从").select_option("2024")
    page.get_by_role("button", name="机关 全部").click()
    page.locator(".nb-picker select").select_option(PINGTAN)
    page.locator(".nb-picker").get_by_role("button", name="确定").click()
    expect(fold).to_contain_text(f"{PINGTAN}、2024年以后")
    turn = ask(page, "各单位历年新收申请合计多少件？")
    expect(turn.locator(".nb-notes")).to_contain_text(
        f"只在：{PINGTAN}、2024年以后 范围内（2 份报告）"
    )
    keep_picture(page, f"walk_scope_{width}")
    assert fits(page)
    page.reload()
    expect(answered(page, 0).locator(".nb-notes")).to_contain_text(f"只在：{PINGTAN}、2024年以后")
    turn = ask(page, SECRET)
    expect(turn.locator(".nb-text")).to_contain_text("去掉范围就能回答")
    turn.get_by_role("button", name="去掉范围再问一次").click()
    expect(answered(page, 2).locator(".nb-number")).to_have_text("1")
    expect(fold).to_contain_text("全部 16 份报告")


def test_a_link_brings_the_conversation_and_files_take_it_along(
    open_chat: Open, chat_url: str, width: int
) -> None:
    page = open_chat(width=width)
    asked = (SECRET, "办结了多少？")
    page.goto(f"{chat_url}/?" + "&".join(f"q={quote(one)}" for one in asked))
    expect(answered(page, 1).locator(".nb-number")).to_have_text("70")
    link = page.locator(".nb-turn").nth(1).get_by_role("button", name="复制链接")
    assert parse_qs(urlsplit(link.get_attribute("data-link") or "").query)["q"] == list(asked)
    page.get_by_text("本次提问（2）").click()
    keep_picture(page, f"walk_history_{width}")
    page.get_by_role("link", name=SECRET).click()
    expect(page.locator(".nb-turn").first.locator(".nb-question")).to_be_focused()
    for name, kind in (("记录（JSON）", "json"), ("证据包（zip）", "zip")):
        page.get_by_text("导出", exact=True).click()
        with page.expect_download() as saved:
            page.get_by_role("button", name=name).click()
        assert saved.value.suggested_filename.endswith(f".{kind}")
        if kind == "json":
            turns = json.loads(Path(saved.value.path()).read_text("utf-8"))["turns"]
            assert [turn["question"] for turn in turns] == list(asked)
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".nb-turn")).to_have_count(0)
    assert urlsplit(page.url).query == ""
    expect(ask(page, "办结了多少？").locator(".nb-status")).to_have_text("请您选定")
