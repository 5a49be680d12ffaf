"""The JSON Schema of a rule file, for editors: completion and a warning while typing."""

from __future__ import annotations

from pathlib import Path


def rule_schema() -> str:
    """Return the schema as JSON text."""
    return (Path(__file__).parent / "data" / "rule.schema.json").read_text("utf-8")
