"""Take `docs/chat.png` from the running product: the chat over corpus/ with one answered question.

    python tests/browser/make_screenshot.py [FILE]

Needs Chromium, as the browser tests do.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.chatting import answered, ask  # noqa: E402
from tests.browser.served import serving  # noqa: E402
from ui.cli import main  # noqa: E402

QUESTION = "卧龙区政府办2024年因为涉密没给公开的有几件？"
SIZE = {"width": 1120, "height": 930}


def take(picture: Path) -> None:
    """Serve the sample reports, ask the README's question and save what is seen."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = os.environ.get("NIANBAO_CHROMIUM") or next(filter(None, map(shutil.which, names)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        library = Path(folder) / "library"
        main(["ingest", str(ROOT / "corpus"), "--library", str(library)])
        with serving(library) as site:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE, locale="zh-CN", device_scale_factor=1.5)
            page.goto(site.url)
            expect(page.locator(".nb-welcome")).to_be_visible()
            ask(page, QUESTION)
            answered(page, 0)
            page.get_by_label("问题", exact=True).blur()
            page.evaluate("window.scrollTo(0, 0)")
            picture.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=picture)
            browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "chat.png")
