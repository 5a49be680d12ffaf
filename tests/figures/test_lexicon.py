"""Lexicons: what they know, and how a line that cannot be used is refused."""

from __future__ import annotations

import time

import pytest

from verify.errors import LexiconError
from verify.figures import Lexicon, load_lexicon
from verify.figures.loading import lexicon_of
from verify.figures.pages import page, text_of
from verify.figures.sayings import load_sayings
from verify.sourced import Table

ENGLISH = text_of("en.yaml")


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("companies", "company"), ("people", "person"), ("specialists", "specialist"), ("lives", "life"),
        ("sales", "sale"), ("boxes", "box"), ("losses", "loss"), ("businesses", "business"), ("houses", "house"),
        ("analyses", "analysis"), ("heroes", "hero"), ("policemen", "policeman"), ("women", "woman"), ("bus", "bus"),
        ("status", "status"), ("series", "series"), ("analysis", "analysis"), ("Companies", "company"),
        ("process", "process"), ("gas", "gas"),
    ],
)  # fmt: skip
def test_a_noun_has_its_singular(word: str, lemma: str, lexicon: Lexicon) -> None:
    assert lexicon.lemma(word) == lemma


def broken(find: str, write: str) -> Table:
    assert find in ENGLISH
    return page("en.yaml", ENGLISH.replace(find, write, 1))


@pytest.mark.parametrize(
    ("find", "write", "what"),
    [
        ("  million: 1e6\n  crore", "  million: lots\n  crore", "'lots' is no number"),
        ("reads: about", "reads: abuot", "'abuot' is no qualifier"),
        ("coarse: [twice or 5%, twice or 5%]", "coarse: [twice or 5%]", "must be a list of 2 or more"),
        ("strict: [5%, written]", "strict: [5%, wide]", "'wide' is no room"),
        ("adverbs:", "adverb:", "'adverb' is not known here"),
        ("  weighing:", "  wieghing:", "'wieghing' is not known here"),
        ("  old: '", "  old: '(", "is no regular expression"),
        ("people person,", "people,", "'people' has no singular"),
        ("numerals: # words that add up", "numerals: [one, two]\nmore:", "is not known here"),
        ("references:", "references: [a, b]\nx:", "is not known here"),
        ("  eighties: 80", "  eighties: many", "'many' is no number"),
        ("  owners:", "  owner:", "'owner' is not known here"),
        ("  spread: '", "  spraed: '", "'spraed' is not known here"),
        ("  lasting: '(", "  lasting: '((", "is no regular expression"),
        ("  across: x, ×, by", "  across: [x, ×, by]", "must be words with commas between them"),
        ("  square: 2", "  square: two", "'two' is no number"),
        ("hedges:", "hedges: {}\nx:", "is not known here"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_refused_with_its_place(find: str, write: str, what: str) -> None:
    with pytest.raises(LexiconError) as refused:
        lexicon_of(broken(find, write), "en")
    assert what in refused.value.what
    assert refused.value.where is not None
    assert refused.value.where.file == "en.yaml"
    assert refused.value.where.line > 1 or what == "is not known here"
    assert refused.value.mend


@pytest.mark.parametrize(
    ("name", "find", "write", "what"),
    [
        ("units.yaml", "  barn: barn", "  bran: bran", "the unit 'bran' is not in units.json"),
        ("units.yaml", '  bar: [bar, bar]', '  bar: bar', "must be a list of 2 or more"),
        ("units.yaml", "leading:", "leeding:", "'leeding' is not known here"),
        ("units.yaml", "  - stones", "  - [stones]", "must be words with commas between them"),
        ("currencies.yaml", "COP: {said: Colombian peso", "COP: {sayd: Colombian peso", "'sayd' is not known here"),
        ("currencies.yaml", "BGN: {said: Bulgarian lev}", "BGN: Bulgarian lev", "must be a mapping"),
        ("currencies.yaml", "shares: rupee, where", "shares: rupiee, where", "'rupiee' is said of none"),
        ("currencies.yaml", "BGN: {said: Bulgarian lev}", "BGN: {symbols: lev}", "'said' is missing"),
    ],
)  # fmt: skip
def test_a_unit_or_currency_that_cannot_be_used_is_refused_with_its_place(
    name: str, find: str, write: str, what: str
) -> None:
    text = text_of(name)
    assert find in text
    pages = {each: page(each) for each in ("units.yaml", "currencies.yaml")}
    pages[name] = page(name, text.replace(find, write, 1))
    with pytest.raises(LexiconError) as refused:
        load_sayings(page("en.yaml"), pages["units.yaml"], pages["currencies.yaml"])
    assert what in refused.value.what
    assert refused.value.where is not None
    assert (refused.value.where.file, refused.value.where.line > 1) == (name, True)
    assert refused.value.mend


def test_a_language_without_a_lexicon_is_refused() -> None:
    with pytest.raises(LexiconError, match="there is no such lexicon"):
        load_lexicon("tlh")


def test_a_new_hedge_is_one_line() -> None:
    from verify.figures import find_figures
    from verify.model import Document

    lexicon = lexicon_of(broken("before: about, some,", "before: about, plusminus, some,"), "en")
    (figure,) = find_figures(Document("x", "plusminus 5 km"), lexicon)
    assert (figure.qualifier, figure.hedge) == ("about", "plusminus")


def test_loading_is_quick(lexicon: Lexicon) -> None:
    """A whole check from the shell has 0.25 s; the lexicon's share is 40 ms, with room here for a busy machine."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        load_lexicon(lexicon.language)
        best = min(best, time.process_time() - started)
    assert best < 0.08
