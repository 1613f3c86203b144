"""Which agencies an article credits, and as what: the dispatch itself, written from it, or quoting it.

Agencies are data (`languages/agencies.toml`), and so are the words that tie a text to one
(`languages/xx/agencies.toml`). Three places are looked at, the strongest of what they say is kept:

1. datelines, signatures and bylines (`_signed`): `Paris (AFP) -`, `© 2018 AFP`, `(afp/nxp)`, `Par AFP`: *is*;
   with a word that says so, or with two agencies in one signature (`avec AFP`, `AFP et Reuters`,
   `Source : AP`): *based_on*;
2. running text (`_quoted`): `a indiqué la préfecture à l'AFP`, `selon Reuters`: *quotes*. A short name that is also
   something else (AP-HP, the PC, « pa ») counts only in such a construction;
3. credits of pictures (`Jeanne Roe / Reuters`, `Photo AFP`, `© AFP`) count for none.
"""

from __future__ import annotations

from recoupe.annotate.agencies._data import known
from recoupe.annotate.agencies._quoted import quoted
from recoupe.annotate.agencies._signed import signature, signed
from recoupe.model import Article, Credit, CreditRelation, Notes, Parse, Span

__all__ = ["annotate"]

_STRENGTH: dict[CreditRelation, int] = {"is": 2, "based_on": 1, "quotes": 0}
# Sections that are not the article's own text; a `credit` may be the text's or a picture's and is told by its form.
_FOREIGN = {"caption", "navigation", "related", "advert", "comment"}


def annotate(article: Article, parse: Parse, notes: Notes) -> tuple[Credit, ...]:  # noqa: ARG001
    """Credits of one article, one for each agency, in order of position.

    >>> text = "Le pont rouvre lundi, a indiqué la mairie à l'AFP."
    >>> [(c.agency, c.relation, c.evidence.cut(text)) for c in annotate(Article("a", text, (), ""), Parse(), Notes())]
    [('AFP', 'quotes', "mairie à l'AFP")]
    """
    text = article.text
    foreign = [Span(s.start, s.end) for s in article.sections if s.kind in _FOREIGN]
    hits = [h for h in known().names.finditer(text) if not any(f.touches(Span(*h.span())) for f in foreign)]
    found = [c for c in signed(text, hits) if not any(f.touches(c.evidence) for f in foreign)]
    taken = [c.evidence for c in found]
    for hit in hits:
        if not any(t.touches(Span(*hit.span())) for t in taken):
            told = quoted(text, hit)
            if told is not None:
                found.append(told)
    for author in article.authors:
        made = signature(author)
        if made is not None:
            at = text.find(author)
            where = Span(at, at + len(author)) if at >= 0 else Span(0, 0)
            found += [Credit(n, made.relation, where) for n in made.agencies]
    best: dict[str, Credit] = {}
    for credit in found:
        old = best.get(credit.agency)
        if old is None or _STRENGTH[credit.relation] > _STRENGTH[old.relation]:
            best[credit.agency] = credit
    return tuple(sorted(best.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.agency)))
