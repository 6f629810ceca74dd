"""What the chat draws: the figure first, the form's own table, and nothing that could run."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from index import ReportCard
from ingest.form import load_form
from ingest.report import Figure, Place
from qa.answer import Answer, CitedFigure, CitedPassage, Computed, Coverage, Source
from qa.question import Question
from ui.asking import Told
from ui.chips import Chip, Understanding
from ui.evidence import Exhibit, place_in_words
from ui.examples import example_questions
from ui.page import TurnView, fault_html, question_address, turn_drawn
from ui.render import answer_html, citation, exhibit_html, value_in_words
from ui.scope import Scope
from ui.shell import bar_html, holdings_html, scope_html, shell_html, welcome_html
from ui.source_view import lines_around
from ui.table_view import TableView, form_table, table_views

FORM = load_form("2021")
COLUMNS = ["natural_person", "business", "research", "ngo", "legal_service", "other", "total"]
TEXT = "（三）不予公开\n1.属于国家秘密 1 0 0 0 0 0 1\n2.其他法律行政法规禁止公开 0 0 0 0 0 0 0\n"
CELL = "denied.state_secret:total"


def row_of_figures(row: str, line_start: int, label: str) -> dict[str, Figure]:
    """The seven figures of a line that reads `label 1 0 0 0 0 0 1` in TEXT."""
    figures = {}
    for number, column in enumerate(COLUMNS):
        start = line_start + len(label) + 1 + 2 * number
        printed = TEXT[start]
        place = Place(start, start + 1, TEXT[:start].count("\n") + 1)
        figures[f"{row}:{column}"] = Figure(
            row, column, Decimal(printed), "件", printed, "printed", "verified", (), place, place
        )
    return figures


FIGURES = {
    **row_of_figures("denied.state_secret", 8, "1.属于国家秘密"),
    **row_of_figures("denied.prohibited_by_law", 31, "2.其他法律行政法规禁止公开"),
}


def views(cells: frozenset[str], text: str = TEXT) -> tuple[TableView, ...]:
    return table_views(FORM.table("requests"), FIGURES, text, cells)


def cited(printed: str = "1", trust: str = "verified", organ: str = "某办") -> CitedFigure:
    return CitedFigure(
        "某办_2024", organ, None, 2024, "denied.state_secret", "1.属于国家秘密", "total", "总计",
        Decimal(1), "件", printed, "printed", trust, TEXT.splitlines()[1],
        Source("某办.txt", "", 2, 2, 8, 30),
    )  # fmt: skip


def card(title: str = "某办2024年年度报告", organ: str = "某办", year: int = 2024) -> ReportCard:
    return ReportCard(
        "某办_2024", organ, None, None, year, "own", "2021", title, None, "某办.txt", "0", 9, 9, ()
    )  # fmt: skip


def exhibit(title: str = "某办2024年年度报告", organ: str = "某办", year: int = 2024) -> Exhibit:
    return Exhibit(
        card=card(title, organ, year),
        title=title,
        organ=organ,
        year=year,
        part="第三部分 收到和处理政府信息公开申请情况",
        place="第 2 页 · 第 2 行",
        file="某办.txt",
        figures=(cited(organ=organ),),
        tables=views(frozenset({CELL})),
        lines=lines_around(TEXT, 8, 30),
    )


ANSWER = Answer("几件涉密？", "answered", "共 1 件。", Decimal(1), "件", figures=(cited(),))


class Drawn(HTMLParser):
    """Collects tags with attributes, and checks that every element is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def test_the_table_has_the_forms_rows_and_columns_in_its_order() -> None:
    (view,) = views(frozenset({CELL}))
    labels = [row.label for row in view.rows]
    assert labels[:3] == [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
    ]
    assert labels.index("（三）不予公开") + 1 == labels.index("1.属于国家秘密")
    assert labels[-1] == "四、结转下年度继续办理"
    assert view.columns[0] == "自然人"
    assert view.groups == (("", 1), ("法人或其他组织", 5), ("", 1))


def test_exactly_the_cited_cell_is_marked() -> None:
    (view,) = views(frozenset({CELL}))
    marked = [(row.label, at) for row in view.rows for at, c in enumerate(row.cells) if c.marked]
    assert marked == [("1.属于国家秘密", 6)]
    near = [row.label for row in view.rows if row.near]
    assert near == [
        "三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开"
    ]  # fmt: skip


def test_a_derived_row_marks_the_rows_there_are_to_add_up() -> None:
    (view,) = views(frozenset({"denied:total"}))
    assert [row.label for row in view.rows if row.marked] == [
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
    ]


def test_a_number_that_no_longer_stands_in_the_text_is_not_shown() -> None:
    altered = TEXT.replace("0 1\n", "0 9\n", 1)
    (view,) = views(frozenset({CELL}), altered)
    cell = next(row for row in view.rows if row.label == "1.属于国家秘密").cells[6]
    assert (cell.text, cell.marked) == ("", False)
    assert "未能在原文复核" in cell.note


