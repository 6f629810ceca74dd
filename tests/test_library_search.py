"""The vectors follow the database, whatever happens in between, and search uses both."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index import Library, ModelMismatch
from tests.library_samples import DictVectors, made_report, stand_ins, with_table_row

ID = "青山县财政局_2024"
ROOT = Path(__file__).resolve().parent.parent


def texts(library: Library, query: str, report_ids: list[str] | None = None) -> list[str]:
    return [hit.passage.text for hit in library.search(query, report_ids, limit=1)]


def test_a_passage_is_found_in_the_library_and_in_a_report(tmp_path: Path) -> None:
    with Library.create(tmp_path, machinery=stand_ins(DictVectors())) as library:
        library.add(*made_report())
        library.add(*made_report(year=2023, sentences=("举办培训5期。",)))
        assert texts(library, "召开新闻发布会6场") == ["召开新闻发布会6场。"]
        assert texts(library, "培训几期", ["青山县财政局_2023"]) == ["举办培训5期。"]
        [hit] = library.search("新闻发布会", limit=1)
        assert hit.passage.place.read(library.text(hit.report_id)) == hit.passage.text


def test_table_rows_and_narrative_are_searched_apart(tmp_path: Path) -> None:
    report, original = made_report()
    with Library.create(tmp_path, machinery=stand_ins(DictVectors())) as library:
        library.add(with_table_row(report, "granted", "（一）予以公开　总计 5"), original)
        [hit] = library.search("予以公开", kind="table_row")
        assert hit.passage.row == "granted"
        assert {hit.passage.kind for hit in library.search("予以公开")} == {"narrative"}


def test_searching_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    with Library.create(tmp_path) as library:
        assert library.search("培训") == []


def test_a_death_between_database_and_vectors_is_mended_on_the_next_search(tmp_path: Path) -> None:
    vectors = DictVectors()
    with Library.create(tmp_path, machinery=stand_ins(vectors)) as library:
        library.add(*made_report(year=2023))
        vectors.broken = True
        with pytest.raises(KeyboardInterrupt):
            library.add(*made_report())
    vectors.broken = False
    assert len(vectors.ids("narrative")) == 3
    with Library.open(tmp_path, machinery=stand_ins(vectors)) as again:
        assert [card.id for card in again.cards()] == ["青山县财政局_2023", ID]
        assert texts(again, "全年举办培训班3期", [ID]) == ["全年举办培训班3期。"]
    assert len(vectors.ids("narrative")) == 6


def test_a_death_inside_the_transaction_leaves_no_trace(tmp_path: Path) -> None:
    code = f"""
