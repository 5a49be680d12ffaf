"""What the build of the wheel does besides packing: it reads our YAML once, so that no start has to."""

from __future__ import annotations

import pickle
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PrepareSetup(BuildHookInterface):  # type: ignore[type-arg]
    """Puts `verify/setup.pickle` into the wheel; an editable install goes without, for its YAML may change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read lexicons and rules, and name the file that holds them."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from verify.pipeline import PREPARED, load_shipped, made_with  # noqa: PLC0415

        setup = load_shipped()
        if setup.problems:
            raise RuntimeError("a shipped rule does not load:\n" + "\n".join(setup.problems))
        setup.settle()
        place = Path(tempfile.mkdtemp()) / PREPARED
        place.write_bytes(pickle.dumps((made_with(), setup), protocol=5))
        build_data["force_include"][str(place)] = f"verify/{PREPARED}"
