"""The command as a user runs it, for the tests that drive it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def verify(
    *arguments: str | Path, stdin: str = "", cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parent.parent
    return subprocess.run(
        [sys.executable, "-m", "verify", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1", "COLUMNS": "100", **(env or {})},
    )
