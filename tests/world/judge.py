"""Judge an answer of the command-line contract: right, declined or wrong. Nothing in between.

An answer is *declined* where it gives no figure although one was expected (or says so in another
way than expected, as asking back instead of "not found"); *wrong* where it answers and any part
of what was expected is missing or different, or where it answers what has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from tests.world.form import parts
from tests.world.organs import ORGANS

Verdict = Literal["right", "declined", "wrong"]
Answer = Mapping[str, Any]
Expect = Mapping[str, Any]

_DISAGREE = re.compile("不一致|对不上|不相等|不符|不平|不成立|≠|有出入|不等于|相差|不吻合")
_AGREE = re.compile("一致|对得上|相等|相符|成立|平衡|吻合|无误|都对|通过")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what was amiss, for the reader of a failing run."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()


def judge(expect: Expect, answer: Answer) -> Judgement:
    """Judge one answer.

    >>> judge({"status": "answered", "value": 3}, {"status": "answered", "value": 3}).verdict
    'right'
    >>> judge({"status": "answered", "value": 3}, {"status": "clarify"}).verdict
    'declined'
    >>> judge({"status": "not_found"}, {"status": "answered", "value": 3}).verdict
    'wrong'
    """
    allowed = _list(expect["status"])
    status = answer["status"]
    if status == "answered" and "or_values" in expect:
        reasons = _values(expect["or_values"], answer)
        return Judgement("wrong" if reasons else "right", tuple(reasons))
    if status not in allowed:
        verdict: Verdict = "wrong" if status == "answered" else "declined"
        return Judgement(verdict, (f"status {status}, not {'/'.join(allowed)}",))
    if status != "answered":
        reasons = _refused(expect, answer)
    else:
        reasons = [reason for check in _CHECKS for reason in check(expect, answer)]
    return Judgement("wrong" if reasons else "right", tuple(reasons))


def judge_turns(expects: Sequence[Expect], answers: Sequence[Answer]) -> Judgement:
    """Judge a conversation by its worst turn."""
    judged = [judge(expect, answer) for expect, answer in zip(expects, answers, strict=True)]
    order: tuple[Verdict, ...] = ("right", "declined", "wrong")
    worst = max((each.verdict for each in judged), key=order.index)
    reasons = [
        f"turn {number}: {reason}"
        for number, each in enumerate(judged, start=1)
        for reason in each.reasons
    ]
    return Judgement(worst, tuple(reasons))


def _refused(expect: Expect, answer: Answer) -> list[str]:
    reasons = [*_text(expect, answer)] if "must_match" in expect else []
    if answer.get("value") is not None:
        reasons.append(f"a value ({answer['value']}) although not answered")
    if answer["status"] == "clarify":
        offered = " ".join([*answer.get("options", []), answer.get("text", "")])
        reasons += [
            f"option {name} missing"
            for name in expect.get("options_contain", [])
            if name not in offered
        ]
    return reasons


def _value(expect: Expect, answer: Answer) -> list[str]:
    value = answer.get("value")
    if expect.get("no_value") and value is not None:
        return [f"value {value}, though there is none"]
    if "value" in expect:
        wanted = [expect["value"]]
    elif "value_any" in expect:
        wanted = expect["value_any"]
    else:
        return []
    tolerance = expect.get("tolerance", 0)
    if not any(_same(value, each, tolerance) for each in wanted):
        return [f"value {value}, not {wanted[0]}"]
    unit = expect.get("unit")
    if unit is not None and value is not None and answer.get("unit") != unit:
        return [f"unit {answer.get('unit')}, not {unit}"]
    return []


def _same(value: Any, wanted: Any, tolerance: float) -> bool:
    if value is None or wanted is None:
        return value is wanted
    return abs(Decimal(str(value)) - Decimal(str(wanted))) <= Decimal(str(tolerance or 1e-9))


def _figures(answer: Answer) -> dict[str, Any]:
    return {
        f"{figure['organ']}|{figure['year']}|{figure['row']}:{figure['column']}": figure["value"]
        for figure in answer.get("figures", [])
    }


def _values(wanted: Mapping[str, Any], answer: Answer) -> list[str]:
    """Every wanted cell is cited with its value, itself or through all its parts."""
    figures = _figures(answer)
    reasons: list[str] = []
    for name, value in wanted.items():
        report, cell = name.rsplit("|", 1)
        cited = figures.get(name)
        if cited is None and len(parts(cell)) > 1:
            members = [figures.get(f"{report}|{part}") for part in parts(cell)]
            known = [Decimal(str(member)) for member in members if member is not None]
            cited = sum(known) if len(known) == len(members) else None
        if not _same(cited, value, 0):
            reasons.append(f"{name} cited as {cited}, not {value}")
    return reasons


def _cited(expect: Expect, answer: Answer) -> list[str]:
    return _values(expect.get("values", {}), answer)


def _reports(expect: Expect, answer: Answer) -> list[str]:
    """Nothing is cited from an organ or a year that was not asked for."""
    cited = [*answer.get("figures", []), *answer.get("passages", [])]
    organs = {each["organ"] for each in cited}
    years = {each["year"] for each in cited}
    reasons = []
    if "organ" in expect and organs - set(_list(expect["organ"])):
        reasons.append(f"cites {sorted(organs)}")
    if "year" in expect and years - set(_list(expect["year"])):
        reasons.append(f"cites years {sorted(years)}")
    if not cited and "organ" in expect:
        reasons.append("cites nothing")
    return reasons


def _evidence(expect: Expect, answer: Answer) -> list[str]:
    cited = "".join(passage["text"] for passage in answer.get("passages", []))
    cited = re.sub(r"\s", "", cited)
    return [f"evidence missing: {words}" for words in expect.get("evidence", [])
            if re.sub(r"\s", "", words) not in cited]  # fmt: skip


def _text(expect: Expect, answer: Answer) -> list[str]:
    text = answer.get("text", "")
    reasons = [f"text lacks {words}" for words in expect.get("must_contain", [])
               if words not in text]  # fmt: skip
    reasons += [f"text does not match {pattern}" for pattern in expect.get("must_match", [])
                if not re.search(pattern, text, re.DOTALL)]  # fmt: skip
    if "if_answered_match" in expect and not re.search(expect["if_answered_match"], text):
        reasons.append("the caveat is missing")
    return reasons + [f"text matches {pattern}" for pattern in expect.get("must_not_match", [])
                      if re.search(pattern, text)]  # fmt: skip


def _premise(expect: Expect, answer: Answer) -> list[str]:
    if "premise" not in expect:
        return []
    allowed = expect["premise"] if isinstance(expect["premise"], list) else [expect["premise"]]
    premise = answer.get("premise")
    return [] if premise in allowed else [f"premise {premise}, not {allowed[0]}"]


def _polarity(expect: Expect, answer: Answer) -> list[str]:
    if "polarity" not in expect:
        return []
    opening = re.split("[。；\n]", answer.get("text", ""), maxsplit=1)[0]
    says_no = bool(re.search("没有|否|未|无|不是|(?<![0-9])0(?![0-9])", opening))
    return [f"says {'no' if says_no else 'yes'}"] if says_no == expect["polarity"] else []


def _consistent(expect: Expect, answer: Answer) -> list[str]:
    if "consistent" not in expect:
        return []
    text = answer.get("text", "")
    disagrees = bool(_DISAGREE.search(text)) or answer.get("premise") == "contradicted"
    if expect["consistent"]:
        return [] if not disagrees and _AGREE.search(text) else ["does not say that it agrees"]
    return [] if disagrees else ["does not say that it disagrees"]


def _organs_in(text: str) -> list[str]:
    """Return the library's organs in the order the text names them; longest name first."""
    names = sorted((organ.name for organ in ORGANS), key=len, reverse=True)
    return re.findall("|".join(names), text)


