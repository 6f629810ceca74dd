"""The ten invented organs. Province, city, counties, street and town do not exist anywhere."""

from __future__ import annotations

from dataclasses import dataclass

PROVINCE = "岚川省"
CITY = "青梧市"


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ and how busy it is.

    `names` are ways people write it that fit no other organ of the library; `typos` are slips.
    `requests` is the usual number of new requests a year, `flow` the outcomes it tends to.
    """

    id: str
    name: str
    region: str
    scope: str
    me: str
    names: tuple[str, ...]
    typos: tuple[str, ...]
    requests: int
    flow: dict[str, int]
    decisions: tuple[int, int, int]
    documents: tuple[int, int, int]
    fee: str
    account: str
    kind: str


_COMMON = {"granted": 50, "partial": 9, "unavailable.not_held": 26}

ORGANS = (
    Organ(
        "planning",
        "青梧市自然资源和规划局",
        "岚川省青梧市",
        "own",
        "我局",
        (
            "青梧市自然资源和规划局",
            "青梧市自规局",
            "青梧自规局",
            "自规局",
            "市自然资源和规划局",
            "青梧市自然资源规划局",
        ),
        ("青梧市自然资源和归划局", "清梧市自规局", "青梧市自归局"),
        210,
        {
            **_COMMON,
            "denied.third_party": 5,
            "denied.process_information": 6,
            "denied.administrative_inquiry": 7,
            "denied.internal_affairs": 3,
            "unavailable.needs_creation": 5,
            "unavailable.still_unclear": 3,
            "denied.state_secret": 2,
            "not_processed.petition": 4,
            "not_processed.duplicate": 3,
            "other_result.correction_overdue": 4,
            "other_result.other": 3,
            "denied.enforcement_files": 2,
        },
        (1460, 74, 0),
        (5, 2, 46),
        "18233.47",
        "青梧自然资源",
        "市级部门",
    ),
    Organ(
        "labour",
        "青梧市人力资源和社会保障局",
        "岚川省青梧市",
        "own",
        "我局",
        (
            "青梧市人力资源和社会保障局",
            "青梧市人社局",
            "青梧人社局",
            "人社局",
            "市人社局",
            "青梧市人力资源社会保障局",
        ),
        ("青梧市人设局", "清梧市人社局", "青梧市人力资原和社会保障局"),
        64,
        {
            **_COMMON,
            "denied.enforcement_files": 6,
            "denied.third_party": 3,
            "denied.internal_affairs": 4,
            "not_processed.petition": 6,
            "not_processed.duplicate": 2,
            "other_result.correction_overdue": 4,
            "denied.process_information": 2,
            "not_processed.confirmation": 2,
        },
        (612, 133, 4),
        (4, 1, 29),
        "86.5",
        "青梧人社",
        "市级部门",
    ),
    Organ(
        "district",
        "鹿鸣区人民政府",
        "岚川省青梧市鹿鸣区",
        "consolidated",
        "全区",
        ("鹿鸣区人民政府", "鹿鸣区政府", "青梧市鹿鸣区政府", "青梧市鹿鸣区人民政府"),
        ("鹿呜区人民政府", "鹿鸣区人民正府"),
        460,
        {
            **_COMMON,
            "denied.state_secret": 1,
            "denied.prohibited_by_law": 1,
            "denied.safety_stability": 1,
            "denied.third_party": 4,
            "denied.internal_affairs": 3,
            "denied.process_information": 4,
            "denied.enforcement_files": 4,
            "denied.administrative_inquiry": 4,
            "unavailable.needs_creation": 4,
            "unavailable.still_unclear": 2,
            "not_processed.petition": 5,
            "not_processed.duplicate": 4,
            "not_processed.excessive": 1,
            "not_processed.publication": 1,
            "not_processed.confirmation": 1,
            "other_result.correction_overdue": 6,
            "other_result.fee_overdue": 1,
            "other_result.other": 4,
        },
        (20840, 5127, 391),
        (14, 6, 88),
        "5306.218",
        "鹿鸣发布",
        "区政府",
    ),
    Organ(
        "office",
        "鹿鸣区人民政府办公室",
        "岚川省青梧市鹿鸣区",
        "own",
        "我办",
        (
            "鹿鸣区人民政府办公室",
            "鹿鸣区政府办",
            "鹿鸣区府办",
            "鹿鸣区政府办公室",
            "青梧市鹿鸣区人民政府办公室",
            "鹿鸣政府办",
        ),
        ("鹿呜区政府办", "路鸣区政府办公室", "鹿鸣区政俯办", "luming区政府办", "鹿鳴區政府辦"),
        78,
        {
            **_COMMON,
            "denied.state_secret": 2,
            "denied.third_party": 2,
            "denied.internal_affairs": 3,
            "denied.process_information": 4,
            "unavailable.needs_creation": 4,
            "not_processed.petition": 3,
            "not_processed.duplicate": 3,
            "other_result.correction_overdue": 5,
            "other_result.other": 2,
        },
        (0, 0, 0),
        (7, 3, 35),
        "0",
        "鹿鸣政务",
        "政府办",
    ),
    Organ(
        "civil_shiyang",
        "石漾县民政局",
        "岚川省青梧市石漾县",
        "own",
        "我局",
        ("石漾县民政局", "石漾民政局", "石漾民政", "石漾县的民政局"),
        ("石样县民政局", "石漾县民证局"),
        17,
        {
            **_COMMON,
            "denied.third_party": 8,
            "not_processed.petition": 6,
            "unavailable.still_unclear": 3,
            "other_result.correction_overdue": 3,
        },
        (38, 2, 0),
        (2, 0, 11),
        "3.72",
        "石漾民政",
        "民政局",
    ),
    Organ(
        "civil_yunting",
        "云汀县民政局",
        "岚川省青梧市云汀县",
        "own",
        "我局",
        ("云汀县民政局", "云汀民政局", "云汀民政", "云汀县的民政局"),
        ("云厅县民政局", "云丁县民政局"),
        11,
        {
            **_COMMON,
            "denied.third_party": 6,
            "unavailable.needs_creation": 8,
            "not_processed.duplicate": 3,
        },
        (54, 5, 0),
        (1, 1, 9),
        "0",
        "云汀民政",
        "民政局",
    ),
    Organ(
        "street",
        "鹿鸣区栎溪街道办事处",
        "岚川省青梧市鹿鸣区栎溪街道",
        "own",
        "本街道",
        ("鹿鸣区栎溪街道办事处", "栎溪街道", "栎溪街道办", "栎溪街道办事处", "鹿鸣区栎溪街道"),
        ("砾溪街道", "栎西街道办", "栎溪接道办事处"),
        9,
        {
            **_COMMON,
            "denied.third_party": 5,
            "denied.process_information": 5,
            "not_processed.petition": 8,
        },
        (0, 96, 11),
        (0, 0, 3),
        "0",
        "栎溪家园",
        "街道",
    ),
    Organ(
        "town",
        "云汀县澜桕镇人民政府",
        "岚川省青梧市云汀县澜桕镇",
        "own",
        "我镇",
        ("云汀县澜桕镇人民政府", "澜桕镇", "澜桕镇政府", "云汀县澜桕镇", "澜桕镇人民政府"),
        ("澜臼镇政府", "澜柏镇"),
        2,
        {"granted": 70, "unavailable.not_held": 30},
        (212, 18, 0),
        (0, 0, 0),
        "0",
        "澜桕时讯",
        "乡镇",
    ),
    Organ(
        "market",
        "石漾县市场监督管理局",
        "岚川省青梧市石漾县",
        "own",
        "我局",
        (
            "石漾县市场监督管理局",
            "石漾县市场监管局",
            "石漾县市监局",
            "石漾市场监管局",
            "石漾县市场局",
        ),
        ("石样县市场监管局", "石漾县市厂监管局"),
        43,
        {
            **_COMMON,
            "denied.enforcement_files": 9,
            "denied.third_party": 4,
            "denied.administrative_inquiry": 6,
            "not_processed.petition": 12,
            "not_processed.duplicate": 4,
            "other_result.correction_overdue": 3,
        },
        (8317, 604, 57),
        (1, 0, 13),
        "21.06",
        "石漾市场监管",
        "县级部门",
    ),
    Organ(
        "office_yunting",
        "云汀县人民政府办公室",
        "岚川省青梧市云汀县",
        "own",
        "我办",
        ("云汀县人民政府办公室", "云汀县政府办", "云汀县府办", "云汀县政府办公室", "云汀政府办"),
        ("云厅县政府办", "云汀县政俯办", "云汀縣政府辦"),
        39,
        {
            **_COMMON,
            "denied.state_secret": 2,
            "denied.internal_affairs": 4,
            "denied.process_information": 3,
            "unavailable.needs_creation": 5,
            "other_result.correction_overdue": 5,
            "not_processed.publication": 2,
        },
        (0, 0, 0),
        (6, 2, 27),
        "0",
        "云汀政务",
        "政府办",
    ),
)
BY_ID = {organ.id: organ for organ in ORGANS}
YEARS = (2021, 2022, 2023, 2024)
