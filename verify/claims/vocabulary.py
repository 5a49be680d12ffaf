"""The words that patterns name, and the coding of tokens as single characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from verify.model import Figure, Kind

from .inflection import Inflection

Token: TypeAlias = "str | int | tuple[Token, ...]"
"""Characters, a class of words by its number, or several of them: what a token may be one of."""

SENTENCE_END = "."
"""The token between two sentences of a passage."""

KINDS: dict[str, str] = {
    # One character for each sort of figure, and the sorts that a slot of each kind takes.
    "money": "M",
    "percent": "P",
    "points": "Q",
    "count": "CNE",
    "number": "NRE",
    "score": "E",
    "measure": "L",
    "duration": "D",
    "age": "A",
    "temperature": "T",
    "multiplier": "X",
    "fraction": "F",
    "ratio": "XFR",
    "share": "PF",
    "year": "Y",
    "date": "YZW",
    "dated": "YZ",
    "day": "W",
    "ordinal": "O",
    "name": "B",
    "items": "I",
    "named": "J",
    "statistic": "S",
    "degrees": "G",
    "probability": "V",
    "amount": "MCNLTDR",
    "level": "MCNLTDRP",
    "figure": "MPQCNLDATXFRE",
}
"""Slot kind to the characters of the figures that it takes."""

MOST_TOKENS = 1 << 16
"""Words of texts that are kept with their characters."""
FIGURES = "MPQCNLDATXFRYZWOBUSGVIJE"
OWNER = "y"
"""A word in the possessive that no pattern names: *Brazil's*."""
SIGNS = ",();:/&%"
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_IS_PATTERN = re.compile(r"[<\[{(…]|\.\.")
_FIRST_WORD = 0x4E00
_LAST_WORD = 0xD7FF


def sort_of(figure: Figure) -> str:
    """Return the character that stands for a figure in a coded passage."""
    return _FORMS.get((figure.kind, figure.form)) or _SORTS[figure.kind]


_FORMS = {
    # Those of a reported test, see `results.py`, and of a score, "won 3-2", are no plain numbers.
    (Kind.NUMBER, "statistic"): "S",
    (Kind.NUMBER, "degrees"): "G",
    (Kind.NUMBER, "probability"): "V",
    (Kind.NUMBER, "score"): "E",
    (Kind.DURATION, "age"): "A",
    (Kind.RATIO, "multiplier"): "X",
    (Kind.RATIO, "fraction"): "F",
    (Kind.DATE, "year"): "Y",
    (Kind.DATE, "day-month"): "W",
    (Kind.OTHER, "name"): "B",
    (Kind.OTHER, "items"): "I",
    (Kind.OTHER, "named"): "J",
}

_SORTS = {
    Kind.COUNT: "C",
    Kind.NUMBER: "N",
    Kind.DURATION: "D",
    Kind.RATIO: "R",
    Kind.DATE: "Z",
    Kind.OTHER: "U",
    Kind.MONEY: "M",
    Kind.PERCENT: "P",
    Kind.PERCENTAGE_POINT: "Q",
    Kind.MEASURE: "L",
    Kind.TEMPERATURE: "T",
    Kind.ORDINAL: "O",
}


class WordList(NamedTuple):
    """A list that patterns name in CAPITALS."""

    phrases: tuple[str, ...]
    sign: int = 0
    """+1 or -1 where its words say which way a change goes."""


def is_pattern(phrase: str) -> bool:
    """Whether an entry of a word list is a pattern itself: it has slots, gaps or brackets in it."""
    return _IS_PATTERN.search(phrase) is not None


class Expanded(NamedTuple):
    """A word list as classes of words."""

    branches: list[list[int]]
    """The phrases, the longest first, those that differ in their first word as one: [go move] up | [rise climb]."""
    heads: int
    """The class of all first words."""
    singles: int
    """The class of the entries that are one word."""
    patterns: list[str]
    """The entries that are patterns themselves."""


