"""Another pipeline in place of the shipped parser: any spaCy pipeline that is installed, asked for by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from recoupe.errors import UsageError
from recoupe.model import Name, Parse, Sentence, Token

_KINDS = {
    "PER": "person", "PERSON": "person", "ORG": "organisation", "NORP": "organisation",
    "LOC": "place", "GPE": "place", "FAC": "place",
}  # fmt: skip
_KEPT = frozenset({"acl:relcl", "aux:pass", "nsubj:pass", "obl:agent", "nmod:poss", "compound:prt"})
# The labels of spaCy's English pipelines, as Universal Dependencies name them.
_LABELS = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "auxpass": "aux:pass", "csubjpass": "csubj", "dobj": "obj",
    "dative": "iobj", "relcl": "acl:relcl", "pobj": "nmod", "prep": "case", "agent": "obl:agent", "poss": "nmod:poss",
    "prt": "compound:prt",
    "neg": "advmod", "npadvmod": "obl", "attr": "xcomp", "acomp": "xcomp", "oprd": "xcomp", "pcomp": "advcl",
    "preconj": "cc", "predet": "det", "quantmod": "advmod", "intj": "discourse", "meta": "dep",
}  # fmt: skip


class Pipeline:
    """A loaded spaCy pipeline, or anything that is called with a text and gives tokens as spaCy does."""

    def __init__(self, nlp: Any) -> None:
        self.nlp = nlp

    def read(self, text: str, sentences: Sequence[Sequence[tuple[int, int]]], language: str | None) -> list[Parse]:
        """The parses of sentences (our splitter's), positions in the whole text, heads from 0 in each."""
        pieces = [(s[0][0], s[-1][1]) for s in sentences]
        pipe = getattr(self.nlp, "pipe", None)  # many sentences at once: several times as fast
        texts = [text[a:b] for a, b in pieces]
        docs = pipe(texts) if pipe else map(self.nlp, texts)
        return [self._one(doc, base, language) for doc, (base, _) in zip(docs, pieces, strict=True)]

    @staticmethod
    def _one(doc: Any, base: int, language: str | None) -> Parse:
        kept = [t for t in doc if t.text.strip()]
        if not kept:
            return Parse()
        at = {t.i: k for k, t in enumerate(kept)}
        parsed = any(t.dep_ for t in kept)
        tokens = tuple(
            Token(
                base + t.idx,
                base + t.idx + len(t.text),
                t.lemma_ or t.text.lower(),
                t.pos_ or "X",
                str(t.morph),
                at.get(t.head.i, k) if parsed else k,
                label(t.dep_) if parsed else ("dep" if k else "root"),
            )
            for k, t in enumerate(kept)
        )
        names = tuple(
            Name(base + e.start_char, base + e.end_char, _KINDS[e.label_])  # type: ignore[arg-type]
            for e in doc.ents
            if e.label_ in _KINDS and e.end_char > e.start_char
        )
        return Parse(tokens, (Sentence(0, len(tokens), language, parsed),), tuple(sorted(names)))


def label(name: str) -> str:
    """A pipeline's dependency label as ours.

    >>> label("obl:arg"), label("nsubj:pass"), label("dobj"), label("ROOT")
    ('obl', 'nsubj:pass', 'obj', 'root')
    """
    name = _LABELS.get(name, name)
    return name if name in _KEPT else name.split(":")[0] or "dep"


def installed(name: str) -> None:
    """Raises `UsageError` where spaCy, or a pipeline of that name, is plainly not there; loads neither.

    >>> installed("no_such_pipeline")
    Traceback (most recent call last):
    recoupe.errors.UsageError: --model no_such_pipeline: ...
    """
    if find_spec("spacy") is None:
        raise UsageError(f"--model {name}: spaCy is not installed (pip install recoupe[spacy])")
    if not Path(name, "config.cfg").is_file() and not (name.isidentifier() and find_spec(name)):
        raise UsageError(f"--model {name}: no spaCy pipeline of that name is installed")


@cache
def pipeline(name: str) -> Pipeline:
    """The installed spaCy pipeline of that name; UsageError where spaCy or the pipeline is not installed."""
    try:
        import spacy
    except ImportError as error:
        raise UsageError(f"--model {name}: spaCy is not installed (pip install recoupe[spacy])") from error
    try:
        return Pipeline(spacy.load(name))
    except OSError as error:
        raise UsageError(f"--model {name}: no spaCy pipeline of that name is installed") from error
    except (ValueError, ImportError) as error:  # made for another spaCy, or with parts that are not installed
        raise UsageError(f"--model {name}: the pipeline cannot be loaded: {error}") from error
