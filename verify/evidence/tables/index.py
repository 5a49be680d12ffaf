"""The numbers of a reference table by what they measure, whose and when, so that a million rows answer at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from verify.claims import Language
from verify.model import Period

from .table import Entry, ReferenceTable
from .words import MatchWords, Words, row_of

MOST_NAMES = 200
"""Names with a word in common that are looked through; a word that more of them have tells them not apart."""

When = tuple[float | None, float | None]
Series = dict[When, list[Entry]]


class Names(Struct):
    """Names of measures or of subjects, by their words."""

    exact: dict[Words, list[str]] = field(default_factory=dict)
    by_word: dict[str, list[tuple[Words, str]]] = field(default_factory=dict)
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    """The names in the order of their words, by the first."""

    def add(self, name: str, row: tuple[str, ...], weak: Words) -> None:
        """Remember a name as it is called; it may be called several ways."""
        words = frozenset(row) - weak or frozenset(row)
        rows = self.rows.setdefault(row[0], [])
        rows.append((row, name))
        rows.sort(key=lambda pair: -len(pair[0]))
        names = self.exact.setdefault(words, [])
        if name not in names:
            names.append(name)
            for word in words:
                self.by_word.setdefault(word, []).append((words, name))

    def near(self, words: Words) -> list[tuple[Words, str]]:
        """Return the names whose words all are among `words`, or that have all of `words`; few, or none."""
        rare = sorted((self.by_word.get(word, []) for word in words if word in self.by_word), key=len)
        found: dict[tuple[Words, str], None] = {}
        for names in rare[:3]:
            if len(names) <= MOST_NAMES:
                found.update(dict.fromkeys(entry for entry in names if entry[0] <= words or words <= entry[0]))
        return list(found)

    def said_in(self, tokens: Sequence[str]) -> list[tuple[int, int, str]]:
        """Return the names that a sentence says, with first and last + 1 token; the longest where they overlap."""
        found, at = [], 0
        while at < len(tokens):
            rows = self.rows.get(tokens[at], ())
            met = next(((row, name) for row, name in rows if tuple(tokens[at : at + len(row)]) == row), None)
            if met:
                found.append((at, at + len(met[0]), met[1]))
            at += len(met[0]) if met else 1
        return found


class Index(Struct):
    """A reference table, ready to be asked."""

    table: ReferenceTable
    measures: Names
    subjects: Names
    series: dict[tuple[str, str], Series]
    """By measure and subject."""
    by_measure: dict[str, list[str]]
    """The subjects of a measure, in the order of the table."""
    only_subject: str | None
    """The one subject of the table, "" where it names none; None where it has several."""
    cells: dict[str, dict[str, set[int]]] = field(default_factory=dict)
    """By column and what is written in it, the rows; made when a binding asks for the column."""
    by_row: dict[int, list[Entry]] = field(default_factory=dict)
    """Made when a binding asks for a row."""

    def entries_in(self, row: int) -> list[Entry]:
        """Return the numbers of a row."""
        if not self.by_row:
            for entry in self.table.entries:
                self.by_row.setdefault(entry.row, []).append(entry)
        return self.by_row.get(row, [])

    def rows_with(self, column: str, value: str) -> set[int]:
        """Return the rows that hold `value` in a column, which must be there."""
        if column not in self.cells:
            cells = self.table.cells
            at = cells.columns.index(column)
            found: dict[str, set[int]] = {}
            for number, row in enumerate(cells.rows, cells.first):
                found.setdefault(plain(row[at]), set()).add(number)
            self.cells[column] = found
        return self.cells[column].get(value, set())


def plain(cell: object) -> str:
    """Return a cell as a person would write it: 2019.0 is 2019."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def index_table(table: ReferenceTable, language: Language, words: MatchWords) -> Index:
    """Return the index of a table."""
    series: dict[tuple[str, str], Series] = {}
    for entry in table.entries:
        of = series.get((entry.measure, entry.subject))
        if of is None:
            of = series[entry.measure, entry.subject] = {}
        of.setdefault(when(entry.period), []).append(entry)
    by_measure: dict[str, list[str]] = {}
    for measure, subject in series:
        by_measure.setdefault(measure, []).append(subject)
    subjects = dict.fromkeys(subject for _, subject in series)
    said = table.legend.words
    return Index(
        table,
        _names(by_measure, said, language, words.weak),
        _names(subjects, said, language, frozenset()),
        series,
        by_measure,
        next(iter(subjects), "") if len(subjects) <= 1 else None,
    )


def when(period: Period | None) -> When:
    """Return what two stretches of days have in common where they are the same."""
    return (period.start, period.end) if period else (None, None)


def _names(names: Iterable[str], said: Mapping[str, Sequence[str]], language: Language, weak: Words) -> Names:
    found = Names()
    for name in names:
        for called in (name, *said.get(name, ())):
            if row := row_of(called, language):
                found.add(name, row, weak)
    return found
