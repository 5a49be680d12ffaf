"""A corpus checked by workers that die of a text: run by test_running.py, read again by each worker that it starts."""

import os
import sys

from verify.corpus import checking
from verify.corpus.checking import Work
from verify.corpus.running import run
from verify.corpus.shards import shards_in
from verify.corpus.store import Store

alive = checking.check_entry


def check_entry(entry, setup):
    if "poison" in str(entry.data):
        os._exit(9)
    return alive(entry, setup)


checking.check_entry = check_entry

if __name__ == "__main__":
    source, target = sys.argv[1:]
    outcome = run(shards_in(source, ["*.md"]), Store(target), Work(), workers=2, quiet=True)
    sys.exit(len(outcome.failed))
