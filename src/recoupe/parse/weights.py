"""Where a language's parser is found: in the package, else under the folder that RECOUPE_MODELS names.

With RECOUPE_MODELS_FIRST set that folder goes before the package: for measuring weights that are not shipped yet.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from recoupe.parse.network import Network


@cache
def network(language: str) -> Network | None:
    """The parser of a language, None where there is none.

    >>> network("xx") is None
    True
    """
    if not language.isalpha():
        return None
    shipped = files("recoupe.languages") / language / "parser.npz"
    if shipped.is_file() and not os.environ.get("RECOUPE_MODELS_FIRST"):
        with as_file(shipped) as path:
            return load(path)
    folder = os.environ.get("RECOUPE_MODELS")
    if not folder:
        return None
    path = Path(folder) / language / "parser.npz"
    return load(path) if path.is_file() else None


def load(path: Path) -> Network:
    """A network from its file."""
    with np.load(path, allow_pickle=False) as stored:
        return Network({k: stored[k] for k in stored.files})
