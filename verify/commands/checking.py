"""`verify check`, `verify baseline`, `verify report`: what documents say, and how it is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from verify.errors import UsageError
from verify.options import BASELINE, FAIL_ON, document_options, others_options, report_options

from .telling import FAILED, FOUND, prepare, print_lines, show, tell, today, told

if TYPE_CHECKING:
    from datetime import date

    from verify.evidence import Evidence
    from verify.pipeline import Setup
    from verify.reporting import CheckedReport
    from verify.reporting.forms import Style


@click.command()
@click.argument("files", nargs=-1, metavar="FILE…")
@report_options
@click.option("--fail-on", type=click.Choice(FAIL_ON), default=None,
              help="Exit with 1 when there is such a finding.  [default: inconsistent]")  # fmt: skip
@click.option("--baseline", is_flag=False, flag_value=BASELINE, default=None, metavar="[=FILE]",
              help=f"Tell only what `verify baseline` has not recorded.  [file: {BASELINE}]")  # fmt: skip
@click.option("--diff", default="", metavar="REV", help="Tell only what touches lines that changed since REV (git).")
@others_options
@document_options
@click.option("--jsonl", type=click.File("rb"), metavar="FILE", help="Check the texts of a JSON lines file.")
def check(
    files: tuple[str, ...],
    jsonl: IO[bytes] | None,
    forms: tuple[str, ...],
    output: str,
    fail_on: str | None,
    baseline: str | None,
    verbose: bool,
    quiet: bool,
    color: bool | None,
    **wishes: Any,
) -> None:
    r"""Check the figures of FILES and report.

    A FILE may be a folder or a glob; `-` is standard input. Settings are found upwards from each document, in
    verify.toml or [tool.verify] of pyproject.toml.

    \b
    verify check article.md
    verify check docs/ --exclude drafts --format github --format sarif=verify.sarif
    verify check docs/ --diff main --fail-on approximate
    verify check summary.md --against report.html

    Exit codes: 0 nothing at or above the threshold, 1 findings, 2 could not run (what went wrong in one document hides
    nothing of the others).
    """
    with told():
        if jsonl is not None:
            if files or forms:
                raise UsageError(
                    "--jsonl goes with no file and no --format", mend="it writes a JSON line for each text"
                )
            _check_lines(jsonl, wishes, fail_on or FAIL_ON[0], output)
        if not files and not wishes["claims"]:
            raise UsageError("no file was named", mend="verify check FILE, or - for standard input")
        import gc

        gc.disable()  # until the setup is loaded: see runs/loading.py
        from verify.runs.output import deliver, targets
        from verify.runs.run import Wishes, run

        goals = targets(forms, output)
        result = run(
            files,
            Wishes(fail_on=fail_on or "", baseline=Path(baseline) if baseline else None, quiet=quiet, **wishes),
            tell,
        )
        style = _style(result.fail_on, verbose, quiet, color, today())
        if result.reports:
            deliver(goals, result.reports, style, show, tell, result.problems)
            if any(goal.form == "github" for goal in goals):
                _add_summary(result.reports, result.fail_on)
        for problem in result.problems:
            tell(problem)
        if result.gone and not quiet:
            are = "finding of the baseline is" if result.gone == 1 else "findings of the baseline are"
            tell(f"{result.gone} {are} gone: record it anew with `verify baseline`")
        from verify.reporting.alarms import fails

        found = any(fails(f, result.fail_on) for report in result.reports for f in report.findings)
        sys.exit(FAILED if result.failed or result.problems else FOUND if found else 0)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=BASELINE, show_default=True, metavar="FILE",
              help="Write the baseline here, over the one that is there.")  # fmt: skip
@document_options
def baseline(files: tuple[str, ...], output: Path, **wishes: Any) -> None:
    """Record what FILES say wrong today, so that `verify check --baseline` tells only what is new.

    A finding is known by its document, its rule and the words of its figures: edits elsewhere do not bring it back.
    """
    with told():
        from verify.reporting.wording import many
        from verify.runs.baseline import recorded
        from verify.runs.output import save
        from verify.runs.run import Wishes, run

        result = run(files, Wishes(**wishes, without_baseline=True), tell)
        text = recorded(result.reports, output)
        save(text, output)
        known, documents = text.count('{"document":'), len(result.reports)
        tell(f"{output}: {many(known, 'finding')} of {many(documents, 'document')} recorded")
        for problem in result.problems:
            tell(problem)
        sys.exit(FAILED if result.failed or result.problems else 0)


@click.command()
@click.argument("saved", nargs=-1, required=True, metavar="SAVED…")
@report_options
@click.option("--fail-on", type=click.Choice(FAIL_ON), default=None, help="Exit with 1 when there is such a finding.")
def report(
    saved: tuple[str, ...],
    forms: tuple[str, ...],
    output: str,
    fail_on: str | None,
    verbose: bool,
    quiet: bool,
    color: bool | None,
) -> None:
    """Write reports that were SAVED as JSON in other forms, without checking again.

    SAVED may be a folder of them. It exits with 0 unless --fail-on is given.
    """
    with told():
        from verify.reporting.alarms import fails
        from verify.runs.output import deliver, targets
        from verify.runs.saved import reopened

        goals = targets(forms, output)
        reports = reopened(saved)
        style = _style(fail_on or FAIL_ON[0], verbose, quiet, color)
        deliver(goals, reports, style, show, tell)
        if any(goal.form == "github" for goal in goals):
            _add_summary(reports, style.fail_on)
        found = any(fails(finding, fail_on or "never") for report in reports for finding in report.findings)
        sys.exit(FOUND if found else 0)


def _style(fail_on: str, verbose: bool, quiet: bool, color: bool | None, date: str = "") -> Style:
    """Return how to tell the reports; colour is for standard output alone, where it is a terminal."""
    import shutil

    from verify.reporting.forms import Style

    if verbose and quiet:
        raise UsageError("--verbose and --quiet contradict each other", mend="leave one of them out")
    if color is None:
        color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(120, shutil.get_terminal_size((100, 24)).columns)
    return Style(fail_on, verbose, quiet, color, width, date)


def _add_summary(reports: Sequence[CheckedReport], fail_on: str) -> None:
    """Append to the summary of the step, where GitHub Actions names a file for it."""
    if place := os.environ.get("GITHUB_STEP_SUMMARY"):
        from verify.reporting.github import to_summary

        with Path(place).open("a", encoding="utf-8") as file:
            file.write(to_summary(*reports, fail_on=fail_on))


def _check_lines(jsonl: IO[bytes], wishes: Mapping[str, Any], fail_on: str, output: str) -> NoReturn:
    from verify.bulk import check_lines

    setup = prepare(wishes["rules"], wishes["language"] or "en")
    for limit in setup.limits:
        tell(limit)
    today = wishes["date"].date() if wishes["date"] else None
    against, broken = _sound(wishes["against"], setup, today) if wishes["against"] else ([], [])
    for line in broken:
        tell(line)
    code = print_lines(check_lines(jsonl, setup, against), fail_on, Path(output) if output else None)
    sys.exit(FAILED if broken else code)


def _sound(paths: Sequence[Path], setup: Setup, today: date | None) -> tuple[list[Evidence], list[str]]:
    """Return the evidence that keeps its contract, and what is told of the tables that do not."""
    from verify.runs.contracts import Contracts

    contracts = Contracts()
    read = [contracts.evidence(path, setup, today) for path in paths]
    return [piece for piece, _ in read if piece], [line for _, lines in read for line in lines]
