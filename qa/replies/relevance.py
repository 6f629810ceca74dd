"""Which sentences of a report speak of what a question asks, best first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index import ReportCard
from ingest.segment import segment
from qa.keywords import keywords, mentioned_words
from qa.replies.asked import Asked
from qa.sentences import (
    Sentence,
    sentences,
)
from qa.themes import Theme

HOW_MANY = re.compile(r"多少|几(?!乎)|数量|总数|[条篇场次期件份]数|人次|总量|有多大|\w数\s*$")
HOW = re.compile(r"怎么|如何|怎样|哪些(?:做法|措施|举措)")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that may answer, and how well it fits."""

    card: ReportCard
    sentence: Sentence
    hits: int
    in_heading: bool
    echoes: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        """Particular words first, then the theme's own words as the question put them."""
        return self.hits, self.echoes


def relevant(asked: Asked, card: ReportCard, theme: Theme | None) -> list[Found]:
    """Return the sentences on the theme that fit the question best, best first."""
    passages = asked.library.passages(card.id, "narrative")
    wanted = keywords(asked.question, theme)
    if theme is None and not wanted:
        return []
    echoed = [
        word for word in segment(asked.question.text) if len(word) > 1 and _named(word, theme)
    ]
    found = [
        Found(
            card,
            sentence,
            len(mentioned_words(wanted, sentence.flat, sentence.passage.headings)),
            under_heading(sentence, theme),
            len(mentioned_words(echoed, sentence.flat, ())),
        )
        for sentence in sentences(passages)
        if theme is None or _on_theme(sentence, theme)
    ]
    found = _in_focus(found, theme, asked.question.text)
    best = max((one.hits for one in found), default=0)
    if best < len(wanted) and (theme is None or _needs_particulars(asked, theme)):
        return []
    found.sort(key=lambda one: (one.rank, one.in_heading), reverse=True)
    return found


def _named(word: str, theme: Theme | None) -> bool:
    return theme is not None and theme.anchor is not None and bool(theme.anchor.search(word))


def _needs_particulars(asked: Asked, theme: Theme) -> bool:
    """For a number every particular named must be there; for a how or what the best will do."""
    counting = HOW_MANY.search(asked.question.text) is not None
    return counting and not theme.whole and asked.question.premise is None


def _in_focus(found: list[Found], theme: Theme | None, text: str) -> list[Found]:
    """Keep the sentences on the one thing within the theme that the question names, if any are."""
    wanted = [one for one in theme.focus if one.search(text)] if theme is not None else []
    if not wanted:
        return found
    fitting = [one for one in found if all(focus.search(one.sentence.flat) for focus in wanted)]
    some = [one for one in found if any(focus.search(one.sentence.flat) for focus in wanted)]
    if HOW.search(text):
        return found if some else []
    return fitting or some or ([] if HOW_MANY.search(text) else found)


def _on_theme(sentence: Sentence, theme: Theme) -> bool:
    if theme.whole:
        return in_part(sentence, theme)
    return theme.anchor is not None and bool(theme.anchor.search(sentence.flat))


def in_part(sentence: Sentence, theme: Theme) -> bool:
    """Whether a sentence stands in the part of the report that is the theme."""
    if theme.section and sentence.passage.section != theme.section:
        return False
    if theme.heading is None:
        return True
    inner = sentence.passage.headings[1:]
    if inner:
        return bool(theme.heading.search(inner[-1]))
    return True


def under_heading(sentence: Sentence, theme: Theme | None) -> bool:
    """Whether a sentence stands under a heading that names the theme."""
    if theme is None or theme.heading is None:
        return False
    return any(theme.heading.search(heading) for heading in sentence.passage.headings)
