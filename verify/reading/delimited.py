"""CSV and TSV: one table, its first row the head, every cell with its line and column in the file.

The standard csv module tells no places; the grammar is that of RFC 4180, read leniently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from verify.model import Document, RegionKind

from .composing import Composer, Draft, Run, check_size

_SEPARATORS = ",;\t|"
_LINES_LOOKED_AT = 20
_NUMBER = re.compile(r"[-+(]?[$£€]?\d")


class _Field(NamedTuple):
    """A cell as written."""

    start: int
    end: int
    quoted: bool


def csv_document(text: str, name: str) -> Document:
    r"""Return the document of a CSV file; its separator is the one that gives every row the same number of cells.

    >>> csv_document("year;sales\n2019;1,5\n", "a.csv").text
    '| year | sales |\n| 2019 | 1,5 |'
    """
    return _document(text, name, _separator(text))


def tsv_document(text: str, name: str) -> Document:
    """Return the document of a file whose cells are parted by tabs."""
    return _document(text, name, "\t")


def _document(text: str, name: str, separator: str) -> Document:
    composer = Composer(name, text)
    check_size(text.count(separator), name)
    rows = [row for row in _rows(text, separator) if any(field.start < field.end for field in row)]
    first = _first_of_table(rows)
    for row in rows[:first]:  # a title above the table
        composer.block(RegionKind.HEADING, [run for field in row for run in _runs(text, field)], 1)
    body = rows[first:]
    drafts = [
        Draft(_runs(text, field), number, column)
        for number, row in enumerate(body)
        for column, field in enumerate(row)
        if field.start < field.end
    ]
    composer.table(drafts, head_rows=1 if len(body) > 1 and not _has_numbers(text, body[0][1:]) else 0)
    return composer.document()


def _rows(text: str, separator: str) -> Iterator[list[_Field]]:
    """Yield the rows; what is quoted may hold separators and line breaks, and a quote that never closes is a letter."""
    mark = re.escape(separator)
    field = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?={mark}|\r|\n|\Z)|([^{mark}\r\n]*)')
    last_quote = text.rfind('"')
    bare = re.compile(rf"([^{mark}\r\n]*)")
    position, row = 0, []
    while position <= len(text):
        if position < last_quote and text[position : position + 1] in ('"', " "):
            found = field.match(text, position)
            quoted = found is not None and found[1] is not None
            span = (0, 0) if found is None else found.span(1) if quoted else found.span(2)
        else:
            found, quoted = bare.match(text, position), False
            span = (0, 0) if found is None else found.span(1)
        row.append(_Field(*span, quoted))
        position = found.end() if found else len(text)
        if text[position : position + 1] == separator:
            position += 1
            continue
        yield row
        row = []
        position += 2 if text.startswith("\r\n", position) else 1
        if position == len(text):
            return


def _runs(text: str, field: _Field) -> tuple[Run, ...]:
    words = text[field.start : field.end]
    if not field.quoted:
        return (Run(words, field.start),)
    runs, at = [], 0
    for found in re.finditer(r'""|[\r\n]+', words):
        runs.append(Run(words[at : found.start()], field.start + at))
        runs.append(Run('"' if found.group()[0] == '"' else " ", field.start + found.start()))
        at = found.end()
    runs.append(Run(words[at:], field.start + at))
    return tuple(run for run in runs if run.words)


def _separator(text: str) -> str:
    """Return the character that parts the first lines into the same number of cells, as many as can be."""
    lines = text[:20_000].splitlines()[:_LINES_LOOKED_AT]
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines if line.strip()]

    def fit(separator: str) -> tuple[int, int]:
        counts = Counter(line.count(separator) for line in bare if separator in line)
        count, rows = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return rows, count

    return max(_SEPARATORS, key=fit)


def _first_of_table(rows: list[list[_Field]]) -> int:
    """Return how many rows at the top have one cell only while the table below has several."""
    filled = [sum(field.start < field.end for field in row) for row in rows]
    first = next((number for number, count in enumerate(filled) if count > 1), 0)
    return first if first <= 5 else 0


def _has_numbers(text: str, fields: list[_Field]) -> bool:
    """Say whether a row holds numbers that are no years: then it is no head."""
    words = [text[field.start : field.end].strip() for field in fields]
    return any(_NUMBER.match(word) and not re.fullmatch(r"(?:19|20)\d\d\D?.*", word) for word in words)
