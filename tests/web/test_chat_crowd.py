"""Many readers at the chat at once, as their pages speak with the server."""

from __future__ import annotations

import gc
import json
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index import Library
from qa import Answer, Conversation, ask
from ui.asking import Asking
from ui.chat import build
from ui.door import Door

READERS = 20
ORGANS = (
    "卧龙区人民政府办公室",
    "平潭综合实验区管理委员会",
    "淮安市人民政府",
    "淮安市洪泽区人民政府",
)


def really(library: Library, text: str, talk: Conversation) -> Answer:
    return ask(library, text, today=date(2025, 6, 1), history=talk)


@contextmanager
def chat(library: Library, asking: Asking, door: Door) -> Iterator[TestClient]:
    with warnings.catch_warnings():
        # Gradio leaves event loops behind when it is imported and mounted.
        warnings.simplefilter("ignore", ResourceWarning)
        import gradio

        app = gradio.mount_gradio_app(FastAPI(), build(library, asking, door=door), path="/")
        gc.collect()
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def sent(client: TestClient, reader: str, wish: Any) -> str:
    """Send what a page would send and return the stream that comes back."""
    parts = client.get("/config").json()["dependencies"]
    (submit,) = (
        part["id"] for part in parts for target in part["targets"] if target[1] == "submit"
    )
    body = {"data": [None], "event_data": wish, "fn_index": submit, "session_hash": reader}
    assert client.post("/gradio_api/queue/join", json=body).status_code == 200
    return client.get("/gradio_api/queue/data", params={"session_hash": reader}).text


def asked(client: TestClient, reader: str, question: str) -> dict[str, Any]:
    """Ask as the page does and return the last state of the turn."""
    wish = {"asks": [{"id": f"t-{reader}", "question": question}], "scope": {}}
    seen = sent(client, reader, wish)
    messages = [json.loads(line[6:]) for line in seen.splitlines() if line.startswith("data: ")]
    (done,) = (one for one in messages if one["msg"] == "process_completed")
    turn: dict[str, Any] = json.loads(done["output"]["data"][0])["turns"][0]
    return turn


def test_each_of_twenty_readers_gets_the_answer_to_their_own_question(library: Library) -> None:
    questions = {f"r{n}": f"{ORGANS[n % 4]}2024年收到多少件申请？" for n in range(READERS)}
    with chat(library, really, Door(8, READERS)) as client, ThreadPoolExecutor(READERS) as crowd:
        turns = dict(
            zip(
                questions,
                crowd.map(lambda one: asked(client, *one), questions.items()),
                strict=True,
            )
        )
    expected = ("82件", "218件", "3119件", "95件")
    for number, (reader, turn) in enumerate(turns.items()):
        assert turn["id"] == f"t-{reader}"
        assert turn["question"] == questions[reader]
        assert turn["said"].startswith(expected[number % 4])


def test_one_who_finds_the_queue_full_is_told_so_and_can_ask_again(library: Library) -> None:
    entered, let_go = threading.Event(), threading.Event()

    def slowly(library: Library, text: str, talk: Conversation) -> Answer:
        entered.set()
        assert let_go.wait(30)
        return really(library, text, talk)

    question = "卧龙区政府办2024年收到多少件申请？"
    with chat(library, slowly, Door(1, 0)) as client, ThreadPoolExecutor(1) as first:
        served = first.submit(asked, client, "first", question)
        assert entered.wait(30)
        turned_away = asked(client, "second", question)
        let_go.set()
        assert served.result()["said"].startswith("82件")
    assert turned_away["done"]
    assert "排队已满" in turned_away["html"]
    assert f'data-ask="{question}"' in turned_away["html"]


@pytest.mark.parametrize("data", [None, {"asks": 5}, {"asks": [{"id": "<b>", "question": "几"}]}])
def test_what_no_page_sends_changes_nothing(library: Library, data: Any) -> None:
    with chat(library, really, Door(1, 1)) as client:
        seen = sent(client, "odd", data)
    assert "process_completed" in seen
    assert "nb-question" not in seen
