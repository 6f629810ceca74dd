"""Which of the years in a question are asked about: not those of the story that leads up to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.year_words import YearWords

_CLAUSE = re.compile(r"[,，。;；!！?？:：]")
# 我们村这事从21年扯到现在,…: a year of the asker's own life or case.
_STORY = re.compile(
    r"(?:我们?|咱们?|俺们?|自)(?:家|村|爸|妈|爷|奶|哥|姐|弟|妹|舅|叔|伯|姨|表|邻居|公司|厂|单位|院|小区|组|队|镇上|这儿|那)|"
    r"扯[到了皮]|拖[了到着]|等了|等到|跑了|跑到|闹[了到着]|上访|信访(?!举报|类|件|投诉)|"
    r"(?:从|自)\s*(?:就|便|开始)|就开始|买[了的房地]|(?<![接记保留拦守挡])住[在进]|退休|"
    r"拆迁|征地|征收(?!费)|宅基地|那会儿?|那时候?|出事|毕业|入职|搬[来到家]|盖房|打工|生病|结婚|开始[找跑闹反映]|"
    r"起(?:我|就|便)|递了|提过|反映[了过]|盯[了着]"
)
_ASKS = re.compile("多少|几[件起个]|多久|[吗呢?]|哪|谁")
_ITS_REPORT = re.compile(
    r"年?度?的?(?:那|这)?[份本]?(?:政府信息公开)?(?:工作)?(?:年度)?(?:年报|报告)(?!期)"
)
_PLANNED = re.compile(
    "打算|计划|怎么|如何|怎样|咋|要(?!求)|将|准备|工作|安排|目标|下一步|重点|改进|努力|着力|[干做](?:什么|啥|些)|"
    "方向|举措|措施|设想|思路|部署|规划|展望"
)
_COMPARED = re.compile(r"(?:比|较|比起|相比于?|对比|跟|同|与|和|对)\s*$")
_LAST_YEAR = re.compile("去年|前年|今年")
_NEAR = 18
_FAR = 16


def without_story(found: Sequence[YearWords], text: str) -> list[YearWords]:
    """Leave out the years of a story where a clause beside it names years too."""
    told = [one for one in found if _is_story(_clause(text, one))]
    asked = [one for one in found if one not in told]
    return asked if told and any(one.years or one.newest for one in asked) else list(found)


def _is_story(clause: str) -> bool:
    return bool(_STORY.search(clause)) and not _ASKS.search(clause)


def of_the_report(fixed: Sequence[YearWords], text: str) -> list[YearWords]:
    """Take 2024年 alone in 2024年报告里2025年怎么打算: the plan's year has no report yet."""
    reports = [one for one in fixed if _ITS_REPORT.match(text[one.end :])]
    if len(reports) != 1 or not reports[0].years:
        return list(fixed)
    year = max(reports[0].years)
    return [
        one
        for one in fixed
        if one is reports[0]
        or not one.years
        or min(one.years) <= year
        or not _PLANNED.search(text[one.end : one.end + _NEAR])
    ]


def held_against(one: YearWords, fixed: Sequence[YearWords], text: str) -> bool:
    """Whether a relative year is set against a named one: 去年收件比23年多了."""
    return _LAST_YEAR.search(one.words) is not None and any(
        0 <= other.start - one.end <= _FAR and _COMPARED.search(text[one.end : other.start])
        for other in fixed
    )


def _clause(text: str, one: YearWords) -> str:
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, one.start)]
    end = _CLAUSE.search(text, one.end)
    return text[starts[-1] if starts else 0 : end.start() if end else len(text)]
