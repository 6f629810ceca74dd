"""What every stack is given and gives back; run as `python stack_of_one.py WORK.json RESULT.json`.

All stacks index the same stored texts with the same embedder, and are asked in three ways: the
question as typed, organ and year in it, over all reports; the same with organ and year written in
front of every piece; and the question with organ and year taken out and a metadata filter on the
right report, the most that a scope in front of the stack could do.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

DEPTH = 10
CHUNK, OVERLAP = 200, 50
# The borders of Chinese text, as the splitters' own documentation advises for it.
SEPARATORS = ["\n\n", "\n", "。", "；", "，", " ", ""]

Piece = tuple[str, int, int]  # report, start, end
# (query, the report to keep to or None, how many) to pieces, best first
Search = Callable[[str, str | None, int], list[Piece]]


@dataclass(frozen=True, slots=True)
class Text:
    """A report's stored text, and what a filter may use."""

    report: str
    organ: str
    year: int
    text: str

    @property
    def title(self) -> str:
        """What is written in front of a piece, where organ and year are."""
        return f"{self.organ}{self.year}年政府信息公开工作年度报告\n"


# (texts, where to keep things, is organ and year written in front of every piece?)
Build = Callable[[Sequence[Text], Path, bool], Search]


def run(name: str, build: Build) -> None:
    """Build a stack over the texts, ask it everything, and write what it found."""
    work = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    texts = [Text(**text) for text in work["texts"]]
    typed = [(one["id"], one["question"], None) for one in work["asked"]]
    scoped = [(one["id"], one["ask"], one["report"]) for one in work["asked"]]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        plain = build(texts, _made(place / "plain"), False)
        lines = {"typed": _ask(plain, typed), "filtered": _ask(plain, scoped)}
        size, resident = sum(_sizes(place / "plain")) / 1e6, _resident_megabytes()
        lines["titled"] = _ask(build(texts, _made(place / "titled"), True), typed)
    result = {"name": name, **lines, "mb_on_disk": size, "mb_resident": resident}
    Path(sys.argv[2]).write_text(json.dumps(result, ensure_ascii=False), "utf-8")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _ask(search: Search, queries: Sequence[tuple[str, str, str | None]]) -> dict[str, Any]:
    search(*queries[0][1:], DEPTH)  # what is loaded late, is now
    found, seconds = {}, []  # seconds of the processor: a busy machine slows all stacks alike
    for one, query, report in queries:
        start = time.process_time()
        found[one] = search(query, report, DEPTH)
        seconds.append(time.process_time() - start)
    return {"found": found, "seconds": seconds}


def _sizes(folder: Path) -> Iterator[int]:
    yield from (path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def embedding() -> Callable[[Sequence[str]], list[list[float]]]:
    """Return the product's own model through sentence-transformers, words cut as it wants them."""
    from sentence_transformers import SentenceTransformer

    from index.embedder import shipped_folder
    from index.tokens import tokens_of

    model = SentenceTransformer(str(shipped_folder()), device="cpu")

    def embed(texts: Sequence[str]) -> list[list[float]]:
        spaced = [" ".join(tokens_of(text)) for text in texts]
        vectors: list[list[float]] = model.encode(spaced, show_progress_bar=False).tolist()
        return vectors

    return embed


def chunks(texts: Sequence[Text]) -> Iterator[tuple[Text, int, str]]:
    """Yield (report, start, words) by LangChain's splitter."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=SEPARATORS,
        chunk_size=CHUNK,
        chunk_overlap=OVERLAP,
        add_start_index=True,
        keep_separator="end",
    )
    for text in texts:
        for piece in splitter.create_documents([text.text]):
            yield text, piece.metadata["start_index"], piece.page_content
