from __future__ import annotations

from pathlib import Path

import pytest

from ingest.fold import fold
from ingest.headings import PARTS
from ingest.readers.text import text_to_document
from ingest.sections import find_sections

TITLES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
BODY = "本机关按规定做好各项工作，没有需要另外说明的内容。"


def headings(text: str) -> list[tuple[str, int, str]]:
    sections = find_sections(text_to_document(text))
    return [(section.id, section.level, section.title) for section in sections]


def parts(text: str) -> list[tuple[str, str]]:
    return [(part, title) for part, level, title in headings(text) if level == 1]


def test_the_six_parts_are_found_at_line_starts_and_span_heading_and_body() -> None:
    text = "\n".join(f"{title}\n{BODY}" for title in TITLES)
    sections = find_sections(text_to_document(text))
    assert [section.id for section in sections] == list(PARTS)
    assert [section.place.read(text) for section in sections] == [
        f"{title}\n{BODY}" for title in TITLES
    ]
    assert [section.place.line for section in sections] == [1, 3, 5, 7, 9, 11]


def test_parts_in_one_run_together_line_are_found_after_sentences_and_digits() -> None:
    text = "".join(f"{title}{BODY}数量120" for title in TITLES)
    assert parts(text) == list(zip(PARTS, TITLES, strict=True))


def test_the_list_of_titles_in_the_preamble_is_not_taken() -> None:
    preamble = "本报告包括" + "、".join(title[2:] for title in TITLES) + "等六个部分。"
    text = preamble + "".join(f"{title}{BODY}" for title in TITLES)
    sections = find_sections(text_to_document(text))
    assert sections[0].place.start == len(preamble)


def test_a_table_of_contents_in_lines_is_not_taken() -> None:
    contents = "目录\n" + "\n".join(f"{title}……{page}" for page, title in enumerate(TITLES, 1))
    text = contents + "\n" + "\n".join(f"{title}\n{BODY}" for title in TITLES)
    sections = find_sections(text_to_document(text))
    assert [section.id for section in sections] == list(PARTS)
    assert sections[0].place.start == len(contents) + 1


