"""The columns of a table of claims: those of every report, and the text that they were read of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from verify.model import Direction, Kind, Phase, Qualifier, Role, Stance, Standing
from verify.reporting.rows import CLAIMS

COLUMNS: Mapping[str, str] = {**CLAIMS, "text": "string", "context": "string"}
"""Name to dtype. `text` is the document's whole text, in the first of its rows; `context` the words round the quote."""

CHOICES: Mapping[str, frozenset[str]] = {
    "kind": frozenset(kind.value for kind in Kind) - {"date", "ordinal", "other"},
    "qualifier": frozenset(Qualifier),
    "role": frozenset(Role),
    "phase": frozenset(Phase),
    "direction": frozenset(Direction),
    "stance": frozenset(Stance),
    **{f"{field}_standing": frozenset(Standing) for field in ("measure", "subject", "period")},
}
"""The columns that hold one of a few words."""


def claims_schema() -> dict[str, Any]:
    """Return the published JSON Schema of one row, as a line of JSON lines holds it."""
    path = Path(__file__).parent / "schema" / "claims-1.0.schema.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found
