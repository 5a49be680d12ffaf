"""One shard, or one frame of texts, checked: the function that every way of running calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from verify import reading
from verify.errors import VerifyError, defect
from verify.pipeline import CLAIMED, Setup, check_document

from .columns import Rows, error_row, rows_of
from .shards import Columns, Entry, Shard, entries
from .store import Store

if TYPE_CHECKING:
    import pandas

KILLER = "the worker died while checking it, twice"


class Work(Struct, frozen=True):
    """How the texts are to be checked; plain values, so that it travels to any worker."""

    rules: tuple[str, ...] = ()
    language: str = CLAIMED
    columns: Columns = Columns()


@lru_cache(maxsize=2)
def setup_of(work: Work) -> Setup:
    """Return what a worker needs, loaded once in its life; raises RuleError or LexiconError."""
    from verify.runs.loading import load  # noqa: PLC0415 - the collector is told to keep it: a worker's matter

    return load(tuple(map(Path, work.rules)), work.language)


def check_entry(entry: Entry, setup: Setup) -> Rows:
    """Return the rows of one text; whatever is wrong with it is a row among the errors."""
    trouble = entry.error
    if not trouble:
        try:
            if isinstance(entry.data, str):
                document = reading.read_text(entry.data, entry.id, furniture=setup.furniture)
            else:
                document = reading.read_bytes(entry.data, entry.id, furniture=setup.furniture)
            report = check_document(document, setup)
            return rows_of(report, entry.source, entry.date, frozenset(setup.problems))
        except VerifyError as told:
            trouble = told.what
        except Exception as told:  # a defect that one text brings to light must not lose the others
            trouble = defect(told)
    return {"errors": [error_row(entry.id, entry.place, trouble)]}


def check_shard(shard: Shard, store: Store, work: Work, mark: str, killers: frozenset[int] = frozenset()) -> str:
    """Check a shard, write what came of it, whole or not at all, and return its name.

    `killers` are the numbers of texts that have cost workers their lives: they become errors unread. Raises OSError
    where the output cannot be written.
    """
    setup = setup_of(work)
    with store.writing(shard, mark) as written:
        for number, entry in enumerate(_entries(shard, work.columns)):
            if number in killers:
                written.add({"errors": [error_row(entry.id, entry.place, KILLER)]})
                continue
            written.in_hand(number)
            written.add(check_entry(entry, setup))
    return shard.name


def check_frames(
    frames: Iterable[pandas.DataFrame], table: str = "findings", work: Work | None = None
) -> Iterator[pandas.DataFrame]:
    """Yield for each frame of texts that of its claims, findings, documents or errors: Spark's `mapInPandas`.

    A frame has the columns `id` and `text`, as `work.columns` calls them, and may have `source` and `date`.
    """
    from verify.reporting.frame import frame_of  # noqa: PLC0415 - pandas

    from .columns import TABLES  # noqa: PLC0415
    from .shards import entry_of  # noqa: PLC0415

    work = work or Work()
    setup = setup_of(work)
    for frame in frames:
        texts = frame.to_dict("records")
        found = (check_entry(entry_of(row, f"row {n}", work.columns), setup) for n, row in enumerate(texts))
        yield frame_of((row for rows in found for row in rows.get(table, ())), TABLES[table])


def _entries(shard: Shard, columns: Columns) -> Iterator[Entry]:
    """Yield the texts, and an error where there can be no more of them."""
    try:
        yield from entries(shard, columns)
    except Exception as trouble:  # of the reader of the format, whichever it is
        yield Entry("", shard.url, error=f"cannot be read: {trouble}")
