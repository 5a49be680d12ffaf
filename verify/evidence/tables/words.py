"""What a claim and a table are called, as sets of lemmas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from verify.claims import Language
from verify.errors import LexiconError
from verify.sourced import File, Table, documents, nearest, read_file

_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")

_POSSESSIVE = re.compile(r"['’]s?$")

Words = frozenset[str]


class MatchWords(Struct, frozen=True):
    """Words that tell how a claim and a table call the same thing, from `data/en.yaml`."""

    weak: Words
    wholes: Words
    todays: Words
    """Phrases behind an amount that is told at today's prices."""


def load_match_words(code: str = "en") -> MatchWords:
    """Read the lexicon; raises LexiconError with file, line and column."""
    file = read_file(Path(__file__).parent / "data" / f"{code}.yaml", LexiconError)
    return parse_match_words(file)


def parse_match_words(file: File) -> MatchWords:
    """Read `name: [word, word]` lines."""
    root = next(documents(file))
    known = ["weak", "wholes", "at today's prices"]
    if not isinstance(root, Table) or set(root) != set(known):
        raise file.fault(root, "is not the list of words that is looked for", f"write {', '.join(known)}")
    found = {}
    for name, words in root.items():
        if not isinstance(words, list):
            raise file.fault(words, f"'{name}' is no list", nearest(str(name), known))
        found[str(name)] = frozenset(str(word) for word in words)
    return MatchWords(*(found[name] for name in known))


def row_of(phrase: str, language: Language) -> tuple[str, ...]:
    """Return the lemmas of a phrase in their order, without possessive endings; underscores part words."""
    lemma = language.vocabulary.inflection.lemma
    return tuple(lemma(_POSSESSIVE.sub("", word)) for word in _WORD.findall(phrase.replace("_", " ")))


def lemmas(phrase: str, language: Language) -> Words:
    """Return the lemmas of a phrase, as claims have them: "Net sales" is net and sale."""
    return frozenset(row_of(phrase, language))


def of_key(key: Iterable[str], language: Language) -> Words:
    """Return the lemmas of a term of a claim."""
    lemma = language.vocabulary.inflection.lemma
    return frozenset(lemma(part) for word in key for part in word.split())