def _ranking(expect: Expect, answer: Answer) -> list[str]:
    if "first" in expect:
        named = [*_organs_in(answer.get("text", "")),
                 *(figure["organ"] for figure in answer.get("figures", []))]  # fmt: skip
        return [] if named[:1] == [expect["first"]] else [f"names {named[:1]} first"]
    if "first_year" in expect:
        return [] if str(expect["first_year"]) in answer.get("text", "") else ["year not named"]
    if "ranking" not in expect:
        return []
    wanted = [organ for organ, _ in expect["ranking"]]
    values = dict(expect["ranking"])
    named = list(dict.fromkeys(_organs_in(answer.get("text", ""))))
    cited = list(dict.fromkeys(figure["organ"] for figure in answer.get("figures", [])))
    for order in (named, cited):
        if sorted(order) == sorted(wanted) and _sorted_alike(order, wanted, values):
            return []
    return [f"ranks {cited or named}"]


def _sorted_alike(order: list[str], wanted: list[str], values: dict[str, Any]) -> bool:
    return [values[organ] for organ in order] == [values[organ] for organ in wanted]


def _listed(expect: Expect, answer: Answer) -> list[str]:
    if "listed" not in expect:
        return []
    wanted = set(expect["listed"])
    named = set(_organs_in(answer.get("text", "")))
    cited = {figure["organ"] for figure in answer.get("figures", [])}
    if wanted in (named, cited):
        return []
    return [f"lists {sorted(named ^ wanted)} too many or too few"]


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


_CHECKS: tuple[Callable[[Expect, Answer], list[str]], ...] = (
    _value,
    _cited,
    _reports,
    _evidence,
    _text,
    _premise,
    _polarity,
    _consistent,
    _ranking,
    _listed,
)
