"""Figures become claims: sentence patterns write roles, then measure, subject, period and stance are looked for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from verify.model import (
    Claim,
    Direction,
    Document,
    Figure,
    Kind,
    Period,
    Phase,
    Position,
    RegionKind,
    Role,
    Span,
    Standing,
    Term,
)

from .language import Language, direction_of
from .measures import measure_of, noun_phrase, subject_of
from .passage import Passage
from .periods import find_sayings, period_of
from .stances import attribution_of, quotations, stance_of

_ROLE_OF_KIND = {
    Kind.PERCENT: Role.SHARE,
    Kind.PERCENTAGE_POINT: Role.CHANGE,
    Kind.RATIO: Role.SHARE,
}


LONGEST_HEADLINE = 120
"""Characters."""


class _Notes(Struct):
    """What the sentence patterns wrote about one figure; the first pattern to speak of a field is believed."""

    role: Role | None = None
    phase: Phase = Phase.UNKNOWN
    direction: Direction = Direction.NONE
    measure: Term = field(default_factory=Term)


def interpret(
    document: Document, figures: Sequence[Figure], passages: Sequence[Passage], language: Language
) -> tuple[Claim, ...]:
    """Return a claim for each quantity among `figures`, in the order of the text.

    "annual revenue increased by 12% to $124 billion" -> 12%: change, up, of annual revenue; $124 billion: level, now.
    """
    claims: list[Claim] = []
    headline, lead = headline_and_lead(document)
    for passage in passages:
        sayings = find_sayings(passage, figures, language)
        notes = _read_patterns(document, passage, figures, language)
        quoted = quotations(document, document.regions[passage.region])
        for token, index in enumerate(passage.figures):
            if index < 0 or not figures[index].is_quantity:
                continue
            figure, note = figures[index], notes.get(index, _Notes())
            measure = note.measure
            if not measure.key:
                measure = measure_of(token, passage, document, figures, language)
            period = period_of(token, passage, sayings)
            claims.append(
                Claim(
                    figure=figure,
                    measure=measure,
                    subject=subject_of(token, passage, document, claims),
                    period=period,
                    role=note.role or _ROLE_OF_KIND.get(figure.kind, Role.LEVEL),
                    phase=note.phase if note.phase is not Phase.UNKNOWN else _phase_of(period),
                    direction=note.direction,
                    stance=stance_of(token, passage, figure, quoted, language),
                    attribution=attribution_of(token, passage, document, language),
                    sentence=passage.sentences[token],
                    paragraph=passage.region,
                    position=_position(passage.region, headline, lead),
                )
            )
    return tuple(claims)


def headline_and_lead(document: Document) -> tuple[int, int]:
    """Return the indexes of the regions that are headline and lead, -1 for what the text has not.

    A headline is the first block of a text if it is a heading, or a short line that no full stop ends.
    """
    prose = [number for number, region in enumerate(document.regions) if region.kind.is_prose]
    if not prose:
        return -1, -1
    first = document.regions[prose[0]]
    line = document.quote(first.span).rstrip()
    short = len(line) <= LONGEST_HEADLINE and not line.endswith((".", "!", ":", ";"))
    if len(prose) > 1 and (first.kind is RegionKind.HEADING or short):
        return prose[0], prose[1]
    return -1, prose[0]


def _position(region: int, headline: int, lead: int) -> Position:
    if region == headline:
        return Position.HEADLINE
    return Position.LEAD if region == lead else Position.BODY


def _read_patterns(
    document: Document, passage: Passage, figures: Sequence[Figure], language: Language
) -> dict[int, _Notes]:
    notes: dict[int, _Notes] = {}
    for number, match in language.pattern_dispatch.find(passage, figures):
        for writing in language.patterns[number].writings:
            for index in match.slots.get(writing.slot, ()):
                note = notes.setdefault(index, _Notes())
                if note.role is None:
                    note.role, note.phase = writing.role, writing.phase
                    if writing.role is Role.CHANGE:
                        note.direction = direction_of(match.sign)
                if writing.takes_measure and match.measure and not note.measure.key:
                    phrase = noun_phrase(range(*match.measure), passage, document, language)
                    note.measure = Term(phrase.words, phrase.key, Standing.STATED, phrase.span or Span(0, 0))
    return notes


def _phase_of(period: Period) -> Phase:
    """Return the phase that a saying of time by itself implies: "today" is now, "a year ago" is before."""
    if period.standing is not Standing.STATED or period.ago is None:
        return Phase.UNKNOWN
    return Phase.NOW if period.ago == 0 else Phase.BEFORE
