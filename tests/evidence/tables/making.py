"""Tables and texts made for the tests."""

from __future__ import annotations

from pathlib import Path

from verify.evidence.tables import Asked, Judged, ask_tables
from verify.evidence.tables.sentence import Claimed, claimed
from verify.evidence.tables.texts import judge_text
from verify.pipeline import Setup, check_text, prepare
from verify.reporting import CheckedReport


def setup() -> Setup:
    return prepare()


def asked(folder: Path, table: str, legend: str, name: str = "t.csv") -> Asked:
    """Return a table written into `folder`, ready to be asked."""
    (folder / name).write_text(table, "utf-8")
    (folder / "t.yaml").write_text(legend, "utf-8")
    return ask_tables([folder / "t.yaml"], setup().lexicon, setup().language)[0]


def checked(text: str) -> CheckedReport:
    return check_text(text, setup(), "text.md")


def judged(text: str, table: Asked) -> dict[str, Judged | None]:
    """Return what a table makes of each claim of a text, by its words."""
    report = checked(text)
    made = judge_text(report.claims, report.document, table)
    return {claim.figure.quote: made.get(claim.index) for claim in report.claims}


def claims_of(report: CheckedReport) -> list[Claimed]:
    return claimed(report.claims, report.document, setup().language)
