"""What the check of one report finds: its arithmetic, last year's figures, shared wording."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.beside import Repeated, Subject, of_other_organs, repeated_in, report_before

if TYPE_CHECKING:
    from index import Library, ReportCard
    from ingest import Report
    from ingest.report import Check


@dataclass(frozen=True, slots=True)
class Findings:
    """What the check of one report found; `unrecognised` rows are verbatim and fit no label.

    `previous` is the organ's report of the year before, if the library has it; `compared` the
    number of reports looked through for what this one repeats, `repeated` those where it was found.
    """

    report: str | None
    file: str
    organ: str | None
    year: int | None
    form: str
    figures: int
    checks: tuple[Check, ...]
    unrecognised: tuple[str, ...]
    warnings: tuple[str, ...]
    previous: str | None = None
    compared: int = 0
    repeated: tuple[Repeated, ...] = ()

    @property
    def disagreements(self) -> tuple[Check, ...]:
        """The relations that do not hold."""
        return tuple(check for check in self.checks if check.status == "FAIL")


def of_report(report: Report, file: str, library: Library | None) -> Findings:
    """Return the findings for a report that was only read, beside what a library holds."""
    findings = Findings(
        report=None,
        file=file,
        organ=report.identity.organ,
        year=report.identity.year,
        form=report.form,
        figures=len(report.figures),
        checks=report.checks,
        unrecognised=tuple(place.read(report.text) for place in report.unrecognised_rows),
        warnings=report.warnings,
    )
    if library is None:
        return findings
    return _beside(findings, Subject.of_report(report), library, others=True)


def of_card(library: Library, card: ReportCard, *, others: bool) -> Findings:
    """Return the findings for a report of the library; `others`: also what it repeats of others."""
    text = library.text(card.id)
    findings = Findings(
        report=card.id,
        file=card.file,
        organ=card.organ,
        year=card.year,
        form=card.form,
        figures=card.figures,
        checks=library.checks(card.id),
        unrecognised=tuple(place.read(text) for place in library.unrecognised_rows(card.id)),
        warnings=card.warnings,
    )
    return _beside(findings, Subject.of_card(library, card), library, others=others)


def _beside(findings: Findings, subject: Subject, library: Library, *, others: bool) -> Findings:
    """Add what shows beside the organ's last report and, if asked for, `others` of that year."""
    from ingest.cross_year import check_across_years

    cards = library.cards()
    before = report_before(subject, cards)
    checks: tuple[Check, ...] = ()
    if before is not None and subject.year is not None:
        earlier = [figure for _, figure in library.figures([before.id])]
        checks = check_across_years(subject.year, subject.figures, earlier)
    compared = [before] if before is not None else []
    compared += of_other_organs(subject, cards) if others else []
    return replace(
        findings,
        checks=(*findings.checks, *checks),
        previous=before.id if before is not None else None,
        compared=len(compared),
        repeated=tuple(repeated_in(subject, library, compared)),
    )
