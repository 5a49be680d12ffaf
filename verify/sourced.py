"""YAML whose every value knows its file, line and column.

PyYAML's own scalars surprise (`NO` is false, `012` is 10, `1:30` is 90) and duplicate keys pass in silence, so
documents are built here from the nodes of the C parser: every scalar stays the text that was written, and whoever reads
the file says what each value must be. Aliases and tags are refused: nothing that we read needs them, and both are ways
to do harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct

from verify.errors import RuleError, VerifyError
from verify.model import Place

DEEPEST = 20
PLAIN_TAGS = frozenset(["str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map"])
"""What the parser itself calls a value that was written without a tag."""


class _Located:
    """What the three kinds of value share: the way to their place."""

    __slots__ = ()
    file: File
    line: int
    column: int

    @property
    def place(self) -> Place:
        """File, line, column and the line itself."""
        return Place(self.file.name, self.line, self.column, self.file.line(self.line))


class Text(str, _Located):
    """A scalar, as written."""

    file: File
    line: int
    column: int

    def place_of(self, position: int) -> Place:
        """Return the place of the character at `position`.

        Quotes and folded lines move it about; so the word that stands there is counted, and looked for in the file.
        """
        word = re.compile(r"\w+|\S").match(self, position)
        if not position or word is None:
            return self.place
        pattern = re.compile(rf"(?<!\w){re.escape(word[0])}(?!\w)" if word[0].isidentifier() else re.escape(word[0]))
        number = sum(found.start() < position for found in pattern.finditer(self))
        lines = self.file.text.splitlines(keepends=True)
        start = sum(map(len, lines[: self.line - 1])) + self.column - 1
        places = [found.start() for found in islice(pattern.finditer(self.file.text, start), number + 1)]
        if len(places) <= number:
            return self.place
        before = self.file.text[: places[number]]
        line = len(before.splitlines()) + (not before or before.endswith(("\n", "\r")))
        column = len(before) - (max(before.rfind("\n"), before.rfind("\r")) + 1) + 1
        return Place(self.file.name, line, column, self.file.line(line))


class Items(list["Node"], _Located):
    """A sequence."""

    file: File
    line: int
    column: int


class Table(dict[Text, "Node"], _Located):
    """A mapping; its keys know their places too."""

    file: File
    line: int
    column: int

    def key(self, name: str) -> Text:
        """Return the key as it stands in the file."""
        return next(key for key in self if key == name)


Node: TypeAlias = Text | Items | Table


class File(Struct, frozen=True):
    """A YAML file in memory, and the error that its readers raise."""

    name: str
    text: str
    error: type[VerifyError] = RuleError

    def line(self, number: int) -> str:
        """Return a line by its number, from 1."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def fault(self, at: Node | Place | None, what: str, mend: str) -> VerifyError:
        """Return the error that says `what` is wrong `at` a value and how to mend it."""
        where = at if isinstance(at, Place) or at is None else at.place
        return self.error(what, mend=mend, where=where, file=self.name)


def read_file(path: Path, error: type[VerifyError] = RuleError, name: str = "") -> File:
    """Read a YAML file as text, called `name` if given; raises `error` where it cannot be read or is no UTF-8."""
    try:
        return File(name or str(path), path.read_bytes().decode("utf-8-sig"), error)
    except OSError as trouble:
        raise error(
            f"cannot be read: {trouble.strerror}", mend="check the name and the rights", file=str(path)
        ) from None
    except UnicodeDecodeError as trouble:
        raise error(f"is not UTF-8 (byte {trouble.start})", mend="save it as UTF-8", file=str(path)) from None


def documents(file: File) -> Iterator[Node]:
    """Yield each `---` document of a file; raises the file's error at the first that is no plain YAML."""
    import yaml  # here, since a setup that was prepared with the wheel needs no YAML at all

    loader = None
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(file.text)
        while loader.check_node() and (node := loader.get_node()) is not None:
            yield _build(node, file, 0, set())
    except yaml.reader.ReaderError as trouble:
        raise _forbidden_character(file, trouble.position) from None
    except UnicodeEncodeError as trouble:
        raise _forbidden_character(file, trouble.start) from None
    except yaml.YAMLError as trouble:
        mark = getattr(trouble, "problem_mark", None) or getattr(trouble, "context_mark", None)
        where = Place(file.name, mark.line + 1, mark.column + 1, file.line(mark.line + 1)) if mark else None
        what = getattr(trouble, "problem", None) or str(trouble)
        raise file.fault(where, f"is no YAML: {what}", _mend_for(what, where)) from None
    finally:
        if loader is not None:
            loader.dispose()


def _forbidden_character(file: File, position: int) -> VerifyError:
    before = file.text[:position].splitlines(keepends=True)
    unfinished = before[-1] if before and not before[-1].endswith(("\n", "\r")) else ""
    line = len(before) + (0 if unfinished else 1)
    where = Place(file.name, line, len(unfinished) + 1, file.line(line))
    code = f"U+{ord(file.text[position]):04X}" if position < len(file.text) else "a character"
    return file.fault(where, f"is no YAML: {code} may not stand in it", "remove this character")


def nearest(word: str, known: list[str]) -> str:
    """Return "did you mean …" for a word that is nearly a known one, else what is known."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else "known here: " + ", ".join(known)


def _mend_for(what: str, where: Place | None) -> str:
    if "mapping values are not allowed" in what:
        return "put the text in quotes: a colon followed by a blank starts a mapping"
    if where and where.source[where.column - 1 : where.column] == "\t":
        return "indent with blanks, not with tabs"
    return "check quotes, colons and indentation at this place"


def _build(node: Any, file: File, depth: int, seen: set[int]) -> Node:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    made: Node
    if depth > DEEPEST:
        raise file.fault(Place(file.name, line, column, file.line(line)), "is nested too deeply", "flatten it")
    if id(node) in seen:  # an alias gives the same node again; nine of them on nine levels would fill the memory
        raise file.fault(
            Place(file.name, line, column, file.line(line)),
            "is used again by an alias, which is not allowed",
            "write the value out in both places",
        )
    seen.add(id(node))
    if node.id == "scalar":
        made = Text(node.value)
    elif node.id == "sequence":
        made = Items(_build(child, file, depth + 1, seen) for child in node.value)
    elif node.id == "mapping":
        made = Table()
        for key_node, value_node in node.value:
            key = _build(key_node, file, depth + 1, seen)
            if not isinstance(key, Text):
                raise file.fault(key, "a key must be a word", "write `name: value`")
            if key in made:
                raise file.fault(key, f"'{key}' is given twice", "remove one of the two")
            made[key] = _build(value_node, file, depth + 1, seen)
    else:  # pragma: no cover - PyYAML has no fourth kind of node
        raise TypeError(node)
    if node.tag and node.tag.removeprefix("tag:yaml.org,2002:") not in PLAIN_TAGS:
        raise file.fault(
            Place(file.name, line, column, file.line(line)), f"the tag {node.tag} is not allowed", "remove it"
        )
    made.file, made.line, made.column = file, line, column
    return made
