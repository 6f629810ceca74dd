"""Files of a conversation: a transcript to read, and a pack with the evidence to check offline.

The questions come with the request and are asked again: nothing of any session is kept or read.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path, Query, Response

from index import Library
from qa import Answer, Conversation, ask
from ui.asking import ask_within
from ui.citation import CitedReport, cited_reports
from ui.pack import write_pack
from ui.pack.writing import program_version
from ui.scope import EVERYTHING, Scope
from ui.transcript import transcript_json, transcript_markdown
from ui.web.attachment import attachment
from ui.web.site import Site
from ui.wish import LONGEST_QUESTION, MOST_QUESTIONS

Question = Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)]
Questions = Annotated[
    list[Question], Query(min_length=1, max_length=MOST_QUESTIONS, description="问题，依次各轮")
]
Given = Annotated[list[str], Form(min_length=1, max_length=MOST_QUESTIONS)]
Field = Annotated[str, Form(max_length=100)]
Since = Annotated[str, Form(max_length=100, alias="from")]
Kind = Annotated[Literal["md", "json"], Path(description="md 供阅读，json 供程序")]
_ABOUT_PACK = "重问各轮，把回答连同原文、出处和校验值打成一个 zip；`nianbao verify` 可离线复核。"
_MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
}


def router(site: Site) -> APIRouter:
    """Return the endpoints over this library; by POST too, for conversations of any length."""
    routes = APIRouter(prefix="/api", tags=["问答"])

    @routes.get("/pack", summary="证据包", description=_ABOUT_PACK, response_class=Response)
    def pack(q: Questions) -> Response:
        return _pack(site, q, EVERYTHING)

    @routes.get("/transcript.{kind}", summary="问答记录（重问各轮）", response_class=Response)
    def transcript(kind: Kind, q: Questions) -> Response:
        return _transcript(site, kind, q, EVERYTHING)

    @routes.post("/pack", include_in_schema=False)
    def packed(
        q: Given, region: Field = "", organ: Field = "", since: Since = "", to: Field = ""
    ) -> Response:
        return _pack(site, _cut(q), Scope.of(_scope(region, organ, since, to)))

    @routes.post("/transcript.{kind}", include_in_schema=False)
    def transcribed(
        kind: Kind,
        q: Given,
        region: Field = "",
        organ: Field = "",
        since: Since = "",
        to: Field = "",
    ) -> Response:
        return _transcript(site, kind, _cut(q), Scope.of(_scope(region, organ, since, to)))

    return routes


def _scope(region: str, organ: str, since: str, to: str) -> dict[str, str]:
    return {"region": region, "organ": organ, "from": since, "to": to}


def _cut(questions: list[str]) -> list[str]:
    return [one[:LONGEST_QUESTION] for one in questions]


def _answers(site: Site, questions: list[str], scope: Scope) -> list[Answer]:
    today = date.today()
    talk = Conversation()

    def asking(library: Library, text: str, history: Conversation) -> Answer:
        return ask(library, text, today=today, history=history)

    return [ask_within(site.library, asking, one, talk, scope).answer for one in questions]


def _pack(site: Site, questions: list[str], scope: Scope) -> Response:
    return _file(write_pack(site.library, _answers(site, questions, scope)), "证据包", "zip")


def _transcript(site: Site, kind: str, questions: list[str], scope: Scope) -> Response:
    answers = _answers(site, questions, scope)
    wanted = {one for answer in answers for one in cited_reports(answer)}
    reports = {card.id: CitedReport.of(card) for card in site.library.cards() if card.id in wanted}
    written = transcript_markdown if kind == "md" else transcript_json
    turns = list(zip(questions, answers, strict=True))
    text = written(turns, reports, at=datetime.now(UTC), version=program_version())
    return _file(text.encode(), "问答记录", kind)


def _file(content: bytes, name: str, kind: str) -> Response:
    """Return a file to save, named in Chinese with its day."""
    named = f"年报{name}-{date.today():%Y%m%d}.{kind}"
    return attachment(content, named, _MEDIA[kind], f"nianbao.{kind}")
