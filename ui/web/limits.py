"""How much a request may carry: what is larger is refused before it is read."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

UPLOAD = 64 * 2**20  # bytes of one upload, all its files together
ORDINARY = 2**20  # bytes of any other request
_BARRED = ("/gradio_api/upload",)  # the chat takes no files; Gradio would


class LimitedRequests:
    """Refuses bodies that are too large or of unknown length, and Gradio's own door for files."""

    def __init__(self, app: ASGIApp, larger: Mapping[str, int]) -> None:
        """Allow `larger` bodies, in bytes, below the addresses that begin so."""
        self._app = app
        self._larger = dict(larger)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        path = scope["path"]
        if path.startswith(_BARRED):
            return _refused(path, 403, "这里不收文件。")
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return None
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"")
        if not length.isdigit():
            # Nothing to read is no matter; a body that does not say its length is.
            return _refused(path, 411, "请求没有写明长度。") if _chunked(headers) else None
        most = next((most for start, most in self._larger.items() if path.startswith(start)), None)
        if int(length) > (most or ORDINARY):
            return _refused(path, 413, f"太大了：最多 {(most or ORDINARY) // 2**20} MB。")
        return None


def _chunked(headers: Mapping[bytes, bytes]) -> bool:
    return b"transfer-encoding" in headers


def _refused(path: str, status: int, message: str) -> Response:
    if path.startswith("/api/"):
        return JSONResponse({"error": message}, status)
    return PlainTextResponse(message, status)
