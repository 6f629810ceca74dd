"""What pdfium says of a PDF: whether it opens, its text, and how its pages lie."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ingest.errors import FileUnreadable

MOST_PAGES = 300
_SAMPLE = 300  # characters that show which way up a page is
_DAMAGED = "PDF 已损坏或不完整，无法打开；请重新下载或重新导出。"


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text in the order of its content stream, and what its pictures mean for it.

    `is_recognised` says that the text lies unseen over a picture, as programs that recognise scans
    leave it.
    """

    text: str
    has_image: bool
    is_recognised: bool

    @property
    def chinese(self) -> int:
        """How many Chinese characters the text has."""
        return sum("\u2e80" <= character <= "\u9fff" for character in self.text)


def read_page_texts(data: bytes) -> list[PageText]:
    """Return pdfium's reading of each page.

    Raises:
        FileUnreadable: encrypted, damaged, without pages, or too long to be an annual report.
    """
    with _opened(data) as pdf:
        if not len(pdf):
            raise FileUnreadable("PDF 里没有页面，文件已损坏；请重新下载或重新导出。")
        if len(pdf) > MOST_PAGES:
            too_many = f"PDF 有 {len(pdf)} 页，超过 {MOST_PAGES} 页，不像一份年度报告"
            raise FileUnreadable(f"{too_many}；请只留下报告所在的页。")
        return [_page_text(page) for page in pdf]


def set_upright(data: bytes) -> bytes:
    """Return the PDF with every page turned so that most of its text stands upright."""
    with _opened(data) as pdf:
        turned = False
        for page in pdf:
            wanted = -_angle(page.get_textpage()) % 360
            if page.get_rotation() != wanted:
                page.set_rotation(wanted)
                turned = True
        if not turned:
            return data
        buffer = io.BytesIO()
        pdf.save(buffer)
        return buffer.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise FileUnreadable("PDF 有打开密码，无法读取；请去掉密码后再试。") from error
        raise FileUnreadable(_DAMAGED) from error
    try:
        yield pdf
    except pypdfium2.PdfiumError as error:
        raise FileUnreadable(_DAMAGED) from error
    finally:
        pdf.close()


def _page_text(page: Any) -> PageText:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    text: str = page.get_textpage().get_text_range()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    images = page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3)
    has_image = next(iter(images), None) is not None
    return PageText(text, has_image, has_image and _is_unseen(page))


def _is_unseen(page: Any) -> bool:
    """Tell whether most of the page's text is drawn invisibly."""
    from pypdfium2.raw import (
        FPDF_PAGEOBJ_TEXT,
        FPDF_TEXTRENDERMODE_INVISIBLE,
        FPDFTextObj_GetTextRenderMode,
    )

    modes = [
        FPDFTextObj_GetTextRenderMode(text.raw) == FPDF_TEXTRENDERMODE_INVISIBLE
        for text in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], max_depth=3)
    ]
    return bool(modes) and 2 * sum(modes) > len(modes)


def _angle(text: Any) -> int:
    """Return the angle, clockwise and in quarters, at which most characters are drawn."""
    from pypdfium2.raw import FPDFText_GetCharAngle

    step = max(1, text.count_chars() // _SAMPLE)
    quarters = Counter(
        round(math.degrees(FPDFText_GetCharAngle(text.raw, index)) / 90) % 4
        for index in range(0, text.count_chars(), step)
    )
    return 90 * quarters.most_common(1)[0][0] if quarters else 0
