"""The chat as `nianbao serve` serves it, and headless Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.served import Served, serving
from ui.cli import main
from ui.password import write_hash

ROOT = Path(__file__).resolve().parent.parent.parent
_PROGRAM = "import sys\nfrom ui.cli import main\nsys.exit(main())"
# Chromium itself would call home; what the page requests is what is tested.
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

Open = Callable[..., Page]
PASSWORD = "公开是常态 2024"


@pytest.fixture(scope="session")
def corpus_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the reports of corpus/; copy it before changing it."""
    library = tmp_path_factory.mktemp("chat") / "library"
    assert main(["ingest", str(ROOT / "corpus"), "--library", str(library)]) == 0
    return library


@pytest.fixture(scope="session")
def serve_command(corpus_library: Path) -> list[str]:
    """What serves the chat over the reports of corpus/, less the port."""
    return [sys.executable, "-c", _PROGRAM, "serve", "--library", str(corpus_library), "--port"]


@pytest.fixture(scope="session")
def site(corpus_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site over the reports of corpus/ to which staff may add with `PASSWORD`."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(corpus_library, folder / "library")
    write_hash(folder / "password", PASSWORD)
    with serving(folder / "library", "--staff-password-file", str(folder / "password")) as served:
        yield served


@pytest.fixture(scope="session")
def chat_url(serve_command: list[str]) -> Iterator[str]:
    """The address of a served chat."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [*serve_command, str(port)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert str(port) in server.stdout.readline()
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("NIANBAO_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if chromium is None:
        pytest.skip("no Chromium: install it or name it in NIANBAO_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_chat(chat_url: str, browser: Browser) -> Iterator[Open]:
    """Open the chat in a window of this width; fails if the page reported a script error."""
    contexts, errors = [], []

    def open_page(width: int = 1280, height: int = 900, color_scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="zh-CN",
            color_scheme=color_scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(chat_url)
        page.locator("#nb-entry textarea").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
