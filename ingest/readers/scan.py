"""Scans and pictures of reports (extra `ocr`): pixels to the same items a PDF page gives.

A value in a table cell is read twice, from the whole page and from the cell alone. Where the two
readings differ the cell says "□" (illegible): a gap can be seen and solved, a misread digit cannot.
"""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ingest.document import Document
from ingest.errors import FileUnreadable, ReaderMissing
from ingest.readers.page_numbers import without_page_numbers
from ingest.readers.pdf_page import PageItem, items_to_blocks
from ingest.readers.rendering import blocks_to_document, tidy

if TYPE_CHECKING:
    from ingest.readers.scan_grid import Grid
    from ingest.readers.scan_text import Recogniser, Word

MOST_PAGES = 40
_DPI = 150
_LONGEST_SIDE = 2600  # pixels; about 220 dpi of a sheet of A4
_MOST_PIXELS = 80_000_000
_WARNING = "内容识别自扫描件或图片，可能有误；看不清的数字记作“□”，重要数字请核对原件。"
_MISSING = "内容是扫描件或图片，没有文字层；识别需要安装附加组件：pip install nianbao[ocr]。"


def pdf_scan_to_document(data: bytes) -> Document:
    """Return the recognised text and tables of a PDF without a text layer.

    Raises:
        ReaderMissing: the extra for scans is not installed.
        FileUnreadable: damaged, too many pages, or nothing could be recognised.
    """
    _require_extra()
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    if len(pdf) > MOST_PAGES:
        raise FileUnreadable(
            f"扫描件有 {len(pdf)} 页，超过 {MOST_PAGES} 页；请只留下报告所在的页。"
        )
    return _images_to_document(_render(page) for page in pdf)


def image_to_document(data: bytes) -> Document:
    """Return the recognised text and tables of a picture (several pages if it is a TIFF).

    Raises:
        ReaderMissing: the extra for scans is not installed.
        FileUnreadable: damaged, far too large, or nothing could be recognised.
    """
    _require_extra()
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise FileUnreadable("图片的像素过多，没有读取；请缩小后再试。")
            return _images_to_document(_frames(picture))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileUnreadable("图片已损坏或过大，无法打开；请重新下载或另存后再试。") from error


def _require_extra() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("rapidocr", "onnxruntime", "cv2")):
        raise ReaderMissing(_MISSING)


def _render(page: Any) -> Any:
    """Return the page as grey pixels; drawn finer and averaged down, since pdfium drops pixels."""
    import cv2

    longest = max(page.get_width(), page.get_height())
    scale = min(_DPI / 72, _LONGEST_SIDE / longest)
    fine = page.render(scale=2 * scale, grayscale=True).to_numpy().squeeze()
    size = (fine.shape[1] // 2, fine.shape[0] // 2)
    return cv2.resize(fine, size, interpolation=cv2.INTER_AREA)


def _frames(picture: Any) -> Iterator[Any]:
    import numpy

    for index in range(min(getattr(picture, "n_frames", 1), MOST_PAGES)):
        picture.seek(index)
        frame = picture.convert("L")
        frame.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        yield numpy.asarray(frame)


def _images_to_document(images: Iterator[Any]) -> Document:
    from ingest.readers.scan_text import Recogniser

    recogniser = Recogniser()
    pages = without_page_numbers([tuple(image_to_items(image, recogniser)) for image in images])
    document = blocks_to_document("scan", items_to_blocks(pages))
    if not document.rows:
        raise FileUnreadable("图片里没有认出文字；请换一份更清晰的扫描件。")
    return replace(document, warnings=(_WARNING,))


def image_to_items(image: Any, recogniser: Recogniser) -> list[PageItem]:
    """Return the text lines and table rows of a page image (grey, (height, width) uint8)."""
    from ingest.readers.scan_grid import deskew, find_grids, is_empty
    from ingest.readers.scan_text import words_to_lines

    if is_empty(image):
        return []
    image = deskew(image)
    words = recogniser.words(image)
    grids = find_grids(image)
    items = [
        item
        for number, grid in enumerate(grids)
        for item in _grid_to_items(image, grid, words, number, recogniser)
    ]
    free = [word for word in words if not any(grid.holds(*word.centre) for grid in grids)]
    return sorted([*items, *map(_line, words_to_lines(free))], key=lambda item: item.top)


def _line(words: Sequence[Word]) -> PageItem:
    top = min(word.y0 for word in words)
    return PageItem(top, tidy(" ".join(word.text for word in words)))


def _grid_to_items(
    image: Any, grid: Grid, words: Sequence[Word], number: int, recogniser: Recogniser
) -> Iterator[PageItem]:
    from ingest.readers.scan_cells import read_cells

    texts = read_cells(image, grid, words, recogniser)
    for row in sorted({cell.row for cell in grid.cells}):
        here = sorted(
            (cell for cell in grid.cells if cell.row == row), key=lambda cell: cell.column
        )
        cells = tuple((cell.column, texts[cell]) for cell in here)
        if any(text for _, text in cells) or len(cells) > 1:
            yield PageItem(min(cell.y0 for cell in here), "", cells, number)
