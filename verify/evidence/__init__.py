"""Source documents and reference tables: what a text is held against besides itself.

`sayings_of` puts to each claim the words that tell what it is of; `hold` asks every piece of evidence for each of them
and makes findings of the answers. `SourceDocument` is a document as evidence; whatever else has `answers` is evidence
too (`Evidence`).
"""

from .answer import NOT_FOUND, Answer
from .holding import Evidence, hold
from .saying import Saying, sayings_of
from .sources import SourceDocument

__all__ = ["NOT_FOUND", "Answer", "Evidence", "Saying", "SourceDocument", "hold", "sayings_of"]
