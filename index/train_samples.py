"""What the shipped model learns from: questions and the passages that answer them.

Three kinds of passages never compete: rows of the statutory tables and the things narratives tell
(concepts, each of a theme), as they are searched apart, and the words that reports write for
everyday ones.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from itertools import permutations

from index.everyday import senses
from ingest.form import Row, load_form

ORGANS = ("市人民政府", "区政府办", "县财政局", "镇政府", "街道办", "市教育局", "管委会", "")
HEADING_SHARE, PAIR_SHARE = 0.6, 0.4
FRAMES = (
    *("{organ}{year}年{text}", "{year}年{organ}{text}", "{organ}{text}") * 2,
    *("{text}",) * 4,
    *("哪些单位{text}", "哪里{text}", "谁家{text}", "{text}的是哪家", "哪份报告说{text}"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that can be asked for, the ways to ask and the ways it is written.

    Targets of one `group` are near neighbours. `shared` questions fit every target of the group;
    `headings` are those its passages stand under.
    """

    id: str
    group: str
    questions: tuple[str, ...]
    passages: tuple[str, ...]
    shared: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def row_targets(phrase_files: Iterable[str]) -> list[Target]:
    """Return a target for each row of the forms, printed or derived."""
    asked = _phrases(phrase_files, "cell")
    rows: dict[str, list[Row]] = defaultdict(list)
    for form_id in ("2021", "2019"):
        for table in load_form(form_id).tables:
            for row in (*table.rows, *table.derived_rows):
                rows[row.id].append(row)
    extra = _rows_toml()
    targets = []
    for row_id, versions in rows.items():
        labels = [text for row in versions for text in (row.label, row.core, *row.aliases)]
        questions = [*asked.get(row_id, []), *extra.get(row_id, []), *labels]
        passages = [_in_words(row) for row in versions]
        group = versions[0].parent or versions[0].table
        targets.append(Target(row_id, group, _distinct(questions), _distinct(passages)))
    return targets


def narrative_targets(phrase_files: Iterable[str]) -> list[Target]:
    """Return a target for each concept of the narratives."""
    asked = _phrases(phrase_files, "theme")
    headings = tomllib.loads(_read("headings.toml"))
    targets = []
    for name in sorted(entry.name for entry in files("index.train_data").iterdir()):
        if not name.startswith("narrative_"):
            continue
        for concept in tomllib.loads(_read(name))["concepts"]:
            theme = concept["theme"]
            targets.append(
                Target(
                    id=concept["id"],
                    group=theme,
                    questions=_distinct(concept["questions"]),
                    passages=_distinct(concept["sentences"]),
                    shared=_distinct(asked.get(theme, [])),
                    headings=tuple(headings[theme]),
                )
            )
    return targets


def everyday_targets() -> list[Target]:
    """Return a target for each sense of `everyday.txt`: two of its report words stand for it."""
    targets = []
    for number, (said, written) in enumerate(senses()):
        pairs = [first + second for first, second in permutations(written, 2)]
        targets.append(
            Target(f"everyday{number}", written[0], _distinct(said), _distinct(pairs or written))
        )
    return targets


def in_frame(text: str, draw: random.Random) -> str:
    """Return a question with an organ and a year about it, so that they come to mean nothing."""
    frame = draw.choice(FRAMES)
    return frame.format(text=text, organ=draw.choice(ORGANS), year=draw.randint(2008, 2026))


def a_passage(target: Target, draw: random.Random) -> str:
    """Return one of the target's passages, as it may stand: under a heading, two in one."""
    text = draw.choice(target.passages)
    if not target.headings:
        return text
    if draw.random() < PAIR_SHARE:
        text += draw.choice(target.passages)
    if draw.random() < HEADING_SHARE:
        text = f"{draw.choice(target.headings)} {text}"
    return text


def _in_words(row: Row) -> str:
    """Return the row as a table-row passage says it, with zeros for its numbers."""
    numbers = " ".join(f"{column.label} 0" for column in row.columns if not column.sum)
    parent = load_form("2021").row(row.parent) if row.parent else None
    return f"{parent.core}：{row.label} {numbers}" if parent else f"{row.label} {numbers}"


def _phrases(phrase_files: Iterable[str], field: str) -> dict[str, list[str]]:
    """Return the phrases by theme, or by the row of their cell."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in phrase_files:
        for line in _read(name).splitlines():
            item = json.loads(line)
            if field in item:
                found[item[field].partition(":")[0]].append(item["text"])
    return found


def _rows_toml() -> dict[str, list[str]]:
    rows: dict[str, list[str]] = tomllib.loads(_read("rows.toml"))
    return rows


def _read(name: str) -> str:
    return files("index.train_data").joinpath(name).read_text(encoding="utf-8")


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
