"""The `table:` part of a rule, compiled: which slots are single lines, and which is a run of lines beside them.

total: line                               any row, or any column
parts: lines before total                 the unbroken run right above it (left of it)
less: lines between whole and rest        the run from one line to the other
whole: total of part                      the cell in the line of `part` where the table's total stands
cell: cell, said: prose                   a cell, and the figure of the prose that speaks of it
shares: rows of the table                 all rows, in each column by itself
rows: rows of the table below             the rows of the table that a sentence of the rule leads to, one figure of each
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from verify.claims import KINDS
from verify.claims.grids import any_of
from verify.model import LinePattern, Rule
from verify.sourced import nearest

from .formula import FormulaError

ROWS, COLUMNS = "row", "column"
_LINE = re.compile(r"line|row|column")
_RUN = re.compile(r"(line|row|column)s (before|after|between) (\w+)(?: and (\w+))?")
_TOTAL = re.compile(r"total of (\w+)")
_WHOLE = re.compile(r"rows of the table")
_COUNTED = re.compile(r"rows of the table below")
_PLACES = "write line, row, column, lines before NAME, total of NAME, cell, prose, rows of the table [below]"


class SlotError(FormulaError):
    """A slot of `table:` that cannot be used."""

    def __init__(self, slot: str, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.slot = slot


class Slot(Struct, frozen=True, dict=True):
    """One single line that a rule asks for, one cell, or a figure of the prose."""

    name: str
    at: str
    kind: str
    named: tuple[str, ...] = ()
    """Words of which one must be in its name; for prose, near the figure."""
    likely: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @cached_property
    def must(self) -> re.Pattern[str] | None:
        """What must be found in the name of the line."""
        return any_of(self.named) if self.named else None

    @cached_property
    def may(self) -> re.Pattern[str] | None:
        """What makes the line a likely one where it is found in its name."""
        return any_of(self.likely) if self.likely else None

    @cached_property
    def never(self) -> re.Pattern[str] | None:
        """What leaves a line out where it is found in its name."""
        return any_of(self.without) if self.without else None

    def near(self, words: Collection[str]) -> bool:
        """Whether one of the words that must be near a figure is among some words of prose, in lower case."""
        return not self.named or not self._words.isdisjoint(words) or any(p in " ".join(words) for p in self._phrases)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(name.lower() for name in self.named if name.isalnum())

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        return tuple(name.lower() for name in self.named if not name.isalnum())

    @property
    def of(self) -> str:
        """Of the cell of a total: the slot in whose line it stands."""
        return self.at.rpartition(" ")[2]


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
    fixed: tuple[Slot, ...] = ()
    """Cells that are the same for every line across: in the line of another slot, the one where a total stands."""
    said: Slot | None = None
    """The figure of the prose that speaks of a line; `singles` are then cells of that line."""
    counted: Slot | None = None
    """All rows of the table that a sentence leads to; there are no other slots in the table then."""
    whole: Slot | None = None
    """All rows of a table, in each column by itself; there are no other slots then."""

    def slot(self, name: str) -> Slot:
        """Return a single slot by its name."""
        return next(slot for slot in self.singles if slot.name == name)


def compile_layout(rule: Rule, lists: Mapping[str, tuple[str, ...]], forms: Callable[[str], tuple[str, ...]]) -> Layout:
    """Compile the slots of a rule; raises SlotError at the slot that is wrong.

    `lists` are the word lists that it may name, `forms` gives the inflected forms of a word of prose.
    """
    slots = [_slot(pattern, lists, forms) for pattern in rule.table]
    singles = tuple(slot for slot in slots if _LINE.fullmatch(slot.at))
    runs = [slot for slot in slots if _RUN.fullmatch(slot.at)]
    said = [slot for slot in slots if slot.at == "prose"]
    cells = tuple(slot for slot in slots if slot.at == "cell")
    fixed = tuple(slot for slot in slots if _TOTAL.fullmatch(slot.at))
    counted = next((slot for slot in slots if _COUNTED.fullmatch(slot.at)), None)
    if bool(counted) != bool(rule.find) or (counted and len(slots) > 1):
        what = "is the only slot that sentences under `find:` can be about, and needs them"
        raise SlotError(slots[0].name, what, "write `rows: rows of the table below` alone, with `find:` beside it")
    whole = next((slot for slot in slots if _WHOLE.fullmatch(slot.at)), None)
    if whole and len(slots) > 1:
        raise SlotError(whole.name, "is tied to further slots", "write `rows of the table` alone")
    if whole:
        return Layout((ROWS,), (), whole=whole)
    if counted:
        return Layout((ROWS,), (), counted=counted)
    if said or cells:
        if len(said) != 1 or not 1 <= len(cells) <= 2 or singles or runs or fixed:
            what = "asks not for one figure of the prose and one or two cells"
            raise SlotError(slots[0].name, what, "write {at: prose} once and {at: cell} once or twice")
        return Layout((ROWS, COLUMNS), cells, said=said[0])
    axes = _axes(slots)
    if runs:
        return _with_run(runs, singles, axes, fixed)
    if len(singles) < 2:
        raise SlotError(slots[0].name, "a single line is tied to nothing", "name two lines or more")
    for cell in fixed:
        _expect_name(cell, cell.of, singles)
    return Layout(axes, singles, fixed=fixed)


def _slot(pattern: LinePattern, lists: Mapping[str, tuple[str, ...]], forms: Callable[[str], tuple[str, ...]]) -> Slot:
    if pattern.kind not in KINDS:
        raise SlotError(pattern.name, f"no figure is of the kind '{pattern.kind}'", nearest(pattern.kind, list(KINDS)))
    shapes = (_LINE, _RUN, _TOTAL, _WHOLE, _COUNTED)
    known = pattern.at in ("cell", "prose") or any(shape.fullmatch(pattern.at) for shape in shapes)
    if not known:
        raise SlotError(pattern.name, f"'{pattern.at}' is no place in a table", _PLACES)
    named, likely, without = (_words(entry, lists) for entry in (pattern.named, pattern.likely, pattern.without))
    if pattern.at == "prose":
        named = tuple(form for word in named for form in forms(word))
    return Slot(pattern.name, pattern.at, pattern.kind, named, likely, without)


def _axes(slots: Sequence[Slot]) -> tuple[str, ...]:
    """Return what the slots are: rows, columns, or either."""
    axes = {ROWS, COLUMNS}
    for slot in slots:
        word = slot.at.partition(" ")[0].removesuffix("s")
        if word in axes | {ROWS, COLUMNS}:
            axes &= {word}
    if not axes:
        raise SlotError(slots[0].name, "the slots are rows and columns at once", "let all be rows, or all columns")
    return tuple(sorted(axes))


def _with_run(runs: Sequence[Slot], singles: tuple[Slot, ...], axes: tuple[str, ...], fixed: Sequence[Slot]) -> Layout:
    if len(runs) > 1 or fixed:
        raise SlotError((*runs[1:], *fixed)[0].name, "stands beside a run", "a rule has one run and single lines only")
    (run,) = runs
    found = _RUN.fullmatch(run.at)
    beside = [name for name in found.groups()[2:] if name] if found else []
    for name in beside:
        _expect_name(run, name, singles)
    between = found is not None and found[2] == "between"
    if len(beside) != 1 + between or len(singles) != len(beside):
        what = "the run does not say what it stands beside"
        raise SlotError(run.name, what, "write lines before total, or lines between whole and rest")
    after = found is not None and found[2] == "after"
    return Layout(axes, singles, run.name, beside[0] if between else "", beside[-1], after)


def _expect_name(slot: Slot, name: str, singles: Sequence[Slot]) -> None:
    names = [single.name for single in singles]
    if name not in names:
        raise SlotError(slot.name, f"no single line is called '{name}'", nearest(name, names))


def _words(entries: tuple[str, ...], lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of entries, of which those in CAPITALS are word lists."""
    return tuple(word for entry in entries for word in lists.get(entry, (str(entry),)))
