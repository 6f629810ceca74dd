"""Words, numbers and blanks out of the lines and grids that reports print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.readers.rendering import Block, blocks_to_document
from ingest.readers.text import text_to_document
from ingest.tokens import Token, document_to_tokens, number_of, unit_of


def tokens_of(text: str) -> list[Token]:
    return document_to_tokens(text_to_document(text))


def texts_of(text: str) -> list[str]:
    return [token.text for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("规章 0 12 3", ["规章", "0", "12", "3"]),
        ("１.属于国家秘密　１　０", ["1属于国家秘密", "1", "0"]),
        ("⼀、本年新收政府信息公开申请数量 82", ["一本年新收", "政府信息公开申请数量", "82"]),
        ("行政许可 1,234", ["行政许可", "1,234"]),
        ("行政许可 1，234", ["行政许可", "1,234"]),
        ("1.属于國家秘密 3", ["1属于国家秘密", "3"]),
        ("0 0 02.其他法律行政法规禁止公开", ["0", "0", "0", "2其他法律行政法规禁止公开"]),
        ("1513四、结转下年度继续办理", ["1513", "四结转下年度继续办理"]),
        ("行政处罚 6 -1 37", ["行政处罚", "6", "-1", "37"]),
        ("行政处罚 6 减3 37", ["行政处罚", "6", "减3", "37"]),
        ("政府集中采购 14 386.2万元", ["政府集中采购", "14", "386.2万元"]),
        ("规章 / — 0", ["规章", "/", "—", "0"]),
        ("规章 | 0 |  | 3 |", ["规章", "0", "", "3"]),
    ],
)
def test_a_line_is_read_as_words_numbers_and_blanks(line: str, expected: list[str]) -> None:
    assert texts_of(line) == expected


@pytest.mark.parametrize(
    "line",
    ["- 3 -", "— 12 —", "第 3 页 共 6 页", "3 / 8", "Page 4", "2025-01-20 15:35"],
)
def test_what_only_numbers_or_dates_a_page_is_left_out(line: str) -> None:
    assert [token for token in tokens_of(line) if token.kind == "number"] == []


@pytest.mark.parametrize(
    "line",
    [
        "共收到申请82件，办结70件。",
        "2024年1月1日起",
        "发布信息50余条",
        "占51.85%；",
        "国办发〔2017〕",
    ],
)
def test_numbers_in_running_text_are_words(line: str) -> None:
    assert {token.kind for token in tokens_of(line)} == {"words"}


def test_a_page_number_glued_to_a_label_is_not_a_value() -> None:
    assert texts_of("— 1 —5.属于三类内部事务信息 3") == ["5属于三类内部事务信息", "3"]


def test_digits_run_together_leave_the_number_of_the_next_label() -> None:
    text = "1.属于国家秘密40000042.其他法律行政法规禁止公开0000000"
    expected = ["1属于国家秘密", "4000004", "2其他法律行政法规禁止公开", "0000000"]
    assert texts_of(text) == expected


def test_every_token_re_reads_from_the_text() -> None:
    text = "（一）予以公开 ３７ 0\n规章 | 0 |  |\n2.重复申请\n 1,200"
    for token in tokens_of(text):
        if token.kind != "words":
            assert text[token.start : token.end].replace("３７", "37") == token.text


def test_a_border_alone_behind_room_is_a_blank_cell() -> None:
    assert [token.kind for token in tokens_of("规章 |\n 0 |\n |\n 3 |")] == [
        "words",
        "number",
        "blank",
        "number",
    ]


def test_empty_cells_of_a_grid_are_blanks_but_not_those_of_its_header() -> None:
    rows = [("信息内容", "本年制发件数", ""), ("规章", "", "/")]
    document = blocks_to_document("html", [Block(row, table=1) for row in rows])
    kinds = [(token.kind, token.text) for token in document_to_tokens(document)]
    assert kinds == [
        ("words", "信息内容"),
        ("words", "本年制发件数"),
        ("words", "规章"),
        ("blank", ""),
        ("blank", "/"),
    ]


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("160.5964万元", "160.5964", "万元"),
        ("251000元", "251000", "元"),
        ("减3", "-3", ""),
        ("+4", "4", ""),
        ("1,234", "1234", ""),
    ],
)
def test_a_number_has_a_value_and_the_unit_printed_with_it(
    printed: str, value: str, unit: str
) -> None:
    (token,) = tokens_of(f"规章 {printed}")[1:]
    assert (number_of(token), unit_of(token)) == (Decimal(value), unit)
