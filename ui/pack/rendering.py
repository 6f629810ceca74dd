"""The two files of a pack that people read, made from those that machines read.

They can be made again and compared, but only by the code that made them: `rendering` tells.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from ui.pack.document import answers_page
from ui.pack.layout import ANSWER, MARKDOWN, PAGE, Spans, sha256
from ui.pack.typed import parse_json, read_answer
from ui.transcript import transcript_markdown

# All that has a say in how answer.md and answer.html read.
_WORDED_BY = (
    ("ui", "transcript.py"),
    ("ui", "citation.py"),
    ("ui", "labels.py"),
    ("ui", "evidence.py"),
    ("ui", "render.py"),
    ("ui", "table_view.py"),
    ("ui.pack", "document.py"),
    ("ui.pack", "rendering.py"),
    ("ui.pack", "typed.py"),
    ("ingest.forms", "2021.toml"),
    ("ingest.forms", "2019.toml"),
    ("ingest.forms", "annex.toml"),
)


@cache
def rendering() -> str:
    """Return what tells this code from any that words these files otherwise."""
    parts = [files(package).joinpath(name).read_bytes() for package, name in _WORDED_BY]
    return sha256(b"\0".join(part.replace(b"\r\n", b"\n") for part in parts))[:16]


def readable(answers: bytes, spans: Spans, at: datetime, version: str) -> dict[str, bytes]:
    """Return answer.md and answer.html as they follow from answer.json and spans.json."""
    contents: Any = parse_json(answers, ANSWER)
    read = [read_answer(one, ANSWER) for one in contents["answers"]]
    turns = [(answer.question, answer) for answer in read]
    reports = {one.id: one for one in spans.reports}
    markdown = transcript_markdown(turns, reports, at=at, version=version)
    page = answers_page(turns, reports, at=at, version=version)
    return {MARKDOWN: markdown.encode(), PAGE: page.encode()}
