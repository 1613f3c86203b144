"""Where shared text first came from, so that five prints of one dispatch count once.

1. Articles that share most of their words are prints or versions of one text (`_texts`): a noon and an evening
   version of a dispatch, five outlets that print it, an outlet's own update. Each text has one root: the agency
   whose dispatch it is (a dateline or signature in any print; a text that cites an agency and stands in two
   outlets), else the outlet that had it first, else unknown.
2. What texts share beyond that, a quotation or a paragraph, is a strand (`_strands`), wherever it stands. Its root is
   the text it was taken from: a dispatch rather than an article, the earlier rather than the later; an agency that one
   of the articles credits, where its dispatch is not among them; else unknown: the same words, heard or read elsewhere.
3. An article whose own words are more than scraps stands in a root of its own outlet as well.

Convention for whoever counts support: `Passage.root` names the root of a passage, `Root.origin` the articles whose
own text a root is; the judge puts the two together. A verbatim copy of an article never adds a root.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.link.roots._drafts import Roots
from recoupe.link.roots._strands import strands_of
from recoupe.link.roots._texts import Story, name_text, texts_of
from recoupe.model import Article, Dating, Notes, Passage, Root

__all__ = ["trace"]


def trace(
    articles: Sequence[Article],
    notes: Sequence[Notes],
    datings: Sequence[Dating],
    passages: Sequence[Passage],
) -> tuple[tuple[Root, ...], tuple[Passage, ...]]:
    """The roots of one story, and its passages with their root. Every article stands in at least one root.

    >>> from recoupe.model import Evidence
    >>> text = "Le pont de la rivière a été fermé lundi matin par la mairie de la ville."
    >>> two = [Article(i, text, (), i, outlet=o) for i, o in (("a", "Le Phare"), ("b", "La Dépêche du Port"))]
    >>> whole = Passage(Evidence("a", 0, len(text)), Evidence("b", 0, len(text)), "verbatim", 1.0)
    >>> days = [Dating("2024-05-06", "metadata"), Dating("2024-05-07", "metadata")]
    >>> roots, _ = trace(two, [Notes(), Notes()], days, [whole])
    >>> [(r.kind, r.name, r.articles) for r in roots]
    [('outlet', 'Le Phare', ('a', 'b'))]
    """
    order = sorted(range(len(articles)), key=lambda i: articles[i].id)
    story = Story(
        [articles[i] for i in order], [notes[i].credits for i in order], [datings[i].published for i in order], passages
    )
    texts = texts_of(story)
    for text in texts:
        name_text(story, text)
    roots = Roots(story, texts)
    of_passages: dict[int, str] = {}
    for i, p in enumerate(passages):
        here, there = story.text_of[p.a.article], story.text_of[p.b.article]
        if here is there and (root := roots.of_text(here)) is not None:
            of_passages[i] = root
    for strand in strands_of(story):
        root = roots.of_strand(strand)
        of_passages.update(dict.fromkeys(strand.passages, root))
    roots.own()
    roots.quoted()
    traced = tuple(Passage(p.a, p.b, p.kind, p.likeness, of_passages.get(i)) for i, p in enumerate(passages))
    return roots.all(traced), traced
