"""What an author has laid aside stays, with the reason, and no longer counts; what is wrong with it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import verify
from verify.bulk import check_lines
from verify.checking import requests_in
from verify.model import Report, Verdict
from verify.pipeline import check_document, check_file, prepare
from verify.reading import read_bytes, read_text

BOATS = "All 14 of our 12 boats sailed."
CARS = "All 16 of our 15 cars drove."
ASKED = '<!-- verify: ignore part-within-whole "Two are hired." -->'


def report(text: str) -> Report:
    return check_document(read_text(text, "fleet.md"), prepare())


def wrong(found: Report) -> list[str]:
    return [finding.message for finding in found.with_verdict(Verdict.INCONSISTENT)]


class TestComments:
    """Where a comment stands says how far it reaches."""

    @pytest.mark.parametrize(
        "text",
        [
            f"{BOATS} {ASKED}",
            f"All 14 of {ASKED} our 12 boats sailed.",
            f"{ASKED}\n{BOATS}",
            f"{ASKED}\n\n{BOATS}",
            f"{BOATS}\nThey came home. {ASKED}",
            f"- {BOATS} {ASKED}",
            f"- Tea.\n- {BOATS} {ASKED}",
            f"# {BOATS} {ASKED}",
            f"> {BOATS} {ASKED}",
            f"{ASKED}\n<!-- and a word to the editor -->\n\n```\n5 of 4\n```\n\n{BOATS}",
            ASKED.replace("part-within-whole", "of-which, part-within-whole") + "\n" + BOATS,
            ASKED.replace(' "', "\n  “").replace('."', ".”") + "\n" + BOATS,
            ASKED.replace("verify: ignore", "Verify:  Ignore") + "\n" + BOATS,
        ],
    )
    def test_it_holds_for_the_block_it_stands_in_or_else_for_the_next(self, text: str) -> None:
        found = report(text)
        assert wrong(found) == []
        (suppressed,) = found.suppressed
        assert suppressed.suppressed is not None
        assert suppressed.suppressed.reason == "Two are hired."
        assert found.counts["suppressed"] == 1

    @pytest.mark.parametrize(
        "text",
        [
            f"{BOATS}\n\n{ASKED}",
            f"{BOATS}\n\nThey came home. {ASKED}",
            f"{ASKED}\n\nThey came home.\n\n{BOATS}",
            f"`{ASKED}` {BOATS}",
            f"\\{ASKED} {BOATS}",
            f"```\n{ASKED}\n```\n{BOATS}",
        ],
    )
    def test_it_does_not_hold_elsewhere_nor_in_code(self, text: str) -> None:
        assert wrong(report(text)) == ["14 cannot be part of 12"]

    def test_in_html_as_in_markdown(self) -> None:
        page = f"<html><body><p>{BOATS} {ASKED}</p><p>{CARS}</p>{ASKED}<p>{BOATS}</p></body></html>"
        found = check_document(read_bytes(page.encode(), "fleet.html"), prepare())
        assert wrong(found) == ["16 cannot be part of 15"]
        assert len(found.suppressed) == 2
        assert found.problems == ()

    def test_in_json_lines_a_name_of_markdown_is_read_as_such(self) -> None:
        lines = [json.dumps({"id": name, "text": f"{BOATS} {ASKED}"}).encode() for name in ("a.md", "a")]
        first, second = check_lines(lines, prepare())
        assert [finding["suppressed"] for finding in first["findings"]] == ["Two are hired."]
        assert [finding["suppressed"] for finding in second["findings"]] == [None]

    def test_a_plain_text_has_no_comments(self) -> None:
        found = check_document(read_text(f"{ASKED} {BOATS}", "fleet.txt"), prepare())
        assert len(wrong(found)) == 1
        assert found.problems == ()

    def test_a_stretch_of_blocks(self) -> None:
        start = ASKED.replace("ignore", "ignore-start")
        end = "<!-- verify: ignore-end part-within-whole -->"
        assert wrong(report(f"{start}\n\n{BOATS}\n\nSo.\n\n{BOATS}\n\n{end}\n\n{CARS}")) == ["16 cannot be part of 15"]

    def test_the_whole_file(self) -> None:
        asked = ASKED.replace("ignore", "ignore-file")
        found = report(f"{BOATS}\n\n{CARS}\n\n{asked}")
        assert wrong(found) == []
        assert found.counts["suppressed"] == 2
        assert found.problems == ()

    def test_a_figure_may_be_named(self) -> None:
        asked = ASKED.replace("ignore part-within-whole", 'ignore-file part-within-whole at "12 boats"')
        assert wrong(report(f"{BOATS} {CARS}\n\n{asked}")) == ["16 cannot be part of 15"]

    @pytest.mark.parametrize("words", ["a word to the editor", "verified: ignore it", "to verify: ignore"])
    def test_other_comments_are_no_business_of_ours(self, words: str) -> None:
        assert requests_in(read_text(f"<!-- {words} -->", "a.md")).faults == []


class TestWhatItLeaves:
    """A suppressed finding is still there."""

    def test_it_comes_last_and_its_figures_are_not_unchecked(self) -> None:
        found = report(f"{BOATS} {ASKED}\n\nThe port has 58 of the FTSE 100 as customers.")
        assert [finding.verdict for finding in found.findings] == [Verdict.CONSISTENT, Verdict.INCONSISTENT]
        assert found.unchecked == ()

    def test_what_agrees_is_not_laid_aside(self) -> None:
        found = report(f"All 10 of our 12 boats sailed. {ASKED}")
        assert [finding.suppressed for finding in found.findings] == [None]
        assert "nothing is left to ignore: part-within-whole" in found.problems[0]


@pytest.mark.parametrize(
    ("asked", "place", "what", "mend"),
    [
        ("ignore part-within-hole 'r'", "3:1", "''r'' cannot be understood", "write <!-- verify: ignore RULE"),
        ('ignore part-within-hole "r"', "3:1", "there is no rule 'part-within-hole'", "'part-within-whole'"),
        ('ignore zzz "r"', "3:1", "there is no rule 'zzz'", "`verify rules list`"),
        ("ignore part-within-whole", "3:1", "ignore gives no reason", "in quotes"),
        ('ignore part-within-whole " "', "3:1", "ignore gives no reason", "in quotes"),
        ('ignore "r"', "3:1", "ignore names no rule", "ignore RULE"),
        ('ignor part-within-whole "r"', "3:1", "verify does not know 'ignor'", "'ignore'"),
        ('ignore-start of-which "r"', "3:1", "ignore-start of-which never ends", "ignore-end of-which"),
        ("ignore-end of-which", "3:1", "no ignore-start of-which stands before", "remove it"),
        ('ignore of-which "r"', "3:1", "nothing is left to ignore: of-which", "remove it"),
        ('ignore part-within-whole at "12 boat" "r"', "3:1", "no figure reads '12 boat'", "as the document does"),
        ('ignore part-within-whole at "114" "r"', "3:1", "no figure reads '114'", "'14'"),
    ],
)
def test_what_is_wrong_with_a_suppression_is_told_with_its_place(asked: str, place: str, what: str, mend: str) -> None:
    found = report(f"# Boats\n\n<!-- verify: {asked} -->\n\n{BOATS}")
    told = found.problems[0]
    assert told.startswith(f"fleet.md:{place}: ")
    assert what in told
    assert mend in told.splitlines()[-1]
    assert len(wrong(found)) == 1


class TestBeside:
    """A file beside the document says the same, and one for its folder."""

    @pytest.fixture
    def document(self, tmp_path: Path) -> Path:
        path = tmp_path / "fleet.md"
        path.write_text(f"{BOATS}\n\n{CARS}\n", "utf-8")
        return path

    def beside(self, document: Path, text: str, name: str = "fleet.md.verify.yaml") -> Report:
        document.with_name(name).write_text(text, "utf-8")
        return check_file(document, prepare())

    def test_by_rule_and_figure(self, document: Path) -> None:
        found = self.beside(document, 'ignore:\n  - {rule: part-within-whole, figure: "14", reason: Two are hired.}\n')
        assert wrong(found) == ["16 cannot be part of 15"]
        (suppressed,) = found.suppressed
        assert suppressed.suppressed is not None
        assert suppressed.suppressed.place.line == 2
        assert suppressed.suppressed.place.file.endswith("fleet.md.verify.yaml")

    def test_by_the_id_of_a_finding(self, document: Path) -> None:
        (first, _) = check_file(document, prepare()).findings
        text = f"ignore:\n- rule: part-within-whole\n  finding: {first.id}\n  reason: Two are hired.\n"
        assert wrong(self.beside(document, text)) == ["16 cannot be part of 15"]

    def test_for_a_folder(self, document: Path) -> None:
        entry = "ignore:\n- {rule: part-within-whole, file: FILE, reason: So.}\n"
        assert wrong(self.beside(document, entry.replace("FILE", '"*.md"'), ".verify.yaml")) == []
        assert len(wrong(self.beside(document, entry.replace("FILE", "other.md"), ".verify.yaml"))) == 2

    def test_what_speaks_for_several_documents_may_be_of_no_use_to_one(self, document: Path) -> None:
        entry = "ignore:\n- {rule: of-which, file: FILE, reason: So.}\n"
        assert self.beside(document, entry.replace("FILE", '"*.md"'), ".verify.yaml").problems == ()
        assert len(self.beside(document, entry.replace("FILE", "fleet.md"), ".verify.yaml").problems) == 1

    @pytest.mark.parametrize(
        ("text", "place", "what", "mend"),
        [
            ("ignore:\n- {rule: of-wich, reason: r}", "2:10", "there is no rule 'of-wich'", "'of-which'"),
            ("ignore:\n- {rule: of-which}", "2:3", "an entry has no reason", "add `reason:`"),
            ("ignore:\n- {reason: r}", "2:3", "an entry has no rule", "add `rule:`"),
            ("ignore:\n- {rule: of-which, reason: ''}", "2:28", "'reason' must be one text", "`key: text`"),
            ("ignore:\n- {rule: of-which, reasn: r}", "2:20", "'reasn' is no key", "'reason'"),
            ("ignore:\n- {rule: of-which, file: a.md, reason: r}", "2:20", "'file' is no key", ""),
            ("ignore:\n- of-which", "2:3", "an entry is no mapping", "{rule: NAME"),
            ("ignore: of-which", "1:9", "'ignore' is no list", "hyphen"),
            ("ignored: []", "1:1", "'ignored' is no key", "'ignore'"),
            ("- of-which", "1:1", "is no mapping", "`ignore:`"),
            ("ignore: [", "2:1", "is no YAML", "check quotes"),
        ],
    )
    def test_what_is_wrong_is_told_and_the_rest_holds(
        self, document: Path, text: str, place: str, what: str, mend: str
    ) -> None:
        found = self.beside(document, text)
        (told,) = found.problems
        assert f"fleet.md.verify.yaml:{place}" in told
        assert what in told
        assert mend in told.splitlines()[-1]
        assert len(wrong(found)) == 2

    def test_an_empty_file_asks_for_nothing(self, document: Path) -> None:
        assert self.beside(document, "# nothing yet\n").problems == ()

    def test_the_command_takes_it_for_files_and_for_standard_input(self, document: Path, tmp_path: Path) -> None:
        text = document.read_text("utf-8")
        asked = tmp_path / "asked.yaml"
        asked.write_text("ignore:\n- {rule: part-within-whole, reason: So.}\n", "utf-8")
        for arguments in ((document,), ("-",)):
            assert verify("check", *arguments, stdin=text).returncode == 1
            done = verify("check", *arguments, "--suppressions", asked, stdin=text)
            assert (done.returncode, done.stderr) == (0, "")
            assert "0 inconsistent, 0 approximate, 0 consistent, 0 implied; 2 suppressed" in done.stdout

    def test_a_suppression_of_no_use_is_told_and_fails_nothing(self, document: Path, tmp_path: Path) -> None:
        document.write_text("All 10 of our 12 boats sailed.\n", "utf-8")
        asked = tmp_path / "fleet.md.verify.yaml"
        asked.write_text("ignore:\n- {rule: part-within-whole, reason: So.}\n", "utf-8")
        done = verify("check", document)
        assert done.returncode == 0
        assert "fleet.md.verify.yaml:2:10: nothing is left to ignore: part-within-whole" in done.stdout
