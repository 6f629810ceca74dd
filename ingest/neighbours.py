"""Texts that look like an annual report and are none: refused, each with its reason.

They hold the same words and numbers, so they would answer questions wrongly: statistics of a half
year or quarter, notices about compiling reports, guides, the annual report of a government website,
pages of application statistics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Document
from ingest.errors import NotAnAnnualReport
from ingest.fold import Folded, fold
from ingest.identity_title import find_title
from ingest.report import Section

_HEAD = 600  # characters in which a text says what it is
_LATER_PARTS = frozenset({"sec_active", "sec_requests", "sec_review", "sec_problems"})

_HALF_YEAR = re.compile(
    r"(?:上半年|下半年|半年度|第[一二三四1-4]季度|[一二三四1-4]季度|\d{1,2}月份?)"
    r"[^。;]{0,12}信息公开[^。;]{0,12}(?:统计|报表|报告|情况)"
)
_PART_OF_YEAR = re.compile(
    r"(?:统计|数据)[^。]{0,12}(?:期限|时限|时间|期间)[^。]{0,6}?(?:19|20)\d\d年\d{1,2}月1日"
    r"(?:起)?(?:至|到|-|—)(?:(?:19|20)\d\d年)?(?!1[0-2]月)\d月(?:30|31|28|29)日"
)
_NOTICE = re.compile(
    r"关于[^。;]{0,40}(?:编制|编写|报送|公布|发布|填报|做好|印发)[^。;]{0,40}年度?报告[^。;]{0,24}的?(?:通知|通告|函|意见)"
)
_NOTICE_BODY = re.compile(r"(?:现就|现将)[^。]{0,40}(?:通知如下|印发给你们)|请认真贯彻执行|报送至")
_GUIDE = re.compile(r"信息公开(?:工作)?(?:指南|目录|制度|流程图|申请表|办法|规定)$")
_WEBSITE = re.compile(r"政府网站(?:工作)?年度(?:工作)?(?:报表|报告)|网站工作年度报表|政府网站年报")
_APPLICATIONS = re.compile(
    r"(?:依申请公开|申请)[^。;]{0,10}(?:统计表|统计数据|情况统计|数据统计|统计)$"
)
_MODEL = re.compile(r"(?:答复|告知)书?(?:文书)?(?:示范文本|范本|格式文本|样式)")


def refuse_neighbours(document: Document, sections: Sequence[Section]) -> None:
    """Return if the document can be an annual report.

    Raises:
        NotAnAnnualReport: it is something else; the message says what, in one Chinese line.
    """
    folded = fold(document.text)
    if len(folded.text) < 20:
        raise NotAnAnnualReport(
            "文件里几乎没有文字，无法作为年度报告读入；如为扫描件，请安装识别组件后再试。"
        )
    names = _names(folded, document)
    parts = {section.id for section in sections if section.level == 1}
    titled = any(find_title(name) for name in names) or bool(
        find_title(document.text[: sections[0].place.start] if sections else document.text[:4000])
    )
    reason = _website(names) or _part_of_year(names, folded, titled)
    if not (titled and len(parts) >= 3):
        reason = reason or _other_text(names, folded, parts)
    if not reason and not titled and len(parts & _LATER_PARTS) < 2:
        reason = "没有找到年度报告的标题，也没有找到法定的六个部分，不是政府信息公开工作年度报告。"
    if not reason and not parts and len(folded.text) < 300:
        reason = "只有标题，没有年度报告的正文。"
    if reason:
        raise NotAnAnnualReport(reason)


def _names(folded: Folded, document: Document) -> list[str]:
    """Return what the text calls itself: its first lines and the titles of the page."""
    names: list[str] = []
    for line in document.text[: _HEAD * 2].split("\n"):
        plain = fold(line).text
        if 4 <= len(plain) <= 60 and not re.search(r"[。;]", plain):
            names.append(re.sub(r"^(?:标题|名称|题名)[::|]*", "", plain))
    names += [fold(value).text for name, value in document.metadata if "title" in name.lower()]
    return names[:20]


def _website(names: Sequence[str]) -> str:
    if any(_WEBSITE.search(name) for name in names):
        return "这是政府网站工作年度报表，不是政府信息公开工作年度报告。"
    return ""


def _part_of_year(names: Sequence[str], folded: Folded, titled: bool) -> str:
    named = next((match[0] for name in names if (match := _HALF_YEAR.search(name))), "")
    if named and not titled:
        return f"这是半年、季度或月份的统计（“{named[:24]}”），不是全年的年度报告。"
    period = _PART_OF_YEAR.search(folded.text)
    if period:
        return f"统计期限不是全年（“{period[0][:40]}”），不是年度报告。"
    return ""


def _other_text(names: Sequence[str], folded: Folded, parts: set[str]) -> str:
    head = folded.text[:_HEAD]
    notice = _NOTICE.search(head)
    if notice and (_NOTICE_BODY.search(folded.text) or any(_NOTICE.search(name) for name in names)):
        return f"这是一份通知（“{notice[0][:30]}”），不是年度报告本身。"
    if any(_GUIDE.search(name) for name in names):
        return "这是信息公开指南、目录或制度，不是年度报告。"
    if _MODEL.search(head):
        return "这是答复文书的范本，不是年度报告。"
    if any(_APPLICATIONS.search(name) for name in names) and len(parts & _LATER_PARTS) < 2:
        return "这是依申请公开的统计页，不是年度报告。"
    return ""
