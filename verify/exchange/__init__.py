"""Claims as data: a table of claims is written, and one that another extractor made is read and checked as ours are.

`columns.py` says what the table holds, `files.py` reads and writes it, `placing.py` finds each row in its document,
`settling.py` lets the rows speak for figures and `speaking.py` for claims.
"""

from .columns import CHOICES, COLUMNS, claims_schema
from .files import ClaimsFile, Row, exchanged, read_claims, write_claims
from .given import Claimed, claimed, documents_of, text_of
from .settling import settled, valued
from .speaking import spoken

__all__ = [
    "CHOICES",
    "COLUMNS",
    "Claimed",
    "ClaimsFile",
    "Row",
    "claimed",
    "claims_schema",
    "documents_of",
    "exchanged",
    "read_claims",
    "settled",
    "spoken",
    "text_of",
    "valued",
    "write_claims",
]
