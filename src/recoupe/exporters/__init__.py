"""Record to bytes: one file a format, found by its name.

A format is a module of this package with one function, `render(record, page) -> str`, or, where it
takes a folder of files, `files(record, page) -> dict[name, str]`. `page` says in which language, how
wide, and whether in colour. Nothing else needs to know of it.

>>> {"json", "text"} <= set(available())
True
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from recoupe.errors import UsageError
from recoupe.exporters._page import Page
from recoupe.model import Record

__all__ = ["Page", "available", "is_folder", "render"]


@cache
def available() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_")))


def is_folder(form: str) -> bool:
    """True for a format that writes a folder of files.

    >>> is_folder("json")
    False
    """
    return hasattr(_module(form), "files")


def render(record: Record, form: str, page: Page | None = None) -> dict[str, bytes]:
    """The record in a format: file names and their bytes, one nameless file where the format has only one.

    Raises `UsageError` for a format that does not exist.

    >>> render(Record(1, (), (), ()), "json")[""].decode().split()[:2]
    ['{', '"recoupe":']
    """
    module, page = _module(form), page or Page()
    made = module.files(record, page) if is_folder(form) else {"": module.render(record, page)}
    return {name: text.encode("utf-8", "surrogatepass") for name, text in made.items()}


def _module(form: str) -> Any:
    if form not in available():
        raise UsageError(f"no such format: {form} (there are {', '.join(available())})")
    return import_module(f"{__name__}.{form}")
