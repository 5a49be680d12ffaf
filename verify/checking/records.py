"""The record of rules on labelled texts: `record.json` beside their YAML, counts and nothing of the texts.

    {"texts": 2790, "rules": {
    "change-to-level": {"right": 31, "tied": 120, "untied": 4},
    "part-within-whole": {}
    }}

Ours is written by `python -m tests.benchmarks.record --write`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from verify.errors import RuleError
from verify.model import Record, Rule

RECORD = "record.json"


class _Counts(Struct, frozen=True, forbid_unknown_fields=True):
    right: int = 0
    wrong: int = 0
    tied: int = 0
    untied: int = 0


class _Records(Struct, frozen=True, forbid_unknown_fields=True):
    texts: int
    rules: dict[str, _Counts]


def with_records(rules: Sequence[Rule], folder: Path) -> list[Rule]:
    """Return the rules with what the folder's record says of them; raises RuleError where it cannot be read."""
    records = _records(folder / RECORD)
    return [replace(rule, record=records[rule.id]) if rule.id in records else rule for rule in rules]


def records_text(texts: int, rules: Mapping[str, Record]) -> str:
    """Return the content of a record file; a rule that never spoke is in it too."""
    lines = [
        f"{_json(str(name))}: {_json({key: n for key in _Counts.__struct_fields__ if (n := getattr(record, key))})}"
        for name, record in sorted(rules.items())
    ]
    return f'{{"texts": {texts}, "rules": {{\n' + ",\n".join(lines) + "\n}}\n"


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()


@lru_cache(maxsize=8)
def _records(path: Path) -> dict[str, Record]:
    try:
        read = msgspec.json.decode(path.read_bytes(), type=_Records)
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError) as trouble:
        raise RuleError(
            f"is no record of rules: {trouble}", mend="write it anew, or remove it", file=str(path)
        ) from None
    return {
        name: Record(read.texts, counts.right, counts.wrong, counts.tied, counts.untied)
        for name, counts in read.rules.items()
    }
