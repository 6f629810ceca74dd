"""The Chinese words for what a figure is worth and where it stands."""

from __future__ import annotations

TRUST = {
    "verified": "已核验",
    "unverified": "未核验",
    "conflicting": "原表勾稽不平",
}
TRUST_MEANING = {
    "verified": "行名完整，且表内勾稽关系成立",
    "unverified": "未能用勾稽关系核对，请对照原文",
    "conflicting": "报告自己的数字前后不一致，照录原文",
}
DERIVED = "计算得出"
STATE = {
    "printed": "",
    "blank": "原表空白",
    "not_applicable": "原表填“/”或不涉及",
    "inferred": "原表没有单独印出，由勾稽关系推定",
    "derived": "表中无此项，由所列各项相加",
}
STATUS = {
    "answered": "已回答",
    "clarify": "请您选定",
    "not_found": "没有找到",
    "out_of_scope": "不在年报范围内",
}
PREMISE = {
    "holds": "问题里的说法与报告相符",
    "contradicted": "问题里的说法与报告不符",
}
PARTS = {
    "sec_overview": "第一部分 总体情况",
    "sec_active": "第二部分 主动公开政府信息情况",
    "sec_requests": "第三部分 收到和处理政府信息公开申请情况",
    "sec_review": "第四部分 政府信息公开行政复议、行政诉讼情况",
    "sec_problems": "第五部分 存在的主要问题及改进情况",
    "sec_other": "第六部分 其他需要报告的事项",
}
CHECK = {"PASS": "成立", "FAIL": "不平", "NOT_ASSESSABLE": "无法核对"}
FORM = {
    "2021": "2021 年起的式样",
    "2019": "2019、2020 年的式样",
    "hybrid": "各表式样不一",
    "annex": "2018 年以前的统计附表",
    "none": "没有统计表",
}
SCOPE = {
    "own": "本机关口径",
    "consolidated": "全域汇总口径",
    "gov+office": "政府与办公室合并口径",
    "unknown": "口径未写明",
}
# What became of a file that was to be taken in.
OUTCOME = {
    "added": "已添加",
    "unchanged": "未变化",
    "replaced": "已更新",
    "failed": "未收入",
}
