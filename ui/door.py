"""How many questions are answered at once, how many may wait, and what the next one is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

FULL = "现在提问的人很多，排队已满。请过一会儿再问；问题还在，点一下就能重问。"


class DoorFull(Exception):
    """As many are waiting as may wait."""


class Door:
    """Lets `at_once` in and keeps up to `waiting` before it; for one event loop."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._places = waiting
        self.queued = 0

    @property
    def busy(self) -> bool:
        """Whether one who comes now has to wait."""
        return self._free.locked()

    @asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        """Wait for a place and hold it.

        Raises:
            DoorFull: too many are waiting already.
        """
        if self._free.locked() and self.queued >= self._places:
            raise DoorFull(FULL)
        self.queued += 1
        try:
            await self._free.acquire()
        finally:
            self.queued -= 1
        try:
            yield
        finally:
            self._free.release()
