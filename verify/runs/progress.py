"""What a person at a terminal sees while a long run goes on; nobody else sees anything."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

PATIENCE = 1.0
"""Seconds before the first line is shown, and between two of them a tenth."""

TOO_EARLY = 5.0
"""Seconds before an estimate of the end is worth telling."""

_CLEAR = "\r\x1b[K"


class Progress:
    """Writes "checking 12 of 300, 2 min left: name" over itself, on a terminal alone."""

    def __init__(self, stream: TextIO, total: int, *, quiet: bool = False) -> None:
        self._stream = stream
        self._total = total
        self._on = total > 1 and not quiet and stream.isatty()
        self._began = time.monotonic()
        self._next = self._began + PATIENCE
        self._shown = False

    def step(self, number: int, name: str) -> None:
        """Tell that the document with this number, from 1, is being checked."""
        if self._on and (now := time.monotonic()) >= self._next:
            width = shutil.get_terminal_size((80, 24)).columns - 1
            left = time_left(now - self._began, number - 1, self._total)
            line = f"checking {number:,} of {self._total:,}{left}: {name}".encode("ascii", "replace").decode()
            self._stream.write(f"{_CLEAR}{line[:width]}")
            self._stream.flush()
            self._next, self._shown = now + PATIENCE / 10, True

    def clear(self) -> None:
        """Leave no trace."""
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._shown = False


def time_left(spent: float, done: int, total: int) -> str:
    """Return how long the rest will take, for a person; "" where it is too early to say.

    >>> time_left(60.0, 100, 300), time_left(0.5, 1, 300)
    (', 2 min left', '')
    """
    if spent < TOO_EARLY or not done:
        return ""
    seconds = spent / done * (total - done)
    if seconds < 90:
        return f", {seconds:.0f} s left"
    return f", {seconds / 60:.0f} min left" if seconds < 5400 else f", {seconds / 3600:.1f} h left"
