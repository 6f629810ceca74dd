"""The commands of `nianbao`, one module each; `add_to` declares it, `run` carries it out."""

from __future__ import annotations

from ui.commands import (
    ask,
    check,
    evaluate,
    export,
    feedback,
    ingest,
    mcp,
    password,
    reindex,
    remove,
    reports,
    serve,
    verify,
)

COMMANDS = (
    ingest,
    ask,
    serve,
    verify,
    reports,
    check,
    remove,
    export,
    evaluate,
    reindex,
    feedback,
    password,
    mcp,
)

__all__ = ["COMMANDS"]
