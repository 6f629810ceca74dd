"""What Gradio would do for anybody is shut: the chat's own addresses are open, and words only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ui.web.doors import is_open, only_words

SESSION = "doors"


def gradio_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Gradio keeps copies of files from now on."""
    folder = tmp_path / "gradio"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder))
    return folder


def named_files(path: str) -> list[Any]:
    """Ways to name a file of the machine where words are expected."""
    file = {"path": path, "meta": {"_type": "gradio.FileData"}}
    return [
        file,
        {**file, "url": path},
        {**file, "is_stream": True},
        {"path": path},
        [[file]],
        {"value": file},
    ]


@pytest.mark.parametrize("way", range(6))
@pytest.mark.parametrize("address", ["queue/join", "call/ask"])
def test_a_file_named_in_place_of_words_is_neither_copied_nor_served(
    client: TestClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    way: int,
) -> None:
    copies = gradio_folder(tmp_path, monkeypatch)
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg>CANARY</svg>")
    inputs = [named_files(str(secret))[way], None]
    for number in range(len(client.get("/config").json()["dependencies"])):
        answer = client.post(
            f"/gradio_api/{address}",
            json={"data": inputs, "fn_index": number, "session_hash": SESSION},
        )
        assert answer.status_code == 400
        assert answer.json() == {"error": "这里只收文字。"}
    assert not copies.exists()
    assert "CANARY" not in client.get(f"/gradio_api/file={secret}").text


@pytest.mark.parametrize("address", ["run/predict", "run/ask", "api/ask", "call/v2/ask"])
def test_nobody_passes_the_queue_by(client: TestClient, address: str) -> None:
    answer = client.post(f"/gradio_api/{address}", json={"data": ["办结了多少？"]})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/gradio_api/app_id",
        "/gradio_api/custom_component/x/client/component/index.js",
        "/gradio_api/deep_link?session_hash=doors",
        "/gradio_api/dev/reload",
        "/gradio_api/file=https://example.com/",
        "/gradio_api/openapi.json",
        "/gradio_api/proxy=https://example.com/",
        "/gradio_api/queue/status",
        "/gradio_api/run-history/buckets",
        "/gradio_api/runs",
        "/gradio_api/stream/doors/0/1/playlist-file",
        "/gradio_api/token",
        "/gradio_api/user",
        "/gradio_api/vibe-code",
        "/login",
        "/logout",
        "/monitoring",
        "/monitoring/summary",
        "/openapi.json",
        "/pwa_icon",
        "/svelte/index.js",
    ],
)
def test_what_the_chat_does_not_use_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(address, follow_redirects=False).status_code == 404


@pytest.mark.parametrize(
    "address", ["component_server", "process_recording", "stream/1", "vibe-edit", "login"]
)
def test_what_the_chat_does_not_send_is_not_taken(client: TestClient, address: str) -> None:
    answer = client.post(f"/gradio_api/{address}", files={"file": ("a.webm", b"a")})
    assert answer.status_code == 404


def test_no_address_tells_where_the_program_or_the_library_lies(
    client: TestClient, corpus_library_folder: Path
) -> None:
    here = Path(__file__).resolve().parent.parent.parent
    for address in ("/", "/config", "/gradio_api/info", "/theme.css", "/manifest.json"):
        page = client.get(address).text
        assert str(here) not in page
        assert str(corpus_library_folder.parent) not in page
        assert "site-packages" not in page


def test_an_unknown_address_is_explained_in_chinese(client: TestClient) -> None:
    page = client.get("/nothing/here")
    assert page.status_code == 404
    assert "没有这个页面" in page.text


@pytest.mark.parametrize(
    ("method", "path", "opened"),
    [
        ("GET", "/", True),
        ("HEAD", "/", True),
        ("GET", "/assets/index-D_4.js", True),
        ("GET", "/assets/../index.html", False),
        ("GET", "/assets/a/b.js", False),
        ("GET", "/gradio_api/heartbeat/abc123", True),
        ("GET", "/gradio_api/heartbeat/abc/..", False),
        ("GET", "//gradio_api/queue/data", False),
        ("GET", "/gradio_api/queue/join", False),
        ("POST", "/gradio_api/queue/join", True),
        ("POST", "/gradio_api/queue/join/", False),
        ("PUT", "/gradio_api/queue/join", False),
        ("GET", "/gradio_api/call/ask/0f3c", True),
        ("GET", "/config\n", False),
    ],
)
def test_the_open_addresses_are_exact(method: str, path: str, opened: bool) -> None:
    assert is_open(method, path) is opened


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"data": []}', True),
        (b'{"data": ["\xe5\x8d\xa7", null, 3, true, ["a"]]}', True),
        (b'{"data": ["a"], "event_data": {"question": "a"}}', True),
        (b'{"data": [{}]}', False),
        (b'{"data": [[[{}]]]}', False),
        (b'{"data": {"path": "/etc/passwd"}}', False),
        (b'{"data": ["a"], "data": [{"p\\u0061th": "/a"}]}', False),
        (b'{"fn_index": 0}', False),
        (b'["data"]', False),
        (b"", False),
        (b"\xff", False),
        (b'{"data": ' + b"[" * 100_000, False),
    ],
)
def test_inputs_of_the_chat_are_plain_values(body: bytes, words: bool) -> None:
    assert only_words(body) is words
