"""`verify rules test --coverage`: how often each rule speaks in real documents, by verdict."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from verify.bulk import check_lines
from verify.errors import DocumentError, VerifyError
from verify.model import Verdict
from verify.pipeline import Setup, check_file
from verify.runs.files import documents_in
from verify.runs.settings import Finder

VERDICTS = tuple(verdict.value for verdict in (Verdict.INCONSISTENT, Verdict.APPROXIMATE, Verdict.CONSISTENT,
                                               Verdict.IMPLIED))  # fmt: skip
JSON_LINES = (".jsonl", ".ndjson")


class Coverage(Struct):
    """How often rules spoke."""

    spoken: dict[str, Counter[str]] = field(default_factory=dict)
    """Name of a rule to its findings by verdict."""
    documents: int = 0
    problems: list[str] = field(default_factory=list)
    """Documents that could not be read."""

    def count(self, findings: Sequence[tuple[str, str]]) -> None:
        """Count the findings of one document, as rule and verdict."""
        self.documents += 1
        for rule, verdict in findings:
            self.spoken.setdefault(rule, Counter())[verdict] += 1


def cover(places: Sequence[str], setup: Setup) -> Coverage:
    """Check documents, folders of them and JSON lines files, and count what each rule said.

    Raises DocumentError where a folder holds no document; one that cannot be read is told in `problems`.
    """
    covered = Coverage()
    for name in _documents(places):
        try:
            if name.endswith(JSON_LINES):
                _count_lines(Path(name), setup, covered)
            else:
                covered.count([(one.rule, one.verdict.value) for one in check_file(Path(name), setup).findings])
        except VerifyError as trouble:
            covered.problems.append(str(trouble))
    return covered


def coverage_table(covered: Coverage, rules: Sequence[str]) -> str:
    """Return a table of rules with the number of their findings by verdict, the silent ones last."""
    width = max([len(rule) for rule in rules] + [len("rule")])
    lines = [f"{'rule':<{width}}" + "".join(f"  {verdict:>12}" for verdict in VERDICTS)]
    for rule in sorted(rules, key=lambda rule: (-sum(covered.spoken.get(rule, Counter()).values()), rule)):
        counts = covered.spoken.get(rule, Counter())
        lines.append(f"{rule:<{width}}" + "".join(f"  {counts[verdict]:>12}" for verdict in VERDICTS))
    silent = sum(rule not in covered.spoken for rule in rules)
    lines.append(f"documents: {covered.documents}; rules that never spoke: {silent} of {len(rules)}")
    return "\n".join(lines) + "\n"


def _documents(places: Sequence[str]) -> Iterator[str]:
    """Yield the files that places stand for; in folders, JSON lines besides the documents."""
    settings = Finder().of(Path.cwd() / "_")
    for place in places:
        lines = sorted(str(path) for path in Path(place).rglob("*") if path.suffix in JSON_LINES)
        yield from lines
        try:
            yield from documents_in(place, settings.includes, settings.excludes)
        except DocumentError:
            if not lines:
                raise


def _count_lines(path: Path, setup: Setup, covered: Coverage) -> None:
    with path.open("rb") as file:
        for number, answer in enumerate(check_lines(file, setup), 1):
            if "error" in answer:
                covered.problems.append(f"{path}:{number}: {_told(answer)}")
            else:
                covered.count([(one["rule"], one["verdict"]) for one in answer["findings"]])


def _told(answer: dict[str, Any]) -> str:
    error = answer["error"]
    return error if isinstance(error, str) else json.dumps(error)
