"""Claims that one figure is more, or less, than another: 比2023年多吗, 较上年上涨,请验证."""

from __future__ import annotations

import re

# 比 as a word of its own: not in 占比, 比例, 百分比, 一年比一年.
_THAN = (
    "(?:(?<!一年)(?<![占分同环对相])比(?!一年|例|重|率)|(?<![比计])较(?![为多少大高低好快真])|相较|相比|"
    "对比)"
)
_GREW = (
    "增加|增长|增多|上升|上涨|提高|提升|攀升|走高|走强|回升|反弹|抬升|抬头|激增|猛增|骤增|剧增|"
    "扩大|递增|见涨|飙升|上扬|冒高|爬升|多出|走多"
)
_FELL = (
    "减少|下降|下跌|降低|回落|下滑|走低|走弱|掉下去|掉下来|往下掉|滑落|缩水|缩小|缩减|锐减|骤减|骤降|锐降|"
    "递减|见少|收窄|萎缩|走少|往下走|跌落"
)
_MORE_OR_LESS = rf"(?:{_GREW}|{_FELL}|变[多少高低大小]|[多少高低大小增减降升涨跌])"
_RIGHT = (
    r"了?(?:些|点|一些|一点|很多|不少)?的?[,，。]?\s*(?:吗|嘛|么(?<![怎什]么)|没有|没|吧|不(?=\s*[?？]?$)|对吧|"
    r"对吗|对不对|对不|对么|是吧|是吗|是不|是不是|是么|没错吧|是这样|真的假的|属实|对头)"
)
_EXCEEDS = "(?:超过|高于|低于|不如|多于|少于|大于|小于|多过|少过|高过|低过|大过|胜过|不及)"
_NO_BOUND = r"(?!\s*[\d一二两三四五六七八九十百])"
_IS_IT = "(?:是不是|是否|有没有)"
# 比2023年多吗, 是不是比澜桕镇多, 超过云汀民政了吗, 为什么比2023年少了, 比云汀多没多
_MORE = re.compile(
    rf"{_THAN}.{{0,26}}{_MORE_OR_LESS}{_RIGHT}"
    rf"|{_EXCEEDS}{_NO_BOUND}.{{0,26}}{_RIGHT}"
    rf"|(?:{_IS_IT}|为什么|为何|为啥|咋个?|怎么|缘何|何以).{{0,24}}{_THAN}.{{0,24}}{_MORE_OR_LESS}"
    rf"|{_IS_IT}.{{0,24}}{_EXCEEDS}{_NO_BOUND}"
    rf"|(?:既然|明明|居然|竟然?|不是说|都说|听说|据说).{{0,24}}{_THAN}.{{0,24}}{_MORE_OR_LESS}(?:了|起来|不少|很多|许多)"
    rf"|{_THAN}.{{0,24}}{_MORE_OR_LESS}了[,，]?.{{0,4}}在?哪"
    rf"|{_THAN}.{{0,24}}(?P<more>[多少高低大小涨升降减])[没不](?P=more)"
)
# 2022到2024年是减少了对吧, 是不是越来越少: a direction over years that is taken for granted.
_CHANGED = re.compile(
    rf"(?:越来越[多少高低]|{_MORE_OR_LESS}){_RIGHT}"
    rf"|{_IS_IT}.{{0,12}}(?:越来越[多少高低]|{_MORE_OR_LESS}了?)(?!少)"
)
# 发文又变多了吧: of one year alone this is a claim against the year before.
_CHANGED_ALONE = re.compile(
    rf"(?:{_GREW}|{_FELL}|变[多少高低大小]|又[多少高低]|[增涨升降减跌](?=了)){_RIGHT}"
    rf"|(?:又|也|还)(?:{_GREW}|{_FELL}|变?[多少高低涨跌升降])了\s*[?？]"
    rf"|{_IS_IT}(?:有所|又|也|在|还在)?(?:{_GREW}|{_FELL}|变[多少高低大小]|[更又][多少高低]|[多少高低增涨升降减跌]了)"
)
# A direction that is stated, for somebody to verify: 较2022年增长, 呈下降之势, 处罚数上升.
_STATED = re.compile(
    rf"{_THAN}.{{0,26}}(?:{_GREW}|{_FELL}|变[多少高低大小]|(?<!至)(?<!最)[多少高低增减降升涨跌](?!少|计|数)了?)"
    rf"|(?:{_GREW}|{_FELL}|变[多少高低大小]|越来越[多少高低]|[多少高低增减降升涨跌]了)"
    rf"|{_EXCEEDS}{_NO_BOUND}"
)
_STATED_ALONE = re.compile(
    rf"(?:{_GREW}|{_FELL}|变[多少高低]|[多少高低]了(?:起来|些)?|[多少高低]起来)"
)
VERIFY = re.compile(
    "核[对实验查准校证一下]|请核|帮核|待核|复[核查]|稽核|审核一|查[证实核]|求证|验[证明一看]|查验|印证|校[对验]|"
    "确认|属实|经得起|站得住|成立|准确|准不准|可信|靠谱|真伪|真假|真的吗|是真的|真的假的|如此|对不对|"
    "[写说抄填弄记搞报录]错|[写说抄填弄记搞报录]对|有没有错|有错没|有误|无误|正确|对头|把[个一]?下?关|"
    "结论|说法|论断|判断|这么[写说讲]的|有依据|有没有根据|对吗|对么|对不|"
    "过目|瞄一眼|看一眼|看看对|对一[对下]|对得上|对不上|相符|吻合|一致"
)
_ASKS_AMOUNT = re.compile(
    "多少|(?<!未)几|百分|幅度|[增降涨跌]幅|变化|趋势|走势|哪|谁|还是|怎么变|(?<!无论)如何|增减|涨跌|升降"
)
FEWER = re.compile("少|低|减|降|不如|小|跌|落|滑|掉|缩|弱|不及")


def claimed_direction(text: str, *, several: bool) -> re.Match[str] | None:
    """Return the words that claim, or ask, whether one figure is more or less than another.

    Args:
        text: the question without the words that name organs and years.
        several: whether it names several organs or several years, or a year and the one before.
    """
    found = _MORE.search(text)
    if found is None and several:
        found = _CHANGED.search(text)
    if found is None and several and VERIFY.search(text) and not _ASKS_AMOUNT.search(text):
        found = _STATED.search(text)
    if found is None and not several and not _ASKS_AMOUNT.search(text):
        found = _CHANGED_ALONE.search(text)
        if found is None and VERIFY.search(text):
            found = _STATED_ALONE.search(text)
    return found


def against_year_before(words: str) -> bool:
    """Whether the words of a claim set one year against nothing but the one before it."""
    return not re.search(rf"{_THAN}|{_EXCEEDS}", words)
