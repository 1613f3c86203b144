"""recoupe: many reports of one event, set side by side until it is clear who said what.

>>> import recoupe
>>> record = recoupe.read([])
>>> record.articles, record.stories
((), ())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recoupe.model import Record
    from recoupe.pipeline import read

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """`read` and the values of the model, imported when first used: `import recoupe` alone costs nothing."""
    from importlib import import_module

    home = {"read": "recoupe.pipeline", "Record": "recoupe.model"}.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
