"""The report as data frames. Needs pandas, an extra: `pip install 'verify-figures[pandas]'`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from verify.errors import UsageError
from verify.model import Report

from .rows import CLAIMS, FINDINGS, Row, claim_rows, finding_rows

if TYPE_CHECKING:
    from pandas import DataFrame


class Frames(NamedTuple):
    """The two tables of a report; `claims.figure` and the ids in `claims.findings` tie them together."""

    claims: DataFrame
    """A row for each claim, with the columns and dtypes of `rows.CLAIMS`."""
    findings: DataFrame
    """A row for each finding, with the columns and dtypes of `rows.FINDINGS`."""


def to_frame(*reports: Report) -> Frames:
    """Return claims and findings as frames, in the report's order, with the same dtypes whatever the rows are.

    A number that is not there is `NA`, an open end infinite. Raises UsageError where pandas is not installed.
    """
    return Frames(frame_of(claim_rows(reports), CLAIMS), frame_of(finding_rows(reports), FINDINGS))


def frame_of(rows: Iterable[Row], columns: Mapping[str, str]) -> DataFrame:
    """Return rows as a frame with these columns and dtypes; raises UsageError where pandas is not installed."""
    try:
        import pandas  # noqa: PLC0415 - half a second that no other form need pay
    except ImportError:
        raise UsageError("pandas is not installed", mend="pip install 'verify-figures[pandas]'") from None
    found = list(rows)
    return pandas.DataFrame(
        {name: pandas.array([row[name] for row in found], dtype=dtype) for name, dtype in columns.items()}
    )
