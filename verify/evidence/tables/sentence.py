"""A claim with its sentence: what the table's own names say there that nobody else could read as names.

"Globex posted revenue of $3bn": whether the first word of a sentence is a name, only who knows the names can tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from verify.claims import Language
from verify.model import Claim, Document, Phase, Span, Stance, Standing
from verify.reading import sentences

from .words import row_of

FIGURE = "#"
"""The token of a figure."""
_PART = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*['’]?|[^\w\s]|#")


class Sentence(Struct, frozen=True):
    """The words of a sentence in their base forms, signs and figures among them."""

    tokens: tuple[str, ...]
    opens_with_name: bool = False
    """Whether its first word could be a name: it is no word that sentences usually begin with."""
    amounts: int = 1
    """How many of its figures are claims."""
    units: frozenset[str] = frozenset()
    """The names of their units."""


class Claimed(Struct, frozen=True):
    """A claim with what its sentence tells besides."""

    claim: Claim
    dated: bool
    """Whether its period is its own: stated, in the calendar, and not that of another level of its sentence."""
    sentence: Sentence = Sentence(())

    @property
    def firm(self) -> bool:
        """Whether the text asserts it: no forecast, and no estimate."""
        return self.claim.phase is not Phase.FORECAST and self.claim.stance is not Stance.ESTIMATED


def claimed(claims: Sequence[Claim], document: Document, language: Language) -> list[Claimed]:
    """Return claims with their sentences, and whether their periods are their own.

    "rose to $124 billion in 2019 from $109 billion": the year is that of the first level, not of the one before it.
    """
    now = {(claim.sentence, claim.period.key) for claim in claims if claim.phase is Phase.NOW}
    told = _sentences(claims, document, language)
    return [
        Claimed(
            claim,
            claim.period.standing is Standing.STATED
            and claim.period.start is not None
            and not (claim.phase is Phase.BEFORE and (claim.sentence, claim.period.key) in now),
            told.get(claim.index, Sentence(())),
        )
        for claim in claims
    ]


def _sentences(claims: Sequence[Claim], document: Document, language: Language) -> dict[int, Sentence]:
    found: dict[int, Sentence] = {}
    spans: dict[int, tuple[Span, ...]] = {}
    within: dict[Span, list[Claim]] = {}
    for claim in claims:
        if claim.figure.is_cell or not 0 <= claim.paragraph < len(document.regions):
            continue
        if claim.paragraph not in spans:
            spans[claim.paragraph] = sentences(document, claim.paragraph, language.sentence_words)
        place = claim.figure.span.start
        at = bisect_right(spans[claim.paragraph], place, key=lambda span: span.start) - 1
        if at >= 0:
            within.setdefault(spans[claim.paragraph][at], []).append(claim)
    for span, there in within.items():
        sentence = _sentence(document, span, there, language)
        found.update((claim.index, sentence) for claim in there)
    return found


def _sentence(document: Document, span: Span, claims: Sequence[Claim], language: Language) -> Sentence:
    text = document.quote(span)
    for claim in sorted(claims, key=lambda claim: -claim.figure.span.start):
        start, end = claim.figure.span.start - span.start, claim.figure.span.end - span.start
        text = f"{text[:start]} {FIGURE} {text[end:]}"
    parts = _PART.findall(text)
    tokens = tuple(token for part in parts for token in (row_of(part, language) or (part,)))
    first = next((part for part in parts if part[0].isalnum() or part == FIGURE), "")
    name = first[:1].isupper() and first.lower() not in language.clauses.letters
    return Sentence(tokens, name, len(claims), frozenset(claim.figure.unit.name for claim in claims))
