"""What becomes of a proposal: the tie is judged by us, and what is not in the text or does not fit is refused."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import ClaimsError
from verify.model import Report
from verify.pipeline import Others, Setup, check_document, figures_of, prepare
from verify.proposals import Proposals, parse_proposals, prompt, proposals_schema, proposals_text
from verify.reading import read_text

TEXT = (
    "Takings on the Skerry Line stood at $124 million last year; in the year before they had been $111 million.\n\n"
    "The board calls that growth of 17%. Cars brought in $21 million, foot passengers $80 million, freight the rest.\n"
)
AFTER, BEFORE, GROWTH, CARS = "$124 million", "$111 million", "17%", "$21 million"
NUMBERS = {AFTER: 0, BEFORE: 1, GROWTH: 2, CARS: 3, "$80 million": 4}


@cache
def setup() -> Setup:
    return prepare()


def proposed(**parts: Any) -> Report:
    answer = json.dumps({"reader": "reader X", **parts}).encode()
    others = Others(proposals=(parse_proposals(answer, "answer.json"),))
    return check_document(read_text(TEXT, "ferry.md"), setup(), others=others)


def tie(formula: str, **quotes: str) -> dict[str, Any]:
    figures = [{"name": name, "figure": NUMBERS[quote], "quote": quote} for name, quote in quotes.items()]
    return {"formula": formula, "figures": figures, "sentence": ""}


CHANGE = tie("after = before * (1 + change)", after=AFTER, before=BEFORE, change=GROWTH)


def test_a_proposed_tie_is_judged_by_us_and_says_who_proposed_it() -> None:
    (finding,) = [finding for finding in proposed(ties=[CHANGE]).findings if finding.rule == "proposed"]
    assert (finding.verdict.value, finding.level.value) == ("inconsistent", "warning")
    assert finding.message.startswith("$124 million = $111 million × (1 + 17%) does not hold")
    assert finding.message.endswith("(tie proposed by reader X)")
    assert {part.quote: part.repair for part in finding.parts}[GROWTH] == "12%"


def test_a_proposed_tie_that_holds_says_so_too() -> None:
    report = proposed(ties=[tie("cars < all", cars=CARS, all=AFTER)])
    (finding,) = [finding for finding in report.findings if finding.rule == "proposed"]
    assert finding.verdict.value == "consistent"
    assert "proposed by reader X" in finding.message


def test_it_can_be_laid_aside_like_any_other() -> None:
    text = f'<!-- verify: ignore proposed "The year before had 53 weeks." -->\n\n{TEXT}'
    document = read_text(text, "ferry.md")
    others = Others(proposals=(parse_proposals(json.dumps({"ties": [CHANGE]}).encode(), "answer.json"),))
    (finding,) = [f for f in check_document(document, setup(), others=others).findings if f.rule == "proposed"]
    assert finding.suppressed is not None


REFUSED = {
    "a quotation that is another figure's": (
        {**CHANGE, "figures": [{**CHANGE["figures"][0], "quote": "$125 million"}, *CHANGE["figures"][1:]]},
        "figure 0 reads '$124 million', not '$125 million'",
    ),
    "a figure that is not there": (
        {**CHANGE, "figures": [{**CHANGE["figures"][0], "figure": 99}, *CHANGE["figures"][1:]]},
        "there is no figure 99",
    ),
    "a negative number": (
        {**CHANGE, "figures": [{**CHANGE["figures"][0], "figure": -1}, *CHANGE["figures"][1:]]},
        "there is no figure -1",
    ),
    "a sentence that is not there": (
        {**CHANGE, "sentence": "Takings rose by 17%."},
        "the text has no 'Takings rose by 17%.'",
    ),
    "a value in the formula": (tie("after = before + 37", after=AFTER, before=BEFORE), "holds the number 37"),
    "a percentage that is added": (tie("a = b + c", a=AFTER, b=BEFORE, c=GROWTH), "17% and $124 million are added"),
    "a percentage that is compared": (tie("a < b", a=GROWTH, b=CARS), "17% and $21 million are added or compared"),
    "units that cannot fit": (tie("a * b = c", a=AFTER, b=BEFORE, c=CARS), "units"),
    "a name without figure": (tie("a = b + d", a=AFTER, b=BEFORE), "'d' names no figure"),
    "a figure without use": (tie("a = b", a=AFTER, b=BEFORE, c=CARS), "does not use 'c'"),
    "one figure twice": (tie("a = b", a=AFTER, b=AFTER), "fewer than two figures"),
    "no comparison": (tie("a - b", a=AFTER, b=BEFORE), "compares nothing"),
    "code": (tie("__import__('os') = a + b", a=AFTER, b=BEFORE), "the formula"),
    "a formula without end": (tie("a = b" + " + b" * 200, a=AFTER, b=BEFORE), "is longer than"),
}


@pytest.mark.parametrize(("wrong", "told"), REFUSED.values(), ids=REFUSED)
def test_a_tie_that_cannot_be_is_refused_and_loses_no_other(wrong: dict[str, Any], told: str) -> None:
    report = proposed(ties=[wrong, CHANGE])
    (problem,) = report.problems
    assert told in problem
    assert problem.startswith("proposals of reader X:tie 1: ")
    assert [finding.rule for finding in report.findings].count("proposed") == 1


class TestClaims:
    def test_what_is_open_is_filled_with_words_of_the_text(self) -> None:
        claim = {"figure": 2, "quote": GROWTH, "measure": "Takings", "subject": "Skerry Line", "role": "change"}
        report = proposed(claims=[claim])
        (found,) = [claim for claim in report.claims if claim.figure.quote == GROWTH]
        assert not report.problems
        assert found.subject.words == "Skerry Line"
        assert found.role.value == "change"

    @pytest.mark.parametrize(
        ("claim", "told"),
        [
            ({"figure": 2, "quote": "18%"}, "figure 2 reads '17%', not '18%'"),
            ({"figure": 2, "quote": GROWTH, "measure": "net profit"}, "the text has no 'net profit'"),
            ({"figure": 2, "quote": GROWTH, "role": "boss"}, "'boss' is no role"),
        ],
    )
    def test_what_is_not_in_the_text_is_refused(self, claim: dict[str, Any], told: str) -> None:
        report = proposed(claims=[claim])
        assert told in report.problems[0]
        assert report.claims == proposed().claims

    def test_no_reader_talks_a_finding_out_of_the_report(self) -> None:
        text = "Revenue was $4.2 million in 2019.\n\nIn the north it rained.\n\nRevenue was $5.9 million in 2019.\n"
        document = read_text(text, "a.md")
        ours = check_document(document, setup())
        claims = [
            {"figure": claim.index, "quote": claim.figure.quote, "measure": "north", "role": "share"}
            for claim in ours.claims
        ]
        answer = parse_proposals(json.dumps({"claims": claims}).encode(), "answer.json")
        theirs = check_document(document, setup(), others=Others(proposals=(answer,)))
        assert {finding.id for finding in ours.findings} <= {finding.id for finding in theirs.findings}


@pytest.mark.parametrize(
    "answer",
    [
        b"I cannot help with that.",
        b"[]",
        b'{"claims": {}}',
        b'{"claims": [{"figure": 0, "quote": "12%", "value": 12}]}',
        b'{"ties": [{"formula": "a = b", "figures": [], "verdict": "inconsistent"}]}',
        b'{"claims": [{"figure": "0", "quote": "12%"}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_an_answer_with_a_value_a_verdict_or_no_form_is_refused(answer: bytes) -> None:
    with pytest.raises(ClaimsError, match="is no proposal"):
        parse_proposals(answer, "answer.json")


def test_a_fence_round_an_answer_is_taken_off() -> None:
    assert parse_proposals(b'```json\n{"reader": "x"}\n```', "answer.json") == Proposals("x")


def test_proposals_are_written_as_they_are_read() -> None:
    answer = parse_proposals(json.dumps({"reader": "é", "ties": [CHANGE]}).encode(), "answer.json")
    assert parse_proposals(proposals_text(answer).encode(), "again.json") == answer


def test_proposals_of_another_document_are_passed_over() -> None:
    assert not proposed(document="other.md", ties=[CHANGE]).problems
    assert proposed(document="other.md", ties=[CHANGE]).findings == proposed().findings


def test_the_schema_is_strict_as_endpoints_ask() -> None:
    schema = proposals_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate({"claims": [], "ties": [CHANGE]}, schema)

    def objects(node: Any) -> Any:
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield node
            for child in node.values():
                yield from objects(child)

    for node in objects(schema):
        assert node["additionalProperties"] is False
        assert set(node["required"]) == set(node["properties"])


class TestPrompt:
    def test_it_lists_the_figures_by_their_numbers_and_ends_with_the_text(self) -> None:
        document = read_text(TEXT, "ferry.md")
        asked = prompt(document, figures_of(document, setup()))
        for quote, number in NUMBERS.items():
            assert f"\n{number}: {quote}\n" in asked
        assert asked.endswith(f"{'=' * 16}\n{TEXT}\n{'=' * 16}\n")

    @given(st.text(alphabet="= \nab", max_size=80))
    def test_no_text_can_end_its_own_quotation(self, text: str) -> None:
        asked = prompt(read_text(text, "a.md"), ())
        fence = asked.rstrip("\n").rpartition("\n")[2]
        assert asked.count(fence) == 2
