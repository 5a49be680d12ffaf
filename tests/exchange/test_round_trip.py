"""The laws of claims as data: what goes out comes in and gives the same findings, in every form."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.exchange import CHOICES, COLUMNS, claims_schema, exchanged, read_claims, text_of, write_claims
from verify.model import Report
from verify.pipeline import Others, Setup, check_document, check_text, prepare
from verify.reading import read_text

ROOT = Path(__file__).parents[2]
FORMS = ("jsonl", "csv", "parquet")


@cache
def setup() -> Setup:
    return prepare()


@cache
def texts() -> tuple[str, ...]:
    """Return texts of every sort: those of the corpus of ties, tables, and the examples."""
    found: list[str] = []
    for path in sorted((ROOT / "tests/corpus/ties").glob("*.yaml")):
        for sayings in yaml.safe_load(path.read_text("utf-8")).values():
            found += [re.sub(r"\{([^{}/]*)(?:/[^{}]*)?\}", r"\1", saying) for saying in sayings]
    found += [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.md"))]
    return tuple(found)


def again(report: Report, suffix: str) -> Report:
    """Return the report of the same document by the claims that the first one wrote."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"claims.{suffix}"
        write_claims([report], path)
        file = read_claims(path)
        assert not file.faults
        return check_document(report.document, setup(), others=Others(file))


@settings(max_examples=60)
@given(st.data())
def test_claims_out_and_in_give_the_same_report(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts()))
    report = check_document(read_text(text, "a.md"), setup())
    if report.claims:
        assert again(report, data.draw(st.sampled_from(FORMS))) == report


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "low": st.floats(1, 1e9),
        "measure": st.sampled_from(["annual revenue", "net income of the group", "", "=cmd|' /C calc'!A0", "'quoted"]),
        "subject": st.sampled_from(["Northgate", "the German carmaker", ""]),
        "period": st.sampled_from(["2019", "a year ago", "the third quarter", "never", ""]),
        "unit": st.sampled_from(["EUR", "percent", "kilometer", ""]),
        "qualifier": st.sampled_from(["more_than", "at_most", "about", "exact"]),
        "role": st.sampled_from(sorted(CHOICES["role"])),
        "stance": st.sampled_from(sorted(CHOICES["stance"])),
        "measure_standing": st.sampled_from(sorted(CHOICES["measure_standing"])),
    },
)


@settings(max_examples=60)
@given(st.data())
def test_claims_of_another_extractor_go_out_as_they_were_taken_in(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts()))
    ours = check_document(read_text(text, "a.md"), setup())
    rows = [
        {"document": "a.md", "start": claim.figure.extent.start, "end": claim.figure.extent.end, **data.draw(CHANGES)}
        for claim in ours.claims
        if data.draw(st.booleans())
    ]
    if not rows:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        theirs = check_document(ours.document, setup(), others=Others(read_claims(path)))
    back = again(theirs, data.draw(st.sampled_from(FORMS)))
    assert back.claims == theirs.claims
    assert back.findings == theirs.findings


def test_without_its_file_a_document_is_read_of_the_text_in_the_table(tmp_path: Path) -> None:
    text = (ROOT / "examples/vendor-conference.md").read_text("utf-8")
    report = check_text(text, setup(), "a.md")
    write_claims([report], tmp_path / "claims.csv")
    assert text_of(read_claims(tmp_path / "claims.csv"), "a.md") == text


def example() -> Report:
    return check_text((ROOT / "examples/vendor-conference.md").read_text("utf-8"), setup(), "a.md")


def test_every_row_is_valid_by_the_published_schema() -> None:
    rows: list[dict[str, Any]] = list(exchanged([example()]))
    assert rows
    for row in rows:
        told = {name: str(value) if value in (float("inf"), -float("inf")) else value for name, value in row.items()}
        jsonschema.validate(told, claims_schema())


def test_the_schema_names_every_column_and_every_word() -> None:
    schema = claims_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == set(COLUMNS)
    for column, words in CHOICES.items():
        assert set(schema["properties"][column]["enum"]) == {*words, None}


@pytest.mark.parametrize("row", [{}, {"quote": 12}, {"quote": "12", "role": "boss"}, {"start": 1}])
def test_the_schema_refuses_what_is_no_claim(row: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(row, claims_schema())


def test_parquet_has_the_documented_dtypes(tmp_path: Path) -> None:
    import pandas as pd

    write_claims([example()], tmp_path / "claims.parquet")
    frame = pd.read_parquet(tmp_path / "claims.parquet")
    assert list(frame.columns) == list(COLUMNS)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items() if dtype != "string"} == {
        name: dtype for name, dtype in COLUMNS.items() if dtype != "string"
    }


def test_the_same_claims_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl", "a.csv", "b.csv"):
        write_claims([example()], tmp_path / name)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
