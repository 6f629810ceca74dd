"""The ways people write years, each a pattern and what it means."""

from __future__ import annotations

import re

from qa.year_readings import (
    Reader,
    after,
    beside,
    carried_into,
    every,
    five_year_plan,
    from_first_to_last,
    from_one_to_next,
    left_as_it_is,
    newest,
    no_year,
    published_in,
    published_lately,
    relative_to_today,
    side_by_side,
    single,
    some_recent,
    step,
    taken_from,
    taken_from_last,
    until_now,
    up_to,
    with_previous,
    years_ago,
)
from qa.year_words import TO

_YEAR = r"(?<!\d)(?:20\d\d|19\d\d)(?!\d)"
# 22年, but not 22年来, which is a stretch.
_SHORT = r"(?<![\d.])[0-3]\d(?=\s*年(?!内|来|以?前))"
_HAN_DIGIT = "〇零○一二三四五六七八九"
# 二〇二二, 二零二二, 两千零二十二, 二二年.
_HAN = (
    rf"[二两][〇零○千][{_HAN_DIGIT}十]{{1,4}}|(?<![近{_HAN_DIGIT}])[〇零一二][{_HAN_DIGIT}](?=年)"
)
# A year word inside the name of a row is no year: 上年结转, 本年新收, 结转下年度.
_ROW_WORD_AFTER = (
    r"(?!度?(?:政府信息公开)?"
    r"(?:结转|转|带|剩|留|遗留|未办结|没办|没处理|没有?答复|的?(?:老|旧)申请|积压|欠|余))"
)
# 本年新收, 本年度制发: the words of a row again.
_OWN_YEAR_AFTER = r"(?!度?(?:新|制发|废止|收费|处理决定|办理结果|的?增|里|内|就|接|末|底))"
_A_YEAR = rf"(?:{_YEAR}|{_HAN}|{_SHORT})"
_BACK = "(?:大前年|上上年|(?<!大)前年|去年|上一?年|今年)度?"
# 2024年发布的年报 is on the year before; 公布的申请 is no report.
_PUBLISH = (
    r"(?:(?:发布|公布|发出|出|挂出来|挂网|上网)(?:出来)?的(?=那[份个期]|这[份个期]|年报|报告|年度报告|最新|[里中,，?。]|$)|"
    r"(?:公开|公示)(?:出来)?的(?=那[份个期]|这份|年报|报告|年度报告))"
)
# 结转到2024年, 从2022年留到2023年: what one year hands on to the next.
_HANDED_ON = "(?:结转|留|转|跨|拖|带|推|延续|顺延|挪|搬|滚)"
PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            rf"(?:从|自|由){_A_YEAR}\s*年?度?[底末]?{_HANDED_ON}"
            rf"(?:到|至|入|进|给)了?(?P<year>{_A_YEAR})\s*年?",
            from_one_to_next,
        ),
        (
            rf"{_HANDED_ON}(?:到|至|入|进|给)了?(?P<year>{_A_YEAR}|"
            r"(?:去|今|本|(?<!大)前)年)\s*年?",
            carried_into,
        ),
        (r"(?:从|自|由)上一?年度?[底末]?(?=接|转|带|结转|留|拖|延|剩|过来)", taken_from_last),
        (
            rf"(?:从|自|由)(?P<year>{_A_YEAR}|(?:去|(?<!大)前|大前)年)\s*年?度?[底末]?"
            r"(?=接|转|带|结转|留|拖|搬|滚|延|剩|过来)",
            taken_from,
        ),
        (
            rf"(?P<year>{_A_YEAR})\s*年?(?:年?初|\d+月份?(?:\d+日)?前?)?\s*"
            rf"(?:{_PUBLISH}(?!申请|信息|政府信息|件)|(?:发布|公布)$)(?:那份|那个|那期|"
            rf"这份)?(?:年报|报告)?",
            published_in,
        ),
        (
            r"(?P<when>今年|去年)(?:年?初|[一二三1-3]月份?)?\s*"
            rf"{_PUBLISH}(?!申请|信息|政府信息|件)(?:那份|那个|那期|这份)?(?:年报|报告)?",
            published_lately,
        ),
        (
            rf"(?P<first>{_YEAR}|{_HAN}|"
            rf"(?<!\d)[0-3]\d){TO}(?P<last>{_A_YEAR})\s*(?:年(?:度|末|底)?)?",
            from_first_to_last,
        ),
        (
            rf"(?P<first>{_A_YEAR}|{_BACK}){TO}(?P<last>{_BACK}){_ROW_WORD_AFTER}",
            from_first_to_last,
        ),
        (
            rf"[自从打由]?(?P<first>{_A_YEAR}|{_BACK})\s*年?度?(?:\(含[^()]{{0,6}}\))?(?:及以后|及之后|"
            rf"及其后|以来|至今|到现在|到今天|到目前|直到现在|开始(?!办)|起(?!诉|草|码)|往后)"
            rf"|[自从]?(?P<since>{_A_YEAR})\s*年?\((?:含|包括)[^()]{{0,8}}\)(?:之后|以后|后)",
            until_now,
        ),
        (rf"(?P<first>{_A_YEAR})\s*年(?:之后|以后|后(?!续))", after),
        (rf"(?P<first>{_YEAR})\s*(?:之后|以后)", after),
        (
            r"(?<!\d)(?P<years>(?:20)?[0-3]\d(?:\s*年?\s*[、,和与及跟/]\s*(?:20)?[0-3]\d)+)\s*"
            r"(?:这)?[两二三四五]个?年(?!来)度?",
            side_by_side,
        ),
        (
            r"(?<!\d)(?P<years>[0-3]\d(?:\s*[、,和与及跟]\s*[0-3]\d)+)(?=\s*年)\s*年度?",
            side_by_side,
        ),
        (
            rf"(?P<last>{_A_YEAR})\s*年?(?:及以前|及之前|(?P<open>之前|以前|前(?!后|"
            rf"[一二三四五六七八九十\d])))",
            up_to,
        ),
        (
            rf"(?P<year>{_A_YEAR})\s*年?度?(?:与|和|跟|及其?|比)(?:前一年|上年|上一年|去年)",
            with_previous,
        ),
        (rf"(?P<year>{_A_YEAR})\s*年?的?(?:前一年|上一年)(?!度?结转)", beside(-1)),
        (rf"(?P<year>{_A_YEAR})\s*年?的?(?:后一年|下一年)", beside(1)),
        (rf"(?P<year>{_A_YEAR})\s*年?的前年", beside(-2)),
        (r"十[二三四]五(?:前|头|开局|第|末|收官|最后|中期|起步)[^ ,，]{0,3}", no_year),
        (r"(?P<plan>十[二三四]五)(?:期间|时期|以来)?", five_year_plan),
        (
            r"(?:最近|近|过去|前|这)(?P<count>[二两三四五六七八九十]|\d+)个?年(?!度?报)|"
            rf"(?<![{_HAN_DIGIT}])(?P<of>[二两三四五六七八九十]|(?<!\d)\d)年(?:来|[间里内]|(?=累计|"
            rf"合计|一共|总共|加起来|加在|加一|合在|合起|平均|共|下来|的都|[^,。年]{{1,12}}(?:各|分别|都)))|"
            r"(?:最近|最新|近)(?:的)?(?P<issues>[二两三四五六]|(?<!\d)\d)(?:期|份|个年度|个年头|次)"
            r"(?:年?报告?)?",
            newest,
        ),
        (r"(?:近几年|这几年|近年来?|最近几年)", some_recent),
        (
            r"(?:历年|(?:后面|之后|往后|其后|接下来|后来|后续|随后|其他|别的|其余|另外|剩下)的?那?(?:[几两二三四五]个?年|年份|各年)|各年(?!报)度?|逐年|每年|每一年|所有年份|各年度|有数据以来|一年一年|分年)",
            every,
        ),
        (r"倒数第", left_as_it_is),
        (
            r"(?:大前年|前年|去年)的(?:大前年|前年|去年)[,，]?\s*(?:也就是|就是|即|等于|相当于)?(?:说)?\s*(?=20\d\d)",
            no_year,
        ),
        (r"同样的?(?:这|那)?[二两三四五]个?年|同样的?年份", no_year),
        (
            r"(?:最新|最近|近一年|最后一年)(?:年度|一?[期份年次])?(?!早)|"
            r"(?:刚|新|刚刚|才)(?:出炉?|发布|公布|公开|挂出来?)(?:来|不久)?的?(?:那份|一期)?"
            r"(?=年报|报告|年度报告|那)|最后一[份期]",
            newest,
        ),
        (rf"(?P<year>{_A_YEAR})\s*年?(?:左右|前后|代)", no_year),
        (rf"(?P<year>{_A_YEAR})\s*(?:年(?:度|末|底)?)?", single),
        (r"(?<!\d)['’](?P<year>[0-3]\d)(?!\d)", single),
        (rf"大前年{_ROW_WORD_AFTER}", relative_to_today(3)),
        (rf"(?:前年|上上年){_ROW_WORD_AFTER}", relative_to_today(2)),
        (
            rf"(?:去年|上一年度|上一年|上个?年度|上年|上一?个?(?:自然|报告|统计|公历)年度?|上一?个?报告期)"
            rf"{_ROW_WORD_AFTER}",
            relative_to_today(1),
        ),
        (
            r"(?<![到至入给转留拖推往于向在])明年(?!继续|接着|再|才|办|的?结转|年初)",
            relative_to_today(-1),
        ),
        (r"今年(?!就|接)", relative_to_today(0)),
        (rf"本年度?{_OWN_YEAR_AFTER}", relative_to_today(0)),
        (
            r"(?P<ago>[一二两三四五六七八九十]|(?<!\d)\d)年(?:以|之)?前(?!后|[一二三四五\d])",
            years_ago,
        ),
        (r"(?:刚)?过去的?(?:这|那)?一年", relative_to_today(1)),
        (
            r"(?:上一期|上一份|再往前一年|再前一年|再往前|往前推|往前一年|前一年度?|早一年)",
            step(-1),
        ),
        (
            r"(?<![到至入给转])(?:后一年|下一年|次年|转年|往后一年|第二年(?![底末初])|来年)(?!度?继续|办|的?结转)",
            step(1),
        ),
    )
)
