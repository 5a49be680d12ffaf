"""The forms of an English word: `rise` is rises, rose, risen, rising too. Irregular ones come from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Inflection(Struct, frozen=True):
    """Makes forms from base words, and base words from forms."""

    irregular: Mapping[str, tuple[str, ...]]
    """Base word to its other forms, where rules do not make them."""
    fixed: frozenset[str]
    """Words without inflection: "to", "from", "the"."""
    _cache: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def forms(self, word: str) -> tuple[str, ...]:
        """Return all forms of `word`, itself first.

        >>> Inflection({"rise": ("rose", "risen")}, frozenset()).forms("rise")
        ('rise', 'rises', 'rising', 'rose', 'risen')
        """
        found = self._cache.get(word)
        if found is None:
            found = self._cache[word] = self._make(word)
        return found

    def lemma(self, phrase: str) -> str:
        """Return a noun phrase with its last word in the singular, for comparison with `Figure.noun`."""
        head = phrase.rsplit(maxsplit=1)[-1].lower()
        if len(head) > 4 and head.endswith("ies"):
            return head[:-3] + "y"
        return head[:-1] if len(head) > 3 and head.endswith("s") and not head.endswith("ss") else head

    def _make(self, word: str) -> tuple[str, ...]:
        if word in self.fixed or len(word) < 2 or not word.isalpha():
            return (word,)
        third = word + "s"
        past, present = word + "ed", word + "ing"
        if word.endswith("e"):
            past, present = word + "d", word[:-1] + "ing"
        elif word.endswith("y") and word[-2] not in "aeiou":
            third, past = word[:-1] + "ies", word[:-1] + "ied"
        elif word.endswith(("s", "x", "z", "ch", "sh")):
            third = word + "es"
        others = self.irregular.get(word)
        made = (word, third, present, *(others if others is not None else (past,)))
        return tuple(dict.fromkeys(made))
