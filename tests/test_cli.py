"""The command line, as a user drives it: forms, exit codes, bulk, and bad input that loses nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.command import verify

GOOD = "Sales rose by 25% to $50 million, from $40 million.\n"
BAD = "Sales rose by 25% to $50 million, from $30 million.\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.md"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.md"
    path.write_text(BAD, "utf-8")
    return path


def test_a_text_that_agrees_exits_with_0(good: Path) -> None:
    done = verify("check", good)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_inconsistency_exits_with_1_and_names_both_figures_and_the_place(bad: Path) -> None:
    done = verify("check", bad)
    assert done.returncode == 1
    assert f"{bad}:1:15: error: " in done.stdout
    assert "25% from $30 million" in done.stdout
    assert "$50 million" in done.stdout


def test_the_threshold_is_the_users(bad: Path, tmp_path: Path) -> None:
    assert verify("check", bad, "--fail-on", "never").returncode == 0
    rough = tmp_path / "rough.md"
    rough.write_text("Sales rose by 25% to $50 million, from $41 million.\n", "utf-8")
    assert verify("check", rough).returncode in (0, 1)


def test_standard_input_is_a_hyphen() -> None:
    done = verify("check", "-", stdin=BAD)
    assert done.returncode == 1
    assert "<stdin>:1:15" in done.stdout


@pytest.mark.parametrize(
    ("form", "begins"), [("terminal", ""), ("markdown", "#"), ("json", "{"), ("html", "<!doctype html>")]
)
def test_each_form_is_written_to_a_file(bad: Path, tmp_path: Path, form: str, begins: str) -> None:
    output = tmp_path / f"report.{form}"
    done = verify("check", bad, "--format", form, "--output", output)
    assert done.stderr == f"wrote {output}\n"
    assert (done.returncode, done.stdout) == (1, "")
    text = output.read_text("utf-8")
    assert text.lower().lstrip().startswith(begins)
    assert "change-to-level" in text


def test_the_json_is_valid_against_its_published_schema(bad: Path) -> None:
    schema = Path(__file__).parent.parent / "verify" / "reporting" / "schema" / "report-1.0.schema.json"
    report = json.loads(verify("check", bad, "--format", "json").stdout)
    jsonschema.validate(report, json.loads(schema.read_text("utf-8")))


def test_the_same_input_gives_the_same_bytes(bad: Path) -> None:
    for form in ("terminal", "markdown", "json", "html"):
        first, second = (verify("check", bad, "--format", form).stdout for _ in range(2))
        assert first == second


class TestBulk:
    def test_extract_writes_a_line_for_each_text(self, tmp_path: Path) -> None:
        source = tmp_path / "in.jsonl"
        source.write_text('{"id": "a", "text": "It cost about $3.5 million."}\n{"id": 7, "text": "None."}\n', "utf-8")
        done = verify("extract", "--jsonl", source)
        first, second = map(json.loads, done.stdout.splitlines())
        assert done.returncode == 0
        (quantity,) = first.pop("quantities")
        assert first == {"id": "a"}
        assert quantity == {
            "start": 14,
            "end": 26,
            "low": 3.5e6,
            "high": 3.5e6,
            "value": 3.5e6,
            "unit": "USD",
            "kind": "money",
            "qualifier": "about",
        }
        assert second == {"id": 7, "quantities": []}

    def test_check_gives_findings_with_spans_in_characters(self, tmp_path: Path) -> None:
        source = tmp_path / "in.jsonl"
        source.write_text(json.dumps({"id": "a", "text": "Ünïcode 🎉 here. " + BAD}) + "\n", "utf-8")
        done = verify("check", "--jsonl", source)
        (answer,) = map(json.loads, done.stdout.splitlines())
        (finding,) = (f for f in answer["findings"] if f["verdict"] == "inconsistent")
        text = "Ünïcode 🎉 here. " + BAD
        assert done.returncode == 1
        assert [text[start:end] for start, end in finding["spans"]] == ["25%", "$50 million", "$30 million"]
        assert {"rule", "verdict", "spans", "message"} <= set(finding)
        assert [text[f["start"] : f["end"]] for f in answer["figures"]] == ["25%", "$50 million", "$30 million"]

    def test_a_bad_line_is_an_error_of_its_own(self, tmp_path: Path) -> None:
        source = tmp_path / "in.jsonl"
        lines = [
            '{"id": 1, "text": "5 km"}',
            "{broken",
            '{"id": 2}',
            "[]",
            '{"id": 3, "text": 4}',
            '{"id": 5, "text": ""}',
        ]
        source.write_text("\n".join(lines) + '\n{"id": 6, "text": "6 km"}\n', "utf-8")
        answers = [json.loads(line) for line in verify("extract", "--jsonl", source).stdout.splitlines()]
        assert [answer["id"] for answer in answers] == [1, None, 2, None, 3, 5, 6]
        assert [number for number, answer in enumerate(answers, 1) if "error" in answer] == [2, 3, 4, 5]
        assert answers[-1]["quantities"][0]["low"] == 6

    def test_a_file_that_is_no_utf_8_gives_errors_and_no_traceback(self, tmp_path: Path) -> None:
        source = tmp_path / "in.jsonl"
        source.write_bytes(
            '{"id": 1, "text": "für 5 km"}\n'.encode("latin-1") + b'{"id": 2, "text": "5 km"}\n\x00\xff\n'
        )
        for command in ("check", "extract"):
            done = verify(command, "--jsonl", source)
            answers = [json.loads(line) for line in done.stdout.splitlines()]
            assert done.returncode == 2
            assert ["error" in answer for answer in answers] == [True, False, True]
            assert done.stderr == ""

    def test_half_a_surrogate_pair_is_only_odd(self, tmp_path: Path) -> None:
        source = tmp_path / "in.jsonl"
        source.write_text('{"id": "\\ud800", "text": "\\udfff 5 km"}\n', "utf-8")
        done = verify("check", "--jsonl", source)
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["id"] == "\ud800"

    def test_the_lines_go_into_the_output_file(self, tmp_path: Path) -> None:
        source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_text(json.dumps({"id": 1, "text": BAD}) + "\n", "utf-8")
        done = verify("check", "--jsonl", source, "--output", output)
        assert (done.returncode, done.stdout) == (1, "")
        assert json.loads(output.read_text("ascii"))["findings"]

    def test_what_does_not_go_together_is_refused(self, tmp_path: Path, bad: Path) -> None:
        source = tmp_path / "in.jsonl"
        source.write_text("", "utf-8")
        for more in (["--format", "html"], [bad]):
            assert verify("check", "--jsonl", source, *more).returncode == 2


def test_several_pages_go_into_a_folder(bad: Path, good: Path, tmp_path: Path) -> None:
    assert verify("check", bad, good, "--format", "json").returncode == 2
    folder = tmp_path / "pages"
    assert verify("check", bad, good, "--format", "html", "--output", folder).returncode == 1
    assert sorted(path.name for path in folder.iterdir()) == ["bad.md.html", "good.md.html"]


class TestBadInput:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "empty"),
            (b"\x00\x01\x02\x03" * 100, ""),
            (b"%PDF-1.7\n\x00", "PDF"),
            ("Der Umsatz stieg um 5 % auf 3 Millionen für alle.".encode("latin-1"), "UTF-8"),
        ],
        ids=["empty", "binary", "pdf", "latin-1"],
    )
    def test_what_is_no_text_is_told_and_the_next_file_is_checked(
        self, tmp_path: Path, bad: Path, content: bytes, words: str
    ) -> None:
        path = tmp_path / "odd.txt"
        path.write_bytes(content)
        done = verify("check", path, bad)
        assert done.returncode == 2
        assert str(path) in done.stderr
        assert "to mend:" in done.stderr
        assert words in done.stderr
        assert "change-to-level" in done.stdout

    def test_a_missing_file_and_a_folder_are_told(self, tmp_path: Path) -> None:
        for path in (tmp_path / "nowhere.md", tmp_path):
            done = verify("check", path)
            assert done.returncode == 2
            assert "to mend:" in done.stderr

    def test_latin_1_is_read_where_the_user_says_so(self, tmp_path: Path) -> None:
        path = tmp_path / "old.txt"
        path.write_bytes(("Café: " + BAD).encode("latin-1"))
        assert verify("check", path, "--encoding", "latin-1").returncode == 1

    def test_one_line_of_20_megabytes_is_checked(self, tmp_path: Path) -> None:
        path = tmp_path / "long.txt"
        path.write_text("word " * 4_000_000 + BAD, "utf-8")
        done = verify("check", path)
        assert done.returncode == 1
        assert len(done.stdout) < 10_000

    def test_no_file_at_all(self) -> None:
        assert verify("check").returncode == 2

    def test_an_output_that_cannot_be_written(self, bad: Path, tmp_path: Path) -> None:
        done = verify("check", bad, "--output", tmp_path / "nowhere" / "report.txt")
        assert done.returncode == 2
        assert "to mend:" in done.stderr

    def test_six_mistakes_in_a_rule_file_are_told_and_the_rest_is_checked(self, tmp_path: Path, bad: Path) -> None:
        rule = 'rule: r{n}\ntitle: T\nfind: "<money a> or <money b>"\ncheck: a = b\n'
        rule += 'examples: {{consistent: ["$1 or $1"]}}\n'
        texts = [rule.format(n=number) for number in range(6)]
        texts[0] = texts[0].replace("title", "titel")
        texts[1] = texts[1].replace("<money a>", "<mony a>")
        texts[2] = texts[2].replace("a = b", "a = c")
        texts[3] = texts[3].replace("consistent", "wrong")
        texts[4] = texts[4].replace('"<money', "<money")
        texts[5] = texts[5].replace("a = b", "a = b * b")
        path = tmp_path / "rules.yaml"
        path.write_text("---\n".join(texts), "utf-8")
        done = verify("check", bad, "--rules", path)
        assert done.returncode == 2
        assert done.stderr.count("to mend:") == 6
        assert "change-to-level" in done.stdout


class TestRules:
    def test_the_shipped_rules_pass_their_own_examples(self) -> None:
        done = verify("rules", "test")
        assert done.returncode == 0, done.stdout

    def test_list_show_words_and_schema(self) -> None:
        assert "change-to-level" in verify("rules", "list").stdout
        assert "after = before * (1 + sign * change)" in verify("rules", "show", "change-to-level").stdout
        assert "RISES (+): rise, increase" in verify("rules", "words").stdout
        assert json.loads(verify("rules", "schema").stdout)["$defs"]["rule"]

    def test_an_unknown_rule_gets_a_suggestion(self) -> None:
        done = verify("rules", "show", "change-to-levels")
        assert done.returncode == 2
        assert "did you mean 'change-to-level'?" in done.stderr

    def test_explain_reads_a_file_and_says_how_near_rules_over_tables_came(self, tmp_path: Path) -> None:
        path = tmp_path / "staff.md"
        path.write_text(
            "Staff by town:\n\n| Town | 2023 | 2022 |\n| --- | --- | --- |\n| Dol | 12 | 31 |\n| Klin | 9 | 17 |\n"
        )
        done = verify("explain", str(path))
        assert "'12' is" in done.stdout
        assert (
            "no row or column has the name and the kind of numbers that 'mean' must have:\n    table-average"
            in done.stdout
        )
        assert "no column is named as 'shares' must be:\n    table-shares-make-all" in done.stdout

    def test_explain_shows_figures_and_why_rules_did_not_match(self) -> None:
        done = verify("explain", "Revenue rose 12% to $124 billion.")
        assert done.returncode == 0
        assert "'12%' is percent" in done.stdout
        assert "change-to-level: implied" in done.stdout
        assert "the text has not all the words" in done.stdout


def test_a_page_says_when_it_was_checked(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("All 14 of our 12 boats sailed.\n", "utf-8")
    done = verify("check", path, "--format", "html", env={"SOURCE_DATE_EPOCH": "1772496000"})
    assert "3 March 2026 · verify" in done.stdout
