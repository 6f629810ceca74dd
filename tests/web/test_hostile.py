"""Markup and paths in every place where words are expected: shown as they stand, and inert."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from html import escape
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from index import Library
from ingest.report import Check, Report
from tests.hostile_payloads import FORMULAS, MARKUP, PATHS
from tests.library_samples import made_report
from tests.web.chat_visitor import ChatVisitor, events
from tests.web.harm import harm_in, text_of
from ui.web.uploads import safe_name

PAYLOADS = (*MARKUP, *PATHS, *FORMULAS)
_DISPOSITION = re.compile(
    r"attachment; filename=\"[\w.-]*\"; filename\*=UTF-8''[\w.%~-]*", re.ASCII
)


def hostile_report(payload: str, at: int) -> tuple[Report, bytes]:
    """A report that says the payload wherever a report can say something."""
    sentences = (payload, f"全年举办培训班{at}期。{payload}")
    report, data = made_report(
        payload, 2024, region=payload, sentences=sentences, file=f"{payload}.txt"
    )
    check = Check("columns", payload, "FAIL", payload, ("received_new:total",), payload)
    return replace(
        report,
        identity=replace(report.identity, title=payload, published=payload),
        sections=tuple(replace(one, title=payload) for one in report.sections),
        passages=tuple(replace(one, headings=(payload,)) for one in report.passages),
        figures=tuple(replace(one, reasons=(payload,)) for one in report.figures),
        checks=(check,),
        warnings=(payload,),
    ), data


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("hostile") / "library") as library:
        with library.writing():
            for at, payload in enumerate(PAYLOADS):
                library.add(*hostile_report(payload, at))
        yield library


@pytest.fixture(scope="module")
def visitor(
    hostile_library: Library, visiting: Callable[[Library], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    """Somebody at a site whose reports are hostile."""
    with visiting(hostile_library) as client:
        yield client


@pytest.fixture(scope="module")
def chat_events(visitor: TestClient) -> dict[str, int]:
    return events(visitor)


def address_of(report_id: str, part: str = "") -> str:
    # The test client decodes a path twice, a server once.
    return f"/report/{quote(report_id, safe='').replace('%25', '%2525')}{part}"


def test_there_are_more_than_sixty_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) > 60


def test_hostile_names_stay_inside_the_library(hostile_library: Library) -> None:
    folder = hostile_library.path.resolve()
    for card in hostile_library.cards():
        source = hostile_library.source(card.id)
        assert source is not None
        assert source.resolve().is_relative_to(folder)
        assert re.fullmatch(r"[\w.-]+", source.name)


@pytest.mark.parametrize("query", ["", "?view=matrix", "?sort=doubt&page=2", "?q=script"])
def test_the_library_page_shows_hostile_reports_as_text(visitor: TestClient, query: str) -> None:
    assert harm_in(visitor.get(f"/library{query}").text) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_page_of_a_hostile_report_shows_it_as_text(
    visitor: TestClient, hostile_library: Library, payload: str
) -> None:
    card = next(card for card in hostile_library.cards() if card.organ == payload)
    page = visitor.get(address_of(card.id))
    assert page.status_code == 200
    assert harm_in(page.text) == []
    assert " ".join(payload.split()) in text_of(page.text)


def test_what_is_downloaded_is_saved_and_not_shown(
    visitor: TestClient, hostile_library: Library
) -> None:
    for card in hostile_library.cards():
        for part in ("/original", "/text", "/figures.csv"):
            answer = visitor.get(address_of(card.id, part))
            assert answer.status_code == 200
            disposition = answer.headers["content-disposition"]
            assert disposition.startswith("attachment;")
            assert _DISPOSITION.fullmatch(disposition)
            assert "sandbox" in answer.headers["content-security-policy"]


def test_no_cell_of_a_csv_is_a_formula(visitor: TestClient, hostile_library: Library) -> None:
    for card in hostile_library.cards():
        content = visitor.get(address_of(card.id, "/figures.csv")).content.decode("utf-8-sig")
        for row in csv.reader(io.StringIO(content, newline="")):
            assert [cell for cell in row if is_formula(cell)] == []


def is_formula(cell: str) -> bool:
    started = cell.lstrip()[:1] in tuple("=+-@＝＋－＠") and cell.strip() != ""
    return started and not re.fullmatch(r"-?\d+(\.\d+)?", cell)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_an_address_says_is_text(visitor: TestClient, payload: str) -> None:
    said = quote(payload, safe="")
    for address in (
        "/library?q=&region=&organ=&year=&state=&sort=&view=&page=&id=",
        "/library?view=matrix&q=",
        "/report/x?row=&column=",
        "/compare?id=&id=&column=&against=&shares=&changed=&add=",
        "/compare/figures.csv?id=&id=",
        "/check?draft=",
        "/api?q=",
        "/api/ask?q=&today=",
        "/api/choices?slot=&all=&organ=&row=&form=",
        "/api/choices?slot=organ&all=&organ=",
        "/api/reports?organ=",
    ):
        page = visitor.get(re.sub(r"=(?=&|$)", lambda _: f"={said}", address))
        assert page.status_code < 500, address
        kind = page.headers["content-type"].partition(";")[0]
        assert kind in ("text/html", "application/json"), address
        assert kind == "application/json" or harm_in(page.text) == [], address


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_address_nobody_has_is_text(visitor: TestClient, payload: str) -> None:
    said = quote(f"某{payload}", safe="")
    for address in (f"/report/{said}", f"/report/{said}/text", f"/staff/{said}", f"/{said}"):
        page = visitor.get(address, follow_redirects=False)
        assert page.status_code in (307, 404), address
        assert harm_in(page.text or "<p>") == [], address


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_answer_to_a_hostile_question_is_plain_data(visitor: TestClient, payload: str) -> None:
    answer = visitor.get("/api/ask", params={"q": payload})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["question"] == payload


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_chat_draws_a_hostile_question_and_answer_as_text(
    visitor: TestClient, chat_events: dict[str, int], payload: str
) -> None:
    question = f"{payload}2024年收到多少件申请？"
    (turn,) = ChatVisitor(visitor, chat_events).ask(question)
    assert turn["question"] == question.strip()
    assert chat_harm_in(turn["html"]) == []
    assert " ".join(payload.split()) in text_of(turn["html"])
    assert turn["address"].startswith("/?q=")


def test_the_chats_start_holds_hostile_names_as_text(
    visitor: TestClient, chat_events: dict[str, int]
) -> None:
    (told,) = ChatVisitor(visitor, chat_events).told("load", None)
    assert [harm_in(piece or "<p>") for piece in told["start"].values()] == [[], [], []]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_page_could_send_beside_questions_does_nothing(
    visitor: TestClient, chat_events: dict[str, int], payload: str
) -> None:
    reader = ChatVisitor(visitor, chat_events)
    scope = dict.fromkeys(("region", "organ", "from", "to"), payload)
    (turn,) = reader.ask("办结了多少？", **scope)
    assert chat_harm_in(turn["html"]) == []
    for slot in ("organ", "year", payload):
        change = {"turn": "t1", "slot": slot, "value": payload}
        told = reader.trigger("submit", {"asks": [{"id": "t9", "question": ""}], "change": change})
        assert [harm for turn in told["turns"] for harm in chat_harm_in(turn["html"])] == []
    reader.trigger("like", {"turn": "t1", "mark": "有误", "words": payload})
    reader.trigger("like", {"turn": payload, "mark": payload, "words": payload})


@pytest.mark.parametrize("payload", PAYLOADS[::8])
def test_what_is_taken_along_of_a_hostile_conversation_is_inert(
    visitor: TestClient, payload: str
) -> None:
    asked = {"q": [f"{payload}2024年收到多少件申请？", "办结了多少？"]}
    for address in ("/api/pack", "/api/transcript.md", "/api/transcript.json"):
        answer = visitor.get(address, params=asked)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["x-content-type-options"] == "nosniff"
        if address.endswith(".md"):
            assert not re.search(r"(?<!\\)<[a-z/!]|(?<!\\)\]\(", answer.text, re.IGNORECASE)
        if address == "/api/pack":
            with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
                for name in pack.namelist():
                    assert not name.startswith("/")
                    assert not re.search(r'[\\\\:<>"|?*\x00-\x1f]', name)
                    assert ".." not in name.split("/")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_name_of_a_file_is_only_a_name(payload: str) -> None:
    for name in (payload, f"{payload}.txt", f"{payload}/年报.pdf", f"年报{payload}"):
        kept = safe_name(name)
        assert kept not in ("", ".", "..")
        assert not re.search(r'[/\\\\:<>"|?*\x00-\x1f]', kept)


def test_a_hostile_draft_is_shown_as_text(visitor: TestClient) -> None:
    heading, *cells = MARKUP
    rows = "".join(
        f"<tr><td>{escape(cell)}</td><td>{escape(cell)}</td><td>7</td></tr>" for cell in cells
    )
    draft = (
        "<html><head><title>某某区民政局2024年政府信息公开工作年度报告</title></head><body>"
        "<h1>某某区民政局2024年政府信息公开工作年度报告</h1>"
        f"<h2>一、总体情况{escape(heading)}</h2><p>{escape(''.join(MARKUP))}</p>"
        f"<h2>三、收到和处理政府信息公开申请情况</h2><table>{rows}</table></body></html>"
    )
    name = "<img src=x onerror=window.__xss=1>.html"
    page = visitor.post("/check", files={"draft": (name, draft.encode())})
    assert page.status_code == 200
    assert harm_in(page.text) == []
    assert "_img src=x onerror=window.__xss=1_.html" in text_of(page.text)


def chat_harm_in(html: str) -> list[str]:
    """What is harmful in a drawn turn; a picture's numbers are saved from a data address."""
    return [line for line in harm_in(html) if not line.startswith("a href=data:text/csv;")]
