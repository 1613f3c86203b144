"""Whose verb it is: the subject of a cue, by the parse, else by position, else that of the clause it shares."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.view import View


def subject(view: View, cue: Cue, lex: Lexicon) -> None:
    """Sets the subject of a cue, and whether a relative pronoun stands for it."""
    if cue.first - 1 in view.renamed and lex["bare_that"]:
        cue.subject = cue.first - 1
        return
    heads = list(cue.heads)
    if cue.carrier is not None and cue.carrier >= 0:
        heads.insert(0, cue.carrier)
    for h in heads:
        kids = view.kids[h]
        for k in [*(k for k in reversed(kids) if k < cue.v), *(k for k in kids if k > cue.v)]:
            if view.dep[k] in {"nsubj", "nsubj:pass", "expl:subj", "nsubj:caus", "csubj"}:
                if (view.low[k] in lex["times"] and view.pos[k] == "NOUN") or (
                    cue.first <= k <= cue.last and not cue.clitic
                ):
                    continue
                if lex["bare_that"] and k > cue.v and view.pos[k] == "PRON" and k + 1 < view.n and view.finite(k + 1):
                    continue  # said he is proud
                heads_sentence = view.low[k] in lex["frame_relatives"] and (
                    k == 0 or view.low[k - 1] in {".", "!", "?", "»"}
                )
                if view.low[k] in lex["relatives"] and k < cue.v and not heads_sentence:
                    cue.relative = True
                    cue.subject = k
                    return
                cue.subject = k
                if view.dep[k] != "expl:subj":
                    nearer = _subordinate(view, cue, lex) if lex["bare_that"] and k < cue.v - 6 else None
                    cue.subject = nearer if nearer is not None and nearer > k else k
                    return
    if cue.subject is None and cue.carrier is None and cue.form == "finite":
        cue.subject = _behind_relative(view, cue, lex)
    if cue.subject is None and cue.carrier is None and cue.form == "finite" and view.dep[cue.v] == "acl:relcl":
        above = view.head[cue.v]
        if (
            above < cue.v
            and view.pos[above] in {"NOUN", "PROPN"}
            and not any(low_k in lex["relatives"] for low_k in view.low[above + 1 : cue.v][-2:])
        ):
            cue.subject = above
    if cue.subject is None and lex["bare_past"] and cue.form == "finite":
        cue.subject = _reduced(view, cue)
        cue.subject = _reduced_above(view, cue) if cue.subject is None else cue.subject
        if cue.subject is not None:
            cue.source, cue.done = (view.edges(cue.subject)[0], cue.first - 1), True
    gerund = cue.form == "participle" and view.low[cue.first] in lex["gerund"]
    if (
        cue.subject is None
        and cue.carrier is None
        and not gerund  # a quitté la salle en disant …
        and (cue.form == "finite" or "Tense=Pres" in view.feats[cue.v])
    ):
        cue.subject = _left(view, cue, lex)
    if cue.subject is None and cue.first > 0 and view.low[cue.first - 1] in lex["relative_subjects"]:
        cue.relative = True
        cue.subject = cue.first - 1


def _subordinate(view: View, cue: Cue, lex: Lexicon) -> int | None:
    """English: the noun phrase between `after`, `as`, `when` and the cue, where the parse gave a subject far before."""
    k = cue.first - 1
    while k > 0 and k > cue.first - 10 and view.pos[k] in {"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PART"}:
        if view.low[k] in lex["leading"]:
            break
        k -= 1
    if view.low[k] not in lex["leading"] or k >= cue.first - 1:
        return None
    head = next((i for i in range(k + 1, cue.first) if view.pos[i] in {"NOUN", "PROPN"}), None)
    while head is not None and head + 1 < cue.first and view.pos[head + 1] in {"NOUN", "PROPN"}:
        head += 1
    return head


def _behind_relative(view: View, cue: Cue, lex: Lexicon) -> int | None:
    """`L'homme qui filme demande`: the noun whose relative clause the parse has joined to its verb."""
    above = view.head[cue.v]
    if view.dep[cue.v] not in {"acl:relcl", "conj", "ccomp"} or above >= cue.v:
        return None
    noun = above if view.dep[cue.v] == "acl:relcl" else view.head[above]
    if noun >= above and view.dep[cue.v] != "acl:relcl":
        return None
    inner = next((k for k in view.kids[noun] if view.dep[k] == "acl:relcl" and noun < k < cue.v), None)
    if inner is None or view.pos[noun] not in {"NOUN", "PROPN"} or view.kid(noun, "case") is not None:
        return None
    if view.pos[cue.first - 1] in {"CCONJ", "PUNCT"} or any(
        view.low[k] in lex["relatives"] for k in range(inner + 1, cue.first)
    ):
        return None
    return noun if noun == view.head[noun] or view.dep[noun].startswith(("nsubj", "root")) else None


def _reduced(view: View, cue: Cue) -> int | None:
    """`Residents moved to a school said`: the noun whose participle the parse took for a verb that is said."""
    inner = next((k for k in view.kids[cue.v] if k < cue.first and view.dep[k] in {"ccomp", "csubj", "advcl"}), None)
    if inner is None or view.pos[inner] != "VERB" or view.kid(inner, "aux", "mark") is not None:
        return None
    noun = view.kid(inner, "nsubj", "nsubj:pass")
    if noun is None or noun != inner - 1 or view.pos[noun] not in {"NOUN", "PROPN"}:
        return None
    if any(view.is_punct(k) for k in range(noun, cue.first)) or not view.low[inner].endswith(
        ("ed", "en", "n", "t", "d")
    ):
        return None
    return noun


def _reduced_above(view: View, cue: Cue) -> int | None:
    """`The report published Tuesday showed`: the noun whose participle the parse took for the main verb."""
    above = view.head[cue.v]
    if view.dep[cue.v] not in {"ccomp", "parataxis", "conj", "xcomp"} or not cue.first - 8 < above < cue.first - 1:
        return None
    noun = view.kid(above, "nsubj", "nsubj:pass")
    if noun is None or noun != above - 1 or view.pos[noun] not in {"NOUN", "PROPN"}:
        return None
    if not view.low[above].endswith(("ed", "en", "wn", "t", "d")) or view.kid(above, "obj", "aux", "mark") is not None:
        return None
    return noun if not any(view.is_punct(k) or view.pos[k] == "CCONJ" for k in range(noun, cue.first)) else None


def _before_comma(view: View, cue: Cue, j: int, lex: Lexicon) -> int | None:
    """`Jean Roy, maire de la ville, a dit`: the name that an apposition explains, right before the cue."""
    above = view.head[cue.v]
    if (
        (
            above < cue.v
            and view.pos[above] in {"NOUN", "PROPN"}
            and view.dep[cue.v] in {"parataxis", "appos", "conj", "dep"}
        )
        and (view.kid(above, "case") is None or "," in view.low[view.kid(above, "case") : above])
        and view.low[above] not in lex["times"]
    ):
        return above  # X, se présentant comme Y, a dit
    h = j
    for _ in range(10):
        if view.dep[h] == "appos" and view.head[h] < h and view.pos[view.head[h]] in {"PROPN", "NOUN"}:
            h = view.head[h]
            low = view.edges(h)[0]
            finite = any(view.finite(k) and not view.dep[k].startswith("a") for k in range(low, cue.first))
            return None if finite or view.kid(h, "case") is not None or view.low[h] in lex["times"] else h
        up = view.head[h]
        if up < h or (up > h and view.dep[h] == "punct"):
            if up == h or up >= cue.first:
                return None
            h = up
        else:
            return None
    return None


def _left(view: View, cue: Cue, lex: Lexicon) -> int | None:
    """By position: the head of a noun phrase that ends right before the cue."""
    j = cue.first - 1
    while j >= 0 and view.pos[j] == "ADV" and j > cue.first - 4:
        j -= 1
    if j > 1 and view.low[j] == "," and view.pos[j - 1] in {"NOUN", "PROPN", "ADJ", "PUNCT"}:
        return _before_comma(view, cue, j - 1, lex)
    if (
        j < 0
        or view.pos[j] not in {"NOUN", "PROPN", "ADJ", "PRON"}
        or view.low[j] in lex["relatives"]
        or view.low[j] in lex["times"]
    ):
        return None
    h = j
    for _ in range(8):
        up = view.head[h]
        joined = view.dep[h] == "conj" and lex["titles_first"]  # Smith & Co.
        if (
            (joined or view.dep[h] in {"nmod", "amod", "flat", "flat:name", "appos", "compound", "acl"})
            and up < h
            and h - up < 20
        ):
            if any(view.low[k] == "," for k in range(up, h)):
                break
            h = up
        else:
            break
    if view.pos[h] not in {"NOUN", "PROPN", "PRON"} or view.kid(h, "case") is not None or view.low[h] in lex["times"]:
        return None
    return h


def _closer(view: View, cue: Cue, h: int, lex: Lexicon) -> int | None:
    """The subject of a clause between a verb and the one joined to it that has the tense and number of the latter.

    `Deux dépôts ont rouvert, tandis que les éleveurs criaient et promettaient de rester`: the breeders promise.
    """
    if cue.fin is None or cue.fin != cue.v or not lex["third_reflexives"] or view.low[cue.first - 1] not in lex["and"]:
        return None
    want = {f for f in view.feats[cue.v].split("|") if f.startswith(("Mood", "Tense", "Number"))}
    for v in range(cue.first - 2, h, -1):
        if view.pos[v] != "VERB" or not view.finite(v):
            continue
        own = next((k for k in view.kids[v] if view.dep[k] == "nsubj" and h < k < v), None)
        if own is None or view.low[own] in lex["relatives"] or view.dep[v].startswith("acl"):
            return None
        simple = view.finite(h) and not any(view.dep[k].startswith("aux") for k in view.kids[h])
        return (
            own
            if want <= set(view.feats[v].split("|")) and not (simple and want <= set(view.feats[h].split("|")))
            else None
        )
    return None


def shares_subject(view: View, cue: Cue, lex: Lexicon) -> int | None:
    """The subject of the verb that this one is joined to (X a dit … et a ajouté), or of its main clause."""
    i = cue.carrier if cue.carrier is not None and cue.carrier >= 0 else cue.v
    if view.dep[i].startswith("aux") and view.head[i] in cue.heads:
        i = view.head[i]  # fait savoir
    for _ in range(8):
        h, dep = view.head[i], view.dep[i]
        if dep == "obj" and view.dep[cue.v] == "conj" and i == view.head[cue.v]:
            dep = "conj"  # joined to the object of the verb that it goes with
        if h == i or dep not in {"conj", "advcl", "xcomp", "acl", "parataxis", "advcl:relcl", "obl"}:
            return None
        if dep == "acl" and view.pos[h] in {"NOUN", "PROPN", "PRON"}:
            return h
        near = [
            k
            for k in view.kids[h]
            if view.dep[k] in {"nsubj", "nsubj:pass"} and k != cue.v and view.low[k] not in lex["times"]
        ]
        closer = _closer(view, cue, h, lex) if near and dep == "conj" else None
        if closer is not None:
            return closer
        if near:
            first = [k for k in near if k < h] if lex["third_reflexives"] else []
            return max(first or [k for k in near if k < cue.v], default=near[0])
        i = h
    return None
