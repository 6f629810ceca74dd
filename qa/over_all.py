"""Questions over all organs there are: rankings and means that name none, and all but one."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.normalise import blanked
from qa.question import OrganGroup, OrganMention, Question

_MOST = "最[多少高低大小狠猛凶勤]"
_WHO = (
    "(?:单位|机关|部门|局|委|办|街道|乡镇|镇|地方|政府|一家|那[个家一]|哪|是?谁|前|后|头|几[个家])"
)
_HAN = r"[一二两三四五六七八九十\d]"
_OVER_ALL = re.compile(
    rf"中位数|平均(?!每件|.{{0,3}}[天年])|头[两三四五几\d][名位家个]|{_MOST}的?(?:前|后)?{_HAN}+[个家名位]|"
    r"排名|排行|倒数|前[一二三四五六七八九十\d]+[名位家强甲]|"
    r"第一(?=\s|是|名|的|$)|第[二三四五六七八九十\d]+名|"
    r"(?<![目提以之])前[二两三四五六七八九十\d]+(?=$|[?,。\s的])|top\s*\d|"
    r"(?:全部|所有|全体|各个?)的?(?:在库|收录|入库)?的?(?:单位|机关|部门|报告)|(?:在库|库内|库里|入库)的?(?:各|所有|全部)?的?(?:单位|机关)|"
    r"[由从](?:高|多|大)[到往至](?:低|少|小)|[由从](?:低|少|小)[到往至](?:高|多|大)|[升降]序"
)
# 收费最多的单位报一下, 件数第二的, 新收之冠: who, though nobody asks 哪个.
_WHO_IS = re.compile(
    rf"{_MOST}的?(?:\s*(?:{_WHO})|\s*(?:[?？。,，!]|$))|{_MOST}者|第{_HAN}+(?:多|少|高|低)?的?是?\s*(?:[?？。,，]|$|{_WHO})|"
    rf"之[冠最]|夺冠|榜首|居首|冠军|[亚季]军|三甲|垫底|末位|(?<!安)排(?:在|到)?(?:老|第|前|后|末){_HAN}?|老[大二三四五](?=的|是|$)|"
    r"(?:增|降|涨|减)[量幅]最|"
    r"(?:以[上下]|超过|大于|不到|没到|不足|少于|多于|不满|低于|高于)[^,，]{0,8}[件起个元]的?\s*(?:[,，?。]|$)"
)
_NOT_WHO = re.compile(
    "哪[一]?年|那一?年|年份|年头|哪[种类项些条]|什么(?:理由|原因|情形|年)|理由|情形|原因|方式|渠道|(?:类|种|项)(?:是|最|结果)|逐年"
)
_LEAVING_OUT = re.compile(
    r"(?:除去|除了|除开|除掉|除|不算|不含|不包括|不计|不看|撇开|撇掉|刨去|刨开|刨掉|排除|剔除|抛开|去掉|扣掉|扣除|"
    r"除却)\s*$"
)
_LEFT_OUT = re.compile(
    r"\s*(?:\([^()]{0,12}\))?\s*(?:给|的)?(?:除外|排除|剔除|不算在内|不计在内|不算|不计|去掉|刨掉|撇开|除开|拿掉|扣掉)"
)
_NOT_MEANT = re.compile(
    r"(?<![是要])不(?:光|只|仅|单|止)?(?:是|要|看|问|指|说)(?:指|说|看|问)?\s*$"
)
_ASKS_OF_THE_REST = re.compile(
    rf"{_MOST}|谁|哪|排|第[一二三四五]|合计|总[和数量共计额]|之和|求和|累计|一共|加起来|平均|中位|其[他余它]|别的|剩下|各单位|各机关"
)
_READ_AS_ORGANS = ("other", "organization")
_OTHER_ORGANS = re.compile(
    "(?:其[他它余]|别的|剩下)的?(?:各|所有|几)?[个家]?(?:单位|机关|部门|局|街道|乡镇|地方|各家|的加|一共|合计|总)"
)


def over_all(question: Question, bare: str) -> Question:
    """Take a ranking, mean or median of no named organ as one over all there are."""
    if question.group is not None or question.organs:
        return question
    named = question.cells or question.alternatives
    who = bool(named) and _WHO_IS.search(bare) and not _NOT_WHO.search(bare)
    return _all(question) if who or _OVER_ALL.search(bare) else question


def all_but(question: Question) -> Question:
    """Read 除去鹿鸣区政府,新收最多的 as a question over all organs without that one."""
    said = tuple(one for one in question.organs if not _is_denied(one, question.text))
    if said and len(said) < len(question.organs):
        question = replace(question, organs=said)
    left = tuple(one for one in question.organs if _is_left_out(one, question.text))
    rest = blanked(question.text, [one.span for one in left])
    others = tuple(one for one in question.organs if one not in left)
    pairs = tuple(pair for one in left for pair in one.reports_of)
    if not left or others or not pairs or not _ASKS_OF_THE_REST.search(rest):
        return question
    group = question.group or OrganGroup("全部机关")
    if _OTHER_ORGANS.search(rest):  # 其他单位 are organs here, not applicants
        cells = (
            replace(one, column="total") if one.column in _READ_AS_ORGANS else one
            for one in question.cells
        )
        question = replace(question, cells=tuple(cells))
    return replace(question, organs=(), group=replace(group, without=pairs))


def _is_denied(mention: OrganMention, text: str) -> bool:
    """Whether an organ is named to say that it is not meant: 不光是区政府办, 不要政府办的."""
    return _NOT_MEANT.search(text[: mention.span[0]]) is not None


def _is_left_out(mention: OrganMention, text: str) -> bool:
    start, end = mention.span
    return bool(_LEAVING_OUT.search(text[:start]) or _LEFT_OUT.match(text[end:]))


def _all(question: Question) -> Question:
    return replace(question, group=OrganGroup("全部机关"))
