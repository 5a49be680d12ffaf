"""The lexicon that every test of this folder reads with."""

from __future__ import annotations

import pytest

from verify.figures import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
