"""Web pages: the report in the page, its paragraphs, and its tables as origin cells."""

from __future__ import annotations

import base64

import pytest

from ingest.document import Document, GridRow, Line
from ingest.errors import FileUnreadable
from ingest.readers import read_document
from ingest.readers.html import html_to_document

_PARTS = """<p>一、总体情况</p><p>甲</p><p>二、主动公开政府信息情况</p><p>乙</p>
<p>三、收到和处理政府信息公开申请情况</p><p>丙</p>
<p>四、政府信息公开行政复议、行政诉讼情况</p><p>丁</p>
<p>五、存在的主要问题及改进情况</p><p>戊</p><p>六、其他需要报告的事项</p><p>己</p>"""
_PARTS_TEXT = [
    *("一、总体情况", "甲", "二、主动公开政府信息情况", "乙"),
    *("三、收到和处理政府信息公开申请情况", "丙"),
    *("四、政府信息公开行政复议、行政诉讼情况", "丁"),
    *("五、存在的主要问题及改进情况", "戊", "六、其他需要报告的事项", "己"),
]


def _read(page: str, encoding: str = "utf-8") -> Document:
    return html_to_document(page.encode(encoding))


def _rows(document: Document) -> list[str | list[str]]:
    for row in document.rows:
        if isinstance(row, GridRow):
            assert all(cell.place.read(document.text) == cell.text for cell in row.cells)
            assert row.place.read(document.text) == " | ".join(cell.text for cell in row.cells)
        else:
            assert row.place.read(document.text) == row.text
    return [
        row.text if isinstance(row, Line) else [cell.text for cell in row.cells]
        for row in document.rows
    ]


def test_menus_and_footers_around_the_report_are_cut_away() -> None:
    page = f"""<body><ul><li>首页</li><li>政府信息公开年报</li></ul>
    <div><a>2022年政府信息公开工作年度报告</a></div>
    <div class=main><h1>某局2023年政府信息公开工作年度报告</h1><div>{_PARTS}
    <p>某局</p><p>2024年1月17日</p><p>【打印】</p><p>分享到：微信</p></div></div>
    <div>主办：某县人民政府 ICP备1号</div></body>"""
    assert _rows(_read(page)) == [
        "某局2023年政府信息公开工作年度报告",
        *_PARTS_TEXT,
        "某局",
        "2024年1月17日",
    ]


def test_a_report_whose_parts_stand_in_two_boxes_is_whole() -> None:
    first, second = _PARTS.split("<p>四、")
    page = f"<body><p>导航</p><div><div>{first}</div><div><p>四、{second}</div></div></body>"
    assert _rows(_read(page)) == _PARTS_TEXT


def test_a_page_without_the_headings_is_kept_whole() -> None:
    page = "<body><p>首页</p><div><p>关于报送数据的通知</p></div></body>"
    assert _rows(_read(page)) == ["首页", "关于报送数据的通知"]


def test_tables_that_only_place_things_on_the_page_become_lines() -> None:
    page = f"""<body><table><tr><td>栏目</td><td><table><tr><td>{_PARTS}
    <table><tr><td>规章</td><td>0</td></tr></table></td></tr></table></td></tr></table></body>"""
    assert _rows(_read(page)) == [*_PARTS_TEXT, ["规章", "0"]]


def test_a_long_paragraph_in_a_row_of_its_own_does_not_undo_its_table() -> None:
    long = "政府信息公开。" * 80
    page = f"<table><tr><td colspan=2>{long}</td></tr><tr><td>规章</td><td>0</td></tr></table>"
    assert _rows(_read(page)) == [long, ["规章", "0"]]


def test_spans_of_one_phrase_are_joined_and_a_filler_paragraph_is_a_blank_cell() -> None:
    page = """<table><tr><td><p><span>三</span><span>、本</span></p><p><font>年度</font></p></td>
    <td><span>20<b>23</b></span></td><td><p><o:p>&nbsp;</o:p></p></td><td>&nbsp;</td></tr>
    <tr><td>规<br>章</td><td>1<br>2</td><td></td><td> 3 </td></tr></table>"""
    assert _rows(_read(page)) == [["三、本年度", "2023", "", ""], ["规章", "1 2", "", "3"]]


