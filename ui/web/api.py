"""The endpoint for programs: the same answers as the chat's, as the contract's object."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from qa import converse
from ui.web.site import Site
from ui.wish import LONGEST_QUESTION, MOST_QUESTIONS

Question = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]


class Asked(BaseModel):
    """A question, or a conversation whose last turn is the question."""

    turns: Annotated[list[Question], Field(min_length=1, max_length=MOST_QUESTIONS)] = Field(
        description="问题；有上文时依次给出各轮，最后一句是要回答的。",
        examples=[["卧龙区政府办2024年收到多少件申请？", "其中个人的呢"]],
    )
    today: date | None = Field(None, description="“去年”“今年”以这一天为准；不给则为今天。")


def router(site: Site) -> APIRouter:
    """Return the endpoints over this library."""
    routes = APIRouter(prefix="/api", tags=["问答"])

    @routes.get("/ask", summary="问一句")
    def ask_one(
        q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION, description="问题")],
        today: Annotated[date | None, Query(description="“去年”以这一天为准")] = None,
    ) -> dict[str, Any]:
        return _answer(site, [q], today)

    @routes.post("/ask", summary="带上文问")
    def ask_in_context(asked: Asked) -> dict[str, Any]:
        return _answer(site, asked.turns, asked.today)

    @routes.get("/reports", summary="库中有哪些报告")
    def reports() -> list[dict[str, Any]]:
        return [
            {
                "id": card.id,
                "organ": card.organ,
                "region": card.region,
                "year": card.year,
                "scope": card.scope,
                "form": card.form,
                "title": card.title,
                "published": card.published,
                "file": card.file,
                "sha256": card.sha256,
                "figures": card.figures,
            }
            for card in site.library.cards()
        ]

    return routes


def _answer(site: Site, turns: list[str], today: date | None) -> dict[str, Any]:
    return converse(site.library, turns, today=today or date.today())[-1].to_json()
