"""What all tests share: a cache of their own, the example story, and a way to run the command."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# One cache a test run, so that no test reads or fills the user's own.
os.environ["RECOUPE_CACHE"] = str(Path(tempfile.mkdtemp(prefix="recoupe-tests-")) / "cache.sqlite")
