"""The sentence patterns of a rule, written out: other words than its examples have, with the figures that they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from verify.checking import CompiledRule
from verify.claims import ELEMENT, SLOT, Vocabulary, is_pattern

from .templates import Template

_T = TypeVar("_T")

VARIANTS = 2
"""Ways in which each pattern is written: with nothing that may be missing, and with all of it and other words."""
_BEFORE_SIGN = re.compile(r" ([,;:.)])")
_BEGINNING = re.compile(r"(?:^|\. )[a-z]")
_SPOKEN = {"be": "is"}
"""A word of which another form reads better."""
MEASURED = ("output", "the price of milk", "the number of visitors")
NAMES = ("Velden's", "the town's")
FIGURES: Mapping[str, str] = {
    "money": "$420", "percent": "12%", "points": "3 percentage points", "count": "350 tablets", "number": "350",
    "score": "3", "measure": "5 km", "duration": "3 years", "age": "45", "temperature": "12°C",
    "multiplier": "twice", "fraction": "a third", "ratio": "a third", "share": "12%", "year": "2019",
    "date": "March 2019", "dated": "6 March 2019", "day": "6 March", "ordinal": "first", "amount": "$420",
    "level": "$420", "figure": "350 tablets",
}  # fmt: skip
"""A figure of each kind, for slots that no example fills."""


def sentences_of(rule: CompiledRule, vocabulary: Vocabulary, templates: Sequence[Template]) -> Iterator[str]:
    """Yield the patterns of a rule as sentences, whose slots hold the figures of its examples that agree."""
    said: dict[str, str] = {}
    for template in templates:
        for hole in template.holes:
            if template.holds:
                said.setdefault(hole.slot, template.text[hole.figure.extent.start : hole.figure.extent.end])
    seen: set[str] = set()
    for pattern in rule.rule.find:
        if any(found[2] not in (None, *FIGURES) for found in SLOT.finditer(pattern)):
            continue  # it needs a list, or the like
        for variant in range(VARIANTS):
            text = _Writer(vocabulary, said, variant).write(pattern)
            if text not in seen:
                seen.add(text)
                yield text


class _Writer:
    """Writes one variant of a pattern: which words of a list, which branch of a choice, is told by its number."""

    def __init__(self, vocabulary: Vocabulary, said: Mapping[str, str], variant: int) -> None:
        self.vocabulary = vocabulary
        self.said = said
        self.variant = variant

    def write(self, pattern: str) -> str:
        """Return the sentence."""
        words, _ = self._sequence(str(pattern), 0)
        text = " ".join(words)
        text = _BEFORE_SIGN.sub(r"\1", text).replace("( ", "(").replace(",,", ",").strip(" ,;:.")
        # A figure with a full stop at the beginning of a line is the number of an item: "384500. That …"
        text = text if text[:1].isalpha() else f"it was {text}"
        return _BEGINNING.sub(lambda found: found[0].upper(), text) + "."

    def _sequence(self, text: str, at: int) -> tuple[list[str], int]:
        """Write elements up to the end, a closing bracket or a bar; return the words and where that stands."""
        words: list[str] = []
        while at < len(text) and (found := ELEMENT.match(text, at)) and not (found["close"] or found["bar"]):
            at = found.end()
            if found["open"]:
                inner, at = self._group(text, at, missing=found["open"] == "[")
                words += inner
            elif found["slot"]:
                words.append(self._figure(found["slot"]))
            elif found["list"]:
                words += self._listed(found["list"])
            elif found["owner"]:
                words.append(self._one(NAMES))
            elif found["word"] or found["sign"]:
                words.append(_SPOKEN.get(found["word"], found["word"]) or found["sign"])
        return words, at

    def _group(self, text: str, at: int, *, missing: bool) -> tuple[list[str], int]:
        branches: list[list[str]] = []
        while True:
            words, at = self._sequence(text, at)
            branches.append(words)
            found = ELEMENT.match(text, at)
            if not found:
                break
            at = found.end()
            if found["close"]:
                break
        left_out = missing and self.variant % 2 == 0
        return [] if left_out else self._one(branches), at

    def _listed(self, name: str) -> list[str]:
        phrase = self._one(self.vocabulary.lists[name].phrases)
        return self._sequence(phrase, 0)[0] if is_pattern(phrase) else phrase.split()

    def _figure(self, text: str) -> str:
        found = SLOT.fullmatch(text)
        if not found or found[1]:
            return self._one(MEASURED)
        return self.said.get(found[3]) or FIGURES.get(found[2], "350 tablets")

    def _one(self, several: Sequence[_T]) -> _T:
        """Return one of several: the first of the first variant."""
        return several[self.variant % len(several)]
