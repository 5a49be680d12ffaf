"""Reports that were saved as JSON, read back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from verify.errors import UsageError
from verify.reporting import CheckedReport, from_json


def reopened(names: Sequence[str]) -> list[CheckedReport]:
    """Return the reports of the files, and of all `.json` files in the folders; `-` is standard input.

    Raises UsageError where one cannot be read, is no report, or where a folder holds none.
    """
    reports = []
    for name in names:
        folder = Path(name)
        files = sorted(map(str, folder.rglob("*.json"))) if folder.is_dir() else [name]
        if not files:
            raise UsageError("holds no saved report", mend="save one: verify check FILE --format json", file=name)
        reports += [_reopened(file) for file in files]
    return reports


def _reopened(name: str) -> CheckedReport:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except UnicodeDecodeError:
        raise UsageError("is no saved report: it is not UTF-8", mend="name another file", file=name) from None
    except OSError as trouble:
        raise UsageError(f"cannot be read: {trouble.strerror}", mend="check the name", file=name) from None
    report = from_json(text, name)
    return CheckedReport(**{field: getattr(report, field) for field in report.__struct_fields__})
