"""The labelled texts beside the project, all in one shape: what a finding should point at, and what it should not.

A span longer than 80 characters points at a sentence, not at a figure, and counts for nothing; that, and what counts as
touching, are as in `../shared/bench/score_relations.py` and its neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

LONGEST = 80
DATA = Path(__file__).parents[3] / "shared" / "data"
READ = ("relations", "newsroom", "statcheck", "tables")
UNREAD = ("relations-unread",)
"""Texts that nobody opens: they are counted, never shown."""
_APART = {"pdf_conversion_garbled", "typesetting_garbled", "not_apa_style", "peer_finds_nothing"}

Spans = Sequence[Sequence[int]]


class Group(Struct, frozen=True):
    """Figures that belong together, and how many of them a finding must touch to be about them."""

    spans: Spans
    least: int = 2

    def covered(self, spans: Spans) -> bool:
        """Whether a finding with these spans is about the group."""
        touched = sum(any(s < end and start < e and e - s <= LONGEST for s, e in spans) for start, end in self.spans)
        return touched >= min(self.least, len(self.spans))


class Labelled(Struct, frozen=True):
    """A text and what is known of it."""

    id: str
    text: str
    wrong: tuple[Group, ...] = ()
    """Where *inconsistent* is right."""
    open: tuple[Group, ...] = ()
    """Where *inconsistent* is neither right nor wrong."""
    ties: tuple[Group, ...] = ()
    """Figures that are tied to one another."""
    complete: bool = False
    """Whether `ties` are all there are, so that whatever else a finding ties together is a mistake."""
    planted: dict[str, Any] | None = None
    """The figure that was changed: start, end, old, new, slip."""

    @property
    def article(self) -> str:
        """What it is a copy of; several copies differ by one figure each."""
        return self.id.partition("#")[0]


def labelled(name: str, data: Path = DATA) -> Iterator[Labelled]:
    """Yield the texts of one set."""
    folder = data / name
    match name:
        case "relations" | "relations-unread":
            yield from map(_planted_article, _rows(folder / "planted.jsonl"))
            yield from map(_article, _rows(folder / "clean.jsonl"))
        case "newsroom":
            yield from map(_passage, _rows(folder / "dev.jsonl"))
        case "statcheck":
            yield from (_result(row) for row in _rows(folder / "dev.jsonl") if _is_fair(row))
        case "tables":
            yield from map(_planted_filing, _rows(folder / "planted.jsonl"))
            yield from (Labelled(row["id"], row["text"]) for row in _rows(folder / "clean.jsonl"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _planted_article(row: dict[str, Any]) -> Labelled:
    plant = row["planted"]
    wrong = [Group([[plant["start"], plant["end"]]], 1)]
    if plant["slip"] == "sign_flip":  # a word was changed, and no figure
        wrong.append(Group(plant["spans"]))
    natural = tuple(Group(spans) for spans in row["natural"])
    return Labelled(row["id"], row["text"], tuple(wrong), natural, planted=plant)


def _article(row: dict[str, Any]) -> Labelled:
    groups = [
        (entry, Group([[row["figures"][n]["start"], row["figures"][n]["end"]] for n in entry["figures"]]))
        for entry in row["relations"]
    ]
    return Labelled(
        row["id"],
        row["text"],
        wrong=tuple(group for entry, group in groups if entry["verdict"] == "inconsistent"),
        open=tuple(group for entry, group in groups if entry.get("external")),
        ties=tuple(group for _, group in groups),
        complete=True,
    )


def _passage(row: dict[str, Any]) -> Labelled:
    about = {
        "inconsistent": {"wrong": (Group(row["spans"], 1),)},
        "consistent": {"ties": (Group(row["spans"]),)},
        "trap": {},
    }
    return Labelled(row["id"], row["text"], **about[row["label"]])


def _is_fair(row: dict[str, Any]) -> bool:
    return row["kind"] in ("nhst", "manual") and not _APART & set(row["tags"]) and not row["options"]


def _result(row: dict[str, Any]) -> Labelled:
    everything = (Group([[0, len(row["text"])]], 1),)
    errors = [expected["error"] for expected in row["expected"]]
    if None in errors:
        return Labelled(row["id"], row["text"], open=everything, ties=everything)
    return Labelled(row["id"], row["text"], wrong=everything if any(errors) else (), ties=everything)


def _planted_filing(row: dict[str, Any]) -> Labelled:
    plant = row["planted"]
    return Labelled(row["id"], row["text"], (Group([[plant["start"], plant["end"]]], 1),), planted=plant)
