"""Reading: a file becomes a Document. Every character keeps its place in the source.

`reader.py` is the way in; `encoding.py` turns bytes into text; `plain.py` and `markdown.py` part the text into regions;
`debris.py` finds the furniture of web pages among them; `sentences.py` parts a region into sentences.
"""

from .debris import Furniture, load_furniture
from .reader import read, read_bytes, read_text
from .sentences import SentenceWords, load_sentence_words, sentences

__all__ = [
    "Furniture",
    "SentenceWords",
    "load_furniture",
    "load_sentence_words",
    "read",
    "read_bytes",
    "read_text",
    "sentences",
]
