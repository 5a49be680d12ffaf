"""What sentences tie, over the corpus in `tests/corpus/ties`: seen as written, told with a figure that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from verify.model import Finding, Verdict
from verify.pipeline import Setup, check_text, prepare

CORPUS = Path(__file__).parents[1] / "corpus" / "ties"
_BRACED = re.compile(r"\{([^{}/]*)(?:/([^{}]*))?\}")


def entries(silent: bool) -> Iterator[str]:
    """Yield the sayings of the corpus, those that tie nothing or all others."""
    for path in sorted(CORPUS.glob("*.yaml")):
        for kind, sayings in yaml.safe_load(path.read_text("utf-8")).items():
            if (kind == "silent") is silent:
                yield from sayings


@cache
def setup() -> Setup:
    """Return the shipped rules, compiled once."""
    return prepare()


def written(saying: str, wrong: bool = False) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a saying without its braces, and where its tied figures stand."""
    text, spans, position = "", [], 0
    for found in _BRACED.finditer(saying):
        text += saying[position : found.start()]
        figure = found[2] if wrong and found[2] is not None else found[1]
        spans.append((len(text), len(text) + len(figure)))
        text += figure
        position = found.end()
    return text + saying[position:], spans


def inconsistent(findings: tuple[Finding, ...]) -> list[str]:
    """Return what is said of the inconsistent ones."""
    return [f"{finding.rule}: {finding.message}" for finding in findings if finding.verdict is Verdict.INCONSISTENT]


def ties(finding: Finding, spans: list[tuple[int, int]]) -> bool:
    """Whether a finding holds two of the figures, or the only one."""
    met = [any(span.start < end and start < span.end for span in finding.spans) for start, end in spans]
    return sum(met) >= min(2, len(spans))


@pytest.mark.parametrize("saying", list(entries(silent=False)))
def test_figures_that_belong_together_are_tied(saying: str) -> None:
    text, spans = written(saying)
    findings = check_text(text, setup()).findings
    assert any(ties(finding, spans) for finding in findings)
    assert inconsistent(findings) == []


@pytest.mark.parametrize("saying", [saying for saying in entries(silent=False) if "/" in saying])
def test_a_figure_that_cannot_be_right_is_told(saying: str) -> None:
    text, _ = written(saying, wrong=True)
    assert inconsistent(check_text(text, setup()).findings)


@pytest.mark.parametrize("saying", list(entries(silent=True)))
def test_what_only_looks_tied_is_not_told(saying: str) -> None:
    assert inconsistent(check_text(saying, setup()).findings) == []
