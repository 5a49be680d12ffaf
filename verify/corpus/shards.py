"""What there is to check: a folder, files or a glob becomes shards, a shard yields its texts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from itertools import islice
from pathlib import PurePosixPath
from typing import IO, Any, Protocol

from msgspec import Struct

from verify.errors import DocumentError, UsageError

LINES = (".jsonl", ".ndjson")
PARQUET = (".parquet", ".pq")
MOST_BYTES = 8_000_000
"""Of JSON lines in one shard: about half a minute of work."""
MOST_FILES = 256
"""Documents in one shard; the average is a quarter of it."""
MAGIC = re.compile(r"[*?\[]")


class Columns(Struct, frozen=True):
    """What the fields of a row are called."""

    id: str = "id"
    text: str = "text"
    source: str = "source"
    date: str = "date"


class Shard(Struct, frozen=True):
    """A piece of work: it is written whole or not at all."""

    name: str
    """That of its folder in the output: unique, and the same whenever the input is."""
    url: str
    """A file of rows, or the folder that `files` lie in; anything that fsspec opens."""
    start: int = 0
    """First byte of JSON lines, or the row group of Parquet."""
    end: int = 0
    """A line that begins before this byte is ours."""
    files: tuple[str, ...] = ()
    """The documents, each in a file of its own."""


class Entry(Struct, frozen=True):
    """A text to check, or why there is none."""

    id: str
    place: str
    """File and line, row or byte, for a message."""
    data: bytes | str = ""
    """A file's bytes, or a row's text."""
    source: str = ""
    date: str = ""
    error: str = ""


class FileSystem(Protocol):
    """What we need of fsspec."""

    def open(self, path: str, mode: str = "rb") -> IO[bytes]: ...  # noqa: D102
    def size(self, path: str) -> int: ...  # noqa: D102
    def isdir(self, path: str) -> bool: ...  # noqa: D102
    def isfile(self, path: str) -> bool: ...  # noqa: D102
    def find(self, path: str) -> list[str]: ...  # noqa: D102
    def glob(self, path: str) -> list[str]: ...  # noqa: D102
    def ukey(self, path: str) -> str: ...  # noqa: D102


def opened(url: str) -> tuple[FileSystem, str]:
    """Return the file system of a URL and the path in it; raises UsageError where fsspec knows none such."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("fsspec is not installed", mend="pip install 'verify-figures[corpus]'") from None
    try:
        system, path = url_to_fs(url)
    except (ValueError, ImportError) as trouble:
        raise UsageError(f"{url}: {trouble}", mend="name a folder, a file or a glob") from None
    return system, path


def shards_in(url: str, include: Sequence[str]) -> list[Shard]:
    """Return the shards of a folder, a file or a glob, in the order of their names; `include` says which are documents.

    Raises DocumentError where nothing is there.
    """
    system, path = opened(url)
    rows, documents = [], []
    if system.isfile(path):
        found, root = [path], str(PurePosixPath(path).parent)
    elif system.isdir(path):
        found, root = system.find(path), path
    elif MAGIC.search(path):
        found, root = system.glob(path), _before_magic(path)
    else:
        raise DocumentError("is neither a folder nor a file", mend="name a folder, a file or a glob", file=url)
    for each in sorted(found):
        suffix = PurePosixPath(each).suffix.lower()
        if suffix in (*LINES, *PARQUET):
            rows.append(each)
        elif each == path or any(fnmatch(PurePosixPath(each).name.lower(), glob) for glob in include):
            documents.append(each)
    shards = [shard for each in rows for shard in _parts(system, url, each, root)]
    shards += [_of_files(url, root, group) for group in _groups(documents, root)]
    if not shards:
        raise DocumentError("holds nothing to check", mend="JSON lines, Parquet, or documents", file=url)
    return sorted(shards, key=lambda shard: shard.name)


def fingerprint(shard: Shard) -> str:
    """Return what changes when the content of a shard does: local files are read for it, remote ones asked."""
    digest = hashlib.sha256()
    system, _ = opened(shard.url)
    local = getattr(system, "protocol", "") in ("file", ("file", "local"))
    for path in shard.files or (opened(shard.url)[1],):
        digest.update(path.encode() + b"\0")
        if not local:
            digest.update(str(system.ukey(path)).encode())
        elif shard.end:
            digest.update(b"".join(line for _, line in _lines(system, path, shard.start, shard.end)))
        else:
            with system.open(path) as file:
                for block in iter(lambda: file.read(1 << 20), b""):
                    digest.update(block)
    return digest.hexdigest()


