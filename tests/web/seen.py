"""A page as its reader sees it, and small sites over reports made for one test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient
from httpx import Response
from lxml import html

from index import Library
from ingest.report import Report
from tests.library_samples import DictVectors, stand_ins
from ui.web.app import pages
from ui.web.site import Site


@contextmanager
def visiting(folder: Path, reports: Sequence[tuple[Report, bytes]]) -> Iterator[TestClient]:
    """Serve the pages, without the chat, over a library of these reports."""
    with Library.create(folder / "library", machinery=stand_ins(DictVectors())) as library:
        for report, original in reports:
            library.add(report, original)
        with TestClient(pages(Site(library)), base_url="http://127.0.0.1") as client:
            yield client


def tree(answer: Response) -> html.HtmlElement:
    """Return the page, which must be there."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return html.document_fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    """Return what an element says, without what is only there for its layout."""
    return " ".join(element.text_content().split())


def all_words(elements: Sequence[html.HtmlElement]) -> list[str]:
    return [words(element) for element in elements]


def unlabelled(page: html.HtmlElement) -> list[str]:
    """The fields that a screen reader could not name."""
    named = set(page.xpath("//label/@for"))
    fields = page.xpath("//input[not(@type='hidden')]|//select")
    return [
        str(field.get("name"))
        for field in fields
        if field.get("id") not in named
        and not field.get("aria-label")
        and not field.xpath("ancestor::label")
    ]
