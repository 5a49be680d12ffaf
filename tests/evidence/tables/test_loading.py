"""Legends and the files that they name: every form gives the same rows, and what is hostile or wrong is told."""

from __future__ import annotations

import json
import sqlite3
import warnings
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import TableError
from verify.evidence.tables import load_table, read_legend
from verify.model import Interval

from .making import setup

LEGEND = """\
file: {file}
subject: {{column: company}}
period: {{column: year}}
measures:
  revenue: {{column: revenue, unit: USD, scale: billion}}
"""
ROWS: list[dict[str, Any]] = [
    {"company": "Globex", "year": 2018, "revenue": 109.0},
    {"company": "Globex", "year": 2019, "revenue": 124.3},
]
QUERY = "query: SELECT company, year, revenue FROM t\n"


def _csv(path: Path) -> None:
    path.write_text("company,year,revenue\nGlobex,2018,109.0\nGlobex,2019,124.3\n", "utf-8")


def _semicolons(path: Path) -> None:
    path.write_text("\ufeffcompany;year;revenue\r\nGlobex;2018;109.0\r\nGlobex;2019;124.3\r\n", "utf-8")


def _tsv(path: Path) -> None:
    path.write_text("company\tyear\trevenue\nGlobex\t2018\t109.0\nGlobex\t2019\t124.3\n", "utf-8")


def _json(path: Path) -> None:
    path.write_text(json.dumps(ROWS), "utf-8")


def _json_columns(path: Path) -> None:
    path.write_text(json.dumps({name: [row[name] for row in ROWS] for name in ROWS[0]}), "utf-8")


def _json_lines(path: Path) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")


def _parquet(path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)


def _xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    book.save(path)


def _sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (company TEXT, year INTEGER, revenue REAL)")
        connection.executemany("INSERT INTO t VALUES (:company, :year, :revenue)", ROWS)
        connection.commit()


