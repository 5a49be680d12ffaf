"""Files that are archives (DOCX, XLSX): how much they would unpack to is asked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from verify.errors import DocumentError

LARGEST_PART = 48 * 1024 * 1024
"""Bytes of one part, unpacked: a thousand pages of text; a tree of it takes about eight times as much memory."""
LARGEST_WHOLE = 256 * 1024 * 1024
"""Bytes of all parts, pictures among them."""
MOST_PARTS = 20_000
_ENCRYPTED = 0x1


def check_archive(data: bytes, name: str, what: str) -> None:
    """Raise DocumentError where an archive is damaged, encrypted, or unpacks to more than a document holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise damaged(name, what) from None
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise DocumentError(
            f"is {what} that is encrypted", mend="open it with its password and save a copy without one", file=name
        )
    whole = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if part.filename.endswith(".xml")), default=0)
    if whole > LARGEST_WHOLE or largest > LARGEST_PART or len(parts) > MOST_PARTS:
        raise DocumentError(
            f"is {what} that would unpack to {whole / 1024**2:,.0f} MB in {len(parts):,} parts, which is no document",
            mend="split it, or save its text alone",
            file=name,
        )


def damaged(name: str, what: str) -> DocumentError:
    """Return the error for a file that begins as it should and goes on as it should not."""
    return DocumentError(
        f"is {what} that is damaged or cut off",
        mend="fetch or save it again; then open it to see it is whole",
        file=name,
    )


def missing(name: str, what: str, library: str, extra: str) -> DocumentError:
    """Return the error for a format whose library is not installed."""
    return DocumentError(
        f"is {what}, and {library}, which reads it, is not installed",
        mend=f"pip install 'verify-figures[{extra}]'",
        file=name,
    )
