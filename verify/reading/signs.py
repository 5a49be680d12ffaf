"""Signs that a table sets apart from their numbers: "$" | "1,452" | ")" is one cell to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .composing import Draft

BEFORE = frozenset("$ £ € ¥ US$ C$ A$ HK$ R$ ( ($ (£ (€".split())
"""What filings put into a cell of its own, before the number that it belongs to and after it."""
AFTER = frozenset(") % )% %) pts pp bps".split())


_NUMBER = re.compile(r"[(\s-]*[$£€¥]?\s*[\d.]*\d|[-–—]\s*\)?$")
YEAR = re.compile(r"(?:19|20)\d\d")


def joined(row: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the cells of a row, a sign and its number as one in the column of the number."""
    held: Draft | None = None
    sign: Draft | None = None
    for draft in row:
        words = _words(draft)
        if sign is not None:
            if _NUMBER.match(words):
                draft = draft._replace(runs=(*sign.runs, *draft.runs))  # noqa: PLW2901
            else:
                yield sign
            sign = None
        elif held is not None and words in AFTER and _may_end(held):
            held = held._replace(runs=(*held.runs, *draft.runs))
            continue
        if held is not None:
            yield held
        held, sign = (None, draft) if words in BEFORE else (draft, None)
    yield from (draft for draft in (held, sign) if draft is not None)


def _may_end(number: Draft) -> bool:
    """Say whether a sign may follow: not on a head, nor on a year, which is one."""
    words = _words(number)
    return not number.is_head and not YEAR.fullmatch(words) and _NUMBER.match(words.lstrip("$£€¥")) is not None


def _words(draft: Draft) -> str:
    return "".join(run.words for run in draft.runs).strip()
