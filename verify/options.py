"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FORMATS = ("terminal", "markdown", "html", "json", "sarif", "junit", "github", "csv", "claimreview")
FAIL_ON = ("inconsistent", "approximate", "never")
BASELINE = "verify-baseline.json"

rules_option = click.option(
    "--rules", "rules", multiple=True, type=click.Path(path_type=Path), metavar="DIR",
    help="A folder or file of further rules; may be given several times.",
)  # fmt: skip
language_option = click.option(
    "--language", default="en", show_default=True, metavar="CODE",
    help="Language of the texts; of others than English figures are read and nothing is checked.",
)  # fmt: skip


def _forms(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the names that the shell may complete `incomplete` to."""
    return [form for form in FORMATS if form.startswith(incomplete)]


def _together(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return several options as one decorator, in the order in which `--help` shows them."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


report_options = _together(
    click.option("--format", "-f", "forms", multiple=True, metavar="FORM[=FILE]", shell_complete=_forms,
                 help=f"Form of the report, and the file for it: {', '.join(FORMATS)}; may be given several times. "
                      "github also appends to $GITHUB_STEP_SUMMARY.  [default: terminal]"),
    click.option("--output", "-o", default="", type=click.Path(), metavar="FILE",
                 help="Write the report here; a folder (FOLDER/), for several pages or JSON reports."),
    click.option("--verbose", "-v", is_flag=True, help="List what agrees and what follows, too."),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing of documents without an alarm, show no progress."),
    click.option("--color/--no-color", default=None, help="Colour on a terminal; NO_COLOR is honoured."),
)  # fmt: skip

others_options = _together(
    click.option("--claims", type=click.Path(path_type=Path), metavar="FILE",
                 help="Claims made elsewhere, instead of ours: .jsonl, .csv or .parquet (docs/claims.md)."),
    click.option("--proposals", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
                 help="What another reader proposes of the figures; may be given several times (docs/claims.md)."),
    click.option("--gx-docs", type=click.Path(path_type=Path), metavar="DIR",
                 help="Validate the claims by Great Expectations and write its Data Docs there."),
)  # fmt: skip

document_options = _together(
    click.option("--exclude", multiple=True, metavar="GLOB",
                 help="Leave out of folders what matches; may be given several times."),
    click.option("--force-exclude", is_flag=True, help="Leave it out even where the file itself is named."),
    rules_option,
    click.option("--language", default=None, metavar="CODE",
                 help="Language of the texts; of others than English figures are read and nothing is checked."
                      "  [default: en]"),
    click.option("--against", multiple=True, type=click.Path(path_type=Path), metavar="SOURCE",
                 help="Hold every figure against this file: a report, a release, the YAML of a reference table; may be "
                      "given several times."),
    click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
                 help="Date of the texts, for exchange rates and prices.  [default: what their front matter says]"),
    click.option("--suppressions", type=click.Path(path_type=Path), metavar="FILE",
                 help="What to ignore, besides what the documents and the files beside them say."),
    click.option("--encoding", metavar="NAME", help="Encoding of the files, where they are not UTF-8."),
    click.option("--config", type=click.Path(path_type=Path), metavar="FILE",
                 help="Settings for all documents, instead of those found upwards from each."),
    click.option("--isolated", is_flag=True, help="Look for no settings at all."),
)  # fmt: skip
