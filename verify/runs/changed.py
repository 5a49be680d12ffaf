"""Which lines of a document have changed since a revision, as git tells it: called with a list, never by a shell."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from msgspec import Struct

from verify.errors import UsageError
from verify.model import Document, Finding, Place, Suppression
from verify.reporting import CheckedReport

from .aside import set_aside

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)

# Nothing that the repository configures may run, change the form of the output, or read a name as a pattern.
_GIT = ("git", "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false")
_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--unified=0", "--src-prefix=a/", "--dst-prefix=b/")


_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for its hooks, relative to where they start: it would lead astray from another folder."""


class Lines(Struct, frozen=True):
    """Lines of a file, from 1: all of them, or those in `ranges` (first and last)."""

    ranges: tuple[tuple[int, int], ...] = ()
    all: bool = False

    def touch(self, first: int, last: int) -> bool:
        """Whether one of the lines from `first` to `last` is among them."""
        return self.all or any(start <= last and first <= end for start, end in self.ranges)


def changed_lines(path: Path, revision: str) -> Lines:
    """Return the lines of a file that a revision (or range: `main...`) does not have; all, where git does not know it.

    Raises UsageError where the file is in no repository, or the revision is none.
    """
    if revision.startswith("-") or not revision:
        raise UsageError(f"'{revision}' is no revision", mend="name one: --diff main", file="--diff")
    untracked = _git(path, "ls-files", "--others", "--", path.name)
    if untracked.strip():
        return Lines(all=True)
    told = _git(path, *_DIFF, revision, "--", path.name)
    hunks = _HUNK.findall(told)
    if told and not hunks and "\nBinary files " in told:
        return Lines(all=True)
    ranges = ((int(start), int(count or 1)) for start, count in hunks)
    return Lines(tuple((start, start + count - 1) for start, count in ranges if count))


def only_changed(report: CheckedReport, lines: Lines, revision: str) -> CheckedReport:
    """Return the report with those findings laid aside that have no figure on a changed line.

    A source without lines, a notebook or a Word file, has changed as a whole or not at all.
    """
    if lines.all or (report.document.source_map.spots and lines.ranges):
        return report

    def why(finding: Finding) -> Suppression | None:
        if any(lines.touch(*_lines_of(report.document, part.span.start, part.span.end)) for part in finding.parts):
            return None
        first = min((part.span.start for part in finding.parts), default=0)
        place = report.document.place(first)
        return Suppression(
            f"stands on no line that changed since {revision}", Place(place.file, place.line, place.column)
        )

    return set_aside(report, why)


def _lines_of(document: Document, start: int, end: int) -> tuple[int, int]:
    source_map = document.source_map
    return source_map.line_and_column(start)[0], source_map.line_and_column(max(end - 1, start))[0]


def _git(path: Path, *arguments: str) -> str:
    folder = path.resolve().parent
    try:
        done = subprocess.run(  # noqa: S603 - a list of our own; names stand behind `--`
            [*_GIT, "-C", str(folder), *arguments],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name not in _ELSEWHERE},
            timeout=120,
        )
    except FileNotFoundError:
        raise UsageError("git is not installed", mend="install it, or leave out --diff", file="--diff") from None
    except subprocess.TimeoutExpired:
        raise UsageError("git does not answer", mend="try again, or leave out --diff", file="--diff") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise UsageError(f"git: {said}", mend="name a revision that git knows: --diff main", file=str(path))
    return done.stdout.decode("utf-8", "replace")
