"""Globs over paths: `*` and `?` stay within a name, `**` crosses folders, a folder stands for all that is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

MAGIC = re.compile(r"[*?\[]")

ANY = "**"
"""Stands for any number of folders, none among them."""


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Say whether one of `patterns` names `path` (relative, with `/`) or a folder above it.

    A pattern without `/` in it may match at any depth; a `/` at its end is not needed for a folder.

    >>> matches("docs/old/a.md", ["old"]), matches("docs/old/a.md", ["docs/*.md"]), matches("docs/a.md", ["docs/*.md"])
    (True, False, True)
    """
    names = path.split("/")
    return any(_fits(names, pattern) for pattern in patterns)


def _fits(names: list[str], pattern: str) -> bool:
    asked = [part for part in pattern.split("/") if part not in ("", ".")]
    if asked and "/" not in pattern.rstrip("/"):
        asked.insert(0, ANY)
    met = _beyond({0}, asked)
    """How many parts of the pattern the names so far may have met."""
    for name in names:
        met = _beyond(
            {at if asked[at] == ANY else at + 1 for at in met if at < len(asked) and fnmatchcase(name, asked[at])},
            asked,
        )
        if len(asked) in met:
            return True
    return False


def _beyond(met: set[int], asked: list[str]) -> set[int]:
    """Add what is met where `**` stands for no folder at all."""
    for at, part in enumerate(asked):
        if at in met and part == ANY:
            met.add(at + 1)
    return met
