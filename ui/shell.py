"""What stands around the conversation as HTML: heading, welcome, scope, entry. Escaped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.examples import example_questions, holdings
from ui.render import escape
from ui.scope import scope_choices
from ui.wish import LONGEST_QUESTION

if TYPE_CHECKING:
    from index import ReportCard

_PLACEHOLDER = "用一句话提问，例如：某某区政府办2024年收到多少件申请？"
_LEAD = "可以直接提问，也可以从下面选一个；接着追问时不必重复机关和年份。"
_NOTHING = "库里还没有报告：先用 nianbao ingest 把报告收进来，再来提问。"
_EXPORTS = (("md", "记录（Markdown）"), ("json", "记录（JSON）"), ("pack", "证据包（zip）"))


def shell_html(navigation: Sequence[tuple[str, str]]) -> str:
    """Return the page without anything of the library; the script fills it.

    It is a template of Gradio's: neither `${` nor `{{` may stand in it.
    """
    exports = "".join(
        f'<button type="button" data-export="{kind}">{name}</button>' for kind, name in _EXPORTS
    )
    return (
        f'<div class="nb-chat">{bar_html(navigation)}'
        '<div class="nb-top"><p id="nb-holdings"></p><div class="nb-session" hidden>'
        '<details class="nb-history"><summary>本次提问（<span id="nb-count">0</span>）</summary>'
        '<ol></ol></details><details class="nb-exports"><summary>导出</summary>'
        f'<div role="group" aria-label="导出整段问答">{exports}</div></details>'
        '<button type="button" class="nb-small" id="nb-new">新对话</button></div></div>'
        '<section id="nb-log" aria-label="问答记录"><div id="nb-welcome"></div>'
        '<div id="nb-turns"></div></section>'
        '<p class="nb-sr" role="status" id="nb-said"></p>'
        f'<div class="nb-foot"><div id="nb-scope"></div>{_entry_html()}</div></div>'
    )


def bar_html(navigation: Sequence[tuple[str, str]], here: str = "/") -> str:
    """Return the heading that all pages of the site share, as `templates/base.html` writes it."""
    links = "".join(
        f'<a href="{escape(address)}"{_current(address == here)}>{escape(name)}</a>'
        for address, name in navigation
    )
    return (
        '<a class="nb-skip" href="#nb-question">跳到提问</a>'
        f'<header class="nb-bar"><h1><a class="nb-brand" href="/">年报问答</a></h1>'
        f'<nav aria-label="页面">{links}</nav></header>'
    )


def holdings_html(cards: Sequence[ReportCard]) -> str:
    """Say what the library holds."""
    return f"{escape(holdings(cards))} · 每个数字都取自报告原文，可逐行核对"


def welcome_html(cards: Sequence[ReportCard]) -> str:
    """Return questions to start with."""
    examples = example_questions(cards)
    buttons = "".join(
        f'<button type="button" data-ask="{escape(one)}">{escape(one)}</button>' for one in examples
    )
    return (
        f'<div class="nb-welcome"><p>{_LEAD if examples else _NOTHING}</p>'
        f'<div class="nb-examples">{buttons}</div></div>'
    )


def scope_html(cards: Sequence[ReportCard]) -> str:
    """Return the filter of reports; a library of one report needs none."""
    choices = scope_choices(cards)
    if len(cards) < 2:
        return ""
    regions = _select("region", "地区", [("", "全部")] + [(one, one) for one in choices.regions])
    years = [(str(year), f"{year}年") for year in choices.years]
    organ = (
        '<span class="nb-field"><span id="nb-scope-organ">机关</span><button type="button"'
        ' data-scope="organ" data-value="" data-name="机关" data-choices="/api/choices?slot=organ'
        '&amp;all=%E5%85%A8%E9%83%A8" aria-haspopup="dialog" aria-expanded="false"'
        ' id="nb-scope-value" aria-labelledby="nb-scope-organ nb-scope-value">全部</button></span>'
    )
    fields = (
        (regions if len(choices.regions) > 1 else "")
        + organ
        + _select("from", "从", [("", "最早"), *years])
        + _select("to", "到", [("", "最新"), *years])
    )
    everything = f"全部 {len(cards)} 份报告"
    return (
        '<button type="button" class="nb-fold" id="nb-scope-fold" aria-expanded="true"'
        ' aria-controls="nb-scope-fields">只在：'
        f'<span id="nb-scope-words" data-all="{everything}">{everything}</span></button>'
        '<div class="nb-fields" id="nb-scope-fields" role="group" aria-label="只在这些报告里找">'
        f'{fields}<button type="button" class="nb-small" data-lift-scope="1" hidden>不限</button>'
        "</div>"
    )


def _select(name: str, label: str, choices: Sequence[tuple[str, str]]) -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in choices
    )
    return (
        f'<label class="nb-field"><span>{label}</span>'
        f'<select data-scope="{name}">{options}</select></label>'
    )


def _entry_html() -> str:
    return (
        '<form id="nb-entry"><label class="nb-sr" for="nb-question">问题</label>'
        f'<textarea id="nb-question" rows="1" maxlength="{LONGEST_QUESTION}" required'
        f' placeholder="{_PLACEHOLDER}" autocomplete="off" enterkeyhint="send"></textarea>'
        '<button type="submit">提问</button></form>'
    )


def _current(here: bool) -> str:
    return ' aria-current="page"' if here else ""
