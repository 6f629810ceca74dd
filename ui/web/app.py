"""The application that is served: pages and endpoints first, the chat at every other address."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException

from ui.warming import warm_up
from ui.web import (
    add_page,
    api,
    api_page,
    check_page,
    choices,
    compare_page,
    downloads,
    library_page,
    report_page,
    staff,
)
from ui.web.batches import Batches
from ui.web.doors import shut_other_doors
from ui.web.headers import GuardingHeaders
from ui.web.limits import UPLOAD, LimitedRequests
from ui.web.site import Site, static_folder

_TITLE = "年报问答"
_ERRORS = {404: "没有这个页面。", 405: "这个地址不接受这样的请求。"}


def application(site: Site) -> FastAPI:
    """Return the whole site over one library."""
    from ui.chat import mount

    app = pages(site)
    mount(app, site)
    shut_other_doors(app)
    return app


def pages(site: Site) -> FastAPI:
    """Return the site without the chat."""
    app = FastAPI(title=_TITLE, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.mount("/static", StaticFiles(directory=static_folder()), name="static")
    parts = (api_page, api, choices, downloads)
    for part in (*parts, library_page, report_page, compare_page, check_page):
        app.include_router(part.router(site))
    _add_staff_pages(app, site)
    app.add_api_route("/api/{rest:path}", _unknown, include_in_schema=False)
    app.add_exception_handler(StarletteHTTPException, _explained(site))
    app.add_exception_handler(RequestValidationError, _misused)
    app.add_middleware(LimitedRequests, larger={"/check": UPLOAD, "/staff/add": UPLOAD})
    app.add_middleware(GuardingHeaders)
    return app


def serve(site: Site, host: str, port: int, started: Callable[[], None]) -> None:
    """Serve until interrupted; calls `started` once the site can be reached.

    Raises:
        OSError: the port is taken.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started()
            warm_up(site.library)

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as door:
        config = uvicorn.Config(application(site), log_level="warning", timeout_graceful_shutdown=3)
        Server(config).run(sockets=[door])


def _add_staff_pages(app: FastAPI, site: Site) -> None:
    """Let staff add reports, if there is a password to know them by; else nobody can write."""
    if site.settings.staff_password_file is None:
        return
    sessions = staff.Sessions(site.settings.staff_password_file)
    app.include_router(staff.router(site, sessions))
    app.include_router(add_page.router(site, sessions, Batches()))


def _unknown(rest: str) -> None:
    raise HTTPException(404, f"没有 /api/{rest} 这个接口。")


def _explained(site: Site) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Return what answers an error: an object for programs, a page for people."""

    async def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException | StarletteHTTPException)
        if error.status_code == 303:  # to the login
            return Response(status_code=303, headers=error.headers)
        message = str(error.detail)
        if message.isascii():  # the framework's own words
            message = _ERRORS.get(error.status_code, "这个请求不能处理。")
        if request.url.path.startswith(("/api/", "/gradio_api/")):
            return JSONResponse({"error": message}, error.status_code, headers=error.headers)
        return site.page(request, "error.html", error.status_code, message=message)

    return answer


async def _misused(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    where = "、".join(".".join(map(str, fault["loc"][1:])) or "请求" for fault in error.errors())
    return JSONResponse({"error": f"请求的写法不对：{where}。"}, 422)
