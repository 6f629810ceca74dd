"""Questions in words that no phrase has: the report's text is searched and its sentences quoted.

A passage is quoted only if enough of what the question looks for stands in it or above it, in its
own words or in those that reports write for them; a number only if it is clearly the one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Hit, Library, ReportCard, Sought, asks_number
from qa.draft import Draft, Quotation, not_found
from qa.keywords import bare_text, keywords
from qa.plan import name_of
from qa.replies.asked import Asked
from qa.replies.counted import one_number
from qa.replies.pinpoint import ENOUGH, read_number
from qa.replies.relevance import Found
from qa.replies.sureness import LIKELY, NEAR, SURELY, sureness
from qa.sentences import Sentence, sentences
from qa.sought import content, covered

_CANDIDATES = 5
_MOST_QUOTED = 2
_MOST_REPORTS = 20
_AS_GOOD = 0.2  # a second passage this near the first is quoted too
_SPOKEN = 0.35  # for a report to be named among those that say something, beside the first
_AS_MUCH = 0.3  # less of the question than the first has, and still named beside it
_NUMBER_SURELY = 0.65  # for a number, where the tables may have been meant after all
_NOTE = "按意思在正文里找到的原文，请看是否就是您要问的。"
_PART_OF_SENTENCE = 0.5  # a sentence with half as much as the best of its passage is quoted too
SPEAKS = re.compile(
    r"提到|说到|讲到|写到|谈到|提过|说过|提了|(?:报告|年报)[里中上]?(?:都|还|也)?(?:说|写|提|讲|谈|登)|"
    r"(?:说|写|讲)的是哪"
)
_ALSO = re.compile(r"还有|也(?=提|说|讲|写|谈|有)")
WHO = re.compile(
    r"谁|哪家|哪些(?:单位|机关|地方|部门|报告)|哪(?:[一几]?[个份家]|里|儿)|什么(?:单位|地方)|"
    r"哪(?:[一几]|些)?年的?(?:报告|年报)"
)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A passage that answers in words, the sentences of it that do, and how well it fits.

    `sure` is how surely it answers, 0 to 1; known only of the first.
    """

    card: ReportCard
    sentences: tuple[Sentence, ...]
    score: float
    share: float
    sure: float | None = None


def search_text(asked: Asked) -> Draft:
    """Quote the sentences that speak of what is asked, or say that the report does not."""
    if len(asked.plan.cards) > 1:
        return _over_reports(asked)
    return answer_from_text(asked, asked.plan.cards[0]) or _nothing(asked)


def answer_from_text(
    asked: Asked,
    card: ReportCard,
    *,
    surely: bool = False,
    least: float | None = None,
    number: float | None = None,
) -> Draft | None:
    """Return what a report's text says to a question, None if nothing clear.

    `surely` asks for more certainty: the question could have meant something else. `least` sets
    how sure a passage has to be that answers in words, `number` one that gives the number asked.
    """
    text = bare_text(asked.question)
    if asks_number(text):
        enough = number or (_NUMBER_SURELY if surely else ENOUGH)
        reading = read_number(asked, card, enough)
        if reading is None:
            return None
        draft = one_number(asked, card, Found(card, reading.sentence, 1, False), reading.number)
        return replace(draft, sure=reading.sure)
    sought = content(asked.library.sought(text))
    sure = least or (SURELY if surely else LIKELY)
    quoted = _quoted(asked.library, text, sought, card, sure)
    if not quoted:
        return None
    return _draft(asked, quoted, sought, f"{name_of(card)}报告正文写道：\n", named=False)


def who_says(asked: Asked, least: float = LIKELY) -> Draft | None:
    """Return the reports of the library that speak of what is asked, a sentence each."""
    text = _ALSO.sub(" ", SPEAKS.sub(" ", WHO.sub(" ", asked.question.text)))
    sought = content(asked.library.sought(text))
    cards = {card.id: card for card in asked.plan.cards}
    hits = asked.library.search(text, list(cards), limit=2 * _MOST_REPORTS)
    sure = sureness(hits, sought, of_many=True)
    if not hits or sure < least:
        return None
    found = [_of_passage(hit, cards[hit.report_id], sought) for hit in hits]
    first = replace(found[0], sure=sure)
    best = {first.card.id: first}
    of_all = max(sought, key=lambda one: one.found_in(_whole(hits[0])), default=None)
    for hit, one in zip(hits[1:], found[1:], strict=True):
        much = one.share >= max(_SPOKEN, first.share - _AS_MUCH)
        if much and of_all is not None and of_all.found_in(_whole(hit)):
            best.setdefault(one.card.id, one)
    opening = f"{len(cards)}份报告中找到{len(best)}份提到：\n"
    marked = content(asked.library.sought(bare_text(asked.question)))
    return _draft(asked, list(best.values())[:_MOST_REPORTS], marked, opening)


