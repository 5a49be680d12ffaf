"""The reports in reports/ are what verify says of the examples today; `nox -s reports` writes them anew."""

from __future__ import annotations

from pathlib import Path

from tests.command import verify

ROOT = Path(__file__).parent.parent


def test_the_reports_are_of_today(tmp_path: Path) -> None:
    done = verify("examples", "examples/", tmp_path, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text("utf-8") for path in (ROOT / "reports").iterdir()}
    assert made.keys() == kept.keys()
    assert [name for name in sorted(made) if made[name] != kept[name]] == []
