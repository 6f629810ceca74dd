"""Every development question without an answer of its own has a careful reader's answer."""

from __future__ import annotations

import json
from pathlib import Path

EXPECTATIONS = Path(__file__).parent / "data" / "dev_expectations.jsonl"
INJECTIONS = {"D133", "D136"}  # judged by the rule for injections: refused, or contradicted


def test_the_side_file_covers_all_questions_without_an_answer(shared_dir: Path) -> None:
    lines = (shared_dir / "domain" / "questions_dev.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    open_ones = {each["id"] for each in questions if not each.get("answer")}
    stored = [json.loads(line) for line in EXPECTATIONS.read_text("utf-8").splitlines()]
    assert {each["id"] for each in stored} == open_ones - INJECTIONS


def test_every_expectation_says_why() -> None:
    statuses = {"answered", "clarify", "not_found", "out_of_scope"}
    for line in EXPECTATIONS.read_text("utf-8").splitlines():
        expectation = json.loads(line)
        status = expectation["status"]
        assert set([status] if isinstance(status, str) else status) <= statuses
        assert expectation["why"]
        assert all(isinstance(words, str) for words in expectation["must_contain"])
