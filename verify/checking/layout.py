"""The `table:` part of a rule, compiled: which slots are single lines, and which is a run of lines beside them.

total: line                       any row, or any column
parts: lines before total         the unbroken run right above it (left of it)
less: lines between first and rest   the run from one line to the other
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from msgspec import Struct

from verify.claims import KINDS
from verify.claims.grids import any_of
from verify.model import LinePattern, Rule
from verify.sourced import nearest

from .formula import FormulaError

ROWS, COLUMNS = "row", "column"
_IN_PROSE = {"prose", "cell"}
_AT = re.compile(r"(line|row|column)(?:s (before|after|between) (\w+)(?: and (\w+))?)?")


class Slot(Struct, frozen=True, dict=True):
    """One single line that a rule asks for."""

    name: str
    kind: str
    named: tuple[str, ...] = ()
    """Words of which one must be in its name."""
    likely: tuple[str, ...] = ()

    @cached_property
    def must(self) -> re.Pattern[str] | None:
        """What must be found in the name of the line."""
        return any_of(self.named) if self.named else None

    @cached_property
    def may(self) -> re.Pattern[str] | None:
        """What makes the line a likely one where it is found in its name."""
        return any_of(self.likely) if self.likely else None


class Layout(Struct, frozen=True):
    """How the slots of a rule lie in a table."""

    axes: tuple[str, ...]
    """`ROWS` and `COLUMNS`, or one of them: what the slots are."""
    singles: tuple[Slot, ...]
    run: str = ""
    """Name of the slot that is a run of lines; "" where there is none."""
    first: str = ""
    """Name of the single line that stands at the far end of the run; "" where the run stands alone."""
    target: str = ""
    """Name of the single line that the run stands beside."""
    after: bool = False
    """Whether the run comes after the target: parts below a total."""
    said: Slot | None = None
    """The figure of the prose that speaks of a line; `singles` are then cells of that line."""

    def slot(self, name: str) -> Slot:
        """Return a single slot by its name."""
        return next(slot for slot in self.singles if slot.name == name)


def compile_layout(rule: Rule, lists: Mapping[str, tuple[str, ...]], forms: Callable[[str], tuple[str, ...]]) -> Layout:
    """Compile the slots of a rule; raises SlotError at the slot that is wrong.

    `lists` are the word lists that it may name, `forms` gives the inflected forms of a word of prose.
    """
    if any(pattern.at in _IN_PROSE for pattern in rule.table):
        return _with_prose(rule, lists, forms)
    singles: list[Slot] = []
    runs: list[tuple[LinePattern, re.Match[str]]] = []
    axes = {ROWS, COLUMNS}
    for pattern in rule.table:
        _expect_kind(pattern)
        found = _AT.fullmatch(pattern.at)
        if found is None:
            raise SlotError(
                pattern.name, f"'{pattern.at}' is no place in a table", "write line, row, column, or lines before total"
            )
        if found[1] != "line":
            axes &= {found[1]}
        if found[2]:
            runs.append((pattern, found))
        else:
            named, likely = _words(pattern.named, lists), _words(pattern.likely, lists)
            singles.append(Slot(pattern.name, pattern.kind, named, likely))
    if not axes:
        raise SlotError(rule.table[0].name, "the slots are rows and columns at once", "let all be rows, or all columns")
    if len(runs) > 1:
        raise SlotError(runs[1][0].name, "there are two runs", "a rule has one run of lines at most")
    if runs:
        return _with_run(*runs[0], tuple(singles), tuple(sorted(axes)))
    if len(singles) < 2:
        raise SlotError(rule.table[0].name, "a single line is tied to nothing", "name two lines or more")
    return Layout(tuple(sorted(axes)), tuple(singles))


def _expect_kind(pattern: LinePattern) -> None:
    if pattern.kind not in KINDS:
        raise SlotError(pattern.name, f"no figure is of the kind '{pattern.kind}'", nearest(pattern.kind, list(KINDS)))


def _with_prose(rule: Rule, lists: Mapping[str, tuple[str, ...]], forms: Callable[[str], tuple[str, ...]]) -> Layout:
    """Compile a rule that holds a figure of the prose against cells of the line that it speaks of."""
    slots: dict[str, list[Slot]] = {"prose": [], "cell": []}
    for pattern in rule.table:
        _expect_kind(pattern)
        if pattern.at not in slots:
            raise SlotError(pattern.name, f"'{pattern.at}' does not go with prose", "write cell")
        named = tuple(form for word in _words(pattern.named, lists) for form in forms(word))
        slots[pattern.at].append(Slot(pattern.name, pattern.kind, named))
    said, cells = slots["prose"], slots["cell"]
    if len(said) != 1 or not 1 <= len(cells) <= 2:
        raise SlotError(
            rule.table[0].name, "asks not for one figure of the prose and one or two cells", "add `at: cell`"
        )
    return Layout((ROWS, COLUMNS), tuple(cells), said=said[0])


def _with_run(pattern: LinePattern, found: re.Match[str], singles: tuple[Slot, ...], axes: tuple[str, ...]) -> Layout:
    names = [slot.name for slot in singles]
    beside = [name for name in (found[3], found[4]) if name]
    for name in beside:
        if name not in names:
            raise SlotError(pattern.name, f"no single line is called '{name}'", nearest(name, names))
    between = found[2] == "between"
    if len(beside) != 1 + between or len(names) != len(beside):
        raise SlotError(
            pattern.name, "the run does not say what it stands beside", "write lines before total, or between a and b"
        )
    first = beside[0] if between else ""
    return Layout(axes, singles, pattern.name, first, target=beside[-1], after=found[2] == "after")


class SlotError(FormulaError):
    """A slot of `table:` that cannot be used."""

    def __init__(self, slot: str, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.slot = slot


def _words(entries: tuple[str, ...], lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of entries, of which those in CAPITALS are word lists."""
    return tuple(word for entry in entries for word in lists.get(entry, (str(entry),)))