def test_a_label_cell_left_blank_under_a_wider_label_is_no_value() -> None:
    row = "<td>{}</td>" * 4
    page = f"""<table><tr><td rowspan=2>（六）其他处理</td>{row.format("1.逾期", 1, 0, 1)}</tr>
    <tr>{row.format("2.其他", 2, "", 2)}</tr>
    <tr><td>（七）总计</td>{row.format("", 3, 0, 3)}</tr></table>"""
    assert _rows(_read(page)) == [
        ["（六）其他处理", "1.逾期", "1", "0", "1"],
        ["2.其他", "2", "", "2"],
        ["（七）总计", "3", "0", "3"],
    ]


def test_what_the_page_hides_or_strikes_out_is_not_read() -> None:
    page = """<body><p style="display: none">博彩</p><p hidden>彩票</p><script>1</script>
    <p>一、总体情况</p><table><tr style="display:none"><td></td><td></td></tr>
    <tr><td>规章</td><td><s>5</s><span style="text-decoration:line-through">4</span>0</td></tr>
    </table></body>"""
    assert _rows(_read(page)) == ["一、总体情况", ["规章", "0"]]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "gb2312"), ("gb18030", "utf-8"), ("gbk", "gb2312"), ("gb18030", ""), ("utf-16", "")],
)
def test_a_lying_charset_is_not_believed(encoding: str, declared: str) -> None:
    page = (
        f'<html><head><meta charset="{declared}"></head><body><p>政府信息公开报告</p></body></html>'
    )
    assert _rows(_read(page, encoding)) == ["政府信息公开报告"]


def test_big5_is_read_though_almost_all_of_it_is_valid_gb18030() -> None:
    page = "<meta charset=gb2312><p>某某機關政府信息公開工作年度報告</p>"
    assert _rows(_read(page, "big5")) == ["某某機關政府信息公開工作年度報告"]


def test_titles_meta_tags_and_the_property_table_are_kept_as_metadata() -> None:
    page = f"""<head><title>某局2023年报</title><meta name=PubDate content="2024-01-17"></head>
    <body><title>某县人民政府</title><table><tr><td>索 引 号</td><td>01/2024</td>
    <td>发布机构</td><td>某局</td></tr></table><p>来源：某网 发布日期：2024-01-18</p>
    <div>{_PARTS}</div></body>"""
    assert _read(page).metadata == (
        ("title", "某局2023年报"),
        ("title", "某县人民政府"),
        ("PubDate", "2024-01-17"),
        ("索引号", "01/2024"),
        ("发布机构", "某局"),
        ("来源", "某网"),
        ("发布日期", "2024-01-18"),
    )


def test_tables_apart_have_numbers_of_their_own() -> None:
    table = "<table><tr><td>规章</td><td>0</td></tr></table>"
    document = _read(f"<body>{table}<p>三、</p>{table}</body>")
    assert [row.table for row in document.rows if isinstance(row, GridRow)] == [1, 2]


def test_a_page_that_shows_nothing_is_refused_with_the_remedy() -> None:
    with pytest.raises(FileUnreadable, match="没有可见的文字"):
        _read("<html><body><script>render()</script></body></html>")


def test_a_web_archive_is_read_as_the_page_in_it() -> None:
    page = base64.encodebytes("<p>政府信息公开年度报告</p>".encode("gbk")).decode()
    archive = f"""From: <Saved by a browser>
Subject: =?utf-8?Q?a?=
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html";
\tboundary="--X"

----X
Content-Type: text/html; charset="gbk"
Content-Transfer-Encoding: base64

{page}
----X
Content-Type: image/png

----X--
"""
    assert _rows(read_document(archive.encode(), "年报.mht")) == ["政府信息公开年度报告"]


def test_pictures_embedded_in_a_page_do_not_make_it_too_large() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo=" * 1_500_000
    assert _rows(_read(f"<p>甲</p><img src='{picture}'><p>乙</p>")) == ["甲", "乙"]
