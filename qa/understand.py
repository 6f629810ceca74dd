"""Understanding: from a question's words to its slots, each with the words that decided it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from qa.absent import unrecorded_in
from qa.annex import with_annexed_rows
from qa.asides import asides_in
from qa.carrying import across_years
from qa.cell_catalogue import load_catalogue
from qa.cells import CellMatch
from qa.change_over_years import against_previous, change_of_one_year, ends_of_span
from qa.denominators import is_part, read_denominator
from qa.dialogue import carry_over, spelt_out
from qa.dialogue_named import of_those_spoken_of
from qa.dialogue_operations import operation_again
from qa.matter import APPLICANT_IS, cells_of, find_cells, theme_of
from qa.normalise import blanked, normalise
from qa.operations import read_operation
from qa.organs import OrganIndex, OrgansRead
from qa.over_all import all_but, over_all
from qa.premise import with_premise
from qa.question import Operation, OrganMention, Question, YearSpan
from qa.refusals import refusal_of
from qa.settling import (
    as_printed_now,
    at_the_end,
    both_kinds_of_suit,
    each_reason,
    each_report,
    of_the_whole_before,
    place_among_all,
    settled,
)
from qa.terms import find_term
from qa.together import last_turns, organs_left, standing, without_far
from qa.unread import unread_words
from qa.years import read_years

_WHAT_IS = re.compile(
    r"是(?:什么|啥|指什么|哪[几三四两].{0,12})(?:东西|意思|概念|关系)?[啊呀呢]?\s*[?]?$"
)
_EXPLAIN = re.compile(
    r"为什么|为何|为啥|凭什么|什么|啥|怎|咋|如何|讲|说|解释|介绍|规定|依据|意思|区别|会怎样"
)
_HOW_MANY = re.compile(
    r"几|多少|件数|数量|占比|比例|排名|最[多少高低]|哪[个家些年]|单位|机关|(?<!是)谁"
)
_HOW_MUCH = re.compile("几[件起个次份宗]|多少")
_OF_EACH = re.compile("各|分别|每|逐|列|最|哪|变化|趋势|走势")
_PART = re.compile(r"第[一二三四五六1-6](?:个)?部分")
_EXCEPT = re.compile("除了|除去|除开|除掉|除却|刨去|刨掉|扣除|扣掉|撇开|去掉|不算|除")
# 哪类申请人占比最高: their order, not the share of all of them together.
_LARGEST = re.compile("最[高大多低小少]|第[一二三]|排")
_SMALLEST = re.compile("最[低小少]")
_LISTS = re.compile("哪|包括|包含|分为")
_BOTH = re.compile(r"这[两俩三几]|那[两俩三几]|[两俩]者|[两俩三]项")
_BY_APPLICANT = re.compile(
    r"申请人(?:类型|类别|构成|结构|情况|身份)(?![为是])|哪[类种些]?(?:申请)?人|什么人|"
    r"谁(?:来|在)?(?:提|申请)的?|按申请人|各类申请人|人群"
)


def understand(
    asked: str, organs: OrganIndex, today: date, before: Question | None = None
) -> Question:
    """Read a question's slots; `before` is the question of the turn before, if any."""
    last, before = before, standing(before)
    text = normalise(asked).text
    text = spelt_out(normalise(blanked(text, asides_in(text))).text, before)
    years = read_years(text, today)
    read = organs.read(blanked(text, years.spans))
    beside = (_PART, APPLICANT_IS)
    parts = tuple(match.span() for one in beside for match in one.finditer(text))
    hidden = (*read.spans, *years.spans, *parts)
    matched = find_cells(text, hidden)
    bare = blanked(text, (*read.spans, *years.spans))
    question = with_annexed_rows(_assemble(asked, text, read, years, matched, bare), bare)
    question = at_the_end(as_printed_now(question))
    question = both_kinds_of_suit(question, bare)
    question = settled(each_report(question, bare), bare, before)
    question = _same_kind(question, before, organs)
    question = over_all(carry_over(all_but(question), before, bare), bare)
    question = replace(question, operation=_operation(question, bare, before))
    question = against_previous(change_of_one_year(place_among_all(question, bare)))
    question = ends_of_span(replace(question, operation=operation_again(question, before, bare)))
    question = across_years(question, before, bare)
    cells, denominator = read_denominator(bare, question.cells, question.operation)
    if not cells and denominator and before is not None:
        # 占不予公开的比例是多少: the whole is named, the part is the cell of the turn before.
        turns = last_turns(before, bare) if _BOTH.search(bare) else [before]
        meant = (cell for turn in turns for cell in turn.cells if cell not in denominator)
        cells = tuple({cell.address: cell for cell in meant}.values())
    if not denominator and question.operation.name == "share" and "事项" in question.carried:
        # 人社局同样口径呢: of the same whole as before.
        denominator = question.denominator
    if not denominator and before is not None and question.operation == before.operation:
        # 第三方的呢, after 国家秘密占不予公开几成: of the same whole.
        same = [all(is_part(one, whole) for one in cells) for whole in before.denominator]
        denominator = before.denominator if same and all(same) and cells else ()
    open_ones = () if cells and denominator else question.alternatives
    question = replace(question, cells=cells, denominator=denominator, alternatives=open_ones)
    question = each_reason(of_the_whole_before(question, before), bare)
    unrecorded = unrecorded_in(question, bare)
    question = replace(
        question,
        refusal=refusal_of(text, question),
        unrecorded=unrecorded.id if unrecorded else None,
    )
    question = replace(
        question,
        earlier=without_far(last) if last is not None else None,
        organs_left=organs_left(question, before),
    )
    return replace(
        with_premise(question, bare), unexplained=unread_words(question, matched.understood)
    )


