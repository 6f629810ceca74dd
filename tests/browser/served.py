"""A site served as `nianbao serve` serves it, watched: whom its process spoke to."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

# Writes down every address that the server's process looks up or connects to.
_PROGRAM = """
import os, socket, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        with open(os.environ["NIANBAO_WATCHED"], "a") as kept:
            print(event, arguments[1:] if event != "socket.getaddrinfo" else arguments, file=kept)

sys.addaudithook(watch)
socket.getaddrinfo("127.0.0.1", 1)  # the first line shows that the watch is kept
from ui.cli import main
sys.exit(main())
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A served site: its address, its library, and the file that names whom it spoke to."""

    url: str
    library: Path
    watched: Path

    def spoken_to(self) -> list[str]:
        """Return the addresses that the server's process looked up or connected to."""
        first, *others = self.watched.read_text().splitlines()
        assert first.startswith("socket.getaddrinfo")
        return others


@contextmanager
def serving(library: Path, *options: str, environment: Mapping[str, str] = {}) -> Iterator[Served]:
    """Serve a library with these options until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    watched = library.parent / f"watched-{port}.txt"
    command = [sys.executable, "-c", _PROGRAM, "serve", "--library", str(library), "--port", port]
    with subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env={**os.environ, **environment, "NIANBAO_WATCHED": str(watched)},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert port in server.stdout.readline()
        yield Served(f"http://127.0.0.1:{port}", library, watched)
        server.terminate()
