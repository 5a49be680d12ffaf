"""Loading what a run needs; it lives to the end, so the collector need not look at it: a tenth of a short run."""

from __future__ import annotations

import atexit
import gc
from pathlib import Path

from verify.errors import UsageError
from verify.pipeline import CLAIMED, Setup, prepare


def load(rules: tuple[Path, ...], language: str = CLAIMED) -> Setup:
    """Return the setup for a language, with the shipped rules and those of `rules`.

    Raises RuleError where a folder is not there, LexiconError where there are no words for the language, UsageError
    where there are rules for one that has none.
    """
    if rules and language != CLAIMED:
        raise UsageError(f"--rules goes with texts in '{CLAIMED}'", mend="leave out --rules or --language")
    gc.disable()
    setup = prepare(rules, language=language)
    gc.freeze()
    gc.enable()
    atexit.register(gc.freeze)
    return setup
