"""Which files a person means by a path: a file, what a folder holds, what a zip holds."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# What a folder or zip is searched for; a file named outright is always tried.
READABLE = frozenset(
    {".txt", ".text", ".html", ".htm", ".shtml", ".mht", ".mhtml", ".pdf", ".doc", ".docx"}
    | {".wps", ".rtf", ".md", ".csv", ".tsv", ".xls", ".xlsx"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}
)
# Files that lie beside reports and are none.
_SIDECARS = frozenset({"readme", "license", "changelog", "manifest", "contributing", "notice"})
_MOST_MEMBERS = 20_000
_MOST_BYTES = 256 * 1024 * 1024


class IntakeFault(Exception):
    """A path or zip member cannot even be opened; one line of Chinese."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read as a report; `member` is its raw name inside the zip at `path`.

    `shown` is the name a person recognises; `fault` says why it cannot be read at all.
    """

    shown: str
    path: Path
    member: str | None = None
    fault: str | None = None


def candidates(paths: Iterable[Path]) -> list[Candidate]:
    """Return every file behind the paths, in a stable order, each once."""
    found: dict[tuple[Path, str | None], Candidate] = {}
    for path in paths:
        for candidate in _behind(path):
            found.setdefault((candidate.path, candidate.member), candidate)
    return list(found.values())


@contextmanager
def on_disk(candidate: Candidate) -> Iterator[Path]:
    """Yield a path at which the candidate can be read under its own name.

    Raises:
        IntakeFault: it is no readable file; the message says why.
    """
    if candidate.fault:
        raise IntakeFault(candidate.fault)
    if candidate.member is None:
        yield candidate.path
        return
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        path = Path(folder) / PurePosixPath(candidate.shown).name
        path.write_bytes(_member_bytes(candidate.path, candidate.member))
        yield path


def _behind(path: Path) -> Iterator[Candidate]:
    if path.is_dir():
        yield from _in_folder(path)
    elif not path.exists():
        yield Candidate(str(path), path, fault="找不到这个文件或文件夹")
    elif path.suffix.lower() == ".zip":
        yield from _in_zip(path)
    else:
        yield Candidate(str(path), path)


def _in_folder(folder: Path) -> Iterator[Candidate]:
    empty = True
    for place, folders, names in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not _is_aside(name))
        for name in sorted(names):
            path = Path(place) / name
            if _is_report_name(name) or (path.suffix.lower() == ".zip" and not _is_aside(name)):
                empty = False
                yield from _behind(path)
    if empty:
        yield Candidate(str(folder), folder, fault="文件夹里没有可以读的报告文件")


def _in_zip(path: Path) -> Iterator[Candidate]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        fault = "没有读取权限" if isinstance(error, PermissionError) else "不是完好的 zip 压缩包"
        yield Candidate(str(path), path, fault=fault)
        return
    if len(members) > _MOST_MEMBERS:
        yield Candidate(str(path), path, fault=f"压缩包里的文件超过 {_MOST_MEMBERS} 个，请分开")
        return
    reports = [member for member in members if _is_report_member(member)]
    for member in sorted(reports, key=_member_name):
        shown = f"{path}/{_member_name(member)}"
        yield Candidate(shown, path, member.filename, _member_fault(member))
    if not reports:
        yield Candidate(str(path), path, fault="压缩包里没有可以读的报告文件")


def _is_report_member(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(_member_name(member)).parts
    inside = not member.is_dir() and bool(parts) and not any(_is_aside(part) for part in parts[:-1])
    return inside and _is_report_name(parts[-1])


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


def _member_name(member: zipfile.ZipInfo) -> str:
    """Return the member's name; Windows packs Chinese names as GBK without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _member_fault(member: zipfile.ZipInfo) -> str | None:
    if member.flag_bits & 1:
        return "压缩包已加密，请先解压"
    if member.file_size > _MOST_BYTES:
        return f"超过 {_MOST_BYTES // 1024 // 1024} MB"
    return None


def _member_bytes(archive_path: Path, member: str) -> bytes:
    try:
        with zipfile.ZipFile(archive_path) as archive, archive.open(member) as stream:
            content = stream.read(_MOST_BYTES + 1)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise IntakeFault("压缩包里的这个文件已损坏") from error
    if len(content) > _MOST_BYTES:
        raise IntakeFault(f"超过 {_MOST_BYTES // 1024 // 1024} MB")
    return content
