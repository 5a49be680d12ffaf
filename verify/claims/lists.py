"""Lists that a count announces: "four priorities: education, crime and public health" lists three.

A list becomes a figure whose value is the number of its items, so that rules can put it into their sentences: kind
`items` where it follows its count, `named` where it comes before ("Germany and Italy, two of the partners"). It is no
quantity and takes no room in its sentence: its `extent` is empty and stands at the sign that opens or closes the list.
What is not plainly a list (items with figures, verbs or an "and" of their own) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from verify.model import NUMBER, Document, Figure, Interval, Kind, Qualifier, Region, RegionKind, Span

LARGEST = 30
"""Nobody lists more things than this in a sentence."""
LONGEST_ITEM = 6
"""Words of an item; a longer one is a sentence of its own."""
FARTHEST = 6
"""Words between what is counted and the sign that opens the list."""
REACH = 400
"""Characters to look at before and after a count."""

_OPENING = re.compile(
    r"[^.:;()\n–—\"“”]{0,60}?(?:(?P<sign>:)(?=\s|$)|\s(?P<dash>[-–—]{1,2})(?=\s)|\s(?P<copula>are|were)(?=\s)"
    r"|\s(?P<bracket>\()|(?P<comma>,)(?=\s))\s*"
)
_LIST = re.compile(r"[^.:;()\d\n–—\"“”]+?(?=\s*(?:[.;:)]|\s[-–—]{1,2}\s|\n|$))")
_OF_A_GROUP = re.compile(r" of (?:the|its|their|his|her|our|these|those) (?:[\w'’-]+ ){0,2}?\w+s\b")
_RELATIVE = re.compile(r"\s(?:who|which|that|where|whose)\s")
_AND = re.compile(r"\s+(?:and|&)\s+")
_OR = re.compile(r"\s+or\s+")
_NAME = r"(?:[Tt]he )?[A-Z][\w&'’-]*(?: (?:(?:of|de|al|la|the) )?[A-Z0-9][\w&'’-]*)*"
_LINK = re.compile(r"(?:,| [-–—]| (?:are|were))(?: [\w'’-]+){0,4} $")
_CLOSED = re.compile(r"\s*(?:[.,;:)]|\s[-–—]|$)")


class ListWords(NamedTuple):
    """The words that tell lists from other sentences, see `data/lists.yaml`."""

    partial: frozenset[str]
    open_ended: frozenset[str]
    asides: frozenset[str]
    clauses: frozenset[str]
    links: frozenset[str]
    places: frozenset[str]


class _Found(NamedTuple):
    span: Span
    at: int
    low: int
    high: int
    form: str


def with_lists(document: Document, figures: Sequence[Figure], words: ListWords) -> tuple[Figure, ...]:
    """Return the figures of a document together with the lists that its counts announce."""
    found = [_figure(entry, document) for entry in _find(document, figures, words)]
    if not found:
        return tuple(figures)
    merged = sorted((*figures, *found), key=lambda figure: (figure.extent.start, figure.extent.end))
    return tuple(replace(figure, index=index) for index, figure in enumerate(merged))


def _figure(entry: _Found, document: Document) -> Figure:
    return Figure(
        index=0,
        span=entry.span,
        quote=document.quote(entry.span),
        extent=Span(entry.at, entry.at),
        low=float(entry.high),
        high=float(entry.high),
        strict=Interval(float(entry.low), float(entry.high)),
        coarse=Interval(float(entry.low), float(entry.high)),
        unit=NUMBER,
        kind=Kind.OTHER,
        form=entry.form,
    )


def _find(document: Document, figures: Sequence[Figure], words: ListWords) -> Iterator[_Found]:
    if not document.regions:
        return
    region = 0
    for number, figure in enumerate(figures):
        if not _counts_a_few(figure):
            continue
        while document.regions[region].span.end <= figure.span.start:
            region += 1
        following = next(
            (other.extent.start for other in figures[number + 1 : number + 4] if other.kind is not Kind.ORDINAL),
            len(document.text),
        )
        earlier = figures[number - 1].extent.end if number else 0
        found = _after(document, region, figure, following, words)
        found = found or _before(document, region, figure, earlier, words)
        if found:
            yield found


@cache
def _names() -> re.Pattern[str]:
    """Return what names in a row look like; compiled when a text first may have some, for it takes its time."""
    return re.compile(
        rf"(?P<before>(?:^|[\w,;:.\"“(–-]+) ?)\b(?P<names>{_NAME}(?:, {_NAME})*,? and {_NAME})"
        r"(?P<link>,| [-–—]| (?:are|were))(?P<rest>(?: [\w'’-]+){0,4}) $"
    )


def _counts_a_few(figure: Figure) -> bool:
    few = figure.kind in (Kind.COUNT, Kind.NUMBER) and figure.low == figure.high and 2 <= figure.low <= LARGEST
    return few and figure.qualifier is Qualifier.EXACT and figure.low == int(figure.low)


def _after(document: Document, number: int, figure: Figure, following: int, words: ListWords) -> _Found | None:
    """Return the list that follows a count in its sentence, or as list items below its paragraph."""
    region = document.regions[number]
    end = min(region.span.end, figure.extent.end + REACH)
    group = None if figure.noun else _OF_A_GROUP.match(document.text, figure.extent.end, end)
    counted = group.end() if group else figure.extent.end
    opening = _OPENING.match(document.text, counted, end)
    if not opening or not (figure.noun or group):
        return None
    at = next(opening.start(name) for name in ("sign", "dash", "copula", "bracket", "comma") if opening[name])
    if at >= following or not _is_about_the_count(document.text[counted:at], words):
        return None
    if opening["sign"] and opening.end("sign") == region.span.end:
        return _below(document, number, at)
    listed = _LIST.match(document.text, opening.end(), end)
    if not listed or following < listed.end():
        return None
    # "Three options: stay, leave or wait"; but "one of the four banks - Velden or Brisk" names two of four.
    items = _items(_OR.sub(" and ", listed.group()) if opening["sign"] else listed.group(), words)
    if not items or (opening["copula"] and not (items[0].lower() != items[0] and _definite(document.text, figure))):
        return None
    # "She has two daughters, Anna and Eva": names only, and right behind what is counted.
    if opening["comma"] and (opening.start("comma") > counted or any(not item[0].isupper() for item in items)):
        return None
    low = (len(items) + 1) // 2 if _may_be_pairs(listed.group(), items) else len(items)
    return _Found(Span(*listed.span()), at, low, len(items), "items")


def _may_be_pairs(listed: str, items: Sequence[str]) -> bool:
    """Whether some items may be additions to others: "Springfield, Illinois, and Portland, Oregon"."""
    names = sum(item != item.lower() for item in items)
    doubled = len(items) % 2 == 0 and re.search(r",\s+(?:and|&)\s", listed)
    return 0 < names < len(items) or (names > 0 and bool(doubled))


def _is_about_the_count(between: str, words: ListWords) -> bool:
    """Whether the words between a count and its list leave no doubt what is listed: no other plural among them."""
    said = re.findall(r"[\w'’]+", between.lower())
    plural = any(word.endswith("s") and len(word) > 4 and not word.endswith(("ss", "'s", "’s")) for word in said)
    return len(said) <= FARTHEST and not plural and words.partial.isdisjoint(said)


def _definite(text: str, figure: Figure) -> bool:
    return text[max(0, figure.extent.start - 4) : figure.extent.start].lower() == "the "


def _below(document: Document, number: int, at: int) -> _Found | None:
    """Return the list items that follow a paragraph, those of the first one's depth."""
    items: list[Region] = []
    for region in document.regions[number + 1 :]:
        if region.kind is not RegionKind.LIST_ITEM:
            break
        if not items or region.level == items[0].level:
            items.append(region)
    if len(items) < 2:
        return None  # a single item is the rest of a longer list that was read as something else
    return _Found(items[0].span, at, len(items), len(items), "items")


