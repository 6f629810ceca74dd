"""The chat in the browser. It only wires: what is shown comes from `ui.page` and `ui.shell`."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from qa import Answer, Conversation, ask
from ui.asking import Asking
from ui.charts import CHART_CSS
from ui.door import Door, DoorFull
from ui.page import Drawn, TurnView, turn_drawn
from ui.session import Chat, Session, Turn
from ui.shell import holdings_html, scope_html, shell_html, welcome_html
from ui.wish import LONGEST_QUESTION, Wish, read_mark, read_wish

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from index import Library
    from ui.web.site import Site

_AT_ONCE = 8
_WAITING = 24
_GRADIO_QUEUE = 400  # beyond the door; the door refuses at once, so this is hardly ever reached
_SESSIONS = 1000
_SESSION_SECONDS = 4 * 3600
_NAVIGATION = (("/", "问答"),)
_FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")


def mount(app: FastAPI, site: Site) -> None:
    """Put the chat at the site's root: our look, no link out, nothing reported anywhere."""
    _gradio().mount_gradio_app(
        app,
        build(site.library, navigation=site.navigation()),
        path="/",
        show_error=False,
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        allowed_paths=[],
        favicon_path=None,
        theme=_theme(),
        # Not as `css`: Gradio rewrites that and loses container queries and :is().
        head=(
            '<link rel="stylesheet" href="/static/colours.css">'
            f"<style>{_page_file('page.css')}{CHART_CSS}</style>"
            "<script>document.documentElement.lang = 'zh-CN';</script>"
        ),
    )


def build(
    library: Library,
    asking: Asking | None = None,
    navigation: Sequence[tuple[str, str]] = _NAVIGATION,
    door: Door | None = None,
) -> gr.Blocks:
    """Return the page over this library; `asking` answers, by default `qa.ask`."""
    gradio = _gradio()
    page: gr.Blocks
    with gradio.Blocks(title="年报问答", fill_height=True) as page:
        session = gradio.State(None, time_to_live=_SESSION_SECONDS)
        shown = gradio.HTML(
            _start(library),
            html_template=shell_html(navigation),
            js_on_load=_page_file("picker.js") + _page_file("page.js"),
            apply_default_css=False,
            elem_id="nb-chat",
        )
        chat = Chat(library, asking or _asking)
        _wire(chat, door or Door(_AT_ONCE, _WAITING), session, shown)
        page.load(lambda: _start(library), None, shown, show_progress="hidden")
        gradio.api(_answering(library), api_name="ask")
    page.state_session_capacity = _SESSIONS
    page.queue(default_concurrency_limit=_AT_ONCE, max_size=_GRADIO_QUEUE)
    return page


def _wire(chat: Chat, door: Door, session: Any, shown: Any) -> None:
    """Connect what the page's script triggers with what it does."""

    async def asked(kept: Session | None, event: Any) -> AsyncIterator[tuple[str, Session]]:
        kept = kept or Session()
        wish = read_wish(event._data)
        try:
            async with door.entered():
                async for drawn in _answers(chat, kept, wish):
                    yield _message(drawn), kept
        except DoorFull as full:
            turned_away = (TurnView(one, text, fault=str(full)) for one, text in wish.asks)
            yield _message(map(turn_drawn, turned_away)), kept

    def marked(kept: Session | None, event: Any) -> str:
        mark = read_mark(event._data)
        stored = mark is not None and kept is not None and chat.keep_mark(kept, mark)
        told = {"turn": mark.turn, "mark": mark.mark, "kept": stored} if mark is not None else {}
        return json.dumps({"marked": told})

    # Gradio finds the argument that takes the event by its annotation.
    asked.__annotations__["event"] = marked.__annotations__["event"] = _gradio().EventData
    quiet = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "multiple"}
    shown.submit(asked, [session], [shown, session], concurrency_limit=None, **quiet)
    shown.like(marked, [session], [shown], **quiet)
    shown.clear(lambda: (None, json.dumps({})), None, [session, shown], **quiet)


async def _answers(chat: Chat, session: Session, wish: Wish) -> AsyncIterator[list[Drawn]]:
    """Yield all turns of a wish as they stand, each time one of them grows."""
    done: list[Drawn] = []
    for turn_id, question in wish.asks:
        turn = Turn(turn_id, question, wish.scope)
        if wish.change is not None:
            made = chat.change(session, turn_id, wish.change, wish.scope)
            if made is None:
                yield [chat.not_a_question(session, turn_id, wish.change)]
                return
            turn = made
        growing = chat.answer(session, turn)
        drawn = None
        while (newer := await run_in_threadpool(next, growing, None)) is not None:
            drawn = newer
            yield [*done, drawn]
        done += [drawn] if drawn is not None else []


def _asking(library: Library, text: str, talk: Conversation) -> Answer:
    return ask(library, text, today=date.today(), history=talk)


def _message(drawn: Iterable[Drawn]) -> str:
    return _told({"turns": [one.to_json() for one in drawn]})


def _start(library: Library) -> str:
    """Return what the page starts with, fresh from the library."""
    cards = library.cards()
    start = {
        "holdings": holdings_html(cards),
        "welcome": welcome_html(cards),
        "scope": scope_html(cards),
    }
    return _told({"start": start})


def _told(message: object) -> str:
    """Return what the page's script reads; for Gradio, which takes it for HTML, it holds no tag."""
    return json.dumps(message, ensure_ascii=False).replace("<", "\\u003c")


def _answering(library: Library) -> Callable[[str], dict[str, Any]]:
    """Return the endpoint for programs: one question in, the contract's object out."""

    def answer(question: str) -> dict[str, Any]:
        return ask(library, question[:LONGEST_QUESTION], today=date.today()).to_json()

    answer.__annotations__ = {"question": str, "return": dict}
    return answer


def _gradio() -> Any:
    # Read by Gradio when it is imported: without it the page's start is reported to its makers.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # Else it sums up its latest ten thousand events, in pandas, after each of them.
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**12)
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
    import gradio

    return gradio


def _page_file(name: str) -> str:
    return files("ui").joinpath(name).read_text(encoding="utf-8")


def _theme() -> Any:
    gradio = _gradio()
    return gradio.themes.Base(
        primary_hue=gradio.themes.colors.teal,
        neutral_hue=gradio.themes.colors.slate,
        font=_FONTS,
        font_mono=("ui-monospace", "Menlo", "Consolas", "Noto Sans Mono CJK SC", "monospace"),
    )
