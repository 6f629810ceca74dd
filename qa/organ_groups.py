"""Whether a question asks about a kind of organs, or all: 哪些单位, 各街道, 谁最多."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.organ_names import level_of
from qa.organ_parts import Part
from qa.question import OrganGroup

_ORGAN_WORDS = "单位 机关 行政机关 部门 报告 年报 地方 机构 主体 政府部门 区县 县区 委办局"
_ORGAN_WORD = rf"(?:{'|'.join(_ORGAN_WORDS.split())}|局(?!长)|家(?!庭))"
# 哪些单位, 几家, …的单位有哪些: all there are, or those that fit.
_ALL_ORGANS = re.compile(
    r"(?:各|所有|全部|哪些|哪个|哪家|哪几[家个]|(?:几|多少)[个家]?|有多少|每个|谁家|这些"
    r"|哪?\d+个|哪?[一二两三四五六七八九十]个)"
    rf"(?:的)?{_ORGAN_WORD}|(?:几|多少)家(?!庭|企业|公司|律所|法人|工厂|商户|机构来)"
    rf"|(?:的|过的?|了的|没){_ORGAN_WORD}(?:有|是|$|\s|,|，|名单|都|数|个|总数|一共|共|几|多少|列|呢|[?？]|"
    "给|请|帮|麻烦|拉|报一|找出|筛|挑|查出)"
    rf"|(?:列出|找出|筛选|列一下|查出).{{0,24}}{_ORGAN_WORD}|库[里内中]|全库|数据库"
)
# Beside two named organs, 谁 asks to compare those two, not all of them.
_ANYONE = re.compile(
    r"最[多少高低大小]的?(?:前|后)?[一二两三四五六七八九十\d]+[个家名位]|"
    r"[一二两三四五六七八九十\d]+家(?:单位|机关|部门)|大家都?|谁(?!.*(?:写|编|办的))|排名|排行|前[一二三四五六七八九十\d]+[名位家]|倒数|"
    r"垫底|哪[些个家]|哪一家"
)
# 某局2022年的年报有没有: the report of the organ that is named.
_REPORT_OF_ONE = re.compile("的(?:报告|年报)")


def group_asked(
    text: str, bodies: list[Part], parts: list[Part], mentioned: int
) -> OrganGroup | None:
    """Return the group of organs asked about, None if there is none.

    `bodies` are the kinds named as a group (各街道), `mentioned` is how many organs are named.
    """
    found = _ALL_ORGANS.search(text) or (_ANYONE.search(text) if not mentioned else None)
    if found and mentioned and _REPORT_OF_ONE.match(found.group()):
        found = None
    category = re.search(r"(?:乡镇街道|镇街|乡镇|街道和乡镇|街镇)", text)
    if not bodies and not found and not category:
        return None
    kinds: list[str] = [part.kind for part in bodies if part.kind]
    if category:
        kinds += ["township", "street"] if category.group() != "乡镇" else ["township"]
    regions = [part for part in parts if part.role == "region" and not _has_body(part, parts)]
    words = bodies[0].words if bodies else (category or found).group()  # type: ignore[union-attr]
    level = level_of(words[0]) if bodies else None
    if bodies and level is None:
        before = text[: bodies[0].start]
        level = level_of(before[-1:]) if before[-1:] in "省市区县" else None
    return OrganGroup(
        words=words,
        kinds=tuple(kinds),
        region=(regions[0].corrected or regions[0].words) if regions else None,
        level=level,
    )


def _has_body(region: Part, parts: Sequence[Part]) -> bool:
    return any(part.role == "body" and part.start == region.end for part in parts)
