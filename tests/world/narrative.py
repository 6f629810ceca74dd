"""Write the narrative parts of an invented report and keep what they state as facts."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from decimal import Decimal

from tests.world import sentences
from tests.world.truth import Numbered

CONFLICT = ("civil_shiyang", 2022)
"""The report whose text counts two more applications than its table."""
APPROXIMATE = "labour"
"""The organ that gives its total of published items as 近…条 or …余条."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a report states in words; `evidence` is in its text once line breaks are dropped."""

    theme: str
    value: Decimal | None
    unit: str
    evidence: tuple[str, ...]
    approximate: str = ""


@dataclass(frozen=True, slots=True)
class Narrative:
    """The paragraphs of parts one, five and six, headings included, and the facts in them."""

    overview: tuple[str, ...]
    problems: tuple[str, ...]
    other: tuple[str, ...]
    facts: tuple[Fact, ...]


class _Writer:
    """Writes sentences and keeps their facts."""

    def __init__(self, report: Numbered, generator: random.Random) -> None:
        self.report = report
        self.generator = generator
        self.facts: list[Fact] = []

    def say(self, theme: str, ways: tuple[str, ...], unit: str = "", **numbers: str) -> str:
        """Write one of the ways and keep the fact; `n` is its number where it has one."""
        organ = self.report.organ
        way = self.generator.choice(ways).format(
            me=organ.me, year=self.report.year, account=organ.account, **numbers
        )
        evidence = tuple(re.findall("〔(.*?)〕", way))
        number = re.sub(r"\D", "", numbers.get("n", ""))
        approximate = numbers["n"] + unit if re.search("[近余]", numbers.get("n", "")) else ""
        value = Decimal(number) if number else None
        self.facts.append(Fact(theme, value, unit, evidence, approximate))
        return re.sub("[〔〕]", "", way)


def write_narrative(report: Numbered, seed: int = 7) -> Narrative:
    """Return the words of a report; which themes an organ never mentions is its habit."""
    organ = report.organ
    writer = _Writer(report, random.Random(f"{seed}:{organ.id}:{report.year}"))
    habit = random.Random(f"{seed}:{organ.id}")
    silent = set(habit.sample(sorted(sentences.NUMBERED), 5)) - {"active_total"}
    overview = _overview(writer, silent)
    problems = _problems(writer)
    return Narrative(overview, problems, _other(writer), tuple(writer.facts))


def _overview(writer: _Writer, silent: set[str]) -> tuple[str, ...]:
    pick = writer.generator.choice
    report = writer.report
    ending = pick(("情况", "", "工作"))
    introduction = pick(sentences.INTRODUCTIONS).format(year=report.year, me=report.organ.me)
    publishing = [
        "active_total", "site_overview", "site_news", "site_catalog", "interpretation",
        "press", "interview", "proposals", "meeting",
    ]  # fmt: skip
    return (
        introduction,
        f"（一）主动公开{ending}",
        _numbered(writer, publishing, silent),
        f"（二）依申请公开{ending}",
        _requests(writer),
        f"（三）政府信息管理{ending}",
        writer.say("management", sentences.MANAGEMENT),
        f"（四）政府信息公开平台建设{ending}",
        writer.say("platform", sentences.PLATFORM)
        + _numbered(writer, ["wechat", "columns", "zone", "letters"], silent),
        f"（五）监督保障{ending}",
        _numbered(writer, ["staff", "training", "trainees"], silent)
        + writer.say("supervision", sentences.SUPERVISION),
    )


def _numbered(writer: _Writer, themes: list[str], silent: set[str]) -> str:
    """Write the sentences of the themes this organ speaks of."""
    size = writer.report.organ.requests
    usual = {
        "active_total": 300 + 9 * size, "site_overview": 12 + size // 9,
        "site_news": 110 + 3 * size,
        "site_catalog": 60 + 2 * size, "wechat": 90 + size, "interpretation": 4 + size // 12,
        "press": 2 + size // 40, "interview": 2 + size // 90, "letters": 20 + 2 * size,
        "proposals": 3 + size // 8, "training": 2 + size // 100, "trainees": 30 + size,
        "meeting": 1 + size // 80, "columns": 1 + size // 110, "zone": 1 + size // 30,
        "staff": 2 + size // 30,
    }  # fmt: skip
    text = ""
    for theme in themes:
        unit, ways = sentences.NUMBERED[theme]
        number = max(1, round(usual[theme] * writer.generator.uniform(0.6, 1.6)))
        if theme in silent:
            continue
        words = str(number)
        if theme == "active_total" and writer.report.organ.id == APPROXIMATE:
            rounded = number // 100 * 100
            words = f"{rounded}余" if writer.report.year % 2 else f"近{rounded + 100}"
        text += writer.say(theme, ways, unit, n=words)
    return text


def _requests(writer: _Writer) -> str:
    report = writer.report
    new, done, left, reviews, suits = (
        int(report.value(f"{row}:total") or 0)
        for row in (
            "received_new",
            "processed_total",
            "carried_out",
            "reconsideration",
            "litigation",
        )
    )
    if (report.organ.id, report.year) == CONFLICT:
        new += 2
    if new:
        numbers = {"n": str(new), "m": str(done), "k": str(left)}
        text = writer.say("request_text", sentences.REQUESTS, "件", **numbers)
    else:
        text = writer.say("request_text", sentences.NO_REQUESTS)
    if reviews or suits:
        numbers = {"n": str(reviews), "m": str(suits)}
        return text + writer.say("review_text", sentences.REVIEWS, "件", **numbers)
    return text + writer.say("review_text", sentences.NO_REVIEWS)


def _problems(writer: _Writer) -> tuple[str, ...]:
    pairs = writer.generator.sample(sentences.PROBLEMS, writer.generator.choice((2, 2, 3)))
    counted = ("一是", "二是", "三是")
    problems = "；".join(f"{number}{pair[0]}" for number, pair in zip(counted, pairs, strict=False))
    mends = "；".join(f"{number}{pair[1]}" for number, pair in zip(counted, pairs, strict=False))
    heads = writer.generator.choice(
        (("（一）存在的主要问题", "（二）改进情况"), ("（一）存在问题", "（二）改进措施"))
    )
    return (
        heads[0],
        writer.say("problems", (problems + "。",)),
        heads[1],
        writer.say("improvements", (mends + "。",)),
    )


def _other(writer: _Writer) -> tuple[str, ...]:
    report = writer.report
    charged = report.organ.id in ("planning", "district") and report.year in (2022, 2024)
    if charged:
        amount = str(writer.generator.randrange(120, 2000, 20))
        text = writer.say("processing_fee", sentences.FEES, "元", n=amount)
    else:
        text = writer.say("processing_fee", sentences.NO_FEES)
    return (text, writer.generator.choice(sentences.OTHER_MATTERS))
