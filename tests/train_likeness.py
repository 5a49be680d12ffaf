"""Train the table of weights behind `again restates first`: `python -m tests.train_likeness`.

Pairs of claims of ../shared/data/relations are one statement where the labels say `repeat`; the same pairs with one of
the two figures spoilt (planted.jsonl) are one statement as well, which is what the table is for. A logistic regression
with a little ridge, by Newton's method; it is judged on articles that took no part, ten times a tenth of them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from verify.checking.likeness import SIGNS
from verify.checking.statements import Statement, Statements
from verify.pipeline import Setup, check_text, prepare, rows_of, tables_of

DATA = Path(__file__).parents[2] / "shared" / "data"
TABLE = Path(__file__).parents[1] / "verify" / "checking" / "data" / "likeness.yaml"
RIDGE = 10.0
FOLDS = 10
THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.8, 0.9)

Place = tuple[int, int]


class Pair:
    """Two claims of an article: their signs, whether the labels call them one statement, whether they agree."""

    def __init__(self, source: str, planted: str, signs: dict[str, float], same: bool, agree: bool) -> None:
        self.source, self.planted, self.same, self.agree = source, planted, same, agree
        self.row = [signs.get(name, 1.0) for name in SIGNS]


def pairs_of(text: str, setup: Setup) -> Iterator[tuple[Statement, Statement, dict[str, float]]]:
    report = check_text(text, setup)
    rows = rows_of(report.document, report.figures, tables_of(report.document, report.figures, setup), setup)
    claims = [claim for claim in report.claims if not claim.figure.is_cell]
    yield from Statements(setup.book.likeness, rows, claims).pairs()


def lines(name: str) -> Iterator[dict]:
    with (DATA / name).open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def collect(setup: Setup) -> Iterator[Pair]:
    for article in lines("relations/dev.jsonl"):
        places = [(figure["start"], figure["end"]) for figure in article["figures"]]
        groups = [[places[n] for n in r["figures"]] for r in article["relations"] if r["type"] == "repeat"]
        yield from _labelled(article["id"], "", article["text"], groups, setup)
    for article in lines("relations/planted.jsonl"):
        if article["planted"]["type"] == "repeat":
            groups = [[tuple(span) for span in article["planted"]["spans"]]]
            yield from _labelled(article["source"], article["id"], article["text"], groups, setup)
    for filing in lines("tables/clean.jsonl"):
        # Nothing is labelled in the filings; what does not agree there is two statements.
        for pair in _labelled(filing["id"].partition("#")[0], "", filing["text"], [], setup):
            if not pair.agree:
                yield pair


def _labelled(source: str, planted: str, text: str, groups: list[list[Place]], setup: Setup) -> Iterator[Pair]:
    for first, again, signs in pairs_of(text, setup):
        spans = (first.figure.span, again.figure.span)
        same = any(all(any(s.start < e and b < s.end for b, e in group) for s in spans) for group in groups)
        units = [f.figure.unit.to_base(f.figure.coarse) for f in (first, again)]
        yield Pair(source, planted, signs, same, units[0].meet(units[1]) is not None)


def fit(rows: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression; the ridge is on standardised signs."""
    scale = rows.std(axis=0)
    scale[scale == 0] = 1.0
    data = rows / scale
    penalty = np.full(data.shape[1], RIDGE)
    penalty[0] = 1e-6
    weights = np.zeros(data.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(data @ weights, -50, 50)))
        step = np.linalg.solve(
            (data.T * (p * (1 - p))) @ data + np.diag(penalty), data.T @ (same - p) - penalty * weights
        )
        weights += step
        if abs(step).max() < 1e-8:
            break
    return weights / scale


def report(pairs: Sequence[Pair], scores: np.ndarray) -> Iterator[str]:
    plants = len({pair.planted for pair in pairs if pair.planted})
    for threshold in THRESHOLDS:
        said = [pair for pair, score in zip(pairs, scores, strict=True) if score >= threshold]
        alarms = sum(not p.agree and not p.planted and not p.same for p in said)
        caught = {p.planted for p in said if p.planted and p.same and not p.agree}
        wrong = {p.planted for p in said if p.planted and not p.same and not p.agree}
        kept = [p for p in said if p.agree and not p.planted]
        yield (
            f"from {threshold}: {len(caught)} of {plants} spoilt ones caught, {len(wrong)} others accused beside them; "
            f"{alarms} accused in untouched articles; {sum(p.same for p in kept)} repeats seen, "
            f"{sum(not p.same for p in kept)} agreeing pairs taken for one"
        )


def main() -> None:
    setup = prepare()
    pairs = list(collect(setup))
    rows = np.array([pair.row for pair in pairs])
    same = np.array([pair.same for pair in pairs], float)
    trains = np.array([not pair.planted or (pair.same and not pair.agree) for pair in pairs])
    articles = {source: number for number, source in enumerate(dict.fromkeys(pair.source for pair in pairs))}
    fold = np.array([articles[pair.source] % FOLDS for pair in pairs])
    scores = np.zeros(len(pairs))
    for number in range(FOLDS):
        weights = fit(rows[trains & (fold != number)], same[trains & (fold != number)])
        scores[fold == number] = 1 / (1 + np.exp(-np.clip(rows[fold == number] @ weights, -50, 50)))
    print(f"{len(pairs)} pairs, on articles that took no part:")
    print("\n".join(report(pairs, scores)))
    weights = fit(rows[trains], same[trains])
    table = "".join(f"  {name}: {weight:.3f}\n" for name, weight in zip(SIGNS, weights, strict=True))
    if "--write" in sys.argv:
        text = TABLE.read_text(encoding="utf-8")
        TABLE.write_text(re.sub(r"(?m)^weights:\n(  .*\n)*", "weights:\n" + table, text), encoding="utf-8")
    else:
        print(table)


if __name__ == "__main__":
    main()
