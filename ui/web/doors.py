"""Which of Gradio's addresses are open: those that the chat uses, and words only.

Gradio would also take in files, copy any file of the machine that a request names and serve it,
fetch addresses of other hosts, and keep a page's state on disk. The chat needs none of it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READ = re.compile(
    r"/(config|theme\.css|favicon\.ico|manifest\.json|robots\.txt|assets/[\w.-]+)?"
    r"|/gradio_api/(info|startup-events|queue/data|heartbeat/\w+|call/\w+/\w+)"
)
_WRITE = re.compile(r"/gradio_api/(queue/join|call/\w+|cancel|reset)")
_CARRIES_DATA = re.compile(r"/gradio_api/(queue/join|call/\w+)")


class ChatDoors:
    """Lets through to Gradio what the chat asks of it and answers 404 to everything else."""

    def __init__(self, gradio: ASGIApp) -> None:
        self._gradio = gradio

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            HTTPException: 404, the chat has no such address; 400, more than words was sent.
        """
        if scope["type"] != "http" or not is_open(scope["method"], scope["path"]):
            raise HTTPException(404)
        if scope["method"] == "POST" and _CARRIES_DATA.fullmatch(scope["path"]):
            body = await _body(receive)
            if not only_words(body):
                raise HTTPException(400, "这里只收文字。")
            receive = _again(body, receive)
        await self._gradio(scope, receive, send)


def shut_other_doors(app: Starlette) -> None:
    """Put the doors before Gradio, which was mounted last."""
    mounted = app.routes[-1]
    assert isinstance(mounted, Mount)
    mounted.app = ChatDoors(mounted.app)


def is_open(method: str, path: str) -> bool:
    """Say whether the chat uses this address."""
    allowed = {"GET": _READ, "HEAD": _READ, "POST": _WRITE}.get(method)
    return allowed is not None and allowed.fullmatch(path) is not None


def only_words(body: bytes) -> bool:
    """Say whether a request's inputs are plain values: Gradio takes an object for a file.

    >>> only_words(b'{"data": ["2024", null]}'), only_words(b'{"data": [{"path": "/a"}]}')
    (True, False)
    """
    try:
        return not _holds_object(json.loads(body)["data"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return False


def _holds_object(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_holds_object, value))
    return isinstance(value, dict)


async def _body(receive: Receive) -> bytes:
    """Return the whole body; `limits` has seen to it that it is small."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what hands out a body that was read already, and then what else arrives."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def read() -> Message:
        return left.pop() if left else await receive()

    return read
