"""The entries of a rule in YAML, each held to its shape; what is wrong is told at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.sourced import Items, Table, Text, nearest


def known_keys(table: Table, known: Sequence[str], what: str) -> None:
    """Refuse a key that is none of those known."""
    for key in table:
        if key not in known:
            raise table.file.fault(key, f"'{key}' is no key of {what}", nearest(key, list(known)))


def text_of(table: Table, name: str) -> Text | None:
    """Return the text under a key, None where there is none; raises RuleError where it is no text."""
    value = table.get(Text(name))
    if value is not None and not isinstance(value, Text):
        raise value.file.fault(value, f"'{name}' must be one text", "put it in quotes if it begins with [ or {")
    return value


def texts_of(table: Table, name: str) -> Iterator[str]:
    """Yield the text or the texts under a key."""
    value = table.get(Text(name))
    if value is None:
        return
    entries = value if isinstance(value, Items) else [value]
    for entry in entries:
        if not isinstance(entry, Text):
            raise entry.file.fault(
                entry, f"an entry of '{name}' is no text", "put it in quotes if it begins with [ or {"
            )
        yield entry


def table_of(table: Table, name: str) -> Table:
    """Return the mapping under a key, an empty one where there is none."""
    value = table.get(Text(name))
    if value is None:
        return Table()
    if not isinstance(value, Table):
        raise value.file.fault(value, f"'{name}' is no mapping", "write `name: value` lines below it")
    return value


def choice_of(table: Table, name: str, known: Sequence[str], default: str) -> str:
    """Return which of the known words stands under a key."""
    value = text_of(table, name)
    if value is None:
        return default
    if value not in known:
        raise value.file.fault(value, f"'{value}' is no {name}", nearest(value, list(known)))
    return str(value)
