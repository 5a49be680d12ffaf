"""A sentence as a pattern: its words and word lists between its figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from verify.claims import Passage, Vocabulary, is_pattern
from verify.claims.vocabulary import SENTENCE_END

NEAR = 5
"""Words between two figures that are all kept; of more, those beside the figures are."""
BESIDE = 2
BEFORE, AFTER = 3, 2
"""Words before the first figure, and after the last one, that are kept where they are no names of things."""
_SIGNS = ",();:"


def pattern_of(
    passage: Passage, vocabulary: Vocabulary, lists: Collection[str], slot: Callable[[int], str]
) -> tuple[str, int]:
    """Return a pattern for a passage, and +1 or -1 by its last word of direction, 0 without one.

    `lists` are those that may stand for words; `slot` gives what stands for the figure with an index.
    """
    words = _Words(vocabulary, lists)
    marks = [place for place, index in enumerate(passage.figures) if index >= 0]
    first, last = marks[0], marks[-1]
    start = first
    while start > max(0, first - BEFORE) and words.ties(passage.words[start - 1]):
        start -= 1
    end = last
    while end < min(len(passage.words) - 1, last + AFTER) and words.ties(passage.words[end + 1]):
        end += 1
    said = [words.written(word) for word in passage.words[start:first]]
    for place, following in zip(marks, [*marks[1:], None], strict=True):
        said.append(slot(passage.figures[place]))
        between = passage.words[place + 1 : following if following is not None else end + 1]
        if following is None or len(between) <= NEAR:
            said += [words.written(word) for word in between]
        else:
            kept = [words.written(word) for word in between]
            middle = between[BESIDE:-BESIDE]
            said += [*kept[:BESIDE], *_across(middle), *kept[-BESIDE:]]
    return " ".join(word for word in said if word), words.sign


def lists_that_tie(sentences: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Return the word lists that sentences name for what they say; of others no word may stand in a gap."""
    said = " ".join(sentences)
    return [name for name in vocabulary.lists if re.search(rf"(?<![-:A-Z_]){name}(?![A-Z_])", said)]


def _across(words: tuple[str, ...]) -> list[str]:
    """Return gaps over words: a gap does not cross a sign or the end of a sentence, and is no longer than eight."""
    made: list[str] = []
    length = 0
    for word in words:
        if word in (*_SIGNS[1:], SENTENCE_END):
            made.append(word)
            length = 0
            continue
        if length % 8 == 0:
            made.append("...")
        length += 1
    return made


class _Words:
    """Words of a sentence as a pattern has them: base forms, and names of lists."""

    def __init__(self, vocabulary: Vocabulary, lists: Collection[str]) -> None:
        self.sign = 0
        self._signs: dict[str, int] = {}
        self._fixed = vocabulary.inflection.fixed
        self._bases = _bases(vocabulary)
        self._lists: dict[str, list[str]] = {}
        for name in lists:
            words = vocabulary.lists[name]
            self._signs[name] = words.sign
            for phrase in words.phrases:
                if not is_pattern(phrase) and " " not in phrase:
                    for form in vocabulary.inflection.forms(phrase.lower()):
                        self._lists.setdefault(form, []).append(name)

    def ties(self, word: str) -> bool:
        """Whether a word at the edge of a sentence may be part of what ties its figures."""
        return word in self._fixed or word in self._lists

    def written(self, word: str) -> str:
        """Return what a pattern has for a word of a text."""
        if word == SENTENCE_END or word in _SIGNS:
            return word
        if not word[:1].isalpha():
            return "," if word[:1] in "-–—" else ""
        lists = self._lists.get(word, [])
        if len(lists) == 1 and word not in self._fixed:
            self.sign = self._signs[lists[0]] or self.sign
            return lists[0]
        return self._bases.get(word, word)


def _bases(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return the base word of every form that is known: *rose* is a form of *rise*."""
    inflection = vocabulary.inflection
    known = [*inflection.irregular, *(phrase for words in vocabulary.lists.values() for phrase in words.phrases)]
    bases: dict[str, str] = {}
    for word in known:
        if word.isalpha() and word.islower():
            for form in inflection.forms(word):
                bases.setdefault(form, word)
    return {form: word for form, word in bases.items() if form not in inflection.fixed}
