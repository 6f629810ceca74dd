"""A file that is handed out to be saved, whatever it holds and however it is called."""

from __future__ import annotations

import re
from urllib.parse import quote

from fastapi import Response

# A file of unknown origin: it is saved, never shown as a page of ours.
_INERT = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def attachment(
    content: bytes, name: str, media_type: str = "application/octet-stream", plain_name: str = ""
) -> Response:
    """Return content to be saved under this name, which may hold anything.

    `plain_name` is for programs that read ASCII names only.
    """
    name = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', "_", name)[-150:]
    plain = plain_name or re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {**_INERT, "Content-Disposition": disposition}
    return Response(content, media_type=media_type, headers=headers)
