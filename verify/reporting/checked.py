"""The report as a user of the Python interface gets it: with its ways to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verify.model import Report

if TYPE_CHECKING:
    from .frame import Frames


class CheckedReport(Report, frozen=True, dict=True):
    """A report that can write itself; the model's own imports nothing, so that the stages stay apart.

    Each form is imported when it is asked for: a check on the terminal does not pay for the page.
    """

    def to_terminal(
        self, *, color: bool = False, width: int = 100, verbose: bool = False, fail_on: str = "inconsistent"
    ) -> str:
        """Return the report for a terminal: the alarms, or with `verbose` all findings."""
        from .terminal import to_terminal

        return to_terminal(self, color=color, width=width, verbose=verbose, fail_on=fail_on)

    def to_markdown(self) -> str:
        """Return the report for a pull request comment."""
        from .markdown import to_markdown

        return to_markdown(self)

    def to_html(self, *, date: str = "") -> str:
        """Return the report as one self-contained page; `date` is shown at its head."""
        from .page import to_html

        return to_html(self, date=date)

    def to_json(self) -> str:
        """Return the report as JSON, by `schema/report-1.0.schema.json`."""
        from .saved import to_json

        return to_json(self)

    def to_sarif(self, *, fail_on: str = "inconsistent", verbose: bool = False) -> str:
        """Return the alarms as SARIF 2.1.0, for code scanning; `verbose` adds what agrees and what follows."""
        from .sarif import to_sarif

        return to_sarif(self, fail_on=fail_on, verbose=verbose)

    def to_junit(self, *, fail_on: str = "inconsistent") -> str:
        """Return the findings as test cases in JUnit's XML."""
        from .junit import to_junit

        return to_junit(self, fail_on=fail_on)

    def to_github(self, *, fail_on: str = "inconsistent", verbose: bool = False) -> str:
        """Return the alarms as annotations of GitHub Actions; `verbose` adds what agrees and what follows."""
        from .github import to_github

        return to_github(self, fail_on=fail_on, verbose=verbose)

    def to_claimreview(self, *, fail_on: str = "inconsistent", verbose: bool = False) -> str:
        """Return a stub of a ClaimReview for each alarm, as JSON-LD."""
        from .claimreview import to_claimreview

        return to_claimreview(self, fail_on=fail_on, verbose=verbose)

    def to_csv(self, rows: str = "findings") -> str:
        """Return the "findings" or the "claims" as CSV."""
        from .sheet import to_csv

        return to_csv(self, rows=rows)

    def to_frame(self) -> Frames:
        """Return `claims` and `findings` as data frames; needs pandas."""
        from .frame import to_frame

        return to_frame(self)

    def to_dict(self) -> dict[str, Any]:
        """Return what `to_json` writes, as plain values."""
        from .saved import report_as_dict

        return report_as_dict(self)
