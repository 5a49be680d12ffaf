"""The furniture of web pages is left out of the claims, and nothing else is: debris.yaml is the specification."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from verify.model import Document, RegionKind
from verify.reading import read, read_text

PAGES = yaml.safe_load((Path(__file__).parent / "debris.yaml").read_text(encoding="utf-8"))
ARTICLE = "Sales rose by 12% in 2019, to $124 billion. Profits fell by 3% in the same year, to $10 billion, it said."


def debris(document: Document) -> list[str]:
    return [document.quote(region.span) for region in document.regions if region.kind is RegionKind.DEBRIS]


def phrases() -> list[tuple[str, str]]:
    import verify.reading

    lexicon = Path(verify.reading.__file__).parent / "data" / "debris.yaml"
    languages = yaml.safe_load(lexicon.read_text(encoding="utf-8"))
    return [(group, phrase) for groups in languages.values() for group, every in groups.items() for phrase in every]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: next(iter(page[-1].values()))[:40])
def test_a_page_loses_its_furniture_and_nothing_else(page: list[dict[str, str]]) -> None:
    document = read_text("\n\n".join(block for entry in page for block in entry.values()), markdown=True)
    assert debris(document) == [entry["left out"] for entry in page if "left out" in entry]


@pytest.mark.parametrize(("group", "phrase"), phrases())
def test_every_phrase_is_furniture_at_the_end_of_an_article_only(group: str, phrase: str) -> None:
    said = phrase.removesuffix("…").capitalize()
    said += " here" if phrase.endswith("…") else ""
    at_the_end = read_text(f"{ARTICLE}\n\n{said}\n\n© 2019")
    assert debris(at_the_end) == [said, "© 2019"]
    alone = read_text(f"{ARTICLE}\n\n{said}")
    assert debris(alone) == ([] if group == "hints" else [said])
    at_the_top = read_text(f"{said}\n\n{ARTICLE}")
    assert debris(at_the_top) == []


@pytest.mark.parametrize(
    "said",
    ["LEAVE A COMMENT", "Leave a comment:", "* Leave a Comment *", "« Leave a comment »", "Leave\na comment"],
)
def test_case_and_marks_do_not_count(said: str) -> None:
    assert debris(read_text(f"{ARTICLE}\n\n{said}")) == [said.removeprefix("* ")]


def test_typographic_quotes_and_accents_do_not_count() -> None:
    assert debris(read_text(f"{ARTICLE}\n\nA propos de l’auteur")) == ["A propos de l’auteur"]


def test_a_phrase_begins_a_notice_not_an_essay() -> None:
    essay = (
        "This site uses cookies. "
        + "They are small files that 12% of the visitors of a page would rather not have. " * 5
    )
    assert debris(read_text(f"{ARTICLE * 10}\n\n{essay}")) == []


def test_furniture_keeps_its_text_and_has_no_holes() -> None:
    document = read_text(f"{ARTICLE}\n\nLeave a comment\n\nhttps://example.org/12", "a.md")
    assert [region.kind for region in document.regions[1:]] == [RegionKind.DEBRIS] * 2
    assert [region.holes for region in document.regions[1:]] == [(), ()]
    assert document.text.endswith("https://example.org/12")


def test_the_seed_article_loses_its_comment_form_and_nothing_else(labelled: Path) -> None:
    document = read(labelled / "seed" / "vendor-conference.txt")
    left_out = [region.kind is RegionKind.DEBRIS for region in document.regions]
    assert left_out == [False] * 8 + [True] * 5


def test_the_labelled_articles_lose_next_to_nothing(labelled: Path) -> None:
    lines = (labelled / "relations" / "dev.jsonl").read_text(encoding="utf-8").split("\n")
    articles = [json.loads(line)["text"] for line in lines if line]
    lost = [block for article in articles for block in debris(read_text(article))]
    assert len(articles) == 230
    assert len(lost) <= 2, lost
