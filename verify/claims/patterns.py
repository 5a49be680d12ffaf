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
    .                the end of a sentence, at the beginning of a pattern the beginning of one; every other sign stands for
                     itself, and a comma in the text may be skipped

A passage is coded as a string of one character a token, so that a pattern is one regular expression over it: a word
list is a character class, and matching a sentence costs microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, NoReturn

from msgspec import Struct

from verify.model import Figure
from verify.sourced import nearest

from .passage import Passage
from .vocabulary import FIGURES, KINDS, SIGNS, Vocabulary, sort_of

MEASURE = "measure_words"
_PASSED_OVER = "OBU"
"""Ordinals, names and codes are no quantities: "in the first round" is a gap like any other words."""
_GAP = f"[^{''.join(char for char in FIGURES if char not in _PASSED_OVER)}();:.]"


def is_pattern(phrase: str) -> bool:
    """Whether an entry of a word list is a pattern itself: it has slots, gaps or brackets in it."""
    return any(sign in phrase for sign in ("<", "[", "{", "(", "...", "…"))


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


class Pattern(Struct, dict=True):
    """A compiled pattern; raises `PatternError` on construction."""

    text: str
    vocabulary: Vocabulary
    needs_figure: bool = True
    """Whether a pattern without any slot is refused."""

    def __post_init__(self) -> None:
        self.slots: list[_Slot] = []
        self.signs: list[tuple[str, int]] = []
        self.required: list[frozenset[str]] = []
        self._has_measure = False
        parser = _Parser(self)
        self._source = parser.sequence(required=True)
        parser.expect_end()
        if self.needs_figure and not self.slots:
            raise PatternError("names no figure", 0, "put at least one slot into it, such as <money after>")

    @cached_property
    def slot_kinds(self) -> dict[str, str]:
        """Slot name to kind."""
        return {slot.name: slot.kind for slot in self.slots}

    @cached_property
    def trigger(self) -> frozenset[str]:
        """Characters of which one must be in the passage: the scarcest requirement, to find candidates quickly."""

        def scarcity(chars: frozenset[str]) -> tuple[bool, int]:
            return (bool(chars & set(FIGURES + SIGNS)), len(chars))

        return min(self.required, key=scarcity)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        # Compiled when first needed: most patterns of a rule book never meet their trigger in a given text.
        return re.compile(self._source)

    def find(self, passage: Passage, figures: Sequence[Figure]) -> Iterator[Match]:
        """Yield every match, also those that begin inside an earlier one."""
        if not all(passage.present & chars for chars in self.required):
            return
        position = 0
        while found := self._regex.search(passage.coded, position):
            position = found.start() + 1
            match = self._match(found, passage, figures)
            if match:
                yield match

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
        measure = found.span(MEASURE) if self._has_measure else (-1, -1)
        return Match(slots, found.span(), sign, measure if measure[0] >= 0 else None)


_ELEMENT = re.compile(
    r"\s*(?:(?P<slot><[^>]*>)|(?P<gap>(?:\.\.\.|…)(?:-(?P<barred>[A-Z][A-Z_]+))?)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<bar>\|)"
    r"|(?P<list>[A-Z][A-Z_]+(?![a-z]))|(?P<word>[^\W\d_][\w'’\-]*)|(?P<sign>[,();:/&%.–-]))"
)
_SLOT = re.compile(r"<\s*(?:(measure)|([a-z]+)\s+([a-z][a-z_0-9]*|_)(\+?)(?:\s*:\s*([\w -]+?))?)\s*>")


