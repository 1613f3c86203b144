"""An optional sentence encoder: what two wordings of one thing have in common beyond their words.

Off by default; nothing is downloaded unless a reader names a model that is not on the machine. A name or folder is
handed to sentence-transformers (Reimers and Gurevych 2019, *Sentence-BERT*), multilingual models serve best.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypeAlias

from recoupe.errors import UsageError

Encode: TypeAlias = Callable[[Sequence[str]], Iterable[Sequence[float]]]


@cache
def load(name: str) -> Encode:
    """The encoder of that name or folder: texts in, one vector a text out, in order.

    Raises `UsageError` where sentence-transformers is not installed or the model cannot be loaded.
    """
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise UsageError(
            f"--encoder {name}: sentence-transformers is not installed (pip install recoupe[encoder])"
        ) from error
    try:
        model: Any = SentenceTransformer(name)
    except Exception as error:
        raise UsageError(f"--encoder {name}: the encoder cannot be loaded: {error}") from error

    def encode(texts: Sequence[str]) -> Iterable[Sequence[float]]:
        return [[float(x) for x in row] for row in model.encode(list(texts), show_progress_bar=False)]

    return encode


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """Of two vectors of one length; 0 where either is nothing.

    >>> round(cosine([1.0, 0.0], [1.0, 1.0]), 3), cosine([0.0], [1.0])
    (0.707, 0.0)
    """
    size = math.sqrt(sum(x * x for x in a)) * math.sqrt(sum(x * x for x in b))
    return sum(x * y for x, y in zip(a, b, strict=True)) / size if size else 0.0
