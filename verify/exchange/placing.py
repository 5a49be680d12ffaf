"""Where the words of a row stand in its document: by offsets, or as a quotation that is looked for."""

from __future__ import annotations

from verify.model import Span

from .files import Row, fault


def place_of(row: Row, text: str, name: str) -> Span:
    """Return the span of a row's quotation in `text`; raises ClaimsError where it is not there, or not only there.

    Offsets are believed where the text has the quotation there. Without them it is looked for, within the `context`
    where the row gives one, as whole words: "12%" is no part of "112%".
    """
    quote = row.text("quote")
    if "start" in row.values and "end" in row.values:
        start, end = int(row.values["start"]), int(row.values["end"])
        if not 0 <= start < end <= len(text):
            what = f"start and end ({start}, {end}) lie outside the text of {len(text)} characters"
            raise fault(name, row.number, what, "count characters from 0, as Python does")
        if quote and text[start:end] != quote:
            what = f"the text has {text[start:end][:60]!r} at {start}, not {quote[:60]!r}"
            raise fault(name, row.number, what, "quote the text as it is, or leave out start and end")
        return Span(start, end)
    if not quote:
        raise fault(name, row.number, "says nowhere where its figure stands", "give `quote`, or `start` and `end`")
    return find_quote(quote, row.text("context"), text, name, row.number)


def find_quote(quote: str, context: str, text: str, name: str, number: int) -> Span:
    """Return the one place of a quotation in a text, within a context where one is given; raises ClaimsError."""
    outer = Span(0, len(text))
    if context:
        at = text.find(context)
        if at < 0:
            raise fault(name, number, f"the text has no {context[:80]!r}", "quote the text as it is")
        if text.find(context, at + 1) < 0:
            outer = Span(at, at + len(context))
    places = list(_whole(quote, text, outer))
    if not places:
        raise fault(name, number, f"the text has no {quote[:80]!r}", "quote the text as it is")
    if len(places) > 1:
        what = f"{quote[:60]!r} stands {len(places)} times in the text"
        raise fault(name, number, what, "give `start` and `end`, or the sentence as `context`")
    return places[0]


def _whole(quote: str, text: str, outer: Span) -> list[Span]:
    found: list[Span] = []
    at = text.find(quote, outer.start, outer.end)
    while at >= 0 and len(found) < 100:
        end = at + len(quote)
        if not (_joins(text[at - 1 : at], quote[0]) or _joins(quote[-1], text[end : end + 1])):
            found.append(Span(at, end))
        at = text.find(quote, at + 1, outer.end)
    return found


def _joins(left: str, right: str) -> bool:
    """Whether two characters belong to one word or number."""
    return left.isalnum() and right.isalnum()
