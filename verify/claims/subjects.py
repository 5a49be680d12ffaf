"""Whose: the name that a figure belongs to, stated beside its measure or in its clause, else the one spoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from verify.model import RegionKind, Standing, Term

from .measures import Reading, Row

NOBODY = Term()
_IN_HEADLINE = 3
"""A name in a heading counts as often as this."""
_NEAR = 4
"""Tokens behind a measure in which a name may follow: "sales in India"."""


def names_in(first: int, last: int, row: Row) -> Iterator[range]:
    """Yield the names between two tokens."""
    letters = row.letters
    token = letters.find("M", first, last)
    while token >= 0:
        end = token + 1
        while end < last and letters[end] == "M" and not _possessive(end - 1, row):
            end += 1
        yield range(token, end)
        token = letters.find("M", end, last)


def main_name(rows: Sequence[Row]) -> Term:
    """Return the name that a text says most often, one in a headline the more, the first of those said as often."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[range, Row]] = {}
    for row in rows:
        weight = _IN_HEADLINE if row.document.regions[row.passage.region].kind is RegionKind.HEADING else 1
        for name in names_in(0, len(row.letters), row):
            if not _is_source(name, row):
                last = row.passage.words[name.stop - 1]
                head = row.words.countries.get(last, last)
                counts[head] += weight
                if head not in first:
                    first[head] = (name, row)
    return _inherited(_term(*first[counts.most_common(1)[0][0]])) if counts else NOBODY


def subject_of(token: int, reading: Reading, row: Row, last_named: Term, main: Term) -> Term:
    """Return the subject of the figure at `token`.

    Where its clause has no name, a pronoun or "the company" means `last_named`, the last subject of the paragraph, and
    all else belongs to `main`, the one that the text is about.
    """
    letters = row.letters
    topic = last_named if _refers_back(token, reading, row) else main
    phrase, anchor = reading.phrase, reading.anchor
    last = phrase.stop
    while last < len(letters) and letters[last] in "NPOAM" and last - phrase.stop < _NEAR:
        last += 1
    stretches = [(phrase.start, last)]
    if anchor.kind == "clause":
        stretches.append((anchor.first, anchor.last))
    for first, end in stretches:
        for name in names_in(first, end, row):
            if not _is_source(name, row):
                return _inherited(topic) if _is_of_topic(name, row) and topic.key else _term(name, row)
    first = max(letters.rfind(".", 0, token), letters.rfind(";", 0, token)) + 1
    for name in names_in(first, token, row):
        if not _is_source(name, row) and not _only_says(name, token, row):
            return _inherited(topic) if _is_of_topic(name, row) and topic.key else _term(name, row)
    return _inherited(topic)


def _refers_back(token: int, reading: Reading, row: Row) -> bool:
    """Whether "it", "its" or "the company" stands in the figure's clause."""
    anchor, words = reading.anchor, row.passage.words
    if anchor.kind == "pronoun":
        return True
    first = min([at for at in (anchor.first, reading.phrase.start) if at > 0], default=token)
    near = words[max(0, min(first, token) - 2) : token]
    return not (row.words.topics.isdisjoint(near) and row.words.owners.isdisjoint(near))


def _is_source(name: range, row: Row) -> bool:
    """Whether a name is one of a person or of those who only report."""
    words = row.passage.words
    known = row.words
    if any(words[token] in known.titles or words[token] in known.reporters for token in name):
        return True
    before = name.start - 1
    return before >= 1 and words[before] == "to" and words[before - 1] == "according"


def _is_of_topic(name: range, row: Row) -> bool:
    """Whether it is "the German carmaker", which is the one spoken of."""
    following = row.passage.words[name.stop : name.stop + 1]
    return (
        bool(following) and following[0] in row.words.topics and row.passage.words[name.stop - 1] in row.words.countries
    )


def _only_says(name: range, token: int, row: Row) -> bool:
    """Whether who is named says something of another: "Halifax said prices rose", but not "Ford said it sold"."""
    letters, words = row.letters, row.passage.words
    at = name.stop
    while at < token and letters[at] in "DB":
        at += 1
    if at >= token or letters[at] != "S":
        return False
    at += 1
    if words[at : at + 1] == ("that",):
        at += 1
    clause = letters[at:token]
    own = letters[at : at + 1] == "I" or (at < token and words[at] in row.words.owners)
    return not own and any(letter in clause for letter in "VB")


def _possessive(token: int, row: Row) -> bool:
    return row.passage.written[token].endswith(("'s", "’s", "s'", "s’"))


def _term(name: range, row: Row) -> Term:
    span = row.passage.span(name.start, name.stop)
    countries = row.words.countries
    key = tuple(countries.get(row.passage.words[token], row.passage.words[token]) for token in name)
    return Term(row.document.quote(span), key, Standing.STATED, span)


def _inherited(term: Term) -> Term:
    return Term(term.words, term.key, Standing.INHERITED, term.span) if term.key else NOBODY
