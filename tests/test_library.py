"""A library keeps reports whole, exactly, once, and lets nothing be lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from index import (
    Added,
    Library,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryMissing,
    ReportIncomplete,
    ReportMissing,
)
from tests.library_samples import DictVectors, made_report, stand_ins

ID = "青山县财政局_2024"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", machinery=stand_ins(DictVectors())) as made:
        yield made


def test_a_report_is_added_and_its_source_kept(library: Library) -> None:
    report, original = made_report()
    assert library.add(report, original) == Added("added", ID)
    source = library.path / "sources" / f"{report.sha256}.txt"
    assert source.read_bytes() == original
    assert library.source(ID) == source


def test_adding_the_same_file_twice_changes_nothing(library: Library) -> None:
    library.add(*made_report())
    before = (library.cards(), library.figures(), library.passages(ID))
    assert library.add(*made_report()) == Added("unchanged", ID)
    assert (library.cards(), library.figures(), library.passages(ID)) == before


def test_the_same_file_under_another_name_changes_nothing(library: Library) -> None:
    library.add(*made_report())
    assert library.add(*made_report(file="副本.txt")) == Added("unchanged", ID)


def test_everything_of_a_report_is_read_back_as_it_was(library: Library) -> None:
    report, original = made_report(
        cells=(("received_new", "total", "82"), ("fees", "amount", "18.8710"), ("x", "y", None))
    )
    library.add(report, original)
    assert library.text(ID) == report.text
    assert tuple(figure for _, figure in library.figures([ID])) == report.figures
    assert library.passages(ID) == report.passages
    assert library.sections(ID) == report.sections
    assert library.checks(ID) == report.checks
    assert library.unrecognised_rows(ID) == report.unrecognised_rows


def test_a_value_keeps_its_printed_precision(library: Library) -> None:
    library.add(*made_report(cells=(("fees", "amount", "18.8710"),)))
    [(_, figure)] = library.figures([ID], ["fees"], ["amount"])
    assert str(figure.value) == "18.8710"


def test_a_card_tells_a_report_without_its_text(library: Library) -> None:
    report, original = made_report()
    library.add(report, original)
    [card] = library.cards()
    assert (card.organ, card.region, card.year, card.scope) == (
        "青山县财政局",
        "云泽市青山县",
        2024,
        "own",
    )
    assert (card.figures, card.passages, card.published) == (1, 3, "2025-01-20")
    assert (card.form, card.sha256, card.warnings) == ("2021", report.sha256, ("无公历日期",))


def test_a_changed_report_of_the_same_organ_and_year_replaces_the_old(library: Library) -> None:
    library.add(*made_report())
    changed = made_report(cells=(("received_new", "total", "83"),))
    assert library.add(*changed) == Added("replaced", ID)
    assert [figure.printed for _, figure in library.figures()] == ["83"]
    assert len(library.cards()) == 1


def test_a_replaced_report_can_be_restored_and_the_newer_one_again(library: Library) -> None:
    first, second = made_report(), made_report(cells=(("received_new", "total", "83"),))
    library.add(*first)
    library.add(*second)
    assert library.restore(ID) == Added("replaced", ID)
    assert library.text(ID) == first[0].text
    assert tuple(figure for _, figure in library.figures([ID])) == first[0].figures
    library.restore(ID)
    assert library.text(ID) == second[0].text


def test_a_removed_report_is_gone_until_it_is_restored(library: Library) -> None:
    report, original = made_report()
    library.add(report, original)
    library.remove(ID)
    assert library.cards() == ()
    assert library.figures() == []
    assert library.lexical_search("培训") == []
    assert library.restore(ID) == Added("added", ID)
    assert library.text(ID) == report.text
    assert library.lexical_search("培训")[0].report_id == ID


def test_what_is_not_there_cannot_be_removed_restored_or_read(library: Library) -> None:
    for act in (library.remove, library.restore, library.text, library.checks):
        with pytest.raises(ReportMissing, match="没有"):
            act("没有这份_2024")
    with pytest.raises(ReportMissing):
        library.figures(["没有这份_2024"])


def test_the_same_bytes_read_as_another_year_move_the_report(library: Library) -> None:
    report, original = made_report()
    library.add(report, original)
    other, _ = made_report(year=2023)
    moved = type(report)(
        **{
            **{name: getattr(report, name) for name in ("form", "file", "sha256", "text")},
            "identity": other.identity,
        }
    )
    assert library.add(moved, original) == Added("replaced", "青山县财政局_2023")
    assert [card.id for card in library.cards()] == ["青山县财政局_2023"]


def test_reports_that_would_share_an_id_are_told_apart_by_region_then_scope(
    library: Library,
) -> None:
    given = [
        made_report(region="云泽市青山县"),
        made_report(region="海洲市青山县", sentences=("无。",)),
        made_report(region="海洲市青山县", scope="consolidated", sentences=("有。",)),
    ]
    assert [library.add(*one).report_id for one in given] == [
        "青山县财政局_2024",
        "青山县财政局_2024_海洲市青山县",
        "青山县财政局_2024_海洲市青山县_consolidated",
    ]


def test_the_id_of_a_removed_report_is_not_given_to_another(library: Library) -> None:
    library.add(*made_report())
    library.remove(ID)
    other = library.add(*made_report(region=None, sentences=("无。",)))
    assert other.report_id == "青山县财政局_2024_own"


@pytest.mark.parametrize(
    ("organ", "year", "option"), [(None, 2024, "--organ"), ("局", None, "--year")]
)
def test_a_report_of_unknown_organ_or_year_is_refused_with_the_remedy(
    library: Library, organ: str | None, year: int | None, option: str
) -> None:
    with pytest.raises(ReportIncomplete, match=option):
        library.add(*made_report(organ, year))
    assert library.cards() == ()


def test_a_report_must_come_with_the_bytes_it_was_read_from(library: Library) -> None:
    with pytest.raises(ValueError, match="sha256"):
        library.add(made_report()[0], b"other bytes")


def test_figures_are_chosen_by_report_row_and_column(library: Library) -> None:
    cells = (("granted", "total", "5"), ("granted", "business", "1"), ("partial", "total", "2"))
    library.add(*made_report(cells=cells))
    library.add(*made_report(year=2023, cells=cells))
    chosen = library.figures([ID], ["granted", "partial"], ["total"])
    assert [(report, figure.cell) for report, figure in chosen] == [
        (ID, "granted:total"),
        (ID, "partial:total"),
    ]
    in_order = library.figures([ID, "青山县财政局_2023"], ["granted"], ["business"])
    assert [report for report, _ in in_order] == [ID, "青山县财政局_2023"]
    assert library.figures(rows=["no_such_row"]) == []


def test_a_group_is_summed_exactly_over_all_reports(library: Library) -> None:
    for year, amounts in ((2023, ("0.1", "0.2")), (2024, ("0.0000001", "0.2"))):
        cells = (("fees", "a", amounts[0]), ("fees", "b", amounts[1]))
        library.add(*made_report(year=year, cells=cells))
    assert [(sum_.report_id, sum_.value) for sum_ in library.cell_sums(["fees"], ["a", "b"])] == [
        ("青山县财政局_2023", Decimal("0.3")),
        ("青山县财政局_2024", Decimal("0.2000001")),
    ]


def test_a_sum_with_a_blank_or_missing_cell_has_no_value(library: Library) -> None:
    library.add(*made_report(cells=(("a", "total", "1"), ("b", "total", None))))
    library.add(*made_report(year=2023, cells=(("a", "total", "1"),)))
    library.add(*made_report(year=2022, cells=(("c", "total", "1"),)))
    told = [
        (one.report_id[-4:], one.value, one.cells, one.known, one.trust)
        for one in library.cell_sums(["a", "b"], ["total"])
    ]
    assert told == [("2023", None, 1, 1, "verified"), ("2024", None, 2, 1, "unverified")]


def test_sums_can_be_kept_to_some_reports(library: Library) -> None:
    for year in (2022, 2023, 2024):
        library.add(*made_report(year=year, cells=(("a", "total", str(year)),)))
    told = library.cell_sums(["a"], ["total"], ["青山县财政局_2023"])
    assert [(one.report_id, one.value) for one in told] == [("青山县财政局_2023", Decimal(2023))]


def test_export_gives_every_figure_with_what_identifies_it(library: Library) -> None:
    library.add(*made_report())
    [row] = library.export_rows()
    assert (row.report, row.organ, row.year, row.row, row.column) == (
        ID,
        "青山县财政局",
        2024,
        "received_new",
        "total",
    )
    assert (row.value, row.printed, row.page, row.line, row.source) == (
        Decimal(82),
        "82",
        1,
        5,
        "report.txt",
    )


def test_reopening_gives_the_same(library: Library) -> None:
    library.add(*made_report())
    with Library.open(library.path, machinery=stand_ins(DictVectors())) as again:
        assert again.cards() == library.cards()
        assert again.figures() == library.figures()
        assert again.lexical_search("新闻发布会") == library.lexical_search("新闻发布会")


def test_cards_are_fresh_after_another_opening_changed_the_library(library: Library) -> None:
    assert library.cards() == ()
    with Library.open(library.path, machinery=stand_ins(DictVectors())) as other:
        other.add(*made_report())
    assert [card.id for card in library.cards()] == [ID]


def test_words_find_passages_in_the_library_or_in_some_reports(library: Library) -> None:
    library.add(*made_report())
    library.add(*made_report(year=2023, sentences=("召开新闻发布会2场。", "无其他事项。")))
    everywhere = library.lexical_search("开了几场新闻发布会")
    assert {hit.report_id for hit in everywhere[:2]} == {ID, "青山县财政局_2023"}
    [hit] = library.lexical_search("新闻发布会", ["青山县财政局_2023"])
    assert hit.passage.text == "召开新闻发布会2场。"
    assert library.lexical_search("，。！") == []
    assert library.lexical_search('" OR *') == []


def test_feedback_is_kept(library: Library) -> None:
    assert library.marks() == ()
    library.feedback("几件？", '{"text":"82件"}', "有用")
    library.feedback("结转几件？", '{"text":"没有找到"}', "有误")
    found = [(mark.question, mark.answer_json, mark.mark) for mark in library.marks()]
    assert found == [
        ("几件？", '{"text":"82件"}', "有用"),
        ("结转几件？", '{"text":"没有找到"}', "有误"),
    ]
    assert all(datetime.fromisoformat(mark.given_at).tzinfo for mark in library.marks())


def test_many_threads_read_while_one_writes(library: Library) -> None:
    library.add(*made_report())

    def ask(turn: int) -> str:
        if turn % 10 == 0:
            library.add(*made_report(year=2000 + turn))
        [(_, figure)] = library.figures([ID], ["received_new"], ["total"])
        return figure.printed + str(len(library.lexical_search("培训", [ID])))

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(60))) == {"821"}
    assert len(library.cards()) == 7


def test_a_second_writer_is_told_to_wait(library: Library) -> None:
    with Library.open(library.path, machinery=stand_ins(DictVectors())) as other:
        with library.writing(), pytest.raises(LibraryBusy, match="另一个程序正在写入"):
            other.add(*made_report())
        assert other.add(*made_report()).status == "added"


def test_reading_goes_on_while_another_writes(library: Library) -> None:
    library.add(*made_report())
    with Library.open(library.path, machinery=stand_ins(DictVectors())) as other, other.writing():
        assert library.figures([ID])


def test_no_library_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="nianbao ingest"):
        Library.open(tmp_path / "none")
    file = tmp_path / "file"
    file.write_text("not a folder")
    with pytest.raises(LibraryMissing):
        Library.open(file)


def test_a_library_is_not_made_over_another(library: Library) -> None:
    with pytest.raises(LibraryError, match="已经有一个库"):
        Library.create(library.path)


@pytest.mark.parametrize(
    "manifest", ["", "format = ", "format = 1\n[model]\nname = 3", "format = 'x'\nmodel = 1"]
)
def test_a_damaged_manifest_is_named(library: Library, manifest: str) -> None:
    (library.path / "library.toml").write_text(manifest)
    with pytest.raises(LibraryDamaged, match=r"library\.toml"):
        Library.open(library.path)


def test_a_library_of_a_newer_program_is_not_touched(library: Library) -> None:
    manifest = library.path / "library.toml"
    manifest.write_text(manifest.read_text().replace("format = 1", "format = 2"))
    with pytest.raises(LibraryError, match="升级"):
        Library.open(library.path)


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    with Library.create(tmp_path, machinery=stand_ins(DictVectors())):
        pass
    for leftover in tmp_path.glob("reports.db*"):
        leftover.write_bytes(b"no database" * 1000)
    with (
        Library.open(tmp_path, machinery=stand_ins(DictVectors())) as library,
        pytest.raises(LibraryDamaged, match=r"reports\.db"),
    ):
        library.cards()
    (tmp_path / "reports.db").unlink()
    with pytest.raises(LibraryDamaged, match="缺少"):
        Library.open(tmp_path)


def test_a_figure_question_imports_nothing_heavy(tmp_path: Path) -> None:
    with Library.create(tmp_path, machinery=stand_ins(DictVectors())) as library:
        library.add(*made_report())
    code = f"""
import sys
from pathlib import Path
from index import Library
with Library.open(Path({str(tmp_path)!r})) as library:
    library.cards(), library.text({ID!r}), library.figures([{ID!r}])
    library.cell_sums(["received_new"], ["total"]), library.lexical_search("培训")
heavy = {{"torch", "chromadb", "sentence_transformers", "numpy", "transformers"}}
print(sorted(heavy & set(sys.modules)))
"""
    root = Path(__file__).resolve().parent.parent
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )
    assert ran.stdout.strip() == "[]"