def test_the_first_table_is_split_by_its_column_headings() -> None:
    table = FORM.table("active")
    drawn = table_views(table, {}, "", frozenset())
    assert [view.caption for view in drawn] == [
        "第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项"
    ]  # fmt: skip
    assert drawn[0].columns == ("本年制发件数", "本年废止件数", "现行有效件数")


@pytest.mark.parametrize(
    ("form_id", "cell", "form", "table"),
    [
        ("2021", "received_new:total", "2021", "requests"),
        ("2021", "licensing:items_change", "2019", "active"),
        ("hybrid", "normative_documents:new_made", "2019", "active"),
        ("none", "litigation:total", "2021", "review"),
    ],
)
def test_the_form_is_the_one_that_has_the_cell(
    form_id: str, cell: str, form: str, table: str
) -> None:
    found = form_table(form_id, [cell])
    assert found is not None
    assert (found[0].id, found[1].id) == (form, table)


def test_the_first_words_of_an_answer_are_its_figure() -> None:
    drawn = Drawn(answer_html(ANSWER, [exhibit()]))
    assert drawn.text.startswith("1件已核验共 1 件。")


def test_the_cited_cell_is_a_mark_in_a_table_with_headers_in_scope() -> None:
    drawn = Drawn(exhibit_html(exhibit()))
    scopes = {attributes.get("scope") for tag, attributes in drawn.tags if tag == "th"}
    assert scopes == {"col", "colgroup", "row", "rowgroup"}
    assert sum(tag == "mark" for tag, _ in drawn.tags) == 3  # near rows, whole table, source line
    assert "查看原文" in drawn.text
    assert citation(exhibit()).startswith("《某办2024年年度报告》第三部分")


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("82", "件", ("82", "件")),
        ("0.5285714285", "比例", ("52.86", "%")),
        ("18.8710", "万元", ("18.8710", "万元")),
        ("-12", "件", ("-12", "件")),
        ("100", "件", ("100", "件")),
    ],
)
def test_numbers_are_shown_as_people_write_them(
    value: str, unit: str, shown: tuple[str, str]
) -> None:
    assert value_in_words(Answer("", "answered", "", Decimal(value), unit)) == shown


@pytest.mark.parametrize(
    ("trust", "badge"),
    [("verified", "已核验"), ("unverified", "未核验"), ("conflicting", "原表勾稽不平")],
)
def test_the_status_of_a_figure_is_visible(trust: str, badge: str) -> None:
    answer = Answer("", "answered", "x", Decimal(1), "件", figures=(cited(trust=trust),))
    assert badge in Drawn(answer_html(answer, [])).text


def test_a_computed_number_shows_its_formula_and_coverage() -> None:
    computed = Computed("total", "82 + 70 = 152", Decimal(152), Coverage(2, 3))
    answer = Answer("", "answered", "共 152 件。", Decimal(152), "件", computed=computed)
    text = Drawn(answer_html(answer, [])).text
    assert "计算得出" in text
    assert "82 + 70 = 152" in text
    assert "用到 2 / 3 份报告" in text


def test_a_long_formula_is_folded_and_an_order_is_none() -> None:
    def drawn(formula: str) -> Drawn:
        computed = Computed("rank", formula, None, Coverage(2, 3))
        return Drawn(answer_html(Answer("", "answered", "x", computed=computed), []))

    assert ("details", {}) in drawn(" + ".join(["1"] * 60) + " = 60").tags
    assert "由多到少" not in drawn("2024年新收，由多到少").text
    assert "用到 2 / 3 份报告" in drawn("2024年新收，由多到少").text


def test_many_reports_are_one_list_first() -> None:
    exhibits = [exhibit(organ=f"第{number}办") for number in range(1, 6)]
    drawn = Drawn(answer_html(ANSWER, exhibits))
    assert "逐份查看 5 份报告的原表" in drawn.text
    assert drawn.text.index("第1办") < drawn.text.index("逐份查看")


def test_a_passage_shows_its_highlights_and_joins_lines_a_page_broke() -> None:
    text = "一是公开的形\n式不够多元。"
    passage = CitedPassage(
        "某办_2024", "某办", 2024, "sec_problems", text, ((2, 8),), 1.0, Source("a", "", 1, 1, 0, 9)
    )
    drawn = Drawn(
        exhibit_html(Exhibit(card(), "题", "某办", 2024, "", "", "a", passages=(passage,)))
    )
    assert ("mark", {}) in drawn.tags
    assert "公开的形式不够多元" in drawn.text


@pytest.mark.parametrize(
    ("start", "end", "quoted"),
    [(0, 2, ["ab"]), (3, 8, ["cd", "ef"]), (4, 4, []), (0, 99, ["ab", "cd", "ef", "gh"])],
)
def test_source_lines_mark_just_the_quoted_characters(
    start: int, end: int, quoted: list[str]
) -> None:
    found = lines_around("ab\ncd\nef\ngh", start, end)
    assert [line.quoted for line in found if line.quoted] == quoted


def test_a_place_without_pages_has_only_its_line() -> None:
    assert place_in_words(Source("a", "", None, 12, 0, 1)) == "第 12 行"


