"""Reading the original files of a pack again, as if they had just been brought."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ingest.errors import IngestError

if TYPE_CHECKING:
    from ingest.report import Report
    from ui.pack.checking import Pack
    from ui.pack.layout import PackedReport


def reread_pack(pack: Pack) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (what differs, what could not be read) for all reports of the pack."""
    faults: list[str] = []
    remarks: list[str] = []
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        for report in pack.spans.reports:
            if report.original is None or report.original not in pack.members:
                remarks.append(f"{report.id} 没有原件可读")
                continue
            # The name in the pack is harmless; the one in the library need not be.
            path = Path(folder) / f"original{PurePath(report.original).suffix}"
            path.write_bytes(pack.members[report.original])
            try:
                faults += _differences(pack, report, _read(path))
            except IngestError as error:
                faults.append(f"{report.id} 的原件读不了：{error}")
    return tuple(faults), tuple(remarks)


def _read(path: Path) -> Report:
    from ingest import read_report

    return read_report(path)


def _differences(pack: Pack, packed: PackedReport, report: Report) -> list[str]:
    if report.text != pack.texts[packed.id]:
        return [f"{packed.id} 重读所得的文本与包里的不同"]
    found = []
    for answer in pack.answers:
        for figure in answer.figures:
            if figure.report != packed.id:
                continue
            cell = f"{figure.row}:{figure.column}"
            again = report.figure(cell)
            if again is None or again.value != figure.value or again.state != figure.state:
                found.append(f"{packed.id} {cell}：重读所得与包里的 {figure.value} 不同")
                continue
            place = again.row_place or again.place
            at = (again.place or place).page if place is not None else None
            if at != figure.source.page:
                found.append(
                    f"{packed.id} {cell}：重读时在第 {at} 页，不是第 {figure.source.page} 页"
                )
    return found
