"""What can go wrong on the command line, and how a person hears of it.

```
CommandFailed     exit code 1: something could not be done; says what and the remedy
└── Misused       exit code 2: the command was called wrongly
```
"""

from __future__ import annotations

import os
import traceback
from datetime import datetime
from pathlib import Path


class CommandFailed(Exception):
    """The command could not be carried out; the message is one line of Chinese."""

    exit_code = 1


class Misused(CommandFailed):
    """The command line makes no sense; the message says what to write instead."""

    exit_code = 2


def describe_unexpected(error: BaseException) -> str:
    """Return one line about an error nobody foresaw; the traceback goes to the log.

    With `NIANBAO_DEBUG=1` the traceback itself is returned.
    """
    if os.environ.get("NIANBAO_DEBUG") == "1":
        return "".join(traceback.format_exception(error)).rstrip()
    name = type(error).__name__
    log = _log(error)
    where = f"详情见 {log}" if log else "设置 NIANBAO_DEBUG=1 再运行可看到详情"
    return f"出现意外错误（{name}）。{where}"


def _log(error: BaseException) -> Path | None:
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    log = Path(state) / "nianbao" / "error.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as lines:
            lines.write(f"{datetime.now():%Y-%m-%d %H:%M:%S}\n")
            lines.writelines(traceback.format_exception(error))
    except OSError:
        return None
    return log
