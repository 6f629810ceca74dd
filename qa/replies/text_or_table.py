"""Whether a question is one for the report's text or for its tables, where both could be meant.

Words that name a row of the form also stand in questions of how things are done: 怎么防止泄密 is
no question for 属于国家秘密. The text answers where it surely speaks of what is asked, and more of
the question stands there than in the row's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Library, ReportCard, asks_number, measure_asked
from qa.draft import Draft
from qa.keywords import bare_text, keywords
from qa.plan import Plan, name_of
from qa.question import Question
from qa.replies.asked import Asked
from qa.replies.searching import SPEAKS, WHO, answer_from_text, who_says, with_nearest
from qa.replies.sureness import BEYOND_DOUBT, LIKELY, SURELY
from qa.sought import content

_PLAIN = ("look_up", "describe", "list", "yes_no")
_NOT_IN_TABLES = frozenset(
    ["条", "篇", "场", "期", "封", "册", "人次", "遍", "分钟", "家", "百分之几"]
)
_ROWS_OF_DOCUMENTS = {"normative_documents", "regulations", "granted", "processed_total"}
_PUBLISHED = re.compile("信息(?!公开|申请|的申请)|消息|稿|文章|推文|视频|解读")
_IN_WORDS = re.compile(
    r"怎|咋|如何|多久|为什么|为何|为啥|几道|什么|啥|哪|图个|谁(?!申请|提)|几月|何时|多长时间|"
    r"(?:号码|电话|地址|邮箱|网址)(?:是|写)?(?:多少|几号)"
)
# How a thing is done; 办得怎么样 and 怎么这么多 are about its figures.
_HOW_IT_IS_DONE = re.compile(
    r"(?:怎么|咋)(?!样|回事|这么|那么|会|就|个|才|高|多|少|了|变|算|分|说|写|填|报|[是有]|\s*[?？]?$)|"
    r"怎样(?!的|\s*[?？]?$)|如何(?=[提规防向跟与和保提推加落做申办])"
)
_WHETHER = re.compile(r"([一-鿿])不\1|是不是|有没有|是否|有无|[吗么呢没不?？]$")
# Sentences that repeat what the tables count: the tables tell it better.
_OF_TABLES = re.compile("公开申请|申请公开|复议|诉讼|结转")
_PERIOD = re.compile("月|季度|半年|旬|周|日")
_BY_NUMBERS = re.compile(r"最|排名|排行|倒数|前[一二三四五六七八九十\d]")
_MOST_BY_TABLE = 0.5  # of what is asked, for the text to be preferred to a row of that name


def text_before_table(asked: Asked) -> Draft | None:
    """Return what the text says where a figure of the tables is hardly meant, if it is clear.

    How something is done is no figure, and no row of the tables counts in 条, 篇 or 场.
    """
    question, cards = asked.question, asked.plan.cards
    if question.premise is not None or question.operation.name not in (*_PLAIN, "share"):
        return None
    if len(cards) != 1:
        return _who_says_instead(asked)
    text = bare_text(question)
    if asks_number(text):
        return _number_before_table(asked, measure_asked(text))
    if question.by_applicant or not _IN_WORDS.search(text):
        return None
    found = answer_from_text(asked, cards[0], surely=True)
    return found or (_no_such_words(asked) if _HOW_IT_IS_DONE.search(text) else None)


def _number_before_table(asked: Asked, measure: str | None) -> Draft | None:
    card = asked.plan.cards[0]
    if measure in _NOT_IN_TABLES:
        found = answer_from_text(asked, card)
        if found is None and measure != "百分之几" and _counts_no_requests(asked.question):
            return _no_such_number(asked)
        return found
    if not _is_hardly_for_rows(asked):
        return None
    found = answer_from_text(asked, card, surely=True, number=BEYOND_DOUBT)
    if found is None or _repeats_tables(found) or not _has_the_rest(asked, found):
        return None
    return found


def _counts_no_requests(question: Question) -> bool:
    """Return whether what is counted are things published, which no row of the tables counts."""
    rows = {cell.row.partition(".")[0] for cell in question.cells}
    return rows <= _ROWS_OF_DOCUMENTS or _PUBLISHED.search(bare_text(question)) is not None


def _no_such_words(asked: Asked) -> Draft:
    name = name_of(asked.plan.cards[0])
    text = f"{name}的报告里没有找到能说明这件事怎么做的话；表格只记件数。"
    return with_nearest(asked, text)


def _no_such_number(asked: Asked) -> Draft:
    name = name_of(asked.plan.cards[0])
    return with_nearest(asked, f"{name}的报告里没有找到所问的这个数，表格里没有这一项。")


def _who_says_instead(asked: Asked) -> Draft | None:
    """Return who speaks of a thing that the row read leaves unsaid: 传帮带机制是哪个单位提出的."""
    question = asked.question
    if question.organs or not asks_who(question) or _is_bounded(question):
        return None
    return who_says(asked, SURELY) if _is_hardly_for_rows(asked) else None


def _is_hardly_for_rows(asked: Asked) -> bool:
    """Return whether the rows that were read leave most of what is asked unsaid."""
    return _share_of_rows(asked) < _MOST_BY_TABLE


def _is_bounded(question: Question) -> bool:
    """Return whether a list has a condition of its own, beside there being any at all."""
    condition = question.operation.condition
    return condition is not None and (condition.comparison != ">" or bool(condition.bound))


def _share_of_rows(asked: Asked) -> float:
    """Return how much of what is asked the words of the rows that were read account for, 0 to 1."""
    question = asked.question
    sought = content(asked.library.sought(WHO.sub(" ", bare_text(question))))
    known = "".join((*(cell.words for cell in question.cells), question.operation.words))
    total = sum(one.weight for one in sought)
    return sum(one.weight for one in sought if one.said in known) / total if total else 1.0


def text_instead(question: Question, draft: Draft, plan: Plan, library: Library) -> Draft | None:
    """Return what the text clearly says to a question that was going to be left unanswered.

    A question for the tables that names no figure may be one for the text; one that names no
    organ may ask which reports say something.
    """
    if draft.status == "answered" or draft.operands or question.by_applicant:
        return None
    claims = question.premise is not None and question.cells
    if claims or not _says_what(question) or (question.refusal and not question.organs):
        return None
    unknown = bool(question.organs) and not any(one.reports_of for one in question.organs)
    if unknown and asks_who(question):
        return _who_says_of(question, library.cards(), library, BEYOND_DOUBT)
    if question.organs or (question.group and not asks_who(question)):
        if plan.stop is not None or len(plan.cards) != 1:
            return None
        sure = BEYOND_DOUBT if question.refusal else None
        asked = Asked(question, plan, library)
        surely = measure_asked(bare_text(question)) not in _NOT_IN_TABLES
        found = answer_from_text(asked, plan.cards[0], surely=surely, least=sure)
        if found is not None and (_repeats_tables(found) or not _has_the_rest(asked, found)):
            return None
        return found if found is not None and _of_that_time(question, found) else None
    if not asks_who(question):
        return None
    named = plan.cards if question.group and plan.stop is None else library.cards()
    return _unless_for_tables(question, named, library)


def _unless_for_tables(
    question: Question, named: Sequence[ReportCard], library: Library
) -> Draft | None:
    asked = Asked(question, Plan(tuple(named)), library)
    if question.cells and not _is_hardly_for_rows(asked):
        return None
    return _who_says_of(question, named, library)


def _repeats_tables(found: Draft) -> bool:
    """Return whether a number was taken from a sentence on what the tables count."""
    if found.value is None:
        return False
    return any(_OF_TABLES.search(one.passage.text) for one in found.quotations)


def _has_the_rest(asked: Asked, found: Draft) -> bool:
    """Return whether what was found speaks of all that the rows read leave unexplained."""
    said = "".join(
        "".join((*one.passage.headings[-1:], *one.passage.text.split())) for one in found.quotations
    )
    rest = "".join(asked.question.unexplained)
    sought = asked.library.sought(bare_text(asked.question)) if rest else ()
    return all(one.found_in(said) for one in sought if one.said in rest or rest in one.said)


def _says_what(question: Question) -> bool:
    """Return whether a question is put in a sentence; of key words each has to be read."""
    text = bare_text(question).strip()
    put = (_IN_WORDS, _WHETHER, WHO)
    return any(one.search(text) for one in put) or asks_number(text)


def _of_that_time(question: Question, found: Draft) -> bool:
    """Return whether what was found speaks of a part of the year, where one is asked about."""
    if not question.years.part_of_year:
        return True
    return not question.cells and all(_PERIOD.search(one.passage.text) for one in found.quotations)


def spoken_of(question: Question, library: Library) -> Draft | None:
    """Return which reports speak of a thing: 还有哪些单位提到新媒体作用发挥不够."""
    speaks = SPEAKS.search(question.text) or question.operation.name == "inventory"
    if question.refusal or not (speaks and asks_who(question) and keywords(question, None)):
        return None
    named = {pair for one in question.organs for pair in one.reports_of}
    cards = [card for card in library.cards() if not named or (card.organ, card.region) in named]
    return _who_says_of(question, cards, library)


def _who_says_of(
    question: Question, named: Sequence[ReportCard], library: Library, least: float = LIKELY
) -> Draft | None:
    """Return which of these reports, of the years asked about, speak of what is asked."""
    years = question.years.years
    cards = tuple(card for card in named if not years or card.year in years)
    return who_says(Asked(question, Plan(cards), library), least) if cards else None


def asks_who(question: Question) -> bool:
    """Return whether a question asks which reports say something."""
    return bool(WHO.search(question.text)) and not _BY_NUMBERS.search(question.text)
