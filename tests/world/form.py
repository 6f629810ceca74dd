"""The 2021 form written down once more, by hand: the test does not trust the product's copy.

Row and column ids are those of the contract; labels are the official wording as it is printed.
"""

from __future__ import annotations

APPLICANTS = ("natural_person", "business", "research", "ngo", "legal_service", "other")
ORGANIZATIONS = APPLICANTS[1:]
REQUEST_COLUMNS = (*APPLICANTS, "total")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
DOCUMENT_COLUMNS = ("made", "repealed", "in_force")
REVIEW_ROWS = ("reconsideration", "litigation_direct", "litigation_after")

GROUPS: dict[str, tuple[str, ...]] = {
    "denied": (
        "denied.state_secret",
        "denied.prohibited_by_law",
        "denied.safety_stability",
        "denied.third_party",
        "denied.internal_affairs",
        "denied.process_information",
        "denied.enforcement_files",
        "denied.administrative_inquiry",
    ),
    "unavailable": (
        "unavailable.not_held",
        "unavailable.needs_creation",
        "unavailable.still_unclear",
    ),
    "not_processed": (
        "not_processed.petition",
        "not_processed.duplicate",
        "not_processed.publication",
        "not_processed.excessive",
        "not_processed.confirmation",
    ),
    "other_result": (
        "other_result.correction_overdue",
        "other_result.fee_overdue",
        "other_result.other",
    ),
    "litigation": ("litigation_direct", "litigation_after"),
}
RESULT_ROWS = (
    "granted",
    "partial",
    *GROUPS["denied"],
    *GROUPS["unavailable"],
    *GROUPS["not_processed"],
    *GROUPS["other_result"],
)
REQUEST_ROWS = ("received_new", "carried_in", *RESULT_ROWS, "processed_total", "carried_out")

LABELS = {
    "regulations": "规章",
    "normative_documents": "行政规范性文件",
    "licensing": "行政许可",
    "penalty": "行政处罚",
    "compulsion": "行政强制",
    "fees": "行政事业性收费",
    "received_new": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "partial": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "denied.state_secret": "1.属于国家秘密",
    "denied.prohibited_by_law": "2.其他法律行政法规禁止公开",
    "denied.safety_stability": "3.危及“三安全一稳定”",
    "denied.third_party": "4.保护第三方合法权益",
    "denied.internal_affairs": "5.属于三类内部事务信息",
    "denied.process_information": "6.属于四类过程性信息",
    "denied.enforcement_files": "7.属于行政执法案卷",
    "denied.administrative_inquiry": "8.属于行政查询事项",
    "unavailable.not_held": "1.本机关不掌握相关政府信息",
    "unavailable.needs_creation": "2.没有现成信息需要另行制作",
    "unavailable.still_unclear": "3.补正后申请内容仍不明确",
    "not_processed.petition": "1.信访举报投诉类申请",
    "not_processed.duplicate": "2.重复申请",
    "not_processed.publication": "3.要求提供公开出版物",
    "not_processed.excessive": "4.无正当理由大量反复申请",
    "not_processed.confirmation": "5.要求行政机关确认或重新出具已获取信息",
    "other_result.correction_overdue": (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    ),
    "other_result.fee_overdue": (
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    ),
    "other_result.other": "3.其他",
    "processed_total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}
GROUP_LABELS = {
    "denied": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "not_processed": "（五）不予处理",
    "other_result": "（六）其他处理",
}

CELLS = (
    *(
        f"{row}:{column}"
        for row in ("regulations", "normative_documents")
        for column in DOCUMENT_COLUMNS
    ),
    "licensing:decisions",
    "penalty:decisions",
    "compulsion:decisions",
    "fees:amount",
    *(f"{row}:{column}" for row in REQUEST_ROWS for column in REQUEST_COLUMNS),
    *(f"{row}:{column}" for row in REVIEW_ROWS for column in OUTCOMES),
)


def parts(cell: str) -> tuple[str, ...]:
    """Return the printed cells that a derived cell adds up, or the cell itself.

    >>> parts("litigation:total")
    ('litigation_direct:total', 'litigation_after:total')
    """
    row, column = cell.split(":")
    rows = GROUPS.get(row, (row,))
    columns = ORGANIZATIONS if column == "organization" else (column,)
    return tuple(f"{member}:{part}" for member in rows for part in columns)


def unit(cell: str) -> str:
    """Return the unit a figure of this cell is counted in."""
    return "万元" if cell.startswith("fees:") else "件"