def _over_reports(asked: Asked) -> Draft:
    text = bare_text(asked.question)
    sought = content(asked.library.sought(text))
    found = []
    for card in asked.plan.cards[:_MOST_REPORTS]:
        found += _quoted(asked.library, text, sought, card, LIKELY)[:1]
    return _draft(asked, found, sought) if found else _nothing(asked)


def _quoted(
    library: Library, text: str, sought: Sequence[Sought], card: ReportCard, least: float
) -> list[_Quoted]:
    """Return the passages of a report that answer, best first, if the first surely does."""
    hits = library.search(text, [card.id], limit=_CANDIDATES)
    if not hits:
        return []
    found = [_of_passage(hit, card, sought) for hit in hits]
    sure = sureness(hits, sought)
    if sure < least:
        return []
    found[0] = replace(found[0], sure=sure)
    near = [one for one in found if found[0].score - one.score <= _AS_GOOD and one.share]
    return near[:_MOST_QUOTED] or found[:1]


def _whole(hit: Hit) -> str:
    """Return a passage after its last heading, without white space."""
    return "".join(hit.passage.headings[-1:]) + "".join(hit.passage.text.split())


def _of_passage(hit: Hit, card: ReportCard, sought: Sequence[Sought]) -> _Quoted:
    share = covered(sought, _whole(hit))
    parts = list(sentences([hit.passage]))
    shares = [covered(sought, one.flat) for one in parts]
    least = max(shares, default=0.0) * _PART_OF_SENTENCE
    chosen = tuple(one for one, how in zip(parts, shares, strict=True) if how >= least)
    return _Quoted(card, chosen, hit.score, share)


def _draft(
    asked: Asked,
    found: Sequence[_Quoted],
    marked: Sequence[Sought],
    opening: str = "",
    *,
    named: bool = True,
) -> Draft:
    """Quote the passages, each after its report if `named`; what is `marked` is highlighted."""
    words = [word for one in marked for word in one.words]
    lines = []
    for one in found:
        body = "".join(sentence.flat for sentence in one.sentences)
        lines.append(f"{name_of(one.card)}：“{body}”" if named else body)
    quotations = tuple(
        Quotation(one.card, sentence.as_passage(), _marks(words, sentence), one.score)
        for one in found
        for sentence in one.sentences
    )
    notes = (*asked.notes, _NOTE)
    sure = found[0].sure if found else None
    text = opening + "\n".join(lines)
    return Draft("answered", text, quotations=quotations, notes=notes, sure=sure)


def _marks(words: Sequence[str], sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Return where the words stand, without overlap, the longest first."""
    taken: list[tuple[int, int]] = []
    for word in sorted(set(words), key=lambda one: (-len(one), one)):
        for match in re.finditer(re.escape(word), sentence.text):
            start, end = match.span()
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
    return tuple(sorted(taken))


def _nothing(asked: Asked) -> Draft:
    """Say that nothing was found, and quote what comes nearest."""
    names = "、".join(dict.fromkeys(name_of(card) for card in asked.plan.cards[:5]))
    wanted = keywords(asked.question, None)
    words = "、".join(f"“{word}”" for word in wanted) or "相关"
    return with_nearest(asked, f"{names}的报告里没有找到{words}的内容（不等于没有做）。")


def with_nearest(asked: Asked, text: str) -> Draft:
    """Say that something was not found, and quote what comes nearest to it, if anything does."""
    nearest = _nearest(asked) if len(asked.plan.cards) == 1 else None
    if nearest is None:
        return not_found(text, *asked.notes)
    said = "".join(sentence.flat for sentence in nearest.sentences)
    quotations = tuple(
        Quotation(nearest.card, sentence.as_passage(), (), nearest.score)
        for sentence in nearest.sentences
    )
    text += f"最接近的原文是：“{said}”"
    return Draft("not_found", text, quotations=quotations, notes=asked.notes)


def _nearest(asked: Asked) -> _Quoted | None:
    """Return the passage that may answer, None if none is near."""
    text = bare_text(asked.question)
    sought = content(asked.library.sought(text))
    card = asked.plan.cards[0]
    found = _quoted(asked.library, text, sought, card, NEAR)
    return found[0] if found and found[0].sentences else None
