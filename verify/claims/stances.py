"""How firmly: stated, estimated, or quoted, and by whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from verify.model import Document, Figure, Qualifier, Region, Span, Stance

from .language import Language
from .passage import Passage
from .periods import sentence_bounds

_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"|«[^»]{0,2000}»")


def quotations(document: Document, region: Region) -> list[Span]:
    """Return what stands between quotation marks in a region."""
    return [Span(*found.span()) for found in _QUOTED.finditer(document.text, region.span.start, region.span.end)]


def stance_of(token: int, passage: Passage, figure: Figure, quoted: Sequence[Span], language: Language) -> Stance:
    """Return the stance of the figure at `token`: a hedge or a word of estimating outweighs a quotation."""
    if figure.qualifier is Qualifier.ABOUT:
        return Stance.ESTIMATED
    first, _ = sentence_bounds(passage, token)
    # An estimating word counts within reach before the figure: "is expected to reach 12 million".
    if not language.estimating.isdisjoint(passage.words[max(first, token - 6) : token]):
        return Stance.ESTIMATED
    position = bisect_right(quoted, (figure.span.start, figure.span.start)) - 1
    inside = position >= 0 and figure.span.end <= quoted[position].end
    return Stance.QUOTED if inside else Stance.STATED


def attribution_of(token: int, passage: Passage, document: Document, language: Language) -> str:
    """Return the words that name the speaker in the figure's sentence, "" where nobody is named.

    "… 58 companies,” said Xiao Heizun. -> "said Xiao Heizun"
    """
    first, last = sentence_bounds(passage, token)
    if language.saying.isdisjoint(passage.words[first:last]):
        return ""
    for position in range(first, last):
        if passage.words[position] not in language.saying:
            continue
        after = _capitals(position + 1, min(last, position + 6), passage)
        before = _capitals(max(first, position - 4), position, passage)
        if after and position > token:
            return document.quote(passage.span(position, after[-1] + 1))
        if before:
            return document.quote(passage.span(before[0], position + 1))
    return ""


def _capitals(first: int, last: int, passage: Passage) -> list[int]:
    run: list[int] = []
    for token in range(first, last):
        if passage.figures[token] < 0 and passage.written[token][:1].isupper():
            run.append(token)
        elif run:
            break
    return run
