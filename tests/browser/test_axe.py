"""No page has a serious fault of accessibility, wide or narrow, light or dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chatting import keep_picture
from tests.browser.places import PLACES, Place
from tests.browser.served import Served

pytestmark = pytest.mark.browser

_SIZES = ((1280, 900), (360, 780))
_OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
_UNFOLD = """() => document.querySelectorAll("details:not(.nb-more)")
  .forEach((fold) => { fold.open = true; })"""
_FAULTS = """async (options) => {
  const found = await axe.run(document, {...options, resultTypes: ["violations"]});
  return found.violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .flatMap((one) => one.nodes.map(
      (node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="zh-CN", reduced_motion="reduce")
    yield context
    context.close()


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
def test_axe_finds_no_serious_fault(context: BrowserContext, site: Served, place: Place) -> None:
    page = context.new_page()
    place.go(page, site.url)
    page.evaluate(_UNFOLD)
    page.evaluate(AXE_SCRIPT)
    faults = []
    for width, height in _SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme, options in (("light", {}), ("dark", _OF_COLOURS)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            if (width > 360) == (scheme == "light"):
                keep_picture(page, f"{place.name}_{width}_{scheme}")
            faults += [f"{width} {scheme} {fault}" for fault in faults_of(page, options)]
    assert faults == []


@pytest.mark.parametrize("options", [{}, _OF_COLOURS])
def test_axe_does_find_what_is_wrong(context: BrowserContext, options: dict[str, Any]) -> None:
    page = context.new_page()
    page.set_content("<main><p style='color:#ccc;background:#fff'>看不清的字</p><input></main>")
    page.evaluate(AXE_SCRIPT)
    found = {fault.partition(":")[0] for fault in faults_of(page, options)}
    assert "color-contrast" in found
    assert ("label" in found) is (not options)


def faults_of(page: Page, options: dict[str, Any]) -> list[str]:
    """Return what axe calls serious or critical, a line for each element."""
    faults: list[str] = page.evaluate(_FAULTS, options)
    return faults
