"""Pages of a lexicon: YAML files beside this one, whose values are read here and refused with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from verify.errors import LexiconError
from verify.sourced import File, Items, Node, Table, Text, documents, nearest

_LANGUAGE = re.compile(r"[a-z]{2,3}\.yaml")


def text_of(name: str) -> str:
    """Return the text of a file of the lexicon."""
    return (_data() / name).read_text("utf-8")


def language_page(code: str) -> Table:
    """Return the words of a language; raises `LexiconError` where there is no file of that code."""
    there = sorted(file.name.removesuffix(".yaml") for file in _data().iterdir() if _LANGUAGE.fullmatch(file.name))
    if code not in there:
        known = " or ".join(f"'{name}'" for name in there)
        raise LexiconError("there is no such lexicon", mend=f"use {known}, or write one: docs/languages.md", file=code)
    return page(f"{code}.yaml")


def _data() -> Traversable:
    return resources.files("verify.figures") / "data"


def page(name: str, text: str | None = None) -> Table:
    """Return a file of the lexicon as a mapping; `text` is its content where it is not read from the package."""
    file = File(name, text_of(name) if text is None else text, LexiconError)
    pages = list(documents(file))
    if len(pages) != 1:
        raise LexiconError("must be one YAML document", mend="remove the '---' lines", file=name)
    return as_table(pages[0], file)


def only(table: Table, known: Iterable[str]) -> None:
    """Refuse keys that nobody reads: a misspelt one would be silently without effect."""
    names = list(known)
    for key in table:
        if key not in names:
            raise table.file.fault(key, f"'{key}' is not known here", nearest(key, names))


def as_table(node: Node, file: File) -> Table:
    """Return a mapping as such."""
    if not isinstance(node, Table):
        raise file.fault(node, "must be a mapping", "write `name: value` lines")
    return node


def as_items(node: Node, file: File, size: int = 0) -> Items:
    """Return a list as such, of at least `size` items."""
    if not isinstance(node, Items) or len(node) < size:
        raise file.fault(node, f"must be a list of {size} or more", "write [one, two]")
    return node


def get(table: Table, key: str) -> Node:
    """Return the value of a key that must be there."""
    if key not in table:
        raise table.file.fault(table, f"'{key}' is missing", f"write a line `{key}: …`")
    return table[Text(key)]


def section(table: Table, key: str) -> Table:
    """Return the mapping under a key."""
    return as_table(get(table, key), table.file)


def words(node: Node) -> Iterator[str]:
    """Yield the words of a list that is written as one string with commas."""
    if not isinstance(node, Text):
        raise node.file.fault(node, "must be words with commas between them", "write them on one line, or quote them")
    for word in node.split(","):
        if stripped := word.strip():
            yield stripped


def word_set(table: Table, key: str) -> frozenset[str]:
    """Return the words under a key."""
    return frozenset(words(get(table, key)))


def listed(table: Table, key: str) -> frozenset[str]:
    """Return the words of a list of lines under a key."""
    return frozenset(word for line in as_items(get(table, key), table.file) for word in words(line))


def numbers(table: Table, key: str) -> dict[str, float]:
    """Return a mapping of words to numbers."""
    found = {}
    for word, value in section(table, key).items():
        try:
            found[str(word)] = float(str(value))
        except ValueError:
            raise table.file.fault(value, f"'{value}' is no number", "write digits, or 1e6 for a million") from None
    return found


def pattern(table: Table, key: str) -> re.Pattern[str]:
    """Return the regular expression under a key."""
    node = get(table, key)
    try:
        return re.compile(str(node))
    except re.error as trouble:
        raise table.file.fault(node, f"is no regular expression: {trouble}", "mend the pattern") from None
