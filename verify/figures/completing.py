"""What a quantity takes in once its number and its unit are read: multiplier, counted noun, age, hedges."""

from __future__ import annotations

from verify.model import RATIO, Qualifier

from .ages import take_age
from .counting import take_ratio
from .drafts import Draft
from .hedges import hedge_after, hedge_before
from .lexicon import Lexicon
from .nouns import read_noun
from .points import take_point
from .text import NEXT_WORD


def complete(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> Draft:
    """Take in multipliers, the noun phrase, the age and the hedges of a quantity."""
    if draft.unit is None:
        times = lexicon.patterns.times.match(text, draft.end)
        if times and (times.lastgroup is None or draft.low % 1 or _compares(text, times.end(), lexicon)):
            draft.measure(RATIO, times.end(), 1.0)
            draft.form = "multiplier"
        elif draft.number.fraction:
            take_point(text, draft, lexicon)
        elif not take_ratio(text, draft, lexicon):
            noun = read_noun(text, draft.end, lexicon, single=draft.low == 1)
            if noun is not None:
                draft.noun, draft.right = noun.words, noun.end
            else:
                take_age(text, draft, floor, lexicon)
    return hedged(text, draft, floor, lexicon)


def _compares(text: str, at: int, lexicon: Lexicon) -> bool:
    """Say whether "times" multiplies: "three times the price", not "three times a week"."""
    word = NEXT_WORD.match(text, at)
    return word is not None and word[1].lower() in lexicon.usage.compared


def hedged(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> Draft:
    """Take in the hedges around a quantity."""
    draft.right = max(draft.right, draft.end)
    kind = draft.kind
    before = hedge_before(text, draft.start, kind, lexicon)
    if before is not None and before.place >= floor:
        draft.hedge, draft.hedge_words, draft.left = before.hedge, before.words, before.place
    after = hedge_after(text, draft.end, kind, lexicon)
    if after is None and draft.right > draft.end:
        after = hedge_after(text, draft.right, kind, lexicon)
    if after is not None:
        if draft.hedge is None or draft.hedge.reads is Qualifier.ABOUT:
            draft.hedge, draft.hedge_words = after.hedge, after.words
        draft.right = max(draft.right, after.place)
        if draft.unit is None and not draft.noun and not draft.form and not draft.number.fraction:
            noun = read_noun(text, after.place, lexicon, single=False)  # "1,000 or more people"
            if noun is not None:
                draft.noun, draft.right = noun.words, noun.end
    return draft
