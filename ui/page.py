"""The turns of the conversation as HTML, with everything that can be done with them. Escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from qa.answer import Answer
from ui.asking import Told
from ui.charts import chart_html, chart_of
from ui.chips import Chip, Understanding
from ui.choices import ALL_ORGANS
from ui.evidence import Exhibit
from ui.labels import STATUS
from ui.render import answer_html, chip_html, escape, value_in_words
from ui.rewording import OVER_ORGANS
from ui.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from index import Library

# Stands for the question where a changed chip made none.
_A_CHANGE = "换一项再问"
_MARKS = ("有用", "有误")
# What stands in an address must be sent in one line of a request.
_LONGEST_ADDRESS = 6000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A turn as the page gets it; `said` is what a screen reader is told of the answer."""

    id: str
    question: str
    html: str
    done: bool
    address: str = ""
    said: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the object for the page's script."""
        return {
            "id": self.id,
            "question": self.question,
            "html": self.html,
            "done": self.done,
            "address": self.address,
            "said": self.said,
        }


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn with as much of its answer as there is: first the figure, then what stands behind it.

    `exhibits` is None while they are gathered; `chain` are the questions that lead to the answer.
    """

    id: str
    question: str
    scope: Scope = EVERYTHING
    told: Told | None = None
    understood: Understanding | None = None
    chain: tuple[str, ...] = ()
    exhibits: tuple[Exhibit, ...] | None = None
    picture: str = ""
    following: tuple[str, ...] = ()
    fault: str = ""

    def with_evidence(self, exhibits: tuple[Exhibit, ...], library: Library) -> TurnView:
        """Return the turn with its evidence and, where one suits the answer, its picture."""
        chart = chart_of(self.told.answer, library) if self.told is not None else None
        picture = chart_html(chart) if chart is not None else ""
        return replace(self, exhibits=exhibits, picture=picture)

    def with_next(self, following: tuple[str, ...]) -> TurnView:
        """Return the turn with what may be asked next."""
        return replace(self, following=following)


def turn_drawn(view: TurnView, *, done: bool = False) -> Drawn:
    """Return the turn as HTML; one that failed is done."""
    question = (
        f'<h2 class="nb-question" tabindex="-1"><span class="nb-sr">问：</span>'
        f"{escape(view.question or _A_CHANGE)}</h2>"
    )
    if view.told is None:
        fault = fault_html(view.fault, view.question)
        return Drawn(view.id, view.question, question + fault, True, said=view.fault)
    told = view.told
    chips = _chips_html(view) if view.understood is not None else ()
    html = question + answer_html(told.answer, view.exhibits, chips, view.picture)
    if view.exhibits is not None:
        html += _options_html(told, view.question)
        html += _following_html(view.following) + _tools_html(view)
    address = question_address(view.chain, view.scope)
    return Drawn(view.id, view.question, html, done, address, _said(told.answer))


def question_address(questions: Sequence[str], scope: Scope = EVERYTHING) -> str:
    """Return the address at which the chat asks these questions; of too many the last.

    >>> question_address(["几件？"], Scope(first_year=2023))
    '/?q=%E5%87%A0%E4%BB%B6%EF%BC%9F&from=2023'
    """
    asked = list(questions)
    while True:
        pairs = [*(("q", one) for one in asked), *scope.parameters().items()]
        address = f"/?{urlencode(pairs)}"
        if len(address) <= _LONGEST_ADDRESS or len(asked) == 1:
            return address
        del asked[0]


def fault_html(message: str, question: str = "") -> str:
    """Return an error in place of an answer, with the question to ask again."""
    again = f'<div class="nb-options">{_ask_button(question, "再问一次")}</div>' if question else ""
    return f'<p class="nb-fault" role="alert">{escape(message)}</p>{again}'


def choices_address(chip: Chip, understood: Understanding) -> str:
    """Return the address of what can stand in a chip's place, "" for a chip that stays."""
    slots = understood.slots
    if not chip.slot:
        return ""
    pairs = {"slot": chip.slot}
    over = slots is not None and slots.operation in OVER_ORGANS
    if chip.slot == "organ" and slots is not None:
        pairs["all"] = ALL_ORGANS
    if chip.slot in ("year", "operation"):
        pairs["organ"] = "" if over else understood.organ
    if chip.slot in ("column", "operation") and slots is not None:
        pairs["row"] = slots.row
    if chip.slot in ("row", "column"):
        pairs["form"] = understood.form
    return f"/api/choices?{urlencode({name: value for name, value in pairs.items() if value})}"


def _chips_html(view: TurnView) -> tuple[str, ...]:
    assert view.understood is not None
    understood = view.understood
    chips = understood.chips
    if view.scope != EVERYTHING:
        chips = (*chips, Chip("范围", view.scope.words()))
    return tuple(chip_html(one, view.id, choices_address(one, understood)) for one in chips)


def _options_html(told: Told, question: str) -> str:
    """Return the readings to choose from, or the button that lifts the scope."""
    buttons = "".join(_ask_button(option) for option in told.answer.options)
    if told.outside:
        buttons += _ask_button(question, "去掉范围再问一次", lift=True)
    label = "可选的问法"
    return _group("nb-options", label, buttons) if buttons else ""


def _following_html(questions: Sequence[str]) -> str:
    if not questions:
        return ""
    buttons = "".join(_ask_button(question) for question in questions)
    return _group("nb-next", "接着问", f'<span aria-hidden="true">接着问</span>{buttons}')


def _tools_html(view: TurnView) -> str:
    copied = escape(question_address(view.chain, view.scope))
    marks = "".join(
        f'<button type="button" class="nb-small" data-turn="{escape(view.id)}" data-mark="{mark}"'
        f' aria-pressed="false">{mark}</button>'
        for mark in _MARKS
    )
    marks = f'<span class="nb-marks" role="group" aria-label="评价这个回答">{marks}</span>'
    small = 'type="button" class="nb-small"'
    pack = f'<button {small} data-export="pack" data-of="{escape(view.id)}">证据包</button>'
    return (
        '<div class="nb-tools">'
        f'<button {small} data-link="{copied}">复制链接</button>'
        f"{pack if view.exhibits else ''}{marks}</div>"
    )


def _group(kind: str, label: str, inner: str) -> str:
    return f'<div class="{kind}" role="group" aria-label="{label}">{inner}</div>'


def _ask_button(question: str, label: str = "", *, lift: bool = False) -> str:
    lifting = ' data-lift="1"' if lift else ""
    return (
        f'<button type="button" data-ask="{escape(question)}"{lifting}>'
        f"{escape(label or question)}</button>"
    )


def _said(answer: Answer) -> str:
    """Return what is read out once when the answer is there."""
    figure = value_in_words(answer)
    first = answer.text.strip().splitlines()[:1]
    told = "".join(first)
    if figure is None and answer.status != "answered":
        return f"{STATUS[answer.status]}。{told}"
    return told
