"""An answer of a corpus as lines: a table for a person, CSV or JSON lines for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from verify.reporting.sheet import cell

if TYPE_CHECKING:
    import duckdb

AT_ONCE = 1_000
MOST_WIDE = 60
"""Characters of a cell in a table for a person."""


def lines(answer: duckdb.DuckDBPyConnection, form: str) -> Iterator[str]:
    """Yield the lines of an answer as a "table", as "csv" or as "jsonl"; only a table is held in memory."""
    names = [column[0] for column in answer.description]
    if form == "jsonl":
        for row in _rows(answer):
            yield json.dumps(dict(zip(names, row, strict=True)), default=str)
    elif form == "csv":
        yield from map(_csv, chain([names], _rows(answer)))
    else:
        yield from _table(names, [[_short(value) for value in row] for row in _rows(answer)])


def _rows(answer: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := answer.fetchmany(AT_ONCE):
        yield from rows


def _csv(row: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([cell(value) for value in row])
    return line.getvalue()


def _table(names: list[str], rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    for row in (names, ["-" * width for width in widths], *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _short(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= MOST_WIDE else text[: MOST_WIDE - 1] + "…"
