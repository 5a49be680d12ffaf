"""Our scanner of Markdown blocks against markdown-it-py, which follows CommonMark to the letter.

Each line of a document must be of the same kind for both. Documents are drawn line by line from what people write,
nested as deep as people nest. Left out of the draw, since the two differ: a heading as the head of a table (markdown-it
has it, GitHub has not), an empty list item with a blank line after it (we keep it open), and front matter.
"""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from verify.model import RegionKind
from verify.reading import read_text

ORACLE = MarkdownIt("commonmark").enable("table")
KINDS = {"fence": "code", "code_block": "code", "heading_open": "heading", "table_open": "table"}

words = st.sampled_from(["Sales rose by 12%.", "hats", "in 2019", "5 * 3", "to $124 billion, and"])
lines = st.one_of(
    words,
    words,
    st.just("A | B"),
    st.just(""),
    st.just(""),
    words.map("# {}".format),
    words.map("### {} ###".format),
    words.map("- {}".format),
    words.map("1. {}".format),
    words.map("7) {}".format),
    words.map("> {}".format),
    words.map("    {}".format),
    words.map("  {}".format),
    words.map("  - {}".format),
    st.sampled_from(
        ["---", "===", "***", "- - -", "```", "~~~ py", "| - | - |", "-|-", "#", ">", "> ", "> - x", "> ```"]
    ),
)
documents = st.lists(lines, min_size=1, max_size=10).filter(lambda lines: lines[0] != "---")


def oracle(source: list[str]) -> list[str]:
    """Return the kind of each line as markdown-it-py sees it."""
    kinds = [""] * len(source)
    containers: list[str] = []
    for token in ORACLE.parse("\n".join(source)):
        if token.type in ("blockquote_open", "list_item_open"):
            containers.append("quote" if token.type == "blockquote_open" else "list_item")
        elif token.type in ("blockquote_close", "list_item_close"):
            containers.pop()
        if token.map is None:
            continue
        inside = "quote" if "quote" in containers else containers[-1] if containers else "paragraph"
        kind = inside if token.type == "paragraph_open" else KINDS.get(token.type)
        if kind:
            for number in range(*token.map):
                if number < len(source) and source[number].strip():
                    kinds[number] = kind
    return kinds


def ours(source: list[str]) -> list[str]:
    """Return the kind of each line as our scanner sees it, an underline counted to its heading."""
    document = read_text("\n".join(source), markdown=True)
    kinds = [""] * len(source)
    for region in document.regions:
        first, _ = document.source_map.line_and_column(region.span.start)
        last, _ = document.source_map.line_and_column(max(region.span.start, region.span.end - 1))
        for number in range(first - 1, last):
            if source[number].strip():
                kinds[number] = "code" if region.kind is RegionKind.CODE else region.kind.value
    return kinds


def without_marks_alone(source: list[str], kinds: list[str]) -> list[str]:
    """Blank the lines that hold nothing but marks, which belong to no words: an underline, an empty item or heading."""
    return [
        "" if not set(line) - (set("> ") if kind == "code" else set("#->=*|~` ")) else kind
        for line, kind in zip(source, kinds, strict=True)
    ]


@settings(max_examples=300)
@given(documents)
@example(["> hats", "in 2019", "", "in 2019"])
@example(["- hats", "", "  in 2019", "hats"])
@example(["hats", "A | B", "-|-", "A | B", "", "hats"])
def test_every_line_is_of_the_same_kind_for_both(source: list[str]) -> None:
    assert without_marks_alone(source, ours(source)) == without_marks_alone(source, oracle(source))
