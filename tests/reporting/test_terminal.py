"""What a terminal shows."""

from __future__ import annotations

import re

from msgspec.structs import replace

from verify.model import NUMBER, Document, Finding, Level, Report, SourceMap, Verdict
from verify.reporting import to_terminal

from .samples import empty, ferries, hostile
from .sketch import Sketch, part

FERRIES = """\
problem: rules/own.yaml:3:1: the key 'chek' is in no rule
  to mend: did you mean 'check'?
ferries.md:3:24: error: 12% to $124 million means $109.8 to 111.7 million before; the text says $102 million [change-from-to]
    Annual revenue rose by 12% to $124 million, from $102 million a year before. The island line
                           ^^^    ^^^^^^^^^^^^       ^^^^^^^^^^^^
    working: after = before * (1 + change) · $124 million = $102 million * (1 + 12%) · $123.5 to 124.5 million against \
$113.2 to 115.3 million · they miss each other by $8.2 million (6.61% of the stated side, 8.2 × the last digit)
    to mend: write 21% for 12% (change), or $114 million for $124 million (after), or $111 million for $102 million (before)
    slip: digits swapped: With 21% for 12% all three figures agree.

ferries.md:9:23: warning: from 800 to more than 1,000 is at least 25%; the text says 20% [growth-two-levels]
    A year ago there were 800 agents, said the director; today there are more than 1,000.
                          ^^^                                                      ^^^^^
    ferries.md:12:32: 20% (growth)
    working: growth = after / before - 1 · 20% = 1,000 / 800 - 1 · 19.5% to 20.5% against at least 24.9% · they miss \
each other by 4.4 percentage points (22% of the stated side, 4.4 × the last digit)
    to mend: write 25% for 20% (growth)

ferries.md: 18 figures, 14 claims: 2 inconsistent, 1 approximate, 2 consistent, 1 implied; 2 derived, 1 estimated; \
1 figure that nothing could check
"""  # noqa: E501

IMPLIED = """\
ferries.md:9:23: implied: from 800 to more than 1,000 agents is a growth of at least 25% [growth-two-levels]
    A year ago there were 800 agents, said the director; today there are more than 1,000.
                          ^^^                                                      ^^^^^
    implied: growth = at least 25%
"""


def test_each_contradiction_is_told_with_its_line_its_working_and_its_mend() -> None:
    assert to_terminal(ferries()) == FERRIES


def test_on_request_it_tells_what_holds_and_what_follows_as_well() -> None:
    told = to_terminal(ferries(), verbose=True)
    verdicts = re.findall(r"^ferries\.md:\d+:\d+: (\w+): ", told, re.MULTILINE)
    assert verdicts == ["error", "warning", "approximate", "implied", "consistent", "consistent"]
    assert IMPLIED in told
    assert told.startswith(FERRIES[: FERRIES.rindex("ferries.md: ")])


def test_a_clean_text_gets_one_line() -> None:
    assert to_terminal(empty()) == (
        "empty.txt: 0 figures, 0 claims: 0 inconsistent, 0 approximate, 0 consistent, 0 implied; 0 derived, "
        "0 estimated; 0 figures that nothing could check\n"
    )
    held = replace(ferries(), findings=ferries().with_verdict(Verdict.CONSISTENT), problems=())
    assert to_terminal(held).count("\n") == 1


def test_colour_adds_no_word() -> None:
    coloured = to_terminal(ferries(), color=True, verbose=True)
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == to_terminal(ferries(), verbose=True)


def test_a_long_line_is_cut_round_the_figures() -> None:
    quotations = [line for line in to_terminal(ferries(), width=60).split("\n") if "…" in line]
    assert quotations == [
        "    … by 12% to $124 million, from $102 million a year …",
        "    … ago there were 800 agents, said … are more than 1,000.",
    ]


def test_nothing_from_outside_drives_the_terminal() -> None:
    told = to_terminal(hostile(), color=False, verbose=True)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", told)
    assert max(len(line) for line in told.split("\n")) < 2_000
    told.encode()


def _report(text: str, *quotes: str, source: str = "", pieces: tuple[tuple[int, int], ...] = ((0, 0),)) -> Report:
    sketch = Sketch(text, "a.md")
    parts = tuple(part("x", sketch.figure(quote, 1, NUMBER, 0)) for quote in quotes)
    finding = Finding(id="1", rule="r", verdict=Verdict.INCONSISTENT, level=Level.NOTE, message="m", parts=parts)
    report = replace(sketch.report(), findings=(finding,))
    return replace(report, document=Document("a.md", text, (), SourceMap(source or text, pieces)))


def test_carets_stand_under_the_figures_of_any_script() -> None:
    told = to_terminal(_report("売上は12人、\tcafe\u0301 34 a", "12", "34"))
    assert told.split("\n")[1:3] == [
        "    売上は12人、 cafe\u0301 34 a",
        "          ^^          ^^",
    ]


def test_the_line_is_that_of_the_text_and_the_place_that_of_the_source() -> None:
    # "<b>12</b> boats" read as "12 boats"
    told = to_terminal(_report("12 boats", "12", source="\n<b>12</b> boats", pieces=((0, 4), (2, 10))))
    assert told.startswith("a.md:2:4: note: m [r]\n    12 boats\n    ^^\n")


def test_a_figure_over_two_lines_gets_its_carets_on_the_first() -> None:
    assert "    it was 12\n           ^^\n" in to_terminal(_report("it was 12\nmillion more", "12\nmillion"))


def test_several_reports_are_summed_up() -> None:
    lines = to_terminal(ferries(), empty(), ferries()).splitlines()
    assert lines[-1].startswith("3 documents: 36 figures, 28 claims: 4 inconsistent, 2 approximate, 4 consistent")
    assert to_terminal(ferries()).splitlines()[-1] in lines
    assert "documents:" not in to_terminal(ferries(), empty(), quiet=True)
