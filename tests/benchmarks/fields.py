"""How well each field of a claim is read, against articles whose figures were labelled by people.

    python -m tests.benchmarks.fields ../shared/data/relations/dev.jsonl      totals
    python -m tests.benchmarks.fields --show measure FILE                     every wrong one, to learn from

A line of a file is `{"text", "figures": [{"start", "end", "measure", "subject", "period", "role", "direction",
"stance"}]}`. Judged are the figures that became claims. Labels are words of the annotator's own, so there are two
judgements: *strict*, the heads agree (measure), the names agree (subject), the stretch of time is the same (period);
*lenient*, half of the content words of the shorter side are shared, one name is shared, one stretch lies in the other.
A label that says nothing (no period; role "other": the length of a period, an age) judges nobody.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import verify
from tests.benchmarks.labels import Time, content, head, names, times, years_of
from verify.model import Claim, Direction, Period, Phase, Qualifier, Stance, Standing

FIELDS = ("measure", "subject", "period", "role", "direction", "phase", "stance")
ROLES = {"threshold": "bound"}
ALIKE = {"level", "total", "part", "bound"}
"""Roles of sizes, between which annotators waver; a change or a share is never one of them."""

Label = dict[str, Any]


class Judgement(NamedTuple):
    """What became of one field of one claim: "right", "wrong" or "unknown", strictly and leniently."""

    strict: str
    lenient: str
    said: str
    wanted: str


def judgement(strict: bool, lenient: bool, said: str, wanted: str) -> Judgement:
    """Return the judgement of a field that is known."""
    words = ("wrong", "right")
    return Judgement(words[strict], words[strict or lenient], said, wanted)


def measure_of(claim: Claim, label: Label) -> Judgement | None:
    """Compare heads, and content words."""
    wanted = label["measure"]
    if not content(wanted) or label["role"] == "other":
        return None
    if not claim.measure.key:
        return Judgement("unknown", "unknown", "", wanted)
    ours = content(" ".join(claim.measure.key)) or {claim.measure.head}
    theirs = content(wanted)
    shared = len(ours & theirs)
    heads = head(" ".join(claim.measure.key)) in head(wanted) if head(wanted) else False
    same = bool(heads and head(" ".join(claim.measure.key)) == head(wanted))
    return judgement(same, 2 * shared >= min(len(ours), len(theirs)) > 0, claim.measure.words, wanted)


def subject_of(claim: Claim, label: Label) -> Judgement | None:
    """Compare names; "SEC" is also Securities and Exchange Commission."""
    wanted = label["subject"]
    if not wanted or label["role"] == "other":
        return None
    if not claim.subject.key:
        return Judgement("unknown", "unknown", "", wanted)
    ours, theirs = names(claim.subject.words) | set(claim.subject.key), names(wanted)
    shared = len(ours & theirs)
    return judgement(2 * shared >= max(1, max(len(ours), len(theirs)) - 1), shared > 0, claim.subject.words, wanted)


def period_of(claim: Claim, label: Label, present: int) -> Judgement | None:
    """Compare stretches of time; what is relative counts from `present`, the article's year."""
    theirs = times(label["period"], present)
    if theirs is None:
        return None
    if claim.period.standing is Standing.UNKNOWN:
        return Judgement("unknown", "unknown", "", label["period"])
    ours = time_of(claim.period, present)
    if ours is None:
        return Judgement("unknown", "unknown", claim.period.words, label["period"])
    return judgement(ours.same(theirs), ours.nested(theirs), claim.period.words, label["period"])


def time_of(period: Period, present: int) -> Time | None:
    """Return our reading of a period on the labels' scale: by its days, else by its words."""
    if period.start is not None and period.end is not None:
        return Time(period.start, period.end)
    return times(period.words, present)


def role_of(claim: Claim, label: Label) -> Judgement | None:
    """Compare roles."""
    wanted = ROLES.get(label["role"], label["role"])
    if wanted == "other":
        return None
    ours = claim.role.value
    return judgement(ours == wanted, ours in ALIKE and wanted in ALIKE, ours, wanted)


def direction_of(claim: Claim, label: Label) -> Judgement | None:
    """Compare directions of what the labels call a change."""
    wanted = label.get("direction") or ""
    if not wanted:
        return judgement(False, False, claim.direction.value, "none") if claim.direction is not Direction.NONE else None
    if claim.direction is Direction.NONE:
        return Judgement("unknown", "unknown", "", wanted)
    return judgement(claim.direction.value == wanted, False, claim.direction.value, wanted)


