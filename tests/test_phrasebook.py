"""The phrase book's notation, its files, and finding its phrases."""

from __future__ import annotations

import pytest

from qa.cell_catalogue import load_catalogue
from qa.normalise import normalise
from qa.phrase_notation import expand
from qa.phrasebook import load_phrase_book


@pytest.mark.parametrize(
    ("source", "literals"),
    [
        ("没办完", ["没办完"]),
        ("没(办|答复)完", ["没办完", "没答复完"]),
        ("结转(到)?下年", ["结转到下年", "结转下年"]),
        ("<year>结转", ["去年结转", "上年结转"]),
        ("(没(有)?|未)办", ["没有办", "没办", "未办"]),
    ],
)
def test_a_phrase_stands_for_all_its_wordings(source: str, literals: list[str]) -> None:
    assert expand(source, {"year": "去年|上年"}) == literals


def test_an_unclosed_bracket_is_named_in_the_error() -> None:
    with pytest.raises(ValueError, match="没\\(办"):
        expand("没(办", {})


def test_every_phrase_points_at_a_row_and_column_that_exist() -> None:
    catalogue = load_catalogue()
    columns = {(row.table, column) for row in catalogue.values() for column in row.columns}
    for phrase in load_phrase_book().phrases:
        meaning = phrase.meaning
        if meaning.facet == "row":
            assert set(meaning.ids) <= set(catalogue), phrase.source
        if meaning.facet == "column":
            assert {(meaning.table, column) for column in meaning.ids} <= columns, phrase.source


def test_every_row_of_both_forms_has_sure_phrases() -> None:
    sure = {
        phrase.meaning.ids[0]
        for phrase in load_phrase_book().phrases
        if phrase.meaning.facet == "row" and len(phrase.meaning.ids) == 1 and phrase.strength > 0.9
    }
    assert set(load_catalogue()) <= sure


def test_a_longer_phrase_hides_the_words_within_it() -> None:
    cues = load_phrase_book().find("个人隐私")
    assert {cue.phrase.meaning.ids for cue in cues if cue.phrase.meaning.facet == "column"} == set()


def test_a_phrase_never_reaches_across_a_full_stop() -> None:
    cues = load_phrase_book().find("说的是去年。还没办完")
    assert ("carried_in",) not in {cue.phrase.meaning.ids for cue in cues}


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("臥龍區　２０２４年", "卧龙区 2024年"),
        ("「予以公開」", '"予以公开"'),
        ("NGO申請", "ngo申请"),
        ("㈢第①项", "(三)第1项"),
        ("二〇二四年十二件", "二〇二四年十二件"),
        ("  新收 \t 申请  ", "新收 申请"),
    ],
)
def test_text_is_brought_into_one_spelling(typed: str, plain: str) -> None:
    assert normalise(typed).text == plain


def test_spans_lead_back_to_what_was_typed() -> None:
    typed = "請問㈢第1小項，　收了幾件"
    normalised = normalise(typed)
    start = normalised.text.index("收了")
    first, last = normalised.original_span(start, start + 2)
    assert typed[first:last] == "收了"
