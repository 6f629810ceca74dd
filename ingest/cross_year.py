"""A report against its organ's report of the year before: what is carried over must arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.form import Row, load_form
from ingest.report import Check, CheckStatus, Figure

_CARRIED_OVER = "上年结转 = 上年报告的结转下年"
_IN_FORCE = "现行有效 = 上年报告的现行有效 + 本年制发 − 本年废止"
_IN_FORCE_ROWS = ("normative_documents", "regulations")
_NO_NUMBER = {"blank": "空白", "not_applicable": "填“/”或不涉及"}


@dataclass(frozen=True, slots=True)
class _Link:
    """One relation: cell `result` = cell `earlier` of the year before + `plus` − `minus`.

    A `soft` one may rightly fail to hold; `doubt` says how that comes.
    """

    relation: str
    subject: str
    label: str
    result: str
    earlier: str
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the later report."""
        return (self.result, *self.plus, *self.minus)


def check_across_years(
    year: int, figures: Sequence[Figure], earlier: Sequence[Figure]
) -> tuple[Check, ...]:
    """Return the relations between the report of `year` and that of the year before.

    `earlier` are the figures of the same organ, in the same scope, of `year - 1`; the `cells` of a
    check are those of the report of `year`. What is carried over must be equal. Documents in force
    may differ, as older ones are cleared away: then nothing can be said. Unlike in the sums of one
    table a blank cell is no 0 here: nothing beside it shows that it means one.
    """
    now = {figure.cell: figure for figure in figures}
    then = {figure.cell: figure for figure in earlier}
    return tuple(check for links in _links() for check in _check_links(links, year, now, then))


def _links() -> Iterator[tuple[_Link, ...]]:
    """Yield the relations, those of one row together."""
    rows = {row.id: row for table in load_form("2021").tables for row in table.rows}
    yield tuple(
        _Link(
            "carried_over",
            column.label,
            _CARRIED_OVER,
            f"carried_in:{column.id}",
            f"carried_out:{column.id}",
        )
        for column in rows["carried_in"].columns
        if not column.sum
    )
    for row_id in _IN_FORCE_ROWS:
        yield (_in_force(rows[row_id]),)


def _in_force(row: Row) -> _Link:
    return _Link(
        "in_force",
        row.label,
        _IN_FORCE,
        f"{row.id}:in_force",
        f"{row.id}:in_force",
        plus=(f"{row.id}:made",),
        minus=(f"{row.id}:repealed",),
        doubt="可能清理了更早的文件，或重新统计了存量",
    )


def _check_links(
    links: Sequence[_Link], year: int, now: Mapping[str, Figure], then: Mapping[str, Figure]
) -> Iterator[Check]:
    """Try the relations of one row; a row that only one report has is said once, not per column."""
    lacking = [
        at
        for at, has in (
            (year, any(link.result in now for link in links)),
            (year - 1, any(link.earlier in then for link in links)),
        )
        if not has
    ]
    if not lacking:
        yield from (_check(link, year, now, then) for link in links)
    elif len(lacking) == 1:
        first = links[0]
        subject = f"·{first.subject}" if len(links) == 1 else ""
        yield Check(
            first.relation,
            f"与{year - 1}年报告{subject}：{first.label}",
            "NOT_ASSESSABLE",
            "",
            tuple(cell for link in links for cell in link.cells if cell in now),
            f"{lacking[0]}年报告没有这一项，格式不同或没有认出",
        )


def _check(link: _Link, year: int, now: Mapping[str, Figure], then: Mapping[str, Figure]) -> Check:
    terms = [(year, now.get(cell)) for cell in link.cells]
    terms.insert(1, (year - 1, then.get(link.earlier)))
    status: CheckStatus = "NOT_ASSESSABLE"
    formula, reason = "", _gap(terms)
    if not reason:
        result, before, *changes = [_amount(figure) for _, figure in terms]
        added, taken = changes[: len(link.plus)], changes[len(link.plus) :]
        holds = result == before + sum(added) - sum(taken)
        steps = [*(f" + {one:f}" for one in added), *(f" − {one:f}" for one in taken)]
        formula = f"{result:f} {'=' if holds else '≠'} {before:f}{''.join(steps)}"
        status = "PASS" if holds else "NOT_ASSESSABLE" if link.doubt else "FAIL"
        reason = "；".join([*_remarks(terms), *([link.doubt] if link.doubt and not holds else [])])
    label = f"与{year - 1}年报告·{link.subject}：{link.label}"
    return Check(link.relation, label, status, formula, link.cells, reason)


def _gap(terms: Sequence[tuple[int, Figure | None]]) -> str:
    """Return which report lacks a number the relation needs, and why ("" if none does)."""
    for year, figure in terms:
        if figure is None:
            return f"{year}年报告缺少要核对的格"
        if figure.value is None:
            return f"{year}年报告有格{_NO_NUMBER.get(figure.state, '没有可用的数字')}"
    return ""


def _amount(figure: Figure | None) -> Decimal:
    return figure.value if figure is not None and figure.value is not None else Decimal(0)


def _remarks(terms: Sequence[tuple[int, Figure | None]]) -> list[str]:
    known = [figure for _, figure in terms if figure is not None]
    inferred = sum(figure.state == "inferred" for figure in known)
    doubtful = sum(figure.trust != "verified" and figure.state != "inferred" for figure in known)
    remarks = [f"其中 {inferred} 格由勾稽关系推算"] if inferred else []
    return remarks + ([f"其中 {doubtful} 格未经核验，请对照原文"] if doubtful else [])
