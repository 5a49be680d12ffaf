"""A rule: what ties figures together, one formula, and the examples that prove it. Loaded from YAML by `checking`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from .document import Place


class Level(StrEnum):
    """How much an inconsistency that the rule finds weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class ClaimPattern(Struct, frozen=True):
    """One claim that a joining rule asks for, with the values that its fields must have."""

    name: str
    kind: str
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Field name ("role", "phase", "measure" …) to the values that will do."""


class LinePattern(Struct, frozen=True):
    """One slot of a rule over tables: a row or a column, or a run of them beside another one."""

    name: str
    at: str
    """"line" (a row or a column), "row", "column", or a run: "lines before total", "lines after total", …"""
    kind: str = "figure"
    """What its cells must be."""
    named: tuple[str, ...] = ()
    """Words and word lists of which one must be in its name; empty where any name will do."""
    likely: tuple[str, ...] = ()
    """Words and word lists that make the reading of the table likelier."""
    without: tuple[str, ...] = ()
    """Words and word lists of which none may be in its name."""


class Gift(Struct, frozen=True):
    """A figure that the rule computes though its check does not ask for it: a share, an average."""

    name: str
    kind: str
    formula: str


class Example(Struct, frozen=True):
    """A text and what the rule makes of it."""

    verdict: str
    """A verdict of a finding, or "ignored"."""
    text: str
    gives: str = ""
    """For "implied": the figure, as `before = $109.8 to 111.7 billion`."""
    slip: str = ""
    """For "inconsistent": the slip that must be named."""
    against: str = ""
    """For a rule about evidence: the source that the text is held against."""
    place: Place | None = None


class Record(Struct, frozen=True):
    """How often a rule was right on labelled texts; beside its why, the other reason to believe it or not."""

    texts: int
    """On how many it was tried."""
    right: int = 0
    """Accusations that point at a labelled error."""
    wrong: int = 0
    """Accusations of what is right."""
    tied: int = 0
    """What it found to hold, or to follow, where the figures are tied as labelled."""
    untied: int = 0
    """The same where they are not."""


class Rule(Struct, frozen=True, kw_only=True):
    """A rule as its author wrote it; `checking` compiles it."""

    id: str
    title: str
    check: str
    """A comparison of two formulas over the names of the slots: `after = before * (1 + change)`."""
    find: tuple[str, ...] = ()
    """Sentence patterns, any of which ties its slots; empty for a joining rule."""
    claims: tuple[ClaimPattern, ...] = ()
    """Claims to be joined; empty for a rule with sentence patterns."""
    table: tuple[LinePattern, ...] = ()
    """Rows or columns that are tied in a table; the check then holds in each line across them."""
    evidence: str = ""
    """What it makes of figures that evidence "states", or that "follow" from it; "" for a rule about the text alone."""
    otherwise: tuple[str, ...] = ()
    """Further comparisons for a table, of which it may follow any one."""
    unless: tuple[str, ...] = ()
    """Sentence patterns that make the rule keep silent where one of them is met in the same sentence."""
    where: tuple[str, ...] = ()
    """Further conditions: "same measure, subject", "before earlier than after", "small < big"."""
    sure: tuple[str, ...] = ()
    """Conditions without which an inconsistency is not told: what is merely likely may agree, but accuses nobody."""
    gives: tuple[Gift, ...] = ()
    derives: str = ""
    """The slot whose figure follows from the others when the check holds."""
    slips: Mapping[str, str] = field(default_factory=dict)
    """Name of a mistake that is typical for this rule, and the formula that holds if it was made."""
    bounds: str = "open"
    """How "more than X" is read: "open", anything above; "near", not beyond half as much again."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Word lists of the rule's own pack, by their CAPITAL names."""
    level: Level = Level.ERROR
    grave: str = ""
    """A second comparison: where that fails too, an inconsistency is an error whatever the level."""
    messages: Mapping[str, str] = field(default_factory=dict)
    """Verdict to message, with `<slot>` and `<slot.computed>` standing for the figures."""
    why: str = ""
    source: str = ""
    examples: tuple[Example, ...] = ()
    place: Place | None = None
    """Where its `rule:` line stands."""
    pack: str = ""
    record: Record | None = None
    """None where nobody has tried it on labelled texts."""
