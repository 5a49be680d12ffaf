"""Which format a file is in: its suffix says so, and its content where the two disagree."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

BYTES_LOOKED_AT = 1024


class Form(StrEnum):
    """A format that can be read; the value is what a message calls it."""

    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    DOCX = "a Word file (DOCX)"
    XLSX = "an Excel file (XLSX)"
    PDF = "a PDF"
    CSV = "CSV"
    TSV = "TSV"
    NOTEBOOK = "a Jupyter notebook"
    MAIL = "an e-mail"
    RST = "reStructuredText"


SUFFIXES = {
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".mdown": Form.MARKDOWN,
    ".mkd": Form.MARKDOWN,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".docx": Form.DOCX,
    ".docm": Form.DOCX,
    ".xlsx": Form.XLSX,
    ".xlsm": Form.XLSX,
    ".pdf": Form.PDF,
    ".csv": Form.CSV,
    ".tsv": Form.TSV,
    ".tab": Form.TSV,
    ".ipynb": Form.NOTEBOOK,
    ".eml": Form.MAIL,
    ".rst": Form.RST,
    ".rest": Form.RST,
}
"""What is not named here is plain text."""

PACKED = (Form.DOCX, Form.XLSX, Form.PDF)
"""What is no text and needs a library."""

_PARTS = {"word/document.xml": Form.DOCX, "xl/workbook.xml": Form.XLSX}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,500}-->\s*)?(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def form_of(data: bytes, name: str) -> tuple[Form, str]:
    """Return the format of a file, and a note where its name says another one.

    >>> form_of(b"<!doctype html><p>5", "a.txt")
    (<Form.HTML: 'HTML'>, 'is named .txt but is HTML, and read as such')
    """
    suffix = PurePath(name).suffix.lower()
    named = SUFFIXES.get(suffix, Form.PLAIN)
    found = _by_content(data, named)
    if found is named:
        return named, ""
    return found, f"is named {suffix} but is {found.value}, and read as such" if suffix else ""


def _by_content(data: bytes, named: Form) -> Form:
    start = data[:BYTES_LOOKED_AT]
    if b"%PDF-" in (start if named is Form.PDF else start[:5]):
        return Form.PDF
    if start.startswith(b"PK\x03\x04"):
        return _by_parts(data, named)
    if named in (*PACKED, Form.PLAIN) and _HTML.match(start):
        return Form.HTML
    # A text by another name is read as what it is; whether it is one, decoding will tell.
    return Form.PLAIN if named in PACKED else named


def _by_parts(data: bytes, named: Form) -> Form:
    """Return which kind of archive it is; as named where that cannot be told, so that its reader says why."""
    import io  # noqa: PLC0415 - a text need not pay for these
    import zipfile  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return named if named in (Form.DOCX, Form.XLSX) else Form.PLAIN
    return next((form for part, form in _PARTS.items() if part in names), Form.PLAIN)
