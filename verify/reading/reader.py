"""A file, bytes or a text becomes a Document."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath

from msgspec.structs import replace

from verify.errors import DocumentError
from verify.model import Document, SourceMap

from .debris import Furniture, load_furniture, mark_debris
from .encoding import decode
from .forms import PACKED, SUFFIXES, Form, form_of
from .pipes import pipe_tables
from .plain import plain_regions

TextReader = Callable[[str, str], Document]
"""From a text and its name."""
BytesReader = Callable[[bytes, str], Document]
"""From what a file holds and its name."""

_READERS = {
    Form.MARKDOWN: "markdown:markdown_document",
    Form.HTML: "html:html_document",
    Form.DOCX: "docx:docx_document",
    Form.XLSX: "xlsx:xlsx_document",
    Form.PDF: "pdf:pdf_document",
    Form.CSV: "delimited:csv_document",
    Form.TSV: "delimited:tsv_document",
    Form.NOTEBOOK: "notebook:notebook_document",
    Form.MAIL: "mail:mail_document",
    Form.RST: "rst:rst_document",
}
"""Each is imported when a file needs it: a plain text need not pay for the others."""

_NAME_ANOTHER = "write a text into it, or name another file"
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
        raise DocumentError("is empty", mend=_NAME_ANOTHER, file=name)
    if len(data) > LARGEST:
        raise DocumentError(
            f"is larger than {LARGEST // 1024**2} MB",
            mend="split it, or give its texts as JSON lines with --jsonl",
            file=name,
        )
    form, note = form_of(data, name)
    if form in PACKED or form is Form.MAIL:  # each part of an e-mail has an encoding of its own
        read: BytesReader = _reader(form)
        document = read(data, name)
        read_as = document.encoding
        notes: tuple[str, ...] = ()
    else:
        text, read_as, notes = decode(data, name, _declared(data, form) if encoding is None else encoding)
        if not text.strip("\0 \t\r\n\f\v\u00a0\u200b\ufeff"):
            raise DocumentError(
                "holds nothing but blanks", mend="write a text into it, or name another file", file=name
            )
        document = _document(text, name, form)
    told = (*((note,) if note else ()), *notes, *document.notes)
    return replace(_without_debris(document, furniture), encoding=read_as, notes=told)


def read_text(
    text: str, name: str = "<text>", *, markdown: bool | None = None, furniture: Furniture | None = None
) -> Document:
    """Read a text that is in memory already, as plain text or Markdown; an empty one is an empty document.

    Offsets are those of `text`, so nothing is read here whose text differs from its source: give the bytes of a page
    to `read_bytes`.

    >>> read_text("Revenue rose by 12%.").regions[0].kind
    <RegionKind.PARAGRAPH: 'paragraph'>
    """
    if markdown is None:
        markdown = SUFFIXES.get(PurePath(name).suffix.lower()) is Form.MARKDOWN
    document = _document(text, name, Form.MARKDOWN if markdown else Form.PLAIN)
    start = text[:512].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")):
        note = "looks like HTML but is read as plain text, tags and all"
        document = replace(document, notes=(note, *document.notes))
    return _without_debris(document, furniture)


def _document(text: str, name: str, form: Form) -> Document:
    read: TextReader = _plain_document if form is Form.PLAIN else _reader(form)
    document = read(text, name)
    return replace(document, notes=(*document.notes, "holds NUL characters")) if "\0" in text else document


def _plain_document(text: str, name: str) -> Document:
    regions = plain_regions(text)
    tables = pipe_tables(text, regions) if "|" in text else ()
    return Document(name, text, regions, SourceMap(text), tables=tables)


def _reader(form: Form) -> Callable[..., Document]:
    module, function = _READERS[form].split(":")
    reader: Callable[..., Document] = getattr(import_module(f".{module}", __package__), function)
    return reader


def _declared(data: bytes, form: Form) -> str | None:
    """Return the encoding that a page says it is in."""
    if form is not Form.HTML:
        return None
    from .webblocks import declared_encoding  # noqa: PLC0415 - only pages declare one

    return declared_encoding(data)


def _without_debris(document: Document, furniture: Furniture | None) -> Document:
    regions = mark_debris(document.text, document.regions, furniture or load_furniture())
    return document if regions is document.regions else replace(document, regions=regions)
