"""Rules over tables: which rows and columns are tied is found from the lines across them, of which most must agree."""

from .counting import count_ties
from .finding import table_ties
from .prose import prose_ties
from .reasons import why_silent

__all__ = ["count_ties", "prose_ties", "table_ties", "why_silent"]
