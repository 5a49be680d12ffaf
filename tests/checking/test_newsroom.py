"""Passages as a newsroom gets them, over `tests/corpus/newsroom`: the wrong figure is told, its right twin is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from verify.model import Finding, Verdict
from verify.pipeline import Setup, check_text, prepare

CORPUS = Path(__file__).parents[1] / "corpus" / "newsroom"
_BRACED = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")


def passages(traps: bool) -> Iterator[str]:
    """Yield the traps, or the passages with one figure in two forms: {right|wrong}."""
    for path in sorted(CORPUS.glob("*.yaml")):
        if (path.stem == "traps") is traps:
            for listed in yaml.safe_load(path.read_text("utf-8")).values():
                yield from listed


@cache
def setup() -> Setup:
    """Return the shipped rules, compiled once."""
    return prepare()


def accusations(text: str) -> list[Finding]:
    """Return the inconsistent findings of a passage."""
    return [found for found in check_text(text, setup()).findings if found.verdict is Verdict.INCONSISTENT]


def said(findings: list[Finding]) -> list[str]:
    return [f"{finding.rule}: {finding.message}" for finding in findings]


@pytest.mark.parametrize("passage", list(passages(traps=False)))
def test_the_figure_that_is_wrong_is_told(passage: str) -> None:
    braced = _BRACED.search(passage)
    assert braced
    end = braced.start() + len(braced[2])
    findings = accusations(passage[: braced.start()] + braced[2] + passage[braced.end() :])
    assert any(span.start < end and braced.start() < span.end for finding in findings for span in finding.spans)


@pytest.mark.parametrize("passage", list(passages(traps=False)))
def test_its_right_twin_is_not_accused(passage: str) -> None:
    assert said(accusations(_BRACED.sub(r"\1", passage))) == []


@pytest.mark.parametrize("passage", list(passages(traps=True)))
def test_what_only_looks_wrong_is_not_accused(passage: str) -> None:
    assert said(accusations(passage)) == []
