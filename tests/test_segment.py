"""Segmentation: jieba defines it, the faster binding must do exactly the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.segment import JiebaSegmenter, RustSegmenter, field_words, segment, tokenize

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
TEXT_SUFFIXES = (".txt", ".md", ".html", ".csv")


@pytest.fixture(scope="module")
def theirs() -> JiebaSegmenter:
    return JiebaSegmenter()


@pytest.fixture(scope="module")
def ours() -> RustSegmenter:
    return RustSegmenter()


def lines_of(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.suffix in TEXT_SUFFIXES:
            yield from path.read_text("utf-8").splitlines()


def test_the_corpus_is_cut_as_jieba_cuts_it(theirs: JiebaSegmenter, ours: RustSegmenter) -> None:
    lines = list(lines_of(CORPUS))
    assert len(lines) > 1000
    assert [line for line in lines if ours.words(line) != theirs.words(line)] == []
    assert [
        line for line in lines if ours.words_and_inner(line) != theirs.words_and_inner(line)
    ] == []


@pytest.mark.reports
def test_the_real_reports_are_cut_as_jieba_cuts_them(
    reports_dir: Path, theirs: JiebaSegmenter, ours: RustSegmenter
) -> None:
    lines = list(lines_of(reports_dir))
    assert len(lines) > 1000
    assert [line for line in lines if ours.words(line) != theirs.words(line)] == []
    assert [
        line for line in lines if ours.words_and_inner(line) != theirs.words_and_inner(line)
    ] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("占18.87%，增5%", ["占", "18.87%", "，", "增", "5%"]),
        ("见www.a-b.gov.cn", ["见", "www", ".", "a", "-", "b", ".", "gov", ".", "cn"]),
        ("电话0591-23165370", ["电话", "0591", "-", "23165370"]),
        ("## 一、总体情况", ["##", " ", "一", "、", "总体", "情况"]),
        ("received_new：1.5倍", ["received", "_", "new", "：", "1.5", "倍"]),
    ],
)
def test_marks_between_letters_and_digits_are_cut_as_jieba_cuts_them(
    text: str, words: list[str], theirs: JiebaSegmenter, ours: RustSegmenter
) -> None:
    assert theirs.words(text) == words
    assert ours.words(text) == words


def test_frequencies_of_our_words_are_those_that_jieba_suggests(theirs: JiebaSegmenter) -> None:
    import jieba  # quiet by now: `theirs` has loaded it

    plain = jieba.Tokenizer()
    plain.initialize()
    for word, frequency in field_words():
        plain.add_word(word)
        assert plain.FREQ[word] == frequency, word


def test_words_join_to_the_text_and_keep_their_places() -> None:
    text = "收到 ⼈⺠来信82件，\n办结18.5%"
    assert "".join(word for word, _, _ in tokenize(text)) == "收到 人民来信82件，\n办结18.5%"
    assert [(start, end) for _, start, end in tokenize(text)][:3] == [(0, 2), (2, 3), (3, 5)]
    assert "18.5%" in segment(text)
