"""What each language knows, as data: one folder a language, one TOML table a subject.

>>> table("fr", "nothing-of-this-name")
{}
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder here.

    >>> "fr" in available()
    True
    """
    return tuple(sorted(p.name for p in HERE.iterdir() if p.is_dir() and not p.name.startswith("_")))


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """The table `languages/LANGUAGE/NAME.toml`; empty where the language has none. Treat it as read-only."""
    path = HERE / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def common(name: str) -> dict[str, Any]:
    """The table `languages/NAME.toml`, the same in every language. Treat it as read-only.

    >>> common("nothing-of-this-name")
    {}
    """
    path = HERE / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
