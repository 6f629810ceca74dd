"""Things named side by side are all read, or what is not read is said."""

from __future__ import annotations

from datetime import date

import pytest

from qa.cells import match_cells
from qa.organs import OrganIndex
from qa.understand import understand

INDEX = OrganIndex([("青溪区水务局", "云岭省南屏市青溪区")])


def cells(text: str) -> list[str]:
    return [f"{one.row}:{one.column}" for one in match_cells(text).readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收了多少、结了多少、剩了多少", "received_new processed_total carried_out"),
        ("来件、办结、转下年各几个", "received_new processed_total carried_out"),
        ("接收、办理、结转三个指标", "received_new processed_total carried_out"),
        ("新收、结转、办结、再结转", "received_new carried_in processed_total carried_out"),
        ("公开、部分公开、不予公开三类各几件", "granted partial denied"),
        ("全给的、给一半的、拒绝的分别几件", "granted partial denied"),
        ("公开的和部分公开的各几件", "granted partial"),
        ("全部和部分公开加在一块", "granted partial"),
        ("不予公开几件，其中商业秘密几件", "denied denied.third_party"),
        ("新收30件、办结28件、结转2件", "received_new processed_total carried_out"),
        ("结案几何，结转几何", "processed_total carried_out"),
    ],
)
def test_each_item_of_a_list_is_a_row_of_its_own(text: str, expected: str) -> None:
    assert cells(text) == [f"{row}:total" for row in expected.split()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("个人和企业，新收、被拒各几件", "received_new:natural_person received_new:business "
         "denied:natural_person denied:business"),
        ("律所和科研机构被拒各几件", "denied:legal_service denied:research"),
        ("新收多少件？里面企业的又有多少", "received_new:total received_new:business"),
        ("规范性文件立、废、现行三个数", "normative_documents:made normative_documents:repealed "
         "normative_documents:in_force"),
        ("规文出台几个废几个现行几个", "normative_documents:made normative_documents:repealed "
         "normative_documents:in_force"),
        ("制发、废止各几件", "normative_documents:made normative_documents:repealed"),
        ("无法提供的按个人、企业、科研、公益、律所、其他拆开",
         "unavailable:natural_person unavailable:business unavailable:research unavailable:ngo "
         "unavailable:legal_service unavailable:other"),
        ("新收里除开个人，公司啊组织啊一共几件", "received_new:organization"),
        ("行政复议、直接起诉、复议后起诉被纠正的各几件",
         "reconsideration:corrected litigation_direct:corrected litigation_after:corrected"),
        ("不予公开的两项（国家秘密、商业秘密）合计",
         "denied.state_secret:total denied.third_party:total"),
    ],
)  # fmt: skip
def test_columns_and_parts_named_side_by_side_are_kept(text: str, expected: str) -> None:
    assert cells(text) == expected.split()


def test_an_item_that_no_row_is_for_is_said() -> None:
    asked = "青溪区水务局2024年新收、办结、退件、转下年各几件"
    assert understand(asked, INDEX, date(2026, 11, 23)).unexplained == ("退件",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("无法提供的是否多过不予公开的", "unavailable:total denied:total"),
        ("处罚不如许可多吧", "penalty:decisions licensing:decisions"),
        ("个人申请较之企业申请多出多少件", "received_new:natural_person received_new:business"),
        ("我姐夫跟开发商打官司打了三年，想问不予处理的申请几件", "not_processed:total"),
        ("底稿里写的行政复议纠正6件", "reconsideration:corrected"),
        ("起诉状称行政诉讼维持6件", "litigation:upheld"),
        ("一件申请都没收到过", "received_new:total"),
        ("涉诉案件（含复议后起诉）总量", "litigation:total"),
        ("许可、收费，都有没有", "licensing:decisions fees:amount"),
    ],
)
def test_rows_set_against_each_other_and_asides_raise_no_doubt(text: str, expected: str) -> None:
    assert cells(text) == expected.split()
