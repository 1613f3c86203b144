"""The verbal group of a cue: auxiliaries, the words of an expression, tense, the verb that carries it.

The carrier is the verb that an infinitive hangs on (*a tenu à préciser*); it tells what the infinitive cannot: whether
the thing was said, will be said or was refused.
"""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.lexicon import Lexicon, Use
from recoupe.annotate.statements.view import View

_VERBAL = {"VERB", "AUX"}


def auxiliaries(view: View, v: int) -> list[int]:
    """The auxiliaries (or the copula of an adjective) that stand close before a verb."""
    out = []
    edge = v
    for k in reversed(view.kids[v]):
        if k < v and (view.dep[k].startswith("aux") or (view.dep[k] == "cop" and view.pos[v] == "ADJ")):
            marks = sum(view.pos[j] == "PUNCT" for j in range(k + 1, edge))
            if edge - k > 9 or marks not in {0, 2} or (marks and view.low[k + 1] != ","):
                break
            out.append(k)
            edge = k
    return out[::-1]


def expression(view: View, cue: Cue, last: int) -> bool:
    """Recognises an expression of several words after the verb; its tokens become heads of the cue."""
    best: list[Use] = []
    for use in cue.uses:
        if not use.rest:
            continue
        at, hits = cue.v + 1, []
        for word in use.rest:
            limit = min(at + 4, last)
            while at < limit and view.low[at] != word and view.lemma[at] != word:
                at += 1
            if at >= limit:
                break
            hits.append(at)
            at += 1
        else:
            if use.link and not (
                at < last and (view.low[at].rstrip("'") in _forms(use.link) or view.lemma[at] == use.link)
            ):
                continue
            best = [u for u in cue.uses if u.rest == use.rest]
            cue.heads = (cue.v, *hits)
            cue.last = hits[-1]
            break
    if best:
        cue.uses = best
        return True
    near = range(cue.v + 1, min(cue.v + 6, last))
    cue.uses = [
        u
        for u in cue.uses
        if not u.rest and (u.link is None or any(view.low[k].rstrip("'") in _forms(u.link) for k in near))
    ]
    return False


def _forms(link: str) -> set[str]:
    return {"de": {"de", "d", "du", "des"}, "à": {"à", "au", "aux"}}.get(link, {link})


def tense(view: View, cue: Cue) -> None:
    """Sets the form of a cue, and whether it is past, or only possible (`dirait`, `will say`)."""
    if cue.fin is None:
        feats = view.feats[cue.v]
        cue.form = "infinitive" if "VerbForm=Inf" in feats else "participle"
        return
    feats = view.feats[cue.fin]
    plain = cue.fin == cue.v
    cue.past = not plain or "Tense=Past" in feats or "Tense=Imp" in feats
    if "Mood=Imp" in feats or "Mood=Sub" in feats:
        cue.potential = "Mood=Imp" in feats or plain
    if "Tense=Fut" in feats or view.lemma[cue.fin] in {"will", "shall"}:
        cue.potential = True
    if "Mood=Cnd" in feats and plain:
        cue.potential = True
    if any(
        view.lemma[k] in {"will", "shall", "would", "can", "could", "may", "might", "should", "must"}
        for k in range(cue.first, cue.v)
    ):
        only = any(view.low[k] in cue.lex["only"] for k in range(cue.first, cue.v))  # would only say that …
        refused = (cue.negated or only) and bool(cue.lex["refusing"] & {view.low[k] for k in range(cue.first, cue.v)})
        cue.potential = not cue.perceived and not refused  # would not say when


