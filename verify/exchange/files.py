"""Tables of claims as files: JSON lines and CSV by the standard library, Parquet by pandas and pyarrow."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct

from verify.errors import ClaimsError, UsageError
from verify.model import Place, Report
from verify.reporting.rows import Value, claim_rows
from verify.sourced import nearest

from .columns import CHOICES, COLUMNS

Values: TypeAlias = Mapping[str, str | int | float]

LARGEST = 1024 * 1024 * 1024
"""Bytes."""

_DANGEROUS = ("=", "+", "-", "−", "@", "＝", "＋", "－", "＠", "\t", "|", "%", "'")
"""What a spreadsheet would run (OWASP, CSV injection), and the apostrophe that keeps it from doing so."""


class Row(Struct, frozen=True):
    """A row of a table of claims: what it gives, by column; what it leaves open is not there."""

    number: int
    """From 1, the row of names not counted."""
    values: Values

    def text(self, column: str) -> str:
        """Return a word, "" where none is given."""
        return str(self.values.get(column, ""))


class ClaimsFile(Struct, frozen=True):
    """The rows that can be used, and what is wrong with the others."""

    name: str
    rows: tuple[Row, ...]
    faults: tuple[ClaimsError, ...] = ()


def read_claims(path: Path) -> ClaimsFile:
    """Read a table of claims by the suffix of its name; columns that nobody knows are passed over.

    Raises ClaimsError where the file is no such table; a row that cannot be used is told in `faults`.
    """
    reader = _chosen(path, _READERS)
    try:
        if path.stat().st_size > LARGEST:
            raise ClaimsError(f"is larger than {LARGEST >> 30} GB", mend="split it", file=str(path))
        found = list(reader(path))
    except OSError as trouble:
        raise ClaimsError(f"cannot be read: {trouble.strerror}", mend="check the name", file=str(path)) from None
    except UnicodeDecodeError as trouble:
        raise ClaimsError(f"is not UTF-8 (byte {trouble.start})", mend="save it as UTF-8", file=str(path)) from None
    rows: list[Row] = []
    faults: list[ClaimsError] = []
    for number, raw in enumerate(found, 1):
        try:
            rows.append(_row(number, raw, str(path)))
        except ClaimsError as fault:
            faults.append(fault)
    return ClaimsFile(str(path), tuple(rows), tuple(faults))


def write_claims(reports: Sequence[Report], path: Path) -> int:
    """Write the claims of reports by the suffix of the name; return how many rows. Raises UsageError."""
    write = _chosen(path, _WRITERS)
    rows = list(exchanged(reports))
    try:
        write(rows, path)
    except OSError as trouble:
        raise UsageError(f"cannot be written: {trouble.strerror}", mend="choose another file", file=str(path)) from None
    return len(rows)


def exchanged(reports: Sequence[Report]) -> Iterator[dict[str, Value]]:
    """Yield a row for each claim, the first of each document with its text."""
    for report in reports:
        text: str | None = report.document.text
        for row in claim_rows([report]):
            yield {**row, "text": text, "context": None}
            text = None


def lines(reports: Sequence[Report]) -> Iterator[str]:
    """Yield the claims of reports as JSON lines."""
    return map(_line, exchanged(reports))


def _chosen(path: Path, known: Mapping[str, Any]) -> Any:
    suffix = path.suffix.lower()
    if suffix not in known:
        raise UsageError(
            f"claims are no '{suffix or path.name}' file", mend=nearest(suffix, list(known)), file=str(path)
        )
    return known[suffix]


def fault(name: str, number: int, what: str, mend: str) -> ClaimsError:
    """Return what is wrong with a row."""
    return ClaimsError(what, mend=mend, where=Place(name, number, 1, spot=f"row {number}"))


def _row(number: int, raw: object, name: str) -> Row:
    if isinstance(raw, json.JSONDecodeError):
        raise fault(name, number, f"is no JSON: {raw.msg} at column {raw.colno}", "write one object a line")
    if not isinstance(raw, dict):
        raise fault(name, number, "is no object", 'write {"quote": "…", "measure": "…"}')
    values: dict[str, str | int | float] = {}
    for column, dtype in COLUMNS.items():
        value = raw.get(column)
        if value is None or (isinstance(value, float) and math.isnan(value)):
            continue
        if value == "" and dtype != "string":
            continue
        try:
            values[column] = _CONVERT[dtype](value)
        except (TypeError, ValueError, OverflowError):
            what = f"{column} is no {_SAID[dtype]}: {str(value)[:60]!r}"
            raise fault(name, number, what, "correct it, or leave it out") from None
        if column in CHOICES and values[column] not in CHOICES[column]:
            mend = nearest(str(values[column]), sorted(CHOICES[column]))
            raise fault(name, number, f"'{values[column]}' is no {column.replace('_', ' ')}", mend)
    for column in ("period_start", "period_end"):
        if values.get(column):
            try:
                date.fromisoformat(str(values[column]))
            except ValueError:
                raise fault(name, number, f"{column} is no day: {values[column]!r}", "write 2019-12-31") from None
    return Row(number, values)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool):
        raise TypeError(value)
    number = int(value)
    if number != float(value):
        raise ValueError(value)
    return number


def _number(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError(value)
    number = float(value)
    if math.isnan(number):
        raise ValueError(value)
    return number


_CONVERT: Mapping[str, Callable[[Any], str | int | float]] = {"string": _text, "Int64": _whole, "Float64": _number}
_SAID = {"string": "text", "Int64": "whole number", "Float64": "number"}


def _read_lines(path: Path) -> Iterator[object]:
    for line in path.read_bytes().decode("utf-8-sig").split("\n"):
        if not line.strip():
            continue
        try:
            yield json.loads(line)
        except json.JSONDecodeError as trouble:
            yield trouble
        except RecursionError:
            yield None


def _read_csv(path: Path) -> Iterator[object]:
    # A text may be a cell, and is as long as it is.
    before = csv.field_size_limit(LARGEST)
    try:
        for line in csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")):
            yield {name: _unguarded(cell) for name, cell in line.items() if isinstance(cell, str) and name}
    except csv.Error as trouble:
        raise ClaimsError(f"is no CSV: {trouble}", mend="save it as CSV (RFC 4180)", file=str(path)) from None
    finally:
        csv.field_size_limit(before)


def _read_parquet(path: Path) -> Iterator[object]:
    pandas = _pandas()
    try:
        frame = pandas.read_parquet(path)
    except (ValueError, KeyError) as trouble:  # pyarrow's own errors are ValueErrors
        raise ClaimsError(f"is no Parquet: {str(trouble)[:120]}", mend="save it anew", file=str(path)) from None
    kept = [name for name in frame.columns if name in COLUMNS]
    yield from frame[kept].astype(object).where(frame[kept].notna(), None).to_dict("records")


def _write_lines(rows: Iterable[Mapping[str, Value]], path: Path) -> None:
    with path.open("w", encoding="ascii", newline="") as file:
        file.writelines(map(_line, rows))


def _line(row: Mapping[str, Value]) -> str:
    told = {name: str(value) if _is_open(value) else value for name, value in row.items() if value is not None}
    return json.dumps(told, separators=(",", ":")) + "\n"


def _write_csv(rows: Iterable[Mapping[str, Value]], path: Path) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([_guarded(row[name]) for name in COLUMNS])


def _write_parquet(rows: Sequence[Mapping[str, Value]], path: Path) -> None:
    claims_frame(rows).to_parquet(path, index=False)


def claims_frame(rows: Sequence[Mapping[str, Value]]) -> Any:
    """Return rows as a data frame with the documented dtypes."""
    pandas = _pandas()
    columns = {name: [row.get(name) for row in rows] for name in COLUMNS}
    return pandas.DataFrame({name: pandas.array(columns[name], dtype=dtype) for name, dtype in COLUMNS.items()})


def _pandas() -> Any:
    try:
        import pandas  # noqa: PLC0415 - half a second that the other forms need not pay
        import pyarrow  # noqa: F401, PLC0415
    except ImportError:
        raise UsageError(
            "Parquet needs pandas and pyarrow", mend="pip install 'verify-figures[pandas]', or name a .jsonl file"
        ) from None
    return pandas


def _guarded(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_DANGEROUS) else cell


def _is_open(value: Value) -> bool:
    return isinstance(value, float) and math.isinf(value)


_READERS = {".jsonl": _read_lines, ".csv": _read_csv, ".parquet": _read_parquet}
_WRITERS = {".jsonl": _write_lines, ".csv": _write_csv, ".parquet": _write_parquet}
