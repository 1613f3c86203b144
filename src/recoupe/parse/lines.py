"""The lines of a text, of which each is cut into sentences by itself."""

from __future__ import annotations

from collections.abc import Iterator


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    r"""The lines of a stretch; a line broken in mid-sentence (small letter after no stop) goes on.

    >>> text = "Un titre\nUn corps qui est coupé bien après quarante signes\nen deux.\n"
    >>> [text[a:b] for a, b in lines(text, 0, len(text))]
    ['Un titre', 'Un corps qui est coupé bien après quarante signes\nen deux.']
    """
    if _wrapped(text[start:end]):
        yield start, end
        return
    held: tuple[int, int] | None = None
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if not text[at : min(stop, at + 50)].strip() and not text[at:stop].strip():
            if held:
                yield held
            held = None
        else:
            if (
                held
                and held[1] == at - 1
                and held[1] - held[0] > 40
                and text[at].islower()
                and _open_end(text[held[1] - 1])
            ):
                held = (held[0], stop)
            else:
                if held:
                    yield held
                held = (at, stop)
        at = stop + 1
    if held:
        yield held


def _wrapped(stretch: str) -> bool:
    """True where a paragraph is wrapped at a width: cleaning gives it as one section, most of its lines end open."""
    rows = stretch.strip().split("\n")
    if len(rows) < 3 or not all(40 <= len(r) <= 120 for r in rows[:-1]):
        return False
    return sum(_open_end(r.rstrip()[-1]) for r in rows[:-1]) * 10 > 6 * (len(rows) - 1)


def _open_end(c: str) -> bool:
    return c.isalnum() or c in ",'’-"
