"""The report as a user of the Python interface gets it: with its ways to be written."""

from __future__ import annotations

from typing import Any

from verify.model import Report


class CheckedReport(Report, frozen=True, dict=True):
    """A report that can write itself; the model's own imports nothing, so that the stages stay apart.

    Each form is imported when it is asked for: a check on the terminal does not pay for the page.
    """

    def to_terminal(self, *, color: bool = False, width: int = 100, verbose: bool = False) -> str:
        """Return the report for a terminal."""
        from .terminal import to_terminal

        return to_terminal(self, color=color, width=width, verbose=verbose)

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

    def to_dict(self) -> dict[str, Any]:
        """Return what `to_json` writes, as plain values."""
        from .saved import report_as_dict

        return report_as_dict(self)
