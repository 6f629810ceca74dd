"""Evidence packs: the same bytes for the same answer, and nothing in them changes unnoticed."""

from __future__ import annotations

import io
import json
import re
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from index import Library
from ingest import read_report
from qa import Answer, ask
from ui.cli import main
from ui.pack import PackBroken, PackOutdated, Verdict, verify_pack, write_pack
from ui.pack.computed import faults_of
from ui.pack.formula import steps_of
from ui.pack.layout import sha256, to_json, unzip_members, zip_members

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.world.library import make_world

AT = datetime(2025, 6, 1, 8, 30, tzinfo=UTC)
TODAY = date(2025, 6, 1)
QU = "鹿鸣区人民政府"
Members = dict[str, bytes]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("pack")
    with Library.create(folder / "library") as library, library.writing():
        for report in make_world().reports.values():
            if report.organ.name == QU and report.year > 2022:
                path = folder / report.file
                path.write_text(report.text, encoding="utf-8")
                library.add(read_report(path), path.read_bytes())
        yield library


@pytest.fixture(scope="module")
def answers(library: Library) -> list[Answer]:
    asked = (
        "鹿鸣区人民政府2024年不予公开占全部办理结果的比例是多少",
        "鹿鸣区人民政府2024年新收申请比2023年多几件",
        "鹿鸣区人民政府2024年主动公开了多少条信息？",
    )
    found = [ask(library, question, today=TODAY) for question in asked]
    assert all(answer.status == "answered" for answer in found)
    return found


@pytest.fixture(scope="module")
def pack(library: Library, answers: list[Answer]) -> bytes:
    return write_pack(library, answers, at=AT, version="nianbao 1")


def failed(verdict: Verdict) -> list[str]:
    return [finding.check for finding in verdict.findings if finding.outcome == "failed"]


def outcome(data: bytes, *, reread: bool = False) -> list[str]:
    """The names of the checks that fail; what cannot even be taken apart is one of them."""
    try:
        return failed(verify_pack(data, reread=reread))
    except PackBroken as broken:
        return [f"拒绝：{broken}"]


def forged(pack: bytes, change: Callable[[Members], None]) -> bytes:
    """A pack as a careful forger makes it: changed, with every hash in the manifest made anew."""
    members = unzip_members(pack)
    manifest = json.loads(members.pop("manifest.json"))
    change(members)
    manifest["files"] = [
        {"name": name, "sha256": sha256(data), "size": len(data)}
        for name, data in sorted(members.items())
    ]
    return zip_members(members | {"manifest.json": with_own_hash(manifest)})


def with_own_hash(manifest: dict[str, Any]) -> bytes:
    own = sha256(to_json({**manifest, "sha256": ""}))
    return to_json({**manifest, "sha256": own})


def edit(name: str, change: Callable[[Any], object]) -> Callable[[Members], None]:
    def changed(members: Members) -> None:
        content = json.loads(members[name])
        change(content)
        members[name] = to_json(content)

    return changed


def test_a_pack_holds_answer_reports_spans_and_manifest(pack: bytes, library: Library) -> None:
    members = unzip_members(pack)
    assert set(members) == {
        "answer.json", "answer.md", "answer.html", "spans.json", "manifest.json",
        "reports/001/text.txt", "reports/001/original.txt",
        "reports/002/text.txt", "reports/002/original.txt",
    }  # fmt: skip
    source = library.source(f"{QU}_2024")
    assert source is not None
    assert members["reports/001/original.txt"] == source.read_bytes()
    assert members["reports/001/text.txt"].decode() == library.text(f"{QU}_2024")
    spans = json.loads(members["spans.json"])["spans"]
    text = members["reports/001/text.txt"].decode()
    first = spans[0]
    assert text[first["start"] : first["end"]] == first["quote"]
    assert text[first["cell_start"] : first["cell_end"]].strip().isdecimal()


def test_the_same_answers_at_the_same_time_give_the_same_bytes(
    pack: bytes, library: Library, answers: list[Answer]
) -> None:
    assert write_pack(library, answers, at=AT, version="nianbao 1") == pack
    later = write_pack(library, answers, at=AT.replace(hour=9), version="nianbao 1")
    assert later != pack


