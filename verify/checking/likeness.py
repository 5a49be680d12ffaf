"""Does one claim state again what another one states? `again restates first` in a rule's `where:`.

Headline and lead, lead and body say the same thing in other words, and no parser of ours could prove it. What stands
round the two figures speaks for it or against it: the words they share, the headline, another figure nearer by. Each
such sign has a weight, the weights are a table in `data/likeness.yaml`, and their sum is a probability, as in any
logistic regression. `tests/train_likeness.py` makes the table from labelled articles.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from verify.claims import Vocabulary
from verify.claims.inflection import Inflection
from verify.claims.lexicons import items_of, root_of, table_in, words_in
from verify.claims.vocabulary import MOST_TOKENS
from verify.errors import LexiconError
from verify.sourced import File, Node, Table, Text, nearest, read_file

SIGNS = (
    "always",
    "sentences apart",
    "headline and lead",
    "headline, next of its kind",
    "others of its kind",
    "said there already",
    "words shared close by",
    "rare words shared",
    "same noun",
    "definite",
    "both compare",
    "same direction",
    "count",
    "same digits",
    "same digits, several",
    "as many digits",
    "near in value",
    "first in lead",
    "same company",
    "other measure",
)
"""What speaks for one statement or against it; `statements.py` measures each."""


class Likeness(Struct, frozen=True):
    """The weights of the signs, and the words that make some of them."""

    weights: Mapping[str, float]
    """By sign, as `SIGNS` names them; "always" is the constant."""
    accept: float
    """Probability from which two claims that agree are taken for one statement."""
    accuse: float
    """Probability from which two claims that do not agree are."""
    comparing: frozenset[str]
    """Words before a figure that only serves to compare: "from", "against"."""
    definite: frozenset[str]
    """Words that take up what was named before: "the", "these"."""
    empty: frozenset[str]
    """Words that say nothing of what a figure is."""
    rising: frozenset[str]
    """Every form of the words that send a figure up."""
    falling: frozenset[str]
    inflection: Inflection
    _contents: dict[str, str] = field(default_factory=dict)

    def content(self, word: str) -> str:
        """Return a word of a text in the singular, "" where it says nothing of what a figure is."""
        found = self._contents.get(word)
        if found is None:
            if len(self._contents) >= MOST_TOKENS:
                self._contents.clear()
            says = len(word) > 1 and word[0].isalpha() and word not in self.empty
            found = self._contents[word] = self.inflection.lemma(word) if says else ""
        return found

    def probability(self, signs: Mapping[str, float]) -> float:
        """Return how likely the claims of these signs are one statement, 0 to 1."""
        total = self.weights["always"] + sum(self.weights[name] * value for name, value in signs.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def load_likeness(vocabulary: Vocabulary) -> Likeness:
    """Read the table of weights; raises LexiconError with file, line and column."""
    return parse_likeness(read_file(Path(__file__).with_name("data") / "likeness.yaml", LexiconError), vocabulary)


def parse_likeness(file: File, vocabulary: Vocabulary) -> Likeness:
    """Build the table from its text; `vocabulary` holds the word lists that it names."""
    root = root_of(file)
    weights = table_in(root, "weights")
    for name in weights:
        if name not in SIGNS:
            raise file.fault(name, f"'{name}' is no sign", nearest(name, list(SIGNS)))
    missing = [name for name in SIGNS if name not in weights]
    if missing:
        raise file.fault(root.key("weights"), f"has no weight for {missing[0]}", f"add `{missing[0]}: 0`")
    comparing, definite, empty = (frozenset(words_in(root, name)) for name in ("comparing", "definite", "empty"))
    rising, falling = (_forms(root, name, vocabulary) for name in ("rising", "falling"))
    return Likeness(
        weights={str(name): _number(value) for name, value in weights.items()},
        accept=_number(root[root.key("accept")]),
        accuse=_number(root[root.key("accuse")]),
        comparing=comparing,
        definite=definite,
        empty=empty,
        rising=rising,
        falling=falling,
        inflection=vocabulary.inflection,
    )


def _number(value: Node) -> float:
    if not isinstance(value, Text):
        raise value.file.fault(value, "is no number", "write one number")
    try:
        return float(value)
    except ValueError:
        raise value.file.fault(value, f"'{value}' is no number", "write one number") from None


def _forms(root: Table, name: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return every form of the words, one word each, in the word lists that stand under `name`."""
    words: list[str] = []
    for entry in items_of(root[root.key(name)]):
        listed = str(entry)
        if listed not in vocabulary.lists:
            mend = nearest(listed, sorted(vocabulary.lists))
            raise entry.file.fault(entry, f"no word list is called {listed}", mend)
        words += [phrase for phrase in vocabulary.lists[listed].phrases if phrase.isalpha()]
    return frozenset(form for word in words for form in vocabulary.inflection.forms(word))