def phase_of(claim: Claim, label: Label) -> Judgement | None:
    """Compare forecasts with what is said of now and of the past."""
    if label["role"] == "other":
        return None
    wanted = label["stance"] == "forecast"
    ours = claim.phase is Phase.FORECAST
    if not wanted and not ours:
        return None
    if wanted and claim.phase is Phase.UNKNOWN:
        return Judgement("unknown", "unknown", "", "forecast")
    return judgement(wanted == ours, False, claim.phase.value, label["stance"])


def stance_of(claim: Claim, label: Label) -> Judgement | None:
    """Compare stances; a forecast is an estimate, what is quoted is stated."""
    if claim.figure.qualifier is Qualifier.ABOUT or label["role"] == "other":
        return None  # labels keep the hedge apart from the stance
    firm = {"stated": "stated", "quoted": "quoted"}.get(label["stance"], "estimated")
    ours = claim.stance.value
    firmly = (Stance.STATED.value, Stance.QUOTED.value)
    return judgement(ours == firm, ours in firmly and firm in firmly, ours, firm)


def pairs(row: dict[str, Any]) -> Iterator[tuple[Claim, Label]]:
    """Yield the claims of an article with the labels of their figures."""
    report = verify.check(row["text"])
    labels = sorted(row["figures"], key=lambda label: int(label["start"]))
    starts = [label["start"] for label in labels]
    for claim in report.claims:
        span = claim.figure.span
        at = bisect_right(starts, span.end - 1) - 1
        if at >= 0 and labels[at]["end"] > span.start and labels[at]["kind"] != "date":
            yield claim, labels[at]


def judged(claim: Claim, label: Label, present: int) -> Iterator[tuple[str, Judgement]]:
    """Yield the fields of a claim that its label can judge."""
    judgements = {
        "measure": measure_of(claim, label),
        "subject": subject_of(claim, label),
        "period": period_of(claim, label, present),
        "role": role_of(claim, label),
        "direction": direction_of(claim, label),
        "phase": phase_of(claim, label),
        "stance": stance_of(claim, label),
    }
    for name, found in judgements.items():
        if found is not None:
            yield name, found


def present_of(found: list[tuple[Claim, Label]]) -> int:
    """Return the year in which an article was written: the one that makes most of its periods right.

    Labels resolve "last year" by the dateline, which the texts do not have.
    """
    mentioned = [year for _, label in found for year in years_of(label["period"])]
    candidates = sorted({year + more for year in mentioned for more in (0, 1)}, reverse=True) or [2005]

    def right(year: int) -> int:
        judgements = (period_of(claim, label, year) for claim, label in found)
        return sum(entry.strict == "right" for entry in judgements if entry)

    return max(candidates, key=right)


def main() -> None:
    """Print a table of fields."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", choices=FIELDS, help="print what is not right in this field; never on unread texts")
    arguments = parser.parse_args()
    strict: Counter[tuple[str, str]] = Counter()
    lenient: Counter[tuple[str, str]] = Counter()
    standings: Counter[tuple[str, str, str]] = Counter()
    labelled = claimed = 0
    for path in arguments.files:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found = list(pairs(row))
            labelled += sum(label["kind"] != "date" for label in row["figures"])
            claimed += len(found)
            present = present_of(found)
            for claim, label in found:
                for name, entry in judged(claim, label, present):
                    strict[name, entry.strict] += 1
                    lenient[name, entry.lenient] += 1
                    field = getattr(claim, name)
                    standings[name, str(getattr(field, "standing", "stated")), entry.strict] += 1
                    if name == arguments.show and entry.strict != "right":
                        mark = "~" if entry.lenient == "right" else " "
                        around = row["text"][max(0, claim.figure.span.start - 90) : claim.figure.span.end + 50]
                        said = f"{entry.said} [{getattr(field, 'standing', '')}]"
                        print(f"{mark} {claim.figure.quote!r}: {said} | {entry.wanted}   << {' '.join(around.split())}")
    print(f"{claimed} of {labelled} labelled figures became claims")
    print(
        f"{'field':10} {'right':>6} {'wrong':>6} {'unknown':>8} {'of known':>9}   {'lenient':>7}    of what is stated"
    )
    for name in FIELDS:
        right, wrong, unknown = (strict[name, key] for key in ("right", "wrong", "unknown"))
        sure, unsure = (standings[name, "stated", key] for key in ("right", "wrong"))
        print(
            f"{name:10} {right:6} {wrong:6} {unknown:8} {right / max(1, right + wrong):9.1%}   "
            f"{lenient[name, 'right']:7}    {sure / max(1, sure + unsure):.1%} of {sure + unsure}"
        )


if __name__ == "__main__":
    main()
