"""Follow-ups: what a question leaves out is taken over from the turn before, and said so.

A question that stands on its own takes nothing over: one about all organs, a definition, or one
that names its organ, its year and its cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from qa.dialogue_cells import with_cells, without_vague
from qa.dialogue_named import not_of_all, of_the_one_named
from qa.dialogue_points import WHOLE, the_rest
from qa.labels import sentence_label
from qa.numerals import han_number
from qa.question import Condition, Operation, Question, YearSpan
from qa.together import taken_together, the_other

_STANDS_ALONE = re.compile(
    r"什么是|什么意思|啥意思|指的?是?什么|怎么理解|哪些单位|哪些机关|各单位|所有单位|库里|"
    r"你能|你会|帮我写|天气"
)
# What 2023年呢 or 宛城区呢 asks for once more; a premise or a yes or no is not asked again.
_AGAIN = (
    "list",
    "count",
    "rank",
    "rank_within",
    "list_within",
    "share",
    "total",
    "average",
    "median",
    "difference",
    "compare",
)
_HAS = re.compile("(?<!没)有(?![几多哪])")
_OPPOSITE = re.compile("反过来|反之|相反|倒过来|反着")
_JUST_TURNED = re.compile(
    rf"(?:那|那么|要是|如果)?(?:{_OPPOSITE.pattern})(?:呢|排|看|数|的)*[?。]?"
)
_HAVING_SOME = re.compile(
    r"^\W*(?:那|那么)?(?:剩下)?(?<![没])有(?!没|几|多|哪).{0,14}的(?:呢|单位|机关|有|是|$)"
)
_HAVING_NONE = re.compile(r"^\W*(?:那|那么)?(?:没有?|无|未).{0,14}的(?:呢|单位|机关|有|是|$)")
_GAP = re.compile(
    r"(?:那|这)?(?:它们|他们|两[者个家年]|二者|俩|之间|前后)*的?(?:相差|差距|差额|差值|落差|差)(?:是|有|了)?"
    r"(?:多少|几)?(?:件|个|起|万元|万|元|条)?呢?[?]?"
)
_ROSE = re.compile("[高升降涨增减]")
_THOSE_THEN = re.compile(r"^\W*(?:那|那么)?[^,，其]{2,12}的?呢\W*$")
_COUNT_AGAIN = re.compile("件数|几件|多少件|数量|个数")
# 和2021年比 after a question of 2024: the two against each other.
_AGAINST_YEAR = re.compile(
    r"^(?:那|那么)?\s*(?:和|跟|与|同|比|较|对比|相比)(?:于)?\s*(?:(?:20)?\d\d|去|前|大前|上一?)\s*年?"
)
_AGAINST_ORGAN = re.compile(
    r"^\W*(?:那|那么|它|这)?(?:比|较|和|与|跟|同)(?![例重率])\s+(?:相?比)?.{0,10}(?:[多少高低]|差|谁|哪|比)"
)
_AGAINST_IT = re.compile(r"[比较跟同和与](?:它|这|那|其|上面|前面|刚才|前一个)(?!个?[单机部])")
_NEEDS_TWO = ("difference", "compare", "compare_yes_no", "average", "median", "total")
_WHICH_OF_THEM = re.compile(
    r"^\W*(?:那)?(?:哪[一]?[家个边]|谁)(?:的)?(?:更|最)?(?:多|少|高|低)|"
    r"(?:哪[一]?[家个边]|谁)(?:的)?(?:更)?(?:多|少|高|低)\W*$"
)
_WHICH_ONES = re.compile(r"^\W*(?:那)?(?:是|都是|分别是|有)?(?:哪[几些]|哪[一]?[家个]|谁|名单)")
_NEXT_PLACE = re.compile(
    "(?:它|其|紧随|紧跟|紧接)[着在]?(?:之?后|后面|下面)?的?(?:那|下)?(?:一|个)?(?:位|名|个|家|的|是|呢)|(?:后面|下面|接下来)(?:那|的)?一?[位名]|"
    "再(?:往)?(?:后|下)(?:一|面)?[位名个家]|次(?:多|高|之)|下一名|下一位"
)
_PLACE = re.compile(r"第([一二三四五六七八九十\d]+)")
# In a follow-up 上一年 counts from the year just spoken of; 去年 still goes by the calendar.
_YEAR_BEFORE = re.compile(r"上一?年度?")
_OTHER_YEARS = re.compile(
    r"(?:(?P<after>后面|之后|往后|其后|接下来|后来|再往后|后续|随后)|其他|别的|其余|另外|剩下)的?那?"
    r"(?:(?P<count>[两二三四五])个?年|几年|年份|各年)"
)
_BARE_YEAR = re.compile(
    r"(?:那|那么|再|看|换|换成|改成)?\s*(?:20)?(?P<year>[0-3]\d)\s*年?的?呢?\s*[?!。]?"
)
_PUT_TOGETHER = re.compile("[加合](?:在)?一(?:起|块儿?)")
_LED_UP = re.compile(
    r"^(?:那|那么|就|也|再|还|又|先|帮我|请|麻烦)*(?:换|改|换个|改个|换一个|看看|看一下|再来|来个)"
    r"(?:成|为|做|到|作|一下)?(?=[^一下])"
    r"|^\W*(?:不对|不是|错了|[说打写问弄搞看]错了?|口误|(?:更正|纠正)(?=一下|[,，:])|改一下|等等|哦|噢|抱歉|不好意思)(?:一下|了)?[,，。!]?\s*"
    r"(?:我|应该|其实)?(?:要|说|问|指|想问|想看|是)?(?:的|说)?(?:应该)?是?(?=\S)"
    r"|^\W*我(?:要|说|问|指|想问|想看|想要)(?:的是|的)?(?=\s*(?:20)?\d\d\s*年)"
    r"|^\W*(?:光|单|只|仅)(?:看|说|论|算|问)?(?=[^有是年\d])"
)


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


def _just_the_gap(question: Question, before: Question, bare: str) -> Question:
    """Read 差距是几件, or 反过来呢, of what was spoken of: it names no cell of its own."""
    turned = _JUST_TURNED.fullmatch(bare.strip())
    if not before.cells or not (turned or _GAP.fullmatch(bare.strip())):
        return question
    return replace(question, cells=(), alternatives=(), theme=None, theme_words="")


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
    question = _just_the_gap(question, before, bare)
    together = taken_together(question, before, bare)
    if together is not None:
        return together
    question = without_vague(question, before)
    carried: list[str] = []
    left = the_rest(question, before, bare)
    if left:
        question = replace(question, cells=left, alternatives=(), theme=None, doubt=0.1)
        carried.append("事项")
    several = len(before.organs) > 1 or (len(before.cells) > 1 and before.group is None)
    if question.group is not None and several and _WHICH_OF_THEM.search(bare):
        question = replace(question, group=None)
    question = with_cells(question, before, bare, carried)
    question = _against_organ(question, before, bare)
    if not question.organs and question.group is None:
        if before.organs or before.group:
            carried.append("机关")
        question = replace(question, organs=before.organs, group=before.group)
    question = _with_years(question, before, carried)
    if question.scope == "any" and before.scope != "any" and "机关" in carried:
        question = replace(question, scope=before.scope)
    return replace(question, carried=tuple(carried))


def _against_organ(question: Question, before: Question, bare: str) -> Question:
    """Read 比人社局多多少 as the organ spoken of against the one named."""
    one_each = len(question.organs) == len(before.organs) == 1
    if not one_each or not _AGAINST_ORGAN.search(bare):
        return question
    if question.organs[0].reports_of == before.organs[0].reports_of:
        return question
    return replace(question, organs=(before.organs[0], question.organs[0]))


def _other_years(question: Question, before: Question) -> YearSpan | None:
    """Read 后面三年 as those after the year spoken of, 其他几年 as all but that one."""
    words = _OTHER_YEARS.search(question.years.words)
    if words is None or not question.years.all or not before.years.years:
        return None
    spoken = before.years.years
    count = han_number(words["count"] or "")
    if words["after"] and count:
        after = tuple(range(spoken[-1] + 1, spoken[-1] + 1 + count))
        return replace(question.years, years=after, all=False)
    if re.search("也|一起|连同|一并|加上", question.text):
        return None  # 后面几年也一起列出来: with the year spoken of
    passed = tuple(range(2008, spoken[-1] + 1)) if words["after"] else spoken
    return replace(question.years, besides=passed)


def _with_years(question: Question, before: Question, carried: list[str]) -> Question:
    others = _other_years(question, before)
    if others is not None:
        return replace(question, years=others)
    if question.years.compare_previous and not question.years.years and before.years.years:
        carried.append("年份")
        years = replace(before.years, compare_previous=True, notes=())
        return replace(question, years=years)
    if _YEAR_BEFORE.fullmatch(question.years.words) and before.years.years:
        years = replace(question.years, years=(before.years.years[0] - 1,), offset=None)
        return replace(question, years=years)
    if question.years.offset and not before.years.years:
        return replace(question, years=YearSpan())  # from an unnamed year no step can be taken
    if question.years.offset and before.years.years:
        base = before.years.years[0] if question.years.offset < 0 else before.years.years[-1]
        years = replace(question.years, years=(base + question.years.offset,), offset=None)
        return replace(question, years=years)
    against = _AGAINST_YEAR.search(question.text) or _AGAINST_IT.search(question.text)
    if len(question.years.years) == len(before.years.years) == 1 and against:
        both = tuple(sorted({*question.years.years, *before.years.years}))
        return replace(question, years=replace(question.years, years=both))
    if question.years.named or (question.years.compare_previous and not before.years.years):
        return question
    if before.years.named:
        carried.append("年份")
        kept = replace(
            before.years,
            notes=(),
            compare_previous=question.years.compare_previous,
            part_of_year=question.years.part_of_year,
        )
        return replace(question, years=kept)
    return question


def operation_again(question: Question, before: Question | None, bare: str) -> Operation:
    """Take the operation over where a follow-up names none: 2023年呢, or 第二呢 of a ranking."""
    operation = question.operation
    if before is None:
        return operation
    said_nothing = not (question.cells or question.theme or question.alternatives)
    again = before.operation.name in ("consistency", "inventory")
    if again and operation.name == "look_up" and said_nothing:
        return before.operation
    if not question.carried or [cell.words for cell in question.cells] == [WHOLE]:
        return operation
    told = _told_by_words(question, before, bare)
    if told is not None:
        return told
    several = before.group is not None or len(before.organs) > 1
    if "事项" not in question.carried and not several:
        return operation
    if before.operation.name == "share":
        return _share_again(question, before, bare)
    if before.group is not None and question.organs and "机关" not in question.carried:
        return operation
    if "事项" in question.carried and operation.name in ("list", "count"):
        said = _HAS.search(bare) is not None
        return operation if said else _with_condition(operation, before.operation)
    return _same_again(question, before)


def _told_by_words(question: Question, before: Question, bare: str) -> Operation | None:
    """Return the operation that the words of a follow-up change or ask for, None if none."""
    operation = question.operation
    if operation.name in ("look_up", "list_within") and _still_a_share(before, bare):
        return before.operation
    if _GAP.fullmatch(bare.strip()) or (
        len(question.cells) == 2 and the_rest(replace(question, cells=()), before, bare)
    ):
        return Operation("difference", bare.strip())
    if before.operation.name == "trend" and operation.name in ("rank", "rank_within"):
        return replace(before.operation, words=operation.words)
    if before.operation.name == "count" and _WHICH_ONES.search(bare):
        return replace(before.operation, name="list")
    turned = _turned_round(before.operation, bare)
    if turned is not None:
        return turned
    if before.operation.name == "rank" and _NEXT_PLACE.search(bare):
        next_one = (before.operation.position or before.operation.limit or 1) + 1
        return replace(before.operation, limit=None, position=next_one, words="其后")
    place = _PLACE.search(bare)
    if place is not None and before.operation.name == "rank":
        position = han_number(place[1])
        return replace(before.operation, limit=None, position=position, words=place.group())
    return None


def _still_a_share(before: Question, bare: str) -> bool:
    """Whether 换成占全部办结的呢, or 不予公开的呢 after a share of another row, asks for one."""
    if before.operation.name != "share":
        return False
    again = _THOSE_THEN.search(bare) and not _COUNT_AGAIN.search(bare)
    counted = before.earlier.cells if before.earlier is not None else ()
    of_the_same = {one.address for one in counted} == {one.address for one in before.cells}
    return "占" in bare or bool(again and not of_the_same)


def _turned_round(operation: Operation, bare: str) -> Operation | None:
    """Read 反过来呢, and 那有诉讼的呢 after those without, as the opposite of the turn before."""
    opposite = _OPPOSITE.search(bare)
    if operation.name in ("rank", "rank_within") and opposite:
        return replace(operation, ascending=not operation.ascending, words="反过来")
    condition = operation.condition
    if operation.name not in ("list", "count") or condition is None or condition.bound:
        return None
    asks_none = condition.comparison == "="
    said = _HAVING_NONE.search(bare) if not asks_none else _HAVING_SOME.search(bare)
    if not (opposite or said):
        return None
    words = "有" if asks_none else "没有"
    turned = Condition(">" if asks_none else "=", condition.bound, words=words)
    return replace(operation, condition=turned, words=operation.words)


def _same_again(question: Question, before: Question) -> Operation:
    operation = question.operation
    alone = not several_reports(question) and before.operation.name in _NEEDS_TWO
    plain = operation.name in ("look_up", "total", "trend") and not operation.words and not alone
    return before.operation if plain and before.operation.name in _AGAIN else operation


def _share_again(question: Question, before: Question, bare: str) -> Operation:
    """Whether a share rose is told by the shares; 换成2022年的件数 asks for no share again."""
    operation = question.operation
    rises = operation.name in ("yes_no", "difference", "compare") and _ROSE.search(bare)
    if rises and len(question.years.years) > 1:
        return before.operation
    return operation if _COUNT_AGAIN.search(bare) else _same_again(question, before)


def _with_condition(operation: Operation, before: Operation) -> Operation:
    """Keep the condition of a list: 有几家 after 超过5件的单位."""
    known = before.condition if before.name in ("list", "count") else None
    said = operation.condition is not None and operation.condition.words not in ("有", "没有")
    return operation if said or known is None else replace(operation, condition=known)


def several_reports(question: Question) -> bool:
    """Whether several organs, years or cells are spoken of."""
    years = question.years
    counted = max(years.newest or 0, years.oldest or 0)
    many = len(years.years) > 1 or years.all or counted > 1 or years.compare_previous
    several = len(question.organs) > 1 or len(question.cells) > 1
    return several or many or question.group is not None


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
    return (f"沿用上一问：{'，'.join(parts)}。",) if parts else ()


def _years_in_words(years: YearSpan) -> str:
    return "、".join(f"{year}年" for year in years.years) or years.words
