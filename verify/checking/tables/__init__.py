"""Rules over tables: which rows and columns are tied is found from the lines across them, of which most must agree."""

from .finding import table_ties

__all__ = ["table_ties"]
