from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.passages import (
    narrative_passages,
    table_row_passages,
    unrecognised_row_passages,
)
from ingest.readers.text import text_to_document
from ingest.report import Figure, Passage, Place
from ingest.sections import find_sections
from ingest.segment import segment, segment_finely, tokenize
from ingest.sentences import LONGEST, length, span_to_pieces

HEAD = "一、总体情况\n"
LONG = "本机关依照规定及时公开与群众生活密切相关的各类信息并持续更新有关栏目的内容。"


def passages(text: str, tables: tuple[Place, ...] = ()) -> tuple[Passage, ...]:
    document = text_to_document(text)
    return narrative_passages(document, find_sections(document), tables)


def words(text: str) -> list[str]:
    return [passage.text for passage in passages(text)]


def test_sentences_are_joined_until_there_is_enough_to_read() -> None:
    short = "全年公开信息五十条。"
    assert words(HEAD + short + LONG + LONG) == [short + LONG, LONG]


def test_items_of_a_list_stay_by_themselves_and_the_lead_stays_with_the_first() -> None:
    text = HEAD + "主要做法：一是加强学习，提高认识；二是完善制度，明确分工；三是严格检查。"
    assert words(text) == [
        "主要做法：一是加强学习，提高认识；",
        "二是完善制度，明确分工；",
        "三是严格检查。",
    ]


def test_a_paragraph_is_not_joined_with_the_item_above_it() -> None:
    text = HEAD + "三是公开电话，接受群众的监督。\n\n全年没有发生责任追究的情况。\n"
    assert words(text) == ["三是公开电话，接受群众的监督。", "全年没有发生责任追究的情况。"]


def test_a_passage_is_verbatim_over_wrapped_lines_and_page_numbers() -> None:
    text = HEAD + LONG[:20] + "\n- 2 -\n" + LONG[20:] + "\n- 3 -\n"
    assert words(text) == [LONG[:20] + "\n- 2 -\n" + LONG[20:]]


def test_a_long_sentence_is_cut_at_clauses() -> None:
    clause = "及时公开与群众生活密切相关的各类信息并持续更新有关栏目的内容"
    found = passages(HEAD + "，".join([clause] * 9) + "。")
    assert all(length(p.text, 0, len(p.text)) <= LONGEST for p in found)
    assert [p.text[-1] for p in found] == ["，"] * (len(found) - 1) + ["。"]


def test_a_clause_without_punctuation_is_cut_between_words() -> None:
    clause = "主动公开政府信息" * 40
    found = words(HEAD + clause)
    assert "".join(found) == clause
    assert all(piece.startswith(("主动公开", "政府信息")) for piece in found)


def test_times_and_thousands_are_not_cut() -> None:
    text = HEAD + "，".join([LONG[:-1]] * 5) + "，于16:34公开信息12,846条。"
    assert any("16:34公开信息12,846条" in piece for piece in words(text))


def test_a_passage_knows_its_part_and_the_headings_above_it() -> None:
    text = f"{HEAD}（一）主动公开情况\n1.发布信息。{LONG}\n（二）依申请公开情况\n{LONG}\n"
    assert [(p.section, p.headings) for p in passages(text)] == [
        ("sec_overview", ("一、总体情况", "（一）主动公开情况", "1.发布信息")),
        ("sec_overview", ("一、总体情况", "（二）依申请公开情况")),
    ]


def test_a_heading_that_runs_on_into_its_sentence_is_quoted_with_it() -> None:
    text = "一、总体情况本年度工作平稳。（一）强化组织，着力规范公开工作贯彻有关的各项要求。"
    assert words(text)[-1] == "（一）强化组织，着力规范公开工作贯彻有关的各项要求。"


def test_tables_are_not_narrative() -> None:
    table = "信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n行政规范性文件 6 4 31\n"
    text = "二、主动公开政府信息情况\n" + LONG + "\n" + table
    start = text.index("信息内容")
    assert [p.text for p in passages(text, (Place(start, len(text), 3),))] == [LONG]
    assert words(text) == [LONG]


def test_a_short_sentence_among_tables_is_kept() -> None:
    assert words("四、政府信息公开行政复议、行政诉讼情况\n无。\n总计\n0 0 0\n") == ["无。"]