def test_an_empty_library_offers_no_examples_and_says_what_to_do() -> None:
    assert example_questions(()) == ()
    assert "nianbao ingest" in Drawn(welcome_html(())).text
    assert scope_html(()) == ""


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "'><iframe srcdoc='<script>alert(1)</script>'>",
    "</td></table><script>alert(1)</script>",
    "</mark></summary></details><a href=javascript:alert(1)>x</a>",
    "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "![x](http://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "${alert(1)}",
    "{{constructor.constructor('alert(1)')()}}",
    "`${alert(1)}`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mtext><mglyph><style><img src=x onerror=alert(1)>",
    "\x00<script>\x00alert(1)</script>",
    "<a\nhref=\"javascript:alert(1)\">x</a>",
    "<button data-ask=\"x\" onclick=alert(1)>",
    "--><script>alert(1)</script>",
    "\u2028<script>alert(1)</script>",
]  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "class", "id", "lang", "title", "scope", "colspan", "rowspan", "tabindex", "role", "value",
    "type", "href", "hidden", "aria-label", "aria-hidden", "aria-pressed", "aria-haspopup",
    "aria-expanded", "aria-controls", "aria-labelledby",
    "data-ask", "data-copy", "data-mark", "data-turn", "data-slot", "data-value", "data-name",
    "data-choices", "data-link", "data-lift", "data-lift-scope", "data-export", "data-of",
    "data-scope", "data-all",
}  # fmt: skip
ALLOWED_TAGS = {
    "article", "section", "header", "nav", "div", "p", "span", "h1", "h2", "a", "cite",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "mark", "details",
    "summary", "ol", "ul", "li", "blockquote", "code",
    "b", "button", "label", "select", "option",
}  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_from_a_question_or_a_report_becomes_markup(payload: str) -> None:
    figure = CitedFigure(
        payload, payload, payload, 2024, payload, payload, payload, payload, Decimal(1), payload,
        payload, "printed", payload, payload, Source(payload, payload, 1, 1, 0, 1),
    )  # fmt: skip
    passage = CitedPassage(payload, payload, 2024, payload, payload, ((0, 3),), 1.0, figure.source)
    answer = Answer(
        payload, "answered", payload, Decimal(1), payload, figures=(figure,),
        computed=Computed(payload, payload, None, Coverage(1, 2)), passages=(passage,),
        options=(payload,), notes=(payload,), understood=((payload, payload, payload),),
    )  # fmt: skip
    one = card(payload, payload)
    common = (one, payload, payload, 2024, payload, payload, payload)
    exhibits = (
        Exhibit(*common, figures=(figure,), lines=lines_around(payload, 0, 3)),
        Exhibit(*common, passages=(passage,)),
        *(exhibit(title=payload, organ=f"{number}{payload}") for number in range(4)),
    )
    question = Question(payload, payload)
    chips = (Chip(payload, payload, payload), Chip(payload, payload, payload, "organ", payload))
    view = TurnView(
        "t-1", payload, Scope(payload, payload), Told(answer, question, outside=True),
        Understanding(question, payload, 2024, payload, None, chips), (payload, payload),
        exhibits, following=(payload,),
    )  # fmt: skip
    cards = (one, card(organ=payload), card(organ=f"b{payload}"))
    around = bar_html([(payload, payload)]) + holdings_html(cards) + welcome_html(cards)
    drawn = Drawn(turn_drawn(view).html + around + scope_html(cards) + fault_html(payload, payload))
    assert {tag for tag, _ in drawn.tags} <= ALLOWED_TAGS
    assert {name for _, attributes in drawn.tags for name in attributes} <= ALLOWED_ATTRIBUTES


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_address_leaves_the_site(payload: str) -> None:
    addresses = [question_address([payload], Scope(organ=payload)), *_links(exhibit(title=payload))]
    assert all(address.startswith(("/?", "/report/")) for address in addresses)


def _links(shown: Exhibit) -> list[str]:
    tags = Drawn(exhibit_html(shown)).tags
    return [attributes["href"] or "" for tag, attributes in tags if tag == "a"]


def test_a_card_links_to_the_report_at_the_cited_cell() -> None:
    assert _links(exhibit()) == [
        "/report/%E6%9F%90%E5%8A%9E_2024?row=denied.state_secret&column=total#L2"
    ]


def test_a_long_conversation_keeps_its_last_questions_in_the_address() -> None:
    address = question_address([f"第{number}问" + "长" * 100 for number in range(20)])
    asked = parse_qs(urlsplit(address).query)["q"]
    assert len(address) <= 6000
    assert asked[-1].startswith("第19问")
    assert 1 < len(asked) < 20


def test_the_shell_holds_nothing_that_gradio_would_fill_in() -> None:
    shell = shell_html([("/", "问答"), ("/library", "报告库")])
    assert not any(sign in shell for sign in ("${", "{{", "`", "\\"))
    assert ("a", {"href": "/library"}) in Drawn(shell.replace("required", "")).tags


def test_a_report_on_one_endless_line_is_shown_around_the_quote() -> None:
    (line,) = lines_around("前" * 5000 + "数" + "后" * 5000, 5000, 5001)
    assert line.quoted == "数"
    assert line.before == "……" + "前" * 240
    assert line.after == "后" * 240 + "……"
