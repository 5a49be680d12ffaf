"""The baseline: the findings of today, so that a later run tells only what is new.

    {
    "verify_baseline": 1,
    "findings": [
      {"document": "docs/ferry.md", "finding": "2a5f0d7c11e90b52", "rule": "share-of-measure", "message": "…"}
    ]
    }

A finding is known by its document and its id, which is made of the rule and the words of its figures: what is edited
elsewhere in the text leaves it alone. Two that read the same in one document have one id and are counted.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from verify.checking import ACCUSING
from verify.errors import UsageError
from verify.model import Finding, Place, Report, Suppression
from verify.reporting import CheckedReport

from .aside import set_aside

VERSION = 1
DEFAULT = "verify-baseline.json"
REASON = "known: it stands in the baseline"


class Known(Struct, frozen=True):
    """One finding of the baseline."""

    document: str
    """From the folder of the baseline, with `/`."""
    finding: str
    """Its id, without the number that tells it from others that read the same."""
    line: int
    """In the file of the baseline."""


class Baseline(Struct, frozen=True, dict=True):
    """What was known when the baseline was recorded."""

    file: Path
    known: tuple[Known, ...] = ()

    @cached_property
    def _by_document(self) -> dict[str, list[Known]]:
        table: dict[str, list[Known]] = {}
        for entry in self.known:
            table.setdefault(entry.document, []).append(entry)
        return table

    def without_known(self, report: CheckedReport) -> tuple[CheckedReport, int]:
        """Return the report with what is known laid aside, and how many entries of its document nothing needs now."""
        left: dict[str, list[Known]] = {}
        for entry in self._by_document.get(relative(report.document.name, self.file), ()):
            left.setdefault(entry.finding, []).append(entry)

        def why(finding: Finding) -> Suppression | None:
            entries = left.get(fingerprint(finding))
            return Suppression(REASON, Place(str(self.file), entries.pop(0).line, 1)) if entries else None

        return set_aside(report, why), sum(map(len, left.values()))


def fingerprint(finding: Finding) -> str:
    """Return the id that all findings share which read the same: "…-2" is the second of them."""
    base, _, number = finding.id.rpartition("-")
    return base if base and number.isdigit() else finding.id


def relative(document: str, file: Path) -> str:
    """Return the name of a document as seen from the folder of a baseline; "<stdin>" stays."""
    if document.startswith("<"):
        return document
    try:
        return Path(os.path.relpath(Path(document).resolve(), file.resolve().parent)).as_posix()
    except ValueError:  # on another drive of Windows
        return Path(document).resolve().as_posix()


def recorded(reports: Iterable[Report], file: Path) -> str:
    """Return the text of a baseline for `file`: what accuses and stands, a line each, in a steady order."""
    entries = sorted(
        (relative(report.document.name, file), fingerprint(finding), finding.rule, finding.message)
        for report in reports
        for finding in report.standing
        if finding.verdict in ACCUSING
    )
    names = ("document", "finding", "rule", "message")
    lines = ",\n".join(f"  {json.dumps(dict(zip(names, entry, strict=True)))}" for entry in entries)
    return f'{{\n"verify_baseline": {VERSION},\n"findings": [\n{lines}\n]\n}}\n'


def read_baseline(file: Path) -> Baseline:
    """Read a baseline; raises UsageError where it is not there or is none."""
    mend = f"record one: verify baseline FILES… --output {file}"
    try:
        text = file.read_text("utf-8")
    except IsADirectoryError:
        mend = "write --baseline=FILE, or put --baseline behind the files"
        raise UsageError("is a folder and no baseline", mend=mend, file=str(file)) from None
    except (OSError, UnicodeDecodeError) as trouble:
        what = trouble.strerror if isinstance(trouble, OSError) else "is not UTF-8"
        raise UsageError(f"cannot be read as a baseline: {what}", mend=mend, file=str(file)) from None
    try:
        saved = json.loads(text)
        if saved["verify_baseline"] != VERSION:
            raise ValueError(f"its version is {saved['verify_baseline']!r}, not {VERSION}")
        lines = _lines(text)
        taken: Counter[str] = Counter()
        known = []
        for entry in saved["findings"]:
            document, finding = str(entry["document"]), str(entry["finding"])
            places = lines.get(finding, [1])
            known.append(Known(document, finding, places[min(taken[finding], len(places) - 1)]))
            taken[finding] += 1
    except (KeyError, TypeError, ValueError, RecursionError) as trouble:
        what = f"is no baseline: {type(trouble).__name__}: {str(trouble)[:200]}"
        raise UsageError(what, mend=mend, file=str(file)) from None
    return Baseline(file, tuple(known))


def _lines(text: str) -> dict[str, list[int]]:
    """Return on which lines each id stands, as we write them: `"finding": "…"`."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        _, mark, rest = line.partition('"finding": "')
        if mark:
            found.setdefault(rest.partition('"')[0], []).append(number)
    return found
