"""The command line as a person or a script uses it: words, objects, exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Library
from ui.cli import main
from ui.reading import FEWEST_FOR_WORKERS
from ui.spreadsheet import formula_safe

ROOT = Path(__file__).resolve().parent.parent
WOLONG = ROOT / "corpus" / "卧龙区人民政府办公室_2024.txt"
FINANCE = ROOT / "corpus" / "平潭综合实验区财政金融局_2024.docx"
WOLONG_ID = "卧龙区人民政府办公室_2024"
NOT_A_REPORT = "今天的会议讨论了三件事，没有一件与报告有关。\n" * 40

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command; returns exit code, standard output and standard error."""

    def run_command(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two reports that no test changes."""
    folder = tmp_path_factory.mktemp("kept") / "library"
    assert main(["ingest", str(WOLONG), str(FINANCE), "--library", str(folder)]) == 0
    return folder


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_help_is_chinese_and_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom ui.cli import main\ncode = main(['--help'])\n"
        "heavy = {'torch', 'chromadb', 'gradio', 'sentence_transformers'} & set(sys.modules)\n"
        "sys.exit(code or bool(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("用法：nianbao")
    for english in ("usage", "optional", "options", "positional", "show this"):
        assert english not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "缺少：命令"),
        (("forecast",), "没有“forecast”这个命令"),
        (("ingest",), "缺少：PATH"),
        (("ask", "--fast", "问题"), "不认识的参数：--fast"),
        (("ask", "--today", "昨天", "问题"), "日期应写成"),
        (("serve", "--port", "99999"), "端口应在 1 到 65535 之间"),
        (("export", "--format", "xml"), "--format 不能是"),
        (("ingest", "a.txt", "--year", "24"), "年份应是四位数字"),
        (("ask", "  "), "问题是空的"),
        (("ask", "问题", "--batch", "a.jsonl"), "只能给一个"),
    ],
)
def test_misuse_is_explained_in_chinese_with_exit_code_2(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("command", ["ask", "reports", "check", "export", "reindex"])
def test_without_a_library_every_command_says_how_to_make_one(
    run: Run, tmp_path: Path, command: str
) -> None:
    question = ["收到多少件申请"] if command == "ask" else []
    code, out, err = run(command, *question, "--library", tmp_path / "none")
    assert (code, out) == (1, "")
    assert "nianbao ingest" in err
    assert "Traceback" not in err


def test_the_library_comes_from_the_environment_unless_named(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("reports")[0] == 1
    monkeypatch.setenv("NIANBAO_LIBRARY", str(library))
    assert "共 2 份报告" in run("reports")[1]
    assert run("reports", "--library", tmp_path / "other")[0] == 1


def test_a_folder_with_broken_files_keeps_the_rest_and_exits_1(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / WOLONG.name).write_bytes(WOLONG.read_bytes())
    (folder / "空文件.txt").write_bytes(b"")
    (folder / "会议.txt").write_text(NOT_A_REPORT, encoding="utf-8")
    (folder / "程序.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "MANIFEST.json").write_text("[]", encoding="utf-8")
    (folder / ".hidden.txt").write_text(NOT_A_REPORT, encoding="utf-8")
    code, out, _ = run("ingest", folder, "--library", tmp_path / "library", "--json")
    outcomes = {Path(found["file"]).name: found for found in objects(out)}
    assert code == 1
    assert set(outcomes) == {WOLONG.name, "空文件.txt", "会议.txt", "程序.txt"}
    assert outcomes[WOLONG.name]["status"] == "added"
    for broken in ("空文件.txt", "会议.txt", "程序.txt"):
        assert outcomes[broken]["status"] == "failed"
        assert outcomes[broken]["error"]
        assert "\n" not in outcomes[broken]["error"]
    assert "共 1 份报告" in run("reports", "--library", tmp_path / "library")[1]


def test_ingest_prints_the_contracts_object(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("ingest", WOLONG, "--library", tmp_path / "library", "--json")
    (outcome,) = objects(out)
    assert code == 0
    assert list(outcome) == [
        "file", "status", "report", "organ", "region", "year", "form", "figures", "passages",
        "warnings", "error",
    ]  # fmt: skip
    assert outcome["report"] == WOLONG_ID
    assert (outcome["organ"], outcome["year"]) == ("卧龙区人民政府办公室", 2024)
    assert outcome["figures"] == 200
    assert outcome["error"] is None


def test_the_same_file_again_is_unchanged(run: Run, tmp_path: Path) -> None:
    run("ingest", WOLONG, "--library", tmp_path / "library")
    code, out, _ = run("ingest", WOLONG, "--library", tmp_path / "library", "--json")
    assert code == 0
    assert [found["status"] for found in objects(out)] == ["unchanged"]


def test_a_folder_gives_the_same_whether_its_files_are_read_at_once_or_singly(
    run: Run, tmp_path: Path
) -> None:
    files = sorted(WOLONG.parent.glob("平潭综合实验区财政金融局_*"))
    assert len(files) >= FEWEST_FOR_WORKERS
    run("ingest", *files, "--library", tmp_path / "at once")
    for file in files:
        run("ingest", file, "--library", tmp_path / "singly")
    at_once, singly = (
        run("export", "--format", "jsonl", "--library", tmp_path / name)[1]
        for name in ("at once", "singly")
    )
    assert at_once == singly != ""


def test_a_missing_file_is_a_failed_outcome_and_makes_no_library(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("ingest", tmp_path / "没有.pdf", "--library", tmp_path / "library")
    assert code == 1
    assert "找不到" in out
    assert not (tmp_path / "library").exists()


def test_a_zip_with_chinese_names_is_taken_in_file_by_file(run: Run, tmp_path: Path) -> None:
    archive = tmp_path / "报告.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(f"年报/{WOLONG.name}", WOLONG.read_bytes())
        packed.writestr("年报/坏的.txt", b"")
        packed.writestr("README.md", "说明")
    code, out, _ = run("ingest", archive, "--library", tmp_path / "library", "--json")
    found = {Path(outcome["file"]).name: outcome["status"] for outcome in objects(out)}
    assert code == 1
    assert found == {WOLONG.name: "added", "坏的.txt": "failed"}


def test_a_question_gives_the_contracts_object(run: Run, library: Path) -> None:
    question = "卧龙区政府办2024年因为涉密没给公开的有几件？"
    code, out, _ = run("ask", question, "--library", library, "--json")
    (answer,) = objects(out)
    assert code == 0
    expected = {
        "id", "question", "status", "text", "value", "unit", "premise", "figures", "computed",
        "passages", "options", "notes", "seconds",
    }  # fmt: skip
    assert expected <= set(answer)
    assert (answer["status"], answer["value"], answer["unit"]) == ("answered", 1, "件")
    (figure,) = answer["figures"]
    assert (figure["row"], figure["column"]) == ("denied.state_secret", "total")
    lines = WOLONG.read_text(encoding="utf-8").splitlines()
    assert figure["quote"] in lines[figure["source"]["line"] - 1]


def test_a_question_is_answered_in_words_with_the_verbatim_row(run: Run, library: Path) -> None:
    code, out, _ = run("ask", "卧龙区政府办2024年收到多少件申请", "--library", library)
    assert code == 0
    assert "82" in out.splitlines()[0]
    assert "第三部分" in out or "本年新收政府信息公开申请数量" in out
    assert "已核验" in out


def test_explain_says_what_was_understood(run: Run, library: Path) -> None:
    question = "卧龙区政府办2024年收到多少件申请"
    _, out, _ = run("ask", question, "--library", library, "--explain")
    assert "理解：" in out
    assert "机关：卧龙区人民政府办公室" in out


def test_batch_answers_in_order_with_the_same_ids(run: Run, library: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "question": "卧龙区政府办2024年收到多少件申请"},
        {"id": 7, "turns": ["卧龙区政府办2024年收到多少件申请", "办结了多少"]},
        {"id": "c", "question": "今天天气怎么样"},
    ]
    batch = tmp_path / "问题.jsonl"
    batch.write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8"
    )
    code, out, _ = run("ask", "--batch", batch, "--json", "--library", library)
    answers = objects(out)
    assert code == 0
    assert [answer["id"] for answer in answers] == ["a", 7, "c"]
    assert [answer["value"] for answer in answers] == [82, 70, None]
    assert [turn["value"] for turn in answers[1]["turns"]] == [82, 70]
    assert answers[2]["status"] == "out_of_scope"


def test_a_broken_line_of_a_batch_fails_alone(run: Run, library: Path, tmp_path: Path) -> None:
    batch = tmp_path / "问题.jsonl"
    batch.write_text(
        '{"id": 1, "question": "卧龙区政府办2024年收到多少件申请"\n'
        '{"id": 2, "turns": []}\n'
        '{"id": 3, "question": "卧龙区政府办2024年收到多少件申请"}\n',
        encoding="utf-8",
    )
    code, out, _ = run("ask", "--batch", batch, "--json", "--library", library)
    assert code == 1
    assert [answer.get("value") for answer in objects(out)] == [None, None, 82]
    assert objects(out)[1]["id"] == 2
    assert run("ask", "--batch", tmp_path / "没有.jsonl", "--library", library)[0] == 1


def test_a_conversation_keeps_the_organ_and_ends_with_the_input(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "卧龙区政府办2024年收到多少件申请\n\n办结了多少\n退出\n不会再问\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    code, out, _ = run("ask", "--library", library, "--json")
    assert code == 0
    assert [answer["value"] for answer in objects(out)] == [82, 70]


def test_export_has_the_contracts_columns_in_both_formats(
    run: Run, library: Path, tmp_path: Path
) -> None:
    columns = (
        "report organ region year scope row column value unit printed state trust page line source"
    )
    _, as_lines, _ = run("export", "--format", "jsonl", "--library", library)
    rows = objects(as_lines)
    assert list(rows[0]) == columns.split()
    _, as_csv, _ = run("export", "--library", library)
    table = list(csv.DictReader(io.StringIO(as_csv)))
    assert len(table) == len(rows)
    found = {(row["report"], row["row"], row["column"]): row["value"] for row in table}
    assert found[(WOLONG_ID, "received_new", "total")] == "82"
    code, out, _ = run("export", WOLONG_ID, "--output", tmp_path / "a.csv", "--library", library)
    assert (code, out) == (0, "")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfreport,")
    assert run("export", "--output", tmp_path / "no" / "a.csv", "--library", library)[0] == 1


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-8", "-8"),
        ("+5.5", "+5.5"),
        ("-x", "'-x"),
        ("＝1", "'＝1"),
    ],
)
def test_no_exported_text_becomes_a_formula(cell: str, kept: str) -> None:
    assert formula_safe(cell) == kept


def test_check_reads_a_file_without_adding_it(run: Run, library: Path) -> None:
    code, out, _ = run("check", WOLONG, "--json", "--library", library.parent / "none")
    (findings,) = objects(out)
    assert code == 0
    assert findings["report"] is None
    assert findings["figures"] == 200
    assert {check["status"] for check in findings["checks"]} <= {"PASS", "NOT_ASSESSABLE"}
    assert "82 + 0 = 70 + 12" in run("check", WOLONG_ID, "--library", library)[1]
    assert "共" not in run("check", "--library", library)[2]


def test_check_compares_a_draft_with_last_years_report_of_the_library(
    run: Run, library: Path
) -> None:
    draft = FINANCE.with_name("平潭综合实验区财政金融局_2025.html")
    code, out, _ = run("check", draft, "--json", "--library", library)
    (findings,) = objects(out)
    assert (code, findings["report"], findings["previous"]) == (0, None, FINANCE.stem)
    across = [check for check in findings["checks"] if "与2024年报告" in check["label"]]
    assert [check["relation"] for check in across] == ["carried_over"] * 7 + ["in_force"] * 2
    assert across[7]["formula"] == "0 = 1 + 0 − 1"
    (repeated,) = findings["repeated"]
    assert (repeated["report"], len(repeated["passages"])) == (FINANCE.stem, 2)
    assert repeated["passages"][1]["text"] == repeated["passages"][1]["other_text"]
    said = run("check", draft, "--library", library)[1].splitlines()
    assert said[-1].startswith(f"  雷同：有 2 段与本机关上年报告 {FINANCE.stem} 大段相同")
    assert "共 2 份报告" in run("reports", "--library", library)[1]


def test_check_says_that_there_is_no_report_of_the_year_before(run: Run, library: Path) -> None:
    said = run("check", WOLONG_ID, "--library", library)[1]
    assert "库中没有同一机关、同一口径的2023年报告，未作核对。" in said
    assert said.endswith("雷同：与库中 1 份报告相比，没有大段相同的文字。\n")


def test_a_removed_report_comes_back(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "library"
    run("ingest", WOLONG, "--library", library)
    assert run("remove", WOLONG_ID, "--library", library)[0] == 0
    assert "共 0 份报告" in run("reports", "--library", library)[1]
    assert run("undo", WOLONG_ID, "--library", library)[0] == 0
    assert "共 1 份报告" in run("reports", "--library", library)[1]


def test_marks_of_readers_are_listed_oldest_first(run: Run, tmp_path: Path) -> None:
    with Library.create(tmp_path) as made:
        made.feedback("收到多少件申请", '{"text":"82件"}', "有用")
        made.feedback("结转\n多少件", '{"text":"12件"}', "有误")
    code, out, _ = run("feedback", "--library", tmp_path)
    assert code == 0
    assert [line[16:] for line in out.splitlines()[:2]] == [
        "  有用  收到多少件申请",
        "  有误  结转 多少件",
    ]
    assert out.endswith("共 2 条评价。\n")
    listed = objects(run("feedback", "--json", "--library", tmp_path)[1])
    assert list(listed[0]) == ["given_at", "question", "answer_json", "mark"]
    assert [mark["answer_json"] for mark in listed] == ['{"text":"82件"}', '{"text":"12件"}']


def test_a_report_nobody_has_is_named_with_its_likes(run: Run, library: Path) -> None:
    code, _, err = run("remove", "卧龙区政府办_2024", "--library", library)
    assert code == 1
    assert WOLONG_ID in err


def test_an_unforeseen_error_is_one_line_and_a_log(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", None)
    code, _, err = run("ask", "--batch", "-", "--library", library)
    assert code == 1
    assert err.count("\n") == 1
    log = tmp_path / "nianbao" / "error.log"
    assert str(log) in err
    assert "Traceback" in log.read_text(encoding="utf-8")
    monkeypatch.setenv("NIANBAO_DEBUG", "1")
    assert "Traceback" in run("ask", "--batch", "-", "--library", library)[2]


def test_a_reader_that_goes_away_ends_the_output_quietly(library: Path) -> None:
    program = "import sys\nfrom ui.cli import main\nsys.exit(main())"
    command = [sys.executable, "-c", program, "export", "--library", str(library)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.readline()
        writer.stdout.close()
        said = writer.stderr.read()
    assert (writer.returncode, said) == (0, b"")


def test_output_is_utf8_whatever_the_locale(library: Path) -> None:
    program = "import sys\nfrom ui.cli import main\nsys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, "reports", "--library", str(library)],
        cwd=ROOT,
        capture_output=True,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert done.returncode == 0
    assert WOLONG_ID in done.stdout.decode("utf-8")
