"""Ranking: everyday words find the report's, and what a question wants decides among the likely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index import Library
from index.everyday import everyday_terms, own_terms
from tests.library_samples import DictVectors, made_report, stand_ins

ID = "青山县财政局_2024"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path, machinery=stand_ins(DictVectors())) as made:
        yield made


def hold(library: Library, *sentences: str, year: int = 2024) -> None:
    library.add(*made_report(year=year, sentences=sentences))


def first(library: Library, question: str) -> str:
    return library.search(question, [ID], limit=1)[0].passage.text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("开了几回记者会", "召开新闻发布会6场。"),
        ("官司打输了没有", "行政诉讼结果纠正1件。"),
        ("红头文件废了几个", "宣布失效规范性文件5件。"),
        ("老百姓来要材料的有多少", "收到政府信息公开申请82件。"),
        ("年底打分算不算这项", "将政务公开纳入绩效考核。"),
    ],
)
def test_everyday_words_find_the_words_of_reports(
    library: Library, question: str, sentence: str
) -> None:
    others = ("编发政府公报12期。", "门户网站运行平稳。", "举办培训班3期。")
    hold(library, *others, sentence)
    [hit] = library.search(question, [ID], limit=1, way="everyday")
    assert hit.passage.text == sentence


def test_a_sense_counts_once_however_many_of_its_words_are_there() -> None:
    [term] = everyday_terms("官司")
    assert term["官司"] == 1.0
    assert 0 < term["行政诉讼"] < 1
    assert own_terms("官司") == ({"官司": 1.0},)


def test_a_question_for_a_number_prefers_the_passage_that_counts_in_its_measure(
    library: Library,
) -> None:
    about = "新闻发布会制度不断完善，新闻发布会主题更加贴近群众。"
    hold(library, about, "召开新闻发布会6场。", "新闻发布会稿件阅读量3万次。")
    assert first(library, "新闻发布会多少场") == "召开新闻发布会6场。"


def preamble_and(sentence: str) -> tuple[object, bytes]:
    report, original = made_report(sentences=("如对本报告有疑问，请与办公室联系。", sentence))
    opening = replace(report.passages[0], section="preamble", headings=())
    return replace(report, passages=(opening, *report.passages[1:])), original


def test_the_preamble_answers_only_what_is_asked_about_the_report_itself(library: Library) -> None:
    report, original = preamble_and("本报告期办公室办理申请3件。")
    library.add(report, original)  # type: ignore[arg-type]
    assert first(library, "办公室在报告里办理的申请") == "本报告期办公室办理申请3件。"
    assert first(library, "对报告有疑问怎么联系") == "如对本报告有疑问，请与办公室联系。"


def test_over_many_reports_one_report_does_not_fill_the_answer(library: Library) -> None:
    with library.writing():
        hold(library, *(f"举办培训班{number}期，培训培训。" for number in range(1, 6)))
        for year in range(2010, 2014):
            hold(library, "举办业务培训并总结。", "无其他事项。", year=year)
    hits = library.search("培训", limit=5)
    reports = [hit.report_id for hit in hits]
    assert reports.count(ID) == 2
    assert len(set(reports)) == 4


@pytest.mark.parametrize("way", ["words", "everyday", "dense", "fused", "reranked"])
def test_every_way_of_ranking_finds_the_sentence_itself(library: Library, way: str) -> None:
    hold(library, "召开新闻发布会6场。", "编发政府公报12期。")
    hits = library.search("编发政府公报12期", [ID], way=way)  # type: ignore[arg-type]
    assert hits[0].passage.text == "编发政府公报12期。"


def test_a_large_library_is_searched_by_what_words_and_vectors_propose(tmp_path: Path) -> None:
    large = replace(stand_ins(DictVectors()), every_one=0)
    with Library.create(tmp_path, machinery=large) as library:
        hold(library, "召开新闻发布会6场。", "编发政府公报12期。")
        hold(library, "举办培训班3期。", year=2023)
        hits = library.search("开了几场记者会", limit=2)
        assert hits[0].passage.text == "召开新闻发布会6场。"
        assert first(library, "公报") == "编发政府公报12期。"
        assert library.search("公报", [ID], way="dense")
        assert library.lexical_search("公报")[0].passage.text == "编发政府公报12期。"


def test_words_of_the_everyday_list_stand_once(everyday: Sequence[str]) -> None:
    assert [line for line in everyday if line.count("=") != 1] == []


@pytest.fixture
def everyday() -> list[str]:
    path = Path(__file__).resolve().parents[1] / "index" / "everyday.txt"
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