def entries(shard: Shard, columns: Columns) -> Iterator[Entry]:
    """Yield the texts of a shard, in its order; what is no text is an entry with an error.

    Raises OSError, or what pyarrow raises of its own, where the shard cannot be read at all.
    """
    system, path = opened(shard.url)
    if shard.files:
        yield from _from_files(system, shard)
    elif shard.end:
        for position, line in _lines(system, path, shard.start, shard.end):
            if line.strip():
                yield _from_line(line, f"{path}: byte {position}", columns)
    else:
        yield from _from_parquet(system, path, shard.start, columns)


def _from_files(system: FileSystem, shard: Shard) -> Iterator[Entry]:
    root = opened(shard.url)[1]
    for path in shard.files:
        name = _below(path, root)
        try:
            with system.open(path) as file:
                yield Entry(name, path, file.read(), source=str(PurePosixPath(name).parent))
        except OSError as trouble:
            yield Entry(name, path, error=f"cannot be read: {trouble.strerror or trouble}")


def _from_line(line: bytes, place: str, columns: Columns) -> Entry:
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("is no object")
    except ValueError as trouble:
        return Entry("", place, error=f"is no JSON object: {trouble}")
    return entry_of(row, place, columns)


def entry_of(row: dict[str, Any], place: str, columns: Columns) -> Entry:
    """Return the text that a row holds, or what is wrong with it."""
    identity, text = row.get(columns.id), row.get(columns.text)
    name = place if identity is None else str(identity)
    if not isinstance(text, str):
        return Entry(name, place, error=f"has no text: the column '{columns.text}' holds {type(text).__name__}")
    source, date = (str(row.get(name) or "") for name in (columns.source, columns.date))
    return Entry(name, place, text, source, date)


def _from_parquet(system: FileSystem, path: str, group: int, columns: Columns) -> Iterator[Entry]:
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    with system.open(path) as stream:
        file = parquet.ParquetFile(stream)
        wanted = [
            name for name in (columns.id, columns.text, columns.source, columns.date) if name in file.schema.names
        ]
        row = 0
        for batch in file.iter_batches(256, row_groups=[group], columns=wanted):
            for entry in batch.to_pylist():
                yield entry_of(entry, f"{path}: row {row} of group {group}", columns)
                row += 1


def _lines(system: FileSystem, path: str, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that begin in `start` to `end`, each with its first byte."""
    with system.open(path) as file:
        if start:
            file.seek(start - 1)
            start += len(file.readline()) - 1
        while start < end and (line := file.readline()):
            yield start, line
            start += len(line)


def _parts(system: FileSystem, url: str, path: str, root: str) -> Iterator[Shard]:
    name = _slug(_below(path, root))
    whole = _like(url, path)
    if PurePosixPath(path).suffix.lower() in PARQUET:
        from pyarrow import parquet  # noqa: PLC0415 - an extra

        try:
            with system.open(path) as stream:
                groups = parquet.ParquetFile(stream).num_row_groups
        except (OSError, ValueError) as trouble:
            raise DocumentError(f"is no Parquet: {trouble}", mend="take it away or mend it", file=path) from None
        for group in range(groups):
            yield Shard(f"{name}-{group:06}", whole, group)
    else:
        size = system.size(path)
        for number, start in enumerate(range(0, size, MOST_BYTES)):
            yield Shard(f"{name}-{number:06}", whole, start, min(start + MOST_BYTES, size))


def _groups(paths: Sequence[str], root: str) -> Iterator[tuple[str, ...]]:
    """Part documents where their own names say so, so that one more document changes one shard and not all after it."""
    rest = iter(paths)
    while first := next(rest, ""):
        group = [first]
        for path in islice(rest, MOST_FILES - 1):
            group.append(path)
            if hashlib.sha256(_below(path, root).encode()).digest()[0] < 256 * 4 // MOST_FILES:
                break
        yield tuple(group)


def _of_files(url: str, root: str, paths: tuple[str, ...]) -> Shard:
    return Shard(_slug(_below(paths[0], root)), _like(url, root), files=paths)


def _like(url: str, path: str) -> str:
    """Return `path` as a URL of the protocol that `url` has."""
    protocol = url.split("://", 1)[0] + "://" if "://" in url else ""
    return protocol + path


def _below(path: str, root: str) -> str:
    return path.removeprefix(root.rstrip("/") + "/")


def _before_magic(path: str) -> str:
    fixed = MAGIC.split(path, maxsplit=1)[0]
    return fixed.rsplit("/", 1)[0]


def _slug(name: str) -> str:
    """Return a name that is safe for a folder and still tells which file it was; no two files have the same."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', name).strip('.-')[-80:]}-{digest}"
