"""The little language in which rules and claims say what a sentence looks like, read into pieces.

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

What is read are the pieces of a regular expression over coded passages, and what a match must have, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, NoReturn, TypeAlias

from msgspec import Struct, field

from verify.sourced import nearest

from .vocabulary import FIGURES, KINDS, OWNER, Token, Vocabulary, WordList

MEASURE = "measure_words"
_PASSED_OVER = "OBUIJ"
"""Ordinals, names, codes and lists are no quantities: "in the first round" is a gap like any other words."""
_GAP = f"[^{''.join(char for char in FIGURES if char not in _PASSED_OVER)}();:.]"


def gap(short: bool, barred: str = "") -> str:
    """Return the expression of a gap without the characters `barred`."""
    return f"{_GAP[:-1]}{',' * short}{barred}]{'{0,3}?' if short else '{0,8}?'}"


class PatternError(ValueError):
    """A pattern that cannot be read; `position` is the offset of the spot."""

    def __init__(self, what: str, position: int, mend: str) -> None:
        super().__init__(what)
        self.position = position
        self.mend = mend


class Slot(Struct, frozen=True):
    """A place for one figure of a kind, or several."""

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


class Need(NamedTuple):
    """A token that any match must have, and what must stand directly before and behind it, commas aside."""

    token: Token
    before: Token | None = None
    """None for anything."""
    behind: Token | None = None


class Read(NamedTuple):
    """What was read of a pattern."""

    pieces: list[Piece]
    needs: Sequence[Need] = ()
    """In order."""
    first: Token | None = None
    """What a match begins with; None for anything."""
    last: Token | None = None
    empty: bool = False
    """Whether it may be missing."""


def one_token(token: str | int, piece: str | int | None = None) -> Read:
    """Return a single token as read."""
    return Read([token if piece is None else piece], [Need(token)], token, token)


ELEMENT = re.compile(
    r"\s*(?:(?P<slot><[^>]*>)|(?P<wide>\.{4})|(?P<gap>(?:(?P<long>\.\.\.|…)|\.\.)(?:-(?P<barred>[A-Z][A-Z_]+))?)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<bar>\|)"
    r"|(?P<list>[A-Z][A-Z_]+(?![a-z]))|(?P<word>[^\W\d_][\w'’\-]*)|(?P<owner>'s)|(?P<sign>[,();:/&%.–-]))"
)
SLOT = re.compile(r"<\s*(?:(measure)|([a-z]+)\s+([a-z][a-z_0-9]*|_)(\+?)(?:\s*:\s*([\w -]+?))?)\s*>")


class Groups(Struct):
    """The groups of the expression that are asked for when it has matched."""

    slots: list[Slot] = field(default_factory=list)
    signs: list[tuple[str, int]] = field(default_factory=list)
    """Word lists with a direction."""
    measure: bool = False


def parse_pattern(text: str, vocabulary: Vocabulary) -> tuple[Read, Groups]:
    """Return what is read of a pattern; raises `PatternError`."""
    groups = Groups()
    parser = _Parser(text, vocabulary, groups)
    read = parser.sequence()
    parser.expect_end()
    return read, groups


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


def _edge(tokens: Iterable[tuple[Token | None, bool]]) -> Token | None:
    """Return what comes first of several that may be missing, each with whether it may; None where it is anything."""
    found: list[Token] = []
    for token, missing in tokens:
        if token is None:
            return None
        found.append(token)
        if not missing:
            return tuple(found) if len(found) > 1 else token
    return None


def _needs_in_place(reads: Sequence[Read], number: int) -> list[Need]:
    """Return what one of several in a row needs; the tokens at its edges are told what stands beside them."""
    read = reads[number]
    needs = list(read.needs)
    if needs and needs[0].token == read.first:
        before = _edge((other.last, other.empty) for other in reversed(reads[:number]))
        needs[0] = needs[0]._replace(before=before)
    if needs and needs[-1].token == read.last:
        behind = _edge((other.first, other.empty) for other in reads[number + 1 :])
        needs[-1] = needs[-1]._replace(behind=behind)
    return needs


def _choice(branches: Sequence[Read]) -> Sequence[Need]:
    """Return what a choice needs: all that its only branch needs, or one of what each of several needs first."""
    if len(branches) == 1:
        return branches[0].needs
    if not all(branch.needs for branch in branches):
        return ()
    return (Need(tuple(branch.needs[0].token for branch in branches)),)


def _any_of(tokens: Sequence[Token | None]) -> Token | None:
    known = tuple(token for token in tokens if token is not None)
    return known if len(known) == len(tokens) else None


class _Parser:
    """Recursive descent over the pattern text."""

    def __init__(self, text: str, vocabulary: Vocabulary, groups: Groups) -> None:
        self.text = text.rstrip()
        self.vocabulary = vocabulary
        self.groups = groups
        self.position = 0

    def sequence(self) -> Read:
        """Read elements up to the end, a closing bracket or a bar."""
        elements: list[list[Piece]] = []
        reads: list[Read] = []
        while self.position < len(self.text):
            found = ELEMENT.match(self.text, self.position)
            if not found:
                self._fail("is not understood here", "use words, CAPITAL lists, <slots>, [optional], {a | b} and ...")
            if found["close"] or found["bar"]:
                break
            self.position = found.end()
            read = self._element(found)
            # A comma in the text may be skipped after anything but a sign.
            bare = found["sign"] or found["gap"] or found["wide"]
            elements.append(read.pieces if bare else [*read.pieces, ",?"])
            reads.append(read)
        return Read(
            _joined(elements),
            [need for number in range(len(reads)) for need in _needs_in_place(reads, number)],
            _edge((read.first, read.empty) for read in reads),
            _edge((read.last, read.empty) for read in reversed(reads)),
        )

    def _element(self, found: re.Match[str]) -> Read:
        if found["word"]:
            return one_token(self.vocabulary.word(found["word"].lower()))
        if found["slot"]:
            return self._slot(found["slot"], found.start("slot"))
        if found["wide"]:
            return Read(["[^.]{0,20}?"])
        if found["gap"]:
            return Read([self._gap(found["barred"], not found["long"], found.start("gap"))])
        if found["open"]:
            return self._group(found["open"], found.start("open"))
        if found["owner"]:
            return one_token(OWNER)
        if found["list"]:
            return self._list(found["list"], found.start("list"))
        if found["sign"] == ".":
            # The first sentence of a passage has no end before it, the last none after it.
            if not self.text[: found.start("sign")].strip():
                return Read([r"(?:^|[.])"])
            if found.end("sign") == len(self.text):
                return Read([r"(?:[.]|$)"])
        sign = "," if found["sign"] in "–-," else found["sign"]
        return one_token(sign, re.escape(sign))

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
        for number, branch in enumerate(branches):
            pieces += ["|", *branch.pieces] if number else branch.pieces
        first, last = _any_of([branch.first for branch in branches]), _any_of([branch.last for branch in branches])
        if bracket == "[":
            return Read([*pieces, ")?"], (), first, last, empty=True)
        return Read([*pieces, ")"], _choice(branches), first, last)

    def _list(self, name: str, start: int) -> Read:
        words = self._words(name, start)
        expanded = self.vocabulary.expanded(name)
        inner = [self._inner(phrase) for phrase in expanded.patterns]
        # A long list is entered once, at the heads of its phrases.
        heads = [Read([], [Need(expanded.heads)], expanded.heads)] if expanded.branches else []
        needs = _choice([*inner, *heads])
        first = _any_of([read.first for read in (*inner, *heads)])
        last = _any_of([*(read.last for read in inner), *(branch[-1] for branch in expanded.branches)])
        pieces: list[Piece] = []
        for branch in [*(read.pieces for read in inner), *map(list[Piece], expanded.branches)]:
            pieces += ["|", *branch] if pieces else branch
        if not words.sign:
            return Read(["(?:", *pieces, ")"], needs, first, last)
        group = f"sign{len(self.groups.signs)}"
        self.groups.signs.append((group, words.sign))
        return Read([f"(?P<{group}>", *pieces, ")"], needs, first, last)

    def _inner(self, text: str) -> Read:
        """Read an entry of a word list that is a pattern itself."""
        parser = _Parser(text, self.vocabulary, self.groups)
        read = parser.sequence()
        parser.expect_end()
        return read

    def _gap(self, barred: str | None, short: bool, start: int) -> Piece:
        if barred is None:
            return gap(short)
        self._words(barred, start)
        return Barred(self.vocabulary.expanded(barred).singles, short)

    def _slot(self, text: str, start: int) -> Read:
        found = SLOT.fullmatch(text)
        if not found:
            self._fail(f"{text} is no slot", "write <kind name>, such as <money after>, or <measure>", start)
        measure, kind, name, many, noun = found.groups()
        if measure:
            if self.groups.measure:
                self._fail("<measure> stands here twice", "keep one of them", start)
            self.groups.measure = True
            return Read([f"(?P<{MEASURE}>{_GAP}{{1,8}}?)"])
        if kind not in KINDS:
            self._fail(f"no figure is of the kind '{kind}'", nearest(kind, sorted(KINDS)), start)
        sorts = KINDS[kind]
        one, need = f"[{sorts}]", Need(sorts)
        if name == "_" and not many:
            return Read([one], [need], sorts, sorts)
        if any(slot.name == name for slot in self.groups.slots):
            self._fail(f"has two slots '{name}'", "name one of them otherwise, or write two sentences", start)
        group = f"slot{len(self.groups.slots)}"
        self.groups.slots.append(Slot(name, kind, bool(many), self._nouns(noun, start), group))
        if not many:
            return Read([f"(?P<{group}>{one})"], [need], sorts, sorts)
        # Members of a list stand a few words apart; figures of other kinds may not come between them.
        return Read([f"(?P<{group}>{one}(?:{_GAP}{{0,8}}?{one}){{1,12}})"], [need, need], sorts, sorts)

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
