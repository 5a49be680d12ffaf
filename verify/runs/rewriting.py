"""A document whose figures are bound to reference tables is written anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from verify import reading
from verify.errors import UsageError
from verify.evidence.tables import Asked, Edits, edited, edits_for
from verify.evidence.tables.editing import COMMENT
from verify.pipeline import Setup, check_document

from .output import save


def rewrite(path: Path, setup: Setup, tables: Sequence[Asked], *, fix: bool = False, check: bool = False) -> Edits:
    """Bind the figures of a file, mend them with `fix`, and return what was done; nothing is written with `check`.

    Raises UsageError where the file has no comments, or is not in UTF-8; DocumentError where it cannot be read.
    """
    if path.suffix.lower() not in COMMENT:
        raise UsageError(
            "has no comments that could bind a figure",
            mend=f"name a file of these: {', '.join(COMMENT)}",
            file=str(path),
        )
    document = reading.read(path, furniture=setup.furniture)
    if document.encoding.replace("_", "-").lower() not in ("utf-8", "utf-8-sig", "ascii"):
        raise UsageError(f"is in {document.encoding}", mend="save it as UTF-8", file=str(path))
    report = check_document(document, setup)
    result = edits_for(document, report.figures, report.claims, tables, fix=fix)
    source = path.read_bytes().decode("utf-8")
    mark = "\ufeff" if source.startswith("\ufeff") else ""
    if source.removeprefix("\ufeff") != document.source_map.source:
        raise UsageError("is not what was read of it", mend="run it again", file=str(path))
    if result.edits and not check:
        save(mark + edited(document.source_map.source, result.edits), path)
    return result
