"""Make a report file of known truth, and score what a reader made of it.

    made = make(seed=7, layout="wrapped", distortions=("dropped_cell",))
    score = score_figures(made, read_report(path).figures)

A cell is silently wrong if it is called verified and its value is not what the file prints.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from hypothesis import strategies

from tests.generate.distortions import DISTORTIONS, ON_BYTES, ON_SHEET, ON_TEXT
from tests.generate.layouts import LAYOUTS
from tests.generate.sheet import Truth, draw_sheet, draw_truth


class ReadFigure(Protocol):
    """What the score needs of a figure that was read."""

    @property
    def cell(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def state(self) -> str: ...
    @property
    def trust(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Made:
    """A report file: its bytes, what it prints (None: blank or 不涉及) and what was true."""

    seed: int
    form: str
    layout: str
    distortions: tuple[str, ...]
    file_name: str
    data: bytes
    printed: dict[str, Decimal | None]
    truth: Truth

    @property
    def name(self) -> str:
        """What to type to make it again."""
        return f"seed={self.seed} layout={self.layout} distortions={'+'.join(self.distortions)}"


@dataclass(slots=True)
class Score:
    """How the printed cells came out; `silent` names each cell that is verified and wrong."""

    cells: int = 0
    right: int = 0
    right_and_verified: int = 0
    flagged: int = 0
    silent: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.cells += other.cells
        self.right += other.right
        self.right_and_verified += other.right_and_verified
        self.flagged += other.flagged
        self.silent += other.silent


def make(seed: int, layout: str | None = None, distortions: Sequence[str] | None = None) -> Made:
    """Return the report of this seed; what is not given is drawn. Same arguments, same bytes."""
    generator = random.Random(seed)
    form_id = generator.choice(("2021", "2021", "2019"))
    layout = layout or generator.choice(list(LAYOUTS))
    if distortions is None:
        distortions = generator.sample(DISTORTIONS, generator.choice((0, 1, 1, 1, 2, 3)))
    truth = draw_truth(generator, form_id)
    sheet = draw_sheet(generator, form_id, truth)
    done = [
        name
        for name, change in ON_SHEET.items()
        if name in distortions and change(sheet, generator)
    ]
    drawn = LAYOUTS[layout][0](sheet, generator)
    if isinstance(drawn, bytes):
        data = drawn
    else:
        for name in distortions:
            if name in ON_TEXT and not layout.startswith("html"):
                drawn = ON_TEXT[name](drawn, generator)
                done.append(name)
        encodings = [name for name in distortions if name in ON_BYTES][:1]
        data = ON_BYTES[encodings[0]](drawn) if encodings else drawn.encode()
        done += encodings
    printed = {cell: value_of(text) for cell, text in sheet.printed().items()}
    file_name = f"{sheet.title.removesuffix('政府信息公开工作年度报告')}.{LAYOUTS[layout][1]}"
    return Made(seed, form_id, layout, tuple(done), file_name, data, printed, truth)


def value_of(text: str) -> Decimal | None:
    """Return the number a cell prints, None for a blank, a slash or a dash.

    >>> value_of("１，234件"), value_of("减3"), value_of("—")
    (Decimal('1234'), Decimal('-3'), None)
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    found = re.search(r"([-+减增]?)(\d+(?:\.\d+)?)", plain)
    if not found:
        return None
    value = Decimal(found[2])
    return -value if found[1] in ("-", "减") else value


def score_figures(made: Made, figures: Iterable[ReadFigure]) -> Score:
    """Compare what was read with what the file prints, cell by cell.

    A cell the file does not print may be inferred, and then has to be what was true.
    """
    read = {figure.cell: figure for figure in figures}
    score = Score(cells=len(made.printed))
    for cell in dict.fromkeys([*made.printed, *read]):
        figure = read.get(cell)
        right = figure is not None and _is_right(made, cell, figure)
        if right and cell in made.printed and figure is not None:
            score.right += 1
            score.right_and_verified += figure.trust == "verified"
        elif figure is not None and figure.trust == "verified" and not right:
            score.silent.append(
                f"{made.name} {cell}: read {figure.value} ({figure.state}), "
                f"printed {made.printed.get(cell, 'nothing')}"
            )
        elif cell in made.printed:
            score.flagged += 1
    return score


def _is_right(made: Made, cell: str, figure: ReadFigure) -> bool:
    if figure.state == "inferred":
        printed = made.printed.get(cell)
        return figure.value == (made.truth.get(cell) if printed is None else printed)
    return figure.value == made.printed.get(cell)  # nothing printed, nothing read: right


def made_reports(
    layouts: Sequence[str] | None = None, distortions: Sequence[str] = DISTORTIONS
) -> strategies.SearchStrategy[Made]:
    """Return a strategy of report files; shrinks towards fewer distortions."""
    build: Callable[..., Made] = make
    return strategies.builds(
        build,
        seed=strategies.integers(0, 2**32 - 1),
        layout=strategies.sampled_from(list(layouts or LAYOUTS)),
        distortions=strategies.lists(strategies.sampled_from(list(distortions)), max_size=3,
                                     unique=True).map(tuple),
    )  # fmt: skip