import os
from pathlib import Path
from index import Library
from index.store import pending
from tests.library_samples import DictVectors, made_report, stand_ins
pending.mark_passages = lambda connection, number: os._exit(9)
Library.open(Path({str(tmp_path)!r}), machinery=stand_ins(DictVectors())).add(*made_report())
"""
    with Library.create(tmp_path, machinery=stand_ins(DictVectors())) as library:
        ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
        assert ran.returncode == 9
        assert library.cards() == ()
        assert library.figures() == []
        assert library.lexical_search("培训") == []
        assert library.add(*made_report()).status == "added"


def test_vectors_of_removed_and_replaced_reports_go_with_them(tmp_path: Path) -> None:
    vectors = DictVectors()
    with Library.create(tmp_path, machinery=stand_ins(vectors)) as library:
        library.add(*made_report())
        library.add(*made_report(sentences=("无。",)))
        assert len(vectors.ids("narrative")) == 1
        library.remove(ID)
        assert vectors.ids("narrative") == set()
        library.restore(ID)
        assert len(vectors.ids("narrative")) == 1


def test_vectors_of_several_additions_are_made_together_at_the_end(tmp_path: Path) -> None:
    vectors = DictVectors()
    told: list[tuple[int, int]] = []
    with Library.create(tmp_path, machinery=stand_ins(vectors)) as library:
        with library.writing(lambda done, total: told.append((done, total))):
            for year in (2022, 2023, 2024):
                library.add(*made_report(year=year))
            assert vectors.ids("narrative") == set()
        assert len(vectors.ids("narrative")) == 9
    assert told == [(9, 9)]


def test_wiped_vectors_are_rebuilt(tmp_path: Path) -> None:
    with Library.create(tmp_path) as library:
        library.add(*made_report())
        before = library.search("开了几场发布会")
    shutil.rmtree(tmp_path / "chroma")
    with Library.open(tmp_path) as again:
        assert again.search("开了几场发布会") == before
    assert before[0].passage.text == "召开新闻发布会6场。"


def test_vectors_of_another_database_are_not_taken_for_ours(tmp_path: Path) -> None:
    for name, sentence in (("one", "举办培训班3期。"), ("two", "召开新闻发布会6场。")):
        with Library.create(tmp_path / name) as library:
            library.add(*made_report(sentences=(sentence,)))
    shutil.rmtree(tmp_path / "one" / "chroma")
    shutil.copytree(tmp_path / "two" / "chroma", tmp_path / "one" / "chroma")
    with Library.open(tmp_path / "one") as library:
        [hit] = library.search("培训班", way="dense")
        assert hit.passage.text == "举办培训班3期。"
        assert hit.score > 0.5


def test_what_another_process_adds_is_found_without_reopening(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from index import Library
from tests.library_samples import made_report
with Library.open(Path({str(tmp_path)!r})) as library:
    library.add(*made_report(year=2023, sentences=("政府公报编发12期。",)))
"""
    with Library.create(tmp_path) as library:
        library.add(*made_report())
        assert library.search("公报出了几期", limit=1)[0].report_id == ID
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        assert texts(library, "公报出了几期") == ["政府公报编发12期。"]


def test_another_model_is_refused_with_the_remedy(tmp_path: Path) -> None:
    Library.create(tmp_path, machinery=stand_ins(DictVectors())).close()
    with pytest.raises(ModelMismatch, match="nianbao reindex"):
        Library.open(tmp_path, "some-other-model")


def test_the_model_is_taken_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_MODEL", "chosen-by-the-user")
    Library.create(tmp_path, machinery=stand_ins(DictVectors())).close()
    assert 'name = "chosen-by-the-user"' in (tmp_path / "library.toml").read_text()
    monkeypatch.delenv("NIANBAO_MODEL")
    with pytest.raises(ModelMismatch, match="chosen-by-the-user"):
        Library.open(tmp_path)


def test_another_version_of_the_model_is_noticed_before_anything_is_written(
    tmp_path: Path,
) -> None:
    vectors = DictVectors()
    with Library.create(tmp_path, machinery=stand_ins(vectors, dim=64)) as library:
        library.add(*made_report())
    with Library.open(tmp_path, machinery=stand_ins(vectors, dim=32)) as changed:
        with pytest.raises(ModelMismatch, match="nianbao reindex"):
            changed.add(*made_report(year=2023))
        with pytest.raises(ModelMismatch, match="nianbao reindex"):
            changed.search("培训")
        assert len(changed.cards()) == 1
        assert changed.figures()


def test_reindex_makes_all_vectors_with_the_other_model(tmp_path: Path) -> None:
    with Library.create(tmp_path) as library:
        library.add(*made_report())
    other = DictVectors()
    with Library.reindex(tmp_path, "letters", machinery=stand_ins(other)) as renewed:
        assert texts(renewed, "召开新闻发布会6场") == ["召开新闻发布会6场。"]
    assert len(other.ids("narrative")) == 3
    with Library.open(tmp_path, "letters", machinery=stand_ins(other)) as again:
        assert len(again.cards()) == 1
    assert 'fingerprint = "letters64"' in (tmp_path / "library.toml").read_text()


def test_reindex_with_the_same_model_makes_the_same_vectors(tmp_path: Path) -> None:
    with Library.create(tmp_path) as library:
        library.add(*made_report())
        before = library.search("开了几场发布会")
    with Library.reindex(tmp_path) as again:
        assert again.search("开了几场发布会") == before
