"""Sentence patterns: the little language in which rules and claims say what a sentence looks like.

    <measure> RISES by <percent change> to <amount after> [from <amount before>]

    word             the word in any inflection: `rise` is rises, rose, risen, rising too
    CAPITALS         any word or phrase of the word list of that name
    <kind name>      a figure of that kind; `<count part+>` several; `<count n: share>` one that counts shares,
                     `<count n: CROPS>` one that counts what the list names; `<date _>` one that takes no part
    <measure>        a few words that name what is measured
    [ … ]            may be missing
    { … | … }        one of these
    ...              up to eight words, no quantity or date among them; `...-WHILE` none of that word list either
    ....             up to twenty words, figures among them, within a sentence
    ..               the same as ..., up to three words and no comma: what a noun phrase may begin with
    's               a name in the possessive, *Brazil's*, that no pattern names otherwise
    .                the end of a sentence, at the beginning of a pattern the beginning of one; every other sign stands
                     for itself, and a comma in the text may be skipped

A passage is coded as a string of one character a token, so that a pattern is one regular expression over it: a word
list is a character class, and matching a sentence costs microseconds. Reading a pattern makes the pieces of that
expression; it is compiled when a sentence first has all that the pattern needs, in order, which few ever do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, NoReturn, TypeAlias

from msgspec import Struct

from verify.model import Figure
from verify.sourced import nearest

from .passage import Passage, Stretch
from .vocabulary import FIGURES, KINDS, OWNER, Vocabulary, WordList, sort_of

MEASURE = "measure_words"
_PASSED_OVER = "OBUIJ"
"""Ordinals, names, codes and lists are no quantities: "in the first round" is a gap like any other words."""
_GAP = f"[^{''.join(char for char in FIGURES if char not in _PASSED_OVER)}();:.]"


def _gap(short: bool, barred: str = "") -> str:
    """Return the expression of a gap without the characters `barred`."""
    return f"{_GAP[:-1]}{',' * short}{barred}]{'{0,3}?' if short else '{0,8}?'}"


class PatternError(ValueError):
    """A pattern that cannot be read; `position` is the offset of the spot."""

    def __init__(self, what: str, position: int, mend: str) -> None:
        super().__init__(what)
        self.position = position
        self.mend = mend


class Match(NamedTuple):
    """A pattern found in a passage."""

    slots: dict[str, tuple[int, ...]]
    """Slot name to the indexes of its figures in the document: one, or several for a list slot."""
    span: tuple[int, int]
    """First and last + 1 token of the passage."""
    sign: int
    """+1 or -1 by the word of direction that was met, 0 without one."""
    measure: tuple[int, int] | None
    """Tokens of `<measure>`."""


class _Slot(Struct, frozen=True):
    name: str
    kind: str
    many: bool
    nouns: frozenset[str]
    """Lemmas of which the counted noun must be one; empty for any."""
    group: str


class Barred(NamedTuple):
    """A gap that may not hold any word of a class."""

    number: int
    short: bool = False


Piece: TypeAlias = str | int | Barred
"""A stretch of a regular expression, or the number of a class of words."""
Need: TypeAlias = "str | int | tuple[Need, ...]"
"""Characters, a class of words, or several of them: one of all these a match must have."""


class Pattern:
    """A pattern, read; raises `PatternError` on construction."""

    def __init__(self, text: str, vocabulary: Vocabulary, needs_figure: bool = True) -> None:
        """Read `text`; a pattern without any slot is refused if it `needs_figure`."""
        self.text = text
        self.vocabulary = vocabulary
        self.slots: list[_Slot] = []
        self.signs: list[tuple[str, int]] = []
        self.has_measure = False
        parser = _Parser(self)
        self._pieces, self.required = parser.sequence()
        parser.expect_end()
        if needs_figure and not self.slots:
            raise PatternError("names no figure", 0, "put at least one slot into it, such as <money after>")
        stops = ("[.]", r"\.")
        self.crosses = any(isinstance(piece, str) and any(stop in piece for stop in stops) for piece in self._pieces)
        self._needs: tuple[frozenset[str], ...] = ()
        self._regex: re.Pattern[str] | None = None
        self._version = -1

    @property
    def slot_kinds(self) -> dict[str, str]:
        """Slot name to kind."""
        return {slot.name: slot.kind for slot in self.slots}

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of characters of which a match must have one each, in this order."""
        self._settle()
        return self._needs

    def find(self, passage: Passage, figures: Sequence[Figure]) -> Iterator[Match]:
        """Yield every match in a passage; `Dispatch` is the way for many patterns."""
        for stretch in (passage.whole,) if self.crosses else passage.stretches:
            yield from self.find_in(stretch, passage, figures)

    def find_in(self, stretch: Stretch, passage: Passage, figures: Sequence[Figure]) -> Iterator[Match]:
        """Yield every match in a stretch of a passage, also those that begin inside an earlier one."""
        self._settle()
        if not self._possible(stretch, passage.coded):
            return
        regex = self._compiled()
        position = stretch.first
        while found := regex.search(passage.coded, position, stretch.last):
            position = found.start() + 1
            match = self._match(found, passage, figures)
            if match:
                yield match

    def _possible(self, stretch: Stretch, coded: str) -> bool:
        """Say whether a stretch has all that the pattern needs, in order."""
        position, last = stretch.first, stretch.last
        for chars in self._needs:
            nearest_one = last
            for char in stretch.present & chars:
                found = coded.find(char, position, nearest_one)
                if found >= 0:
                    nearest_one = found
            if nearest_one == last:
                return False
            position = nearest_one + 1
        return True

    def _compiled(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile("".join(self._written(piece) for piece in self._pieces))
        return self._regex

    def _written(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Barred):
            return _gap(piece.short, self.vocabulary.chars(piece.number))
        chars = self.vocabulary.chars(piece)
        return f"[{chars}]" if len(chars) > 1 else chars

    def _chars(self, need: Need) -> str:
        if isinstance(need, tuple):
            return "".join(self._chars(one) for one in need)
        return need if isinstance(need, str) else self.vocabulary.chars(need)

    def _settle(self) -> None:
        if self._version == self.vocabulary.version and self._version > 0:
            return
        self._needs = tuple(self.vocabulary.need(self._chars(need)) for need in self.required)
        self._regex = None
        self._version = self.vocabulary.version

    def _match(self, found: re.Match[str], passage: Passage, figures: Sequence[Figure]) -> Match | None:
        slots: dict[str, tuple[int, ...]] = {}
        for slot in self.slots:
            first, last = found.span(slot.group)
            if first < 0:
                continue
            sorts = KINDS[slot.kind]
            members = tuple(
                passage.figures[token]
                for token in range(first, last)
                if passage.figures[token] >= 0 and sort_of(figures[passage.figures[token]]) in sorts
            )
            if slot.nouns and any(slot.nouns.isdisjoint(figures[index].noun) for index in members):
                return None
            slots[slot.name] = members
        sign = 0
        for group, value in self.signs:
            if found.span(group)[0] >= 0:
                sign = value
        measure = found.span(MEASURE) if self.has_measure else (-1, -1)
        return Match(slots, found.span(), sign, measure if measure[0] >= 0 else None)


ELEMENT = re.compile(
    r"\s*(?:(?P<slot><[^>]*>)|(?P<wide>\.{4})|(?P<gap>(?:(?P<long>\.\.\.|…)|\.\.)(?:-(?P<barred>[A-Z][A-Z_]+))?)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<bar>\|)"
    r"|(?P<list>[A-Z][A-Z_]+(?![a-z]))|(?P<word>[^\W\d_][\w'’\-]*)|(?P<owner>'s)|(?P<sign>[,();:/&%.–-]))"
)
SLOT = re.compile(r"<\s*(?:(measure)|([a-z]+)\s+([a-z][a-z_0-9]*|_)(\+?)(?:\s*:\s*([\w -]+?))?)\s*>")


Read: TypeAlias = tuple[list[Piece], list[Need]]
"""What was read of a pattern: its pieces, and what any match of them must have, in order."""


def _joined(elements: list[list[Piece]]) -> list[Piece]:
    """Return the pieces of elements in a row; `[A] [A] [A]` is one A up to three times, which compiles much faster."""
    pieces: list[Piece] = []
    for made, run in groupby(elements):
        times = len(list(run))
        if times > 1 and made[-2:] == [")?", ",?"]:
            pieces += ["(?:", *made[:-2], "),?", f"){{0,{times}}}"]
        else:
            pieces += made * times
    return pieces


class _Parser:
    """Recursive descent over the pattern text."""

    def __init__(self, pattern: Pattern, text: str | None = None) -> None:
        self.pattern = pattern
        self.vocabulary = pattern.vocabulary
        self.text = (pattern.text if text is None else text).rstrip()
        self.position = 0

    def sequence(self) -> Read:
        """Read elements up to the end, a closing bracket or a bar."""
        elements: list[list[Piece]] = []
        needs: list[Need] = []
        while self.position < len(self.text):
            found = ELEMENT.match(self.text, self.position)
            if not found:
                self._fail("is not understood here", "use words, CAPITAL lists, <slots>, [optional], {a | b} and ...")
            if found["close"] or found["bar"]:
                break
            self.position = found.end()
            made, needed = self._element(found)
            # A comma in the text may be skipped after anything but a sign.
            elements.append(made if found["sign"] or found["gap"] or found["wide"] else [*made, ",?"])
            needs += needed
        return _joined(elements), needs

    def _element(self, found: re.Match[str]) -> Read:
        if found["word"]:
            number = self.vocabulary.word(found["word"].lower())
            return [number], [number]
        if found["slot"]:
            return self._slot(found["slot"], found.start("slot"))
        if found["wide"]:
            return ["[^.]{0,20}?"], []
        if found["gap"]:
            return [self._gap(found["barred"], not found["long"], found.start("gap"))], []
        if found["open"]:
            return self._group(found["open"], found.start("open"))
        if found["owner"]:
            return [OWNER], [OWNER]
        if found["list"]:
            return self._list(found["list"], found.start("list"))
        if found["sign"] == ".":
            # The first sentence of a passage has no end before it, the last none after it.
            if not self.text[: found.start("sign")].strip():
                return [r"(?:^|[.])"], []
            if found.end("sign") == len(self.text):
                return [r"(?:[.]|$)"], []
        sign = "," if found["sign"] in "–-," else found["sign"]
        return [re.escape(sign)], [sign]

    def _group(self, bracket: str, start: int) -> Read:
        branches = [self.sequence()]
        while (found := ELEMENT.match(self.text, self.position)) and found["bar"]:
            self.position = found.end()
            branches.append(self.sequence())
        if not found or found["close"] != ("]" if bracket == "[" else "}"):
            self.position = start
            self._fail(f"'{bracket}' is never closed", f"close it with {']' if bracket == '[' else '}'}")
        self.position = found.end()
        pieces: list[Piece] = ["(?:"]
        for number, (made, _) in enumerate(branches):
            pieces += ["|", *made] if number else made
        if bracket == "[":
            return [*pieces, ")?"], []
        return [*pieces, ")"], self._needs_of(branches)

    @staticmethod
    def _needs_of(branches: list[Read]) -> list[Need]:
        """Return what a choice needs: all that its only branch needs, or one of what each of several needs first."""
        if len(branches) == 1:
            return branches[0][1]
        if not all(needs for _, needs in branches):
            return []
        return [tuple(needs[0] for _, needs in branches)]

    def _list(self, name: str, start: int) -> Read:
        words = self._words(name, start)
        expanded = self.vocabulary.expanded(name)
        branches: list[Read] = [self._inner(phrase) for phrase in expanded.patterns]
        needs = self._needs_of([*branches, ([], [expanded.heads])] if expanded.branches else branches)
        branches += [(list(branch), []) for branch in expanded.branches]
        pieces: list[Piece] = []
        for made, _ in branches:
            pieces += ["|", *made] if pieces else made
        if not words.sign:
            return ["(?:", *pieces, ")"], needs
        group = f"sign{len(self.pattern.signs)}"
        self.pattern.signs.append((group, words.sign))
        return [f"(?P<{group}>", *pieces, ")"], needs

    def _inner(self, text: str) -> Read:
        """Read an entry of a word list that is a pattern itself."""
        parser = _Parser(self.pattern, text)
        read = parser.sequence()
        parser.expect_end()
        return read

    def _gap(self, barred: str | None, short: bool, start: int) -> Piece:
        if barred is None:
            return _gap(short)
        self._words(barred, start)
        return Barred(self.vocabulary.expanded(barred).singles, short)

    def _slot(self, text: str, start: int) -> Read:
        found = SLOT.fullmatch(text)
        if not found:
            self._fail(f"{text} is no slot", "write <kind name>, such as <money after>, or <measure>", start)
        measure, kind, name, many, noun = found.groups()
        if measure:
            if self.pattern.has_measure:
                self._fail("<measure> stands here twice", "keep one of them", start)
            self.pattern.has_measure = True
            return [f"(?P<{MEASURE}>{_GAP}{{1,8}}?)"], []
        if kind not in KINDS:
            self._fail(f"no figure is of the kind '{kind}'", nearest(kind, sorted(KINDS)), start)
        one = f"[{KINDS[kind]}]"
        if name == "_" and not many:
            return [one], [KINDS[kind]]
        if any(slot.name == name for slot in self.pattern.slots):
            self._fail(f"has two slots '{name}'", "name one of them otherwise, or write two sentences", start)
        group = f"slot{len(self.pattern.slots)}"
        self.pattern.slots.append(_Slot(name, kind, bool(many), self._nouns(noun, start), group))
        if not many:
            return [f"(?P<{group}>{one})"], [KINDS[kind]]
        # Members of a list stand a few words apart; figures of other kinds may not come between them.
        return [f"(?P<{group}>{one}(?:{_GAP}{{0,8}}?{one}){{1,12}})"], [KINDS[kind], KINDS[kind]]

    def _nouns(self, said: str | None, start: int) -> frozenset[str]:
        if not said:
            return frozenset()
        if not said.isupper():
            return frozenset((self.vocabulary.inflection.lemma(said.lower()),))
        self._words(said, start)
        return self.vocabulary.lemmas(said)

    def _words(self, name: str, start: int) -> WordList:
        words = self.vocabulary.lists.get(name)
        if words is None:
            self._fail(f"no word list is called {name}", nearest(name, sorted(self.vocabulary.lists)), start)
        return words

    def expect_end(self) -> None:
        """Raise where a bracket closes that was never opened, or a bar stands outside of brackets."""
        if self.position < len(self.text):
            self._fail("a bracket or bar too many", "remove it, or open the bracket before")

    def _fail(self, what: str, mend: str, at: int | None = None) -> NoReturn:
        raise PatternError(what, self.position if at is None else at, mend)
