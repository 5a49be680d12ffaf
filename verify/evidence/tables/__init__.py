"""Reference tables: rows that a text is held against, and the YAML that says what they hold."""

from .cells import read_cells
from .legend import read_legend
from .loading import load_table, read_table
from .table import Asks, Cells, Entry, Field, Legend, Measured, ReferenceTable

__all__ = [
    "Asks",
    "Cells",
    "Entry",
    "Field",
    "Legend",
    "Measured",
    "ReferenceTable",
    "load_table",
    "read_cells",
    "read_legend",
    "read_table",
]
