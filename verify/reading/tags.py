"""HTML as a row of tags, words and comments, each with its place in the source.

The standard html.parser knows line and column only, takes quadratic time on broken pages (CPython issue 135462; older
3.11 and 3.12 have it still), and raises AssertionError on some: this scanner takes one pass over whatever it is given.
It follows the tokenizer of the HTML standard where a page is well made, and where it is not reads on at the next tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPEN = re.compile(r"<(?:(?P<comment>!--)|(?P<mark>[!?])|(?P<close>/)?(?P<name>[A-Za-z][^\s/>]{0,99}))")
_STOP = re.compile(r"""=\s*(["'])|>""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW = frozenset("script style textarea title iframe noembed noframes xmp".split())
"""Elements whose content is no markup."""
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


class Token(NamedTuple):
    """A tag, a comment, or the words between."""

    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case; "!--" of a comment; "" of words."""
    closing: bool = False
    attributes: str = ""
    """As written."""


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of a page in order; what scripts and the like hold is left out.

    >>> [source[token.start : token.end] for source in ["5 < 6<p>&lt;</p>"] for token in tokens(source)]
    ['5 < 6', '<p>', '&lt;', '</p>']
    """
    position = words = 0
    quotes = True
    while found := _OPEN.search(source, position):
        start, position = found.span()
        if found["comment"]:
            end = source.find("-->", position)
            end = len(source) if end < 0 else end + 3
        elif found["mark"]:
            end = source.find(">", position) + 1
        else:
            end, quotes = _tag_end(source, position, quotes)
        if not end:  # nothing after it closes a tag: the rest is words
            break
        if words < start:
            yield Token(words, start)
        words = end
        if found["comment"]:
            yield Token(start, end, "!--")
        elif found["name"]:
            name = found["name"].lower()
            yield Token(start, end, name, found["close"] is not None, source[position : end - 1])
            if name in _RAW and not found["close"]:
                close = _RAW_ENDS[name].search(source, end)
                words = end = close.start() if close else len(source)
        position = end
    if words < len(source):
        yield Token(words, len(source))


def attributes_of(written: str) -> dict[str, str]:
    """Return the attributes of a tag as written, names in lower case; the first of two of a name counts.

    >>> attributes_of(' colspan="2" hidden class=a')
    {'colspan': '2', 'hidden': '', 'class': 'a'}
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), double or single or bare)
    return found


def _tag_end(source: str, position: int, quotes: bool) -> tuple[int, bool]:
    """Return where a tag ends, 0 if nowhere, and whether quotes can still be trusted.

    A quote that never closes would have every tag after it searched to the end of the page, so the first one ends the
    trust: from there on a tag ends at the next ">".
    """
    at = position
    while quotes:
        found = _STOP.search(source, at)
        if found is None:
            break
        if not found[1]:
            return found.end(), True
        at = source.find(found[1], found.end()) + 1
        if not at:
            break
    return source.find(">", position) + 1, False
