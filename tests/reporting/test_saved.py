"""What programs read."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from verify.errors import UsageError
from verify.model import SCHEMA_VERSION, Report
from verify.reporting import from_json, report_as_dict, to_html, to_json, to_markdown, to_terminal

from .samples import empty, ferries, hostile, laid_aside, long

SCHEMA = json.loads(resources.files("verify.reporting").joinpath("schema/report-1.0.schema.json").read_text("utf-8"))
SAMPLES = pytest.mark.parametrize(
    "report", [ferries(), laid_aside(), empty(), hostile(), long(20)], ids=lambda r: r.document.name[:8]
)


def objects(schema: Any) -> list[dict[str, Any]]:
    """Return every schema of an object within a schema."""
    below = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    here = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    return here + [found for part in below for found in objects(part)]


@SAMPLES
def test_every_report_obeys_the_published_schema(report: Report) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(to_json(report)))


def test_the_schema_is_sound_closed_and_described() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    for schema in objects(SCHEMA):
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
        assert all("description" in field or "$ref" in field for field in schema["properties"].values())


@SAMPLES
def test_the_text_holds_what_the_dict_holds(report: Report) -> None:
    assert json.loads(to_json(report)) == json.loads(json.dumps(report_as_dict(report)))


@SAMPLES
def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert to_json(report).encode() == to_json(report).encode()


def test_two_reports_made_alike_give_the_same_bytes() -> None:
    assert to_json(ferries()) == to_json(ferries())


def test_an_open_end_is_null() -> None:
    saved = report_as_dict(ferries())
    (more_than_1000,) = [figure for figure in saved["figures"] if figure["quote"] == "1,000"]
    assert more_than_1000["strict"] == {"low": 1000, "high": None}
    assert more_than_1000["low"] == more_than_1000["high"] == 1000


def test_the_lists_name_figures_and_findings() -> None:
    saved = report_as_dict(ferries())
    quotes = {
        name: [saved["figures"][at]["quote"] for at in saved[name]] for name in ("derived", "estimated", "unchecked")
    }
    assert quotes == {"derived": ["$12 million", "4,500 tonnes"], "estimated": ["$12 million"], "unchecked": ["37"]}
    assert saved["implied"] == ["c0ffee04"]
    assert [finding["id"] for finding in saved["findings"]] == [finding.id for finding in ferries().findings]


def test_offsets_and_lines_find_the_quote() -> None:
    saved = report_as_dict(ferries())
    lines = saved["document"]["text"].split("\n")
    for figure in saved["figures"]:
        start, end = figure["span"]
        assert saved["document"]["text"][start:end] == figure["quote"]
        assert lines[figure["line"] - 1][figure["column"] - 1 :].startswith(figure["quote"])


def test_a_figure_takes_one_line() -> None:
    assert sum(line.startswith('  {"index": ') for line in to_json(ferries()).split("\n")) == len(ferries().figures)


@SAMPLES
def test_a_saved_report_can_be_read_back(report: Report) -> None:
    assert from_json(to_json(report)) == report


@SAMPLES
def test_a_report_read_back_gives_the_same_forms(report: Report) -> None:
    again = from_json(to_json(report))
    for form in (to_json, to_html, to_markdown, to_terminal):
        assert form(again) == form(report)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{", "", "JSONDecodeError"),
        ('"schema_version": "1.0"', '"schema_version": "9.9"', "its schema is '9.9', not '1.0'"),
        ('"findings": [', '"findings": null, "f": [', "TypeError"),
        ('"verdict": "implied"', '"verdict": "fine"', "'fine' is not a valid Verdict"),
        ('"figure": 15', '"figure": 99', "a figure is missing"),
        ('"strict": {"low": 11.5', '"strict": {"low": 99', "no interval from 99 to 12.5"),
        ('"quote": "12%", ', "", "KeyError: 'quote'"),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(old: str, new: str, what: str) -> None:
    text = to_json(ferries())
    assert old in text
    with pytest.raises(UsageError) as refused:
        from_json(text.replace(old, new, 1), "saved.json")
    assert str(refused.value).startswith("saved.json: is no saved report: ")
    assert what in str(refused.value)
    assert "verify check FILE --format json" in str(refused.value)
