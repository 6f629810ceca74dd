"""The lists behind the chips, and the files of a conversation, over HTTP."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from ui.pack import verify_pack

SECRET = "卧龙区政府办2024年因为涉密没给公开的有几件？"
PINGTAN = "平潭综合实验区管理委员会"


def values(client: TestClient, **asked: str) -> list[str]:
    answer: dict[str, Any] = client.get("/api/choices", params=asked).json()
    return [one["value"] for group in answer["groups"] for one in group["choices"]]


def test_organs_are_found_by_a_part_of_their_name(client: TestClient) -> None:
    assert values(client, slot="organ", q="财政") == ["平潭综合实验区财政金融局"]
    assert values(client, slot="organ", all="各单位")[0] == ""
    assert values(client, slot="organ", q="没有这个") == []


def test_years_are_those_of_the_organ(client: TestClient) -> None:
    assert values(client, slot="year", organ=PINGTAN)[:2] == ["2025", "2024"]
    assert values(client, slot="year", organ="卧龙区人民政府办公室") == ["2024"]


def test_columns_are_those_of_the_row(client: TestClient) -> None:
    assert values(client, slot="column", row="fees", form="2021") == ["amount"]
    assert "natural_person" in values(client, slot="column", row="granted", form="2021")
    assert values(client, slot="column", row="<script>") == []


@pytest.mark.parametrize("asked", [{"slot": "nothing"}, {}, {"slot": "organ", "q": "长" * 101}])
def test_a_list_that_is_not_there_is_refused(client: TestClient, asked: dict[str, str]) -> None:
    assert client.get("/api/choices", params=asked).status_code == 422


def test_a_pack_of_two_turns_can_be_verified(client: TestClient) -> None:
    answer = client.get("/api/pack", params={"q": [SECRET, "办结了多少？"]})
    assert answer.headers["content-type"] == "application/zip"
    assert quote("证据包") in answer.headers["content-disposition"]
    verdict = verify_pack(answer.content)
    assert verdict.holds
    assert verdict.questions == (SECRET, "办结了多少？")


@pytest.mark.parametrize("kind", ["md", "json"])
def test_a_transcript_holds_questions_answers_and_citations(client: TestClient, kind: str) -> None:
    answer = client.post(f"/api/transcript.{kind}", data={"q": [SECRET, "办结了多少？"]})
    assert answer.status_code == 200
    for words in ("因为涉密没给公开的有几件", "办结了多少", "第69行"):
        assert words in answer.text


def test_a_transcript_is_of_the_scope_that_was_asked_in(client: TestClient) -> None:
    asked = {"q": f"{PINGTAN}2024年收到多少件申请？", "organ": "卧龙区人民政府办公室"}
    (turn,) = json.loads(client.post("/api/transcript.json", data=asked).text)["turns"]
    assert turn["answer"]["status"] == "not_found"
    asked = {"q": "各单位历年新收申请合计", "organ": PINGTAN, "from": "2024"}
    (turn,) = json.loads(client.post("/api/transcript.json", data=asked).text)["turns"]
    assert {figure["year"] for figure in turn["answer"]["figures"]} == {2024, 2025}


@pytest.mark.parametrize("address", ["/api/pack", "/api/transcript.md"])
@pytest.mark.parametrize("questions", [[], ["几件"] * 21])
def test_no_questions_or_too_many_are_refused(
    client: TestClient, address: str, questions: list[str]
) -> None:
    assert client.get(address, params={"q": questions}).status_code == 422
    assert client.post(address, data={"q": questions}).status_code == 422


def test_another_kind_of_transcript_is_refused(client: TestClient) -> None:
    assert client.get("/api/transcript.exe", params={"q": SECRET}).status_code == 422
