"""What a project may ask for, and how it is told what it may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.runs.conftest import BAD, GOOD, PART, alarms, checked
from verify.errors import SettingsError, VerifyError
from verify.runs.settings import Finder, read_settings

Write = Callable[[str, str], Path]


@pytest.mark.parametrize(("file", "head"), [("verify.toml", ""), ("pyproject.toml", "[tool.verify]\n")])
class TestRules:
    def test_a_rule_is_switched_off(self, write: Write, file: str, head: str) -> None:
        write(file, f'{head}rules = {{ change-to-level = "off" }}')
        write("a.md", BAD + "\n" + PART)
        assert alarms(checked(["a.md"])[0]) == [("a.md", "part-within-whole")]

    def test_all_but_one_are_switched_off(self, write: Write, file: str, head: str) -> None:
        write(file, f'{head}rules = {{ "*" = "off", part-within-whole = "on" }}')
        write("a.md", BAD + "\n" + PART)
        result, _ = checked(["a.md"])
        assert alarms(result) == [("a.md", "part-within-whole")]
        assert [rule.id for rule in result.reports[0].rules] == ["part-within-whole"]

    def test_to_lay_aside_what_is_off_is_no_mistake(self, write: Write, file: str, head: str) -> None:
        write("a.md", f'{BAD}\n<!-- verify: ignore part-within-whole "Two are hired." -->\n{PART}')
        assert checked(["a.md"])[0].reports[0].problems == ()
        write(file, f'{head}rules = {{ part-within-whole = "off" }}')
        assert checked(["a.md"])[0].reports[0].problems == ()

    def test_a_rule_has_the_level_that_is_asked(self, write: Write, file: str, head: str) -> None:
        write(file, f'{head}rules = {{ change-to-level = "note" }}')
        write("a.md", BAD)
        (finding,) = (f for f in checked(["a.md"])[0].reports[0].findings if f.rule == "change-to-level")
        assert finding.level.value == "note"

    def test_a_path_has_settings_of_its_own(self, write: Write, file: str, head: str) -> None:
        paths = "tool.verify.paths" if head else "paths"
        write(
            file, f'{head}rules = {{ "change-*" = "off" }}\n[{paths}."press/**"]\nrules = {{ change-to-level = "on" }}'
        )
        write("press/a.md", BAD)
        write("b.md", BAD)
        assert alarms(checked(["press", "b.md"])[0]) == [("press/a.md", "change-to-level")]

    def test_an_unknown_rule_is_an_error_with_a_suggestion(self, write: Write, file: str, head: str) -> None:
        write(file, f'{head}rules = {{ chnge-to-level = "off" }}')
        write("a.md", BAD)
        with pytest.raises(SettingsError, match="there is no rule 'chnge-to-level'") as refused:
            checked(["a.md"])
        assert "did you mean 'change-to-level'?" in str(refused.value)
        assert f"{file}:{2 if head else 1}:" in str(refused.value)


class TestThreshold:
    def test_a_run_fails_as_the_settings_say(self, write: Write) -> None:
        write("verify.toml", 'fail-on = "approximate"')
        write("a.md", GOOD)
        assert checked(["a.md"])[0].fail_on == "approximate"
        assert checked(["a.md"], fail_on="never")[0].fail_on == "never"
        assert checked(["a.md"], isolated=True)[0].fail_on == "inconsistent"

    def test_the_strictest_of_several_projects_counts(self, write: Write) -> None:
        write("one/verify.toml", 'fail-on = "never"')
        write("one/a.md", GOOD)
        write("two/a.md", GOOD)
        assert checked(["one"])[0].fail_on == "never"
        assert checked(["one", "two"])[0].fail_on == "inconsistent"


DEARER = "It cost $5,000 in May. The price of a pass rose by A$5 to $30.\n"


def read_as(write: Write, settings: str, text: str, name: str = "a.md") -> list[tuple[str, float, float]]:
    """Return unit and coarse ends of the figures of a text under settings."""
    write("verify.toml", settings)
    write(name, text)
    return [(f.unit.name, f.coarse.low, f.coarse.high) for f in checked([name])[0].reports[0].figures]


class TestWording:
    def test_a_sign_that_many_share_is_that_of_the_home_currency(self, write: Write) -> None:
        assert [unit for unit, *_ in read_as(write, "", DEARER)] == ["USD", "AUD", "USD"]
        assert [unit for unit, *_ in read_as(write, 'currency = "AUD"', DEARER)] == ["AUD", "AUD", "AUD"]

    def test_a_path_may_have_another_home(self, write: Write) -> None:
        settings = 'currency = "AUD"\n[paths.wellington]\ncurrency = "NZD"\n'
        assert [unit for unit, *_ in read_as(write, settings, "It cost $5,000.", "wellington/a.md")] == ["NZD"]
        assert [unit for unit, *_ in read_as(write, settings, "It cost $5,000.")] == ["AUD"]

    def test_a_hedge_is_as_wide_as_the_settings_say(self, write: Write) -> None:
        assert read_as(write, "", "About 60 km.") == [("kilometer", 57, 63)]
        assert read_as(write, 'hedges = { about = "10%" }', "Some 60 km.") == [("kilometer", 54, 66)]

    def test_a_finding_holds_through_a_wider_hedge(self, write: Write) -> None:
        write("a.md", "Of the 120 boats, 48 (about 37%) were sold.\n")
        assert [name for name, _ in alarms(checked(["a.md"])[0])] == ["a.md"]
        write("verify.toml", '[hedges]\nabout = "10%"\n')
        assert alarms(checked(["a.md"])[0]) == []

    def test_a_path_may_have_hedges_of_its_own(self, write: Write) -> None:
        settings = 'hedges = { about = "10%", nearly = "20%" }\n[paths."*.txt".hedges]\nabout = "2.5%"\n'
        assert read_as(write, settings, "About 80 km, nearly 80 km.", "a.txt") == [
            ("kilometer", 78, 82),
            ("kilometer", 64, 80.5),
        ]

    @pytest.mark.parametrize(
        ("settings", "what", "mend"),
        [
            ('currency = "AUS"', "1:1: there is no currency 'AUS'", "use a code of ISO 4217"),
            ('currency = "aud"', "1:1: there is no currency 'aud'", "did you mean 'AUD'?"),
            ('hedges.roughly = "9%"', "1:8: 'roughly' is no class of hedges", "one of the hedges of 'about'"),
            ('hedges.nealy = "9%"', "1:8: 'nealy' is no class of hedges", "did you mean 'nearly'?"),
        ],
    )
    def test_what_there_is_not_is_an_error(self, write: Write, settings: str, what: str, mend: str) -> None:
        with pytest.raises(SettingsError) as refused:
            read_as(write, settings, GOOD)
        assert what in str(refused.value)
        assert mend in str(refused.value)


class TestPlaces:
    def test_the_nearest_settings_speak(self, write: Write, folder: Path) -> None:
        write("verify.toml", 'exclude = ["a"]')
        write("docs/pyproject.toml", '[tool.verify]\nexclude = ["b"]')
        write("docs/deep/pyproject.toml", '[tool.other]\nname = "verify"')
        finder = Finder()
        assert finder.of(folder / "x.md").exclude == ("a",)
        assert finder.of(folder / "docs" / "x.md").exclude == ("b",)
        assert finder.of(folder / "docs" / "deep" / "x.md").exclude == ("b",)

    def test_in_one_folder_verify_toml_comes_first(self, write: Write, folder: Path) -> None:
        write("verify.toml", 'exclude = ["a"]')
        write("pyproject.toml", '[tool.verify]\nexclude = ["b"]')
        assert Finder().of(folder / "x.md").exclude == ("a",)

    def test_folders_and_globs_start_from_the_settings(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        rule = write("project/house/r.yaml", RULE)
        write("project/verify.toml", 'rule-folders = ["house"]\nexclude = ["docs/old"]')
        write("project/docs/a.md", "A ticket is $5 here and $9 there.\n")
        write("project/docs/old/b.md", BAD)
        monkeypatch.chdir(rule.parent)
        result, _ = checked(["../docs"])
        assert alarms(result) == [("../docs/a.md", "one-price")]

    def test_one_file_can_be_named_for_all(self, write: Write) -> None:
        write("verify.toml", 'rules = { "*" = "off" }')
        other = write("ci/strict.toml", "")
        write("a.md", BAD)
        assert alarms(checked(["a.md"])[0]) == []
        assert alarms(checked(["a.md"], config=other)[0]) == [("a.md", "change-to-level")]

    def test_a_path_may_be_in_another_language(self, write: Write) -> None:
        write("verify.toml", 'rules = { restated = "off" }\n[paths.de]\nlanguage = "de"')
        write("de/a.md", "Rund 1,5 Mio. Euro flossen.\n")
        write("b.md", BAD)
        german, english = checked(["de", "b.md"])[0].reports
        assert (german.figures[0].low, german.claims) == (1.5e6, ())
        assert english.claims

    def test_other_files_can_be_documents(self, write: Write) -> None:
        write("verify.toml", 'include = ["*.article"]')
        write("docs/a.article", BAD)
        write("docs/b.md", BAD)
        assert alarms(checked(["docs"])[0]) == [("docs/a.article", "change-to-level")]


RULE = """\
rule: one-price
title: A ticket has one price
find: "<money a> here and <money b> there"
check: a = b
examples:
  inconsistent: ["It is $5 here and $9 there."]
