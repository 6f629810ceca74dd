"""Follow-ups: which operation one asks for that names none, turns the last round or goes on."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.dialogue_points import WHOLE, the_rest
from qa.numerals import han_number
from qa.question import Condition, Operation, Question

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
# 有复议的几家: the condition is said again.
_HAS = re.compile("(?<!没)有(?![几多哪])")
# The order, or the condition, of the turn before turned round.
_OPPOSITE = re.compile("反过来|反之|相反|倒过来|反着")
_JUST_TURNED = re.compile(
    rf"(?:那|那么|要是|如果)?(?:{_OPPOSITE.pattern})(?:呢|排|看|数|的)*[?。]?"
)
# 那有诉讼的呢 after those without, and 没有的呢 after those with.
_HAVING_SOME = re.compile(
    r"^\W*(?:那|那么)?(?:剩下)?(?<![没])有(?!没|几|多|哪).{0,14}的(?:呢|单位|机关|有|是|$)"
)
_HAVING_NONE = re.compile(r"^\W*(?:那|那么)?(?:没有?|无|未).{0,14}的(?:呢|单位|机关|有|是|$)")
# 他们俩差多少: nothing but the difference.
_GAP = re.compile(
    r"(?:那|这)?(?:它们|他们|两[者个家年]|二者|俩|之间|前后)*的?(?:相差|差距|差额|差值|落差|差)(?:是|有|了)?"
    r"(?:多少|几)?(?:件|个|起|万元|万|元|条)?呢?[?]?"
)
# 升了还是降了 of a share: the shares tell it.
_ROSE = re.compile("[高升降涨增减变差]|百分点|个点")
# 不予公开的呢: another row, and nothing else.
_THOSE_THEN = re.compile(r"^\W*(?:那|那么)?[^,，其]{2,12}的?呢\W*$")
# 换成件数: no share any more.
_COUNT_AGAIN = re.compile("件数|几件|多少件|数量|个数")
# These say nothing of a single figure.
_NEEDS_TWO = ("difference", "compare", "compare_yes_no", "average", "median", "total")
# 是哪几家, after a count.
_WHICH_ONES = re.compile(r"^\W*(?:那)?(?:是|都是|分别是|有)?(?:哪[几些]|哪[一]?[家个]|谁|名单)")
# 紧随其后的, 下一名: one place further down.
_NEXT_PLACE = re.compile(
    "(?:它|其|紧随|紧跟|紧接)[着在]?(?:之?后|后面|下面)?的?(?:那|下)?(?:一|个)?(?:位|名|个|家|的|是|呢)|(?:后面|下面|接下来)(?:那|的)?一?[位名]|"
    "再(?:往)?(?:后|下)(?:一|面)?[位名个家]|次(?:多|高|之)|下一名|下一位"
)
_PLACE = re.compile(r"第([一二三四五六七八九十\d]+)")


def just_the_gap(question: Question, before: Question, bare: str) -> Question:
    """Read 差距是几件, or 反过来呢, of what was spoken of: it names no cell of its own."""
    turned = _JUST_TURNED.fullmatch(bare.strip())
    if not before.cells or not (turned or _GAP.fullmatch(bare.strip())):
        return question
    return replace(question, cells=(), alternatives=(), theme=None, theme_words="")


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
