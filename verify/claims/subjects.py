"""Whose: the name that a figure belongs to, stated beside its measure or in its clause, else the one spoken of before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from verify.model import Span, Standing, Term

from .measures import Reading, Row

NOBODY = Term()


def names_in(first: int, last: int, row: Row) -> Iterator[range]:
    """Yield the names between two tokens, those of people, months and reporters left out."""
    letters = row.letters
    token = first
    while token < last:
        if letters[token] != "M":
            token += 1
            continue
        end = token + 1
        while end < last and letters[end] == "M" and not _possessive(end - 1, row):
            end += 1
        yield range(token, end)
        token = end


def main_names(rows: Sequence[Row]) -> Term:
    """Return the name that a text says most often, the first of those said as often."""
    counts: Counter[tuple[str, ...]] = Counter()
    spans: dict[tuple[str, ...], Term] = {}
    for row in rows:
        for name in names_in(0, len(row.letters), row):
            if not _is_source(name, row):
                term = _term(name, row)
                counts[term.key[-1:]] += 1
                spans.setdefault(term.key[-1:], term)
    if not counts:
        return NOBODY
    return _inherited(spans[counts.most_common(1)[0][0]])


def subject_of(token: int, reading: Reading, row: Row, topic: Term) -> Term:
    """Return the subject of the figure at `token`; `topic` is the one that was spoken of last."""
    phrase = reading.phrase
    last = phrase.stop
    # "sales in <India>", "profits at <Barclaycard>": up to where the next figure or verb begins.
    while last < len(row.letters) and row.letters[last] in "NPOAM" and last - phrase.stop < 4:
        last += 1
    named = [name for name in names_in(phrase.start, last, row) if not _is_source(name, row)]
    if named:
        return _term(named[0], row)
    anchor = reading.anchor
    if anchor.kind == "clause":
        named = [name for name in names_in(anchor.first, anchor.last, row) if not _is_source(name, row)]
        if named:
            return _term(named[0], row)
    first = token
    while first > 0 and row.letters[first - 1] not in ".;":
        first -= 1
    named = [name for name in names_in(first, token, row) if not _is_source(name, row)]
    if named:
        return _term(named[-1], row)
    return _inherited(topic)


def _is_source(name: range, row: Row) -> bool:
    words = row.passage.words
    known = row.words
    if any(words[token] in known.titles or words[token] in known.reporters for token in name):
        return True
    before = name.start - 1
    return before >= 1 and words[before] == "to" and words[before - 1] == "according"


def _possessive(token: int, row: Row) -> bool:
    end = row.passage.spans[token].end
    return row.document.text[end - 2 : end] in ("'s", "’s", "s'", "s’")


def _term(name: range, row: Row) -> Term:
    spans = row.passage.spans
    span = Span(spans[name.start].start, spans[name.stop - 1].end)
    return Term(row.document.quote(span), tuple(row.passage.words[token] for token in name), Standing.STATED, span)


def _inherited(term: Term) -> Term:
    return Term(term.words, term.key, Standing.INHERITED, term.span) if term.key else NOBODY
