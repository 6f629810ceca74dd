"""What an agent is offered: the same answers, read-only."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from index import Library
from ui.agents import agent_server
from ui.cli import main

mcp = pytest.importorskip("mcp")
ROOT = Path(__file__).resolve().parent.parent
SECRET = "卧龙区政府办2024年因为涉密没给公开的有几件？"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agents") / "library"
    report = next((ROOT / "corpus").glob("卧龙区*2024*"))
    assert main(["ingest", str(report), "--library", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as library:
        yield library


def run(talk: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Hold a conversation in a thread of its own: the browser tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(talk())).result()


def call(server: Any, tool: str, **arguments: Any) -> Any:
    """Call a tool as an agent does and return what it gives, read from JSON."""

    async def talk() -> Any:
        async with mcp.Client(server) as client:
            return await client.call_tool(tool, arguments)

    result = run(talk)
    if result.is_error:
        raise ValueError(result.content[0].text)
    structured = result.structured_content
    return (
        structured.get("result", structured) if structured else json.loads(result.content[0].text)
    )


def test_an_agent_gets_the_contracts_object(library: Library) -> None:
    answer = call(agent_server(library), "ask_report", turns=[SECRET])
    assert (answer["status"], answer["value"]) == ("answered", 1)
    assert answer["figures"][0]["quote"]


def test_turns_before_the_question_are_its_context(library: Library) -> None:
    turns = ["卧龙区政府办2024年新收申请多少件？", "其中自然人的呢"]
    answer = call(agent_server(library), "ask_report", turns=turns)
    assert answer["figures"][0]["column"] == "natural_person"


def test_reports_are_listed_and_their_tables_read(library: Library) -> None:
    server = agent_server(library)
    listed = call(server, "list_reports", organ="卧龙", year=2024)
    assert [report["year"] for report in listed] == [2024]
    cells = call(server, "read_table", report=listed[0]["id"])
    secret = next(
        cell for cell in cells if (cell["row"], cell["column"]) == ("denied.state_secret", "total")
    )
    assert secret["value"] == 1
    assert "1" in secret["quote"]


@pytest.mark.parametrize("turns", [[], ["问" * 501]])
def test_too_little_or_too_much_is_refused(library: Library, turns: list[str]) -> None:
    with pytest.raises(ValueError, match="turns"):
        call(agent_server(library), "ask_report", turns=turns)


def test_every_tool_says_that_it_only_reads(library: Library) -> None:
    async def tools() -> Any:
        async with mcp.Client(agent_server(library)) as client:
            return (await client.list_tools()).tools

    offered = run(tools)
    assert {tool.name for tool in offered} == {"ask_report", "list_reports", "read_table"}
    assert all(tool.annotations.read_only_hint for tool in offered)


def test_the_command_answers_over_standard_input_and_output(folder: Path) -> None:
    program = "import sys\nfrom ui.cli import main\nsys.exit(main())"
    command = mcp.StdioServerParameters(
        command=sys.executable,
        args=["-c", program, "mcp", "--library", str(folder)],
        cwd=ROOT,
    )
    assert call(command, "ask_report", turns=[SECRET])["value"] == 1
