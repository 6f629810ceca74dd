"""Planning: which reports a question is about, or what has to be said instead.

A plan never widens what was asked: an organ, a year or an area the library lacks is said to be
lacking, with the nearest there is; it is not swapped for another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import ReportCard
from qa.draft import Draft, clarify, not_found
from qa.lacking import (
    MOST_OPTIONS,
    held,
    lacking_years,
    no_such_organ,
    no_such_year,
    organs_named,
    year_options,
    years_asked,
)
from qa.naming import full_names, years_in_words
from qa.organs import OrganIndex
from qa.question import OrganMention, Question, YearSpan

# Operations that make sense over every year there is when the question names none.
_OVER_YEARS = ("trend", "inventory")
# 哪些年份没有用过国家秘密这条: the years are what is asked for.
WHICH_YEARS = re.compile(
    "哪些年(?!报)|哪一?年(?!的?报)|哪几年|哪几个年|几个年[份头]|哪个年[份头]|什么年份"
)
_MOST_WHOLE = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """The reports to read, oldest first within each organ.

    `lacking` says in words what is missing.
    `own_only` says that there is only an organ's own report where a whole area was asked for;
    `stop` is a finished draft where the question cannot be planned.
    """

    cards: tuple[ReportCard, ...] = ()
    lacking: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    own_only: str = ""
    stop: Draft | None = None


def make_plan(question: Question, cards: Sequence[ReportCard], organs: OrganIndex) -> Plan:
    """Choose the reports a question is about."""
    if not cards:
        return Plan(stop=not_found("库里还没有报告。请先用 nianbao ingest 导入。"))
    if question.group is not None and not question.organs:
        return _plan_group(question, cards, organs)
    if question.organs:
        return _plan_named(question, cards)
    return _plan_unnamed(question, cards)


def _plan_unnamed(question: Question, cards: Sequence[ReportCard]) -> Plan:
    """Take the only report that fits, where no organ is named; else ask which."""
    fitting = _within(cards, question.years)
    if question.scope == "whole_area":
        fitting = [card for card in fitting if card.scope == "consolidated"]
    if len(fitting) == 1:
        note = f"问题没有指明机关；符合条件的只有{name_of(fitting[0])}的报告。"
        return Plan((fitting[0],), notes=(note,))
    if not fitting:
        words = f"库里没有{years_asked(question.years)}的报告。{held(cards)}"
        return Plan(stop=not_found(words, options=year_options(cards)))
    names = organs_named(fitting)
    which = "哪个机关" if question.years.named else "哪个机关、哪一年"
    many = f"（共{len(names)}个，可以直接写名称）" if len(names) > MOST_OPTIONS else ""
    return Plan(stop=clarify(f"请问您问的是{which}？{many}", tuple(names[:MOST_OPTIONS])))


def _plan_group(question: Question, cards: Sequence[ReportCard], organs: OrganIndex) -> Plan:
    """Take the reports of every organ of a group, less those left out."""
    assert question.group is not None
    members = {(name.organ, name.region) for name in organs.in_group(question.group)}
    members -= set(question.group.without)
    known = [card for card in cards if (card.organ, card.region) in members]
    if not known:
        return Plan(
            stop=not_found(f"库里没有“{question.group.words}”这一类机关的报告。{held(cards)}")
        )
    chosen = _within(known, question.years)
    if not chosen:
        asked = years_asked(question.years)
        have = years_in_words(sorted({card.year for card in known}))
        words = f"库里没有这些机关{asked}的报告，有{have}的。"
        return Plan(stop=not_found(words, options=year_options(known)))
    if question.scope == "whole_area" and question.group.region:
        return _whole_area_only(chosen)
    if _needs_one_year(question) and len({card.year for card in chosen}) > 1:
        years = sorted({card.year for card in chosen}, reverse=True)
        options = tuple(f"{year}年" for year in years)[:MOST_OPTIONS]
        return Plan(stop=clarify("库里有好几年的报告，请问您要看哪一年？", options))
    without = full_names(question.group.without)
    left_out = (f"没有算{'、'.join(without)}。",) if without else ()
    return Plan(tuple(chosen), notes=(*left_out, *_mixed_scopes(chosen, question)))


def _whole_area_only(chosen: list[ReportCard]) -> Plan:
    consolidated = [card for card in chosen if card.scope == "consolidated"]
    if consolidated:
        return Plan(tuple(consolidated))
    return Plan(tuple(chosen), notes=("这些都是各机关本机关的数，不是汇总。",))


def _needs_one_year(question: Question) -> bool:
    several = ("trend", "list", "consistency", "inventory", "similar", "describe", "difference")
    return not question.years.named and question.operation.name not in several


def _mixed_scopes(cards: Sequence[ReportCard], question: Question) -> tuple[str, ...]:
    """Name the reports that count a whole area among those that count one organ."""
    name = question.operation.name
    whole = [card for card in cards if card.scope == "consolidated"]
    if name not in ("total", "average", "median", "rank") or not 0 < len(whole) < len(cards):
        return ()
    organs = organs_named(whole)
    named = "、".join(organs[:_MOST_WHOLE]) + ("等" if len(organs) > _MOST_WHOLE else "")
    why = "不宜直接相比" if name == "rank" else "相加会重复计算"
    return (f"{named}的数是全域汇总口径，其余是本机关口径，{why}。",)


def _plan_named(question: Question, cards: Sequence[ReportCard]) -> Plan:
    """Take the reports of each organ named; what one of several lacks is said beside."""
    chosen: list[ReportCard] = []
    lacking: list[str] = []
    notes: list[str] = []
    own_only = ""
    for mention in question.organs:
        found = _for_mention(mention, question, cards)
        if found.stop is not None and len(question.organs) == 1:
            return found
        chosen += found.cards
        notes += found.notes
        own_only = own_only or found.own_only
        lacking += (found.stop.text,) if found.stop is not None else found.lacking
    if not chosen:
        return Plan(stop=not_found("\n".join(lacking)))
    return Plan(tuple(chosen), tuple(lacking), tuple(notes), own_only)


def _for_mention(mention: OrganMention, question: Question, cards: Sequence[ReportCard]) -> Plan:
    """Take the reports of one organ named, with what has to be said of them."""
    if not mention.reports_of:
        return Plan(stop=no_such_organ(mention, cards))
    if len(mention.reports_of) > 1:
        text = f"“{mention.words}”在库里对应好几个机关，请问是哪一个？"
        return Plan(stop=clarify(text, tuple(full_names(mention.reports_of))))
    own = [card for card in cards if (card.organ, card.region) in mention.reports_of]
    chosen = _within(own, question.years)
    if not chosen:
        return Plan(stop=no_such_year(own, question.years))
    notes = (*_read_as(mention), *_not_of_the_area(own, mention))
    if question.scope == "whole_area" and not any(card.scope != "own" for card in chosen):
        return Plan(tuple(chosen), notes=notes, own_only=_own_only(chosen[0], mention))
    over_years = question.operation.name in _OVER_YEARS or WHICH_YEARS.search(question.text)
    if not question.years.named and len(chosen) > 1 and not over_years:
        return _ask_for_year(chosen)
    notes = (*notes, *_year_taken(chosen, question.years))
    return Plan(tuple(chosen), lacking_years(own, question.years), notes)


def _read_as(mention: OrganMention) -> tuple[str, ...]:
    """Say as which organ a name with a slip in it was read."""
    if mention.corrected is None:
        return ()
    return (f"“{mention.words}”按“{mention.corrected}”理解。",)


def _not_of_the_area(own: Sequence[ReportCard], mention: OrganMention) -> tuple[str, ...]:
    """Say so where a government is named, which might report for its area, but tells its own."""
    speaks_for_area = mention.kind in ("人民政府", None) and mention.region is not None
    if not own or not speaks_for_area or any(card.scope != "own" for card in own):
        return ()
    organ = own[0].organ
    if organ.endswith(("镇人民政府", "乡人民政府")):
        return ()  # nobody takes a township's report for a summary
    return (f"这是{organ}本机关的报告，不是{mention.region}政府的汇总报告。",)


def _year_taken(chosen: Sequence[ReportCard], years: YearSpan) -> tuple[str, ...]:
    """Say which year the answer is of, where the question left it to the library."""
    if not years.named and len(chosen) == 1:
        organ, year = chosen[0].organ, chosen[0].year
        return (f"库里只有{organ}{year}年的报告，按{year}年回答。",)
    return (f"库里最新的是{chosen[-1].year}年的报告。",) if years.newest == 1 else ()


def _ask_for_year(chosen: Sequence[ReportCard]) -> Plan:
    years = sorted({card.year for card in chosen}, reverse=True)
    if len(years) == 1:
        return Plan(
            stop=clarify("这一年有几份口径不同的报告，请问是哪一份？", tuple(c.id for c in chosen))
        )
    options = tuple(f"{year}年" for year in years[:MOST_OPTIONS])
    return Plan(stop=clarify(f"{chosen[0].organ}有好几年的报告，请问是哪一年？", options))


def _own_only(card: ReportCard, mention: OrganMention) -> str:
    return (
        f"库里没有{mention.region or '该地区'}全域汇总的报告，"
        f"只有{card.organ}本机关的；下面是本机关的数，不能当作全域的数。"
    )


def _within(cards: Sequence[ReportCard], years: YearSpan) -> list[ReportCard]:
    """Return the reports of the years asked about; all of them where none is asked about."""
    if years.years:
        wanted = set(years.years)
        if years.compare_previous:
            wanted |= {year - 1 for year in years.years}
        return [card for card in cards if card.year in wanted]
    if years.newest and cards:
        newest = max(card.year for card in cards)
        return [card for card in cards if newest - years.newest < card.year]
    if years.oldest and cards:
        oldest = min(card.year for card in cards)
        return [card for card in cards if card.year < oldest + years.oldest]
    return [card for card in cards if card.year not in years.besides]


def name_of(card: ReportCard) -> str:
    """Name a report in a sentence: its organ and year."""
    return f"{card.organ}{card.year}年"
