"""The rows of a table of claims that are about one document, each at its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from msgspec import Struct

from verify.errors import ClaimsError
from verify.model import Document, Span

from .files import ClaimsFile, Row
from .placing import place_of


class Given(Struct, frozen=True):
    """A row and where its figure stands."""

    row: Row
    span: Span


class Claimed(Struct, frozen=True):
    """What a table claims of a document; its figures are these and no others."""

    source: str
    given: tuple[Given, ...]
    faults: tuple[ClaimsError, ...] = ()


def documents_of(file: ClaimsFile) -> tuple[str, ...]:
    """Return the names of the documents that rows speak of, in the order of the file; "" where a row names none."""
    return tuple(dict.fromkeys(row.text("document") for row in file.rows))


def text_of(file: ClaimsFile, name: str) -> str:
    """Return the text of a document, as the table carries it: in a row, or made of the words that its rows quote.

    Raises ClaimsError where there is neither.
    """
    rows = [row for row in file.rows if row.text("document") == name]
    for row in rows:
        if row.text("text"):
            return row.text("text")
    said = list(dict.fromkeys(row.text("context") or row.text("quote") for row in rows))
    if not any(said):
        mend = f"name the file: verify check {name or 'FILE'} --claims {file.name}"
        raise ClaimsError(f"holds no text of {name or 'its document'}", mend=mend, file=file.name)
    return "\n\n".join(words for words in said if words)


def claimed(file: ClaimsFile, document: Document) -> Claimed:
    """Return what a table claims of `document`, in the order of its text.

    A row is of the document that it names, by its whole name or, where none has that, by the last part of it; a table
    that names no document is about whichever is checked. Raises ClaimsError where no row is about this one.
    """
    name = _named(document.name, documents_of(file))
    if name is None:
        there = ", ".join(documents_of(file)[:8]) or "nothing"
        mend = f"check the column 'document': it has {there}"
        raise ClaimsError(f"has no claim of {document.name}", mend=mend, file=file.name)
    given: list[Given] = []
    faults: list[ClaimsError] = []
    for row in file.rows:
        if row.text("document") != name:
            continue
        try:
            given.append(Given(row, place_of(row, document.text, file.name)))
        except ClaimsError as trouble:
            faults.append(trouble)
    return Claimed(file.name, tuple(sorted(given, key=lambda one: one.span)), tuple(faults))


def _named(document: str, known: Sequence[str]) -> str | None:
    if document in known:
        return document
    last = [name for name in known if name and PurePath(name).name == PurePath(document).name]
    if len(last) == 1:
        return last[0]
    return "" if "" in known else None
