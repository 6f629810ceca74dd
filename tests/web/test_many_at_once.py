"""Many readers at once: each gets the answers to their own questions, and a full house says so."""

from __future__ import annotations

import gc
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html

from index import Library
from qa import Answer, Conversation, ask
from tests.library_samples import made_report
from tests.web.chat_visitor import ChatVisitor, events
from ui.asking import Asking
from ui.chat import build

READERS = 20
ORGANS = [f"{first}{second}县财政局" for first in "青白红玄金" for second in "山水林田"]
YEARS = (2022, 2023, 2024)
AT_ONCE, MAY_WAIT, TOO_MANY = 8, 24, 6


def value_of(organ: str, year: int) -> int:
    """A number that only this report has."""
    return 1000 + ORGANS.index(organ) * 10 + (year - 2020)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("many") / "library") as library:
        with library.writing():
            for organ in ORGANS:
                for year in YEARS:
                    cells = (("received_new", "total", str(value_of(organ, year))),)
                    library.add(*made_report(organ, year, region=organ[:3], cells=cells))
        yield library


@contextmanager
def chat_over(library: Library, asking: Asking | None = None) -> Iterator[TestClient]:
    """Serve the chat alone, answering with `asking`."""
    import gradio

    with warnings.catch_warnings():
        # Gradio leaves event loops behind when it is imported and mounted.
        warnings.simplefilter("ignore", ResourceWarning)
        app = gradio.mount_gradio_app(FastAPI(), build(library, asking), path="/", ssr_mode=False)
        gc.collect()
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def numbers_in(turn: dict[str, Any]) -> list[str]:
    """The figures that head a drawn turn."""
    tree = html.document_fromstring(turn["html"])
    return [one.text_content() for one in tree.find_class("nb-number")]


def test_twenty_readers_at_once_get_their_own_answers(shelf: Library) -> None:
    with chat_over(shelf) as client:
        numbers = events(client)
        together = threading.Barrier(READERS)

        def converse(organ: str) -> list[tuple[str, list[str]]]:
            reader = ChatVisitor(client, numbers)
            together.wait(timeout=60)
            asked = (f"{organ}2024年收到多少件申请？", "2023年呢？", "2022年呢？")
            turns = [turn for question in asked for turn in reader.ask(question)]
            return [(turn["question"], numbers_in(turn)) for turn in turns]

        with ThreadPoolExecutor(READERS) as readers:
            conversations = dict(zip(ORGANS, readers.map(converse, ORGANS), strict=True))
    assert conversations == {
        organ: [
            (f"{organ}2024年收到多少件申请？", [str(value_of(organ, 2024))]),
            ("2023年呢？", [str(value_of(organ, 2023))]),
            ("2022年呢？", [str(value_of(organ, 2022))]),
        ]
        for organ in ORGANS
    }


def test_one_reader_more_than_may_wait_is_told_so_in_plain_words(shelf: Library) -> None:
    opened = threading.Event()

    def slowly(library: Library, text: str, talk: Conversation) -> Answer:
        assert opened.wait(timeout=60)
        return ask(library, text, today=date(2025, 6, 1), history=talk)

    with chat_over(shelf, slowly) as client, ThreadPoolExecutor(64) as readers:
        numbers = events(client)

        def converse(at: int) -> dict[str, Any]:
            organ = ORGANS[at % len(ORGANS)]
            (turn,) = ChatVisitor(client, numbers).ask(f"{organ}2024年收到多少件申请？")
            return turn

        everybody = range(AT_ONCE + MAY_WAIT + TOO_MANY)
        waiting = [readers.submit(converse, at) for at in everybody]
        try:
            refused = list(islice(as_completed(waiting, timeout=60), TOO_MANY))
        finally:
            opened.set()
        for one in refused:
            tree = html.document_fromstring(one.result()["html"])
            (fault,) = tree.find_class("nb-fault")
            assert fault.get("role") == "alert"
            assert "排队已满" in fault.text_content()
            assert tree.findall(".//button[@data-ask]"), "there is a way to ask again"
        answered = [one.result() for one in waiting if one not in refused]
    assert len(answered) == AT_ONCE + MAY_WAIT
    assert all(len(numbers_in(turn)) == 1 for turn in answered)


def test_the_endpoint_for_programs_keeps_twenty_callers_apart(
    client: TestClient, library: Library
) -> None:
    cards = [card for card in library.cards() if card.form == "2021"]
    together = threading.Barrier(READERS)

    def call(at: int) -> tuple[str, int]:
        card = cards[at % len(cards)]
        together.wait(timeout=60)
        turns = [f"{card.organ}{card.year}年新收申请多少件？", "办结了多少？"]
        answer = client.post("/api/ask", json={"turns": turns}).json()
        return answer["figures"][0]["report"], at

    with ThreadPoolExecutor(READERS) as callers:
        for report, at in callers.map(call, range(READERS)):
            assert report == cards[at % len(cards)].id
