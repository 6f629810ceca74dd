"""The order among the likely passages: what of a question they have, and what it wants of them.

A passage is told by seven signs and what the question wants; how much each counts was fitted on the
dev half of tests/bench/retrieval (`python tests/bench/fit_ranking.py`), not set by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from index.batch import PassageRow
from index.everyday import Sought
from index.measures import asks_number, counts_alike, measure_asked
from index.ranking import surprise

_NUMBERS = re.compile(
    r"(?<![\d年月-])\d[\d,.]*\s*(?:余|多)?\s*万?\s*(?:余|多)?\s*"
    r"(条|场|次|期|件|份|篇|个|项|人次|人|家|部|封|起|元|万元|万人|万|%|批次|批|宗|名|处|例|分钟|小时"
    r"|台|册|轮|张|则)"
)
_FRAME = re.compile(
    r"电话|地址|邮编|邮箱|传真|找谁|找人|疑问|疑惑|联系|几楼|下载|电子版|根据什么|依据|统计期限|几部分|编制"
)
_PROBLEMS = re.compile(
    r"毛病|缺点|短处|短板|软肋|欠缺|薄弱|不够|没做好|不足|检讨|问题|缺陷|怎么样$|怎样$|彻底|到位|快不快"
    r"|够不够|全了没|水平|来年|明年|往后|今后|以后|下一步|将来|接下来|打算|准备|计划|改进|整改|措施"
)
_SENTENCE_ENDS = re.compile("[。！？；!?;]")
_TELLS_NOTHING = frozenset(
    "的了吗呢啊几多少有没是在怎么什么哪些一年个着过给把被让和与就都也还这那谁家单位报告里"
)


class Signs(NamedTuple):
    """What tells that a passage answers.

    `words` is BM25 with everyday words, `vector` the cosine by its spread, `heading` and
    `sentence` how much of the question stands in the last heading and in the best sentence, 0 to 1,
    `characters` the rarity of the characters shared. The others are 0 or 1: a number, one of
    the measure asked for, the preamble, the problems though not asked for, and asked for.
    """

    words: float
    vector: float
    heading: float
    sentence: float
    characters: float
    number: float
    measure: float
    preamble: float
    problems: float
    problems_asked: float


WEIGHTS = Signs(
    words=0.105,
    vector=0.526,
    heading=1.106,
    sentence=0.764,
    characters=0.110,
    number=0.453,
    measure=1.175,
    preamble=-0.352,
    problems=-0.198,
    problems_asked=0.529,
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A passage that may answer, with what words and vectors say of it."""

    row: PassageRow
    words: float
    vector: float


def standing(signs: Signs, weights: Signs = WEIGHTS) -> float:
    """Return how well a passage answers."""
    return float(sum(map(mul, signs, weights)))


def signs_of(question: str, sought: Sequence[Sought], likely: Sequence[Likely]) -> list[Signs]:
    """Return the signs of each passage; how rare a character is, is told by these passages."""
    texts = ["".join(one.row.text.split()) for one in likely]
    shared = rare_characters(question, texts)
    wants = _Wants(question)
    return [
        _signs(one, text, sought, shared, wants) for one, text in zip(likely, texts, strict=True)
    ]


def rare_characters(question: str, texts: Sequence[str]) -> dict[str, float]:
    """Return a question's characters that tell something, with how rare each is in the texts."""
    counts = Counter(character for text in texts for character in set(text))
    return {
        character: surprise(counts[character], len(texts))
        for character in set(question)
        if character in counts and character not in _TELLS_NOTHING and "一" <= character <= "鿿"
    }


class _Wants:
    """What a question wants of a passage beside its subject."""

    def __init__(self, question: str) -> None:
        self.number = asks_number(question)
        self.measure = measure_asked(question) if self.number else None
        self.frame = _FRAME.search(question) is not None
        self.problems = _PROBLEMS.search(question) is not None


def _signs(
    one: Likely, text: str, sought: Sequence[Sought], shared: dict[str, float], wants: _Wants
) -> Signs:
    measures = set(_NUMBERS.findall(text)) if wants.number else set()
    asked = wants.measure
    problems = one.row.section == "sec_problems"
    return Signs(
        words=one.words,
        vector=one.vector,
        heading=_share(sought, one.row.headings),
        sentence=max(_share(sought, part) for part in _SENTENCE_ENDS.split(text)),
        characters=sum(rare for character, rare in shared.items() if character in text),
        number=float(bool(measures)),
        measure=float(asked is not None and any(counts_alike(asked, one) for one in measures)),
        preamble=float(one.row.section == "preamble" and not wants.frame),
        problems=float(problems and not wants.problems),
        problems_asked=float(problems and wants.problems),
    )


def _share(sought: Sequence[Sought], text: str) -> float:
    total = sum(one.weight for one in sought)
    return sum(one.found_in(text) for one in sought) / total if total and text else 0.0
