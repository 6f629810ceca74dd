"""Files that a browser sends: kept in a folder of their own, under names that are only names."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from fastapi import HTTPException, UploadFile

from ui.intake import Candidate

LARGEST = 32 * 2**20  # bytes of one file
MOST_FILES = 200
_LONGEST_NAME = 80  # characters, its suffix among them: 240 bytes in UTF-8 at most


def keep_uploads(files: Sequence[UploadFile], folder: Path) -> list[Candidate]:
    """Write the files that were chosen into the folder and return them as they are to be read.

    Raises:
        HTTPException: 400, there is none or there are too many; 413, one is too large.
    """
    # Nothing chosen arrives as one file without a name.
    chosen = [file for file in files if file.filename]
    if not chosen:
        raise HTTPException(400, "没有选文件。")
    if len(chosen) > MOST_FILES:
        raise HTTPException(400, f"一次最多 {MOST_FILES} 个文件。")
    for file in chosen:
        if (file.size or 0) > LARGEST:
            most = f"一个文件最多 {LARGEST // 2**20} MB。"
            raise HTTPException(413, f"{safe_name(file.filename or '')} 太大了：{most}")
    return [_keep(file, folder / str(at)) for at, file in enumerate(chosen)]


def safe_name(name: str) -> str:
    r"""Return the last part of a file's name without what a path or a shell could trip over.

    >>> safe_name("..\\..\\etc/年报<2024>.pdf")
    '年报_2024_.pdf'
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r'[\x00-\x1f\x7f<>:"|?*]+', "_", last).strip(" .") or "未命名"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 8:
        return plain[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(suffix) - 1]}.{suffix}"


def _keep(file: UploadFile, folder: Path) -> Candidate:
    shown = safe_name(file.filename or "")
    folder.mkdir()
    with (folder / shown).open("wb") as kept:
        shutil.copyfileobj(file.file, kept)
    return Candidate(shown, folder / shown)