def _duckdb(path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("CREATE TABLE t (company TEXT, year INTEGER, revenue DOUBLE)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", [list(row.values()) for row in ROWS])


FORMS = [
    ("t.csv", _csv), ("t.csv", _semicolons), ("t.tsv", _tsv), ("t.json", _json), ("t.json", _json_columns),
    ("t.jsonl", _json_lines), ("t.parquet", _parquet), ("t.xlsx", _xlsx), ("t.sqlite", _sqlite), ("t.duckdb", _duckdb),
]  # fmt: skip


def _legend(folder: Path, text: str) -> Path:
    path = folder / "t.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("file", "write"), FORMS, ids=lambda part: getattr(part, "__name__", part))
def test_every_form_of_file_holds_the_same_numbers(file: str, write: Any, tmp_path: Path) -> None:
    write(tmp_path / file)
    text = LEGEND.format(file=file) + (QUERY if file.endswith(("sqlite", "duckdb")) else "")
    table = load_table(_legend(tmp_path, text), setup().lexicon)
    assert [(e.measure, e.subject, e.period and e.period.words, e.number, e.unit.name) for e in table.entries] == [
        ("revenue", "Globex", "2018", 109e9, "USD"),
        ("revenue", "Globex", "2019", 124.3e9, "USD"),
    ]
    assert table.entries[1].value == Interval(124.25e9, 124.35e9)
    assert table.problems == ()


def test_a_database_is_reached_by_its_url(tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy")
    _sqlite(tmp_path / "t.sqlite")
    text = LEGEND.format(file="x").replace("file: x", f"database: sqlite:///{tmp_path}/t.sqlite") + QUERY
    assert [entry.number for entry in load_table(_legend(tmp_path, text), setup().lexicon).entries] == [109e9, 124.3e9]


@pytest.mark.parametrize(
    "query",
    ["DELETE FROM t", "DROP TABLE t", "UPDATE t SET revenue = 1", "ATTACH 'other.db' AS o", "SELECT 1; DELETE FROM t",
     "PRAGMA writable_schema = 1", "SELECT load_extension('x')", "COPY t TO 'other.csv'",
     "SELECT * FROM read_csv('/etc/passwd')", "INSTALL httpfs", "nonsense"],
)  # fmt: skip
@pytest.mark.parametrize(("file", "write"), [("t.sqlite", _sqlite), ("t.duckdb", _duckdb)], ids=["sqlite", "duckdb"])
def test_a_query_only_reads_its_database(query: str, file: str, write: Any, tmp_path: Path) -> None:
    write(tmp_path / file)
    before = sorted(path.name for path in tmp_path.iterdir())
    path = _legend(tmp_path, LEGEND.format(file=file) + f"query: {query}\n")
    with pytest.raises(TableError):
        load_table(path, setup().lexicon)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted([*before, "t.yaml"])
    good = _legend(tmp_path, LEGEND.format(file=file) + QUERY)
    assert len(load_table(good, setup().lexicon).entries) == 2


@pytest.mark.parametrize("name", ["/etc/passwd", "../t.csv", "sub/../../t.csv", "link.csv", '"a\\0b"'])
def test_a_legend_opens_nothing_outside_its_folder(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    _csv(tmp_path / "t.csv")
    (inside / "link.csv").symlink_to(tmp_path / "t.csv")
    with pytest.raises(TableError, match="lies outside"):
        read_legend(_legend(inside, LEGEND.format(file=name)))


FAULTS = [
    ("file: t.csv\nmeasure: x\nvalue: v\nsubjekt: Globex\n", r"t.yaml:4:1: 'subjekt' is unknown.*\n.*\n.*\n.*subject"),
    ("file: t.csv\n", "says not which columns"),
    ("measure: x\nvalue: v\n", "names no file"),
    ("file: t.csv\nvalue: v\n", "says not what its values measure"),
    ("file: t.csv\nmeasure: x\nvalue: revenu\n", r"t.yaml:3:8: the table has no column 'revenu'"),
    ("file: t.csv\nmeasures: {x: {column: revenue, unit: tonns}}\n", "'tonns' is no unit"),
    ("file: t.csv\nmeasures: {x: {column: revenue, scale: bilion}}\n", "t.yaml:2:40: 'bilion'"),
    ("file: t.csv\nmeasure: x\nvalue: revenue\ndate: yesterday\n", "t.yaml:4:7: 'yesterday' is no date"),
    ("file: t.csv\nmeasure: x\nvalue: revenue\nholds: rates\n", "t.yaml:4:8: 'rates' is none of them"),
    ("file: t.csv\nholds: exchange rates\nvalue: revenue\n", "need 'base'"),
    ("file: t.csv\nmeasure: x\nvalue: revenue\nasks: {ranges: {revenue: [5, 1]}}\n", "ends before it begins"),
    ("file: t.csv\nmeasure: x\nvalue: revenue\nasks: {fresh: soon}\n", "'soon' is no time"),
    ("database: sqlite:///t.db\nmeasure: x\nvalue: revenue\nquery: ' '\n", "t.yaml:4:8: is blank"),
    ("database: no-such-kind://t\nmeasure: x\nvalue: revenue\nquery: SELECT 1\n", "the query failed"),
    ("file: gone.csv\nmeasure: x\nvalue: revenue\n", "gone.csv: cannot be read"),
    ("file: t.yaml\nmeasure: x\nvalue: revenue\n", "of no kind that is read as a table"),
    ("file: t.csv\nperiod: soon\nmeasure: x\nvalue: revenue\n", "'soon' is no period"),
    ("- a\n", "is no legend"),
    ("file: &a t.csv\nmeasure: *a\nvalue: revenue\n", "alias"),
    ("file: !!python/object:os.system t.csv\n", "tag"),
]


@pytest.mark.parametrize(("legend", "message"), FAULTS)
def test_a_legend_that_cannot_be_used_is_told_with_its_place_and_the_mend(
    legend: str, message: str, tmp_path: Path
) -> None:
    _csv(tmp_path / "t.csv")
    with pytest.raises(TableError, match=message) as raised:
        load_table(_legend(tmp_path, legend), setup().lexicon)
    assert raised.value.mend


@pytest.mark.parametrize(
    ("name", "data"),
    [("t.csv", b""), ("t.csv", b"\xff\xfe\x00"), ("t.csv", b"a,a\n1,2\n"), ("t.json", b"{"), ("t.json", b"[1, 2]"),
     ("t.json", b"[" * 100_000), ("t.jsonl", b"{}\n{"), ("t.xlsx", b"PK\x03\x04"), ("t.parquet", b"PAR1"),
     ("t.sqlite", b"SQLite format 3\0 and no more"), ("t.duckdb", b"nothing")],
)  # fmt: skip
def test_a_damaged_file_is_told(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    legend = _legend(tmp_path, LEGEND.format(file=name) + (QUERY if name.endswith(("sqlite", "duckdb")) else ""))
    with pytest.raises(TableError) as raised, warnings.catch_warnings():
        load_table(legend, setup().lexicon)
    assert raised.value.mend


def test_a_bad_cell_is_told_and_the_rest_counts(tmp_path: Path) -> None:
    text = "company,year,revenue\nGlobex,2018,=1+1\nGlobex,soon,3\nGlobex,2019,124.3\nGlobex,2020,n/a\nGlobex,2021\n"
    (tmp_path / "t.csv").write_text(text, "utf-8")
    table = load_table(_legend(tmp_path, LEGEND.format(file="t.csv")), setup().lexicon)
    assert [entry.number for entry in table.entries] == [124.3e9]
    assert [problem.partition(": ")[2] for problem in table.problems] == [
        "row 2, column revenue: '=1+1' is no number; write digits, or leave it blank",
        "row 3, column year: 'soon' is no period; write 2019, 2019-Q1 or 2019-03-31",
    ]


def test_a_formula_counts_with_its_stored_value_and_a_percentage_as_it_is_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["year", "margin"])
    sheet.append([2019, 0.125])
    sheet["B2"].number_format = "0.0%"
    sheet.append([2020, "=B2*2"])
    book.save(tmp_path / "t.xlsx")
    legend = "file: t.xlsx\nperiod: {column: year}\nmeasures: {margin: {column: margin, unit: percent}}\n"
    table = load_table(_legend(tmp_path, legend), setup().lexicon)
    assert [(entry.number, entry.row) for entry in table.entries] == [(12.5, 2)]  # nothing was stored with the formula


KEYS = st.sampled_from(
    "table file database query sheet holds source date licence decimal subject period covers measure value unit scale "
    "measures base quote words asks".split()
)
SCALARS = st.one_of(
    st.sampled_from(["t.csv", "revenue", "{column: year}", "{column: company}", "USD", "million", "SELECT 1", "2019"]),
    st.sampled_from(["exchange rates", "[a, b]", "{}", "[]", "''", "{revenue: revenue}", "{a: {column: revenue}}"]),
    st.text("ab:{}[]-#'\"\n ,", max_size=12),
)


@given(entries=st.lists(st.tuples(KEYS, SCALARS), max_size=8))
def test_any_legend_is_read_or_refused_with_a_mend(
    entries: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    _csv(folder / "t.csv")
    path = _legend(folder, "".join(f"{key}: {value}\n" for key, value in entries))
    with suppress(TableError):  # which cannot be made without a mend
        load_table(path, setup().lexicon)
