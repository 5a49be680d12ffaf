"""HTML becomes a Document: the text that a reader sees, its blocks, its tables, and the way back to the source.

What a page carries besides its text is kept as debris (navigation, asides, footers, rows of links) or left out
(scripts, styles, what is hidden). Of a page that says which part is its main one the rest is debris.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from verify.model import Document, RegionKind

from .comments import comment_at
from .composing import Composer, Run, stripped
from .mainpart import main_part
from .pipes import pipe_tables
from .plain import plain_regions
from .raised import raised
from .tags import Token, attributes_of, tokens
from .webblocks import CODE, HEADINGS, Block, Context, inside
from .webtables import Grid, Item, cell_runs

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ENDED_BY = {  # an open element that a start tag ends, and those beyond which it does not look
    "li": (("li",), ("ol", "ul", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (("tr", "caption"), ("table",)),
    "tbody": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "thead": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot", "caption"), ("table",)),
}
_TABLE_PARTS = frozenset("table caption thead tbody tfoot tr td th".split())
_CELL_BOUNDS = frozenset("table caption td th".split())
_DEEPEST = 400
"""Elements inside one another; browsers stop at about as many."""

_PIECE = re.compile(
    r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});?|[ \t\n\r\f]+|[^& \t\n\r\f]+(?: [^& \t\n\r\f]+)*|&"
)
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\0]+")
"""Where a word may be broken, and other marks without width."""


def html_document(source: str, name: str) -> Document:
    r"""Return the document that a page shows.

    >>> html_document("<h1>Sales &amp; more</h1><p>Up <b>5%</b>", "a.html").text
    'Sales & more\n\nUp 5%'
    """
    builder = _Builder(source)
    for token in tokens(source):
        builder.take(token)
    builder.close()
    composer = Composer(name, source)
    items = builder.items
    in_text = main_part(items)
    for item, is_text in zip(items, in_text, strict=True):
        if isinstance(item, Grid):
            _add_table(composer, item, is_text)
        else:
            _add_block(composer, item, is_text)
    return composer.document()


class _Builder:
    """The blocks so far and the elements that are open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.items: list[Item] = []
        self.sinks: list[list[Item]] = [self.items]
        """Where blocks go: the page, or the open cell."""
        self.grids: list[Grid] = []
        self.stack: list[tuple[str, Context]] = []
        self.open: Counter[str] = Counter()
        self.context = Context()
        self.articles = 0
        self.runs: list[Run] = []
        self.runs_context = self.context
        self.linked = True
        self.blank = True
        """Whether the words so far end in a blank, so that another one is none."""

    def take(self, token: Token) -> None:
        """Take a tag, a comment or words."""
        name = token.name
        if not name:
            if not self.context.skipped and (self.runs or not self.source[token.start : token.end].isspace()):
                self._words(token)
        elif name == "!--":
            self._comment(token)
        elif token.closing:
            self._end(name)
        else:
            self._start(name, token)

    def close(self) -> None:
        """End all that is open."""
        while self.stack:
            self._pop()
        self._flush()

    def _start(self, name: str, token: Token) -> None:
        if name in _BLOCKS:
            self._end_implied(name)
            self._flush()
        if name in _VOID:
            if name == "br" and not self.context.skipped:
                self._line_break(token)
            return
        if len(self.stack) >= _DEEPEST:
            return
        attributes = attributes_of(token.attributes) if token.attributes.strip("/ \n") else {}
        self.stack.append((name, self.context))
        self.open[name] += 1
        self.context = inside(self.context, name, attributes)
        if name == "article" and not self.context.article:
            self.articles += 1
            self.context = self.context._replace(article=self.articles)
        elif name in CODE and self.context.pre:
            self.runs_context = self.runs_context._replace(kind=RegionKind.CODE)
        if name in _TABLE_PARTS and not self.context.skipped:
            self._start_of_table(name, attributes)

    def _end(self, name: str) -> None:
        if name in HEADINGS:  # whichever heading is open ends with it
            name = next((heading for heading in HEADINGS if self.open[heading]), name)
        if not self.open[name]:
            return
        bounds = () if name in _TABLE_PARTS else _CELL_BOUNDS
        at = len(self.stack) - 1
        while self.stack[at][0] != name:
            if self.stack[at][0] in bounds:
                return
            at -= 1
        while len(self.stack) > at:
            self._pop()

    def _end_implied(self, name: str) -> None:
        """End what a start tag ends without saying so."""
        for unclosed in ("p", "head"):
            if self.open[unclosed]:
                self._end(unclosed)
        if name in HEADINGS:
            for heading in HEADINGS:
                self._end(heading)
        ended, bounds = _ENDED_BY.get(name, ((), ()))
        if not any(self.open[inner] for inner in ended):
            return
        found = 0
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at][0] in bounds:
                break
            if self.stack[at][0] in ended:
                found = at + 1
        while found and len(self.stack) >= found:
            self._pop()

    def _pop(self) -> None:
        name, before = self.stack.pop()
        self.open[name] -= 1
        if name in _BLOCKS:
            self._flush()
        if name in _TABLE_PARTS and not self.context.skipped:
            self._end_of_table(name)
        self.context = before

    def _start_of_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.grids.append(Grid(attributes))
            self.context = self.context._replace(kind=RegionKind.PARAGRAPH, level=0, lists=0)
        elif self.grids and name in ("td", "th", "caption"):
            self.sinks.append(self.grids[-1].begin(name, attributes))
        elif self.grids:
            self.grids[-1].row(name)

    def _end_of_table(self, name: str) -> None:
        if self.grids and name in ("td", "th", "caption"):
            self.sinks.pop()
        elif self.grids and name == "table":
            grid = self.grids.pop()
            if grid.is_data:
                self.sinks[-1].append(grid)
            else:
                self.sinks[-1].extend(grid.items())
        elif self.grids and name == "thead":
            self.grids[-1].in_head = False

    def _words(self, token: Token) -> None:
        context = self.context
        if not any(run.words for run in self.runs):
            self.runs_context, self.linked, self.blank = context, True, True
        if context.raised:
            self._raised_words(token)
            return
        if context.pre:
            self._add(self.source[token.start : token.end], token.start)
            return
        for found in _PIECE.finditer(self.source, token.start, token.end):
            words = found.group()
            if words[0] in " \t\n\r\f":
                if not self.blank:
                    self._add(" ", found.start())
                    self.blank = True
            else:
                self._add(unescape(words) if words[0] == "&" else words, found.start())
                self.blank = False

    def _add(self, words: str, origin: int) -> None:
        context = self.context
        if context.pre and "&" in words:
            for found in re.finditer(r"&[#\w]{1,32};|[^&]+|&", words):
                self._keep(Run(unescape(found.group()), origin + found.start(), context.hole))
            return
        if not context.link and not words.isspace():
            self.linked = False
        if _UNSEEN.search(words):
            at = 0
            for unseen in _UNSEEN.finditer(words):
                self._keep(Run(words[at : unseen.start()], origin + at, context.hole))
                at = unseen.end()
            words, origin = words[at:], origin + at
        self._keep(Run(words, origin, context.hole))

    def _keep(self, run: Run) -> None:
        if run.words:
            self.runs.append(run)

    def _raised_words(self, token: Token) -> None:
        words = self.source[token.start : token.end]
        if not self.context.link:
            self._keep(Run(raised(words, self.runs[-1].words if self.runs else ""), token.start, self.context.hole))

    def _line_break(self, token: Token) -> None:
        if not self.runs:
            return
        if self.runs[-1].words == "\n":
            self._flush()
        elif self.context.kind is RegionKind.HEADING or len(self.sinks) > 1:
            self._add(" ", token.start)
        else:
            if self.runs[-1].words == " ":
                self.runs.pop()
            self._add("\n", token.start)
        self.blank = True

    def _comment(self, token: Token) -> None:
        """Keep a comment where it stands, for those whom it speaks to."""
        found = comment_at(self.source, token.start)
        if found is None or found.words.startswith("[if"):  # a condition for old browsers
            return
        if not self.runs:
            self.runs_context, self.linked = self.context, True
        self.runs.append(Run("", token.start, comment=found.words))

    def _flush(self) -> None:
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        if not self.runs_context.pre:
            runs = list(stripped(runs))
        if any(run.comment is not None or run.words.strip() for run in runs):
            self.sinks[-1].append(Block(self.runs_context, tuple(runs), self.linked))
        self.blank = True


def _add_block(composer: Composer, block: Block, is_text: bool) -> None:
    context = block.context
    if not is_text:
        composer.block(RegionKind.DEBRIS, block.runs)
    elif context.pre and context.kind is not RegionKind.CODE:
        composer.embed(_preformatted(block))
    else:
        composer.block(context.kind, block.runs, context.level)


def _preformatted(block: Block) -> Document:
    """Return words in a fixed layout, whose blocks the layout tells."""
    text = block.words
    regions = plain_regions(text)
    inner = Composer("", text)
    inner.keep(block.runs, regions, pipe_tables(text, regions))
    return inner.document()


def _add_table(composer: Composer, grid: Grid, is_text: bool) -> None:
    if is_text:
        composer.table(grid.drafts(), grid.head_rows, cell_runs(grid.caption))
        return
    for item in grid.items():
        if isinstance(item, Block):
            composer.block(RegionKind.DEBRIS, item.runs)
