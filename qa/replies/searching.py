"""Questions in words that no phrase has: the text is searched, and only shared words answer.

The embedder proposes passages; a sentence of one is quoted only if it has the question's own
particular words. Nothing is answered from similarity alone.
"""

from __future__ import annotations

import re

from qa.draft import Draft, Quotation, not_found
from qa.keywords import keywords, mentioned_words
from qa.plan import name_of
from qa.replies.asked import Asked
from qa.sentences import Sentence, sentences

_CANDIDATES = 8
_MOST_QUOTED = 3
_COUNTING = re.compile(r"多少|几(?!乎)|数量|总数|是否|有没有|吗")


def search_text(asked: Asked) -> Draft:
    """Quote the sentences that speak of what is asked, or say that the report does not."""
    wanted = keywords(asked.question, None)
    text = asked.question.text
    best: list[tuple[int, float, Quotation]] = []
    for card in asked.plan.cards:
        for hit in asked.library.search(text, [card.id], limit=_CANDIDATES):
            for sentence in sentences([hit.passage]):
                shared = _shared(wanted, sentence)
                if shared:
                    quoted = Quotation(
                        card, sentence.as_passage(), _marks(shared, sentence), hit.score
                    )
                    best.append((len(shared), hit.score, quoted))
    needed = len(wanted) if _COUNTING.search(text) else (len(wanted) + 1) // 2
    top = max((count for count, _, _ in best), default=0)
    if not top or top < needed:
        return _nothing(asked, wanted)
    best.sort(key=lambda one: (-one[0], -one[1]))
    chosen = [quoted for count, _, quoted in best if count == top][:_MOST_QUOTED]
    lines = [f"{name_of(one.card)}：“{_flat(one.passage.text)}”" for one in chosen]
    notes = (*asked.notes, "按字面在正文里找到的原文，请看是否就是您要问的。")
    return Draft("answered", "\n".join(lines), quotations=tuple(chosen), notes=notes)


def _shared(wanted: list[str], sentence: Sentence) -> list[str]:
    return mentioned_words(wanted, sentence.flat, ())


def _marks(words: list[str], sentence: Sentence) -> tuple[tuple[int, int], ...]:
    found = {
        (match.start(), match.end())
        for word in words
        for match in re.finditer(re.escape(word), sentence.text)
    }
    return tuple(sorted(found))


def _flat(text: str) -> str:
    return "".join(text.split())


def _nothing(asked: Asked, wanted: list[str]) -> Draft:
    names = "、".join(dict.fromkeys(name_of(card) for card in asked.plan.cards[:5]))
    words = "、".join(f"“{word}”" for word in wanted)
    text = f"{names}的报告里没有找到{words}的内容（不等于没有做）。"
    return not_found(text, *asked.notes)