def test_the_preamble_gives_its_sentences_without_title_and_page_header() -> None:
    sentence = "根据有关规定，现公布本年度报告，数据统计期限为上一年度全年，电子版可以下载。"
    text = (
        f"发布时间：2025-01-02\n乙县财政局2024年政府信息公开工作年度报告\n{sentence}\n{HEAD}{LONG}"
    )
    found = passages(text)
    assert (found[0].section, found[0].text) == ("preamble", sentence)


def test_the_signature_is_no_passage_and_a_bare_wu_is_one() -> None:
    text = "六、其他需要报告的事项\n无。\n乙县财政局\n2025年1月12日\n"
    assert words(text) == ["无。"]


def cell(row: str, column: str, printed: str, place: Place | None) -> Figure:
    value = Decimal(printed) if printed else None
    state = "printed" if printed else "blank"
    return Figure(
        row, column, value, "件", printed, state, "verified", place=place, row_place=place
    )  # fmt: skip


def test_a_table_row_is_said_in_words() -> None:
    place = Place(0, 9, 1)
    figures = [
        cell("denied.state_secret", "natural_person", "1", place),
        cell("denied.state_secret", "business", "", place),
        cell("denied.state_secret", "total", "1", place),
        cell("licensing", "decisions", "447", place),
        cell("fees", "amount", "18.8710", place),
    ]
    assert [p.text for p in table_row_passages("2021", figures, "x" * 9)] == [
        "不予公开：1.属于国家秘密　自然人 1　商业企业 空白　总计 1",
        "行政许可　本年处理决定数量 447",
        "行政事业性收费　本年收费金额（单位：万元） 18.8710",
    ]


def test_a_row_that_a_hybrid_takes_from_the_older_form_is_said_with_its_own_columns() -> None:
    figures = [cell("licensing", "items_last_year", "6", Place(0, 9, 1))]
    found = table_row_passages("hybrid", figures, "x" * 9)
    assert [p.text for p in found] == ["行政许可　上一年项目数量 6"]
    assert found[0].row == "licensing"
    assert found[0].section == "sec_active"


def test_a_row_that_is_printed_nowhere_has_no_passage() -> None:
    assert table_row_passages("2021", [cell("granted", "total", "3", None)], "") == ()


def test_local_rows_are_found_verbatim() -> None:
    text = "二、主动公开政府信息情况\n其他主动公开文件 3\n"
    start = text.index("其他")
    found = unrecognised_row_passages(
        (Place(start, start + 10, 2),), find_sections(text_to_document(text)), text
    )
    assert [(p.text, p.section, p.row) for p in found] == [
        ("其他主动公开文件 3", "sec_active", None)
    ]


def test_words_of_the_field_stay_whole_and_tokens_keep_their_places() -> None:
    text = "未发生政府信息公开\n责任追究"
    assert segment(text) == ["未", "发生", "政府信息公开", "责任追究"]
    assert all(text[start:end] == word for word, start, end in tokenize(text))
    assert "政府信息公开" in segment_finely(text)
    assert "公开" in segment_finely(text)


def test_a_line_that_ends_with_a_name_in_quotes_is_no_paragraph() -> None:
    text = "每月开展全站检查一次。运营“石桥发布”\n微信公众号，全年推文192篇，阅读量稳步提高。"
    assert span_to_pieces(text, 0, len(text)) == [(0, len(text))]
    ended = (
        "各科室要做到“应公开尽公开，应上网尽上网，应解读尽解读。”\n全年开展检查四次，没有发现问题。"
    )
    assert len(span_to_pieces(ended, 0, len(ended))) == 2


@pytest.mark.reports
def test_passages_of_the_real_texts_are_verbatim_short_and_apart(reports_dir: Path) -> None:
    paths = sorted(reports_dir.glob("*.txt"))
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        found = passages(text)
        assert len(found) > 10
        for passage in found:
            assert passage.place.read(text) == passage.text
            assert length(text, passage.place.start, passage.place.end) <= LONGEST
        for before, after in pairwise(found):
            assert before.place.end <= after.place.start
