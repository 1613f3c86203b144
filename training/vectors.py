"""Word vectors of free text, by what stands one or two words away (skip-gram, Mikolov et al. 2013): where the word table starts.

    python -m training.vectors --text /tmp/en/free.txt --out /tmp/en/vectors.npz

Forms are plain, as `recoupe.parse.features` has them. Needs the package `gensim`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from recoupe.parse.features import plain


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--text", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--size", type=int, default=96)
    ap.add_argument("--window", type=int, default=2)
    ap.add_argument("--least", type=int, default=6)
    ap.add_argument("--epochs", type=int, default=8)
    o = ap.parse_args()
    from gensim.models import Word2Vec

    sentences = [[plain(w) for w in line.split()] for line in o.text.open(encoding="utf-8")]
    model = Word2Vec(
        [[w for w in s if w] for s in sentences],
        vector_size=o.size,
        window=o.window,
        min_count=o.least,
        sg=1,
        negative=6,
        sample=1e-4,
        epochs=o.epochs,
        workers=1,
        seed=1,
    )
    words = model.wv.index_to_key
    np.savez(o.out, words=np.array(words), vectors=model.wv.vectors.astype(np.float16))
    print(len(words), "words;", [w for w, _ in model.wv.most_similar("minister", topn=8)], flush=True)


if __name__ == "__main__":
    main()
