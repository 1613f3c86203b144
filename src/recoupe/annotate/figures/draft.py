"""A figure while it is read: where its parts stand, as tokens, and what they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Bound = Literal["more", "less", "about", "up"]
Written = Literal["digits", "words", "collective"]


@dataclass
class Draft:
    """`at` is the number's first token, `first` that of the whole expression, `end` the one behind the number,
    `last` the one behind unit and complement; `noun` the token of the unit's noun."""

    at: int
    first: int
    end: int
    low: float
    high: float
    written: Written
    vague: bool = False
    ranged: bool = False
    approximate: bool = False
    symbol: str | None = None
    unit: str | None = None
    noun: int | None = None
    last: int = 0
    bound: Bound | None = None
    share: bool = False
    part: bool = False  # told as a part of a whole: deux des six élus
