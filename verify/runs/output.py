"""Where reports go: each form that was asked for, into its file, its folder, or to standard output."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from verify.errors import UsageError
from verify.model import Report
from verify.reporting.forms import FORMS, Holds, Style, write
from verify.reporting.wording import many
from verify.sourced import nearest


class Target(Struct, frozen=True):
    """A form, and the file or folder that it goes into; "" is standard output."""

    form: str
    place: str = ""


def targets(asked: Sequence[str], output: str) -> tuple[Target, ...]:
    """Return what `--format FORM[=FILE]` and `--output FILE` ask for; raises UsageError where they clash.

    >>> targets(["github", "sarif=verify.sarif"], "")
    (Target(form='github', place=''), Target(form='sarif', place='verify.sarif'))
    """
    made = []
    for entry in asked or ["terminal"]:
        form, _, place = entry.partition("=")
        if form not in FORMS:
            raise UsageError(f"there is no form '{form}'", mend=nearest(form, list(FORMS)), file="--format")
        made.append(Target(form, place or output))
    for place in {target.place for target in made}:
        names = [target.form for target in made if target.place == place]
        if len(names) > 1:
            where = place or "standard output"
            raise UsageError(
                f"{' and '.join(names)} would both go to {where}",
                mend=f"give one of them a file: --format {names[-1]}=FILE",
                file="--format",
            )
    return tuple(made)


def deliver(
    goals: Sequence[Target],
    reports: Sequence[Report],
    style: Style,
    out: Callable[[str], None],
    tell: Callable[[str], None],
    problems: Collection[str] = (),
) -> None:
    """Write the reports in every form; `out` takes what goes to standard output, `tell` what was written where.

    `problems` are told on standard error, so that a person at a terminal need not read them for each document.

    Raises UsageError where a file cannot be written, or where several reports want one file that holds one.
    """
    for target in goals:
        if not target.place:
            _need_one(target, reports)
            told_apart = problems if FORMS[target.form].beside_errors else ()
            out(write(target.form, [_without(report, told_apart) for report in reports], style))
            continue
        if _is_folder(target, len(reports)):
            told = f"{target.place.rstrip('/')}/ ({many(_into_folder(target, reports, style), 'file')})"
        else:
            _need_one(target, reports)
            save(write(target.form, reports, _plain(style)), Path(target.place))
            told = target.place
        if not style.quiet:
            tell(f"wrote {told}")


def save(text: str, path: Path) -> None:
    """Write a text as UTF-8; raises UsageError where that cannot be done."""
    try:
        path.write_text(text, "utf-8", newline="")
    except OSError as trouble:
        raise UsageError(f"cannot be written: {trouble.strerror}", mend="choose another file", file=str(path)) from None


def _into_folder(target: Target, reports: Sequence[Report], style: Style) -> int:
    """Write a file for each report, or one for all where the form holds them all; return how many."""
    folder, form = Path(target.place), FORMS[target.form]
    if form.holds is Holds.ALL:
        files = {folder / f"verify.{form.suffix}": list(reports)}
    else:
        suffix = target.form if form.holds is Holds.ONE else form.suffix
        files = {
            folder / f"{name}.{suffix}": [report]
            for name, report in zip(_names([report.document.name for report in reports]), reports, strict=True)
        }
    for path, told in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise UsageError(
                f"cannot be made: {trouble.strerror}", mend="choose another folder", file=str(path.parent)
            ) from None
        save(write(target.form, told, _plain(style)), path)
    return len(files)


def _names(documents: Sequence[str]) -> list[str]:
    """Return the names below the folder that all documents share, so that no two are one."""
    paths = [os.path.abspath(name.strip("<>")) for name in documents]
    above = os.path.commonpath([os.path.dirname(path) for path in paths]) if paths else ""
    return [os.path.relpath(path, above) for path in paths]


def _is_folder(target: Target, reports: int) -> bool:
    """Whether the place is meant as a folder: it says so, is one, or must be one to hold the reports."""
    place = Path(target.place)
    many = FORMS[target.form].holds is Holds.ONE and reports > 1
    return target.place.endswith(("/", os.sep)) or place.is_dir() or (many and not place.is_file())


def _need_one(target: Target, reports: Sequence[Report]) -> None:
    if FORMS[target.form].holds is Holds.ONE and len(reports) > 1:
        raise UsageError(
            f"{len(reports)} reports do not go into one {target.form} file",
            mend="name a folder: --output FOLDER/",
            file="--output",
        )


def _without(report: Report, problems: Collection[str]) -> Report:
    left = tuple(problem for problem in report.problems if problem not in problems)
    return report if left == report.problems else replace(report, problems=left)


def _plain(style: Style) -> Style:
    return replace(style, color=False)
