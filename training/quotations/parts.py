"""Parts of a made sentence: words with their heads, put side by side."""

from __future__ import annotations

from dataclasses import replace

from training.treebanks import Word

Part = list[Word]


def word(form: str, pos: str, lemma: str | None = None, feats: str = "", name: str = "O") -> Part:
    """One word, a root of its own."""
    if lemma is None:
        lemma = form if pos == "PROPN" else form.lower()
    return [Word(form, lemma, pos, feats, -1, "", True, name)]


def join(*parts: tuple[Part, str]) -> Part:
    """Parts side by side; the one labelled `^` governs the others, each by its label. `label>k` hangs on part k's root."""
    out: Part = []
    starts = []
    for p, _ in parts:
        starts.append(len(out))
        shift = len(out)
        out += [replace(w, head=w.head + shift if w.head >= 0 else -1) for w in p]
    roots = [next(i for i in range(s, s + len(p)) if out[i].head < 0) for s, (p, _) in zip(starts, parts, strict=True)]
    main = next(r for r, (_, label) in zip(roots, parts, strict=True) if label == "^")
    for r, (_, label) in zip(roots, parts, strict=True):
        if label == "^":
            continue
        if ">" in label:
            label, k = label.split(">")
            out[r] = replace(out[r], head=roots[int(k)], dep=label)
        else:
            out[r] = replace(out[r], head=main, dep=label)
    return out


def punct(form: str) -> Part:
    return word(form, "PUNCT")


def flat(tokens: list[str], kind: str | None, pos: str = "PROPN") -> Part:
    """A name of several words, the first governing."""
    n = len(tokens)
    tags = ["O"] * n
    if kind:
        tags = [f"S-{kind}"] if n == 1 else [f"B-{kind}", *[f"I-{kind}"] * (n - 2), f"E-{kind}"]
    return [Word(t, t, pos, "", -1 if i == 0 else 0, "flat", True, tags[i]) for i, t in enumerate(tokens)]


def named(p: Part, kind: str) -> Part:
    """The whole part marked as one name."""
    n = len(p)
    tags = [f"S-{kind}"] if n == 1 else [f"B-{kind}", *[f"I-{kind}"] * (n - 2), f"E-{kind}"]
    return [replace(w, name=t) for w, t in zip(p, tags, strict=True)]


def shifted(w: Word, by: int) -> Word:
    """A word whose head has moved by so many places."""
    return replace(w, head=w.head + by)


def unnamed(w: Word) -> Word:
    """A word that stands in no name."""
    return replace(w, name="O")
