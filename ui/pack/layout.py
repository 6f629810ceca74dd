"""What is in a pack, byte for byte: member names, the JSON files, and one way to zip them.

Members are stored, not compressed, in one order, with one date. So the same content gives the same
bytes with any version of Python, every byte of the file can be checked by packing it again, and
there is nothing that could swell when unpacked.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from ui.citation import CitedReport

FORMAT = 1
ANSWER, MARKDOWN, PAGE, SPANS, MANIFEST = (
    "answer.json",
    "answer.md",
    "answer.html",
    "spans.json",
    "manifest.json",
)
LARGEST_PACK = 128 * 2**20
MOST_MEMBERS = 500
_NAME = re.compile(
    r"(?:answer\.(?:json|md|html)|spans\.json|manifest\.json"
    r"|reports/\d{3}/(?:text\.txt|original\.[a-z0-9]{1,8}))"
)
_EPOCH = (1980, 1, 1, 0, 0, 0)


class PackBroken(Exception):
    """The file is no evidence pack, or not as one is written; the message says where."""


@dataclass(frozen=True, slots=True)
class PackedReport(CitedReport):
    """A cited report in a pack; `original` is None where the library had lost the file.

    `text_sha256` is that of the text in UTF-8, which is what the member `text` holds.
    """

    original: str | None
    text: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Span:
    """What stands at `start:end` of a report's text, in characters.

    For a figure, `cell` is its address and `cell_start:cell_end` the printed cell inside the row,
    None where the cell itself is not printed. `answer` counts from 0.
    """

    answer: int
    report: str
    start: int | None
    end: int | None
    quote: str
    cell: str | None = None
    cell_start: int | None = None
    cell_end: int | None = None


@dataclass(frozen=True, slots=True)
class Spans:
    """`spans.json`: the reports of a pack and every place that its answers cite."""

    reports: tuple[PackedReport, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the manifest says of a member."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """`manifest.json`: every member but itself, who wrote them and when.

    `rendering` tells the code apart that words answer.md and answer.html (`ui.pack.rendering`).
    `sha256` is that of this file with an empty one in its place.
    """

    format: int
    version: str
    made_at: str
    rendering: str
    files: tuple[Listed, ...]
    sha256: str = ""

    def to_bytes(self) -> bytes:
        """Return the file, its own hash in it."""
        own = sha256(to_json(asdict(replace(self, sha256=""))))
        return to_json(asdict(replace(self, sha256=own)))


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def to_json(content: Any) -> bytes:
    """Return JSON as packs have it: UTF-8, one space of indent, in the order given."""
    written = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{written}\n".encode()


def zip_members(members: Mapping[str, bytes]) -> bytes:
    """Return the one zip file that holds these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED, strict_timestamps=True) as archive:
        for name in sorted(members, key=lambda one: (one != MANIFEST, one)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # else the system that packs would show
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, members[name])
    return packed.getvalue()


def unzip_members(data: bytes) -> dict[str, bytes]:
    """Return the members of a pack by name, whatever a stranger has made of the file.

    Raises:
        PackBroken: it is no zip file, or not one that `zip_members` writes.
    """
    if len(data) > LARGEST_PACK:
        raise PackBroken(f"文件超过 {LARGEST_PACK // 2**20} MB，不是本程序写的证据包。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data))
            members = {entry.filename: archive.read(entry) for entry in entries}
    except PackBroken:
        raise
    except Exception as error:  # zlib, struct, Unicode, overflow: zipfile raises what it meets
        raise PackBroken("不是 zip 文件，或文件已损坏、不完整。") from error
    if zip_members(members) != data:
        raise PackBroken("压缩包的封装被改动过：目录、时间、属性或多余的字节与原样不符。")
    return members


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse by the directory alone what could hurt, before a byte is read."""
    if len(entries) > MOST_MEMBERS:
        raise PackBroken(f"压缩包里有 {len(entries)} 个文件，超过 {MOST_MEMBERS} 个。")
    seen: set[str] = set()
    for entry in entries:
        shown = entry.filename[:80]
        if entry.filename in seen:
            raise PackBroken(f"压缩包里有两个同名的文件：{shown}")
        seen.add(entry.filename)
        if not _NAME.fullmatch(entry.filename):
            raise PackBroken(f"压缩包里有不该有的文件：{shown}")
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
            raise PackBroken(f"{shown} 被压缩或加密过，不是本程序写的证据包。")
        if entry.file_size != entry.compress_size or entry.file_size > size:
            raise PackBroken(f"{shown} 的大小不实。")
    if sum(entry.file_size for entry in entries) > size:
        raise PackBroken("压缩包里各文件的大小之和超过压缩包本身。")
