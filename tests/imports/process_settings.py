"""The tests' settings for processes that work on one import together: they share its folder."""

from __future__ import annotations

from tests.settings import *  # noqa: F403
from tests.settings import VAR_DIR

IMPORT_DIR = str(VAR_DIR / "imports")
