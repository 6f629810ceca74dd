"""The page around the answers as HTML: heading, conversation, buttons. Pure and escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer import Answer
from ui.render import escape

_MARKS = ("有用", "有误")


@dataclass(slots=True)
class Turn:
    """A question and what stands below it now; `mark` is what the reader thought of the answer."""

    question: str
    html: str
    answer: Answer | None = None
    mark: str | None = None


def header_html(holdings: str) -> str:
    """Return the page's heading with what the library holds."""
    return (
        '<header class="nb-head"><h1>年报问答</h1>'
        f"<p>{escape(holdings)} · 每个数字都取自报告原文，可逐行核对</p></header>"
    )


def conversation_html(turns: Sequence[Turn], examples: Sequence[str]) -> str:
    """Return the whole conversation, or, before it starts, questions to start with."""
    inner = "".join(_turn_html(turn, at) for at, turn in enumerate(turns))
    welcome = "" if turns else _welcome_html(examples)
    return f'{welcome}<div role="log" aria-live="polite" aria-label="问答记录">{inner}</div>'


def pending_html() -> str:
    """Return what stands in for an answer while it is sought."""
    return '<p class="nb-pending" role="status">正在查找……</p>'


def fault_html(message: str) -> str:
    """Return an error in place of an answer."""
    return f'<p class="nb-fault" role="alert">{escape(message)}</p>'


def _welcome_html(examples: Sequence[str]) -> str:
    lead = "可以直接提问，也可以从下面选一个；接着追问时不必重复机关和年份。"
    buttons = "".join(_ask_button(example) for example in examples)
    nothing = "先用 nianbao ingest 把报告收进库，再来提问。"
    return (
        f'<section class="nb-welcome"><p>{lead if examples else nothing}</p>'
        f'<div class="nb-examples">{buttons}</div></section>'
    )


def _turn_html(turn: Turn, at: int) -> str:
    question = f'<p class="nb-question"><span class="nb-sr">问：</span>{escape(turn.question)}</p>'
    options = turn.answer.options if turn.answer else ()
    choices = "".join(_ask_button(option) for option in options)
    choosing = f'<div class="nb-options" aria-label="可选的问法">{choices}</div>' if choices else ""
    return f'<div class="nb-turn">{question}{turn.html}{choosing}{_marks_html(turn, at)}</div>'


def _marks_html(turn: Turn, at: int) -> str:
    if turn.answer is None:
        return ""
    buttons = "".join(
        f'<button type="button" data-turn="{at}" data-mark="{mark}"'
        f' aria-pressed="{str(turn.mark == mark).lower()}">{mark}</button>'
        for mark in _MARKS
    )
    thanks = '<span role="status">已记在本机</span>' if turn.mark else ""
    return f'<div class="nb-marks" aria-label="评价这个回答">{buttons}{thanks}</div>'


def _ask_button(question: str) -> str:
    return f'<button type="button" data-ask="{escape(question)}">{escape(question)}</button>'
