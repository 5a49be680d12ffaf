"""The YAML beside a reference table: which file or query, and what its columns measure.

    table: Globex revenue
    file: revenue.csv
    source: Globex annual reports 2018 and 2019
    date: 2020-03-31
    licence: CC BY 4.0
    subject: Globex
    period: {column: year}
    measures:
      revenue:
        - {column: revenue_cny, unit: CNY, scale: billion}
        - {column: revenue_usd, unit: USD, scale: billion}
    words:
      revenue: [sales, turnover]

What is the same for all rows is written as such, what each row says for itself as `{column: name}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from verify.errors import TableError
from verify.sourced import File, Items, Node, Table, Text, documents, nearest, read_file

from .table import HOLDS, Asks, Field, Legend, Measured

SCALES = {"one": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "percent": 0.01}
COVERS = ("day", "month", "quarter", "year")
SUFFIXES = (".csv", ".tsv", ".json", ".jsonl", ".parquet", ".xlsx", ".sqlite", ".db", ".duckdb")
_DAYS = re.compile(r"(\d{1,5}) days?")


def read_legend(path: Path) -> Legend:
    """Read the legend of a table.

    Raises TableError with file, line and column for whatever cannot be used, and for a file of data that lies
    elsewhere than beside or below the legend: a legend that came from somebody else must not open what it likes.
    """
    file = read_file(path, TableError)
    pages = list(documents(file))
    if len(pages) != 1 or not isinstance(pages[0], Table):
        raise TableError(
            "is no legend of a table", mend="write `file: revenue.csv` and what its columns hold", file=str(path)
        )
    return _Reader(file, path).legend(pages[0])


class _Reader:
    def __init__(self, file: File, path: Path) -> None:
        self.file = file
        self.path = path

    def legend(self, root: Table) -> Legend:
        read: dict[str, Callable[[Node], Any]] = {
            "table": self.text,
            "file": self.beside,
            "database": self.database,
            "query": self.text,
            "sheet": self.text,
            "holds": lambda node: self.one_of(node, HOLDS),
            "source": self.text,
            "date": self.date,
            "licence": self.text,
            "decimal": lambda node: self.one_of(node, (".", ",")),
            "subject": self.field,
            "period": self.field,
            "covers": lambda node: self.one_of(node, COVERS),
            "measure": self.field,
            "value": self.column,
            "unit": self.field,
            "scale": self.scale,
            "measures": self.measures,
            "base": self.field,
            "quote": self.field,
            "words": self.words,
            "asks": self.asks,
        }
        found = self.read(root, read)
        name = found.pop("table", "")
        data, database = found.pop("file", None), found.pop("database", None)
        url = database if isinstance(database, str) else ""
        data = data or (database if isinstance(database, Path) else None)
        if data is None and not url:
            raise self.file.fault(root, "names no file", "add `file: revenue.csv`, or `database:` and `query:`")
        if database is not None and "query" not in found:
            raise self.file.fault(root.key("database"), "has no query", "add `query: SELECT … FROM …`")
        legend = Legend(self.path, name or (data.name if data else self.path.stem), data, url, **found)
        self.check(legend, root)
        return legend

    def check(self, legend: Legend, root: Table) -> None:
        """Refuse a legend that says too little to read a number by."""
        if legend.measures and legend.value is not None:
            raise self.file.fault(root.key("value"), "stands beside `measures`", "leave one of the two out")
        if legend.holds == "exchange rates":
            for key, field in (("base", legend.base), ("quote", legend.quote)):
                if not (field.text or field.column):
                    raise self.file.fault(root, f"exchange rates need '{key}'", f"add `{key}: EUR` or a column")
        if not legend.measures and legend.value is None:
            raise self.file.fault(
                root, "says not which columns hold values", "add `measures:`, or `measure:` and `value: {column: …}`"
            )
        if legend.value is not None and legend.holds == HOLDS[0] and not (legend.measure.text or legend.measure.column):
            raise self.file.fault(root, "says not what its values measure", "add `measure: revenue` or a column")

    def read(self, table: Table, read: dict[str, Callable[[Node], Any]]) -> dict[str, Any]:
        for key in table:
            if key not in read:
                raise self.file.fault(key, f"'{key}' is unknown in a legend", nearest(key, list(read)))
        return {str(key): read[key](value) for key, value in table.items()}

    def text(self, node: Node) -> str:
        if not isinstance(node, Text):
            raise self.file.fault(node, "is no text", "write words")
        if not node.strip():
            raise self.file.fault(node, "is blank", "write something, or remove the key")
        return str(node)

    def one_of(self, node: Node, known: tuple[str, ...]) -> str:
        said = self.text(node)
        if said not in known:
            raise self.file.fault(node, f"'{said}' is none of them", nearest(said, list(known)))
        return said

    def date(self, node: Node) -> date:
        try:
            return date.fromisoformat(self.text(node))
        except ValueError:
            raise self.file.fault(node, f"'{node}' is no date", "write 2020-03-31") from None

    def number(self, node: Node) -> float:
        try:
            return float(self.text(node))
        except ValueError:
            raise self.file.fault(node, f"'{node}' is no number", "write digits") from None

    def scale(self, node: Node) -> float:
        said = self.text(node)
        if said in SCALES:
            return SCALES[said]
        value = self.number(node)
        if not 0 < value < float("inf"):
            raise self.file.fault(node, f"'{said}' is no scale", nearest(said, list(SCALES)))
        return value

    def column(self, node: Node) -> Text:
        if isinstance(node, Table):
            field = self.field(node)
            if field.column is not None:
                return field.column
        if not isinstance(node, Text):
            raise self.file.fault(node, "is no column", "write {column: name}")
        return node

    def field(self, node: Node) -> Field:
        if isinstance(node, Text):
            return Field(text=str(node))
        if isinstance(node, Table) and set(node) == {"column"}:
            return Field(column=self.column(node[node.key("column")]))
        raise self.file.fault(node, "is neither a word nor a column", "write `Globex`, or `{column: company}`")

    def beside(self, node: Node) -> Path:
        """Return a file that lies beside the legend or below it."""
        name, folder = self.text(node), self.path.parent.resolve()
        path = self.path.parent / name
        if not name or "\0" in name or not path.resolve().is_relative_to(folder):
            raise self.file.fault(
                node, f"'{name}' lies outside the folder of this legend", "move the legend beside the file"
            )
        return path

    def database(self, node: Node) -> Path | str:
        return self.text(node) if "://" in self.text(node) else self.beside(node)

    def measures(self, node: Node) -> tuple[Measured, ...]:
        """Read `revenue: {column: revenue_usd, unit: USD, scale: billion}`; a measure may have several columns."""
        table = self.mapping(node)
        found = tuple(
            self.measured(str(name), entry)
            for name, entries in table.items()
            for entry in (entries if isinstance(entries, Items) else [entries])
        )
        if not found:
            raise self.file.fault(node, "names no measure", "write `revenue: {column: revenue_usd, unit: USD}`")
        return found

    def measured(self, name: str, node: Node) -> Measured:
        if isinstance(node, Text):
            return Measured(name, node)
        if not isinstance(node, Table) or "column" not in node:
            raise self.file.fault(node, "has no column", "write {column: revenue_usd, unit: USD}")
        read: dict[str, Callable[[Node], Any]] = {"column": self.column, "unit": self.field, "scale": self.scale}
        return Measured(name, **self.read(node, read))

    def words(self, node: Node) -> dict[str, tuple[str, ...]]:
        return {str(key): self.texts(value) for key, value in self.mapping(node).items()}

    def texts(self, node: Node) -> tuple[Text, ...]:
        if isinstance(node, Text):
            return (node,)
        if not isinstance(node, Items) or not all(isinstance(entry, Text) for entry in node):
            raise self.file.fault(node, "is no list of words", "write [sales, turnover]")
        return tuple(entry for entry in node if isinstance(entry, Text))

    def mapping(self, node: Node) -> Table:
        if not isinstance(node, Table):
            raise self.file.fault(node, "is no mapping", "write `name: value` lines")
        return node

    def asks(self, node: Node) -> Asks:
        read: dict[str, Callable[[Node], Any]] = {
            "unique": self.texts,
            "ranges": lambda value: {key: self.range(entry) for key, entry in self.mapping(value).items()},
            "fresh": self.days,
            "totals": lambda value: {key: self.texts(entry) for key, entry in self.mapping(value).items()},
            "changes": lambda value: {key: self.column(entry) for key, entry in self.mapping(value).items()},
            "suite": self.beside,
        }
        return Asks(**self.read(self.mapping(node), read))

    def range(self, node: Node) -> tuple[float, float]:
        if not isinstance(node, Items) or len(node) != 2:
            raise self.file.fault(node, "is no range", "write [least, greatest]")
        low, high = (self.number(end) for end in node)
        if not low <= high:
            raise self.file.fault(node, "ends before it begins", "write the lesser value first")
        return low, high

    def days(self, node: Node) -> int:
        found = _DAYS.fullmatch(self.text(node))
        if found is None:
            raise self.file.fault(node, f"'{node}' is no time", "write 400 days")
        return int(found[1])
