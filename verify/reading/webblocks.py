"""The blocks of a page, and what the elements round them make of their words."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from verify.model import RegionKind

from .composing import Run

SKIPPED = frozenset(
    "audio button canvas datalist dialog embed head iframe input math noembed noframes noscript object option rp rt "
    "script select style svg template textarea title video".split()
)
"""What shows no text, or none that is the author's."""
_DEBRIS = frozenset("aside footer form menu nav search".split())
_DEBRIS_ROLES = frozenset("banner complementary contentinfo menu navigation search toolbar".split())
CODE = frozenset("code kbd samp tt var".split())
_STRUCK = frozenset("del s strike".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CHARSET = re.compile(rb"<meta\s[^<>]*?charset\s*=\s*[\"']?\s*([A-Za-z][\w.:-]{1,40})", re.IGNORECASE)
_INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNSEEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?:\s|$)", re.IGNORECASE)
_NOTES_CLASS = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?)(?:$|[\s_-])", re.IGNORECASE)
_CODE_CLASS = re.compile(r"(?:^|[\s_-])(?:code|highlight|sourceCode|prettyprint)(?:$|[\s_-])", re.IGNORECASE)


class Context(NamedTuple):
    """What the open elements make of the words in them."""

    kind: RegionKind = RegionKind.PARAGRAPH
    level: int = 0
    lists: int = 0
    quotes: int = 0
    skipped: bool = False
    debris: bool = False
    main: bool = False
    article: int = 0
    """Number of the outermost article, 0 outside."""
    hole: bool = False
    link: bool = False
    pre: bool = False
    raised: bool = False


class Block(NamedTuple):
    """A block before it is known what belongs to the text."""

    context: Context
    runs: tuple[Run, ...]
    linked: bool = False
    """Whether all of it is a link."""

    @property
    def words(self) -> str:
        """All of it."""
        return "".join(run.words for run in self.runs)


def inside(context: Context, name: str, attributes: dict[str, str]) -> Context:
    """Return the context within an element."""
    outer = context
    if name in SKIPPED or (attributes and _is_hidden(attributes)):
        return context._replace(skipped=True)
    role = attributes.get("role", "").lower()
    if name in _DEBRIS or role in _DEBRIS_ROLES:
        context = context._replace(debris=True)
    if name in HEADINGS:
        return context._replace(kind=RegionKind.HEADING, level=HEADINGS[name])
    if name in ("ul", "ol", "dl"):
        notes = role == "doc-endnotes" or _NOTES_CLASS.search(attributes.get("class", ""))
        kind = RegionKind.FOOTNOTE if notes else context.kind
        return context._replace(lists=context.lists + 1, kind=kind)
    if name in ("li", "dt", "dd") and context.kind is not RegionKind.FOOTNOTE:
        return context._replace(kind=RegionKind.LIST_ITEM, level=max(context.lists, 1))
    if name == "blockquote":
        quotes = context.quotes + 1
        return context._replace(kind=RegionKind.QUOTE, level=quotes, quotes=quotes)
    if role == "doc-footnote" or (name in ("div", "section", "aside") and _is_notes(attributes)):
        return context._replace(kind=RegionKind.FOOTNOTE, level=0, debris=outer.debris)
    if name == "pre":
        code = _CODE_CLASS.search(attributes.get("class", ""))
        return context._replace(pre=True, kind=RegionKind.CODE if code else context.kind)
    if name == "main" or role == "main":
        return context._replace(main=True)
    if name in CODE and context.pre:
        return context._replace(kind=RegionKind.CODE)
    if name in CODE or name in _STRUCK:
        return context._replace(hole=True)
    if name == "a":
        return context._replace(link=True)
    return context._replace(raised=True) if name == "sup" else context


def _is_hidden(attributes: dict[str, str]) -> bool:
    return (
        ("hidden" in attributes and attributes["hidden"].lower() != "until-found")
        or attributes.get("aria-hidden", "").lower() == "true"
        or _INVISIBLE.search(attributes.get("style", "")) is not None
        or _UNSEEN_CLASS.search(attributes.get("class", "")) is not None
    )


def _is_notes(attributes: dict[str, str]) -> bool:
    return _NOTES_CLASS.search(attributes.get("class", "")) is not None or bool(
        _NOTES_CLASS.search(attributes.get("id", ""))
    )


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares in its head, None where it declares none or one that is not known.

    >>> declared_encoding(b'<meta charset="ISO-8859-1">')
    'cp1252'
    """
    found = _CHARSET.search(data[:4096])
    if found is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    if name in ("utf-8", "ascii") or name.startswith(("utf-16", "utf-32")):  # whoever could read the tag has no UTF-16
        return None
    return "cp1252" if name == "iso8859-1" else name  # so do browsers
