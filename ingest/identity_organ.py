"""Names of organs: what ends like one, how it is written in full, and its level."""

from __future__ import annotations

import re

from ingest.regions import split_region, split_town

_BODIES = (
    "人民政府",
    "政府",
    "办公室",
    "办公厅",
    "管理委员会",
    "委员会",
    "管委会",
    "街道办事处",
    "办事处",
    "街道",
    "分局",
    "局",
    "厅",
    "委",
    "办",
    "处",
    "院",
    "中心",
    "总站",
    "站",
    "所",
    "支队",
    "大队",
    "总队",
    "队",
    "馆",
    "学校",
    "大学",
    "学院",
    "医院",
    "公司",
    "集团",
    "联合会",
    "协会",
    "总社",
    "联合社",
    "社",
    "署",
    "台",
    "党校",
)
_REGIONS = ("省", "市", "自治区", "自治州", "盟", "区", "县", "旗", "镇", "乡", "苏木")
_BARE = re.compile(
    r"(?:县|市|区|省|镇|乡)?(?:人民)?(?:政府)?(?:办公室|办公厅|办事处|街道办事处|管理?委员会|委员会|管委会|管理局"
    r"|局|厅|分局|中心)?"
)
_NO_ORGAN_END = re.compile(
    r"^(?:全|我|本|各|该)(?:省|市|区|县|镇|乡|街道|街|局|办|委|厅)$|(?:各|和|与|及|的)[省市区县镇乡]$|[年月日]$"
    r"|^(?:市|省|区|县|城|乡|街|村|辖|地|社)[县区镇乡市]$"
)


def ends_like_an_organ(name: str) -> bool:
    """Tell whether `name` ends like the name of an organ or of a region with a government.

    >>> ends_like_an_organ("乙县财政局"), ends_like_an_organ("乙县"), ends_like_an_organ("工作")
    (True, True, False)
    """
    name = re.sub(r"[(][^()]*[)]$", "", name)
    if len(name) < 2 or len(name) > 40 or _NO_ORGAN_END.search(name):
        return False
    return name.endswith(_BODIES + _REGIONS)


def is_bare_body(name: str) -> bool:
    """Tell whether `name` is only the end of an organ's name, as 办公室 or 人民政府办公室.

    >>> is_bare_body("办公室"), is_bare_body("乙县财政局")
    (True, False)
    """
    return bool(_BARE.fullmatch(name))


def full_name(organ: str) -> str:
    """Return the organ's name with its body written in full.

    >>> full_name("乙县政府办公室"), full_name("丙开发区管委会")
    ('乙县人民政府办公室', '丙开发区管理委员会')
    """
    organ = re.sub(r"管委会(?=$|办公室$)", "管理委员会", organ)
    return re.sub(r"(?<=[省市县区旗州盟乡镇])政府(?=$|办公[室厅]$)", "人民政府", organ)


def is_government(organ: str) -> bool:
    """Tell whether the organ is a government or the committee of a zone, not one of its parts."""
    return bool(re.search(r"(?:人民政府|管理委员会|行政公署)(?:[(].*[)])?$", organ))


def is_government_office(organ: str) -> bool:
    """Tell whether the organ is the general office of a government.

    >>> is_government_office("乙县人民政府办公室"), is_government_office("乙县民政局办公室")
    (True, False)
    """
    return bool(re.search(r"(?:人民政府|管理委员会)办公[室厅]$", organ))


def level_of_organ(organ: str) -> str:
    """Return province, city, county, township, office, committee or department.

    A government has the level of its region (county for a city that the list does not know as a
    prefecture); the general office of one is an office; every other organ is a department.

    >>> level_of_organ("淮安市人民政府"), level_of_organ("甲街道办事处")
    ('city', 'township')
    """
    region, rest = split_region(organ)
    town, body = split_town(rest)
    if town and re.fullmatch(r"(?:人民政府|办事处|街道办事处)?(?:[(].*[)])?", body):
        return "township"
    if is_government_office(organ):
        return "office"
    if organ.endswith("管理委员会"):
        return "committee"
    if is_government(organ) or not body:
        level = region.level
        return "county" if level in (None, "zone") else level
    return "department"
