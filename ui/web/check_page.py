"""The page that checks a draft: its arithmetic, last year's figures, wording it shares."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, HTTPException, Request, UploadFile
from fastapi.responses import Response

from ui.findings import Findings, of_report
from ui.labels import FORM
from ui.reading import read_apart
from ui.web.site import Site
from ui.web.staff import refuse_foreign
from ui.web.uploads import LARGEST, keep_uploads

_AT_ONCE = 2
_WAIT = 20.0  # seconds a draft waits for its turn


def router(site: Site) -> APIRouter:
    """Return the page; a draft is read, compared and forgotten."""
    routes = APIRouter(prefix="/check", include_in_schema=False)
    turns = threading.BoundedSemaphore(_AT_ONCE)

    @routes.get("")
    def choose(request: Request) -> Response:
        return _page(site, request, 200, None, "")

    @routes.post("")
    def check(request: Request, draft: Annotated[UploadFile, File()]) -> Response:
        refuse_foreign(request)
        if not turns.acquire(timeout=_WAIT):
            raise HTTPException(503, "正在核对的人多，请过一会儿再试。")
        try:
            return _checked(site, request, draft)
        finally:
            turns.release()

    return routes


def _checked(site: Site, request: Request, draft: UploadFile) -> Response:
    from ingest import Hints

    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        file = keep_uploads([draft], Path(folder))[0]
        if file.path.suffix.lower() == ".zip":
            raise HTTPException(400, "一次核对一份草稿，不收压缩包。")
        reading = next(read_apart([file], Hints()))
    if reading.report is None:
        fault = reading.error or "读不出来。"
        return _page(site, request, 422, None, fault)
    return _page(site, request, 200, of_report(reading.report, file.shown, site.library), "")


def _page(
    site: Site, request: Request, status: int, findings: Findings | None, fault: str
) -> Response:
    form = FORM.get(findings.form, findings.form) if findings else ""
    largest = LARGEST // 2**20
    shown = {"findings": findings, "fault": fault, "form": form, "largest": largest}
    return site.page(request, "check.html", status, **shown)
