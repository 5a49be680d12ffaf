"""Finding the furniture of a web page (comment form, "you may also like", cookie notice) among the blocks of a text.

The rule is careful, since a figure in a block wrongly called debris is lost without a word:

* only short blocks are furniture, and only those that a phrase of the lexicon covers or begins;
* never in the first half of the text, measured by its prose;
* a heading of furniture ("About the author") takes the short blocks below it along, but only where nothing but short
  blocks follows to the end of the text, and none of them is a sentence with a number.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from verify.errors import LexiconError
from verify.model import Region, RegionKind
from verify.sourced import File, Items, Node, Table, documents, nearest, read_file

LONGEST = 320
"""Characters of the longest notice that pages carry: those on comment data, on cookies."""
LONGEST_BELOW = 200
"""Characters of a block that a heading of furniture takes along: a link's title, a line on the author."""

_LEXICON = Path(__file__).with_name("data") / "debris.yaml"
_EDGES = " \t\r\n\u00a0.,:;!?…*_#>-–—|•»«\"'()[]"

_CLOSING = " \t\r\n\"'”’»)"


class _Weight(IntEnum):
    NONE = 0
    HINT = 1
    LINE = 2
    SECTION = 3


_GROUPS = {"sections": _Weight.SECTION, "lines": _Weight.LINE, "hints": _Weight.HINT}


class Furniture(NamedTuple):
    """The phrases of page furniture, folded: those that are a whole block, and those that begin one."""

    whole: dict[str, _Weight]
    beginnings: dict[str, _Weight]
    first_words: frozenset[str]
    """Of the beginnings; a look-up spares most blocks the search."""

    def weigh(self, block: str) -> _Weight:
        """Return how surely a block is furniture."""
        if len(block) > LONGEST:
            return _Weight.NONE
        words = _fold(block)
        whole = self.whole.get(words, _Weight.NONE)
        if words.split(" ", 1)[0] not in self.first_words:
            return whole
        begun = max((weight for start, weight in self.beginnings.items() if _begins(words, start)), default=whole)
        # "About Jane Doe" is a hint; "About half of them were sold." is a sentence.
        return whole if begun is _Weight.HINT and _is_sentence(block) else max(whole, begun)


def mark_debris(text: str, regions: tuple[Region, ...], furniture: Furniture) -> tuple[Region, ...]:
    """Return the same regions, those that are furniture of a web page called DEBRIS."""
    prose = [region.span.end - region.span.start if region.kind.is_prose else 0 for region in regions]
    first = _first_of_second_half(prose)
    weights = [
        furniture.weigh(text[region.span.start : region.span.end]) if prose[index] else _Weight.NONE
        for index, region in enumerate(regions[first:], first)
    ]
    if max(weights, default=_Weight.NONE) < _Weight.LINE:
        return regions
    tail = _tail(text, regions[first:], weights)
    marked = [
        index >= tail or weight >= _Weight.LINE or (weight is _Weight.HINT and _in_company(weights, index))
        for index, weight in enumerate(weights)
    ]
    return regions[:first] + tuple(
        replace(region, kind=RegionKind.DEBRIS, level=0, holes=()) if debris and region.kind.is_prose else region
        for region, debris in zip(regions[first:], marked, strict=True)
    )


def _first_of_second_half(prose: list[int]) -> int:
    """Return the index of the first block before which lies at least half of the prose."""
    half, before = sum(prose) / 2, 0
    for index, length in enumerate(prose):
        if before >= half:
            return index
        before += length
    return len(prose)


def _tail(text: str, regions: tuple[Region, ...], weights: list[_Weight]) -> int:
    """Return the index from which on everything is furniture to the end of the text."""
    start = len(regions)
    for index in range(len(regions) - 1, -1, -1):
        words = text[regions[index].span.start : regions[index].span.end]
        if weights[index] is _Weight.SECTION:
            start = index
        states = _is_sentence(words) and any(map(str.isdigit, words))
        if weights[index] < _Weight.LINE and (states or len(words) > LONGEST_BELOW):
            break
    # What only hints at furniture just before it belongs to it: "Share", "About Jane Doe".
    while start < len(regions) and start and weights[start - 1] >= _Weight.HINT:
        start -= 1
    return start


def _in_company(weights: list[_Weight], index: int) -> bool:
    """Say whether an unbroken run of hints leads from the block at `index` to a line or section."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(weights) and weights[at] is _Weight.HINT:
            at += step
        if 0 <= at < len(weights) and weights[at] >= _Weight.LINE:
            return True
    return False


def _is_sentence(words: str) -> bool:
    return words.rstrip(_CLOSING).endswith((".", "!", "?")) and not words.endswith("...")


def _fold(words: str) -> str:
    """Return words without case, accents, typographic quotes, and marks at the ends.

    >>> _fold("« Vous aimerez aussi… »")
    'vous aimerez aussi'
    """
    plain = unicodedata.normalize("NFD", words.casefold()).replace("’", "'")
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(bare.split()).strip(_EDGES)


def _begins(words: str, start: str) -> bool:
    return words.startswith(start) and not words[len(start) : len(start) + 1].isalnum()


@cache
def load_furniture() -> Furniture:
    """Read the lexicon; raises LexiconError with the place of a malformed line."""
    file = read_file(_LEXICON, LexiconError)
    whole: dict[str, _Weight] = {}
    beginnings: dict[str, _Weight] = {}
    for document in documents(file):
        for groups in _table(file, document).values():
            for group, phrases in _table(file, groups).items():
                if group not in _GROUPS:
                    raise file.fault(group, f"there is no group '{group}'", nearest(group, list(_GROUPS)))
                if not isinstance(phrases, Items):
                    raise file.fault(phrases, "a group is a list of phrases", "write one phrase a line, after a dash")
                for phrase in phrases:
                    kept = beginnings if str(phrase).endswith("…") else whole
                    folded = _fold(str(phrase)) or "©"
                    kept[folded] = max(kept.get(folded, _Weight.NONE), _GROUPS[group])
    return Furniture(whole, beginnings, frozenset(start.split(" ", 1)[0] for start in beginnings))


def _table(file: File, node: Node) -> Table:
    if not isinstance(node, Table):
        raise file.fault(node, "is no mapping", "write `name:` and what belongs to it below")
    return node
