"""The site needs no network: a page asks nobody but its own server, and neither does the server."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.places import PLACES, Place
from tests.browser.served import Served

pytestmark = pytest.mark.browser

# Hints that make a browser look up or open a connection without a request that could be seen.
_HINTS = """() => {
  const kinds = ["preconnect", "dns-prefetch", "prefetch", "prerender", "preload", "modulepreload"];
  const links = [...document.querySelectorAll("link, base")]
    .filter((one) => one.tagName === "BASE" || kinds.some((kind) => one.relList.contains(kind)))
    .filter((one) => new URL(one.href, location).host !== location.host);
  const others = document.querySelectorAll("script[type=speculationrules], a[ping]");
  return [...links, ...others].map((one) => one.outerHTML);
}"""
_WORKERS = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
_LOADED_ELSEWHERE = """() => performance.getEntriesByType("resource").map((one) => one.name)
  .filter((name) => !name.startsWith("data:") && !name.startsWith("blob:")
    && new URL(name).host !== location.host)"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="zh-CN")
    yield context
    context.close()


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
def test_a_page_asks_no_other_host_for_anything(
    context: BrowserContext, site: Served, place: Place
) -> None:
    page = context.new_page()
    asked = hosts_asked(context, page)
    place.go(page, site.url)
    page.wait_for_load_state("load")
    assert set(asked) == {urlsplit(site.url).netloc}
    assert page.evaluate(_HINTS) == []
    assert page.evaluate(_LOADED_ELSEWHERE) == []
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


def test_the_server_speaks_to_nobody(site: Served) -> None:
    """Runs after the pages above were asked for, and after whatever else this server was asked."""
    assert site.spoken_to() == []


def hosts_asked(context: BrowserContext, page: Page) -> list[str]:
    """Return a list that grows by the host of every request and web socket from now on."""
    asked: list[str] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about"):
            asked.append(parts.netloc)

    context.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    return asked
