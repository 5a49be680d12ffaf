"""What the interpretation knows of a language: words, periods and sentence patterns, read from `data/*.yaml`."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec import Struct

from verify.errors import LexiconError
from verify.model import Direction, Phase, Place, Role
from verify.reading import SentenceWords, load_sentence_words
from verify.sourced import File, Items, Node, Table, Text, nearest, read_file

from .clause_words import ClauseWords, parse_clause_words
from .dispatch import Dispatch
from .grids import TableWords
from .inflection import Inflection
from .lexicons import items_of, root_of, table_in, words_in
from .lists import ListWords
from .parsing import PatternError
from .patterns import Pattern
from .vocabulary import Vocabulary, WordList, is_pattern

YEAR = 365.25
"""Days."""

_SIGNS = {"+": 1, "-": -1, "": 0}


class PeriodPattern(Struct, frozen=True):
    """A saying of time: `last year` lies 365.25 days back and is as long."""

    pattern: Pattern
    ago: float | None = None
    length: float | None = None
    part: str = ""
    """The part of a year that it names: quarter, half, month, weekday."""
    far: int = 0
    """What is added to its distance from a figure, in words."""
    base: bool = False
    """Whether it is what something is compared with."""


class Writing(Struct, frozen=True):
    """What a sentence pattern says of the figure in one of its slots."""

    slot: str
    role: Role
    phase: Phase = Phase.UNKNOWN
    takes_measure: bool = False


class ClaimPattern(Struct, frozen=True):
    """A sentence pattern and what it writes into the claims of its figures."""

    pattern: Pattern
    writings: tuple[Writing, ...]


class Language(Struct, frozen=True, dict=True):
    """Words and patterns of one language; `vocabulary` is shared with the rules that are compiled after it."""

    vocabulary: Vocabulary
    clauses: ClauseWords
    """Words that tell where clauses and noun phrases end."""
    periods: tuple[PeriodPattern, ...]
    patterns: tuple[ClaimPattern, ...]
    sentence_words: SentenceWords
    """Words that tell the end of a sentence from an abbreviation."""
    lists: ListWords
    """Words that tell the lists which a count announces from other sentences."""
    tables: TableWords
    """Words of the heads of tables and of the names of their rows."""

    @cached_property
    def period_dispatch(self) -> Dispatch:
        """The patterns of `periods`, by number."""
        return Dispatch([entry.pattern for entry in self.periods])

    @cached_property
    def pattern_dispatch(self) -> Dispatch:
        """The patterns of `patterns`, by number."""
        return Dispatch([entry.pattern for entry in self.patterns])

    @cached_property
    def estimating(self) -> frozenset[str]:
        """First words, in every form, of what marks an estimate."""
        return self._first_forms("ESTIMATES")

    @cached_property
    def saying(self) -> frozenset[str]:
        """First words, in every form, of what attributes a statement to a speaker."""
        return self._first_forms("SAYS")

    def _first_forms(self, name: str) -> frozenset[str]:
        phrases = self.vocabulary.lists[name].phrases
        heads = {phrase.split()[0] for phrase in phrases} - {"be"}
        return frozenset(form for head in heads for form in self.vocabulary.inflection.forms(head))


def load_language(code: str = "en") -> Language:
    """Read the lexicon of a language; raises LexiconError with file, line and column."""
    # By path, not by importlib.resources: that one alone costs 8 ms at every start.
    data = Path(__file__).parent / "data"
    words = parse_list_words(read_file(data / f"lists.{code}.yaml", LexiconError))
    clauses, names = (read_file(data / f"{name}.{code}.yaml", LexiconError) for name in ("clauses", "names"))
    tables = parse_table_words(read_file(data / f"tables.{code}.yaml", LexiconError))
    return parse_language(read_file(data / f"{code}.yaml", LexiconError), words, clauses, names, tables)


def parse_language(file: File, lists: ListWords, clauses: File, names: File, tables: TableWords) -> Language:
    """Build a language from the text of a lexicon."""
    root = root_of(file)
    fixed = frozenset(words_in(root, "fixed"))
    irregular = {
        str(base): tuple(str(form) for form in items_of(forms)) for base, forms in table_in(root, "irregular").items()
    }
    vocabulary = Vocabulary(Inflection(irregular, fixed))
    for name, entry in table_in(root, "words").items():
        vocabulary.lists[name] = parse_word_list(entry)
    return Language(
        vocabulary=vocabulary,
        clauses=parse_clause_words(clauses, names, vocabulary),
        periods=tuple(_period(entry, vocabulary) for entry in items_of(root[root.key("periods")])),
        patterns=tuple(_claim_pattern(entry, vocabulary) for entry in items_of(root[root.key("patterns")])),
        sentence_words=load_sentence_words(),
        lists=lists,
        tables=tables,
    )


def parse_list_words(file: File) -> ListWords:
    """Read the words that tell lists, `name: [word, word]`, from the text of their lexicon."""
    root = root_of(file)
    return ListWords(*(frozenset(words_in(root, name)) for name in ListWords._fields))


def parse_table_words(file: File) -> TableWords:
    """Read the words of tables, `name: [word, phrase]`, from the text of their lexicon."""
    root = root_of(file)
    return TableWords({str(name): tuple(words_in(root, str(name))) for name in root})


def parse_word_list(entry: Node) -> WordList:
    """Read `{sign: "+", words: [rise, grow]}` or just `[rise, grow]`; raises the file's error."""
    if isinstance(entry, Items):
        return WordList(_phrases(entry))
    if not isinstance(entry, Table):
        raise entry.file.fault(entry, "is no word list", "write [word, another word]")
    for key in entry:
        if key not in ("sign", "words"):
            raise entry.file.fault(key, f"'{key}' is unknown in a word list", nearest(key, ["sign", "words"]))
    if "words" not in entry:
        raise entry.file.fault(entry, "has no words", "add `words: [...]`")
    sign = str(entry.get(Text("sign"), ""))
    if sign not in _SIGNS:
        raise entry.file.fault(entry.key("sign"), f"the sign is '{sign}'", 'write sign: "+" or sign: "-"')
    return WordList(_phrases(items_of(entry[entry.key("words")])), _SIGNS[sign])


