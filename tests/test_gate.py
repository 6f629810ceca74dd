from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from index import Library
from ingest import read_report
from qa import ask
from qa.gate import printed_value

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
QUESTION = "卧龙区政府办2024年收到多少件申请"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gate") / "library"
    path = next(CORPUS.glob("卧龙区*2024*.txt"))
    with Library.create(folder) as library:
        library.add(read_report(path), path.read_bytes())
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(prepared, tmp_path / "library"))


def answer(folder: Path) -> tuple[str, object, str]:
    with Library.open(folder) as library:
        given = ask(library, QUESTION, today=TODAY)
    return given.status, given.value, given.text


def change(folder: Path, sql: str, *values: object) -> None:
    with sqlite3.connect(folder / "reports.db") as connection:
        assert connection.execute(sql, values).rowcount > 0
    connection.close()


def test_an_untouched_figure_passes(folder: Path) -> None:
    status, value, text = answer(folder)
    assert (status, value) == ("answered", 82)
    assert text.startswith("82件")


def test_one_altered_digit_of_the_stored_text_withholds_the_figure(folder: Path) -> None:
    with Library.open(folder) as library:
        report = library.cards()[0].id
        (_, figure), *_ = library.figures([report], ["received_new"], ["total"])
        text = library.text(report)
    assert figure.place is not None
    altered = text[: figure.place.start] + "83" + text[figure.place.end :]
    change(folder, "update report set text = ?", altered)
    status, value, said = answer(folder)
    assert (status, value) == ("not_found", None)
    assert "没有通过复核" in said
    assert "83" not in said


def test_one_altered_digit_of_the_stored_value_withholds_the_figure(folder: Path) -> None:
    change(folder, "update figure set value = '83' where value = '82'")
    status, value, _ = answer(folder)
    assert (status, value) == ("not_found", None)


def test_one_altered_digit_of_a_row_run_together_withholds_the_figure(
    reports_dir: Path, tmp_path: Path
) -> None:
    path = reports_dir / "平潭综合实验区管委会_2024.txt"
    question = "平潭2024年收到多少件申请"
    with Library.create(tmp_path / "library") as library:
        library.add(read_report(path), path.read_bytes())
        assert ask(library, question, today=TODAY).value == 218
        text = library.text(library.cards()[0].id)
    assert text.count("数量21710000218") == 1
    altered = text.replace("数量21710000218", "数量21810000218")
    change(tmp_path / "library", "update report set text = ?", altered)
    with Library.open(tmp_path / "library") as library:
        answer = ask(library, question, today=TODAY)
    assert (answer.status, answer.value) == ("not_found", None)


def test_a_figure_question_loads_neither_torch_nor_chroma(folder: Path) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from index import Library; from qa import ask\n"
        f"library = Library.open(Path({str(folder)!r}))\n"
        f"answer = ask(library, {QUESTION!r}, today=date(2026, 11, 23))\n"
        "assert answer.value == 82, answer\n"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'gradio'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    root = Path(__file__).resolve().parent.parent
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("82", "82"), ("１,234", "1234"), ("减3", "-3"), ("160.5964万元", "160.5964"), ("+5", "5")],
)
def test_printed_characters_are_read_as_the_number_they_stand_for(printed: str, value: str) -> None:
    assert str(printed_value(printed)) == value


def test_characters_without_a_number_have_no_value() -> None:
    assert printed_value("/") is None
