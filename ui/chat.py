"""The chat in the browser. It only wires: what is shown comes from `ui.render` and `ui.page`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from qa import Answer, Conversation, ask
from ui.evidence import gather
from ui.examples import example_questions, holdings
from ui.faults import describe_unexpected
from ui.page import Turn, conversation_html, fault_html, header_html, pending_html
from ui.render import answer_html

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from index import Library
    from ui.web.site import Site

Asking: TypeAlias = Callable[[str, Conversation], Answer]

LONGEST_QUESTION = 500
_MOST_TURNS = 50
_AT_ONCE = 8
_QUEUE = 100
_PLACEHOLDER = "用一句话提问，例如：某某区政府办2024年收到多少件申请？"
_FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")


@dataclass
class Session:
    """One reader's conversation; it lives in the server's memory until the page is closed."""

    conversation: Conversation = field(default_factory=Conversation)
    turns: list[Turn] = field(default_factory=list)


def mount(app: FastAPI, site: Site) -> None:
    """Put the chat at the site's root: our look, no link out, nothing reported anywhere."""
    _gradio().mount_gradio_app(
        app,
        build(site.library),
        path="/",
        show_error=False,
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        allowed_paths=[],
        favicon_path=None,
        theme=_theme(),
        css=_page_file("page.css"),
        head=(
            '<link rel="stylesheet" href="/static/colours.css">'
            "<script>document.documentElement.lang = 'zh-CN';</script>"
        ),
    )


def build(library: Library, asking: Asking | None = None) -> gr.Blocks:
    """Return the page over this library; `asking` answers, by default `qa.ask`."""
    gradio = _gradio()
    asking = asking or (lambda text, talk: ask(library, text, today=date.today(), history=talk))
    cards = library.cards()
    examples = example_questions(cards)
    page: gr.Blocks
    with gradio.Blocks(title="年报问答", fill_height=True) as page:
        session = gradio.State(None)
        gradio.HTML(header_html(holdings(cards)), elem_id="nb-top")
        log = gradio.HTML(
            conversation_html([], examples), js_on_load=_page_file("page.js"), elem_id="nb-log"
        )
        entry = gradio.Textbox(
            placeholder=_PLACEHOLDER,
            label="问题",
            show_label=False,
            max_length=LONGEST_QUESTION,
            submit_btn="提问",
            autofocus=True,
            elem_id="nb-entry",
        )
        _wire(_Chat(library, asking, examples), session, log, entry)
        gradio.api(_answering(library), api_name="ask")
    page.queue(default_concurrency_limit=_AT_ONCE, max_size=_QUEUE)
    return page


@dataclass(frozen=True)
class _Chat:
    """What every event of the page needs."""

    library: Library
    asking: Asking
    examples: tuple[str, ...]

    def respond(self, question: str, session: Session) -> Iterator[str]:
        """Yield the conversation as the answer grows: the question, the figure, the evidence."""
        question = question.strip()[:LONGEST_QUESTION]
        if not question:
            yield self.drawn(session)
            return
        del session.turns[: max(0, len(session.turns) + 1 - _MOST_TURNS)]
        turn = Turn(question, pending_html())
        session.turns.append(turn)
        yield self.drawn(session)
        try:
            turn.answer = answer = self.asking(question, session.conversation)
            turn.html = answer_html(answer, None)
            yield self.drawn(session)
            turn.html = answer_html(answer, gather(self.library, answer))
        except Exception as error:
            turn.html = fault_html(describe_unexpected(error))
        yield self.drawn(session)

    def keep_mark(self, session: Session, at: int, mark: str) -> None:
        """Keep what the reader thought of an answer, in the library and nowhere else."""
        answer = session.turns[at].answer if 0 <= at < len(session.turns) else None
        if answer is not None and mark in ("有用", "有误"):
            session.turns[at].mark = mark
            said = json.dumps(answer.to_json(), ensure_ascii=False)
            self.library.feedback(answer.question, said, mark)

    def drawn(self, session: Session) -> str:
        return conversation_html(session.turns, self.examples)


def _wire(chat: _Chat, session: Any, log: Any, entry: Any) -> None:
    """Connect the entry and the buttons of the conversation with what they do."""

    def asked(question: str, kept: Session | None) -> Iterator[tuple[str, Session, str]]:
        kept = kept or Session()
        for drawn in chat.respond(question, kept):
            yield drawn, kept, ""

    def chosen(kept: Session | None, event: Any) -> Iterator[tuple[str, Session, str]]:
        yield from asked(str(event.question), kept)

    def marked(kept: Session | None, event: Any) -> tuple[str, Session]:
        kept = kept or Session()
        chat.keep_mark(kept, int(event.turn), str(event.mark))
        return chat.drawn(kept), kept

    # Gradio finds the argument that takes the event by its annotation.
    chosen.__annotations__["event"] = marked.__annotations__["event"] = _gradio().EventData
    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    entry.submit(asked, [entry, session], [log, session, entry], **quiet)
    log.submit(chosen, [session], [log, session, entry], **quiet)
    log.like(marked, [session], [log, session], **quiet)


def _answering(library: Library) -> Callable[[str], dict[str, Any]]:
    """Return the endpoint for programs: one question in, the contract's object out."""

    def answer(question: str) -> dict[str, Any]:
        return ask(library, question[:LONGEST_QUESTION], today=date.today()).to_json()

    answer.__annotations__ = {"question": str, "return": dict}
    return answer


def _gradio() -> Any:
    # Read by Gradio when it is imported: without it the page's start is reported to its makers.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
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
