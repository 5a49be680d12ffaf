"""Parting a region into sentences.

Every run of `.`, `!`, `?` or `…` that a blank follows is looked at once, with the word before it and the word after it;
`data/sentences.yaml` holds the words that decide. A line break is a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from verify.errors import LexiconError
from verify.model import Document, Region, RegionKind, Span
from verify.sourced import Items, Table, Text, documents, read_file

_LEXICON = Path(__file__).with_name("data") / "sentences.yaml"

# The mark, what closes after it (quotes, brackets, a note's number), and the blank. It begins with one class of
# characters, so that the search for it runs through a text at the speed of C.
_MARK = re.compile(r"""(?P<mark>[.!?…。！？]+)(?P<closers>["'”’»›)\]*_」』]*(?:\[\d{1,3}\])*)(?P<blank>\s+|$)?""")
_WIDE = "。！？"
"""Marks of Chinese and Japanese, which no blank follows."""
_GLUED = re.compile(r"[a-zà-ÿ]{3}[.!?][A-Z][a-z]")
"""A mark that runs into the next sentence."""
_OPENING = "\"'“‘«‹„([*_¿¡"
_WORD_BEFORE = re.compile(r"[^\s\"“”‘«»()\[\]*—]{1,24}\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_LINE_BREAK = re.compile(r"\s*[\r\n]+\s*")


class SentenceWords(NamedTuple):
    """The words that tell the end of a sentence from an abbreviation."""

    never: frozenset[str]
    before_number: frozenset[str]
    sometimes: frozenset[str]
    openers: frozenset[str]
    months: frozenset[str]
    marked: tuple[str, ...]


def sentences(document: Document, region_index: int, words: SentenceWords | None = None) -> tuple[Span, ...]:
    """Return where the sentences of a region stand, in order, without the blanks between them.

    A row of a table is a sentence by itself; a region that is no prose has none. `words` are read from their file where
    they are not given.

    >>> from verify.reading import read_text
    >>> document = read_text("It sold 3.5 million in the U.S. last year. Mr. J. Doe was pleased.")
    >>> [document.quote(span) for span in sentences(document, 0)]
    ['It sold 3.5 million in the U.S. last year.', 'Mr. J. Doe was pleased.']
    """
    region = document.regions[region_index]
    if not region.kind.is_prose:
        return ()
    if region.kind is RegionKind.TABLE:
        ends = _rows(document.text, region)
    else:
        ends = _ends(document.text, region, words or load_sentence_words())
    spans = []
    start = region.span.start
    for end, after in (*ends, (region.span.end, region.span.end)):
        if end > start and not document.text[start:end].isspace():
            spans.append(Span(start, end))
            start = after
    return tuple(spans)


def _rows(text: str, region: Region) -> Iterator[tuple[int, int]]:
    for found in _LINE_BREAK.finditer(text, *region.span):
        yield found.start(), found.end()


def _ends(text: str, region: Region, words: SentenceWords) -> Iterator[tuple[int, int]]:
    """Yield the end of each sentence but the last, and where the next begins."""
    holes = iter(region.holes)
    hole = next(holes, None)
    for found in _MARK.finditer(text, *region.span):
        while hole and hole.end <= found.start():
            hole = next(holes, None)
        if hole and hole.start < found.start():  # inside code or an address; `found.end()` may close emphasis
            continue
        mark, closers, blank = found.groups()
        after = found.end()
        if mark[-1] in _WIDE:
            yield (found.start("blank") if blank else after), after
        elif not blank:
            glued = not closers and _GLUED.match(text, found.start() - 3, region.span.end)
            if (
                glued
                and found.start() >= region.span.start + 3
                and _word_after(text, after, region.span.end) in words.openers
            ):
                yield after, after
        elif after < region.span.end and _parts(text, region, found, words):
            yield found.start("blank"), after


def _parts(text: str, region: Region, found: re.Match[str], words: SentenceWords) -> bool:
    """Say whether a sentence ends at a mark that a blank follows."""
    start, after, end = found.start(), found.end(), region.span.end
    following = text[after : after + 4].lstrip(_OPENING)[:2]
    word_after = _word_after(text, after, end)
    if following[:1].islower() and not following[1:].isupper():  # but "eBay", "iPhone"
        return False
    before = _WORD_BEFORE.search(text, max(region.span.start, start - 25), start)
    word = before[0].lstrip("'‘$£€") if before else ""
    if found["mark"] != ".":
        return not (found["mark"] in "!?" and f"{word}{found['mark']}".endswith(words.marked))
    if found["closers"].strip("*_"):
        return True
    if word in words.never:
        return False
    if word in words.before_number and word_after.isdigit():
        return False
    if word in words.sometimes or _is_initial(word):
        return word_after in words.openers
    if word.isdigit():
        number_begins_region = before is not None and before.start() == region.span.start
        return not number_begins_region and word_after not in words.months
    return True


def _is_initial(word: str) -> bool:
    """Say whether a word is initials: "J", "J.K", "J.-P"."""
    if word[1:2] not in ("", ".", "-"):
        return False
    letters = re.split(r"[.-]+", word)
    return all(len(letter) == 1 and letter.isupper() for letter in letters)


def _word_after(text: str, after: int, end: int) -> str:
    while after < end and text[after] in _OPENING:
        after += 1
    found = _WORD_AFTER.match(text, after, end)
    return found[0] if found else ""


@cache
def load_sentence_words() -> SentenceWords:
    """Read the lexicon; raises LexiconError with the place of a malformed line."""
    file = read_file(_LEXICON, LexiconError)
    lists: dict[str, list[str]] = {}
    for document in documents(file):
        if not isinstance(document, Table):
            raise file.fault(document, "is no mapping", "write `name:` and its words below")
        for name, words in document.items():
            if name not in SentenceWords._fields:
                raise file.fault(name, f"there is no list '{name}'", "see the lists at the top of this file")
            if not isinstance(words, Items):
                raise file.fault(words, "is no list", "write the words in brackets")
            lists[name] = [str(word) for row in words for word in ([row] if isinstance(row, Text) else row)]
    return SentenceWords(
        never=frozenset(lists["never"]),
        before_number=frozenset(lists["before_number"]),
        sometimes=frozenset(lists["sometimes"]),
        openers=frozenset(lists["openers"]),
        months=frozenset(lists["months"]),
        marked=tuple(lists["marked"]),
    )
