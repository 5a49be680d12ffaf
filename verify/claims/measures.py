"""Of what: the noun phrase that a figure belongs to, found by the classes of words, without a parser.

A count carries its noun. Else what stands beside the figure is asked first ("a <$206bn> settlement", "<10%> of the
annual revenue", "a net profit of <19bn>", "a <3%> rise in sales"), then its clause: the object that a verb moves
("boost net income by <400m>"), or the subject ("annual revenue increased by <12%>"). A figure behind another one, or
in brackets after it, is of the same thing. What cannot be found is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from verify.model import Document, Figure, Kind, Span, Standing, Term

from .anchors import Anchor, after_figure, anchor_of, nominal_before
from .clause_words import ClauseWords
from .language import Language
from .passage import Passage

NOTHING = Term()
_OWNING = ("'s", "’s", "s'", "s’")


class Reading(NamedTuple):
    """What is found of a figure in its clause."""

    measure: Term
    anchor: Anchor
    phrase: range
    """The tokens around the measure, in which names say whose it is."""
    beside: str = ""
    """Where the measure stands: "noun", "after", "of", "before", "moved" (its head was a word of change), "clause"."""
    sign: int = 0
    """Where a word of change beside the figure says it goes: +1 up, -1 down."""


class Row(NamedTuple):
    """A passage with all that its reading needs."""

    passage: Passage
    letters: str
    document: Document
    figures: Sequence[Figure]
    language: Language

    @property
    def words(self) -> ClauseWords:
        """The words of clauses."""
        return self.language.clauses


def read_measure(token: int, row: Row, earlier: dict[int, Reading]) -> Reading:
    """Return what the figure at `token` measures; `earlier` holds the readings of the figures before it, by token."""
    found = _resolved(_read(token, row, earlier), token, row, earlier)
    words = row.passage.words
    if words[token + 1 : token + 2] in (("a",), ("per",), ("an",)) and row.letters[token + 2 : token + 3] == "N":
        each = f"per {row.language.vocabulary.inflection.lemma(words[token + 2])}"
        key = tuple(word for word in found.measure.key if not word.startswith("per "))
        return found._replace(measure=replace(found.measure, key=(each, *key) if key else ()))
    if any(word.startswith("per ") for word in found.measure.key) and found.anchor.link != "(":
        key = tuple(word for word in found.measure.key if not word.startswith("per "))
        return found._replace(measure=replace(found.measure, key=key))
    return found


def _resolved(found: Reading, token: int, row: Row, earlier: dict[int, Reading]) -> Reading:
    """Return a reading with the measure spoken of before: "the figure was <5%>", "it rose <3%>"."""
    key = found.measure.key
    anaphor = len(key) == 1 and key[0] in row.words.anaphors
    if key and not anaphor:
        return found
    moves = found.anchor.kind == "pronoun" and row.passage.words[found.anchor.verb] in row.words.signs
    if not anaphor and not moves:
        return found
    kind = row.figures[row.passage.figures[token]].kind
    here = row.passage.sentences[token]
    for other in reversed(earlier):
        away = here - row.passage.sentences[other]
        if away > 1:
            break
        measure = earlier[other].measure
        if away and measure.key and row.figures[row.passage.figures[other]].kind is kind:
            return found._replace(measure=replace(measure, standing=Standing.INHERITED), beside="before")
    return found


def _read(token: int, row: Row, earlier: dict[int, Reading]) -> Reading:
    figure = row.figures[row.passage.figures[token]]
    anchor = anchor_of(token, row.letters)
    if figure.noun:
        span = Span(figure.span.end, figure.extent.end)
        term = Term(row.document.text[span.start : span.end].strip(), figure.noun, Standing.STATED, span)
        return Reading(term, anchor, range(token, token), "noun")
    for found in (_after(token, figure, anchor, row), _of(token, anchor, row)):
        if found is not None:
            return found if found.measure.key else _by_anchor(token, found, row, earlier)
    return _by_anchor(token, Reading(NOTHING, anchor, range(token, token)), row, earlier)


def noun_phrase(tokens: range, row: Row) -> Term:
    """Return the head noun of a stretch of tokens with its modifiers, those behind prepositions first; no names.

    "the number of Huawei's corporate customers in Russia" -> ("corporate", "customer");
    "sales at furniture stores" -> ("furniture", "store", "sale").
    """
    key: list[str] = []
    kept: list[int] = []
    beyond: list[str] = []
    lemma = row.language.vocabulary.inflection.lemma
    words, written, letters = row.passage.words, row.passage.written, row.letters
    aside: list[str] | None = None
    for token in tokens:
        letter = letters[token]
        if letter == "(":
            break
        if letter in "OPTYR":
            if aside is None and (not key or (len(key) == 1 and key[0] in row.words.empty_heads and letter == "O")):
                key.clear()
                kept.clear()
                continue
            beyond += _content(aside, row)
            aside = []
        elif letter in "NV" and not written[token].endswith(_OWNING):
            if aside is None:
                key.append(lemma(words[token]))
                kept.append(token)
            else:
                aside.append(lemma(words[token]))
        elif letter in "NV" and aside is None:
            key.clear()  # "the group's annual revenue": whose, not what
            kept.clear()
    beyond += _content(aside, row)
    if not key:
        return NOTHING
    span = row.passage.span(kept[0], kept[-1] + 1)
    return Term(row.document.quote(span), (*beyond, *key), Standing.STATED, span)


def _content(aside: list[str] | None, row: Row) -> list[str]:
    """Return the words behind a preposition, none of "the entire group", which says whose and not what."""
    return aside if aside and aside[-1] not in row.words.topics else []


def _after(token: int, figure: Figure, anchor: Anchor, row: Row) -> Reading | None:
    """Return the noun phrase that follows: "<10%> of the revenue", "<3%> rise in sales", "<$206bn> settlement"."""
    letters = row.letters
    following = letters[token + 1 : token + 2]
    if following == "O":
        phrase = range(token + 2, _phrase_end(token + 2, letters))
        return _reading(phrase, anchor, "of", row)
    first, last = after_figure(token, letters)
    if first < last:
        return _moved(range(first, last), anchor, row) or _reading(range(first, last), anchor, "after", row)
    if following == "P" and row.passage.words[token + 1] == "in" and letters[token + 2 : token + 3] in ("N", "A"):
        phrase = range(token + 2, _phrase_end(token + 2, letters))
        found = _reading(phrase, anchor, "after", row)
        if found.measure.key and figure.kind is Kind.MONEY and letters[token + 2] == "N":
            return found
    return None


def _of(token: int, anchor: Anchor, row: Row) -> Reading | None:
    """Return the noun phrase before: "a net profit of <19bn>", "a deal worth <$4bn>", "a fall of <3%> in sales"."""
    letters, words = row.letters, row.passage.words
    end = token - 1
    while end > 0 and letters[end] == "D" and words[end] != "worth":
        end -= 1
    if end < 1 or not (letters[end] == "O" or words[end] == "worth"):
        return None
    phrase = range(nominal_before(end, letters), end)
    if not phrase:
        return None
    moved = _moved(phrase, anchor, row, token + 1)
    if moved is not None:
        return moved
    found = _reading(phrase, anchor, "before", row)
    empty = len(found.measure.key) < 2 and found.measure.head in row.words.empty_heads
    return None if empty or not found.measure.key else found


def _moved(phrase: range, anchor: Anchor, row: Row, follows: int | None = None) -> Reading | None:
    """Return what a noun of change is about: "rise in <sales>", "<sales> growth"; None where the head is none."""
    words, letters = row.passage.words, row.letters
    last = phrase.stop - 1
    sign = row.words.signs.get(words[last])
    if sign is None:
        return None
    if words[last] in row.words.sizes:
        return _reading(phrase, anchor, "moved", row)._replace(sign=sign)
    start = follows if follows is not None else phrase.stop
    if letters[start : start + 1] in ("P", "O") and words[start] in ("in", "of"):
        after = range(start + 1, _phrase_end(start + 1, letters))
        found = _reading(after, anchor, "moved", row)
        if found.measure.key:
            return found._replace(sign=sign)
    found = _reading(range(phrase.start, last), anchor, "moved", row)._replace(sign=sign)
    # "closed at $40.15 - a drop of <5.1%>": what is before the noun of change tells what has dropped.
    return found if found.measure.key or follows is None else found._replace(anchor=anchor_of(phrase.start, letters))


def _by_anchor(token: int, found: Reading, row: Row, earlier: dict[int, Reading]) -> Reading:
    """Return a reading with the measure of its clause, where nothing beside the figure names one."""
    anchor = found.anchor
    if anchor.kind == "same":
        other = earlier.get(anchor.first)
        if other is None:
            return found
        noun = other.beside == "noun" and row.figures[row.passage.figures[token]].kind is not Kind.NUMBER
        return found if noun else found._replace(measure=other.measure, phrase=other.phrase)
    phrase = range(anchor.first, anchor.last)
    if anchor.verb >= 0 and anchor.kind != "object":
        measured = row.words.verb_measures.get(row.passage.words[anchor.verb])
        if measured:
            span = row.passage.span(anchor.verb, anchor.verb + 1)
            lemma = row.language.vocabulary.inflection.lemma(measured)
            term = Term(row.passage.words[anchor.verb], (lemma,), Standing.STATED, span)
            return found._replace(measure=term, phrase=phrase, beside="clause")
    if anchor.kind in ("clause", "object"):
        term = noun_phrase(phrase, row)
        meaning = row.words.meanings.get(term.head)
        if meaning and row.figures[row.passage.figures[token]].kind in (Kind.PERCENT, Kind.MONEY):
            term = replace(term, key=(*term.key[:-1], *meaning))
        return found._replace(measure=term, phrase=phrase, beside=found.beside or "clause")
    return found


def _reading(phrase: range, anchor: Anchor, beside: str, row: Row) -> Reading:
    return Reading(noun_phrase(phrase, row), anchor, phrase, beside)


def _phrase_end(first: int, letters: str) -> int:
    last = first
    while last < len(letters) and letters[last] in "NMAQOD":
        last += 1
    return last
