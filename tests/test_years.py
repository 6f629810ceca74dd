from __future__ import annotations

from datetime import date

import pytest

from qa.numerals import han_number
from qa.years import read_years

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("2024年收到多少", (2024,)),
        ("24年废止了多少", (2024,)),
        ("二〇二四年办结数", (2024,)),
        ("政府办 2024 收了几个", (2024,)),
        ("2021到2023年", (2021, 2022, 2023)),
        ("21—23年", (2021, 2022, 2023)),
        ("去年收到多少", (2025,)),
        ("前年收到多少", (2024,)),
        ("大前年", (2023,)),
        ("2024年比去年多多少", (2023, 2024)),
        ("结转到2025年的有几件", (2024,)),
        ("截至2024年底现行有效", (2024,)),
        ("2024年1月1日至2024年12月31日", (2024,)),
        ("2023年之后", (2024, 2025)),
        ("2024年的上一年", (2023,)),
        ("前年到去年", (2024, 2025)),
        ("大前年至去年一共", (2023, 2024, 2025)),
        ("打前年起", (2024, 2025)),
        ("2024年(含)以后", (2024, 2025)),
        ("2024以后", (2025,)),
        ("22、23两年", (2022, 2023)),
        ("21、22、24三年各", (2021, 2022, 2024)),
        ("3年前", (2023,)),
        ("上一个统计年度", (2025,)),
        ("明年收到多少", (2027,)),
        ("21到24四年一共", (2021, 2022, 2023, 2024)),
        ("平均一年几件(22-24)", (2022, 2023, 2024)),
        ("这两年(22、23)罚单合起来", (2022, 2023)),
        ("21 22 23 24 各几件", (2021, 2022, 2023, 2024)),
        ("22/23/25分别多少", (2022, 2023, 2025)),
        ("许可增长率,24对23", (2023, 2024)),
        ("收费24同22比", (2022, 2024)),
        ("街道22收件几件", (2022,)),
        ("23处罚几件", (2023,)),
        ("2023年以来", (2023, 2024, 2025)),
        ("前年结转下年3件", (2024,)),
        ("去年收件比23年多了", (2023, 2025)),
        ("我们厂从21年拖到现在,22到24年收了多少", (2022, 2023, 2024)),
        ("俺家2019年拆迁,2023年新收几件", (2023,)),
        ("2024年报告里2025年打算怎么改", (2024,)),
        ("2024年年报,2025年的工作安排是什么", (2024,)),
        ("2023年报告和2024年报告各收多少", (2023, 2024)),
        ("2023公开的建议提案答复", (2023,)),
        ("2023年发出的许可决定", (2023,)),
        ("大前年的大前年，也就是2019年", (2019,)),
        ("收费四年来2024比2021高", (2021, 2024)),
    ],
)
def test_a_year_is_read_however_it_is_written(words: str, years: tuple[int, ...]) -> None:
    assert read_years(words, TODAY).years == years


@pytest.mark.parametrize(
    "words",
    [
        "上年结转的申请有多少",
        "本年新收政府信息公开申请数量",
        "结转下年度继续办理的有几件",
        "去年没处理完的申请",
        "超过2024件",
        "处罚22件",
        "许可15到24件之间",
        "拖了三四年了",
        "等了两年都没答复",
    ],
)
def test_words_of_a_row_or_a_count_are_no_year(words: str) -> None:
    assert not read_years(words, TODAY).named


def test_a_report_published_in_a_year_is_about_the_year_before_and_says_so() -> None:
    read = read_years("2025年发布的那份年报收到多少申请", TODAY)
    assert read.years == (2024,)
    assert "2025年发布的通常是2024年度的报告" in read.notes[0]


def test_recent_years_count_the_newest_reports() -> None:
    assert read_years("近三年规范性文件走势", TODAY).newest == 3
    assert read_years("最新的报告", TODAY).newest == 1


def test_half_years_are_recognised_as_not_in_annual_reports() -> None:
    assert read_years("2024年上半年收到多少", TODAY).part_of_year


def test_a_step_counts_from_the_turn_before() -> None:
    assert read_years("那前一年呢", TODAY).offset == -1


def test_chinese_numbers_are_read() -> None:
    assert [han_number(words) for words in ("十", "二十三", "两", "一百零五", "两千零二十四")] == [
        10,
        23,
        2,
        105,
        2024,
    ]


@pytest.mark.parametrize(
    "words",
    [
        "2024年1—6月",
        "2024年前三季度",
        "去年的头半年里每个月",
        "2023年12月份",
        "24年三月",
        "2024年q3",
        "2024年国庆前",
        "2023年春节以后",
    ],
)
def test_a_part_of_a_year_is_noticed(words: str) -> None:
    assert read_years(words, TODAY).part_of_year


@pytest.mark.parametrize(
    "words", ["2024年1月1日至12月31日", "2024年1-12月", "截至12月底", "去年2月发布的年报", "第三种"]
)
def test_the_whole_year_and_a_day_of_publication_are_no_part_of_a_year(words: str) -> None:
    assert not read_years(words, TODAY).part_of_year


@pytest.mark.parametrize(("words", "newest"), [("最近两期", 2), ("三年间", 3), ("刚出炉的年报", 1)])
def test_the_newest_reports_are_counted_back(words: str, newest: int) -> None:
    assert read_years(words, TODAY).newest == newest


@pytest.mark.parametrize(
    ("words", "newest"), [("所有单位四年的诉讼", 4), ("四个年度的强制", 4), ("年均办结(三年)", 3)]
)
def test_a_number_of_years_is_that_many_of_the_newest(words: str, newest: int) -> None:
    assert read_years(words, TODAY).newest == newest


@pytest.mark.parametrize(
    ("words", "oldest"), [("最早那年新收", 1), ("最早有的那一年", 1), ("头两年收费", 2)]
)
def test_the_oldest_reports_are_counted_from_the_first(words: str, oldest: int) -> None:
    assert read_years(words, TODAY).oldest == oldest
