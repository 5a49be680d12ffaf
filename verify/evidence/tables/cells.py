"""The rows of a file (CSV, TSV, JSON, JSON lines, Parquet, Excel) or a query (SQLite, DuckDB, what SQLAlchemy reaches).

CSV, JSON and SQLite need nothing that does not come with Python; the others are extras. Databases are opened to be read
and no more, and of a query only one SELECT is taken.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from verify.errors import DocumentError, TableError
from verify.reading.archive import check_archive

from .table import Cells, Legend

MOST_ROWS = 5_000_000
LARGEST = 2 * 1024**3
"""Bytes of a file."""
_SEPARATORS = ",;\t|"
_SQLITE = frozenset([sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE])


def read_cells(legend: Legend) -> Cells:
    """Return the rows that a legend names; raises TableError where they cannot be read."""
    name = str(legend.data or legend.url)
    try:
        if legend.query:
            return _queried(legend)
        assert legend.data is not None, "a legend without a query names a file"  # noqa: S101
        return _read(legend.data, legend)
    except TableError:
        raise
    except DocumentError as trouble:
        raise TableError(trouble.what, mend=trouble.mend, file=name) from None
    except OSError as trouble:
        raise TableError(
            f"cannot be read: {trouble.strerror or trouble}", mend="check the name and the rights", file=name
        ) from None
    except MemoryError:
        raise TableError("is larger than the memory", mend="take fewer columns or rows", file=name) from None


def _read(path: Path, legend: Legend) -> Cells:
    if path.stat().st_size > LARGEST:
        raise TableError("is larger than 2 GB", mend="take the columns and rows that are needed", file=str(path))
    match path.suffix.lower():
        case ".csv" | ".txt":
            return _csv(path, "")
        case ".tsv":
            return _csv(path, "\t")
        case ".json":
            return _records(_json(path), path)
        case ".jsonl" | ".ndjson":
            return _records(_json_lines(path), path)
        case ".parquet":
            return _parquet(path)
        case ".xlsx":
            return _xlsx(path, legend.sheet)
        case ".sqlite" | ".sqlite3" | ".db" | ".duckdb":
            raise TableError(
                "is a database, and no query is given", mend="add `query: SELECT … FROM …`", file=str(legend.file)
            )
    raise TableError(
        f"is of no kind that is read as a table: '{path.suffix}'",
        mend="save it as .csv, .json, .jsonl, .parquet or .xlsx, or query a database",
        file=str(path),
    )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise TableError(f"is not UTF-8 (byte {trouble.start})", mend="save it as UTF-8", file=str(path)) from None


def _csv(path: Path, separator: str) -> Cells:
    text = _text(path)
    head = text.partition("\n")[0]
    separator = separator or max(_SEPARATORS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as trouble:
        raise TableError(f"is no CSV: {trouble}", mend="check its quotes", file=str(path)) from None
    return _with_head(rows, path)


def _with_head(rows: list[Any], path: Path) -> Cells:
    """Return rows whose first one names the columns; short rows are filled up, blank ones at the end left out."""
    if not rows:
        raise TableError("is empty", mend="its first row must name the columns", file=str(path))
    columns = tuple(str(name if name is not None else "").strip() for name in rows[0])
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        raise TableError(f"has two columns '{doubled[0]}'", mend="give each a name of its own", file=str(path))
    width = len(columns)
    body = [row if len(row) == width else (*row[:width], *[None] * (width - len(row))) for row in rows[1:]]
    return _limited(columns, body, path, 2)


def _limited(columns: Sequence[str], rows: Sequence[Sequence[Any]], path: Path | str, first: int) -> Cells:
    if len(rows) > MOST_ROWS:
        raise TableError(f"has more than {MOST_ROWS:,} rows", mend="query the rows that are needed", file=str(path))
    return Cells(tuple(columns), rows, first)


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except (ValueError, RecursionError) as trouble:
        raise TableError(f"is no JSON: {trouble}", mend="write a list of records", file=str(path)) from None


def _json_lines(path: Path) -> Iterator[Any]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as trouble:
                raise TableError(
                    f"line {number} is no JSON: {trouble}", mend="write one record a line", file=str(path)
                ) from None


def _records(found: Any, path: Path) -> Cells:
    """Return records, `[{"year": 2019, "revenue": 124}]`, or columns, `{"year": [2019], "revenue": [124]}`, as rows."""
    if isinstance(found, dict) and found and all(isinstance(column, list) for column in found.values()):
        if len({len(column) for column in found.values()}) > 1:
            raise TableError("has columns of different lengths", mend="write one record a row", file=str(path))
        return _limited(tuple(found), list(zip(*found.values(), strict=True)), path, 1)
    records = [] if isinstance(found, dict | str) or not hasattr(found, "__iter__") else list(found)
    if not records or not all(isinstance(record, dict) for record in records):
        raise TableError('is no list of records: [{"year": 2019, …}, …]', mend="write one record a row", file=str(path))
    columns = tuple(dict.fromkeys(key for record in records for key in record))
    return _limited(columns, [tuple(record.get(name) for name in columns) for record in records], path, 1)


def _parquet(path: Path) -> Cells:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise _missing(path, "pyarrow", "parquet") from None
    try:
        table = parquet.read_table(path)
    except pyarrow.ArrowException as trouble:
        raise TableError(f"is no Parquet: {str(trouble)[:100]}", mend="save it again", file=str(path)) from None
    columns = [table.column(name).to_pylist() for name in table.column_names]
    return _limited(table.column_names, list(zip(*columns, strict=True)), path, 1)


def _xlsx(path: Path, sheet: str) -> Cells:
    try:
        import openpyxl
    except ImportError:
        raise _missing(path, "openpyxl", "xlsx") from None
    data = path.read_bytes()
    check_archive(data, str(path), "an Excel file")
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, on what it leaves out
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
            names = book.sheetnames
            if sheet and sheet not in names:
                raise TableError(f"has no sheet '{sheet}'", mend=f"it has {', '.join(names)}", file=str(path))
            rows = [[_shown(cell) for cell in row] for row in book[sheet or names[0]].iter_rows()]
            book.close()
        except TableError:
            raise
        except Exception as trouble:  # whatever expat, zipfile and openpyxl raise on a broken part
            raise TableError("is damaged", mend="open and save it in a spreadsheet", file=str(path)) from trouble
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    return _with_head(rows, path)


def _shown(cell: Any) -> Any:
    """Return the value of a cell, a percentage as its hundredfold, which is what the cell shows."""
    value = cell.value
    percent = isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or "")
    return value * 100.0 if percent else value


def _queried(legend: Legend) -> Cells:
    if legend.url:
        return _sqlalchemy(legend)
    path = legend.data
    assert path is not None, "a query without a file has a URL"  # noqa: S101
    if not path.is_file():
        raise TableError("is not there", mend="check the name of the database", file=str(path))
    with path.open("rb") as opened:
        start = opened.read(16)
    return _sqlite(path, legend) if start.startswith(b"SQLite format 3") else _duckdb(path, legend)


def _sqlite(path: Path, legend: Legend) -> Cells:
    def allowed(action: int, *_: object) -> int:
        return sqlite3.SQLITE_OK if action in _SQLITE else sqlite3.SQLITE_DENY

    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.set_authorizer(allowed)
            cursor = connection.execute(legend.query)
            columns = [entry[0] for entry in cursor.description or ()]
            return _limited(columns, cursor.fetchmany(MOST_ROWS + 1), path, 1)
    except (sqlite3.Error, sqlite3.Warning) as trouble:
        raise _no_query(trouble, path) from None


def _duckdb(path: Path, legend: Legend) -> Cells:
    try:
        import duckdb
    except ImportError:
        raise _missing(path, "duckdb", "duckdb") from None
    try:
        # Without access to the outside a query cannot read other files, nor install or attach anything.
        with closing(
            duckdb.connect(
                str(path), read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
            )
        ) as connection:
            statements = connection.extract_statements(legend.query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise TableError("the query is not one SELECT", mend="write one SELECT", file=str(legend.file))
            cursor = connection.execute(statements[0])
            columns = [entry[0] for entry in cursor.description or ()]
            return _limited(columns, cursor.fetchmany(MOST_ROWS + 1), path, 1)
    except duckdb.Error as trouble:
        raise _no_query(trouble, path) from None


def _sqlalchemy(legend: Legend) -> Cells:
    try:
        import sqlalchemy
    except ImportError:
        raise _missing(legend.file, "sqlalchemy", "sql") from None
    query = legend.query.strip().rstrip(";")
    if ";" in query or query.split(maxsplit=1)[0].lower() not in ("select", "with"):
        raise TableError("the query is not one SELECT", mend="write one SELECT", file=str(legend.file))
    try:
        engine = sqlalchemy.create_engine(legend.url)
        with engine.connect() as connection:  # and never a commit
            result = connection.execute(sqlalchemy.text(query))
            columns = list(result.keys())
            rows = [tuple(row) for row in result.fetchmany(MOST_ROWS + 1)]
        engine.dispose()
    except (sqlalchemy.exc.SQLAlchemyError, ImportError) as trouble:
        raise _no_query(trouble, legend.file) from None
    return _limited(columns, rows, legend.file, 1)


def _no_query(trouble: Exception, path: Path) -> TableError:
    return TableError(
        f"the query failed: {str(trouble).splitlines()[0][:200]}",
        mend="write one SELECT over the tables of this database; it is opened to be read only",
        file=str(path),
    )


def _missing(path: Path, library: str, extra: str) -> TableError:
    return TableError(
        f"needs {library}, which is not installed", mend=f"pip install 'verify-figures[{extra}]'", file=str(path)
    )