class Vocabulary:
    """The words that patterns name, as classes, and a character for each group of words that no pattern tells apart.

    Classes are collected while patterns are read. Only when the first text is to be coded, characters are given out:
    one for all words that are in the same classes, so that a long word list is a class of a few characters, and a
    regular expression over it is small and quick to compile.
    """

    def __init__(self, inflection: Inflection) -> None:
        self.inflection = inflection
        self.lists: dict[str, WordList] = {}
        self._numbers: dict[frozenset[str], int] = {}
        self._words: dict[str, int] = {}
        self._expanded: dict[str, Expanded] = {}
        self._codes: dict[str, str] = {}
        self._chars: list[str] = []
        self._classes: dict[str, tuple[int, ...]] = {}
        self._needs: dict[str, frozenset[str]] = {}
        self._tokens: dict[str, tuple[str, str]] = {}
        self.version = 0
        """Changes when characters are given out anew, because a pattern was added after a text had been coded."""

    def word(self, word: str) -> int:
        """Return the number of the class of all forms of a word."""
        found = self._words.get(word)
        if found is None:
            found = self._words[word] = self.one_of((word,))
        return found

    def lemmas(self, name: str) -> frozenset[str]:
        """Return the lemmas of the list `name`, which must be there."""
        return frozenset(self.inflection.lemma(phrase) for phrase in self.lists[name].phrases)

    def one_of(self, words: Iterable[str]) -> int:
        """Return the number of the class of all forms of several words."""
        forms = frozenset(form for word in words for form in self.inflection.forms(word))
        return self._numbers.setdefault(forms, len(self._numbers))

    def expanded(self, name: str) -> Expanded:
        """Return the list `name`, which must be there, as classes."""
        found = self._expanded.get(name)
        if found is None:
            firsts: dict[tuple[str, ...], list[str]] = {}
            patterns = []
            for phrase in self.lists[name].phrases:
                if is_pattern(phrase):
                    patterns.append(phrase)
                    continue
                first, *rest = phrase.split()
                firsts.setdefault(tuple(rest), []).append(first)
            ordered = sorted(firsts.items(), key=lambda item: (-len(item[0]), item[0]))
            branches = [[self.one_of(heads), *(self.word(word) for word in rest)] for rest, heads in ordered]
            heads = self.one_of(head for heads in firsts.values() for head in heads)
            singles = self.one_of(firsts.get((), ()))
            found = self._expanded[name] = Expanded(branches, heads, singles, patterns)
        return found

    def chars(self, number: int) -> str:
        """Return the characters of a class."""
        self.settle()
        return self._chars[number]

    def classes(self, char: str) -> tuple[int, ...]:
        """Return the numbers of the classes that a character is in."""
        return self._classes.get(char, ())

    def need(self, chars: str) -> frozenset[str]:
        """Return characters as a set, the same one for all patterns that need it."""
        return self._needs.setdefault(chars, frozenset(chars))

    def tokens(self) -> dict[str, tuple[str, str]]:
        """Return what is known of the words of texts so far: `token` of each, by what is written."""
        self.settle()
        if len(self._tokens) >= MOST_TOKENS:
            self._tokens.clear()
        return self._tokens

    def token(self, written: str) -> tuple[str, str]:
        """Return a token in lower case, a possessive ending cut off, and its character: `x` where no pattern names it.

        What stood in the possessive is `y` there. Dashes count as commas. It is kept for the next time, since the same
        words come again and again.
        """
        self.settle()
        word = written.lower()
        bare = _POSSESSIVE.sub("", word) if word[-1] in "s'’" else word
        unnamed = "," if word[0] in "-–—" else "x" if bare == word else OWNER
        word = bare
        char = word if word in SIGNS else self._codes.get(word) or unnamed
        found = self._tokens[written] = (word, char)
        return found

    def settle(self) -> None:
        """Give out the characters, if a class was added since it was last done."""
        if len(self._chars) == len(self._numbers):
            return
        classes: dict[str, list[int]] = {}
        for forms, number in self._numbers.items():
            for form in forms:
                classes.setdefault(form, []).append(number)
        groups: dict[tuple[int, ...], str] = {}
        chars: list[list[str]] = [[] for _ in self._numbers]
        # Sorted, since the order of a set of words differs from run to run.
        for form, numbers in sorted(classes.items()):
            group = tuple(numbers)
            code = groups.get(group)
            if code is None:
                if _FIRST_WORD + len(groups) > _LAST_WORD:
                    raise ValueError("the patterns name too many different words")
                code = groups[group] = chr(_FIRST_WORD + len(groups))
                for number in group:
                    chars[number].append(code)
            self._codes[form] = code
        self._chars = ["".join(found) for found in chars]
        self._classes = {code: group for group, code in groups.items()}
        self._tokens.clear()
        self._needs.clear()
        self.version += 1
