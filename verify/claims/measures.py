"""Of what, whose: the noun phrases that a figure belongs to, found by word lists, without a parser.

A count carries its noun. Else the measure is the noun phrase before the verb of the figure's clause ("annual revenue
increased by 12%"), or the one after "N of" ("10% of the annual revenue"). What cannot be found is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.model import Claim, Document, Figure, Kind, Span, Standing, Term

from .language import Language
from .passage import Passage
from .vocabulary import SENTENCE_END

WIDEST = 12
"""Tokens to look back for the verb of a clause; beyond that the phrase belongs to something else."""

_POSSESSIVE = re.compile(r"['’]s$|s['’]$")
_BREAKS = (SENTENCE_END, ";", ":", "(", ")")


def measure_of(token: int, passage: Passage, document: Document, figures: Sequence[Figure], language: Language) -> Term:
    """Return what the figure at `token` measures: its counted noun, else the subject of its clause."""
    figure = figures[passage.figures[token]]
    if figure.noun:
        words = document.text[figure.span.end : figure.extent.end].strip()
        return Term(words, figure.noun, Standing.STATED, Span(figure.span.end, figure.extent.end))
    following = _phrase_after_of(token, passage, document, language)
    if figure.kind in (Kind.PERCENT, Kind.RATIO) and following.key:
        return following
    verb = _verb_before(token, passage, language)
    if verb is None:
        return following
    return noun_phrase(_phrase_before(verb, passage), passage, document, language)


def noun_phrase(tokens: range, passage: Passage, document: Document, language: Language) -> Term:
    """Return the head noun of a stretch of tokens with its modifiers: up to the first preposition, names left out.

    "the number of Huawei's corporate customers in Russia" -> ("corporate", "customer").
    """
    key: list[str] = []
    kept: list[int] = []
    for token in tokens:
        word = passage.words[token]
        if word in language.prepositions:
            if not key or (len(key) == 1 and key[0] in language.empty_heads and word == "of"):
                key.clear()
                kept.clear()
                continue
            break
        if word == "(" and key:
            break
        if passage.figures[token] >= 0 or not word[:1].isalpha() or word in language.determiners:
            continue
        written = document.quote(passage.spans[token])
        if _POSSESSIVE.search(written):
            key.clear()  # "the group's annual revenue": whose, not what
            kept.clear()
            continue
        if written[0].isupper() and token > tokens.start:
            continue  # a name says whose as well
        key.append(word)
        kept.append(token)
    if not key:
        return Term()
    span = Span(passage.spans[kept[0]].start, passage.spans[kept[-1]].end)
    head = language.vocabulary.inflection.lemma(key[-1])
    return Term(document.quote(span), (*key[:-1], head), Standing.STATED, span)


def subject_of(token: int, passage: Passage, document: Document, earlier: Sequence[Claim]) -> Term:
    """Return whose figure it is: the last name before it in its sentence, else the last one named, inherited."""
    first = token
    while first > 0 and passage.words[first - 1] != SENTENCE_END:
        first -= 1
    names = _names(first, token, passage, document)
    if names:
        return names[0]
    if earlier and earlier[-1].subject.key:
        last = earlier[-1].subject
        return Term(last.words, last.key, Standing.INHERITED, last.span)
    return Term()


def _names(first: int, last: int, passage: Passage, document: Document) -> list[Term]:
    """Return the runs of capitalised words; the first word of a sentence counts only as part of a longer run."""
    names: list[Term] = []
    run: list[int] = []
    for token in range(first, last + 1):
        inside = token < last and passage.figures[token] < 0
        if inside and document.text[passage.spans[token].start].isupper() and len(passage.words[token]) > 1:
            run.append(token)
            continue
        if run and not (len(run) == 1 and run[0] == first):
            span = Span(passage.spans[run[0]].start, passage.spans[run[-1]].end)
            names.append(Term(document.quote(span), tuple(passage.words[t] for t in run), Standing.STATED, span))
        run = []
    return names


def _verb_before(token: int, passage: Passage, language: Language) -> int | None:
    """Return the first of the verbs that stand together nearest before `token`, None where there is none."""
    position = token
    while position > max(0, token - WIDEST):
        position = _before_bracket(position - 1, passage)
        word = passage.words[position]
        if word in _BREAKS:
            return None
        if word in language.verbs:
            while position > 0 and passage.words[position - 1] in language.verbs:
                position -= 1
            return position
    return None


def _phrase_before(verb: int, passage: Passage) -> range:
    """Return the tokens of the phrase that ends before `verb`; an apposition between commas is stepped over.

    "annual revenue, telecom included, increased" -> annual revenue
    """
    words = passage.words
    last = verb
    if last > 0 and words[last - 1] == ",":
        opening = last - 2
        while opening > 0 and last - opening < WIDEST and words[opening] not in (",", *_BREAKS):
            opening -= 1
        if opening > 0 and words[opening] == ",":
            last = opening
    start = last
    while start > 0 and last - start < WIDEST:
        start = _before_bracket(start - 1, passage) + 1
        if words[start - 1] in _BREAKS or words[start - 1] == "," or passage.figures[start - 1] >= 0:
            break
        start -= 1
    return range(start, last)


def _phrase_after_of(token: int, passage: Passage, document: Document, language: Language) -> Term:
    if token + 1 >= len(passage.words) or passage.words[token + 1] != "of":
        return Term()
    last = token + 2
    while last < len(passage.words) and last - token < WIDEST:
        word = passage.words[last]
        if not word[:1].isalpha() or word in language.verbs or word in language.conjunctions:
            break
        last += 1
    return noun_phrase(range(token + 2, last), passage, document, language)


def _before_bracket(token: int, passage: Passage) -> int:
    """Return `token`, or where it closes a bracket, the token before that bracket opens."""
    if passage.words[token] != ")":
        return token
    opening = token
    while opening > 0 and token - opening < 2 * WIDEST and passage.words[opening] != "(":
        opening -= 1
    return opening - 1 if passage.words[opening] == "(" and opening else token
