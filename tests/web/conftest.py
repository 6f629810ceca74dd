"""The site over the sample reports, asked without a network."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index import Library
from ui.cli import main
from ui.web.app import application
from ui.web.site import Site

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def corpus_library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the reports of corpus/; copy it before changing it."""
    folder = tmp_path_factory.mktemp("web") / "library"
    assert main(["ingest", str(ROOT / "corpus"), "--library", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def library(corpus_library_folder: Path) -> Iterator[Library]:
    with Library.open(corpus_library_folder) as library:
        yield library


@pytest.fixture(scope="session")
def visiting() -> Callable[[Library], AbstractContextManager[TestClient]]:
    """Lets somebody visit the whole site over a library."""
    return _visiting


@contextmanager
def _visiting(library: Library) -> Iterator[TestClient]:
    with warnings.catch_warnings():
        # Gradio leaves event loops behind when it is imported and mounted.
        warnings.simplefilter("ignore", ResourceWarning)
        app = application(Site(library))
        gc.collect()
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def client(
    library: Library, visiting: Callable[[Library], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    with visiting(library) as client:
        yield client