"""


@pytest.mark.parametrize(
    ("text", "place", "what", "mend"),
    [
        ('exlude = ["a"]', "1:1", "'exlude' is no setting", "did you mean 'exclude'?"),
        ('# a\n\nrules.restatement = "of"', "3:7", "'of' is no value of 'restatement'", "did you mean 'off'?"),
        ('fail-on = "errors"', "1:1", "'errors' is no value of 'fail-on'", "known here: never"),
        ('exclude = "docs"', "1:1", "'exclude' is no list of texts", 'write exclude = ["…", "…"]'),
        ("baseline = 5", "1:1", "'baseline' is no text", 'write baseline = "…"'),
        ("currency = 5", "1:1", "'currency' is no text", 'write currency = "…"'),
        ("[hedges]\nabout = 0.1", "2:1", "'0.1' is no width of 'about'", 'write about = "10%", less than 100%'),
        ('hedges.about = "200%"', "1:8", "'200%' is no width of 'about'", 'write about = "10%"'),
        ("rules = []", "1:1", "'rules' is no table", "write `name = value` lines below it"),
        (
            '[paths."a/**"]\nlevels = {}',
            "2:1",
            "'levels' is no setting",
            "known here: rules, language, currency, hedges, against",
        ),
        ('exclude = ["a"', "1:15", "is no TOML: Unclosed array", "check quotes"),
        ("exclude = [a]", "1:12", "is no TOML: Invalid value", "check quotes"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(write: Write, text: str, place: str, what: str, mend: str) -> None:
    file = write("verify.toml", text)
    with pytest.raises(SettingsError) as refused:
        read_settings(file)
    assert f"{file}:{place}: {what}" in str(refused.value)
    assert mend in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        '[tool.verify]\nexclude = ["a"]',
        '[tool."verify"]\nexclude = ["a"]',
        '[ tool . verify ]\nexclude = ["a"]',
        '[tool]\nother.x = 1\nverify.exclude = ["a"]',
        'tool.verify.exclude = ["a"]',
        'tool = { verify = { exclude = ["a"] } }',
    ],
)
def test_settings_are_seen_however_they_are_written(write: Write, text: str, folder: Path) -> None:
    write("pyproject.toml", text)
    assert Finder().of(folder / "a.md").exclude == ("a",)


def test_settings_that_cannot_be_read_are_told(folder: Path, write: Write) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(folder / "nowhere.toml")
    (folder / "verify.toml").write_bytes(b'exclude = ["\xff"]')
    with pytest.raises(SettingsError, match="is not UTF-8"):
        read_settings(folder / "verify.toml")
    write("verify.toml", 'rule-folders = ["nowhere"]')
    write("a.md", GOOD)
    with pytest.raises(VerifyError, match="is not there"):
        checked(["a.md"])
