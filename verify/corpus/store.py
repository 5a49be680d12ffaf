"""What came of a corpus: a folder a shard, of one Parquet file a table. A shard is there whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from verify.errors import UsageError
from verify.reporting.rows import Row

from .columns import TABLES, Rows
from .shards import Shard

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

DONE = "shard.json"
"""In the folder of a shard: what it was made of."""
UNDONE = ".unfinished"
MOST_ROWS = 20_000
"""Kept in memory before they are written: memory does not grow with the shard."""


class Store(Struct, frozen=True):
    """A folder of shards; a plain value, so that it travels to any worker that sees the same disk."""

    root: str

    def mark_of(self, shard: Shard) -> str:
        """Return what the shard that is there was made of; "" where none is."""
        try:
            return str(json.loads((Path(self.root) / shard.name / DONE).read_bytes())["made_of"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def keep_only(self, shards: Sequence[Shard]) -> None:
        """Take away the shards that are none of these: what they were made of is not there any more."""
        wanted = {shard.name for shard in shards}
        for path in Path(self.root).glob(f"*/{DONE}"):
            if path.parent.name not in wanted:
                shutil.rmtree(path.parent)

    def in_hand(self, shard: Shard) -> int | None:
        """Return the number of the text that a worker had in hand when it died; None where it had none."""
        with suppress(OSError, ValueError):
            return int((self._unfinished(shard) / "hand").read_text())
        return None

    @contextmanager
    def writing(self, shard: Shard, mark: str) -> Iterator[Written]:
        """Give a place for the rows of a shard; when all went well it takes the place of what was there."""
        folder = self._unfinished(shard)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        written = Written(folder)
        try:
            yield written
            counts = written.close()
            (folder / DONE).write_text(json.dumps({"url": shard.url, "made_of": mark, "rows": counts}) + "\n")
            (folder / "hand").unlink(missing_ok=True)
            final = Path(self.root) / shard.name
            shutil.rmtree(final, ignore_errors=True)
            folder.rename(final)
        except BaseException:
            written.abandon()
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def tidy(self) -> None:
        """Take away what unfinished shards left."""
        shutil.rmtree(Path(self.root) / UNDONE, ignore_errors=True)

    def _unfinished(self, shard: Shard) -> Path:
        return Path(self.root) / UNDONE / shard.name


class Written:
    """The rows of a shard on their way to the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: Rows = {name: [] for name in TABLES}
        self._files: dict[str, parquet.ParquetWriter] = {}
        self._counts = dict.fromkeys(TABLES, 0)
        self._hand = os.open(folder / "hand", os.O_CREAT | os.O_WRONLY)

    def in_hand(self, number: int) -> None:
        """Note which text is being checked, should it be the last thing that the worker does."""
        os.pwrite(self._hand, b"%12d" % number, 0)

    def add(self, rows: Rows) -> None:
        """Keep the rows of one text."""
        for name, added in rows.items():
            kept = self._rows[name]
            kept.extend(added)
            if len(kept) >= MOST_ROWS:
                self._write(name)

    def close(self) -> dict[str, int]:
        """Write what is left and return how many rows each table has."""
        for name in TABLES:
            self._write(name)
            self._files.pop(name).close()
        os.close(self._hand)
        return self._counts

    def abandon(self) -> None:
        """Let go of the files."""
        with suppress(OSError):
            os.close(self._hand)
        for file in self._files.values():
            with suppress(OSError):
                file.close()

    def _write(self, name: str) -> None:
        import pyarrow  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415

        schema = schema_of(name)
        if name not in self._files:
            self._files[name] = parquet.ParquetWriter(self._folder / f"{name}.parquet", schema, compression="zstd")
        rows, self._rows[name] = self._rows[name], []
        self._counts[name] += len(rows)
        self._files[name].write_table(pyarrow.Table.from_pylist([_plain(row) for row in rows], schema=schema))


def schema_of(name: str) -> pyarrow.Schema:
    """Return the columns of a table as Arrow types; raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("pyarrow is not installed", mend="pip install 'verify-figures[corpus]'") from None
    types = {"string": pyarrow.string(), "Int64": pyarrow.int64(), "Float64": pyarrow.float64()}
    return pyarrow.schema([(column, types[dtype]) for column, dtype in TABLES[name].items()])


def _plain(row: Row) -> dict[str, Any]:
    """Return a row that any encoding can write: half of a surrogate pair, which a text may hold, is none."""
    return {
        key: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in row.items()
    }
