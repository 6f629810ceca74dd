"""Which files a person means by a path: a file, what a folder holds, what a zip holds."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import FileUnreadable

# What a folder or zip is searched for; a file named outright is always tried.
READABLE = frozenset(
    {".txt", ".text", ".html", ".htm", ".shtml", ".mht", ".mhtml", ".pdf", ".doc", ".docx"}
    | {".wps", ".rtf", ".md", ".csv", ".tsv", ".xls", ".xlsx"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}
)
# Files that lie beside reports and are none.
_SIDECARS = frozenset({"readme", "license", "changelog", "manifest", "contributing", "notice"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read as a report; `data` are its bytes if it came out of a zip.

    `shown` is the name a person recognises; `fault` says why it cannot be read at all.
    """

    shown: str
    path: Path
    data: bytes | None = None
    fault: str | None = None


def candidates(paths: Iterable[Path]) -> list[Candidate]:
    """Return every file behind the paths, in a stable order, each once; a zip stays one file."""
    found = [candidate for path in paths for candidate in _behind(path)]
    return list({candidate.path: candidate for candidate in found}.values())


def unpacked(candidate: Candidate) -> list[Candidate]:
    """Return the reports inside a zip, or the candidate itself if it is none."""
    if candidate.fault or candidate.path.suffix.lower() != ".zip":
        return [candidate]
    from ingest.archive import expand_archive

    try:
        members = expand_archive(candidate.path)
    except FileUnreadable as error:
        return [Candidate(candidate.shown, candidate.path, fault=str(error))]
    except PermissionError:
        return [Candidate(candidate.shown, candidate.path, fault="没有读取权限。")]
    reports = [
        Candidate(f"{candidate.shown}/{member.name}", candidate.path, member.data)
        for member in sorted(members, key=lambda member: member.name)
        if _is_report_name(PurePosixPath(member.name).name)
    ]
    nothing = Candidate(candidate.shown, candidate.path, fault="压缩包里没有可以读的报告文件。")
    return reports or [nothing]


@contextmanager
def on_disk(candidate: Candidate) -> Iterator[Path]:
    """Yield a path at which the candidate can be read under its own name.

    Raises:
        FileUnreadable: it is known to be unreadable; the message says why.
    """
    if candidate.fault:
        raise FileUnreadable(candidate.fault)
    if candidate.data is None:
        yield candidate.path
        return
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        path = Path(folder) / PurePosixPath(candidate.shown).name
        path.write_bytes(candidate.data)
        yield path


def _behind(path: Path) -> Iterator[Candidate]:
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield Candidate(str(path), path)
    else:
        yield Candidate(str(path), path, fault="找不到这个文件或文件夹。")


def _in_folder(folder: Path) -> Iterator[Candidate]:
    empty = True
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_aside(name))
        for name in sorted(names):
            if _is_report_name(name) or (name.lower().endswith(".zip") and not _is_aside(name)):
                empty = False
                yield from _behind(Path(place) / name)
    if empty:
        yield Candidate(str(folder), folder, fault="文件夹里没有可以读的报告文件。")


def _is_report_name(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        not _is_aside(name)
        and path.suffix.lower() in READABLE
        and path.stem.lower().split(".")[0] not in _SIDECARS
    )


def _is_aside(name: str) -> bool:
    # Hidden files, editors' lock files (~$报告.docx) and macOS's shadow folder.
    return name.startswith((".", "~$")) or name == "__MACOSX"
