"""SARIF, JUnit, annotations, ClaimReview, CSV, frames: what machines act upon, all from the same report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pandas as pd
import pytest
from msgspec.structs import replace

from tests.reporting.samples import empty, ferries, hostile, long
from verify.errors import UsageError
from verify.model import Place, Report, Suppression, Verdict
from verify.reporting import (
    CheckedReport,
    from_json,
    to_claimreview,
    to_csv,
    to_frame,
    to_github,
    to_json,
    to_junit,
    to_markdown,
    to_sarif,
    to_terminal,
)
from verify.reporting.forms import FORMS, Style, write
from verify.reporting.github import to_summary
from verify.reporting.rows import CLAIMS, FINDINGS
from verify.reporting.sarif import FINGERPRINT, uri

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0.schema.json").read_text("utf-8"))
SAMPLES = pytest.mark.parametrize(
    "report", [ferries(), empty(), hostile(), long(20)], ids=lambda r: r.document.name[:8]
)


def laid_aside() -> Report:
    """Return the ferries with their first finding suppressed: it goes last."""
    report = ferries()
    first, *others = report.findings
    aside = replace(first, suppressed=Suppression("The accounts were restated.", Place("ferries.md", 3, 90)))
    return replace(report, findings=(*others, aside))


def results(text: str) -> list[dict[str, Any]]:
    (run,) = json.loads(text)["runs"]
    return list(run["results"])


def in_sarif(report: Report) -> list[str]:
    return [result["partialFingerprints"][FINGERPRINT] for result in results(to_sarif(report, verbose=True))]


def in_junit(report: Report) -> list[str]:
    return [
        case.get("name", "").rpartition(" ")[2] for case in ElementTree.fromstring(to_junit(report)).iter("testcase")
    ]


def in_github(report: Report) -> list[str]:
    lines = [line for line in to_github(report, verbose=True).splitlines() if " title=verify::" not in line]
    return [line.rpartition(" ")[2].removesuffix("]") for line in lines]


def in_csv(report: Report) -> list[str]:
    return [row["id"] for row in csv.DictReader(io.StringIO(to_csv(report)))]


def in_frame(report: Report) -> list[str]:
    return list(to_frame(report).findings["id"])


def in_json(report: Report) -> list[str]:
    return [finding["id"] for finding in json.loads(to_json(report))["findings"]]


EVERY_ID = pytest.mark.parametrize("ids", [in_sarif, in_junit, in_github, in_csv, in_frame, in_json])


@EVERY_ID
@pytest.mark.parametrize("report", [ferries(), empty(), long(50), laid_aside()], ids=["all", "none", "many", "aside"])
def test_each_form_has_the_same_findings_in_the_same_order(ids: Callable[[Report], list[str]], report: Report) -> None:
    assert ids(report) == [finding.id for finding in report.findings]


def test_the_forms_for_readers_have_the_same_findings_in_the_same_order() -> None:
    report = ferries()
    for text in (to_terminal(report, verbose=True), to_markdown(report).replace("\\", "")):
        places = [text.find(f"{finding.message} ") for finding in report.findings]
        assert -1 not in places
        assert places == sorted(places)


@EVERY_ID
def test_a_report_read_back_gives_them_too(ids: Callable[[Report], list[str]]) -> None:
    assert ids(from_json(to_json(ferries()))) == ids(ferries())


@SAMPLES
@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_a_function_of_the_report_alone(name: str, report: Report) -> None:
    style = Style(verbose=True)
    text = write(name, [report], style)
    assert text == write(name, [from_json(to_json(report))], style)
    assert text.encode("utf-8").decode("utf-8") == text  # no half of a surrogate pair


@pytest.mark.parametrize("name", [name for name in FORMS if name != "terminal"])
def test_a_report_writes_itself_as_the_command_does(name: str) -> None:
    report = ferries()
    checked = CheckedReport(**{field: getattr(report, field) for field in report.__struct_fields__})
    assert getattr(checked, f"to_{name}")() == write(name, [report], Style())


class TestAlarms:
    def test_only_what_is_inconsistent_and_stands_is_an_alarm(self) -> None:
        ids = [result["partialFingerprints"][FINGERPRINT] for result in results(to_sarif(laid_aside()))]
        assert ids == ["c0ffee02"]
        assert to_github(laid_aside()).count("inconsistent%3A") == 1

    def test_what_makes_the_run_fail_is_told(self) -> None:
        for told in (to_sarif, to_github, to_claimreview, to_terminal):
            assert "4,450 tonnes" not in told(ferries())
            assert "4,450 tonnes" in told(ferries(), fail_on="approximate")
            assert "$102 million" in told(ferries(), fail_on="never")

    def test_quiet_says_nothing_of_what_is_clean(self) -> None:
        assert to_terminal(empty(), quiet=True) == ""
        assert to_terminal(ferries(), quiet=True) == to_terminal(ferries())


class TestSarif:
    @SAMPLES
    @pytest.mark.parametrize("verbose", [False, True])
    def test_it_obeys_the_schema(self, report: Report, verbose: bool) -> None:
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(to_sarif(report, verbose=verbose)))

    def test_the_schema_would_refuse_another_log(self) -> None:
        log = json.loads(to_sarif(ferries()))
        log["runs"][0]["results"][0]["level"] = "fatal"
        assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(log))

    def test_an_alarm_has_its_place_and_its_other_figures(self) -> None:
        first = results(to_sarif(ferries()))[0]
        assert (first["ruleId"], first["kind"], first["level"]) == ("change-from-to", "fail", "error")
        place = first["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "ferries.md"}
        assert place["region"] == {
            "startLine": 3,
            "startColumn": 24,
            "endLine": 3,
            "endColumn": 27,
            "snippet": {"text": "12%"},
        }
        assert [other["message"]["text"] for other in first["relatedLocations"]] == [
            "$124 million (after)",
            "$102 million (before)",
        ]

    def test_each_repair_is_a_fix_that_mends_the_source(self) -> None:
        first = results(to_sarif(ferries()))[0]
        line = ferries().document.text.split("\n")[2]
        mended = []
        for fix in first["fixes"]:
            ((replacement,),) = [change["replacements"] for change in fix["artifactChanges"]]
            region = replacement["deletedRegion"]
            mended.append(
                line[: region["startColumn"] - 1]
                + replacement["insertedContent"]["text"]
                + line[region["endColumn"] - 1 :]
            )
        assert mended == [
            line.replace("12%", "21%"),
            line.replace("$124 million", "$114 million"),
            line.replace("$102 million", "$111 million"),
        ]

    def test_a_bound_is_no_text_to_put_in(self) -> None:
        report = ferries()
        first = report.findings[0]
        part = replace(first.parts[0], repair="at most 21%")
        bounded = replace(report, findings=(replace(first, parts=(part, *first.parts[1:])),))
        assert len(results(to_sarif(bounded))[0]["fixes"]) == 2
        assert "at most 21%" in to_github(bounded)

    def test_a_rule_brings_its_help(self) -> None:
        (run,) = json.loads(to_sarif(ferries()))["runs"]
        rule = run["tool"]["driver"]["rules"][0]
        assert rule["helpUri"] == "https://example.org/handbook/changes"
        assert "One of the three was mistyped" in rule["fullDescription"]["text"]
        assert "verify rules show change-from-to" in rule["help"]["text"]
        assert "`after = before * (1 + change)`" in rule["help"]["markdown"]
        for result in run["results"]:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]

    def test_verbose_tells_the_kind_of_every_finding(self) -> None:
        kinds = [result["kind"] for result in results(to_sarif(ferries(), verbose=True))]
        assert kinds == ["fail", "fail", "review", "informational", "pass", "pass"]

    def test_what_is_laid_aside_says_where_and_why(self) -> None:
        (aside,) = results(to_sarif(laid_aside(), verbose=True))[-1]["suppressions"]
        assert aside["kind"] == "inSource"
        assert aside["justification"] == "The accounts were restated."
        assert aside["location"]["physicalLocation"]["region"]["startLine"] == 3

    def test_many_documents_are_one_run(self) -> None:
        (run,) = json.loads(to_sarif(ferries(), long(50)))["runs"]
        assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["ferries.md", "long.md"]
        assert len(run["results"]) == 2 + len(long(50).with_verdict(Verdict.INCONSISTENT))

    def test_a_name_is_no_scheme(self) -> None:
        assert uri("javascript:alert(1).md") == "javascript%3Aalert%281%29.md"


class TestJUnit:
    def test_an_alarm_has_failed_and_what_is_laid_aside_is_skipped(self) -> None:
        root = ElementTree.fromstring(to_junit(laid_aside(), empty()))
        assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("6", "1", "1")
        assert [suite.get("name") for suite in root] == ["ferries.md", "empty.txt"]
        failure = root.find(".//failure")
        assert failure is not None
        assert failure.get("message") == laid_aside().findings[0].message
        assert "ferries.md:12:32: 20% (growth)" in (failure.text or "")
        assert "to mend: write 25% for 20% (growth)" in (failure.text or "")

    def test_the_threshold_is_the_users(self) -> None:
        counts = [
            ElementTree.fromstring(to_junit(ferries(), fail_on=level)).get("failures")
            for level in ("inconsistent", "approximate", "never")
        ]
        assert counts == ["2", "3", "0"]

    def test_hostile_words_stay_words(self) -> None:
        root = ElementTree.fromstring(to_junit(hostile()))
        assert len(list(root.iter("testcase"))) == len(hostile().findings)


class TestGitHub:
    def test_an_annotation_stands_on_the_figure(self) -> None:
        first = to_github(ferries()).splitlines()[0]
        assert first.startswith("::error title=inconsistent%3A change-from-to,file=ferries.md,line=3,endLine=3,col=24,")
        assert "::12%25 to $124 million means" in first
        assert "%0Ato mend: write 21%25 for 12%25 (change)" in first

    def test_no_words_of_the_text_are_a_command(self) -> None:
        lines = to_github(hostile(), verbose=True).splitlines()
        assert len(lines) == len(hostile().findings) + len(hostile().problems)
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
        fields = [line.split("::")[1] for line in lines]
        assert all(set(field.partition(" ")[2]) & {"\r", "\n"} == set() for field in fields)

    def test_the_summary_counts_all_and_shows_what_is_wrong(self) -> None:
        summary = to_summary(ferries(), empty())
        assert "2 alarms in 1 document of 2" in summary
        assert "`empty.txt`" in summary
        assert "### verify: ferries.md" in summary
        assert "### verify: empty.txt" not in summary

    def test_a_summary_is_never_too_large(self) -> None:
        reports = [long(2_000)] * 40
        assert len(to_summary(*reports).encode()) < 1_000_000


class TestClaimReview:
    def test_a_stub_says_what_is_known_and_leaves_the_rest_open(self) -> None:
        graph = json.loads(to_claimreview(ferries()))
        assert graph["@context"] == "https://schema.org"
        stub = graph["@graph"][1]
        assert stub["identifier"] == "c0ffee02"
        assert "grew by 20%" in stub["claimReviewed"]
        assert stub["itemReviewed"]["appearance"] == {
            "@type": "CreativeWork",
            "url": "ferries.md",
            "description": "ferries.md:9:23",
        }
        assert stub["itemReviewed"]["author"]["description"] == "said the director"
        assert stub["reviewRating"]["alternateName"] == "The figures contradict each other"
        assert (stub["author"]["name"], stub["url"], stub["datePublished"]) == ("", "", "")

    def test_what_is_implied_is_no_review(self) -> None:
        stubs = json.loads(to_claimreview(laid_aside(), verbose=True))["@graph"]
        assert [stub["identifier"] for stub in stubs] == ["c0ffee02", "c0ffee03", "c0ffee05", "c0ffee06", "c0ffee01"]

    @pytest.mark.parametrize("verbose", [True, False])
    @pytest.mark.parametrize(
        ("file", "reason", "is_there"),
        [
            ("ferries.md", "Agents of two kinds are counted.", True),
            ("ferries.md.verify.yaml", "Agents of two kinds are counted.", True),
            ("ferries.md.verify.yaml", "False alarm", False),
            ("ferries.md.verify.yaml", "False alarm: Agents of two kinds.", False),
            ("verify-baseline.json", "known", False),
        ],
    )
    def test_what_was_accepted_is_there_with_its_reason(
        self, file: str, reason: str, is_there: bool, verbose: bool
    ) -> None:
        report = laid_aside()
        *others, last = report.findings
        decided = replace(last, suppressed=Suppression(reason, Place(file, 1, 1)))
        stubs = json.loads(to_claimreview(replace(report, findings=(*others, decided)), verbose=verbose))["@graph"]
        found = [stub for stub in stubs if stub["identifier"] == decided.id]
        assert bool(found) is is_there
        for stub in found:
            assert stub["reviewRating"]["alternateName"] == "The figures differ, for a reason"
            assert stub["reviewBody"].endswith(f"Accepted: {reason}")
            assert "It would agree" not in stub["reviewBody"]


class TestCsv:
    @pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t=", "＝", "−", "|"])
    def test_no_cell_is_a_formula(self, first: str) -> None:
        report = ferries()
        evil = replace(report.findings[0], message=f"{first}cmd|' /C calc'!A0", rule=f"{first}1+1")
        (row,) = csv.DictReader(io.StringIO(to_csv(replace(report, findings=(evil,)))))
        assert row["message"].startswith("'")
        assert row["rule"].startswith("'")

    @pytest.mark.parametrize("rows", ["findings", "claims"])
    def test_hostile_words_stay_in_their_cells(self, rows: str) -> None:
        table = list(csv.reader(io.StringIO(to_csv(hostile(), rows=rows))))
        assert {len(row) for row in table} == {len(table[0])}
        assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "@", "-"))]

    def test_an_open_end_is_empty(self) -> None:
        rows = {row["quote"]: row for row in csv.DictReader(io.StringIO(to_csv(ferries(), rows="claims")))}
        assert (rows["more than 1,000"]["strict_low"], rows["more than 1,000"]["strict_high"]) == ("1000", "")

    def test_other_rows_are_refused(self) -> None:
        with pytest.raises(UsageError, match="no rows 'claim'"):
            to_csv(ferries(), rows="claim")


class TestFrames:
    @pytest.mark.parametrize("reports", [(), (empty(),), (ferries(),), (hostile(), long(20))])
    def test_columns_and_dtypes_are_as_documented(self, reports: tuple[Report, ...]) -> None:
        frames = to_frame(*reports)
        for frame, columns in ((frames.claims, CLAIMS), (frames.findings, FINDINGS)):
            assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == dict(columns)

    def test_the_documentation_names_every_column(self, checkout: Path) -> None:
        text = (checkout / "docs" / "reports.md").read_text("utf-8")
        for columns in (CLAIMS, FINDINGS):
            for name, dtype in columns.items():
                assert f"| `{name}` | {dtype} |" in text

    def test_values_are_in_their_unit_and_open_ends_infinite(self) -> None:
        claims = to_frame(ferries()).claims.set_index("quote")
        assert claims.loc["$124 million", "strict_low"] == 123.5e6
        assert claims.loc["more than 1,000", "strict_high"] == float("inf")
        assert claims.loc["12%", "outcome"] == "inconsistent"
        assert claims.loc["12%", "period_start"] == "2019-01-01"

    def test_a_finding_without_working_has_no_gap(self) -> None:
        findings = to_frame(ferries()).findings.set_index("id")
        assert findings.loc["c0ffee04", "gap"] is pd.NA
        assert findings.loc["c0ffee01", "gap"] == 8.2e6

    def test_claims_and_findings_can_be_joined(self) -> None:
        frames = to_frame(ferries(), long(20))
        named = {
            (row.document, name) for row in frames.claims.itertuples() for name in row.findings.split(" | ") if name
        }
        assert named == set(zip(frames.findings["document"], frames.findings["id"], strict=True))
