"""Answers read from the text by searching: a number only where it counts what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index import Library
from index.embedder import load_embedder
from qa import ask
from qa.answer import Answer
from tests.library_samples import DictVectors, made_report, stand_ins

TODAY = date(2026, 6, 1)
SENTENCES = (
    "全年主动公开各类政府信息2310条，举办新闻发布会6场。",
    "开展民意征集53期、网上调查51期。",
    "关停运营不规范的政府网站1个、政务新媒体4个。",
    "“青山发布”微信公众号发布稿件99篇，每周对栏目检查一次。",
    "聘请第三方机构对门户网站开展评估。",
    "2023年编发政府公报11期，2024年编发政府公报12期。",
    "更新概况类信息10条，办理网民留言36件，均按时答复。",
    "答复人大建议和政协提案5件。",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    machinery = replace(stand_ins(DictVectors()), load_embedder=load_embedder)
    with Library.create(tmp_path, machinery=machinery) as made:
        made.add(*made_report(sentences=SENTENCES))
        other = ("门户网站运行平稳，安全可靠。", "全年主动公开政府信息120条。")
        made.add(*made_report("白水县民政局", sentences=other, region="云泽市白水县"))
        yield made


def answer(library: Library, question: str) -> Answer:
    return ask(library, f"青山县财政局2024年{question}", today=TODAY)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("新闻发布开了几场", 6),
        ("网络问卷做了几期", 51),
        ("向群众征集看法搞了几期", 53),
        ("停掉了几个官方账号", 4),
        ("公报印了几期", 12),
        ("公众号发了多少篇稿子", 99),
        ("总共晒出多少条信息", 2310),
    ],
)
def test_the_number_that_counts_what_is_asked_answers(
    library: Library, question: str, value: int
) -> None:
    found = answer(library, question)
    assert found.status == "answered", found.text
    assert found.value == value


@pytest.mark.parametrize(
    "question",
    [
        "公众号有多少粉丝",
        "新开了几个政务新媒体",
        "政务新媒体有几个",
        "政策解读发了多少篇",
        "栏目检查了几次",
        "网站访问量多少",
        "没答复的留言有几件",
        "网站目录类信息有多少条",
        "政协提案办了几件",
        "培训了多少人次",
    ],
)
def test_a_number_of_something_else_does_not(library: Library, question: str) -> None:
    assert answer(library, question).value is None


def test_words_are_quoted_with_the_words_that_reports_write_marked(library: Library) -> None:
    found = answer(library, "请了什么专业机构来盯网站")
    assert found.status == "answered"
    [passage] = found.passages
    assert passage.text == SENTENCES[4]
    assert "第三方机构" in [passage.text[start:end] for start, end in passage.highlights]


def test_who_says_something_is_asked_of_all_reports(library: Library) -> None:
    found = ask(library, "哪些单位的网站有专业机构评估", today=TODAY)
    assert found.status == "answered"
    assert [passage.organ for passage in found.passages] == ["青山县财政局"]


def test_what_no_report_says_is_not_answered(library: Library) -> None:
    assert answer(library, "怎么组织夏令营").status in ("not_found", "clarify", "out_of_scope")
