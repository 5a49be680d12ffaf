"""A file, bytes or a text becomes a Document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from msgspec.structs import replace

from verify.errors import DocumentError
from verify.model import Document, Region, SourceMap

from .debris import Furniture, load_furniture, mark_debris
from .encoding import decode
from .pipes import pipe_tables
from .plain import plain_regions

Scanner = Callable[[str], tuple[Region, ...]]


def _markdown_regions(text: str) -> tuple[Region, ...]:
    from .markdown import markdown_regions  # noqa: PLC0415 - 15 ms that a plain text need not pay

    return markdown_regions(text)


SCANNERS: Mapping[str, Scanner] = {
    ".md": _markdown_regions,
    ".markdown": _markdown_regions,
    ".mdown": _markdown_regions,
    ".mkd": _markdown_regions,
    ".txt": plain_regions,
}
"""How a text is parted into regions, by the suffix of its file; whatever is not named here is plain text."""

LARGEST = 64 * 1024 * 1024
"""Bytes. A larger file is no document but a collection of them."""


def read(path: Path | str, *, encoding: str | None = None, furniture: Furniture | None = None) -> Document:
    """Read a file; raises DocumentError, with the mend, for whatever is not a text.

    `encoding` (a name that Python knows) is believed; without it the text must be UTF-8 or carry a byte order mark.
    `furniture` is the lexicon of what pages carry besides their text, read from its file where it is not given.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)  # not its size first: a pipe has none, and a device no end
    except FileNotFoundError:
        raise DocumentError("there is no such file", mend="check the name", file=name) from None
    except IsADirectoryError:
        raise DocumentError("is a folder", mend="name the files in it: FOLDER/*.md", file=name) from None
    except PermissionError:
        raise DocumentError("may not be read", mend="check its rights", file=name) from None
    except (OSError, ValueError) as trouble:  # ValueError: a name with NUL in it, or one that has no bytes
        what = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
        raise DocumentError(f"cannot be read: {what}", mend="check the name", file=ascii(name)) from None
    return read_bytes(data, name, encoding=encoding, furniture=furniture)


def read_bytes(data: bytes, name: str, *, encoding: str | None = None, furniture: Furniture | None = None) -> Document:
    """Read what a file holds; `name` says how to read it (by its suffix) and what to call it in messages."""
    if not data:
        raise DocumentError("is empty", mend="write a text into it, or name another file", file=name)
    if len(data) > LARGEST:
        raise DocumentError(
            f"is larger than {LARGEST // 1024**2} MB",
            mend="split it, or give its texts as JSON lines with --jsonl",
            file=name,
        )
    text, read_as, notes = decode(data, name, encoding)
    if not text.strip("\0 \t\r\n\f\v\u00a0\u200b\ufeff"):
        raise DocumentError("holds nothing but blanks", mend="write a text into it, or name another file", file=name)
    scanner = SCANNERS.get(PurePath(name).suffix.lower(), plain_regions)
    document = _document(text, name, scanner, furniture)
    return replace(document, encoding=read_as, notes=(*notes, *document.notes))


def read_text(
    text: str, name: str = "<text>", *, markdown: bool | None = None, furniture: Furniture | None = None
) -> Document:
    """Read a text that is in memory already; an empty one is an empty document.

    >>> read_text("Revenue rose by 12%.").regions[0].kind
    <RegionKind.PARAGRAPH: 'paragraph'>
    """
    if markdown is None:
        scanner = SCANNERS.get(PurePath(name).suffix.lower(), plain_regions)
    else:
        scanner = _markdown_regions if markdown else plain_regions
    return _document(text, name, scanner, furniture)


def _document(text: str, name: str, scanner: Scanner, furniture: Furniture | None) -> Document:
    notes: tuple[str, ...] = ()
    start = text[:512].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")):
        notes = (*notes, "looks like HTML but is read as plain text, tags and all")
    if "\0" in text:
        notes = (*notes, "holds NUL characters")
    regions = mark_debris(text, scanner(text), furniture or load_furniture())
    return Document(
        name=name,
        text=text,
        regions=regions,
        source_map=SourceMap(text),
        tables=pipe_tables(text, regions) if "|" in text else (),
        notes=notes,
    )
