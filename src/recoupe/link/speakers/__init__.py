"""Who stands behind each source and mention of a story.

In a stated order, so that the order of the articles changes nothing:

1. Every source, relay and mention is read as a phrase (`languages.phrases`).
2. The persons that the story names are put together from their written forms (`_names`), and with them
   the functions that the story gives them: apposition, title before the name, bracket, copula.
3. Each article is read from its first word to its last (`_reading`): names first (`_memory`), then functions
   and descriptions (`_holders`: a function alone means a person only where the story says who holds it),
   pronouns by agreement, salience and recency, the speaker before preferred (`_salience`), and what looks
   back without being a pronoun, `ce dernier` (`_anaphora`).
4. Sources left unsaid (`_unsaid`): the speaker that goes on speaking, the paper in which *one could read*, the speaker
   of the same words elsewhere in the article.
5. Bodies, papers and unnamed sources of the articles are put together over the story (`_merge`): a body by
   its name in any variant, a paper by its kind and author, an unnamed source by its description. An
   unnamed source is never put together with a named one.

The cost grows with the number of mentions; nothing compares all pairs.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.link.speakers._merge import speakers
from recoupe.link.speakers._story import Story
from recoupe.model import Article, Notes, Voices


def resolve(articles: Sequence[Article], notes: Sequence[Notes]) -> Voices:
    """The speakers of one story, and who each attribution and mention belongs to."""
    order = sorted(range(len(articles)), key=lambda i: articles[i].id)
    story = Story([articles[i] for i in order], [notes[i] for i in order])
    story.read()
    found, ids = speakers(story)
    back = {i: n for n, i in enumerate(order)}

    def name(entity: int | None) -> str | None:
        return None if entity is None else ids.get(entity)

    of_attributions, relays, of_mentions = [], [], []
    for i in range(len(articles)):
        page = story.pages[back[i]]
        of_attributions.append(tuple(name(e) for e in page.speakers))
        relays.append(
            tuple(
                tuple(dict.fromkeys(s for r in rs if (s := name(r.entity)) and s != name(page.speakers[n])))
                for n, rs in enumerate(page.relays)
            )
        )
        out: list[str | None] = [None] * len(notes[i].mentions)
        for item in page.items:
            if item.mention is not None:
                out[item.mention] = name(item.entity)
        of_mentions.append(tuple(out))
    return Voices(found, tuple(of_attributions), tuple(relays), tuple(of_mentions))
