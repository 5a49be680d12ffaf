"""What a reference table makes of the claims of one text: those that the text binds itself, levels, changes, shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from verify.errors import TableError
from verify.model import Claim, Document, Phase, Support

from .binding import Binding, bindings_in, bound_claim, by_name, figure_of, judge_bound, table_of
from .comparing import is_precise
from .deriving import judge_change, judge_share
from .index import when
from .judging import Asked, Judged, judge_level
from .rates import Rates, date_of, judge_pair, pairs_in
from .sentence import Claimed, claimed
from .table import Entry


def judge_text(claims: Sequence[Claim], document: Document, asked: Asked) -> dict[int, Judged]:
    """Return what a table makes of the claims of a document, by their index; it says nothing of the others."""
    every = claimed(claims, document, asked.language)
    found = {one.claim.index: judge_level(one, asked) for one in every}
    rows = _confirmed(every, found)
    for one in every:
        index = one.claim.index
        row = rows.get((one.claim.sentence, one.claim.measure.key))
        if row is not None and one.dated and when(one.claim.period) != when(row.period):
            row = None  # the change is of another year than the level
        found[index] = found[index] or judge_change(one, asked, row) or judge_share(one, asked)
    return {index: one for index, one in found.items() if one is not None} | _bound(claims, document, asked)


def judge_rates(claims: Sequence[Claim], document: Document, rates: Rates, today: date | None) -> dict[int, Judged]:
    """Return what rates make of the amounts that a document tells twice, by the index of the second.

    `today` is the date of the document, None for the one that its front matter tells.
    """
    every = claimed(claims, document, rates.asked.language)
    day = today or date_of(document)
    judged = {pair.second.claim.index: judge_pair(pair, rates, day) for pair in pairs_in(document, every)}
    return {index: one for index, one in judged.items() if one is not None}


def _confirmed(every: Sequence[Claimed], judged: dict[int, Judged | None]) -> dict[tuple[int, tuple[str, ...]], Entry]:
    """Return the row that the level of a sentence is, by sentence and measure.

    "Revenue increased by 12% to $124 billion": where a row says $124 billion, its three digits tell whose and when.
    """
    found = {}
    for one in every:
        level, claim = judged[one.claim.index], one.claim
        if level is None or level.support is not Support.SUPPORTED or level.coarse or claim.phase is Phase.BEFORE:
            continue
        if claim.measure.key and is_precise(claim.figure) and level.entries[0].period is not None:
            found[claim.sentence, claim.measure.key] = level.entries[0]
    return found


def _bound(claims: Sequence[Claim], document: Document, asked: Asked) -> dict[int, Judged]:
    tables, found = by_name([asked]), {}
    for binding, claim in _bound_claims(claims, document):
        if claim is not None:
            with suppress(TableError):  # told by `binding_faults`, once for all tables
                found[claim.index] = judge_bound(binding, claim, table_of(binding, tables))
    return found


def binding_faults(claims: Sequence[Claim], document: Document, every: Sequence[Asked]) -> Iterator[TableError]:
    """Yield what is wrong with the comments of a document that bind its figures to some tables, with their places."""
    yield from bindings_in(document)[1]
    tables = by_name(every)
    for binding, claim in _bound_claims(claims, document):
        try:
            judge_bound(binding, bound_claim(binding, claim), table_of(binding, tables))
        except TableError as fault:
            yield fault


def _bound_claims(claims: Sequence[Claim], document: Document) -> Iterator[tuple[Binding, Claim | None]]:
    by_index = {claim.index: claim for claim in claims}
    for binding in bindings_in(document)[0]:
        figure = figure_of(binding, document, [claim.figure for claim in claims])
        yield binding, by_index[figure.index] if figure else None
