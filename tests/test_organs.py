from __future__ import annotations

import pytest

from qa.organs import OrganIndex

OFFICE = ("青溪区人民政府办公室", "云岭省南屏市青溪区")
GOVERNMENT = ("南屏市人民政府", "云岭省南屏市")
CIVIL_ONE = ("青溪区民政局", "云岭省南屏市青溪区")
CIVIL_TWO = ("白塔县民政局", "云岭省南屏市白塔县")
PLANNING = ("南屏市自然资源和规划局", "云岭省南屏市")
INDEX = OrganIndex([OFFICE, GOVERNMENT, CIVIL_ONE, CIVIL_TWO, PLANNING])


def organs_in(text: str) -> list[tuple[tuple[str, str | None], ...]]:
    return [mention.reports_of for mention in INDEX.read(text).mentions]


@pytest.mark.parametrize(
    "words",
    [
        "青溪区人民政府办公室2024年",
        "青溪区政府办2024年",
        "青溪区府办24年",
        "依申请 青溪区政府办 2024",
        "南屏青溪区政府办公室",
        "清溪区政府办",
        "qingxi区政府办",
        "青溪区政俯办",
    ],
)
def test_an_office_is_found_by_what_people_call_it(words: str) -> None:
    assert organs_in(words) == [(OFFICE,)]


def test_a_bureau_is_found_by_its_short_form() -> None:
    assert organs_in("南屏自规局2023年") == [(PLANNING,)]


def test_a_namesake_in_two_regions_fits_both() -> None:
    assert set(organs_in("民政局2024年")[0]) == {CIVIL_ONE, CIVIL_TWO}


@pytest.mark.parametrize("words", ["青溪区教育局", "黄沙区政府办", "黄沙民政局", "苏州市政府"])
def test_an_organ_the_library_lacks_is_not_swapped_for_another(words: str) -> None:
    assert organs_in(f"{words}2024年收到几件申请") == [()]


def test_a_bureau_does_not_speak_for_its_county() -> None:
    assert organs_in("白塔县2024年收到多少申请") == [()]


def test_a_kind_of_organ_is_a_group() -> None:
    group = INDEX.read("2024年各民政局一共收到多少").group
    assert group is not None
    assert {name.organ for name in INDEX.in_group(group)} == {CIVIL_ONE[0], CIVIL_TWO[0]}


def test_two_named_organs_are_compared_not_ranked() -> None:
    read = INDEX.read("青溪区政府办和南屏市政府谁收到的多")
    assert read.group is None
    assert [mention.reports_of for mention in read.mentions] == [(OFFICE,), (GOVERNMENT,)]


def test_the_whole_area_is_told_from_an_organ() -> None:
    assert INDEX.read("2024年青溪区全区一共收到多少件").scope == "whole_area"


@pytest.mark.parametrize("words", ["政府信息公开申请", "什么叫区分处理", "政府网站上公开多少条"])
def test_words_of_the_form_name_no_organ(words: str) -> None:
    assert not INDEX.read(words).mentions


@pytest.mark.parametrize(
    "words",
    [
        "青溪和白塔两个民政局哪家多",
        "青溪、白塔的民政局",
        "青溪区跟白塔县民政局2023年",
        "两个民政局(青溪、白塔)",
        "民政局:青溪区、白塔县",
    ],
)
def test_regions_in_a_list_share_the_body_beside_them(words: str) -> None:
    assert organs_in(words) == [(CIVIL_ONE,), (CIVIL_TWO,)]


def test_a_second_body_is_of_the_region_just_named() -> None:
    assert organs_in("白塔县民政局") == [(CIVIL_TWO,)]
    assert organs_in("青溪区政府办和民政局") == [(OFFICE,), (CIVIL_ONE,)]


@pytest.mark.parametrize(
    "place", ["和平区", "从化区", "同安区", "太和县", "忠县", "和县", "会同县", "和静县", "莲溪县"]
)
def test_a_place_that_begins_like_a_joining_word_is_still_another_place(place: str) -> None:
    assert all(not reports for reports in organs_in(f"{place}民政局2024年收到几件"))


@pytest.mark.parametrize(
    "lead",
    [
        *(
            "对比一下",
            "有人讲",
            "换成",
            "你有",
            "帮我查一下",
            "想问问关于",
            "请测算",
            "至于",
            "晓得",
        ),
        *("报表里写", "有个网友吐槽", "企业占", "不予公开", "不复议直接上法院告", "大伙都问"),
        *("被拒的", "稿子上", "路过", "咨询过"),
    ],
)
def test_words_that_lead_up_to_a_name_are_no_place(lead: str) -> None:
    assert organs_in(f"{lead}自规局2024年") == [(PLANNING,)]


def test_short_names_are_read_in_a_list() -> None:
    assert organs_in("自规、青溪民政两家比一比") == [(PLANNING,), (CIVIL_ONE,)]
    assert organs_in("申请公安、自规划的信息") == []


@pytest.mark.parametrize(
    "words",
    [
        "青溪区公安分局",
        "青溪区城市更新局",
        "白塔县融媒体中心",
        "青溪区第三中学",
        "白塔县畜牧站管理所",
    ],
)
def test_a_body_of_no_known_kind_is_not_its_region_s_government(words: str) -> None:
    index = OrganIndex([OFFICE, GOVERNMENT, ("青溪区人民政府", "云岭省南屏市青溪区")])
    read = index.read(f"{words}2024年不予公开几件")
    assert [mention.reports_of for mention in read.mentions] == [()]


def test_short_names_are_counted_as_bureaus() -> None:
    assert organs_in("民政（青溪区）、自规两局2024年处罚谁多") != [(PLANNING,)]