def _assemble(
    asked: str, text: str, read: OrgansRead, years: YearSpan, matched: CellMatch, bare: str
) -> Question:
    theme, theme_words, alternatives = theme_of(matched, bare)
    return Question(
        asked=asked,
        text=text,
        organs=read.mentions,
        group=read.group,
        years=years,
        cells=()
        if theme is not None
        else cells_of(matched, bare, onward=years.onward, inward=years.inward),
        alternatives=alternatives,
        theme=theme,
        theme_words=theme_words,
        by_applicant=bool(_BY_APPLICANT.search(bare)),
        scope=read.scope,
        doubt=matched.doubt,
    )


def _same_kind(question: Question, before: Question | None, organs: OrganIndex) -> Question:
    """Read 白塔县的呢 after a question about a 民政局 as 白塔县's 民政局."""
    if before is not None and len(before.organs) > 1:
        return of_those_spoken_of(question, before)
    if before is None or not before.organs:
        return question
    if question.scope == "whole_area" and not question.organs and question.group is None:
        whole = organs.government_of(before.organs[0].reports_of)
        return replace(question, organs=(whole,)) if whole is not None else question
    question = of_those_spoken_of(of_one_place(question, organs), before)
    last = before.organs[0]
    mentions = tuple(_kind_of_last(one, last, organs, question) for one in question.organs)
    return replace(question, organs=mentions)


def of_one_place(question: Question, organs: OrganIndex) -> Question:
    """Read 民政局的呢,也是石漾的 as the one 民政局 of that place."""
    places = [one for one in question.organs if one.kind is None and one.region is not None]
    kinds = [one for one in question.organs if one.kind is not None]
    if len(places) != 1 or len(kinds) != 1 or len(question.organs) != 2:
        return question
    place = places[0].region or ""
    near = tuple(organs.in_region_of(kinds[0].reports_of, places[0].reports_of)) or tuple(
        pair for pair in kinds[0].reports_of if pair[0].startswith(place)
    )
    if len(kinds[0].reports_of) < 2 and kinds[0].reports_of != near:
        return question
    if not near:
        return question
    both = (kinds[0].span, places[0].span)
    span = min(start for start, _ in both), max(end for _, end in both)
    words = question.text[slice(*span)]
    return replace(question, organs=(replace(kinds[0], words=words, reports_of=near, span=span),))


def _kind_of_last(
    mention: OrganMention, last: OrganMention, organs: OrganIndex, question: Question
) -> OrganMention:
    near = organs.in_region_of(mention.reports_of, last.reports_of)
    if mention.region is None and len(mention.reports_of) > 1 and len(near) == 1:
        return replace(mention, reports_of=near)
    if mention.kind is not None or mention.region is None or last.kind is None or question.cells:
        return mention
    found = organs.of_kind(mention.region, last.kind)
    return replace(mention, reports_of=found, kind=last.kind) if found else mention


def _operation(question: Question, bare: str, before: Question | None) -> Operation:
    several = question.years.compare_previous or (
        len(question.organs) > 1
        or len(question.years.years) > 1
        or bool(question.years.newest)
        or (question.years.oldest or 0) > 1
    )
    operation = read_operation(
        bare,
        over_group=question.group is not None,
        several=several,
        has_cells=bool(question.cells),
        cell_words=tuple(cell.words for cell in question.cells),
        subject=bool(question.alternatives or question.theme),
    )
    unasked = not question.organs and question.group is None and not question.years.named
    rows = load_catalogue()
    parts = [rows[cell.row].children for cell in question.cells if cell.row in rows]
    named = bool(question.organs) and any(parts)
    explains = operation.name in ("look_up", "describe", "yes_no", "list_within", "consistency")
    alone = explains and unasked and before is None and not _HOW_MANY.search(bare)
    if alone and (_WHAT_IS.search(bare) or (find_term(bare) is not None and _EXPLAIN.search(bare))):
        return replace(operation, name="definition", words="是什么")
    if operation.name == "share" and question.by_applicant and _LARGEST.search(bare):
        ascending = _SMALLEST.search(bare) is not None
        return Operation("rank_within", operation.words, ascending=ascending)
    except_for = _EXCEPT.search(bare)
    if except_for and len(question.cells) == 2 and is_part(question.cells[1], question.cells[0]):
        return Operation("difference", except_for.group())
    if operation.name == "definition" and named and _LISTS.search(operation.words):
        return replace(operation, name="list_within")
    if operation.name == "look_up" and question.years.compare_previous:
        return replace(operation, name="difference", words="同比")
    if operation.name == "look_up" and _over_a_stretch(question):
        return replace(operation, name="total", words=question.years.words)
    if operation.name in ("look_up", "compare") and _spans_years(question):
        return replace(operation, name="trend")
    return operation


def _over_a_stretch(question: Question) -> bool:
    """Whether one number is asked for of all the years together: 四年间废止了几件."""
    whole = re.search("(?:间|内|里|期间)$", question.years.words) and len(question.cells) == 1
    asked = _HOW_MUCH.search(question.text) and not _OF_EACH.search(question.text)
    return bool(whole and asked) and _spans_years(question)


def _spans_years(question: Question) -> bool:
    years = question.years
    over = len(years.years) > 2 or years.all or max(years.newest or 0, years.oldest or 0) > 1
    return over and len(question.organs) <= 1 and question.group is None
