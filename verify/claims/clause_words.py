"""The words that the reading of clauses knows, from `data/clauses.en.yaml` and `data/names.en.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from msgspec import Struct, field

from verify.sourced import File, Items

from .lexicons import items_of, root_of, table_in, words_in
from .vocabulary import Vocabulary

_SIGNS = {",": ",", "(": "(", ")": ")", ";": ";", ":": ";", "/": "P", "&": "C", "%": "D", ".": "."}
_LINKS = {"to": "T", "by": "Y", "from": "R", "of": "O"}
_INFLECTED = {"verbs": "V", "reporting": "S", "auxiliaries": "B"}
_PLAIN = {
    "prepositions": "P",
    "conjunctions": "C",
    "pronouns": "I",
    "articles": "A",
    "adverbs": "D",
    "relatives": "W",
    "breakers": "K",
    "comparing": "R",
    "times": "Q",
}
"""Lists of the lexicon and the letters of their words (see `letters.py`); later ones overrule earlier ones."""


class ClauseWords(Struct, frozen=True):
    """Words that tell where clauses end and what stands in them; a list of the lexicon has the field's name."""

    letters: Mapping[str, str]
    """Each known word with its letter."""
    signs: Mapping[str, int]
    """Every form of a word of direction, and where it goes: +1 or -1."""
    countries: Mapping[str, str]
    """Words that belong to a country, and the country."""
    verb_measures: Mapping[str, str]
    """Every form of a verb, and the noun for what it measures: "invested" -> investment."""
    meanings: Mapping[str, tuple[str, ...]]
    """What is measured when a thing is said to rise: "shares" -> share price."""
    divides: Mapping[str, int]
    """What a word between a figure and a saying of time adds to their distance."""
    parts: Mapping[str, int]
    """Names of months, days and quarters, with their numbers."""
    nouns_too: frozenset[str]
    """Verb forms that are nouns as well."""
    forecasting: frozenset[str]
    """Every form of words that make a figure after them what is to come."""
    plain_verbs: frozenset[str]
    """Verbs of change that are none before an amount of money: "raise $3m"."""
    up_verbs: frozenset[str]
    """Verbs that "up" belongs to: "make up 3%"."""
    empty_heads: frozenset[str]
    """Heads that name no measure by themselves: "number" of customers."""
    sizes: frozenset[str]
    """Nouns of change that are measures as well: "a loss of $3m"."""
    anaphors: frozenset[str]
    """Heads that mean the measure spoken of before: "the figure"."""
    titles: frozenset[str]
    """Words in the names of people."""
    reporters: frozenset[str]
    """Words in the names of those who only report."""
    topics: frozenset[str]
    """Nouns that mean the subject spoken of before: "the company"."""
    owners: frozenset[str]
    """Possessives that mean it: "its"."""
    rates: frozenset[str]
    """Heads whose percentages are levels: "inflation"."""
    stakes: frozenset[str]
    """Heads whose percentages are shares."""
    past_perfect: frozenset[str]
    """Words before a verb that put it before what is told: "had been 3%"."""
    ways: frozenset[str]
    """Adverbs that make the figure after them a change: "up 3%"."""
    after_ways: frozenset[str]
    """Adverbs that make the figure before them a change: "3% higher"."""
    bounds: frozenset[str]
    """Words before a figure that is a bound: "above 50"."""
    marks: frozenset[str]
    """Words after a figure that is a bound: "the $50 mark"."""
    bases: frozenset[str]
    """Words before a saying of time that make it what something is compared with."""
    met: dict[str, str] = field(default_factory=dict)
    """Words of texts as written, and their letters so far: the same words come again and again."""


def parse_clause_words(file: File, names: File, vocabulary: Vocabulary) -> ClauseWords:
    """Read the words from the texts of their lexicons; `vocabulary` knows their forms and the words of direction."""
    root = root_of(file)
    lists = {str(name): words_in(root, str(name)) for name, value in root.items() if isinstance(value, Items)}
    forms = vocabulary.inflection.forms
    for name in ("forecasting", "plain_verbs", "up_verbs"):
        lists[name] = list(chain.from_iterable(map(forms, lists[name])))
    lists["nouns_too"] = [form for word in lists["nouns_too"] for form in (word, word + "s")]
    moving = ((phrase, words.sign) for words in vocabulary.lists.values() for phrase in words.phrases if words.sign)
    countries = table_in(root_of(names), "countries")
    demonyms = {str(word): str(name) for name, said in countries.items() for word in items_of(said)}
    measured = table_in(root, "verb_measures").items()
    sets = {name: frozenset(lists[name]) for name in ClauseWords.__struct_fields__ if name in lists}
    return ClauseWords(
        letters=_letters(lists, vocabulary),
        signs={form: sign for word, sign in moving if word.isalpha() for form in forms(word)},
        countries=demonyms | {word + "s": name for word, name in demonyms.items()},
        verb_measures={form: str(noun) for verb, noun in measured for form in forms(str(verb))},
        meanings={str(word): tuple(str(said).split()) for word, said in table_in(root, "meanings").items()},
        divides={str(word): int(str(weight)) for word, weight in table_in(root, "divides").items()},
        parts={str(word): int(str(number)) for word, number in table_in(root, "parts").items()},
        met={},
        **sets,
    )


def _letters(lists: Mapping[str, list[str]], vocabulary: Vocabulary) -> dict[str, str]:
    letters: dict[str, str] = {}
    for name, letter in _INFLECTED.items():
        for word in lists[name]:
            letters |= dict.fromkeys(vocabulary.inflection.forms(word), letter)
    for name, letter in _PLAIN.items():
        letters |= dict.fromkeys(lists[name], letter)
    letters |= dict.fromkeys((word + "s" for word in lists["times"]), "Q")
    return letters | _LINKS | _SIGNS
