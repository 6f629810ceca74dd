"""What a share is of, in the ways people put it."""

from __future__ import annotations

import pytest

from qa.cells import match_cells
from qa.denominators import read_denominator
from qa.normalise import normalise
from qa.question import CellRef, Operation


def sides(text: str) -> tuple[list[str], list[str]]:
    cells = tuple(
        CellRef(one.row, one.column or "total", one.words) for one in match_cells(text).readings
    )
    above, below = read_denominator(text, cells, Operation("share"))
    return [cell.address for cell in above], [cell.address for cell in below]


@pytest.mark.parametrize(
    ("text", "above", "below"),
    [
        ("涉密不公开的占全部不予公开的几成",
         ["denied.state_secret:total"], ["denied:total"]),
        ("不予处理的，百分之几是因为信访",
         ["not_processed.petition:total"], ["not_processed:total"]),
        ("公司提的在收到的申请里占几成", ["received_new:business"], ["received_new:total"]),
        ("复议占复议诉讼总数的比例",
         ["reconsideration:total"], ["reconsideration:total", "litigation:total"]),
        ("作废的规范性文件相当于现行有效的百分之几",
         ["normative_documents:repealed"], ["normative_documents:in_force"]),
        ("部分公开÷办结总数", ["partial:total"], ["processed_total:total"]),
        ("公开率（连同部分公开）", ["granted:total", "partial:total"], ["processed_total:total"]),
        ("无法提供占办结的比例最高", ["unavailable:total"], ["processed_total:total"]),
        ("占不予公开的比例呢", [], ["denied:total"]),
    ],
)  # fmt: skip
def test_both_sides_of_a_share_are_read(text: str, above: list[str], below: list[str]) -> None:
    assert sides(text) == (above, below)


@pytest.mark.parametrize(
    ("text", "above", "below"),
    [
        ("无法提供占总办结的比例",
         ["unavailable:total"], ["processed_total:total"]),
        ("以“新收加结转”为基数，结转到下年的占百分之几",
         ["carried_out:total"], ["received_new:total", "carried_in:total"]),
        ("不予处理率（占办理总计）", ["not_processed:total"], ["processed_total:total"]),
        ("部分公开率，分母取办结总计", ["partial:total"], ["processed_total:total"]),
        ("予以公开率（按办理总计算）", ["granted:total"], ["processed_total:total"]),
        ("手头全部待办里，老件占几成",
         ["carried_in:total"], ["received_new:total", "carried_in:total"]),
        ("直接起诉的占比", ["litigation_direct:total"], ["litigation:total"]),
        ("不予公开（商业企业）占其办结（商业企业）的百分之几",
         ["denied:business"], ["processed_total:business"]),
        ("拒绝公开率", ["denied:total"], ["processed_total:total"]),
        ("公开（含部分公开）的比例", ["granted:total", "partial:total"], ["processed_total:total"]),
        ("以不予公开合计为100，行政查询事项占多少",
         ["denied.administrative_inquiry:total"], ["denied:total"]),
        ("处罚和强制决定放一块，处罚占多少",
         ["penalty:decisions"], ["penalty:decisions", "compulsion:decisions"]),
        ("对企业不予公开的，执法案卷占几分之几",
         ["denied.enforcement_files:business"], ["denied:business"]),
        ("办结率是多少", ["processed_total:total"], ["received_new:total", "carried_in:total"]),
    ],
)  # fmt: skip
def test_the_base_of_a_share_is_named_in_many_ways(
    text: str, above: list[str], below: list[str]
) -> None:
    assert sides(normalise(text).text) == (above, below)
