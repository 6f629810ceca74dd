"""Follow-ups: what a question leaves out is taken over from the turn before, and said so.

A question that stands on its own takes nothing over: one about all organs, a definition, or one
that names its organ, its year and its cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from qa.dialogue_cells import with_cells, with_meant, without_vague
from qa.dialogue_named import not_of_all, of_the_one_named
from qa.dialogue_operations import just_the_gap
from qa.dialogue_points import the_rest
from qa.dialogue_years import with_years
from qa.labels import sentence_label
from qa.question import Question, YearSpan
from qa.together import taken_together, the_other

# A definition, all organs there are, the program itself: nothing is left out.
_STANDS_ALONE = re.compile(
    r"什么是|什么意思|啥意思|指的?是?什么|怎么理解|哪些单位|哪些机关|各单位|所有单位|库里|"
    r"你能|你会|帮我写|天气"
)
# 比人社局多多少: the name is blanked out, and leaves white space behind 比.
_AGAINST_ORGAN = re.compile(
    r"^\W*(?:那|那么|它|这)?(?:比|较|和|与|跟|同)(?![例重率])\s+(?:相?比)?.{0,10}(?:[多少高低]|差|谁|哪|比)"
)
# 哪家更多, 谁的高: of those spoken of.
_WHICH_OF_THEM = re.compile(
    r"^\W*(?:那)?(?:哪[一]?[家个边]|谁)(?:的)?(?:更|最)?(?:多|少|高|低)|"
    r"(?:哪[一]?[家个边]|谁)(?:的)?(?:更)?(?:多|少|高|低)\W*$"
)
# 22呢, 换成2022年的: nothing but a year.
_BARE_YEAR = re.compile(
    r"(?:那|那么|再|看|换|换成|改成)?\s*(?:20)?(?P<year>[0-3]\d)\s*年?的?呢?\s*[?!。]?"
)
# 加一起呢: the sum, said without 合计.
_PUT_TOGETHER = re.compile("[加合](?:在)?一(?:起|块儿?)")
# 换成…, 不对我说的是…, 光看…: they only lead up to what is asked instead.
_LED_UP = re.compile(
    r"^(?:那|那么|就|也|再|还|又|先|帮我|请|麻烦)*(?:换|改|换个|改个|换一个|看看|看一下|再来|来个)"
    r"(?:成|为|做|到|作|一下)?(?=[^一下])"
    r"|^\W*(?:不对|不是|错了|[说打写问弄搞看]错了?|口误|(?:更正|纠正)(?=一下|[,，:])|改一下|等等|哦|噢|抱歉|不好意思)(?:一下|了)?[,，。!]?\s*"
    r"(?:我|应该|其实)?(?:要|说|问|指|想问|想看|是)?(?:的|说)?(?:应该)?是?(?=\S)"
    r"|^\W*我(?:要|说|问|指|想问|想看|想要)(?:的是|的)?(?=\s*(?:20)?\d\d\s*年)"
    r"|^\W*(?:光|单|只|仅)(?:看|说|论|算|问)?(?=[^有是年\d])"
)


CARRIED = "沿用上一问"
"""How the note begins that tells what was taken over."""


@dataclass(slots=True)
class Conversation:
    """The questions of a session so far, as they were understood, oldest first."""

    turns: list[Question] = field(default_factory=list)

    @property
    def last(self) -> Question | None:
        """The question of the turn before, None at the start."""
        return self.turns[-1] if self.turns else None


def spelt_out(text: str, before: Question | None) -> str:
    """Write out a bare year in a follow-up, and drop what leads up to it: 22呢 is 2022年呢."""
    if before is None:
        return text
    text = _PUT_TOGETHER.sub("合计", text)
    year = _BARE_YEAR.fullmatch(text)
    return f"20{year['year']}年呢" if year else _LED_UP.sub("", text)


def carry_over(question: Question, before: Question | None, bare: str) -> Question:
    """Fill what the question leaves out from the question before.

    Args:
        question: as read on its own.
        before: the question of the turn before.
        bare: the question without the words for organs and years.
    """
    if before is None or _STANDS_ALONE.search(question.text):
        return question
    question = not_of_all(of_the_one_named(question, before, bare), before)
    other = the_other(question, before, bare)
    if other is not None:
        question = replace(question, organs=(other,), alternatives=())
    question = just_the_gap(question, before, bare)
    together = taken_together(question, before, bare)
    if together is not None:
        return together
    question = without_vague(question, before)
    carried: list[str] = []
    left = the_rest(question, before, bare)
    if left:
        question = with_meant(question, left, carried)
    question = _which_of_them(question, before, bare)
    question = with_cells(question, before, bare, carried)
    question = _with_organs(_against_organ(question, before, bare), before, carried)
    question = with_years(question, before, carried)
    return replace(question, carried=tuple(carried))


def _which_of_them(question: Question, before: Question, bare: str) -> Question:
    """Read 哪家更多, after two organs or two rows, as which of those, not of all organs."""
    several = len(before.organs) > 1 or (len(before.cells) > 1 and before.group is None)
    if question.group is not None and several and _WHICH_OF_THEM.search(bare):
        return replace(question, group=None)
    return question


def _with_organs(question: Question, before: Question, carried: list[str]) -> Question:
    """Fill the organs in from the turn before; what is taken over is added to `carried`."""
    if question.organs or question.group is not None:
        return question
    scope = question.scope
    if before.organs or before.group:
        carried.append("机关")
        scope = before.scope if scope == "any" else scope
    return replace(question, organs=before.organs, group=before.group, scope=scope)


def _against_organ(question: Question, before: Question, bare: str) -> Question:
    """Read 比人社局多多少 as the organ spoken of against the one named."""
    one_each = len(question.organs) == len(before.organs) == 1
    if not one_each or not _AGAINST_ORGAN.search(bare):
        return question
    if question.organs[0].reports_of == before.organs[0].reports_of:
        return question
    return replace(question, organs=(before.organs[0], question.organs[0]))


def carried_words(question: Question) -> tuple[str, ...]:
    """Say what was taken over from the turn before."""
    if not question.carried:
        return ()
    parts = []
    if "机关" in question.carried and question.organs:
        parts.append("、".join(mention.words for mention in question.organs))
    if "年份" in question.carried and question.years.words:
        parts.append(_years_in_words(question.years))
    if "事项" in question.carried and question.cells:
        parts.append(f"“{sentence_label(question.cells[0].row, question.cells[0].column)}”")
    return (f"{CARRIED}：{'，'.join(parts)}。",) if parts else ()


def _years_in_words(years: YearSpan) -> str:
    return "、".join(f"{year}年" for year in years.years) or years.words
