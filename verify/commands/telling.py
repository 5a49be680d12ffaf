"""What the commands share: how they tell what went wrong, what they load, and their exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from verify.errors import VerifyError

if TYPE_CHECKING:
    from verify.model import Document
    from verify.pipeline import Setup

FOUND, FAILED, INTERRUPTED = 1, 2, 130
"""Exit codes: 0 nothing at or above the threshold, 1 findings, 2 could not run, 130 stopped by the user."""


@contextmanager
def told() -> Iterator[None]:
    """Turn what a user can mend into a message and exit code 2; a defect of ours too, for 1 means findings."""
    try:
        yield
    except VerifyError as trouble:
        fail(str(trouble))
    except BrokenPipeError:
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as trouble:
        fail(f"{trouble.filename or ''}: {trouble.strerror or trouble}")
    except Exception as trouble:
        from verify.errors import defect

        fail(defect(trouble))


def fail(message: str) -> NoReturn:
    """Say what went wrong and end: nothing could be run."""
    tell(message)
    sys.exit(FAILED)


def tell(message: str) -> None:
    """Say `message` on standard error."""
    click.echo(message, err=True)


def show(text: str) -> None:
    """Write `text` to standard output as it is."""
    click.echo(text, nl=False)


def today() -> str:
    """Return the date of a check, in words; SOURCE_DATE_EPOCH sets it where the same page is to come again."""
    import time

    set_by = os.environ.get("SOURCE_DATE_EPOCH", "")
    day = time.gmtime(int(set_by)) if set_by.isascii() and set_by.isdigit() else time.localtime()
    return f"{day.tm_mday} {time.strftime('%B %Y', day)}"


def prepare(rules: tuple[Path, ...], language: str = "en") -> Setup:
    """Load the lexicons, the shipped rules and those in `rules`."""
    from verify.runs.loading import load

    return load(rules, language)


def tell_problems(setup: Setup) -> None:
    """Say what could not be loaded and end, where something could not."""
    for problem in setup.problems:
        tell(problem)
    if setup.problems:
        sys.exit(FAILED)


def read(name: str) -> Document:
    """Read the file `name`, or standard input for `-`."""
    from verify import reading

    return reading.read_bytes(sys.stdin.buffer.read(), "<stdin>") if name == "-" else reading.read(name)


def print_lines(answers: Iterable[dict[str, Any]], fail_on: str, output: Path | None = None) -> int:
    """Write each answer as a JSON line and return the exit code: a line that could not be used outweighs findings."""
    import json

    from verify.reporting.alarms import THRESHOLDS

    found = failed = False
    with output.open("w", encoding="ascii") if output else nullcontext(sys.stdout) as stream:
        for answer in answers:
            failed = failed or "error" in answer
            found = found or any(
                finding["verdict"] in THRESHOLDS[fail_on] and not finding["suppressed"]
                for finding in answer.get("findings", ())
            )
            # ASCII, since a text may hold half of a surrogate pair, which no encoding can write.
            stream.write(json.dumps(answer, separators=(",", ":")) + "\n")
    return FAILED if failed else FOUND if found else 0