class _Parser:
    """Recursive descent over the pattern text, writing a regular expression."""

    def __init__(self, pattern: Pattern, text: str | None = None) -> None:
        self.pattern = pattern
        self.text = pattern.text if text is None else text
        self.position = 0

    def sequence(self, *, required: bool) -> str:
        """Read elements up to the end, a closing bracket or a bar."""
        parts: list[str] = []
        while self.position < len(self.text.rstrip()):
            found = _ELEMENT.match(self.text, self.position)
            if not found:
                self._fail("is not understood here", "use words, CAPITAL lists, <slots>, [optional], {a | b} and ...")
            if found["close"] or found["bar"]:
                break
            self.position = found.end()
            part = self._element(found, required=required)
            # A comma in the text may be skipped after anything but a sign.
            parts.append(part if found["sign"] or found["gap"] else part + ",?")
        return "".join(parts)

    def _element(self, found: re.Match[str], *, required: bool) -> str:
        if found["slot"]:
            return self._slot(found["slot"], required=required, start=found.start("slot"))
        if found["gap"]:
            return self._gap(found["barred"], start=found.start("gap"))
        if found["open"]:
            return self._group(found["open"], required=required, start=found.start("open"))
        if found["list"]:
            return self._list(found["list"], required=required, start=found.start("list"))
        if found["word"]:
            chars = self.pattern.vocabulary.word_class(found["word"].lower())
            return self._require(chars, required=required)
        if found["sign"] == "." and self._at_edge(found):
            # The first sentence of a passage has no end before it, the last none after it.
            return r"(?:^|[.])" if not self.text[: found.start("sign")].strip() else r"(?:[.]|$)"
        return self._require("," if found["sign"] in "–-," else found["sign"], required=required)

    def _at_edge(self, found: re.Match[str]) -> bool:
        return not self.text[: found.start("sign")].strip() or not self.text[found.end("sign") :].strip()

    def _group(self, bracket: str, *, required: bool, start: int) -> str:
        branches = [self.sequence(required=required and bracket == "{" and not self._has_bar())]
        while self.position < len(self.text) and (found := _ELEMENT.match(self.text, self.position)) and found["bar"]:
            self.position = found.end()
            branches.append(self.sequence(required=False))
        found = _ELEMENT.match(self.text, self.position)
        if not found or found["close"] != ("]" if bracket == "[" else "}"):
            self.position = start
            self._fail(f"'{bracket}' is never closed", f"close it with {']' if bracket == '[' else '}'}")
        self.position = found.end()
        return f"(?:{'|'.join(branches)})" + ("?" if bracket == "[" else "")

    def _has_bar(self) -> bool:
        depth = 0
        for sign in self.text[self.position :]:
            if sign in "[{":
                depth += 1
            elif sign in "]}":
                if depth == 0:
                    return False
                depth -= 1
            elif sign == "|" and depth == 0:
                return True
        return False

    def _list(self, name: str, *, required: bool, start: int) -> str:
        words = self.pattern.vocabulary.lists.get(name)
        if words is None:
            self._fail(f"no word list is called {name}", nearest(name, sorted(self.pattern.vocabulary.lists)), at=start)
        singles: list[str] = []
        phrases: list[str] = []
        inner = [phrase for phrase in words.phrases if is_pattern(phrase)]
        for phrase in words.phrases:
            if phrase in inner:
                phrases.append(self._inner(phrase))
                continue
            classes = [self.pattern.vocabulary.word_class(word) for word in phrase.split()]
            if len(classes) == 1:
                singles.append(classes[0])
            else:
                phrases.append("".join(f"[{chars}]" for chars in classes))
        chars = "".join(singles)
        if required and not inner:
            heads = {char for phrase in words.phrases for char in self.pattern.vocabulary.word_class(phrase.split()[0])}
            self.pattern.required.append(frozenset(heads))
        branches = [*sorted(phrases, key=len, reverse=True), *([f"[{chars}]"] if chars else [])]
        body = "|".join(branches)
        if not words.sign:
            return f"(?:{body})"
        group = f"sign{len(self.pattern.signs)}"
        self.pattern.signs.append((group, words.sign))
        return f"(?P<{group}>{body})"

    def _inner(self, text: str) -> str:
        """Read an entry of a word list that is a pattern itself."""
        parser = _Parser(self.pattern, text)
        source = parser.sequence(required=False)
        parser.expect_end()
        return source

    def _gap(self, barred: str | None, *, start: int) -> str:
        if barred is None:
            return _GAP + "{0,8}?"
        words = self.pattern.vocabulary.lists.get(barred)
        if words is None:
            known = sorted(self.pattern.vocabulary.lists)
            self._fail(f"no word list is called {barred}", nearest(barred, known), at=start)
        chars = "".join(self.pattern.vocabulary.word_class(phrase) for phrase in words.phrases if " " not in phrase)
        return f"{_GAP[:-1]}{chars}]{{0,8}}?"

    def _slot(self, text: str, *, required: bool, start: int) -> str:
        found = _SLOT.fullmatch(text)
        if not found:
            self._fail(f"{text} is no slot", "write <kind name>, such as <money after>, or <measure>", at=start)
        measure, kind, name, many, noun = found.groups()
        if measure:
            if self.pattern._has_measure:
                self._fail("<measure> stands here twice", "keep one of them", at=start)
            self.pattern._has_measure = True
            return f"(?P<{MEASURE}>{_GAP}{{1,8}}?)"
        if kind not in KINDS:
            self._fail(f"no figure is of the kind '{kind}'", nearest(kind, sorted(KINDS)), at=start)
        if name == "_" and not many:
            return f"[{KINDS[kind]}]"
        if any(slot.name == name for slot in self.pattern.slots):
            self._fail(f"has two slots '{name}'", "name one of them otherwise, or write two sentences", at=start)
        group = f"slot{len(self.pattern.slots)}"
        self.pattern.slots.append(_Slot(name, kind, bool(many), self._nouns(noun, start), group))
        if required:
            self.pattern.required.append(frozenset(KINDS[kind]))
        one = f"[{KINDS[kind]}]"
        if not many:
            return f"(?P<{group}>{one})"
        # Members of a list stand a few words apart; figures of other kinds may not come between them.
        return f"(?P<{group}>{one}(?:{_GAP}{{0,8}}?{one}){{1,12}})"

    def _nouns(self, said: str | None, start: int) -> frozenset[str]:
        if not said:
            return frozenset()
        phrases: tuple[str, ...] = (said.lower(),)
        if said.isupper():
            words = self.pattern.vocabulary.lists.get(said)
            if words is None:
                known = sorted(self.pattern.vocabulary.lists)
                self._fail(f"no word list is called {said}", nearest(said, known), at=start)
            phrases = words.phrases
        return frozenset(self.pattern.vocabulary.inflection.lemma(phrase) for phrase in phrases)

    def _require(self, chars: str, *, required: bool) -> str:
        if required:
            self.pattern.required.append(frozenset(chars))
        return f"[{re.escape(chars)}]" if len(chars) > 1 else re.escape(chars)

    def expect_end(self) -> None:
        """Raise where a bracket closes that was never opened, or a bar stands outside of brackets."""
        if self.position < len(self.text.rstrip()):
            self._fail("a bracket or bar too many", "remove it, or open the bracket before")

    def _fail(self, what: str, mend: str, at: int | None = None) -> NoReturn:
        raise PatternError(what, self.position if at is None else at, mend)
