"""Findings or claims as CSV, for a spreadsheet: what a text says must not run there."""

from __future__ import annotations

import csv
import io
import math

from verify.errors import UsageError
from verify.model import Report
from verify.sourced import nearest

from .rows import CLAIMS, FINDINGS, Value, claim_rows, finding_rows
from .wording import one_line

LONGEST_CELL = 32_000
"""Characters; Excel takes 32,767."""

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), full-width forms included.
_FORMULA = ("=", "+", "-", "−", "@", "＝", "＋", "－", "＠", "\t", "|", "%")


def to_csv(*reports: Report, rows: str = "findings") -> str:
    """Return the "findings" or the "claims" as CSV (RFC 4180, lines end in CR LF), a line of names first.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; an open end is an empty cell.
    Raises UsageError for rows of another name.
    """
    if rows not in ("findings", "claims"):
        raise UsageError(f"there are no rows '{rows}'", mend=nearest(rows, ["findings", "claims"]))
    columns, found = (FINDINGS, finding_rows(reports)) if rows == "findings" else (CLAIMS, claim_rows(reports))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in found:
        writer.writerow([cell(row[name]) for name in columns])
    return out.getvalue()


def cell(value: Value) -> Value:
    """Return a value as a cell that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        text = one_line(value, LONGEST_CELL)
        return f"'{text}" if text.startswith(_FORMULA) else text
    if isinstance(value, float):
        return (int(value) if value.is_integer() and abs(value) < 1e15 else value) if math.isfinite(value) else None
    return value
