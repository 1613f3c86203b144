"""Text that different texts share beyond what makes them one: a paragraph, a quotation."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.link.roots._texts import Story
from recoupe.model import Evidence


@dataclass
class Strand:
    """One stretch of text wherever it stands among different texts: passages, and the sides they have."""

    passages: list[int] = field(default_factory=list)
    sides: list[Evidence] = field(default_factory=list)


def strands_of(story: Story) -> list[Strand]:
    """Passages between different texts, joined where they hold the same words of one article."""
    across = [i for i, p in enumerate(story.passages) if story.text_of[p.a.article] is not story.text_of[p.b.article]]
    parent = {i: i for i in across}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    by_article: dict[str, list[tuple[int, int, int]]] = {}
    for i in across:
        for side in (story.passages[i].a, story.passages[i].b):
            by_article.setdefault(side.article, []).append((side.start, side.end, i))
    for sides in by_article.values():
        sides.sort()
        for n, (start, end, i) in enumerate(sides):
            for start2, end2, j in sides[n + 1 :]:
                if start2 >= end:
                    break
                if 2 * (min(end, end2) - start2) >= min(end - start, end2 - start2):
                    x, y = sorted((root(i), root(j)))
                    parent[y] = x
    strands: dict[int, Strand] = {}
    for i in across:
        strand = strands.setdefault(root(i), Strand())
        strand.passages.append(i)
        strand.sides += [story.passages[i].a, story.passages[i].b]
    return [strands[k] for k in sorted(strands, key=lambda k: min(strands[k].sides))]
