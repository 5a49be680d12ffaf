"""The mappings and lists of a lexicon, read from its YAML with the file's own errors."""

from __future__ import annotations

from verify.sourced import File, Items, Node, Table, documents


def root_of(file: File) -> Table:
    """Return the mapping that a lexicon is."""
    root = next(documents(file))
    if not isinstance(root, Table):
        raise file.fault(root, "is no mapping", "write `name: [word, word]` lines")
    return root


def table_in(root: Table, name: str) -> Table:
    """Return the mapping that stands under `name`; raises the file's error where there is none."""
    value = root[root.key(name)]
    if not isinstance(value, Table):
        raise value.file.fault(value, f"'{name}' is no mapping", "write name: value pairs")
    return value


def items_of(value: Node) -> Items:
    """Return `value` as a list; raises its file's error where it is none."""
    if not isinstance(value, Items):
        raise value.file.fault(value, "is no list", "write [one, two]")
    return value


def words_in(root: Table, name: str) -> list[str]:
    """Return the words of the list that stands under `name`; raises the file's error where there is none."""
    value = root[root.key(name)]
    if not isinstance(value, Items):
        raise value.file.fault(value, f"'{name}' is no list", "write [one, two]")
    return [str(word) for word in value]
