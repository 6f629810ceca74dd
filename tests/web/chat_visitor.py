"""A visitor of the chat who speaks as its page does, over HTTP, without a browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

import httpx


def events(client: httpx.Client) -> dict[str, int]:
    """Return the numbers by which the chat's page calls its events: submit, like, clear, load."""
    dependencies = client.get("/config").json()["dependencies"]
    return {target[1]: one["id"] for one in dependencies for target in one["targets"]}


@dataclass
class ChatVisitor:
    """One reader with a conversation of their own; `numbers` are the chat's `events`."""

    client: httpx.Client
    numbers: dict[str, int]
    session: str = field(default_factory=lambda: uuid4().hex)
    _ids: Any = field(default_factory=lambda: count(1))

    def ask(self, *questions: str, **scope: str) -> list[dict[str, Any]]:
        """Ask, one after another; returns the turns as the page draws them in the end."""
        asks = [{"id": f"t{next(self._ids)}", "question": one} for one in questions]
        return self.trigger("submit", {"asks": asks, "scope": scope})["turns"]  # type: ignore[no-any-return]

    def trigger(self, event: str, data: object) -> dict[str, Any]:
        """Send an event of the page and return what the page is told last."""
        told = self.told(event, data)
        assert told, f"no answer to {event}"
        return told[-1]

    def told(self, event: str, data: object) -> Sequence[dict[str, Any]]:
        """Send an event of the page and return all that the page is told in the end."""
        joined = self.client.post(
            "/gradio_api/queue/join",
            json={
                "data": [None],
                "fn_index": self.numbers[event],
                "session_hash": self.session,
                "event_data": data,
            },
        )
        joined.raise_for_status()
        address = "/gradio_api/queue/data"
        stream = self.client.get(address, params={"session_hash": self.session})
        stream.raise_for_status()
        said = []
        for line in stream.content.split(b"\n"):  # text may hold other ends of lines
            message = json.loads(line[6:]) if line.startswith(b"data: ") else {}
            if message.get("msg") == "process_completed":
                assert message["success"], message
                said += [one for one in message["output"]["data"] if isinstance(one, str)]
        return [json.loads(one) for one in said]
