"""Loading what a run needs; it lives to the end, so the collector need not look at it: a tenth of a short run."""

from __future__ import annotations

import atexit
import gc
from pathlib import Path

from verify.pipeline import Setup, prepare


def load(rules: tuple[Path, ...]) -> Setup:
    """Return the setup with the shipped rules and those of `rules`; raises RuleError where a folder is not there."""
    gc.disable()
    setup = prepare(rules)
    gc.freeze()
    gc.enable()
    atexit.register(gc.freeze)
    return setup
