"""The chores of this project, by name; `nox -l` lists them, `.ci/run` runs the ones that guard `main`."""

from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "imports", "tests"]
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = True


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, docstring examples and each benchmark once; arguments after `--` go to pytest."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff: rules and formatting; changes nothing."""
    session.install("ruff")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Mypy, strict, over the package."""
    session.install("-e", ".", "mypy", "types-PyYAML")
    session.run("mypy", "--strict", "verify")


@nox.session
def imports(session: nox.Session) -> None:
    """Import-linter: a stage may look back, never ahead, and every module has its place."""
    session.install("-e", ".", "import-linter")
    session.run("lint-imports", "--no-cache")


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it by itself, and check that the rule packs came along."""
    built = session.create_tmp()
    session.install("-e", ".")  # what the wheel depends on
    session.run("python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", built, ".")
    session.run("python", "tests/wheel_is_complete.py", built)


@nox.session
def reports(session: nox.Session) -> None:
    """Write reports/ anew; a changed behaviour shows up as a diff there."""
    session.install("-e", ".")
    session.run("python", "-m", "verify", "examples", "examples/", "reports/")


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure speed; pytest-benchmark keeps the history in .benchmarks/."""
    session.install("-e", ".[test]")
    session.run(
        "pytest", "tests/benchmarks", "--benchmark-enable", "--benchmark-only", "--benchmark-autosave", *session.posargs
    )


@nox.session
def compare(session: nox.Session) -> None:
    """Install what we measure ourselves against (quantulum3, Recognizers-Text) and measure with it too."""
    session.install("-e", ".[test,bench]")
    session.run("pytest", "tests/benchmarks", "--benchmark-enable", "--benchmark-only", "-s", *session.posargs)


@nox.session
def likeness(session: nox.Session) -> None:
    """Learn from ../shared/data/relations what says that two figures are one statement; say how well it holds."""
    session.install("-e", ".", "numpy")
    session.run("python", "-m", "tests.train_likeness", *(session.posargs or ["--write"]))


@nox.session
def sarif(session: nox.Session) -> None:
    """Let Microsoft's validator judge our SARIF logs; needs npm."""
    session.install("-e", ".")
    place = Path(session.create_tmp())
    log = place / "verify.sarif"
    session.run("python", "-m", "verify", "check", "examples/", "--fail-on", "never", "--verbose", "-f", f"sarif={log}")
    session.run("npm", "install", "--silent", "--prefix", place, "@microsoft/sarif-multitool@5.7.0", external=True)
    for program in place.glob("node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool"):
        program.chmod(0o755)  # npm may pass over the script that does it
    tool = place / "node_modules" / ".bin" / "sarif-multitool"
    told = str(session.run(tool, "validate", log, external=True, silent=True))
    if ": error " in told or "Done. 1 files scanned" not in told:
        session.error(told)


@nox.session
def hook(session: nox.Session) -> None:
    """Let pre-commit install our hook from this checkout, as for a user, and run it on an example that agrees."""
    session.install("pre-commit")
    session.run("pre-commit", "try-repo", ".", "verify", "--verbose", "--files", "examples/vendor-conference.md")
