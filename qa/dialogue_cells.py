"""Follow-ups: which row and column a question means that leaves them out, or names half of them."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.dialogue_halves import of_the_applicant, read_anew, refine, set_against, to_total
from qa.dialogue_points import LEANS
from qa.keywords import bare_text, keywords
from qa.question import CellRef, Question

_LONGEST_FOLLOW_UP = 26
# Words of an operation, or that point back: beside them no new row is named.
_OPERATION_WORDS = re.compile(
    r"中位|其中|贡献|口径|后面|上面|前面|刚才|算|遍|再|换|一起|均|占|比|例|率|百分|几成|变化|趋势|走势|增|减|多|少|差|排|名|最|第|合计|一共|"
    r"总|平均|同样|具体|明细|[几各哪]种|情形|事由|种|类|这[类项条种]|那[类项条种]|此类|那个|这个|数|对|换|改|看"
    r"|[这那][两俩几三四些][项种类个样]?|变|折|成|反|加|合|同期|口径|报|查|也|前|后|末|位|随|跟|它|谁|哪|家|还|上|下|年|更|[涨跌升幅高低大小]|原因|列|出来|为|依据|勾稽|平|解释|意思|出处|来源|哪|页|行"
)
# 给, 列, 看 fit a row by chance where they only ask.
_SAYS_LITTLE = re.compile(r"增减.*|变化.*|给|拿|要|列|看|办|收|公开|有|办的|给我|了")
# What a number is asked of: 多少人, 几场.
_COUNTED = re.compile(
    "(?:多少|几)(?:名|位|个)?(?P<thing>人次?|篇|次|场|条|期|家|册|部|项|万元|元|字)"
)
# 一共收了多少: after fees of money, not of applications.
_TOOK_IN = re.compile(
    r"\W*(?:那|它|他们|这家|这个单位)?\s*(?:一共|总共|共)?收(?:了|到|取|得|的)*(?:最)?(?:多少|几|[多少高低])"
    r"(?:钱|万|万元|的?是?(?:哪[一个家些]*|谁)(?:单位|机关)?)?\W*"
)


def with_cells(question: Question, before: Question, bare: str, carried: list[str]) -> Question:
    """Fill the row and column in from the turn before; what is taken over is added to `carried`."""
    if question.theme and not question.cells:
        return question
    if not before.cells:
        return _with_theme(question, before, carried)
    if before.cells[0].row == "fees" and _TOOK_IN.fullmatch(bare.strip()):
        # 收了多少, 收得最多的是哪家: of money here
        return with_meant(question, before.cells, carried)
    if "事项" in carried:
        return question
    anew = (
        set_against(question, before, bare)
        or of_the_applicant(question, before, bare)
        or read_anew(question, before.cells, bare)
    )
    if anew:
        return with_meant(question, anew, carried)
    if question.cells and not _leans(bare, question):
        return question
    refined = to_total(bare, before.cells[0]) or refine(bare, before.cells[0])
    if refined is not None and (not question.cells or question.alternatives):
        return with_meant(question, (refined,), carried)
    if question.cells or question.alternatives:
        return question
    if len(bare.strip()) <= _LONGEST_FOLLOW_UP and not _names_something_new(question):
        carried.append("事项")
        return replace(question, cells=before.cells, denominator=before.denominator, doubt=0.1)
    return question


def with_meant(question: Question, cells: tuple[CellRef, ...], carried: list[str]) -> Question:
    """Return the question with the `cells` it means by the turn before, noted in `carried`."""
    carried.append("事项")
    return replace(question, cells=cells, alternatives=(), theme=None, doubt=0.1)


def _with_theme(question: Question, before: Question, carried: list[str]) -> Question:
    if not before.theme or question.cells or question.alternatives:
        return question
    carried.append("主题")
    own, last = _COUNTED.search(question.text), _COUNTED.search(before.text)
    if own is not None and (last is None or own["thing"] != last["thing"]):
        # 多少人参加, after how many trainings: its own words ask, of the same theme.
        told = f"{before.theme_words}{question.text}"
        return replace(question, theme=before.theme, theme_words=before.theme_words, text=told)
    return replace(
        question,
        theme=before.theme,
        theme_words=before.theme_words,
        text=bare_text(before),
    )


def _names_something_new(question: Question) -> bool:
    """Whether words are left that neither ask, connect nor name an operation."""
    left = [word for word in keywords(question, None, 1) if not _OPERATION_WORDS.search(word)]
    return bool(left)


def _leans(bare: str, question: Question) -> bool:
    return bool(LEANS.match(bare)) and len(question.cells) == 1


def without_vague(question: Question, before: Question) -> Question:
    """Drop what 给, 列 or 看 might mean beside a newly named organ or year: 人社局也给我列一下."""
    words = {cell.words for cell in question.alternatives}
    vague = bool(words) and all(_SAYS_LITTLE.fullmatch(one) for one in words)
    if vague and before.cells and (question.organs or question.years.named):
        return replace(question, alternatives=())
    return question
