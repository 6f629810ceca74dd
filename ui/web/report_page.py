"""A report's page, and what can be downloaded of it: the original, the stored text, the figures."""

from __future__ import annotations

from pathlib import PurePosixPath

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from index.cards import ReportCard
from ui.evidence import title_of
from ui.spreadsheet import csv_bytes
from ui.web.attachment import attachment
from ui.web.report_view import CSV_HEADER, csv_rows, find_card, report_view
from ui.web.site import Site
from ui.web.wording import SCOPE_MEANING, balance, form_notice, missing

_MISSING = "库中没有这份报告，它可能已被移走或换了编号。可以到报告库里找。"


def router(site: Site) -> APIRouter:
    """Return the pages and files of the reports."""
    routes = APIRouter(prefix="/report", include_in_schema=False)

    # An organ's name may hold a slash, so that the id is all that stands before the last part.
    @routes.get("/{report_id:path}/original")
    def original(report_id: str) -> Response:
        card = _card(site, report_id)
        path = site.library.source(card.id)
        if path is None:
            raise HTTPException(404, "这份报告的原件不在库里了。")
        return attachment(path.read_bytes(), _file_name(card, path.suffix))

    @routes.get("/{report_id:path}/text")
    def text(report_id: str) -> Response:
        card = _card(site, report_id)
        content = site.library.text(card.id).encode("utf-8", "replace")
        return attachment(content, f"{card.id}.txt", "text/plain; charset=utf-8")

    @routes.get("/{report_id:path}/figures.csv")
    def figures(report_id: str) -> Response:
        card = _card(site, report_id)
        content = csv_bytes(CSV_HEADER, csv_rows(site.library, card))
        return attachment(content, f"{card.id}.csv", "text/csv; charset=utf-8")

    @routes.get("/{report_id:path}")
    def page(request: Request, report_id: str, row: str = "", column: str = "") -> HTMLResponse:
        card = _card(site, report_id)
        view = report_view(site.library, card, row, column)
        return site.page(
            request,
            "report.html",
            view=view,
            card=card,
            title=title_of(card),
            notice=form_notice(card.form),
            scope_meaning=SCOPE_MEANING[card.scope],
            balance=balance(view.standing),
            missing=missing(card, view.standing),
        )

    return routes


def _card(site: Site, report_id: str) -> ReportCard:
    card = find_card(site.library, report_id)
    if card is None:
        raise HTTPException(404, _MISSING)
    return card


def _file_name(card: ReportCard, suffix: str) -> str:
    name = PurePosixPath(card.file.replace("\\", "/")).name
    return name if name.lower().endswith(suffix) else f"{name}{suffix}"
