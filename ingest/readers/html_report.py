"""Where in a web page the report is: found by the headings every report has, not by its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.readers.rendering import Block

# What the headings of the parts have in common, from 2008 to now (FORMATS.md a, b, c).
_HEADINGS = tuple(
    re.compile(rf"^(?:[一二三四五六七八九十]{{1,2}}|\d)?[、.．:：\s]*(?:{words})")
    for words in (
        r"总体情况|概述|基本情况|总体概况",
        r"(?:行政机关)?主动公开(?:政府)?信息",
        r"(?:行政机关)?收到和处理|依申请公开",
        r"(?:因)?政府信息公开.{0,12}(?:行政复议|行政诉讼)|行政复议.{0,3}行政诉讼|复议、?诉讼",
        r"(?:政府信息公开)?(?:工作)?(?:中)?(?:存在|主要).{0,4}问题",
        r"其他(?:需要|需)?(?:报告|汇报|说明)",
    )
)
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,2}|\d)[、.．]")
_TITLE = re.compile(r"(?:年度?报告?|工作报告)(?:（[^）]*）)?$")
_AFTER_REPORT = re.compile(
    r"^(?:上一[篇条]|下一[篇条]|分享到|打印|关闭|【|\[?(?:打印|关闭|返回)|相关(?:信息|链接|文章|附件)"
    r"|扫一扫|版权所有|主办[：:单]|承办[：:单]|网站标识码|.{0,4}ICP备|友情链接|网站地图|责任编辑|返回顶部)"
)
_PROPERTY = re.compile(
    r"(索\s*引\s*号|发布机构|发文机关|公开主体|发文日期|发布日期|发布时间|公开日期|成文日期|生成日期"
    r"|信息来源|来源|名\s*称|标题|文\s*号|有效性|组配分类)\s*[：:]?\s*"
)
_LONGEST_HEADING = 40
_LONGEST_TITLE = 70


def report_range(blocks: Sequence[Block], ranges: Sequence[range]) -> range:
    """Return which blocks are the report: the smallest element that holds its headings and title.

    `ranges` are the blocks of each element. Without three headings the whole page is kept.
    """
    heads = _headings_by_block(blocks)
    candidates = [found for found in ranges if len(_distinct(heads, found)) >= 3]
    if not candidates:
        return range(len(blocks))
    best = min(candidates, key=len)
    for wider in sorted((r for r in candidates if _holds(r, best)), key=len):
        more_headings = len(_distinct(heads, wider)) > len(_distinct(heads, best))
        if len(wider) <= 3 * len(best) + 20 and (more_headings or _adds_title(blocks, best, wider)):
            best = wider
    return _without_footer(blocks, best, heads)


def page_properties(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Yield what the page states beside the report: 发布机构, 公开日期, 索引号 and so on."""
    for block in blocks:
        if block.table is None:
            if _PROPERTY.match(block.cells[0]) and len(block.cells[0]) < 200:
                yield from _inline_properties(block.cells[0])
            continue
        for name, value in zip(block.cells, block.cells[1:], strict=False):
            if value and _PROPERTY.fullmatch(name):
                yield _property_name(name), value[:300]


def _inline_properties(text: str) -> Iterator[tuple[str, str]]:
    found = list(_PROPERTY.finditer(text))
    for match, following in zip(found, [*found[1:], None], strict=True):
        value = text[match.end() : following.start() if following else None].strip()
        if value:
            yield _property_name(match.group()), value


def _property_name(text: str) -> str:
    return re.sub(r"[\s：:]", "", text)


def _headings_by_block(blocks: Sequence[Block]) -> dict[int, int]:
    """Return for each block that opens a part which of the six it opens."""
    heads: dict[int, int] = {}
    for index, block in enumerate(blocks):
        text = re.sub(r"\s", "", block.cells[0])
        long = len(text) > _LONGEST_HEADING
        if block.table is not None or (long and not _NUMBERED.match(text)):
            continue
        for part, pattern in enumerate(_HEADINGS):
            if pattern.match(text):
                heads[index] = part
                break
    return heads


def _distinct(heads: dict[int, int], blocks: range) -> set[int]:
    return {part for index, part in heads.items() if index in blocks}


def _holds(outer: range, inner: range) -> bool:
    return outer.start <= inner.start and inner.stop <= outer.stop and outer != inner


def _adds_title(blocks: Sequence[Block], inner: range, outer: range) -> bool:
    if any(_is_title(blocks[index]) for index in inner[:12]):
        return False
    return any(_is_title(blocks[index]) for index in range(outer.start, inner.start))


def _is_title(block: Block) -> bool:
    text = re.sub(r"\s", "", block.cells[0])
    return block.table is None and len(text) <= _LONGEST_TITLE and bool(_TITLE.search(text))


def _without_footer(blocks: Sequence[Block], report: range, heads: dict[int, int]) -> range:
    """Cut the page's own links and imprint off the end, after the last heading of the report."""
    last_heading = max(index for index in heads if index in report)
    for index in range(last_heading + 1, report.stop):
        block = blocks[index]
        if block.table is None and _AFTER_REPORT.match(block.cells[0]):
            return range(report.start, index)
    return report
