"""The recogniser of printed characters: words of a page, and the text of single cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_LEAST_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of characters the detector framed, in pixels, with the recogniser's score 0..1."""

    text: str
    score: float
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the frame."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        """The height of the frame."""
        return self.y1 - self.y0


def words_to_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Gather words at the same height to lines, from top to bottom and left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.centre[1]):
        if lines and word.centre[1] - lines[-1][0].centre[1] <= 0.5 * lines[-1][0].height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


class Recogniser:
    """rapidocr with the models that come in its wheel; loaded on the first page."""

    def __init__(self) -> None:
        self._loaded: Any = None

    @property
    def _engine(self) -> Any:
        if self._loaded is None:
            from rapidocr import RapidOCR

            self._loaded = RapidOCR(params={"Global.log_level": "critical"})
        return self._loaded

    def words(self, image: Any) -> list[Word]:
        """Return what stands on a page (grey, (height, width) uint8)."""
        import cv2

        found = self._engine(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), use_cls=False)
        if found.boxes is None or found.txts is None:
            return []
        return [
            Word(text, float(score), *_frame(box))
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
            if text.strip() and score >= _LEAST_SCORE
        ]

    def texts(self, crops: Sequence[Any]) -> list[tuple[str, float]]:
        """Return (text, score) of images that hold one line each."""
        import cv2
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not crops:
            return []
        images = [cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops]
        found = self._engine.text_rec(TextRecInput(img=images, return_word_box=False))
        return [
            (text.strip(), float(score))
            for text, score in zip(found.txts, found.scores, strict=True)
        ]


def _frame(box: Any) -> tuple[float, float, float, float]:
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    return min(xs), min(ys), max(xs), max(ys)
