"""Who may add reports: staff who gave the password, known by a cookie until they leave."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from ui.password import matches, read_hash
from ui.web.site import Site

COOKIE = "nianbao_staff"
_HOURS = 12
_MOST_SESSIONS = 200
_FAILURES = 5  # wrong passwords in a minute, from anywhere, before everybody has to wait
_MINUTE = 60.0  # seconds


@dataclass
class Sessions:
    """The cookies handed out, with the moment each runs out; forgotten when the server stops."""

    password_file: Path
    _ends: dict[str, float] = field(default_factory=dict)
    _failures: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, password: str) -> str | None:
        """Return a new cookie if the password is right, else None.

        Raises:
            HTTPException: 429, too many were wrong just now.
            PasswordFileUnusable: the file is gone or holds no hash.
        """
        now = time.monotonic()
        with self._lock:
            self._failures = [at for at in self._failures if now - at < _MINUTE]
            if len(self._failures) >= _FAILURES:
                raise HTTPException(429, "口令错得太多次，请过一分钟再试。")
            self._failures.append(now)  # until it proves right
        if not matches(password, read_hash(self.password_file)):
            return None
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._failures.remove(now)
            for old in sorted(self._ends, key=self._ends.__getitem__)[: 1 - _MOST_SESSIONS]:
                del self._ends[old]
            self._ends[token] = now + _HOURS * 3600
        return token

    def knows(self, token: str | None) -> bool:
        """Say whether the cookie is one of ours and has not run out."""
        return token is not None and self._ends.get(token, 0.0) > time.monotonic()

    def close(self, token: str | None) -> None:
        """Forget a cookie."""
        with self._lock:
            self._ends.pop(token or "", None)


def require_staff(request: Request, sessions: Sessions) -> str:
    """Return the visitor's cookie.

    Raises:
        HTTPException: 303 to the login if nobody is logged in; 403, another site sent it.
    """
    refuse_foreign(request)
    token = request.cookies.get(COOKIE)
    if token is None or not sessions.knows(token):
        raise HTTPException(303, "请先登录。", headers={"Location": "/staff"})
    return token


def refuse_foreign(request: Request) -> None:
    """Refuse what another site's page has sent.

    Raises:
        HTTPException: 403, the request says that it comes from elsewhere.
    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "这个请求来自别的网站，没有执行。")


def router(site: Site, sessions: Sessions) -> APIRouter:
    """Return the pages to log in and out."""
    routes = APIRouter(prefix="/staff", include_in_schema=False)

    @routes.get("")
    def login_page(request: Request) -> Response:
        if sessions.knows(request.cookies.get(COOKIE)):
            return RedirectResponse("/staff/add", 303)
        return site.page(request, "staff.html", wrong=False)

    @routes.post("")
    def log_in(request: Request, password: Annotated[str, Form(max_length=200)] = "") -> Response:
        refuse_foreign(request)
        token = sessions.open(password)
        if token is None:
            return site.page(request, "staff.html", 403, wrong=True)
        answer = RedirectResponse("/staff/add", 303)
        answer.set_cookie(
            COOKIE,
            token,
            max_age=_HOURS * 3600,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
            path="/staff",
        )
        return answer

    @routes.post("/leave")
    def log_out(request: Request) -> Response:
        sessions.close(require_staff(request, sessions))
        answer = RedirectResponse("/staff", 303)
        answer.delete_cookie(COOKIE, path="/staff")
        return answer

    return routes
