"""The word index: what counts as a word, and which passages come first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from index.store import lexical
from index.store.database import Database
from index.tokens import tokens_of
from index.words import words_of
from tests.library_samples import DictVectors, made_report, stand_ins


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path, machinery=stand_ins(DictVectors())) as made:
        yield made


def counts(library: Library) -> dict[str, int]:
    database = Database(library.path / "reports.db")
    with database.reading() as connection:
        rows = connection.execute("select word, passages from word where kind = 'narrative'")
        found = dict(rows.fetchall())
    database.close()
    return found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("举办培训班3期。", "培训"),
        ("召开新闻发布\n会6场", "新闻发布会"),
        ("制发规范性 文件", "文件"),
        ("使用IPv6访问", "ipv6"),
    ],
)
def test_words_are_found_inside_longer_words_and_over_line_breaks(text: str, word: str) -> None:
    assert word in words_of(text)


def test_punctuation_is_no_word() -> None:
    assert words_of("“，。（）……——！”") == []


def test_the_model_sees_words_characters_and_that_there_is_a_number() -> None:
    assert tokens_of("公开82件") == ["公开", "0", "公", "开", "件"]
    assert tokens_of("公开7件") == tokens_of("公开82件")


def test_word_counts_go_with_the_reports(library: Library) -> None:
    library.add(*made_report(sentences=("举办培训。", "培训培训。")))
    library.add(*made_report(year=2023, sentences=("培训一次。",)))
    assert counts(library)["培训"] == 3
    assert counts(library)[""] == 3
    library.remove("青山县财政局_2023")
    assert counts(library)["培训"] == 2
    library.remove("青山县财政局_2024")
    assert counts(library) == {}


def test_the_rarer_word_decides(library: Library) -> None:
    common = tuple(f"公开信息第{number}批。" for number in range(20))
    library.add(*made_report(sentences=(*common, "公开听证会记录。")))
    for report_ids in (None, ["青山县财政局_2024"]):
        best = library.lexical_search("公开听证会", report_ids, limit=1)[0]
        assert best.passage.text == "公开听证会记录。"


def test_many_reports_are_searched_like_few(library: Library) -> None:
    years = range(2001, 2021)
    with library.writing():
        for year in years:
            library.add(*made_report(year=year, sentences=(f"公报{year}期。", "无其他事项。")))
    some = [f"青山县财政局_{year}" for year in years][:15]
    found = library.lexical_search("公报", some, limit=100)
    assert sorted(hit.report_id for hit in found) == some


def test_over_the_library_the_most_frequent_words_are_left_out() -> None:
    known = {"公开": 90_000, "信息": 4_000, "听证会": 12}
    assert lexical._rarest(known) == ["听证会", "信息"]
    assert lexical._rarest({"公开": 90_000}) == ["公开"]