def _phrases(entries: Items) -> tuple[str, ...]:
    return tuple(str(entry) if is_pattern(str(entry)) else str(entry).lower() for entry in entries)


def compile_pattern(text: Node | str, vocabulary: Vocabulary, *, needs_figure: bool = True) -> Pattern:
    """Compile a pattern from a YAML scalar; raises the file's error at the spot inside it."""
    if isinstance(text, Items | Table):
        raise text.file.fault(
            text, "is no sentence pattern", "write it as one text, in quotes if it begins with [ or {"
        )
    try:
        return Pattern(text, vocabulary, needs_figure)
    except PatternError as trouble:
        if not isinstance(text, Text):
            raise
        place = text.place
        spot = place.source.find(text[:20])
        column = (spot + 1 if spot >= 0 else place.column) + trouble.position
        where = Place(place.file, place.line, column, place.source)
        raise text.file.fault(where, f"in this pattern, {trouble}", trouble.mend) from None


def _period(entry: Node, vocabulary: Vocabulary) -> PeriodPattern:
    if not isinstance(entry, Table):
        raise entry.file.fault(entry, "is no period", "write {say: last year, ago: 1, length: 1}")
    pattern = compile_pattern(entry[entry.key("say")], vocabulary, needs_figure=False)
    said = {str(key): str(value) for key, value in entry.items()}
    days = {key: float(said[key]) * YEAR for key in ("ago", "length") if key in said}
    far, base = int(said.get("far", 0)), said.get("base") == "yes"
    return PeriodPattern(pattern, part=said.get("part", ""), far=far, base=base, **days)


def _claim_pattern(entry: Node, vocabulary: Vocabulary) -> ClaimPattern:
    if not isinstance(entry, Table):
        raise entry.file.fault(entry, "is no pattern", "write `say:` and `writes:`")
    pattern = compile_pattern(entry[entry.key("say")], vocabulary)
    writings = []
    for slot, said in table_in(entry, "writes").items():
        if slot not in pattern.slot_kinds:
            raise entry.file.fault(slot, f"the pattern has no slot '{slot}'", nearest(slot, list(pattern.slot_kinds)))
        words = str(said).split()
        try:
            phase = next((Phase(word) for word in words[1:] if word != "measure"), Phase.UNKNOWN)
            writings.append(Writing(str(slot), Role(words[0]), phase, "measure" in words[1:]))
        except ValueError as trouble:
            raise entry.file.fault(said, str(trouble), "write a role, then a phase if there is one") from None
    return ClaimPattern(pattern, tuple(writings))


def direction_of(sign: int) -> Direction:
    """Return the direction that a sign stands for."""
    return {1: Direction.UP, -1: Direction.DOWN}.get(sign, Direction.NONE)
