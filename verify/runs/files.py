"""What a user names becomes the documents to check: files as they are, folders and globs by what is in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from verify.errors import DocumentError

from .globs import MAGIC

NEVER = frozenset({"node_modules", "__pycache__", "site-packages"})
"""Folders of other people's files; those whose name begins with a dot are passed over too."""

OURS = b'<meta name="generator" content="verify'
"""Stands in the head of our pages."""

LOOKED_AT = 2048

Asked = Callable[[Path], bool]


def documents_in(name: str, included: Asked, excluded: Asked, *, force: bool = False) -> Iterator[str]:
    """Yield the names of the documents that a name stands for: in a folder the files that are `included`, sorted.

    What is `excluded`, a file or a whole folder, is left out of folders and globs; a file that is named outright is
    checked all the same, unless `force`. Raises DocumentError where a folder or a glob holds no document at all; a
    missing file is for the reader to tell.
    """
    choice = _Choice(included, excluded, force)
    path = Path(name)
    if name == "-" or path.is_file():
        if name == "-" or not (choice.force and (choice.excluded(path) or _is_ours(path))):
            yield name
    elif path.is_dir():
        yield from _or_nothing(_inside(path, choice), name)
    elif MAGIC.search(name):
        from glob import iglob  # noqa: PLC0415 - most shells have done it

        found = sorted(iglob(name, recursive=True))
        asked = frozenset(Path(name).parts)
        ours = (Path(match) for match in found if not NEVER.intersection(Path(match).parts) - asked)
        yield from _or_nothing((inner for match in ours for inner in _matched(match, choice)), name)
    else:
        yield name


class _Choice(NamedTuple):
    included: Asked
    excluded: Asked
    force: bool


def _matched(path: Path, choice: _Choice) -> Iterator[str]:
    if path.is_dir():
        yield from _inside(path, choice)
    elif path.is_file() and not choice.excluded(path) and not _is_ours(path):
        yield str(path)


def _inside(folder: Path, choice: _Choice) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if name not in NEVER and not name.startswith(".") and not choice.excluded(here / name)
        )
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and choice.included(path) and not choice.excluded(path) and not _is_ours(path):
                yield str(path)


def _is_ours(path: Path) -> bool:
    """Whether a file is a page that we have written: what it says wrong, its document says wrong."""
    if path.suffix.lower() != ".html":
        return False
    try:
        with path.open("rb") as file:
            return OURS in file.read(LOOKED_AT)
    except OSError:
        return False  # which its reader tells


def _or_nothing(found: Iterator[str], name: str) -> Iterator[str]:
    empty = True
    for path in found:
        empty = False
        yield path
    if empty:
        raise DocumentError(
            "holds no document to check", mend="name files, or look at `include` and `exclude`", file=name
        )