def _before(document: Document, number: int, figure: Figure, earlier: int, words: ListWords) -> _Found | None:
    """Return the list of names that a count sums up: "Germany and Italy, two of the main partners"."""
    start = max(document.regions[number].span.start, figure.extent.start - REACH, earlier)
    text = document.text[start : figure.extent.start].replace("\n", " ")
    if not _LINK.search(text, max(0, len(text) - 60)):
        return None
    found = _names().search(text)
    if not found:
        return None
    rest = [re.sub(r"['’]s?$", "", word) for word in found["rest"].lower().split()]
    copula = found["link"].strip() in ("are", "were")
    if any(word not in words.links for word in rest) or (copula and not rest):
        return None
    if found["link"] == "," and (
        _names_a_place(found, text, words) or not _is_closed(document.text, figure.extent.end)
    ):
        return None
    items = _items(found["names"], words)
    if not items:
        return None
    span = Span(start + found.start("names"), start + found.end("names"))
    return _Found(span, span.end, len(items), len(items), "named")


def _names_a_place(found: re.Match[str], text: str, words: ListWords) -> bool:
    """Whether a sentence begins with the names: "In Velden and Brisk, two people died" counts no towns."""
    opener = found["before"].strip().lower()
    return opener in words.places and text[: found.start("names")].strip().lower() == opener


def _is_closed(text: str, end: int) -> bool:
    """Whether the phrase of a count ends as an aside does: "Velden and Brisk, two of the partners, …"."""
    return bool(_CLOSED.match(text, end)) or text.startswith(" of ", end)


def _items(listed: str, words: ListWords) -> list[str]:
    """Return the items of a list, none where it is not plainly one."""
    parts = [part.strip() for part in listed.strip().split(",")]
    parts[-1] = _RELATIVE.split(parts[-1])[0].strip()
    last = _AND.split(re.sub(r"^(?:and|&)\s+", "", parts[-1]))
    # "Anna Kos, Velden, and Tom Lind, Brisk": the "and" may stand before a name with an addition.
    closed = len(last) == 2 or any(part.startswith(("and ", "& ")) for part in parts[-2:])
    items = [re.sub(r"^(?:and|&)\s+", "", part) for part in (*parts[:-1], *last)]
    if not closed or len(last) > 2 or len(items) < 2:
        return []
    articles = {"a", "an"} if items[0].lower().startswith(("a ", "an ")) else set()
    for item in items:
        tokens = re.findall(r"[\w'’-]+", item.lower())
        if not tokens or len(tokens) > LONGEST_ITEM or tokens[0] in words.asides - articles:
            return []
        if _AND.search(item) or _OR.search(item) or not words.clauses.isdisjoint(tokens):
            return []
        if item is items[-1] and not words.open_ended.isdisjoint(tokens[:2]):
            return []
    return items
