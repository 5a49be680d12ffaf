"""Comments in a document's source, `<!-- … -->`: no prose, but what authors say to those who check it stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.model import Comment, Region, RegionKind, Span

from .inline import inline_holes

OPEN, CLOSE = "<!--", "-->"


def comment_at(source: str, start: int, span: Span | None = None) -> Comment | None:
    """Return the comment that begins at `start` of a source, None where none does or it never ends.

    `span` is its place in the text of the document, where that is not the source itself.

    >>> comment_at("Sales rose. <!-- by much -->", 12).words
    ' by much '
    """
    if not source.startswith(OPEN, start):
        return None
    begins = start + len(OPEN)
    ends = source.find(CLOSE, begins)
    if ends < 0:
        return None
    return Comment(source[begins:ends], span or Span(start, ends + len(CLOSE)), start)


def markdown_comments(text: str, regions: Sequence[Region]) -> tuple[Comment, ...]:
    """Return the comments of a Markdown text: those between the blocks, and those within the lines of one.

    What looks like one in code, or behind a backslash, is none.
    """
    if OPEN not in text:
        return ()
    return tuple(comment for region in regions for comment in _within(text, region))


def _within(text: str, region: Region) -> Iterator[Comment]:
    start = text.find(OPEN, *region.span)
    if start < 0:
        return
    if region.kind.is_prose:
        for hole in sorted(inline_holes(text, region.span)):
            if (comment := comment_at(text, hole.start)) and comment.span.end <= hole.end:
                yield comment
    elif region.kind is RegionKind.METADATA and start == region.span.start:
        while start >= 0 and (comment := comment_at(text, start)):
            yield comment
            start = text.find(OPEN, comment.span.end, region.span.end)
