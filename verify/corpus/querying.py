"""Asking a checked corpus: DuckDB over its shards, and the questions that everybody has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from verify.errors import UsageError

from .columns import TABLES

if TYPE_CHECKING:
    import duckdb

QUESTIONS = Path(__file__).parent / "questions"
"""A file of SQL for each ready-made question; its first line says what it asks."""
VIEWS = "views.sql"


def questions() -> dict[str, str]:
    """Return the ready-made questions: name -> what it asks."""
    return {path.stem: _asks(path) for path in sorted(QUESTIONS.glob("*.sql"))}


def views(root: str) -> str:
    """Return the SQL that makes views of the tables of a corpus and of the ready-made questions.

    It is written beside the shards, for whoever has DuckDB and not verify: `duckdb -init views.sql`.
    """
    quoted = root.replace("'", "''")
    tables = [f"CREATE OR REPLACE VIEW {name} AS\nFROM read_parquet('{quoted}/*/{name}.parquet');" for name in TABLES]
    ready = [
        f'CREATE OR REPLACE VIEW "{path.stem}" AS\n{path.read_text("utf-8").strip()};'
        for path in sorted(QUESTIONS.glob("*.sql"))
    ]
    return "\n".join([*tables, *ready]) + "\n"


def ask(root: str, question: str) -> duckdb.DuckDBPyConnection:
    """Return the answer of a corpus, to fetch from: to a ready-made question, the name of a table, or SQL over them.

    The SQL can read the corpus and nothing else. Raises UsageError where there is no corpus, no DuckDB, or no sense in
    the SQL.
    """
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("DuckDB is not installed", mend="pip install 'verify-figures[corpus]'") from None
    place = str(Path(root).resolve())
    if not any(Path(place).glob("*/documents.parquet")):
        raise UsageError(f"{root}: holds no checked corpus", mend="verify corpus IN OUT makes one")
    try:
        connection = duckdb.connect()
        connection.execute("SET allowed_directories = [$1]", [place])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        connection.execute(views(place))
        name = question in TABLES or question in questions()
        return connection.execute(f'FROM "{question}"' if name else question)
    except duckdb.Error as trouble:
        names = ", ".join([*TABLES, *questions()])
        raise UsageError(f"{trouble}", mend=f"ask {names}, or SQL over them") from None


def _asks(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.readline().removeprefix("--").strip()
