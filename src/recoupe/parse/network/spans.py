"""From scores of name tags (begin, inside, end, single of a kind, outside) to spans."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recoupe.parse.network.layers import Floats, Ints

KINDS = ("PER", "ORG", "LOC", "MISC")  # the last (works, events, peoples) where the weights tell it, to be left out

Found = tuple[int, int, tuple[float, ...]]  # a span, and how much each of the kinds is liked for it


class Spans:
    """What the tags mean: which may follow which, and where the scores of their kinds stand."""

    def __init__(self, tags: Sequence[str]) -> None:
        at = {t: i for i, t in enumerate(tags)}
        self.outside = at["O"]
        self.kinds = tuple(k for k in KINDS if f"S-{k}" in at)
        self._tags = [tuple(at[f"{m}-{k}"] for m in "BIES") for k in self.kinds]
        self.opens = np.array([t[0] in "BS" for t in tags])
        self.closes = np.array([t[0] in "ES" for t in tags])
        self.sound = np.array([[_follows(a, b) for b in tags] for a in [*tags, "O"]])  # the last row: a sentence begins
        self.ends = np.array([t[0] in "OES" for t in tags])
        mark = ["S" if t == "O" else t[0] for t in tags]
        self.columns = np.array([[at[f"{m}-{k}"] for k in self.kinds] for m in mark])

    def find(self, scores: Floats, lengths: Ints) -> list[list[Found]]:
        """The spans of every sentence, by the best sequence of tags; `scores` of all words, sentences end to end."""
        tags = scores.argmax(1)
        ends = np.cumsum(lengths)
        starts = ends - lengths
        # a sentence whose likeliest tags follow each other soundly needs no search: nothing can beat them
        before = np.roll(tags, 1)
        before[starts] = len(self.ends)
        wrong = ~self.sound[before, tags]
        wrong[ends - 1] |= ~self.ends[tags[ends - 1]]
        for k in np.flatnonzero(np.logical_or.reduceat(wrong, starts)).tolist():
            tags[starts[k] : ends[k]] = self.best(scores[starts[k] : ends[k]].tolist())
        out: list[list[Found]] = [[] for _ in range(len(lengths))]
        named = np.flatnonzero(tags != self.outside)
        if not len(named):
            return out
        inside = tags[named]
        first, last = named[self.opens[inside]], named[self.closes[inside]] + 1
        liked = scores[named[:, None], self.columns[inside]]
        mean = np.add.reduceat(liked, np.flatnonzero(self.opens[inside]), axis=0) / (last - first)[:, None]
        sentence = np.searchsorted(ends, first, side="right")
        offset = starts[sentence]
        for k, a, b, m in zip(
            sentence.tolist(), (first - offset).tolist(), (last - offset).tolist(), mean.tolist(), strict=True
        ):
            out[k].append((a, b, tuple(m)))
        return out

    def best(self, scores: list[list[float]]) -> list[int]:
        """The best sound sequence of tags of one sentence (Viterbi over: no name open, a name of some kind open).

        >>> spans = Spans(["O", *(f"{m}-{k}" for k in ("PER", "ORG", "LOC") for m in "BIES")])
        >>> spans.best([[0, 5, *[0] * 11], [4, 0, 0, 3, *[0] * 9]])
        [1, 3]
        """
        never = float("-inf")
        closed, opened = 0.0, [never] * len(self.kinds)
        back: list[tuple[tuple[int, int], list[tuple[int, int]]]] = []  # by word: tag and state before, closed and open
        for row in scores:
            tag, state, value = self.outside, -1, closed + row[self.outside]
            now: list[float] = []
            came: list[tuple[int, int]] = []
            for k, (begin, inside, end, single) in enumerate(self._tags):
                if closed + row[single] > value:
                    tag, state, value = single, -1, closed + row[single]
                if opened[k] + row[end] > value:
                    tag, state, value = end, k, opened[k] + row[end]
                new, on = closed + row[begin], opened[k] + row[inside]
                now.append(max(new, on))
                came.append((begin, -1) if new >= on else (inside, k))
            back.append(((tag, state), came))
            closed, opened = value, now
        path: list[int] = []
        state = -1
        for ended, came in reversed(back):
            tag, state = ended if state < 0 else came[state]
            path.append(tag)
        return path[::-1]


def _follows(a: str, b: str) -> bool:
    open_ended, goes_on = a[0] in "BI", b[0] in "IE"
    return a[2:] == b[2:] if open_ended and goes_on else not open_ended and not goes_on
