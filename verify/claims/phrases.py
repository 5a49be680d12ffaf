"""Words by themselves, read as those of a text are: what others say of a figure."""

from __future__ import annotations

from msgspec import Struct, field

from verify.figures import Lexicon, find_figures
from verify.model import Document, Period, Region, RegionKind, Span

from .language import Language
from .letters import letters_of
from .measures import Row, noun_phrase
from .passage import passages
from .periods import find_sayings

LONGEST = 400
"""Characters; what is said of one figure is no longer."""


class Phrases(Struct, frozen=True):
    """Reads phrases, each once."""

    lexicon: Lexicon
    language: Language
    _measures: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _periods: dict[str, Period] = field(default_factory=dict)

    def measure_key(self, words: str) -> tuple[str, ...]:
        """Return the key of a measure, head last: "the company's annual revenue" -> ("annual", "revenue")."""
        if words not in self._measures:
            row = self._row(f"{words[:LONGEST]} 1")
            key = noun_phrase(range(len(row.letters) - 1), row).key if row else ()
            lemma = self.language.vocabulary.inflection.lemma
            self._measures[words] = key or tuple(lemma(word) for word in words[:LONGEST].lower().split())
        return self._measures[words]

    def subject_key(self, words: str) -> tuple[str, ...]:
        """Return the key of a subject: its words in lower case, a country for who is of it."""
        countries = self.language.clauses.countries
        return tuple(countries.get(word, word) for word in words[:LONGEST].lower().split())

    def period(self, words: str) -> Period:
        """Return the period that words name; nothing is known of one that no saying of time is."""
        if words not in self._periods:
            row = self._row(f"in {words[:LONGEST]} it was 1")
            sayings = find_sayings(row) if row else []
            self._periods[words] = sayings[0].period if sayings else Period()
        found = self._periods[words]
        return Period(found.words, found.start, found.end, found.ago, found.length, found.standing, None, found.part)

    def _row(self, text: str) -> Row | None:
        text = " ".join(text.split())
        document = Document("<words>", text, (Region(RegionKind.PARAGRAPH, Span(0, len(text))),))
        figures = find_figures(document, self.lexicon)
        found = passages(document, figures, self.language.vocabulary)
        if not found:
            return None
        passage = found[0]
        return Row(passage, letters_of(passage, figures, self.language.clauses), document, figures, self.language)
