"""What a pull request comment shows."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from verify.reporting import to_markdown
from verify.reporting.markdown import LONGEST, code, escaped
from verify.reporting.wording import one_line

from .samples import empty, ferries, hostile, long

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

texts = st.text(st.sampled_from("ab1. )-+=#*_`~[]()<>!|&;$@\\/:\n\t\u202e") | st.characters(), max_size=60)


def rendered(markdown: str) -> str:
    """Return the text that a reader sees."""
    return html.unescape(re.sub(r"<!-- -->|</?p>|</?code>", "", RENDERER.render(markdown)).rstrip("\n"))


@given(texts)
def test_what_is_escaped_is_shown_as_it_is(text: str) -> None:
    assert rendered(escaped(text)) == one_line(text)
    assert rendered(f"so {escaped(text)}").strip() == f"so {one_line(text)}".strip()


@given(texts)
def test_code_is_shown_as_it_is(text: str) -> None:
    assert rendered(f"so {code(text)}").removeprefix("so ").strip() == one_line(text)


def test_nobody_is_notified_and_nothing_becomes_a_formula_or_a_link() -> None:
    assert escaped("@octocat in #12 and GH-7") == "@<!-- -->octocat in #<!-- -->12 and GH-<!-- -->7"
    assert escaped("$5 or $6") == r"\$5 or \$6"
    assert escaped("https://example.org") == "https:<!-- -->//example.org"


def test_the_headline_counts_every_verdict_and_the_figures_that_nothing_could_check() -> None:
    table = [line for line in to_markdown(ferries()).split("\n") if line.startswith("|")]
    assert table == [
        "| ✗ inconsistent | ≈ approximate | ✓ consistent | → implied | = derived | ~ estimated "
        "| ○ nothing could check |",
        "| :-: | :-: | :-: | :-: | :-: | :-: | :-: |",
        "| **2** | **1** | **2** | **1** | **2** | **1** | **1** |",
    ]


def test_contradictions_stand_open_and_the_rest_is_folded() -> None:
    text = to_markdown(ferries())
    first_fold = text.index("<details>")
    assert [text.index(finding.message.split("$")[0]) < first_fold for finding in ferries().findings[:2]] == [
        True,
        True,
    ]
    assert re.findall(r"<summary>(.*)</summary>", text) == [
        "≈ 1 approximate",
        "→ 1 implied",
        "✓ 2 consistent",
        "○ 1 figure that nothing could check",
    ]


def test_a_finding_quotes_its_figures_where_they_stand() -> None:
    text = to_markdown(ferries())
    assert (
        "- **✗ warning** `ferries.md:9:23` from 800 to more than 1,000 is at least 25%; the text says 20%"
        " (`growth-two-levels`)\n"
        "  > A year ago there were **800** agents, said the director; today there are more than **1,000**. "
        r"The crew of the \*Ålesund\* is 37 strong.  "
        "\n  > `ferries.md:12:32`: The number of agents grew by **20%**, she added.  \n"
    ) in text
    assert "  - to mend: write 25% for 20% (growth)\n" in text


def test_a_clean_text_says_so() -> None:
    assert "Nothing in the text contradicts itself" in to_markdown(empty())
    assert "<details>" not in to_markdown(empty())


def test_a_hostile_text_stays_text() -> None:
    page = RENDERER.render(to_markdown(hostile()))
    tags = set(re.findall(r"<(\w+)", page))
    assert tags <= {"h3", "table", "thead", "tbody", "tr", "th", "td", "strong", "blockquote", "p", "ul", "li", "code",
                    "details", "summary", "sub", "br"}  # fmt: skip
    to_markdown(hostile()).encode()


def test_a_comment_is_never_too_long_and_says_what_it_left_out() -> None:
    text = to_markdown(long(2_000))
    assert len(text) <= LONGEST
    assert re.search(r"… and [\d,]+ more, which a comment could not hold", text)
    assert text.count("<details>") == text.count("</details>")
