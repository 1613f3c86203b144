"""The French conditional by rule and lexicon alone: `python -m evals.conditional --data ../shared/data`.

Nothing trained takes part: `recoupe.parse.conditional` is asked of every form of the treebanks that mark mood, the
network's tags are not, so that no fold need be held out. Two readings of "finite verb forms":

*verbs*   the forms that the treebank has as finite verbs
*tokens*  all tokens: what is no verb at all counts as a false alarm where the rule takes it for one (*minerais*)

A form that the rule leaves open counts as no conditional here; the parser then goes by the network's tag. Prints F
treebank by treebank.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from training import treebanks
from training.evaluate import MOODED, f_score

from recoupe.parse.conditional import conditional
from recoupe.parse.weights import network


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--show", action="store_true", help="print the forms that were missed or falsely found")
    o = ap.parse_args()
    net = network("fr")
    if not (o.data / "treebanks").is_dir() or net is None:
        print(f"no treebanks under {o.data}, or no French parser: nothing to measure")
        return
    total: Counter[str] = Counter()
    print(f"{'treebank':26} {'gold':>5} {'right':>5} {'F verbs':>8} {'F tokens':>8}")
    for name in MOODED:
        c: Counter[str] = Counter()
        for tree in treebanks.load(o.data, [name]):
            for w in tree.words:
                gold = "Mood=Cnd" in w.feats and w.pos in ("VERB", "AUX")
                finite = gold or ("VerbForm=Fin" in w.feats and w.pos in ("VERB", "AUX"))
                said = conditional(net, w.form)
                c["open"] += said is None
                c["gold"] += gold
                c["right"] += gold and said is True
                c["found"] += said is True
                c["found in verbs"] += said is True and finite
                if o.show and gold != (said is True):
                    print("  ", "missed" if gold else "false", w.form, w.pos, w.feats)
        total += c
        _row(name, c)
    _row("all", total)
    print(f"left open by the rule: {total['open']} tokens")


def _row(name: str, c: Counter[str]) -> None:
    verbs, tokens = (f_score(c["right"], c[k], c["gold"]) for k in ("found in verbs", "found"))
    print(f"{name:26} {c['gold']:5} {c['right']:5} {verbs:8.4f} {tokens:8.4f}")


if __name__ == "__main__":
    main()
