"""What the interpretation knows of a language: words, periods and sentence patterns, read from `data/*.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from verify.errors import LexiconError
from verify.model import Direction, Phase, Place, Role
from verify.reading import SentenceWords, load_sentence_words
from verify.sourced import File, Items, Node, Table, Text, documents, nearest, read_file

from .clauses import ClauseWords, letters_from
from .dispatch import Dispatch
from .inflection import Inflection
from .lists import ListWords
from .patterns import Pattern, PatternError
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
    return parse_language(read_file(data / f"{code}.yaml", LexiconError), words, clauses, names)


def parse_language(file: File, lists: ListWords, clauses: File, names: File) -> Language:
    """Build a language from the text of a lexicon."""
    root = next(documents(file))
    if not isinstance(root, Table):
        raise file.fault(root, "is no mapping", "write `words:`, `periods:` and so on")
    fixed = frozenset(_words(root, "fixed"))
    irregular = {
        str(base): tuple(str(form) for form in _items(forms)) for base, forms in _table(root, "irregular").items()
    }
    vocabulary = Vocabulary(Inflection(irregular, fixed))
    for name, entry in _table(root, "words").items():
        vocabulary.lists[name] = parse_word_list(entry)
    verbs = {form for verb in _words(root, "verbs") for form in vocabulary.inflection.forms(verb)}
    return Language(
        vocabulary=vocabulary,
        clauses=parse_clause_words(clauses, names, frozenset(verbs), _words(root, "prepositions"), vocabulary),
        periods=tuple(_period(entry, vocabulary) for entry in _items(root[root.key("periods")])),
        patterns=tuple(_claim_pattern(entry, vocabulary) for entry in _items(root[root.key("patterns")])),
        sentence_words=load_sentence_words(),
        lists=lists,
    )


def parse_list_words(file: File) -> ListWords:
    """Read the words that tell lists, `name: [word, word]`, from the text of their lexicon."""
    root = next(documents(file))
    if not isinstance(root, Table):
        raise file.fault(root, "is no mapping", "write `partial:`, `asides:` and so on")
    return ListWords(*(frozenset(_words(root, name)) for name in ListWords._fields))


def parse_clause_words(
    file: File, names: File, verbs: frozenset[str], prepositions: Sequence[str], vocabulary: Vocabulary
) -> ClauseWords:
    """Read the words that tell clauses from the text of their lexicon."""
    root = next(documents(file))
    if not isinstance(root, Table):
        raise file.fault(root, "is no mapping", "write `articles:`, `adverbs:` and so on")
    lists = {str(name): _words(root, str(name)) for name, value in root.items() if isinstance(value, Items)}
    forms = vocabulary.inflection.forms
    named = next(documents(names))
    if not isinstance(named, Table):
        raise names.fault(named, "is no mapping", "write `countries:`")
    countries = {str(word): str(name) for name, said in _table(named, "countries").items() for word in _items(said)}
    moving = ((phrase, words.sign) for words in vocabulary.lists.values() for phrase in words.phrases if words.sign)
    signs = {form: sign for word, sign in moving if word.isalpha() for form in forms(word)}
    return ClauseWords(
        letters=letters_from(
            {**lists, "prepositions": prepositions, "conjunctions": ("and", "or")}, verbs, vocabulary.inflection
        ),
        ambiguous=frozenset(form for word in lists["nouns_too"] for form in (word, word + "s")),
        sizes=frozenset(lists["sizes"]),
        empty_heads=frozenset(lists["empty_heads"]),
        anaphors=frozenset(lists["anaphors"]),
        verb_measures={
            form: str(noun) for verb, noun in _table(root, "verb_measures").items() for form in forms(str(verb))
        },
        titles=frozenset(lists["titles"]),
        reporters=frozenset(lists["reporters"]),
        topics=frozenset(lists["topics"]),
        forecasting=frozenset(form for word in lists["forecasting"] for form in forms(word)),
        divides={str(word): int(str(weight)) for word, weight in _table(root, "divides").items()},
        rates=frozenset(lists["rates"]),
        stakes=frozenset(lists["stakes"]),
        meanings={str(word): tuple(str(said).split()) for word, said in _table(root, "meanings").items()},
        parts={str(word): int(str(number)) for word, number in _table(root, "parts").items()},
        bases=frozenset(lists["bases"]),
        past_perfect=frozenset(lists["past_perfect"]),
        ways=frozenset(lists["ways"]),
        after_ways=frozenset(lists["after_ways"]),
        plain_verbs=frozenset(form for word in lists["plain_verbs"] for form in forms(word)),
        up_verbs=frozenset(form for word in lists["up_verbs"] for form in forms(word)),
        bounds=frozenset(lists["bounds"]),
        marks=frozenset(lists["marks"]),
        countries=countries | {word + "s": name for word, name in countries.items()},
        signs=signs,
    )


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
    return WordList(_phrases(_items(entry[entry.key("words")])), _SIGNS[sign])


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
    for slot, said in _table(entry, "writes").items():
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


def _table(root: Table, name: str) -> Table:
    value = root[root.key(name)]
    if not isinstance(value, Table):
        raise value.file.fault(value, f"'{name}' is no mapping", "write name: value pairs")
    return value


def _items(value: Node) -> Items:
    if not isinstance(value, Items):
        raise value.file.fault(value, "is no list", "write [one, two]")
    return value


def _words(root: Table, name: str) -> list[str]:
    return [str(word) for word in _items(root[root.key(name)])]
