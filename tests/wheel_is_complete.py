"""Check a built wheel: `python wheel_is_complete.py FOLDER`. Run by `nox -s wheel`; no test, since it builds nothing.

The wheel is unpacked and run from there, away from the checkout, so that nothing beside it stands in for what it lacks.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

CHECKOUT = Path(__file__).parent.parent


def main(folder: str) -> int:
    """Return 0 when every file of the package and every rule pack is in the one wheel in `folder`, and it runs."""
    (wheel,) = Path(folder).glob("*.whl")
    expected = {
        *(path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "verify").rglob("*") if _ships(path)),
        *(
            f"verify/rules/{path.relative_to(CHECKOUT / 'rules').as_posix()}"
            for path in (CHECKOUT / "rules").rglob("*.*")
        ),
    }
    with ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as site:
        missing = sorted(expected - set(archive.namelist()))
        if missing:
            print(f"{wheel.name} lacks:", *missing, sep="\n  ")
            return 1
        archive.extractall(site)
        # `-P` keeps the working folder off the path; PYTHONPATH comes before an editable install of the checkout.
        found = subprocess.run(
            [sys.executable, "-P", "-m", "verify", "rules", "list"],
            cwd=site,
            env={**os.environ, "PYTHONPATH": site},
            capture_output=True,
            text=True,
            check=False,
        )
    print(found.stdout, found.stderr, sep="")
    return found.returncode or (0 if found.stdout.strip() else 1)


def _ships(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
