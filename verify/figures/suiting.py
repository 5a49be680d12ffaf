"""A lexicon as a project wants it: whose dollars "$" means, and how wide "about" is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from .lexicon import Hedge, Lexicon, Phrases, Room, Saying
from .pages import as_table, get, only, page, words
from .sayings import say_currency


def with_home(lexicon: Lexicon, code: str) -> Lexicon:
    """Return the lexicon of a place whose money is `code`: the names and signs that it shares with others are its own.

    With AUD at home, "$5" and "5 dollars" are Australian, "US$5" is not. `code` is one of `lexicon.table.currencies`;
    one that shares no name or sign with another changes nothing.
    """
    said: dict[str, Saying] = {}
    money: dict[str, str] = {}
    shared = page("shared.yaml")
    for node in shared.values():
        entry = as_table(node, shared.file)
        only(entry, ("said", "symbols", "before", "minor", "by"))
        if code in words(get(entry, "by")):
            say_currency(code, entry, said, money)
    reach = dict(lexicon.reach)
    for saying in said:
        first, size = saying.partition(" ")[0], saying.count(" ") + 1
        reach[first] = max(size, reach.get(first, 0))
    return replace(
        lexicon,
        sayings={**lexicon.sayings, **said},
        money={**lexicon.money, **money},
        money_ends=lexicon.money_ends.union(sign[-1] for sign in money),
        reach=reach,
        anchor=_with_letters(lexicon, money),
    )


def _with_letters(lexicon: Lexicon, money: Mapping[str, str]) -> re.Pattern[str]:
    """Return the anchor that also stops at signs of letters: "kr500"."""
    new = [re.escape(sign) for sign in money if sign.isalpha() and sign not in lexicon.money]
    return re.compile(rf"\b(?:{'|'.join(new)})(?=\d)|{lexicon.anchor.pattern}") if new else lexicon.anchor


def hedge_names(lexicon: Lexicon) -> dict[str, str]:
    """Return every word of the hedges that have a width, with the name of its class: "roughly" to "about"."""
    found = {}
    for phrases in (lexicon.before, lexicon.after):
        for entries in phrases.values():
            found.update({" ".join(phrase): hedge.name for phrase, hedge in entries if hedge.name})
    return found


def with_widths(lexicon: Lexicon, widths: Mapping[str, float]) -> Lexicon:
    """Return the lexicon whose hedges reach as far as `widths` says: from the name of a class to a part of the figure.

    It is the most that the words allow, and so the room of the coarse reading; a strict one that would be wider is cut
    back to it. What a hedge leaves open, or shuts, stays so, and the room of the written digits is always there.
    """

    def suited(hedge: Hedge) -> Hedge:
        width = widths.get(hedge.name)
        if width is None:
            return hedge
        return hedge._replace(
            strict=_wide(hedge.strict, lambda share: min(share, width)), coarse=_wide(hedge.coarse, lambda _: width)
        )

    def phrases(known: Phrases) -> Phrases:
        return {word: tuple((phrase, suited(hedge)) for phrase, hedge in entries) for word, entries in known.items()}

    return replace(
        lexicon,
        before=phrases(lexicon.before),
        after=phrases(lexicon.after),
        signs={sign: suited(hedge) for sign, hedge in lexicon.signs.items()},
    )


def _wide(ends: tuple[Room, Room], width: Callable[[float], float]) -> tuple[Room, Room]:
    below, above = (end._replace(share=width(end.share)) if end.share else end for end in ends)
    return below, above
