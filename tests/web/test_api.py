"""The endpoint for programs, and what holds for every address of the site."""

from __future__ import annotations

import contextlib
import io
from urllib.request import Request

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from ui.web.api_page import FIELDS

SECRET = "卧龙区政府办2024年因为涉密没给公开的有几件？"


def test_a_question_by_address_gives_the_contracts_object(client: TestClient) -> None:
    answer = client.get("/api/ask", params={"q": SECRET}).json()
    assert (answer["status"], answer["value"], answer["unit"]) == ("answered", 1, "件")
    assert answer["figures"][0]["row"] == "denied.state_secret"


def test_turns_before_the_question_are_its_context(client: TestClient) -> None:
    turns = ["卧龙区政府办2024年新收申请多少件？", "其中自然人的呢"]
    answer = client.post("/api/ask", json={"turns": turns}).json()
    assert answer["figures"][0]["row"] == "received_new"
    assert answer["figures"][0]["column"] == "natural_person"


def test_last_year_is_counted_from_the_day_given(client: TestClient) -> None:
    asked = {"q": "卧龙区政府办去年收到多少件申请", "today": "2025-03-01"}
    assert client.get("/api/ask", params=asked).json()["figures"][0]["year"] == 2024


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"turns": []}, "turns"),
        ({"turns": ["问" * 501]}, "turns"),
        ({"turns": ["卧龙区"], "today": "昨天"}, "today"),
        ({}, "turns"),
    ],
)
def test_a_request_that_is_written_wrongly_is_told_where(
    client: TestClient, body: dict[str, object], named: str
) -> None:
    answer = client.post("/api/ask", json=body)
    assert answer.status_code == 422
    assert named in answer.json()["error"]


def test_the_reports_are_listed_with_their_ids(client: TestClient) -> None:
    reports = client.get("/api/reports").json()
    assert "卧龙区人民政府办公室_2024" in {report["id"] for report in reports}


def test_the_description_of_the_endpoints_names_them(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert set(paths) >= {"/api/ask", "/api/reports"}


@pytest.mark.parametrize("address", ["/", "/api/reports", "/api/nothing", "/static/site.css"])
def test_nobody_may_frame_or_sniff_a_page(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=pyproject.toml",
        "/gradio_api/file=../../etc/passwd",
        "/gradio_api/file=%2e%2e/%2e%2e/etc/passwd",
        "/file=/etc/passwd",
        "/static/../site.py",
        "/static/%2e%2e/site.py",
        "/static/..%2fsite.py",
    ],
)
def test_files_of_the_machine_are_refused(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 403, 404)
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_the_page_for_programmers_names_every_endpoint_and_field(client: TestClient) -> None:
    page = client.get("/api").text
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in page
    answer = client.get("/api/ask", params={"q": SECRET}).json()
    told = {name for names, _ in FIELDS for name in names.split("、")} | {
        "question",
        "seconds",
        "id",
    }
    assert set(answer) <= told


def test_the_example_of_the_page_runs(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page = etree.HTML(client.get("/api").text)
    code = "".join(page.xpath("//pre/code//text()"))

    def urlopen(request: Request) -> io.BytesIO:
        sent = client.post(request.full_url, content=request.data, headers=request.headers)
        return io.BytesIO(sent.content)

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "example", "exec"), {})
    assert printed.getvalue().startswith("answered ")
