"""The tables of a checked corpus: their columns, and the rows that a report makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verify.model import Claim, Qualifier, Report, Stance, Standing
from verify.reporting.rows import CLAIMS, FINDINGS, Row, claim_rows, finding_rows

DOCUMENTS: Mapping[str, str] = {
    "document": "string",
    "source": "string",
    "date": "string",
    "characters": "Int64",
    "figures": "Int64",
    "claims": "Int64",
    "inconsistent": "Int64",
    "approximate": "Int64",
    "consistent": "Int64",
    "implied": "Int64",
    "suppressed": "Int64",
    "derived": "Int64",
    "estimated": "Int64",
    "unchecked": "Int64",
}
"""A row for each text that was checked: how many figures it has and what became of them."""

ERRORS: Mapping[str, str] = {"document": "string", "place": "string", "error": "string"}
"""A row for each text that could not be checked, and for each warning; `place` is the file and line, row or byte."""

TABLES: Mapping[str, Mapping[str, str]] = {
    "documents": DOCUMENTS,
    "claims": {**CLAIMS, "key": "string"},
    "findings": FINDINGS,
    "errors": ERRORS,
}
"""Name of a table -> its columns with their dtypes. `claims.key` is the same for two claims of one measure, subject,
period and unit, and empty where they are not all stated: what two documents say of it must agree."""

Rows = dict[str, list[Row]]
"""Name of a table -> its rows."""


def rows_of(report: Report, source: str = "", date: str = "", limit: frozenset[str] = frozenset()) -> Rows:
    """Return the rows of one checked text; problems in `limit`, those of the rules, are no text's own."""
    name = report.document.name
    counts = {key: value for key, value in report.counts.items() if key in DOCUMENTS}
    head: Row = {"document": name, "source": source, "date": date, "characters": len(report.document.text), **counts}
    return {
        "documents": [head],
        "claims": list(_keyed(report)),
        "findings": list(finding_rows([report])),
        "errors": [error_row(name, "", problem) for problem in report.problems if problem not in limit],
    }


def error_row(document: str, place: str, error: str) -> Row:
    """Return the row that a text leaves which could not be checked."""
    return {"document": document, "place": place, "error": error}


def _keyed(report: Report) -> Iterator[Row]:
    for row, claim in zip(claim_rows([report]), report.claims, strict=True):
        yield {**row, "key": key_of(claim)}


def key_of(claim: Claim) -> str:
    """Return what two claims of the same thing have in common, "" where it is not all stated outright.

    "Revenue at Globex" and "the Globex revenue" are the same thing: what counts is which words there are.
    """
    measure, subject, period = claim.measure, claim.subject, claim.period
    named = subject.standing is Standing.STATED or any(word[:1].isupper() for word in measure.words.split()[1:])
    if (
        not named
        or measure.standing is not Standing.STATED
        or period.standing is not Standing.STATED
        or period.start is None
        or period.end is None
        or claim.stance is Stance.ESTIMATED
        or claim.figure.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT)
    ):
        return ""
    known = subject.key if subject.standing is Standing.STATED else ()
    words = " ".join(sorted({*measure.key, *known}))
    return " / ".join((words, f"{period.start:.0f}-{period.end:.0f}", claim.figure.unit.name, claim.role.value))
