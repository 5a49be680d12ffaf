"""Reading: a file becomes a Document. Every character keeps its place in the source.

`reader.py` is the way in; `encoding.py` turns bytes into text; `plain.py` and `markdown.py` part the text into regions;
`debris.py` finds the furniture of web pages among them; `sentences.py` parts a region into sentences.
"""

from .reader import read, read_bytes, read_text
from .sentences import sentences

__all__ = ["read", "read_bytes", "read_text", "sentences"]
