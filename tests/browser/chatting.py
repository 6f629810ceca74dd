"""What a person does in the chat, step by step, and pictures of it."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).resolve().parent.parent.parent
_PATIENCE = 20_000


def ask(page: Page, question: str) -> Locator:
    """Type a question, wait for the whole answer and return its turn."""
    entry = page.get_by_label("问题", exact=True)
    before = page.locator(".nb-turn").count()
    entry.fill(question)
    entry.press("Enter")
    return answered(page, before)


def answered(page: Page, at: int) -> Locator:
    """Wait until the turn at this place (from 0) has its whole answer, and return it."""
    turn = page.locator(".nb-turn").nth(at)
    expect(turn).to_have_attribute("data-done", "1", timeout=_PATIENCE)
    return turn


def fits(page: Page) -> bool:
    """Whether the page needs no scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def keep_picture(page: Page, name: str) -> None:
    """Save a screenshot for a person to look at: in CI, or where `NIANBAO_PICTURES` says."""
    in_ci = str(ROOT / "ci-output" / "pictures") if os.environ.get("CI") else ""
    folder = os.environ.get("NIANBAO_PICTURES") or in_ci
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png")
