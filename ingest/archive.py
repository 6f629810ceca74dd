"""Zip archives: their members, within limits, whatever their directory claims."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import FileUnreadable

LARGEST_TOTAL = 200 * 2**20
LARGEST_RATIO = 200
MOST_MEMBERS = 2000
_SMALL = 1 * 2**20  # below this no ratio is dangerous: a page of blanks compresses a thousandfold
_BOMB = "压缩包解开后过大（超过 {} MB 或压缩比超过 {}），可能是压缩炸弹，没有读取。"
_DAMAGED = "压缩包已损坏或不完整，无法解开；请重新下载或重新打包。"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; `name` is its path inside, without tricks ("..", a drive)."""

    name: str
    data: bytes


def expand_archive(path: Path) -> tuple[Member, ...]:
    """Return the files in a zip, without folders and what macOS adds; nothing is written to disk.

    Raises:
        FileUnreadable: damaged, encrypted, empty, or unpacks to more than the limits.
        OSError: the file cannot be opened.
    """
    return _expand(path)


def expand_bytes(data: bytes) -> tuple[Member, ...]:
    """Do as `expand_archive` for an archive in memory."""
    return _expand(io.BytesIO(data))


def _expand(source: Path | io.BytesIO) -> tuple[Member, ...]:
    try:
        with zipfile.ZipFile(source) as archive:
            check_archive(archive)
            members = tuple(
                Member(_safe_name(entry), read_member(archive, entry))
                for entry in archive.infolist()
                if _is_wanted(entry)
            )
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise FileUnreadable(_DAMAGED) from error
    if not members:
        raise FileUnreadable("压缩包里没有文件。")
    return members


def check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse an archive by what its directory declares, before anything is unpacked.

    Raises:
        FileUnreadable: encrypted, too many members, or too much when unpacked.
    """
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileUnreadable("压缩包有密码，无法读取；请去掉密码后再试。")
    if len(entries) > MOST_MEMBERS:
        raise FileUnreadable(f"压缩包里有 {len(entries)} 个文件，超过 {MOST_MEMBERS} 个。")
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > LARGEST_TOTAL or (total > _SMALL and total > LARGEST_RATIO * max(packed, 1)):
        raise FileUnreadable(_BOMB.format(LARGEST_TOTAL // 2**20, LARGEST_RATIO))


def read_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one member, never more than it declared.

    Raises:
        FileUnreadable: the declared size was a lie, or the data are damaged.
    """
    try:
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except Exception as error:  # zlib.error, RuntimeError (password), BadZipFile, ...
        raise FileUnreadable(_DAMAGED) from error
    if len(data) > entry.file_size:
        raise FileUnreadable(_BOMB.format(LARGEST_TOTAL // 2**20, LARGEST_RATIO))
    return data


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(_decoded_name(entry)).parts
    hidden = any(part.startswith(("__MACOSX", ".", "~$")) and part != ".." for part in parts)
    return not entry.is_dir() and not hidden and parts[-1:] != ("Thumbs.db",)


def _safe_name(entry: zipfile.ZipInfo) -> str:
    parts = PurePosixPath(_decoded_name(entry).replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", "..") and ":" not in part)


def _decoded_name(entry: zipfile.ZipInfo) -> str:
    """Return the member's name; Windows writes Chinese names in GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
