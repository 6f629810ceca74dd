"""A question, understood: the slots that a plan is made from.

Every slot keeps the words that decided it, so that the understanding can be shown and checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

OperationName = Literal[
    "look_up",
    "share",
    "difference",
    "trend",
    "rank",
    "rank_within",
    "total",
    "average",
    "median",
    "count",
    "list",
    "list_within",
    "compare",
    "compare_yes_no",
    "yes_no",
    "consistency",
    "definition",
    "similar",
    "inventory",
    "describe",
]
ScopeAsked = Literal["any", "whole_area"]


@dataclass(frozen=True, slots=True)
class OrganMention:
    """One organ named in the question.

    `reports_of` are the (organ, region) pairs of the library that fit; empty if it has none.
    `corrected` is the library's name where the words were read as a slip of the pen.
    """

    words: str
    span: tuple[int, int]
    reports_of: tuple[tuple[str, str | None], ...]
    region: str | None = None
    kind: str | None = None
    corrected: str | None = None


@dataclass(frozen=True, slots=True)
class OrganGroup:
    """A kind of organ or an area asked about as a whole: 所有街道, 各区政府办, 库里.

    `without` are the organs left out of it: 除去区政府.
    """

    words: str
    kinds: tuple[str, ...] = ()
    region: str | None = None
    level: str | None = None
    without: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class YearSpan:
    """The years asked about.

    `years` are calendar years; `newest` asks for the n newest reports there are instead, `oldest`
    for the n oldest, `all` for every year but those `besides`. `offset` counts from the year of
    the turn before (前一年 is -1). `compare_previous` asks to set each year against the one before
    it (同比). `onward` speaks of what the year handed on to the next (转到今年), `inward` of what
    it took over from the one before (从2020年接过来).
    """

    years: tuple[int, ...] = ()
    newest: int | None = None
    oldest: int | None = None
    all: bool = False
    besides: tuple[int, ...] = ()
    offset: int | None = None
    compare_previous: bool = False
    part_of_year: bool = False
    onward: bool = False
    inward: bool = False
    words: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the question says anything about years."""
        return bool(self.years or self.newest or self.oldest or self.all or self.offset)


@dataclass(frozen=True, slots=True)
class CellRef:
    """A cell asked for; `row` or `column` may be a sum of printed ones."""

    row: str
    column: str
    words: str = ""

    @property
    def address(self) -> str:
        """The cell's address, as `denied.state_secret:total`."""
        return f"{self.row}:{self.column}"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a figure: 超过5件 is (">", 5), 为零 is ("=", 0)."""

    comparison: Literal[">", ">=", "<", "<=", "=", "!="]
    bound: Decimal
    upper: Decimal | None = None
    words: str = ""

    def holds(self, value: Decimal) -> bool:
        """Return whether `value` meets the condition."""
        if self.upper is not None:
            return self.bound <= value <= self.upper
        return {
            ">": value > self.bound,
            ">=": value >= self.bound,
            "<": value < self.bound,
            "<=": value <= self.bound,
            "=": value == self.bound,
            "!=": value != self.bound,
        }[self.comparison]


@dataclass(frozen=True, slots=True)
class Operation:
    """What is to be done with the cells, and the words that say so."""

    name: OperationName = "look_up"
    words: str = ""
    condition: Condition | None = None
    limit: int | None = None
    ascending: bool = False
    relative: bool = False
    position: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimedAmount:
    """A number that a question says a figure has: 超过5件 is ("> 5", "件").

    `at` is where it stands in the question. A unit of "" was left unsaid; "%" is of a share, the
    bound then 0..1, and "倍" a multiple. `gap` is said of a difference: 多了20件. `said` is the
    number itself, None for a bound and what is only about so much.
    """

    condition: Condition
    unit: str
    at: int
    gap: bool = False
    said: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a question states and wants confirmed, beside the slots that say what it is about.

    `amounts` are the numbers stated; `place` is a place among all ("first" is 1, "last" is -1).
    `certain` tells a statement from a mere question: only a statement is contradicted.
    """

    kind: Literal["amount", "change", "share", "place"]
    amounts: tuple[ClaimedAmount, ...] = ()
    place: int | None = None
    certain: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """All that was understood of a question.

    `text` is normalised; `asked` is what the person wrote. `denominator` is what a share is of.
    `premise` is a number the question takes for granted (or, `premise_at_least`, more than it);
    `claim` is what it states of the cells, to be held against them.
    `by_applicant` asks for the applicants' columns. `carried` names the slots that were taken
    over from the turn before. `unrecorded` is a thing no table records, `unexplained` are words
    that narrow a row in a way the form does not. `earlier` is the turn before, `organs_left` are
    the organs that were offered there and not chosen. `named_organ` and `named_year` are those
    that the answer put first.
    """

    asked: str
    text: str
    organs: tuple[OrganMention, ...] = ()
    group: OrganGroup | None = None
    years: YearSpan = field(default_factory=YearSpan)
    cells: tuple[CellRef, ...] = ()
    alternatives: tuple[CellRef, ...] = ()
    theme: str | None = None
    theme_words: str = ""
    operation: Operation = field(default_factory=Operation)
    denominator: tuple[CellRef, ...] = ()
    premise: Decimal | None = None
    premise_at_least: bool = False
    by_applicant: bool = False
    scope: ScopeAsked = "any"
    doubt: float = 0.0
    carried: tuple[str, ...] = ()
    refusal: str | None = None
    unrecorded: str | None = None
    unexplained: tuple[str, ...] = ()
    earlier: Question | None = None
    organs_left: tuple[tuple[str, str | None], ...] = ()
    named_organ: tuple[str, str | None] | None = None
    named_year: int | None = None
    claim: Claim | None = None
