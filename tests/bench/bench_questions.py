"""Ask the invented library all its questions; print verdicts and times by type and split.

python tests/bench/bench_questions.py [--show-wrong] [--type T] [--only ID…] [--show-held-out]
    [--calibration]

The held-out third is counted but never shown unless --show-held-out is given.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from index import Library
from ingest import read_report
from qa import Conversation, ask
from tests.world.judge import Judgement, judge, judge_turns
from tests.world.library import World, make_world
from tests.world.make_questions import questions

_ROW = "{:<24}{:>6}{:>7}{:>9}{:>7}{:>9}{:>9}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to the library."""

    question: dict[str, Any]
    judgement: Judgement
    answers: list[dict[str, Any]]
    milliseconds: list[float]


def build_library(world: World, folder: Path) -> Library:
    """Return a library of the invented reports, read from their files as a user's would be."""
    library = Library.create(folder / "library")
    for report in world.reports.values():
        path = folder / report.file
        path.write_text(report.text, encoding="utf-8")
        library.add(read_report(path), path.read_bytes())
    return library


def put(library: Library, question: dict[str, Any]) -> Asked:
    """Ask one question or conversation and judge it; a crash is wrong."""
    turns = question.get("turns") or [question["question"]]
    today = date.fromisoformat(question["today"])
    history = Conversation()
    answers: list[dict[str, Any]] = []
    times: list[float] = []
    try:
        for turn in turns:
            started = time.perf_counter()
            answer = ask(library, turn, today=today, history=history)
            times.append((time.perf_counter() - started) * 1000)
            answers.append(answer.to_json())
        expect = question["expect"]
        judgement = (
            judge_turns(expect, answers) if "turns" in question else judge(expect, answers[0])
        )
    except Exception as error:  # a measurement goes on after a crash, and counts it
        judgement = Judgement("wrong", (f"{type(error).__name__}: {error}",))
    return Asked(question, judgement, answers, times)


def table(asked: list[Asked]) -> list[str]:
    """Return the verdicts by type, a line each, with all of them last."""
    types = dict.fromkeys(each.question["type"] for each in asked)
    lines = [_ROW.format("type", "n", "right", "declined", "wrong", "p50 ms", "p95 ms")]
    for name in [*types, "all"]:
        of_type = [each for each in asked if name in (each.question["type"], "all")]
        counts = Counter(each.judgement.verdict for each in of_type)
        times = sorted(ms for each in of_type for ms in each.milliseconds) or [0.0]
        lines.append(
            _ROW.format(
                name,
                len(of_type),
                counts["right"],
                counts["declined"],
                counts["wrong"],
                f"{times[len(times) // 2]:.1f}",
                f"{times[min(len(times) - 1, int(len(times) * 0.95))]:.1f}",
            )
        )
    total = len(asked)
    right = sum(each.judgement.verdict == "right" for each in asked)
    wrong = sum(each.judgement.verdict == "wrong" for each in asked)
    lines.append(f"right {right / total:.1%}, wrong {wrong / total:.1%} of {total}")
    return lines


def calibration(asked: list[Asked]) -> list[str]:
    """Return how often each degree of certainty came out right, a line each.

    Certainty is what the answer says of its understanding (把握); single questions only, since a
    conversation is judged as a whole.
    """
    bounds = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
    judged = [
        (certainty, each.judgement.verdict, each.answers[0]["status"])
        for each in asked
        if len(each.answers) == 1 and (certainty := _certainty(each.answers[0])) is not None
    ]
    row = "{:<14}{:>6}{:>7}{:>10}{:>7}{:>14}"
    lines = [row.format("certainty", "n", "right", "declined", "wrong", "answered wrong")]
    for low, high in pairwise(bounds):
        within = [one for one in judged if low <= one[0] < high]
        counts = Counter(verdict for _, verdict, _ in within)
        answered = [verdict for _, verdict, status in within if status == "answered"]
        share = f"{answered.count('wrong') / len(answered):.1%}" if answered else "-"
        name = f"{low:.0%}-{min(high, 1):.0%}"
        verdicts = counts["right"], counts["declined"], counts["wrong"]
        lines.append(row.format(name, len(within), *verdicts, share))
    return lines


def _certainty(answer: dict[str, Any]) -> float | None:
    said = (slot["reading"] for slot in answer["understood"] if slot["slot"] == "把握")
    return next((float(one.rstrip("%")) / 100 for one in said), None)


def show(asked: list[Asked], *, declined: bool) -> None:
    """Print the questions that did not come out right."""
    for each in asked:
        if each.judgement.verdict == "right":
            continue
        if each.judgement.verdict == "declined" and not declined:
            continue
        question = each.question
        print(f"\n{question['id']} {question['type']} {each.judgement.verdict}")
        print("  asked ", question.get("turns") or question["question"])
        for reason in each.judgement.reasons[:4]:
            print("  reason", reason)
        for answer in each.answers:
            print("  said  ", answer["status"], answer["value"], answer["text"][:140])


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show-wrong", action="store_true")
    parser.add_argument("--show-declined", action="store_true")
    parser.add_argument("--show-held-out", action="store_true")
    parser.add_argument("--type", action="append")
    parser.add_argument("--only", nargs="+")
    parser.add_argument("--calibration", action="store_true", help="certainty against verdicts")
    parser.add_argument("--json", type=Path, help="write the answers of the dev split here")
    options = parser.parse_args()
    world = make_world()
    chosen = [
        question
        for question in questions(world)
        if (not options.type or question["type"] in options.type)
        and (not options.only or question["id"] in options.only)
    ]
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        library = build_library(world, Path(folder))
        print(f"{len(world.reports)} reports read in {time.perf_counter() - started:.1f} s")
        asked = [put(library, question) for question in chosen]
    for split in ("dev", "held_out"):
        part = [each for each in asked if each.question["split"] == split]
        if not part:
            continue
        print(f"\n== {split}")
        print("\n".join(table(part)))
        if options.calibration:
            print("\n".join(calibration(part)))
        if split == "dev" or options.show_held_out:
            if options.show_wrong or options.show_declined:
                show(part, declined=options.show_declined)
            if options.json and split == "dev":
                lines = [
                    json.dumps(
                        {"id": each.question["id"], "verdict": each.judgement.verdict,
                         "reasons": each.judgement.reasons, "answers": each.answers},
                        ensure_ascii=False,
                    )
                    for each in part
                ]  # fmt: skip
                options.json.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
