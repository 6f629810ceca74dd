"""Every number shown is cited or computed from cited ones, and none survives a changed digit."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index import Library
from ingest import read_report
from qa import Answer, Conversation, ask

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.numbers_shown import unsupported, untrue
from tests.world.library import make_world
from tests.world.make_questions import questions

TODAY = date(2025, 6, 1)
EXPLAINED = "通俗说明"  # a definition is the program's own words, and says so


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("numbers")
    with Library.create(folder / "library") as library, library.writing():
        for report in make_world().reports.values():
            path = folder / report.file
            path.write_text(report.text, encoding="utf-8")
            library.add(read_report(path), path.read_bytes())
    return folder / "library"


@pytest.fixture
def library(prepared: Path) -> Iterator[Library]:
    with Library.open(prepared) as library:
        yield library


def answers(library: Library, case: dict[str, Any]) -> list[Answer]:
    history = Conversation()
    today = date.fromisoformat(case.get("today", TODAY.isoformat()))
    turns = case.get("turns") or [case["question"]]
    return [ask(library, turn, today=today, history=history) for turn in turns]


def ill_supported(library: Library, cases: Sequence[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [
        (case["id"], loose)
        for case in cases
        for answer in answers(library, case)
        if not any(EXPLAINED in note for note in answer.notes)
        and (loose := unsupported(answer) + untrue(answer))
    ]


def test_every_number_of_the_invented_library_s_answers_is_supported(library: Library) -> None:
    assert not ill_supported(library, questions(make_world()))


def test_every_number_of_the_real_reports_answers_is_supported(
    shared_dir: Path, tmp_path: Path
) -> None:
    with Library.create(tmp_path / "library") as library, library.writing():
        for path in sorted((shared_dir / "reports").iterdir()):
            if path.suffix != ".json":
                library.add(read_report(path), path.read_bytes())
        lines = (shared_dir / "domain" / "questions_dev.jsonl").read_text("utf-8").splitlines()
        assert len(library.cards()) >= 5
        assert not ill_supported(library, [json.loads(line) for line in lines])


@pytest.mark.parametrize(
    "planted",
    ["共97531件。", "占97.53%。", "（2 + 3 = 97531）", "97531份材料。", "比上年多97531件。"],
)
def test_a_number_from_nowhere_is_noticed(library: Library, planted: str) -> None:
    answer = ask(library, "鹿鸣区政府办2023年收到多少申请", today=TODAY)
    assert not unsupported(answer)
    for shown in (
        replace(answer, text=answer.text + planted),
        replace(answer, notes=(*answer.notes, planted)),
        replace(answer, options=(planted,)),
    ):
        assert unsupported(shown)


@pytest.mark.parametrize("formula", ["14 ÷ (7 + 14) = 60%", "-1 - 1 = -1", "76 - 99 = 23"])
def test_a_formula_that_does_not_come_out_is_noticed(library: Library, formula: str) -> None:
    answer = ask(library, "鹿鸣区政府办2023年收到多少申请", today=TODAY)
    assert untrue(replace(answer, text=f"{answer.text}（{formula}）"))


def test_one_changed_digit_of_the_text_withholds_every_figure(
    prepared: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(prepared, tmp_path / "library"))
    draw = random.Random(20250601)
    tried, shown = 0, []
    single = [case for case in questions(make_world()) if "question" in case][::3]
    with Library.open(folder) as library, sqlite3.connect(folder / "reports.db") as reports:
        for case in single:
            (answer,) = answers(library, case)
            figures = [one for one in answer.figures if one.state == "printed"]
            if not figures:
                continue
            one = draw.choice(figures)
            text = library.text(one.report)
            put_text(reports, one.report, with_another_digit(library, one, text, draw))
            (after,) = answers(library, case)
            put_text(reports, one.report, text)
            tried += 1
            if after.status == "answered" or after.figures or after.value is not None:
                shown.append(case["id"])
    reports.close()
    assert tried > 300
    assert not shown


def with_another_digit(library: Library, one: Any, text: str, draw: random.Random) -> str:
    """The report's text with one digit of the figure changed to another."""
    ((_, figure),) = library.figures([one.report], [one.row], [one.column])
    assert figure.place is not None
    digits = [at for at in range(figure.place.start, figure.place.end) if text[at].isdigit()]
    at = draw.choice(digits)
    other = str((int(text[at]) + draw.randint(1, 9)) % 10)
    return text[:at] + other + text[at + 1 :]


def put_text(reports: sqlite3.Connection, report: str, text: str) -> None:
    reports.execute("update report set text = ? where id = ?", (text, report))
    reports.commit()


def test_one_changed_digit_of_a_quoted_sentence_withholds_it(
    prepared: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(prepared, tmp_path / "library"))
    asked = "鹿鸣区政府办公室2021年公众号推文多少篇"
    with Library.open(folder) as library, sqlite3.connect(folder / "reports.db") as reports:
        answer = ask(library, asked, today=TODAY)
        assert answer.value == 259
        report, text = answer.passages[0].report, library.text(answer.passages[0].report)
        put_text(reports, report, text.replace("259篇", "269篇"))
        after = ask(library, asked, today=TODAY)
    reports.close()
    assert (after.status, after.value, after.passages) == ("not_found", None, ())
    assert "269" not in after.text


def test_a_changed_stored_sum_withholds_a_ranking(prepared: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(prepared, tmp_path / "library"))
    asked = "2024年哪个单位收到申请最多"
    with Library.open(folder) as library, sqlite3.connect(folder / "reports.db") as reports:
        assert ask(library, asked, today=TODAY).value == 473
        reports.execute("update figure set millionths = 999000000 where value = '6'")
        reports.commit()
        after = ask(library, asked, today=TODAY)
    reports.close()
    assert (after.status, after.figures) == ("not_found", ())
