"""The staff's page to add reports: upload, look at what was recognised, confirm, undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ui.labels import FORM, SCOPE
from ui.reading import Reading
from ui.web.batches import Batch, Batches, add_chosen, undo
from ui.web.site import Site
from ui.web.staff import Sessions, require_staff
from ui.web.uploads import LARGEST, MOST_FILES, keep_uploads

if TYPE_CHECKING:
    from index import ReportCard
    from ingest import Hints


@dataclass(frozen=True, slots=True)
class Recognised:
    """What one file was read as, for a person to confirm; `replaces` is what the library has."""

    at: int
    file: str
    error: str | None
    organ: str = ""
    region: str = ""
    year: str = ""
    scope: str = ""
    form: str = ""
    figures: int = 0
    verified: int = 0
    failing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    replaces: str | None = None
    same: bool = False


def router(site: Site, sessions: Sessions, batches: Batches) -> APIRouter:
    """Return the staff's pages for adding."""
    routes = APIRouter(prefix="/staff/add", include_in_schema=False)

    @routes.get("")
    def choose(request: Request) -> Response:
        require_staff(request, sessions)
        limits = {"largest": LARGEST // 2**20, "most": MOST_FILES}
        return site.page(request, "add.html", **limits)

    @routes.post("")
    def upload(request: Request, files: Annotated[list[UploadFile], File()]) -> Response:
        batch = Batch(require_staff(request, sessions))
        try:
            batches.start(batch, keep_uploads(files, batch.place))
        except BaseException:
            batch.folder.cleanup()
            raise
        return RedirectResponse(f"/staff/add/{batch.id}", 303)

    @routes.get("/{number}")
    def look(request: Request, number: str) -> Response:
        batch = batches.find(number, require_staff(request, sessions))
        cards = site.library.cards()
        read = [recognised(at, one, cards) for at, one in enumerate(batch.readings)]
        return site.page(request, "batch.html", batch=batch, read=read)

    @routes.get("/{number}/state")
    def state(request: Request, number: str) -> dict[str, object]:
        batch = batches.find(number, require_staff(request, sessions))
        counts = {"done": batch.files_done, "files": batch.files, "read": len(batch.readings)}
        return {"state": batch.state, "at_work": batch.at_work, **counts}

    @routes.post("/{number}")
    async def confirm(request: Request, number: str) -> Response:
        batch = batches.find(number, require_staff(request, sessions))
        form = await request.form(max_fields=20_000)
        said = {name: value for name, value in form.items() if isinstance(value, str)}
        chosen = _chosen(said, len(batch.readings))
        await run_in_threadpool(add_chosen, site.library, batch, chosen)
        return RedirectResponse(f"/staff/add/{batch.id}", 303)

    @routes.post("/{number}/undo")
    def take_back(request: Request, number: str) -> Response:
        batch = batches.find(number, require_staff(request, sessions))
        undo(site.library, batch)
        return RedirectResponse(f"/staff/add/{batch.id}", 303)

    return routes


def recognised(at: int, reading: Reading, cards: tuple[ReportCard, ...]) -> Recognised:
    """Return what a person is to confirm about one reading."""
    shown, report = reading.candidate.shown, reading.report
    if report is None:
        return Recognised(at, shown, reading.error or "读不出来。")
    who = report.identity
    there = next(
        (
            card
            for card in cards
            if (card.organ, card.region, card.year, card.scope)
            == (who.organ, who.region, who.year, who.scope)
        ),
        None,
    )
    return Recognised(
        at,
        shown,
        None,
        organ=who.organ or "",
        region=who.region or "",
        year=str(who.year or ""),
        scope=SCOPE[who.scope],
        form=FORM.get(report.form, report.form),
        figures=len(report.figures),
        verified=sum(figure.trust == "verified" for figure in report.figures),
        failing=tuple(
            f"{one.label}：{one.formula}" for one in report.checks if one.status == "FAIL"
        ),
        warnings=report.warnings,
        replaces=there.id if there else None,
        same=there is not None and there.sha256 == report.sha256,
    )


def _chosen(said: Mapping[str, str], count: int) -> dict[int, Hints]:
    """Return the files ticked in the form, with organ, region and year as they stand there."""
    from ingest import Hints

    chosen = {}
    for at in range(count):
        if f"add-{at}" in said:
            organ, region, year = (
                said.get(f"{name}-{at}", "").strip()[:80] for name in ("organ", "region", "year")
            )
            known = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
            chosen[at] = Hints(organ or None, region or None, known)
    return chosen
