"""Figures become claims: sentences with their figures as single tokens, sentence patterns, measure, subject, period."""

from .cells import with_cells, years_of
from .dispatch import Dispatch
from .grids import Line, Panel, panels
from .heads import with_heads
from .interpret import interpret
from .language import Language, load_language
from .lists import with_lists
from .parsing import ELEMENT, SLOT, PatternError
from .passage import Passage, passages
from .patterns import Match, Pattern
from .phrases import Phrases
from .results import with_results
from .vocabulary import KINDS, Vocabulary, WordList, is_pattern, sort_of

__all__ = [
    "ELEMENT",
    "KINDS",
    "SLOT",
    "Dispatch",
    "Language",
    "Line",
    "Match",
    "Panel",
    "Passage",
    "Pattern",
    "PatternError",
    "Phrases",
    "Vocabulary",
    "WordList",
    "interpret",
    "is_pattern",
    "load_language",
    "panels",
    "passages",
    "sort_of",
    "with_cells",
    "with_heads",
    "with_lists",
    "with_results",
    "years_of",
]
