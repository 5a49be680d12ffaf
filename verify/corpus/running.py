"""Shards given to workers: a pool of processes here, or a Dask cluster elsewhere; what dies is done again."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from verify._version import __version__
from verify.checking import rule_files
from verify.errors import UsageError
from verify.pipeline import shipped_rules
from verify.runs.progress import Progress

from .checking import Work, check_shard, setup_of
from .shards import Shard, fingerprint
from .store import Store

AHEAD = 2
"""Shards given out for each worker: none is idle, and few are lost when one dies."""


class Outcome(Struct):
    """What a run did."""

    done: list[str] = field(default_factory=list)
    """Names of the shards that were checked now."""
    kept: int = 0
    """Shards that were there already."""
    failed: dict[str, str] = field(default_factory=dict)
    """Name of a shard that could not be written -> why."""


def run(
    shards: Sequence[Shard], store: Store, work: Work, *, workers: int = 0, scheduler: str = "", quiet: bool = False
) -> Outcome:
    """Check the shards that are not yet in `store`, by `workers` processes or the Dask cluster at `scheduler`.

    What is written is the same for any number of workers. When a worker dies, the shards that were in hand are done
    again, each alone; a text that kills its worker there becomes an error. Raises RuleError, LexiconError, or
    UsageError where Dask is not installed.
    """
    setup_of(work)  # what is wrong with the rules is told before any worker starts
    stamp = _stamp(work)
    marks = {shard.name: f"{stamp}-{fingerprint(shard)}" for shard in shards}
    todo = [shard for shard in shards if store.mark_of(shard) != marks[shard.name]]
    progress = Progress(sys.stderr, len(todo), quiet=quiet)
    runner = _Runner(store, work, marks, scheduler, progress)
    runner.outcome.kept = len(shards) - len(todo)
    store.tidy()
    pending = deque(todo)
    while pending:
        for shard in runner.together(pending, max(1, min(workers or os.cpu_count() or 1, len(pending)))):
            runner.alone(shard)
    progress.clear()
    store.tidy()
    return runner.outcome


class _Runner:
    def __init__(self, store: Store, work: Work, marks: dict[str, str], scheduler: str, progress: Progress) -> None:
        self.store, self.work, self.marks = store, work, marks
        self.scheduler, self.progress = scheduler, progress
        self.outcome = Outcome()

    def together(self, pending: deque[Shard], workers: int) -> list[Shard]:
        """Check what is pending until there is no more, or a worker dies; return what may have been its death."""
        running: dict[Future[str], Shard] = {}
        died: list[Shard] = []
        with _pool(workers, self.scheduler) as pool:
            while running or (pending and not died):
                while pending and not died and len(running) < workers * AHEAD:
                    running[self._given(pool, pending[0])] = pending[0]
                    pending.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    shard = running.pop(future)
                    if not self._settled(shard, future.exception()):
                        died.append(shard)
        suspects = [shard for shard in died if self.store.in_hand(shard) is not None]
        pending.extendleft(shard for shard in reversed(died) if shard not in suspects)
        return suspects

    def alone(self, shard: Shard) -> None:
        """Check a shard in a process of its own, as often as it takes, without the texts that end it."""
        killers: set[int] = set()
        while True:
            with _pool(1, self.scheduler) as pool:
                trouble = self._given(pool, shard, frozenset(killers)).exception()
            if self._settled(shard, trouble):
                return
            number = self.store.in_hand(shard)
            if number is None or number in killers:
                self._failed(shard, trouble)
                return
            killers.add(number)

    def _given(self, pool: Executor, shard: Shard, killers: frozenset[int] = frozenset()) -> Future[str]:
        try:
            return pool.submit(check_shard, shard, self.store, self.work, self.marks[shard.name], killers)
        except BrokenExecutor as trouble:
            broken: Future[str] = Future()
            broken.set_exception(trouble)
            return broken

    def _settled(self, shard: Shard, trouble: BaseException | None) -> bool:
        """Note what became of a shard; False where its worker died."""
        if trouble is None or self.store.mark_of(shard) == self.marks[shard.name]:
            self.outcome.done.append(shard.name)
        elif isinstance(trouble, BrokenExecutor) or type(trouble).__name__ == "KilledWorker":  # Dask's word for it
            return False
        else:
            self._failed(shard, trouble)
        self.progress.step(len(self.outcome.done) + len(self.outcome.failed) + 1, shard.name)
        return True

    def _failed(self, shard: Shard, trouble: BaseException | None) -> None:
        self.outcome.failed[shard.name] = f"{shard.url}: {trouble}"


@contextmanager
def _pool(workers: int, scheduler: str) -> Iterator[Executor]:
    if not scheduler:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield pool
        return
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("Dask is not installed", mend="pip install 'verify-figures[cluster]'") from None
    try:
        client: Any = Client(scheduler, timeout=20)
    except (OSError, ValueError) as trouble:
        raise UsageError(f"no Dask scheduler at {scheduler}: {trouble}", mend="--scheduler tcp://HOST:8786") from None
    with client, client.get_executor(pure=False) as pool:
        yield pool


def _stamp(work: Work) -> str:
    """Return what changes when the same text might get another answer: this version, the rules, the columns."""
    digest = hashlib.sha256(f"{__version__} {work.language} {work.columns}".encode())
    for path in rule_files([shipped_rules(), *map(Path, work.rules)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