def carried(view: View, cue: Cue, lex: Lexicon, first: int) -> bool:
    """For an infinitive: finds the verb that carries it. False where what is said is only planned or denied."""
    if cue.form != "infinitive":
        return True
    v, low = cue.v, view.low
    j = cue.first - 1
    if j >= first and low[j] in {"à", "de", "d'", "par", "to", "pour", "sans", "après"}:
        link = low[j]
        k = j - 1
        while k >= first and view.pos[k] == "ADV":
            k -= 1
        if link in {"de", "d'"} and k >= first and low[k] in lex["before_infinitive"]:
            cue.first = k
            cue.nobody = True
            cue.carrier = -1
            return low[k] != "sans"
        if link in {"pour", "après"}:
            cue.first = j
            cue.carrier = -1
            return True
        if link == "sans":
            return False
    else:
        k = j
        while k >= first and view.pos[k] == "ADV" and k > j - 3:
            k -= 1
    h = view.head[v]
    carrier = None
    if k >= first and view.lemma[k] in lex["carriers"] and view.pos[k] in _VERBAL:
        carrier = k
    elif k >= first and low[k][0] == "-" and k - 1 >= first and view.lemma[k - 1] in lex["carriers"]:
        carrier = k - 1  # pouvait-on lire
    elif h < v and v - h < 7 and view.lemma[h] in lex["carriers"] and view.dep[v] in {"xcomp", "ccomp", "obl", "advcl"}:
        carrier = h
    if carrier is None and view.lemma[h] in lex["hindering"] and h < v and _refused(view, h, lex):
        cue.carrier = -1  # ne l'empêche pas de dire que …: he does say it
        kept = view.kid(h, "obj")
        cue.subject = kept if kept is not None and kept < v else None
        return True
    if carrier is None and k >= first + 1 and low[k] in lex["care"]:
        m = k - 1
        while m > first and view.pos[m] in {"ADV", "DET"}:
            m -= 1
        if view.lemma[m] in lex["taking"] and view.pos[m] in _VERBAL:
            carrier = m  # prend soin de préciser
    if carrier is None:
        cue.potential = True
        return any(u.impersonal for u in cue.uses) is False
    outer = Cue(carrier, cue.uses, lex)
    auxes = auxiliaries(view, carrier)
    start = min([carrier, *auxes])
    fins = [a for a in [*auxes, carrier] if view.finite(a)]
    while start - 1 >= first and low[start - 1] in lex["clitics"] and view.dep[start - 1] not in {"nsubj", "det"}:
        start -= 1
        cue.negated = cue.negated or low[start] in lex["ne"]
    cue.first = start
    cue.carrier = carrier
    ahead = carrier - 1
    if not fins and ahead >= first and low[ahead] in lex["without"] and view.lemma[carrier] in lex["ceasing"]:
        cue.first, cue.carrier, cue.nobody = ahead, -1, False  # sans cesser de dire que …: he does say it
        cue.form = "infinitive"
        return True
    if fins:
        outer.fin = fins[0]
        tense(view, outer)
        cue.fin, cue.past, cue.potential = outer.fin, outer.past, outer.potential
    else:
        cue.potential = True
    cue.form = "finite"
    lemma = view.lemma[carrier]
    if any(u.impersonal for u in cue.uses) and lemma == "pouvoir":
        pass
    elif (
        lemma == "aller"
        or (lemma in {"pouvoir", "can"} and cue.fin == carrier)
        or (
            lemma in {"pouvoir", "devoir", "vouloir", "manquer", "entendre", "sembler", "croire", "preferer"}
            and not cue.past
        )
    ):
        cue.potential = True
    if view.kid(carrier, "nsubj", "expl:subj") is not None:
        cue.subject = view.kid(carrier, "nsubj", "expl:subj")
        cue.relative = cue.subject is not None and cue.subject < v and low[cue.subject] in lex["relatives"]
    for k in (carrier + 1, (cue.fin or carrier) + 1):
        if k < view.n and low[k][0] == "-" and len(low[k]) > 2:
            cue.clitic, cue.subject = True, k
    return True


def _refused(view: View, v: int, lex: Lexicon) -> bool:
    """True where a verb stands in the negative: `n'empêche pas`."""
    return any(view.low[k] in lex["ne"] for k in range(max(v - 4, 0), v))
