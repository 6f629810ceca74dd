"""What a question is about: cells of the form, or a theme of the narrative."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.cell_catalogue import load_catalogue
from qa.cell_names import named_in_full
from qa.cells import CellMatch, CellReading, match_cells
from qa.preferences import INTO_NEXT_YEAR
from qa.question import CellRef
from qa.themes import theme_asked, themes

TAKES_FOR_GRANTED = re.compile(
    r"是不是|对吗|是吗|对不对|真的|真有|真是|果真|当真|那么多|这么多|属实|有这回事|有这事|没错吧|"
    r"吧[?？]?$|听说|据说|有人[说讲]|网上[说传]|网传|传言|都说|记得|印象|好像是|确有|是这样|是这个数|没问题吧|核实|求证|查证|证实|验证|是\s*(?:\d+|[一二两三四五六七八九十百]+)\s*[件起个宗次条].{0,2}[吗么吧]|(?:同事|朋友|邻居|领导|媒体|报道|文章)(?:说|讲|称|写)|"
    r"叫什么|什么名|"
    r"名字|为什么|为何|为啥|怎么(?:会|有|高达|达到|才|就)|不是.{0,10}吗|高达|凭什么|既然|告诉我|主要(?:涉及|是)|什么(?:案子|"
    r"内容|主题|原因|事)|分别是|都是|都花|哪(?:件|几件)|[的那这]\s*$|"
    r"那[几一二两三\d]*[件起场]|"
    # what is put down somewhere, or said by somebody, and is to be verified
    r"核[一对验查准定校]|[复审稽]核|请核|帮核|查[一对清]|校[对一验]|求证|印证|确认|准不准|准确|正确|无误|有误|"
    r"有出入|对不上|对得上|相符|吻合|成立|站得住|经得起|可信|靠谱|"
    r"[写填报抄记录登算弄搞看听][错对](?:了|没|没有|吗|吧)?|有没有错|有错没|错没|"
    r"(?:底稿|初稿|草稿|文稿|稿子|稿件|台账|材料|简报|通报|汇报|报表|表格|论文|起诉状|起诉书|诉状|答辩状|新闻|记者|编辑|"
    r"公众号|群里|群友|网友|老王|老李|邻居|同行|对方|被告方?|原告|来电人|当事人|律师|专家|领导|主任|科长|同学|老师|导师|朋友|熟人)"
    r"[^,，。]{0,6}(?:[说讲称写填提引]|坚称|声称|援引|引用)|"
    r"缘何|何以|何故|咋(?:个)?(?:会|有|这么|那么|就|才|搞)|怎(?:会|有|么这么|么那么)|凭啥|居然|竟然|竟|明明|说法"
)
_WEAK = 0.6
APPLICANT_IS = re.compile(
    r"申请人(?:的)?(?:类型|类别|身份)[为是]\"?"
    r"(?P<column>自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他)"
)
_REQUESTS = re.compile(r"依申请(?:公开)?(?:的)?(?:申请)?(?:数量?|件数|总?量|总数|多少件|几件)")
# Rows that 办理, 公开, 收 and 费 name for want of anything better.
_GENERAL_ROWS = frozenset(
    (
        "processed_total",
        "granted",
        "partial",
        "received_new",
        "fees",
        "regulations",
        "normative_documents",
        "other_result",
        "other_result.other",
    )
)
# Words that name a row only for want of anything better.
_VAGUE = re.compile(
    r"(?:主动)?公开[了的过]?|发布[了的过]?|信息|办理结果?|结果|其他|[取得拿]的?信息|印发|制定"
)
_COUNTED_REQUESTS = re.compile(r"(?:\d+|[一二两三四五六七八九十]{1,3})\s*[件起宗例]")
_WHY = re.compile(
    r"为什么(?:会)?|为何|为啥|怎么(?:会)?|凭什么|什么(?:案子|内容|主题|原因|事)|"
    r"叫什么(?:名字)?|主要(?:涉及|是)什么"
)
# The reasons of a row are its parts in the form.
_REASONS = re.compile(
    r"(?:主要|都|大多|多半|一般)?是?因为(?:什么|啥)|(?:什么|啥|哪些|哪几[个种条])(?:原因|理由)|"
    r"(?:原因|理由)(?:都|主要)?(?:是|有)(?:什么|啥|哪些|哪几)"
)
# 除了没补正的，其他申请怎么处理的: a remainder that no row of the form is.
_THE_REST = re.compile(r"除了?.{1,16}[,，]?.{0,12}(?:其他|其余|剩下)的?申请.{0,6}(?:怎|如何)")


def find_cells(text: str, hidden: Sequence[tuple[int, int]]) -> CellMatch:
    """Find the cells; in 为什么有3件因…不公开 the number is asked about, not the narrative."""
    named = named_in_full(text)
    if named is not None:
        row, column, span = named
        reading = CellReading(row, column, 0.99, text[slice(*span)], span)
        return CellMatch((reading,), doubt=0.01, understood=frozenset(range(*span)))
    matched = match_cells(text, masked=hidden)
    if matched.theme is not None and (parts := _asked_for_parts(text, hidden)) is not None:
        return parts
    counted = _COUNTED_REQUESTS.search(text)
    unsure = matched.theme is not None or not matched.readings
    compared = re.search(r"比.{1,16}(?:多|少|高|低|增|减|降)", text)
    if unsure and TAKES_FOR_GRANTED.search(text) and (counted or compared):
        why = [match.span() for match in _WHY.finditer(text)]
        numbers = [counted.span()] if counted else []
        figures = match_cells(text, masked=(*hidden, *why, *numbers))
        return figures if figures.readings else matched
    return matched


def _asked_for_parts(text: str, hidden: Sequence[tuple[int, int]]) -> CellMatch | None:
    """Return the rows whose reasons are asked for: 不予处理主要因为什么 asks for their parts."""
    asks = _REASONS.search(text)
    if asks is None:
        return None
    found = match_cells(text, masked=(*hidden, asks.span()))
    rows = load_catalogue()
    whole = found.readings and all(
        one.row in rows and rows[one.row].children for one in found.readings
    )
    return found if whole else None


def theme_of(matched: CellMatch, bare: str) -> tuple[str | None, str, tuple[CellRef, ...]]:
    """Return the narrative theme, its words, and the competing cells if the theme is not surer."""
    alternatives = tuple(
        CellRef(one.row, one.column or "total", one.words) for one in matched.alternatives
    )
    if _THE_REST.search(bare):
        return "request_text", "其他申请", ()
    asked = theme_asked(bare)
    general = all(one.row in _GENERAL_ROWS for one in (*matched.readings, *matched.alternatives))
    if asked is not None and themes()[asked[0]].strong and general:
        return asked[0], asked[1], ()
    if matched.theme is not None:
        return matched.theme.theme, matched.theme.words, alternatives
    vague = all(_VAGUE.fullmatch(cell.words) for cell in alternatives)
    unclear = vague or (matched.doubt >= _WEAK and not alternatives)
    if asked is not None and not matched.readings and unclear:
        return asked[0], asked[1], ()
    return None, "", alternatives


def cells_of(
    matched: CellMatch, bare: str, *, onward: bool = False, inward: bool = False
) -> tuple[CellRef, ...]:
    """Return the cells surely named, each once, in order of mention.

    `onward` says that the question speaks of what a year handed on to the next, `inward` of what
    it took over.
    """
    requests = _REQUESTS.search(bare)
    if requests and not matched.readings:
        return (CellRef("received_new", "total", requests.group()),)
    applicant = APPLICANT_IS.search(bare)
    if applicant and matched.readings:
        names = {"自然人": "natural_person", "商业企业": "business", "科研机构": "research"}
        names |= {"社会公益组织": "ngo", "法律服务机构": "legal_service", "其他": "other"}
        column = names[applicant["column"]]
        return (CellRef(matched.readings[0].row, column, applicant.group()),)
    rows = {one.row for one in matched.readings}
    if rows == {"carried_out"} and inward:
        return (CellRef("carried_in", matched.readings[0].column or "total", "接过来"),)
    if rows == {"carried_in"} and (onward or INTO_NEXT_YEAR.search(bare)):
        column = matched.readings[0].column or "total"
        return (CellRef("carried_out", column, matched.readings[0].words),)
    cells = [
        CellRef(one.row, one.column or "total", "".join(bare[slice(*one.span)].split()))
        for one in matched.readings
    ]
    return tuple({cell.address: cell for cell in reversed(cells)}.values())[::-1]
