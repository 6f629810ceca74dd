"""Writing a pack: the answers, the reports they cite, every span, and the hash of every file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import PurePath
from typing import TYPE_CHECKING

from qa.answer import Answer, CitedFigure
from ui.citation import CitedReport, citations_of, cited_reports
from ui.pack.layout import (
    ANSWER,
    FORMAT,
    MANIFEST,
    SPANS,
    Listed,
    Manifest,
    PackedReport,
    Span,
    Spans,
    sha256,
    to_json,
    zip_members,
)
from ui.pack.rendering import readable, rendering

if TYPE_CHECKING:
    from index import Library, ReportCard
    from ingest.report import Figure


class PackOutdated(Exception):
    """An answer cites what the library no longer holds; the remedy is to ask again."""


def write_pack(
    library: Library,
    answers: Sequence[Answer],
    *,
    at: datetime | None = None,
    version: str | None = None,
) -> bytes:
    """Return a zip file with these answers and all that is needed to check them.

    The same answers at the same time give the same bytes. `at` is now, in local time, and
    `version` the program's where they are not given.

    Raises:
        PackOutdated: a report was replaced or removed since it was cited.
    """
    made_at = (at or datetime.now().astimezone()).replace(microsecond=0)
    program = version or program_version()
    packed = _pack_reports(library, answers)
    spans = Spans(
        tuple(one.report for one in packed.values()),
        tuple(span for at_, answer in enumerate(answers) for span in _spans(at_, answer, packed)),
    )
    contents = {
        "format": FORMAT,
        "version": program,
        "made_at": made_at.isoformat(),
        "answers": [answer.to_json() for answer in answers],
    }
    members = {ANSWER: to_json(contents), SPANS: to_json(asdict(spans))}
    members |= readable(members[ANSWER], spans, made_at, program)
    for one in packed.values():
        members |= one.members
    return zip_members(members | {MANIFEST: _manifest(members, made_at, program)})


def program_version() -> str:
    """Return the name and version of this program, as packs carry it."""
    try:
        return f"nianbao {installed_version('nianbao')}"
    except PackageNotFoundError:
        return "nianbao"


@dataclass(frozen=True, slots=True)
class _Packed:
    """A cited report: what spans.json says of it, its text, its cells, and its two members."""

    report: PackedReport
    text: str
    cells: dict[str, Figure]
    members: dict[str, bytes]


def _pack_reports(library: Library, answers: Sequence[Answer]) -> dict[str, _Packed]:
    cards = {card.id: card for card in library.cards()}
    wanted = dict.fromkeys(one for answer in answers for one in cited_reports(answer))
    packed = {}
    for number, report in enumerate(wanted, 1):
        if report not in cards:
            raise PackOutdated(f"库里已没有报告 {report}，请重新提问后再导出。")
        packed[report] = _pack_report(library, cards[report], f"reports/{number:03d}")
    return packed


def _pack_report(library: Library, card: ReportCard, folder: str) -> _Packed:
    text = library.text(card.id)
    source = library.source(card.id)
    members = {f"{folder}/text.txt": text.encode()}
    original = None
    if source is not None:
        suffix = PurePath(card.file).suffix.lower()[1:]
        plain = suffix.isascii() and suffix.isalnum() and len(suffix) <= 8
        original = f"{folder}/original.{suffix if plain else 'bin'}"
        members[original] = source.read_bytes()
    report = PackedReport(
        **asdict(CitedReport.of(card)),
        original=original,
        text=f"{folder}/text.txt",
        text_sha256=sha256(text.encode()),
    )
    cells = {figure.cell: figure for _, figure in library.figures([card.id])}
    return _Packed(report, text, cells, members)


def _spans(number: int, answer: Answer, packed: dict[str, _Packed]) -> Iterator[Span]:
    for one in citations_of(answer):
        held = packed[one.report]
        source = one.source
        quote = one.quote if isinstance(one, CitedFigure) else one.text
        standing = "" if source.start is None else held.text[source.start : source.end]
        if standing != quote or source.sha256 != held.report.sha256:
            raise PackOutdated(f"报告 {one.report} 在作答之后换过，请重新提问后再导出。")
        cell = f"{one.row}:{one.column}" if isinstance(one, CitedFigure) else None
        place = _printed_at(held, cell) if cell else None
        yield Span(
            answer=number,
            report=one.report,
            start=source.start,
            end=source.end,
            quote=quote,
            cell=cell,
            cell_start=place[0] if place else None,
            cell_end=place[1] if place else None,
        )


def _printed_at(held: _Packed, cell: str) -> tuple[int, int] | None:
    """Return where a cell's characters stand, without the space around them."""
    place = held.cells[cell].place if cell in held.cells else None
    if place is None:
        return None
    standing = place.read(held.text)
    start = place.start + len(standing) - len(standing.lstrip())
    return start, start + len(standing.strip())


def _manifest(members: dict[str, bytes], at: datetime, version: str) -> bytes:
    files = [Listed(name, sha256(data), len(data)) for name, data in sorted(members.items())]
    return Manifest(FORMAT, version, at.isoformat(), rendering(), tuple(files)).to_bytes()