def test_an_untouched_pack_holds_also_when_its_originals_are_read_again(pack: bytes) -> None:
    verdict = verify_pack(pack, reread=True)
    assert verdict.holds
    assert [finding.outcome for finding in verdict.findings] == ["ok"] * 7
    assert not [remark for finding in verdict.findings for remark in finding.remarks]


def test_the_readable_files_give_question_figure_and_formal_citation(pack: bytes) -> None:
    members = unzip_members(pack)
    for name in ("answer.md", "answer.html"):
        told = members[name].decode()
        assert "鹿鸣区人民政府2024年不予公开占全部办理结果的比例是多少" in told
        assert "第三部分“收到和处理政府信息公开申请情况”，第" in told
        assert "参考文献" in told
        assert sha256(members["reports/001/original.txt"]) in told


def test_any_flipped_byte_of_a_member_is_found(pack: bytes) -> None:
    members = unzip_members(pack)
    unnoticed = []
    for name, data in members.items():
        step = max(1, len(data) // 40)
        for at in {0, len(data) - 1, *range(0, len(data), step)}:
            flipped = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
            if not outcome(zip_members(members | {name: flipped})):
                unnoticed.append((name, at))
    assert not unnoticed


def test_any_changed_digit_of_a_member_is_found(pack: bytes) -> None:
    members = unzip_members(pack)
    unnoticed = []
    for name, data in members.items():
        places = [match.start() for match in re.finditer(rb"\d", data)]
        for at in places[:: max(1, len(places) // 40)]:
            digit = b"%d" % ((data[at] - 48 + 1) % 10)
            changed = data[:at] + digit + data[at + 1 :]
            if not outcome(zip_members(members | {name: changed})):
                unnoticed.append((name, at))
    assert not unnoticed


def test_any_flipped_byte_between_the_members_is_found_too(pack: bytes) -> None:
    tail = len(pack) - 1200
    places = [*range(200), *range(tail, len(pack))]
    unnoticed = [
        at for at in places if not outcome(pack[:at] + bytes([pack[at] ^ 1]) + pack[at + 1 :])
    ]
    assert not unnoticed


@pytest.mark.parametrize("extra", [b"\0", b"PK\x05\x06" + b"\0" * 18])
def test_bytes_before_or_after_the_archive_are_found(pack: bytes, extra: bytes) -> None:
    assert outcome(pack + extra)
    assert outcome(extra + pack)
    assert outcome(pack[:-1])


def value_of(content: Any) -> None:
    content["answers"][1]["value"] += 1


def computed_value(content: Any) -> None:
    content["answers"][0]["computed"]["value"] = 0.5


def operand(content: Any) -> None:
    computed = content["answers"][1]["computed"]
    computed["formula"] = "999 - 1 = 998"
    computed["value"] = content["answers"][1]["value"] = 998


def wrong_sum(content: Any) -> None:
    computed = content["answers"][1]["computed"]
    left, _, right = computed["formula"].partition(" = ")
    computed["formula"] = f"{left} = {int(right) + 1}"


def figure(field: str, value: Any) -> Callable[[Any], None]:
    def change(content: Any) -> None:
        content["answers"][0]["figures"][0][field] = value

    return change


def figure_line(content: Any) -> None:
    content["answers"][0]["figures"][0]["source"]["line"] += 1


def span_start(content: Any) -> None:
    content["spans"][0]["start"] += 1


def cell_start(content: Any) -> None:
    content["spans"][0]["cell_start"] -= 1


@pytest.mark.parametrize(
    ("name", "change", "check"),
    [
        ("answer.json", value_of, "算式与结果"),
        ("answer.json", computed_value, "算式与结果"),
        ("answer.json", operand, "算式与结果"),
        ("answer.json", wrong_sum, "算式与结果"),
        ("answer.json", figure("value", 12345), "表格数字"),
        ("answer.json", figure("printed", "12345"), "表格数字"),
        ("answer.json", figure("quote", "别的话"), "引文位置"),
        ("answer.json", figure("year", 2023), "引文位置"),
        ("answer.json", figure("report", "某办_2024"), "报告原件与文本"),
        ("answer.json", figure_line, "表格数字"),
        ("spans.json", span_start, "引文位置"),
        ("spans.json", cell_start, "表格数字"),
        ("spans.json", lambda c: c["spans"].pop(), "引文位置"),
    ],
)
def test_a_forged_answer_with_new_hashes_contradicts_its_reports(
    pack: bytes, name: str, change: Callable[[Any], object], check: str
) -> None:
    assert check in outcome(forged(pack, edit(name, change)))


def test_a_digit_changed_in_the_text_is_found_by_its_hash_and_by_its_quote(pack: bytes) -> None:
    spans = json.loads(unzip_members(pack)["spans.json"])["spans"]
    at = spans[0]["cell_start"]

    def change(members: Members) -> None:
        text = members["reports/001/text.txt"].decode()
        digit = str((int(text[at]) + 1) % 10)
        members["reports/001/text.txt"] = (text[:at] + digit + text[at + 1 :]).encode()

    assert {"报告原件与文本", "引文位置", "表格数字"} <= set(outcome(forged(pack, change)))


def consistently(members: Members) -> None:
    """Change a cell in text, spans and answer, all hashes with it; only the original is left."""
    spans = json.loads(members["spans.json"])
    contents = json.loads(members["answer.json"])
    cited = contents["answers"][0]["figures"][-1]
    span = next(
        one
        for one in spans["spans"]
        if one["answer"] == 0 and one["cell"] == f"{cited['row']}:{cited['column']}"
    )
    text = members["reports/001/text.txt"].decode()
    start, end = span["cell_start"], span["cell_end"]
    old = text[start:end]
    new = old[:-1] + str((int(old[-1]) + 1) % 10)
    text = text[:start] + new + text[end:]
    quote = text[span["start"] : span["end"]]
    for answer in contents["answers"]:
        for one in answer["figures"]:
            if (one["report"], one["row"]) == (cited["report"], cited["row"]):
                one["quote"] = quote
    for one in spans["spans"]:
        if (one["report"], one["start"]) == (span["report"], span["start"]):
            one["quote"] = quote
    cited["value"], cited["printed"] = int(new), new.strip()
    contents["answers"] = contents["answers"][:1]
    spans["spans"] = [one for one in spans["spans"] if one["answer"] == 0]
    spans["reports"] = spans["reports"][:1]
    spans["reports"][0]["text_sha256"] = sha256(text.encode())
    answer = contents["answers"][0]
    answer["computed"], answer["value"], answer["unit"] = None, None, None
    members["reports/001/text.txt"] = text.encode()
    members["spans.json"], members["answer.json"] = to_json(spans), to_json(contents)
    del members["reports/002/text.txt"], members["reports/002/original.txt"]


def test_what_is_forged_throughout_is_found_by_reading_the_original_again(pack: bytes) -> None:
    made = forged(pack, consistently)
    assert outcome(made) == ["可读文本"]
    assert "重读原件" in outcome(made, reread=True)


@pytest.mark.parametrize("name", ["answer.md", "answer.html"])
def test_readable_words_that_differ_from_the_answer_are_found(pack: bytes, name: str) -> None:
    def change(members: Members) -> None:
        members[name] = members[name].replace("已回答".encode(), "未回答".encode())

    assert outcome(forged(pack, change)) == ["可读文本"]


def test_words_of_another_version_of_the_program_are_not_judged(pack: bytes) -> None:
    members = unzip_members(pack)
    manifest = json.loads(members["manifest.json"])
    manifest["rendering"] = "another"
    verdict = verify_pack(zip_members(members | {"manifest.json": with_own_hash(manifest)}))
    assert verdict.holds
    (finding,) = [one for one in verdict.findings if one.check == "可读文本"]
    assert finding.outcome == "not_checked"
    assert finding.remarks


def test_a_missing_or_an_extra_file_is_found_by_the_manifest(pack: bytes) -> None:
    members = unzip_members(pack)
    without = {name: data for name, data in members.items() if name != "answer.html"}
    assert outcome(zip_members(without)) == ["清单与校验值"]
    more = members | {"reports/009/text.txt": b"x"}
    assert outcome(zip_members(more)) == ["清单与校验值"]
    assert "报告原件与文本" in outcome(
        forged(pack, lambda held: held.update({"reports/009/text.txt": b"x"}))
    )


def test_another_original_is_found_by_its_hash(pack: bytes) -> None:
    def change(members: Members) -> None:
        members["reports/001/original.txt"] = members["reports/002/original.txt"]

    assert "报告原件与文本" in outcome(forged(pack, change))


def test_a_pack_without_an_original_says_so(
    library: Library, answers: list[Answer], tmp_path: Path
) -> None:
    source = library.source(f"{QU}_2023")
    assert source is not None
    aside = tmp_path / "aside"
    source.rename(aside)
    try:
        verdict = verify_pack(write_pack(library, answers, at=AT), reread=True)
    finally:
        aside.rename(source)
    assert verdict.holds
    remarks = [remark for finding in verdict.findings for remark in finding.remarks]
    assert any(f"{QU}_2023" in remark for remark in remarks)


def test_an_answer_about_a_report_that_is_gone_cannot_be_packed(
    library: Library, answers: list[Answer]
) -> None:
    library.remove(f"{QU}_2023")
    try:
        with pytest.raises(PackOutdated, match="重新提问"):
            write_pack(library, answers, at=AT)
    finally:
        library.restore(f"{QU}_2023")


# Hostile files.


def zipped(
    *entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_STORED
) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data, method)
    return made.getvalue()


def symlink() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("reports/001/text.txt")
    entry.external_attr = 0o120777 << 16
    return entry


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 zip"),
        (b"not a zip at all", "不是 zip"),
        (b"PK\x03\x04" + b"\xff" * 60, "不是 zip"),
        (zipped(("answer.json", b"0" * 10_000_000), method=zipfile.ZIP_DEFLATED), "被压缩"),
        (zipped(("../answer.json", b"{}")), "不该有"),
        (zipped(("/etc/passwd", b"x")), "不该有"),
        (zipped(("reports/001/..\\text.txt", b"x")), "不该有"),
        (zipped(("reports/001/", b"")), "不该有"),
        (zipped((symlink(), b"/etc/passwd")), "封装"),
        (zipped(*[(f"reports/{at:03d}/text.txt", b"") for at in range(501)]), "超过 500"),
        (zip_members({"answer.json": b"{}"}), "没有 manifest.json"),
        (zip_members({"manifest.json": b"{"}), "不是合格的 JSON"),
        (zip_members({"manifest.json": b"[" * 200_000}), "不是合格的 JSON"),
        (zip_members({"manifest.json": b'{"format": 1e999999999}'}), "不是合格的 JSON"),
        (zip_members({"manifest.json": b'{"format": ' + b"9" * 9999 + b"}"}), "不是合格的 JSON"),
        (zip_members({"manifest.json": b'{"format": NaN}'}), "不是合格的 JSON"),
        (zip_members({"manifest.json": b'{"format": 1, "format": 1}'}), "不是合格的 JSON"),
        (zip_members({"manifest.json": b'"\xff"'}), "不是合格的 JSON"),
        (zip_members({"manifest.json": b'{"format": true}'}), "manifest.json"),
    ],
    ids=range(19),
)  # fmt: skip
def test_a_hostile_file_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(PackBroken, match=said):
        verify_pack(data)


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("answer.json", b"{}"), ("answer.json", b"[]"))
    with pytest.raises(PackBroken, match="同名"):
        verify_pack(data)


