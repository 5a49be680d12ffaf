"""Reference tables: rows that a text is held against, and the YAML that says what they hold."""

from .asking import ask, ask_tables
from .cells import read_cells
from .editing import Edit, Edits, edited, edits_for
from .evidence import TableEvidence
from .judging import Asked, Judged
from .legend import read_legend
from .loading import load_table, read_table
from .table import Asks, Cells, Entry, Field, Legend, Measured, ReferenceTable
from .texts import binding_faults

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
    "TableEvidence",
    "ask",
    "ask_tables",
    "binding_faults",
    "edited",
    "edits_for",
    "load_table",
    "read_cells",
    "read_legend",
    "read_table",
]
