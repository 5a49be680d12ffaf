"""What stands inside a Markdown block and is no prose: code, link targets, tags, and the marks of the markup itself."""

from __future__ import annotations

import re
from collections import defaultdict

from verify.model import Span

from .holes import web_addresses

_FIRST = re.compile(r"[\\`<!\[\]*_]")
"""What a token begins with; looking for it first is ten times as fast where there is little markup."""
_TOKEN = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<code>`+)"
    r"|(?P<comment><!--)"
    r"|(?P<tag></?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<[^\s<>:@]+[:@][^\s<>]*>)"
    r"|(?P<note>\[\^[^\]\[\s]+\])"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    r"|(?P<emphasis>\*{1,3}|_{1,3})"
)
# The target of a link, after its `]`; parentheses one level deep, as in Wikipedia's addresses.
_TARGET = re.compile(
    r"""\((?:<[^<>\n]*>|(?:[^\s()<>]|\([^\s()<>]*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)|\[[^\]\[]*\]"""
)


def inline_holes(text: str, span: Span) -> list[Span]:
    """Return the stretches of a block that are markup or no prose; they may overlap and are in no order.

    >>> text = "up **5%** in `May`"
    >>> [text[hole.start : hole.end] for hole in inline_holes(text, Span(0, 18))]
    ['**', '**', '`May`']
    """
    holes: list[Span] = []
    brackets: list[Span] = []
    emphasis: dict[str, Span] = {}
    fences = _code_fences(text, span)
    position = span.start
    while first := _FIRST.search(text, position, span.end):
        position = first.end()
        found = _TOKEN.match(text, first.start(), span.end)
        if found is None:
            continue
        here = Span(found.start(), found.end())
        position = here.end
        match found.lastgroup:
            case "escape":
                holes.append(here)
                position += 1
            case "code":
                end = _closing_fence(fences, found[0], here.end)
                if end:
                    holes.append(Span(here.start, end))
                    position = end
            case "comment":
                end = text.find("-->", here.end, span.end)
                # Where none closes, none of the later ones does either: stop looking for comments.
                position = end + 3 if end >= 0 else span.end
                holes.append(Span(here.start, position))
            case "tag" | "note":
                holes.append(here)
            case "open":
                brackets.append(here)
            case "close":
                position = _close_bracket(text, here, span.end, brackets, holes)
            case _:
                _take_emphasis(text, here, span, emphasis, holes)
    holes.extend(web_addresses(text, span))
    return holes


def _code_fences(text: str, span: Span) -> dict[int, list[int]]:
    """Return where runs of backticks begin, by their length, last first: each is asked for once, so all is linear."""
    runs: dict[int, list[int]] = defaultdict(list)
    if text.find("`", *span) >= 0:
        for run in re.finditer("`+", text[span.start : span.end]):
            runs[len(run[0])].append(span.start + run.start())
    for places in runs.values():
        places.reverse()
    return runs


def _closing_fence(fences: dict[int, list[int]], fence: str, after: int) -> int:
    places = fences.get(len(fence), [])
    while places and places[-1] < after:
        places.pop()
    return places[-1] + len(fence) if places else 0


def _close_bracket(text: str, here: Span, end: int, brackets: list[Span], holes: list[Span]) -> int:
    """Make a link of the bracket that closes `here`, if one opened and a target follows; return where to go on."""
    if not brackets:
        return here.end
    opened = brackets.pop()
    target = _TARGET.match(text, here.end, end)
    if target is None:
        return here.end
    if text[opened.start] == "!":
        holes.append(Span(opened.start, target.end()))  # an image's words are not on the page
    else:
        holes.extend((opened, Span(here.start, target.end())))
    return target.end()


def _take_emphasis(text: str, here: Span, span: Span, opened: dict[str, Span], holes: list[Span]) -> None:
    """Pair `*` and `_` where they hug words from both sides: "5 * 3" and "snake_case" stay as they are."""
    before = text[here.start - 1] if here.start > span.start else " "
    after = text[here.end] if here.end < span.end else " "
    mark = text[here.start : here.end]
    may_open = not after.isspace() and not before.isalnum()
    may_close = not before.isspace() and not after.isalnum()
    if may_close and mark in opened:
        holes.extend((opened.pop(mark), here))
    elif may_open:
        opened[mark] = here
