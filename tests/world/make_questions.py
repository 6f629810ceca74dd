"""Write tests/data/questions_world*.jsonl: `python -m tests.world.make_questions`.

Expected answers are computed from the numbers the reports were printed from, never by the
product. A third of the first hand's wordings, chosen by hash, and all of the fifth hand's go to
the held-out file; the others are to learn from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.world import ask_dialogues, ask_library, ask_report, ask_words
from tests.world.ask_later_hands import later_hands
from tests.world.ask_second_hand import second_hand
from tests.world.draft import TODAY, Draft, is_held_out
from tests.world.library import World, make_world

DATA = Path(__file__).parents[1] / "data"
DEV_FILE = DATA / "questions_world.jsonl"
HELD_OUT_FILE = DATA / "questions_world_held_out.jsonl"
_SOURCES = (
    ask_report.lookups,
    ask_report.derived,
    ask_report.judgements,
    ask_library.over_years,
    ask_library.pairs,
    ask_library.over_library,
    ask_words.narrative,
    ask_words.calendar,
    ask_words.clarifications,
    ask_words.unanswerable,
    ask_words.others,
    ask_dialogues.dialogues,
)


def drafts(world: World) -> Iterator[Draft]:
    """Yield every question once; two draws that came out the same are one question."""
    seen: set[str] = set()
    for source in _SOURCES:
        for draft in source(world):
            asked = str(draft.asked)
            if asked not in seen:
                seen.add(asked)
                yield draft


def questions(world: World) -> list[dict[str, Any]]:
    """Return the questions as they stand in the files."""
    found: list[dict[str, Any]] = []
    for number, draft in enumerate(drafts(world), start=1):
        turns = isinstance(draft.asked, list)
        found.append(
            {
                "id": f"W{number:04d}",
                "type": draft.type,
                ("turns" if turns else "question"): draft.asked,
                "today": TODAY,
                "expect": draft.expect,
                "split": "held_out" if is_held_out(draft.wording) else "dev",
            }
        )
    return [*found, *second_hand(world), *later_hands(world)]


def main() -> None:
    """Write both files."""
    made = questions(make_world())
    for split, path in (("dev", DEV_FILE), ("held_out", HELD_OUT_FILE)):
        lines = [json.dumps(each, ensure_ascii=False) for each in made if each["split"] == split]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
