"""Processor time of the judgement stage on stories of growing size: it should grow with the number of statements.

    python bench/judge.py [--articles 250 500 1000]

A synthetic story of twelve statements an article: a third are copies, a third speak of the same few matters in
other words, a third are alone. Parses are left out, so that the stage is measured and nothing else.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import pairwise, product

from recoupe.judge import brief, claims, contradictions, documents, timeline
from recoupe.model import (
    Article,
    Attribution,
    Dating,
    Dossier,
    Evidence,
    Moment,
    Notes,
    Passage,
    Root,
    Section,
    Span,
    Speaker,
    Statement,
    TimeExpression,
)  # fmt: skip

MATTERS = (
    "la direction de l'usine de {p} annonce la fermeture du site en mars",
    "l'usine de {p} ne fermera pas, aucune décision n'a été prise",
    "le syndicat de {p} dément tout accord avec la direction du groupe",
    "le maire de {p} confirme l'ouverture d'une enquête sur les déchets",
    "la préfecture a signé un arrêté pour suspendre les travaux du pont",
)
WORDS = ["".join(p) for p in product(["bra", "cor", "del", "fil", "gor", "lan", "mer", "nov"], ["ta", "vi", "lo", "ru", "se"], ["ne", "dre", "que", "ville", "tier", "sion"])]  # fmt: skip  # noqa: E501
ACTS = ("says", "says", "announces", "denies", "confirms", "demands")
DAY = "2024-05-06"


def synthetic(n: int, seed: int = 7) -> Dossier:
    """A story of `n` articles."""
    rng = random.Random(seed)
    articles, notes, statements, moments = [], [], [], []
    roles = ("ministre",)
    speakers = tuple(Speaker(f"p{i}", f"Anne{i} Martin{i}", "person", roles if i % 5 == 0 else ()) for i in range(60))
    speakers += (Speaker("doc", "la lettre", "document"),)
    copies = [" ".join(rng.choices(WORDS, k=14)) for _ in range(40)]
    for a in range(n):
        text, rows, times = "", [], []
        for s in range(12):
            content = (
                rng.choice(copies),
                rng.choice(MATTERS).format(p=rng.choice(WORDS)) + " " + " ".join(rng.choices(WORDS, k=3)),
                " ".join(rng.choices(WORDS, k=12)),
            )[s % 3]
            at = len(text)
            text += content + ", a dit une source lundi 6 mai. "
            speaker = "doc" if s == 11 else rng.choice(speakers).id
            form, act = rng.choice(("direct", "indirect")), rng.choice(ACTS)
            span = Span(at, at + len(content))
            rows.append(Statement(f"s{a}-{s}", (span,), None, None, speaker, form, act, said=DAY))  # type: ignore[arg-type]
            times.append((at + len(content) + 20, at + len(content) + 31))
        name = f"a{a:04}"
        section = Section(0, len(text), "body")
        articles.append(Article(name, text, (section,), name, language="fr", published=DAY))
        said = tuple(Attribution(r.content, None, None, r.form, r.act) for r in rows)
        notes.append(Notes(attributions=said, times=tuple(TimeExpression(x, y, DAY, None) for x, y in times)))
        statements.append(tuple(rows))
        moments.append(tuple(Moment(f"m{a}-{i}", x, y, DAY) for i, (x, y) in enumerate(times)))
    roots = tuple(Root(f"r{i}", "outlet", f"o{i}", (x.id,), origin=(x.id,)) for i, x in enumerate(articles))
    passages = tuple(
        Passage(Evidence(x.id, 0, 60), Evidence(y.id, 0, 60), "verbatim", 1.0, "r0") for x, y in pairwise(articles)
    )
    return Dossier(
        "story", tuple(articles), tuple(notes), tuple(Dating(DAY, "metadata") for _ in articles), tuple(statements),
        tuple(moments), tuple(() for _ in articles), speakers, passages=passages, roots=roots,
    )  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--articles", type=int, nargs="+", default=[250, 500, 1000])
    columns = ("articles", "statements", "claims", "documents", "contradictions", "timeline", "brief", "in all")
    print(" ".join(f"{c:>14}" for c in (*columns, "ms/statement")))
    for n in options.parse_args().articles:
        dossier = synthetic(n)
        marks = [time.process_time()]
        judged = claims.judge(dossier)
        marks.append(time.process_time())
        papers = documents.rebuild(dossier)
        marks.append(time.process_time())
        against = contradictions.find(dossier, judged, papers)
        marks.append(time.process_time())
        events = timeline.order(dossier)
        marks.append(time.process_time())
        brief.write(dossier, judged, against, papers, events)
        marks.append(time.process_time())
        parts = [b - a for a, b in pairwise(marks)]
        figures = [n, 12 * n, *(f"{p:.2f}" for p in parts), f"{sum(parts):.2f}", f"{1000 * sum(parts) / (12 * n):.2f}"]
        print(" ".join(f"{x:>14}" for x in figures), flush=True)


if __name__ == "__main__":
    main()