@pytest.mark.parametrize(
    ("part", "title"),
    [
        ("sec_overview", "1、 总体情况"),
        ("sec_overview", "一、总体情况、"),
        ("sec_overview", "第一部分 总体情况"),
        ("sec_active", "二、行政机关主动公开政府信息情况"),
        ("sec_requests", "三、行政机关收到和处理政府信息公开申请情况"),
        ("sec_review", "四、政府信息公开行政复议和行政诉讼情况"),
        ("sec_review", "四、政府信息公开行政复议及行政诉讼情况"),
        ("sec_review", "四、政府信息公开行政复议行政诉讼情况"),
        ("sec_review", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("sec_review", "四、因政府信息公开申请行政复议、提起行政诉讼的情况"),
        ("sec_problems", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("sec_problems", "五、存在的主要问题和改进措施"),
        ("sec_problems", "五、存在问题及改进情况"),
        ("sec_problems", "五、存在的主要问题及整改措施"),
        ("sec_other", "六、其他需要汇报事项"),
        ("sec_other", "六、其他报告的事项"),
        ("sec_overview", "一、總體情況"),
        ("sec_active", "主动公开政府信息情况"),
        ("sec_active", "二、主动公开政府\n信息情况"),
    ],
)
def test_a_title_is_known_in_its_variants(part: str, title: str) -> None:
    assert [found for found, _ in parts(f"{title}\n{BODY}")] == [part]


@pytest.mark.parametrize(
    ("part", "title"),
    [
        ("sec_overview", "一、概述"),
        ("sec_active", "二、主动公开政府信息情况"),
        ("sec_requests", "三、依申请公开政府信息办理情况"),
        ("sec_review", "五、行政复议、行政诉讼情况"),
        ("sec_problems", "六、存在的主要问题和改进措施"),
        ("sec_other", "七、说明与附表"),
    ],
)
def test_a_heading_of_before_2019_gets_the_part_it_corresponds_to(part: str, title: str) -> None:
    assert [found for found, _ in parts(f"{title}\n{BODY}")] == [part]


def test_a_heading_that_corresponds_to_no_part_stands_inside_the_part_before_it() -> None:
    text = f"三、依申请公开政府信息办理情况\n{BODY}\n四、收费及减免情况\n{BODY}"
    assert headings(text)[1] == ("sec_requests", 2, "四、收费及减免情况")


def test_numbers_that_are_mistyped_do_not_matter() -> None:
    numbers = "一三三五五五"
    text = "\n".join(
        f"{number}、{title[2:]}\n{BODY}" for number, title in zip(numbers, TITLES, strict=True)
    )
    assert [part for part, _ in parts(text)] == list(PARTS)


def test_the_overview_may_have_no_title() -> None:
    text = f"（一）主动公开情况\n{BODY}\n二、主动公开政府信息情况\n{BODY}"
    assert headings(text) == [
        ("sec_overview", 1, ""),
        ("sec_overview", 2, "（一）主动公开情况"),
        ("sec_active", 1, "二、主动公开政府信息情况"),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("（二）依申请公开情况\n全年收到申请3件。", "（二）依申请公开情况"),
        ("（二）依申请公开情况。全年收到申请3件。", "（二）依申请公开情况"),
        ("（二）依申请公开方面全年收到申请3件，办结3件。", "（二）依申请公开方面"),
        ("(二)依申请公开办理的情况我办收到申请3件。", "(二)依申请公开办理的情况"),
        ("（四）政府信息公开平台\n建设情况\n建成专栏一个。", "（四）政府信息公开平台建设情况"),
        ("（五）强化监督，落实责任\n组织检查三次。", "（五）强化监督，落实责任"),
        ("1.加强解读。发布解读若干。", "1.加强解读"),
    ],
)
def test_a_heading_inside_a_part_ends_where_its_title_ends(text: str, title: str) -> None:
    assert headings(f"一、总体情况\n{BODY}\n{text}")[1][2] == title


def test_the_rows_of_the_form_are_no_headings() -> None:
    text = (
        "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 8 0 0 0 0 0 8\n"
        "三、本\n年度办\n理结果\n（一）予以公开 8 0 0 0 0 0 8\n（三）不\n予公开\n"
        "1.属于国家秘密 0 0 0 0 0 0 0\n3.其他 0 0 0 0 0 0 0\n（六）其他处理\n（七）总计\n"
        "四、结转下年度继续办理 0 0 0 0 0 0 0\n"
    )
    assert headings(text) == [("sec_requests", 1, "三、收到和处理政府信息公开申请情况")]


def test_a_sub_heading_with_the_title_of_a_part_is_no_part() -> None:
    text = (
        f"一、总体情况\n{BODY}\n（一）主动公开政府信息情况\n{BODY}\n"
        f"二、主动公开政府信息情况\n{BODY}"
    )
    assert headings(text) == [
        ("sec_overview", 1, "一、总体情况"),
        ("sec_overview", 2, "（一）主动公开政府信息情况"),
        ("sec_active", 1, "二、主动公开政府信息情况"),
    ]


def test_the_last_part_ends_before_the_footer_of_a_page() -> None:
    text = f"六、其他需要报告的事项\n{BODY}\n扫一扫在手机打开当前页\n版权所有"
    sections = find_sections(text_to_document(text))
    assert sections[0].place.read(text).endswith(BODY)


def test_a_text_without_headings_has_no_sections() -> None:
    assert headings("今日天气晴。") == []


def test_page_numbers_between_lines_do_not_break_a_heading() -> None:
    text = f"四、政府信息公开行政复议、\n- 3 -\n行政诉讼情况\n{BODY}"
    assert [part for part, _ in parts(text)] == ["sec_review"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("（一）　收到和處理", "(一)收到和处理"),
        ("２０２４年\n- 12 -\n收到５件", "2024年收到5件"),
        ("“三审三校”", '"三审三校"'),
        ("⼀、⼈⺠政府⻔⼾⽹站", "一、人民政府门户网站"),
        ("①主动", "①主动"),
    ],
)
def test_folding_makes_one_plain_form_and_keeps_the_offsets(text: str, plain: str) -> None:
    folded = fold(text)
    assert folded.text == plain
    assert len(folded.offsets) == len(plain) + 1
    assert folded.span(0, len(plain)) == (0, len(text))


@pytest.mark.reports
def test_every_real_report_has_its_six_parts(shared_dir: Path) -> None:
    paths = sorted((shared_dir / "reports").glob("*.txt"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert [part for part, _ in parts(text)] == list(PARTS), path.name
        for section in find_sections(text_to_document(text)):
            heading = "".join(section.place.read(text).split())
            assert heading.startswith(section.title), path.name
