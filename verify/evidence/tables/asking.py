"""Reference tables read and made ready to be asked."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

from verify.claims import Language
from verify.figures import Lexicon

from .index import index_table
from .judging import Asked
from .loading import load_table
from .table import ReferenceTable
from .words import load_match_words


def ask_tables(paths: Sequence[Path], lexicon: Lexicon, language: Language) -> list[Asked]:
    """Return the tables of some legends, ready to be asked; raises TableError at the first that cannot be used."""
    was = gc.isenabled()
    gc.disable()  # nothing of a table is garbage while it is read: with a million rows that is half of the time
    try:
        return [ask(load_table(path, lexicon), language) for path in paths]
    finally:
        if was:
            gc.enable()


def ask(table: ReferenceTable, language: Language) -> Asked:
    """Return a table, ready to be asked."""
    words = load_match_words()
    return Asked(index_table(table, language, words), language, words)
