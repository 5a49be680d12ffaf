"""Reference tables: rows that a text is held against, and the YAML that says what they hold."""

from .asking import ask, ask_tables
from .cells import read_cells
from .editing import Edit, Edits, edited, edits_for
from .judging import Asked, Judged
from .legend import read_legend
from .loading import load_table, read_table
from .table import Asks, Cells, Entry, Field, Legend, Measured, ReferenceTable

__all__ = [
    "Asked",
    "Asks",
    "Cells",
    "Edit",
    "Edits",
    "Entry",
    "Field",
    "Judged",
    "Legend",
    "Measured",
    "ReferenceTable",
    "ask",
    "ask_tables",
    "edited",
    "edits_for",
    "load_table",
    "read_cells",
    "read_legend",
    "read_table",
]
