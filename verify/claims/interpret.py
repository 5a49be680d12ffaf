"""Figures become claims: sentence patterns write roles, then measure, subject, period and stance are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from verify.model import (
    Claim,
    Direction,
    Document,
    Figure,
    Period,
    Phase,
    Position,
    RegionKind,
    Role,
    Span,
    Stance,
    Standing,
    Term,
)

from .language import Language, direction_of
from .letters import letters_of, with_names
from .measures import Reading, Row, noun_phrase, read_measure
from .passage import Passage
from .periods import find_sayings, period_of
from .roles import Part, is_forecast, part_of
from .stances import attribution_of, quotations, stance_of
from .subjects import main_name, subject_of

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
    lettered = [(passage, letters_of(passage, figures, language.clauses)) for passage in passages]
    rows = [
        Row(passage, letters, document, figures, language)
        for passage, letters in zip(passages, with_names(lettered), strict=True)
    ]
    main = main_name(rows)
    headline, lead = headline_and_lead(document)
    claims: list[Claim] = []
    for row in rows:
        claims += _interpret_row(row, main, _position(row.passage.region, headline, lead))
    return tuple(claims)


def _interpret_row(row: Row, main: Term, position: Position) -> Iterator[Claim]:
    passage, document, figures, language = row.passage, row.document, row.figures, row.language
    sayings = find_sayings(row)
    periods: dict[int, Period] = {}
    parts: dict[int, Part] = {}
    spoken_of = main
    notes = _read_patterns(row)
    quoted = quotations(document, document.regions[passage.region])
    readings: dict[int, Reading] = {}
    for token, index in enumerate(passage.figures):
        if index < 0 or not figures[index].is_quantity:
            continue
        figure, note = figures[index], notes.get(index, _Notes())
        reading = readings[token] = read_measure(token, row, readings)
        measure = note.measure if note.measure.key else reading.measure
        period = periods[token] = period_of(token, row, sayings, reading, periods)
        subject = subject_of(token, reading, row, spoken_of, main)
        if subject.standing is Standing.STATED:
            spoken_of = subject
        part = parts[token] = part_of(token, row, reading, parts)
        stance = stance_of(token, passage, figure, quoted, language)
        phase = next((p for p in (note.phase, part.phase, _phase_of(period)) if p is not Phase.UNKNOWN), Phase.UNKNOWN)
        forecast = phase is not Phase.BEFORE and is_forecast(token, row)
        yield Claim(
            figure=figure,
            measure=measure,
            subject=subject,
            period=period,
            role=note.role or part.role,
            phase=Phase.FORECAST if forecast else phase,
            direction=note.direction or part.direction,
            stance=Stance.ESTIMATED if forecast else stance,
            attribution=attribution_of(token, passage, document, language),
            sentence=passage.sentences[token],
            paragraph=passage.region,
            position=position,
        )


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


def _read_patterns(row: Row) -> dict[int, _Notes]:
    passage, figures, language = row.passage, row.figures, row.language
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
                    phrase = noun_phrase(range(*match.measure), row)
                    note.measure = Term(phrase.words, phrase.key, Standing.STATED, phrase.span or Span(0, 0))
    return notes


def _phase_of(period: Period) -> Phase:
    """Return the phase that a saying of time by itself implies: "today" is now, "a year ago" is before."""
    if period.standing is not Standing.STATED or period.ago is None:
        return Phase.UNKNOWN
    return Phase.NOW if period.ago == 0 else Phase.BEFORE
