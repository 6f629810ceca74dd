"""A reader in its child process: it may hang, swell or crash, and the parent goes on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.errors import FileUnreadable
from ingest.guard import Limits, read_in_child
from ingest.readers import read_document

_PDF = "ingest.readers.pdf:pdf_to_document"


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(FileUnreadable, match="已停止"):
        read_in_child("time:sleep", b"", Limits(seconds=0.01))
    assert time.monotonic() - started < 5


def test_a_reader_that_wants_too_much_memory_is_stopped() -> None:
    with pytest.raises(FileUnreadable, match=r"内存过多|中途退出"):
        read_in_child("ingest.readers.text:decode", b"1" * 400_000_000, Limits(memory=300_000_000))


def test_a_reader_that_fails_says_what_to_do() -> None:
    with pytest.raises(FileUnreadable, match=r"读取时出错（TypeError）.*重新下载"):
        read_in_child("time:sleep", b"1", Limits())


def test_a_reader_that_crashes_says_what_to_do() -> None:
    with pytest.raises(FileUnreadable, match=r"中途退出.*重新下载"):
        read_in_child("sys:exit", b"1", Limits())


@pytest.mark.reports
def test_the_child_gives_the_document_the_reader_gives(samples_dir: Path) -> None:
    from ingest.readers.pdf import pdf_to_document

    data = (samples_dir / "C_haizhou_2020" / "libreoffice.pdf").read_bytes()
    assert read_document(data, "a.pdf") == pdf_to_document(data)
