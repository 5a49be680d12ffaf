"""Which blocks of a page are its text and which are what it carries besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from verify.model import RegionKind

from .webblocks import Block
from .webtables import Grid, Item

_LINKS_IN_A_ROW = 3
"""As many blocks that are nothing but links are navigation, whatever they are called."""
_SHARE_OF_MAIN = 0.4
"""Of the words of a page: a `<main>` or `<article>` with less is not the main part."""
_SHARE_OF_ARTICLES = 0.75
"""Of the words of all articles: where none has as many, the page is a list of them."""


def main_part(items: Iterable[Item]) -> list[bool]:
    """Say of each item whether it is part of the text of the page."""
    every = list(items)
    contexts = [item.first.context if isinstance(item, Grid) else item.context for item in every]
    sizes = [0 if context.debris else _size(item) for item, context in zip(every, contexts, strict=True)]
    all_words = sum(sizes)
    in_text = [not context.debris for context in contexts]
    articles = Counter[int]()
    for context, size in zip(contexts, sizes, strict=True):
        articles[context.article] += size if context.article else 0
    in_main = sum(size for context, size in zip(contexts, sizes, strict=True) if context.main)
    article, in_article = max(((a, n) for a, n in articles.items() if a), key=lambda pair: pair[1], default=(0, 0))
    if in_main and in_main >= _SHARE_OF_MAIN * all_words:
        in_text = [is_text and context.main for is_text, context in zip(in_text, contexts, strict=True)]
    elif in_article >= max(_SHARE_OF_MAIN * all_words, _SHARE_OF_ARTICLES * sum(articles.values()), 1):
        in_text = [is_text and context.article == article for is_text, context in zip(in_text, contexts, strict=True)]
    for first, after in _link_rows(every):
        in_text[first:after] = [False] * (after - first)
    return in_text


def _size(item: Item) -> int:
    blocks: Iterable[Item] = item.items() if isinstance(item, Grid) else (item,)
    return sum(len(run.words) for block in blocks if isinstance(block, Block) for run in block.runs)


def _link_rows(items: list[Item]) -> Iterator[tuple[int, int]]:
    """Yield where runs of blocks that are nothing but links begin and end."""
    first = 0
    for at in range(len(items) + 1):
        item = items[at] if at < len(items) else None
        if isinstance(item, Block) and item.linked and item.context.kind is not RegionKind.HEADING:
            continue
        if at - first >= _LINKS_IN_A_ROW:
            yield first, at
        first = at + 1