def test_a_member_that_claims_to_be_larger_than_the_file_is_refused(pack: bytes) -> None:
    at = pack.index(b"PK\x01\x02")
    sizes = struct.pack("<II", 2**31, 2**31)
    with pytest.raises(PackBroken, match="大小"):
        verify_pack(pack[: at + 20] + sizes + pack[at + 28 :])


@pytest.mark.parametrize("wrong", [None, [], "x", 3, {"answers": 1}, {"answers": [{}]}])
def test_an_answer_of_another_shape_is_refused(pack: bytes, wrong: Any) -> None:
    def change(members: Members) -> None:
        held = json.loads(members["answer.json"])
        made = {**held, **wrong} if isinstance(wrong, dict) else wrong
        members["answer.json"] = to_json(made)

    with pytest.raises(PackBroken, match=r"answer\.json"):
        verify_pack(forged(pack, change))


# The command.


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["verify", *arguments])
    written = capsys.readouterr()
    return code, written.out, written.err


def test_the_command_says_what_was_checked(
    pack: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "证据.zip"
    path.write_bytes(pack)
    code, out, _ = run(capsys, str(path), "--reread")
    assert code == 0
    assert sha256(pack) in out
    assert "✓ 重读原件：2 份原件重新读取，文本与数字相同" in out
    assert "结论：所核各项都成立。" in out


def test_the_command_fails_for_a_forged_pack_and_names_the_place(
    pack: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "forged.zip"
    path.write_bytes(forged(pack, edit("answer.json", value_of)))
    code, out, _ = run(capsys, str(path))
    assert code == 1
    assert "✗ 算式与结果" in out
    assert "第 2 问" in out
    assert "不可采信" in out


def test_the_command_speaks_json(
    pack: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(pack)
    code, out, _ = run(capsys, str(path), "--json")
    told = json.loads(out)
    assert (code, told["holds"], told["sha256"]) == (0, True, sha256(pack))
    assert {finding["outcome"] for finding in told["findings"]} == {"ok"}
    path.write_bytes(pack[:-1])
    code, out, _ = run(capsys, str(path), "--json")
    told = json.loads(out)
    assert (code, told["holds"]) == (1, False)
    assert told["error"]


def test_the_command_is_misused_without_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, str(tmp_path / "none.zip"))
    assert code == 2
    assert "none.zip" in err


# Formulas.


@pytest.mark.parametrize(
    ("formula", "holds"),
    [
        ("37 ÷ 70 = 52.86%", True),
        ("37 ÷ 70 = 52.87%", False),
        ("(32 + 7) ÷ 78 = 50%", True),
        ("(19 - 13) ÷ 13 = 46.15%", True),
        ("(73 - 99) ÷ 99 = -26.26%", True),
        ("8 - 13 = -5", True),
        ("8 - 13 = 5", False),
        ("(81 + 51 + 46 + 85) ÷ 4 = 65.75", True),
        ("(81 + 51 + 46 + 85) ÷ 4 = 65.7", False),
        ("1 + 1 = 2；2 ÷ 70 = 2.86%", True),
        ("1 + 1 = 3；2 ÷ 70 = 2.86%", False),
        ("卧龙区2024年 52.86%（37 ÷ 70）", True),
        ("卧龙区2024年 52.85%（37 ÷ 70）", False),
        ("0、6、34、11、36 的中位数 11", True),
        ("0、6、34、11、36 的中位数 34", False),
        ("5 ÷ 0 = 0%", False),
        ("0.1 + 0.2 = 0.3", True),
    ],
)
def test_a_formula_is_worked_out_again(formula: str, holds: bool) -> None:
    steps = steps_of(formula)
    assert steps
    assert all(step.holds for step in steps) is holds


@pytest.mark.parametrize(
    "formula",
    [
        "1" * 250_000,
        "1、" * 120_000 + "1",
        "(" * 250_000 + "1 + 1",
        "(1 + " * 50_000,
        "1 → " * 60_000,
        " + ".join(["1"] * 60_000) + " = 60000",
        "（".join(["1 ÷ 7"] * 3_000),
        "9" * 250_000 + " ÷ 7 = 1",
        "1" * 400_000,
    ],
    ids=range(9),
)
def test_an_endless_formula_is_soon_refused_or_ignored(answers: list[Answer], formula: str) -> None:
    computed = answers[1].computed
    assert computed is not None
    faults = faults_of(replace(answers[1], computed=replace(computed, formula=formula)))
    assert all(len(fault) < 300 for fault in faults)
    assert faults  # the value no longer follows
