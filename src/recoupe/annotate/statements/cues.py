"""Where somebody may be saying something: verbs of the lexicon with what stands around them.

A cue is found by its lemma and then looked at closely: its verbal group (`verbal`), clitics, negation, its subject.
Whether it has a content is decided later.
"""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.lexicon import Lexicon, Use
from recoupe.annotate.statements.subjects import subject
from recoupe.annotate.statements.verbal import auxiliaries, carried, expression, tense
from recoupe.annotate.statements.view import View

_VERBAL = {"VERB", "AUX"}
_CLOSING = {"»", "”", '"', "’", "'", "''"}
_AUX_LEMMAS = {"avoir", "être", "have", "be", "do", "will"}


def find(view: View, first: int, last: int, lex: Lexicon) -> list[Cue]:
    """The candidates among tokens `first` to `last` (exclusive), left to right."""
    out: list[Cue] = []
    verbs, forms, common = lex.verbs, lex.forms, lex["common_forms"]
    for i in view.openings(lex, first, last):
        uses = verbs.get(view.lemma[i])
        if uses is None:
            known = forms.get(view.low[i])
            if known is None or view.low[i] in common:
                continue
            if view.pos[i] not in _VERBAL and not _verbal_place(view, i, last):
                continue
            uses = verbs[known]
            out_of_place = view.pos[i] not in _VERBAL
        else:
            out_of_place = False
        if (
            not out_of_place
            and view.pos[i] not in _VERBAL
            and not _verbal_place(view, i, last)
            and not (view.pos[i] == "ADJ" and view.kid(i, "cop", "aux:pass") is not None and _said_of(uses, lex))
        ):
            continue
        if view.pos[i] == "AUX" and view.dep[i].startswith(("aux", "cop")) and not any(u.rest for u in uses):
            continue
        if lex["bare_past"] and view.dep[i] == "amod" and "VerbForm=Part" in view.feats[i]:
            continue  # a written statement
        cue = _look(view, i, uses, lex, first, last)
        if cue is None:
            continue
        if cue.perceived and out and cue.first <= out[-1].v < cue.v:
            out.pop()  # was quoted as saying: one cue
        out.append(cue)
    return out


def _said_of(uses: list[Use], lex: Lexicon) -> bool:
    """True where an adjective with its copula is in the lexicon as such: `was adamant`, no `was alert`."""
    return not lex["bare_past"] or any(u.lemma.startswith("be ") for u in uses)


def _alone(view: View, v: int, first: int, last: int) -> bool:
    """True where a participle is the only verb of its sentence that could be the main one: `Roe, a cook, called …`."""
    low, high = view.edges(v)
    return not any(
        view.finite(k) and not low <= k <= high and not view.dep[k].startswith("acl") for k in range(first, last)
    )


def _verbal_place(view: View, i: int, last: int) -> bool:
    """True where a form that was tagged as a noun stands as a verb: `argue-t-il`, `a tweeté`."""
    if i + 1 < last and view.low[i + 1][0] == "-" and len(view.low[i + 1]) > 2 and view.pos[i + 1] == "PRON":
        return True
    if i > 1 and (view.low[i - 1] in _CLOSING or (view.low[i - 1] == "," and view.low[i - 2] in _CLOSING)):
        return view.low[i].endswith(("e", "ent", "it", "ait"))
    if i > 0 and i + 1 < last and view.pos[i - 1] == "NOUN" and view.low[i + 1] == "that":
        return view.low[i].endswith(("s", "ed"))
    if i > 3 and i + 1 < last and view.low[i + 1] == "." and view.pos[i - 1] == "NOUN":  # …, the letter states.
        quoted = view.low[i - 3] in _CLOSING  # “…,” the sign read.
        if view.pos[i - 2] == "DET" and (quoted or (view.low[i - 3] == "," and view.low[i].endswith(("s", "ed")))):
            return True
    if i + 1 < last and view.low[i].endswith(("s", "ed")) and _reports(view, i):
        return True
    if i > 0 and i + 1 < last and view.pos[i - 1] == "PROPN":
        if view.low[i + 1] in {"que", "qu'", "that"}:
            return view.low[i].endswith(("e", "ent", "it", "ait", "s", "ed"))
        if view.dep[i] == "root" and view.pos[i] == "NOUN" and view.low[i].endswith(("s", "ed")):
            return view.pos[i + 1] in {"DET", "NOUN", "PROPN", "PRON", "ADJ"}
    return (
        i > 0 and view.low[i - 1] in {"a", "ont", "avait", "avaient"} and view.low[i].endswith(("é", "it", "u", "is"))
    )


def _reports(view: View, i: int) -> bool:
    """True where a name alone leads from what is said to a form that ends the clause: `“…,” the Post reports.`"""
    k = i - 1
    while k > 0 and (view.pos[k] == "PROPN" or (i - k < 7 and view.pos[k] in {"NOUN", "ADJ", "PART"})):
        k -= 1
    words = {view.pos[j] for j in range(k + 1, i)}
    near = i - k <= 7
    k -= view.pos[k] == "DET"
    if k < 1 or "PROPN" not in words:
        return False
    if near and view.low[k] in _CLOSING and view.low[k - 1] in {",", "?", "!", ".", "…"}:
        return view.low[i + 1] in {".", ",", "from"}
    printed = all(view.text[view.start[j]].isupper() for j in range(i - 1, k, -1) if view.pos[j] != "DET")
    named = (words == {"PROPN"} or printed) and view.low[i + 1] == "." and view.low[i][-1] == "s"
    return named and (view.low[k] == "," or view.low[k] in _CLOSING)  # …, the Bay News reports.


def _look(view: View, v: int, uses: list[Use], lex: Lexicon, first: int, last: int) -> Cue | None:
    low = view.low
    cue = Cue(v, uses, lex)
    rest_at = expression(view, cue, last)
    if not cue.uses:
        return None  # half of all candidates: `avoir`, `faire`, which say something only with other words
    clitics, ne = lex["clitics"], lex["ne"]
    # auxiliaries
    auxes = auxiliaries(view, v)
    if not auxes and "VerbForm=Part" in view.feats[v]:
        j = v - 1
        while (
            j >= first
            and j > v - 7
            and (
                view.pos[j] in {"ADV", "ADP", "PRON", "DET"}
                or low[j] in {",", "côté", "part", "tour", "suite", "reste", "past"}
                or low[j] in clitics
            )
        ):
            j -= 1
        if j >= first and view.lemma[j] in _AUX_LEMMAS and view.pos[j] in _VERBAL and (j == v - 1 or view.finite(j)):
            auxes = [j]
        elif j > first and low[j] == "été" and view.lemma[j - 1] == "avoir" and view.finite(j - 1):
            auxes = [j - 1, j]  # il a été par la suite annoncé
    if not auxes and view.pos[v] not in _VERBAL and v > first and view.lemma[v - 1] in _AUX_LEMMAS:
        auxes = [v - 1]
    if not auxes and v > first and lex["causing"] and view.infinitive(v):
        caused = view.lemma[v - 1] in lex["causing"] and view.finite(v - 1)
        auxes = [v - 1] if caused and not any(u.rest for u in uses) else []  # font dire à X que
    start = min([v, *auxes])
    fins = [a for a in auxes if view.finite(a)] or ([v] if view.finite(v) else [])
    if not fins and not auxes and "VerbForm=Part" in view.feats[v] and lex["bare_past"]:
        told = view.dep[v] not in {"acl", "amod"} or (view.dep[v] == "acl" and view.kid(v, "mark") is not None)
        if "Tense=Past" in view.feats[v] and view.kid(v, "nsubj") is not None and told:
            fins = [v]  # a past tense that the tagger took for a participle
        elif (
            "Tense=Past" in view.feats[v]
            and view.dep[v] in {"root", "acl", "parataxis"}
            and low[v - 1] == ","
            and view.pos[v - 2] in {"NOUN", "PROPN"}
            and not any(view.finite(k) and view.head[k] == v for k in view.kids[v])
            and (view.dep[v] == "root" or _alone(view, v, first, last))
        ):
            fins = [v]  # Anna Roy, the mayor, called on …
        elif (
            first < v < last - 1
            and view.pos[v - 1] in {"NOUN", "PROPN", "PRON"}
            and (low[v + 1] in lex["that"] or view.pos[v + 1] in {"PRON", "DET", "PROPN"})
            and any("que" in u.takes for u in uses)
        ):
            fins = [v]
    if not fins and not auxes and low[v] in lex["present_participles"] and view.dep[v] != "amod":
        alone = view.dep[view.head[v]] == "root" and not any(view.finite(k) for k in range(first, last))
        if (view.dep[v] != "acl" and (view.kid(v, "nsubj") is not None or view.dep[v] == "root")) or alone:
            fins = [v]  # il dit, il écrit: written like the participle
    if not fins and not auxes and view.dep[v] == "conj" and low[v - 1] in lex["and"] and lex["clitics"]:
        above = view.head[v] if view.pos[view.head[v]] in _VERBAL else view.head[view.head[v]]
        shared = [k for k in auxiliaries(view, above) if view.finite(k)]
        if "Tense=Past" in view.feats[v] and shared and low[shared[0]] in lex["have"]:
            fins = shared  # il a dénoncé un abus et exigé des excuses
    plain = lex["bare_that"] and not fins and not auxes and "VerbForm=Inf" in view.feats[v] and low[v] == view.lemma[v]
    if plain and low[v - 1] not in lex["told_to"] and (view.kid(v, "nsubj") or v) < v and not view.kid(v, "mark"):
        fins = [v]  # Aides say she left: a present taken for an infinitive
    joined = lex["bare_that"] and "VerbForm=Inf" in view.feats[v] and low[v - 1] in lex["and"]
    joined = joined and not fins and not auxes and low[v] == view.lemma[v]
    if joined and any(view.finite(k) and view.pos[k] == "VERB" and low[k] in lex.verbs for k in range(first, v - 1)):
        fins = [v]  # they warn … and urge …
    if not fins and not auxes and "VerbForm=Fin" not in view.feats[v] and _present(view, v, lex):
        fins = [v]  # « … », lâche également X: taken for a participle
    tagged = view.pos[v] in _VERBAL and ("VerbForm" in view.feats[v] or view.kid(v, "nsubj") is None)
    if not fins and not tagged and not auxes:
        fins = [v]  # a verb that the tagger took for a noun
    chain = v - 1 - (v > first and low[v - 1] in lex["likeness"])
    if (
        not fins
        and lex["bare_that"]
        and chain > first
        and low[chain] in lex["perceived"]
        and "VerbForm=Part" in view.feats[v]
    ):
        heard = auxiliaries(view, chain)  # can be heard saying, was quoted as saying
        if heard:
            auxes = heard
            start = heard[0]
            fins = [k for k in heard if view.finite(k)]
            cue.subject = view.kid(chain, "nsubj", "nsubj:pass")
            cue.perceived = bool(fins)
    cue.fin = fins[0] if fins else None
    been = any(low[a] in {"été", "been"} for a in range(min([v, *auxes]), v))
    cue.passive = been or view.kid(v, "aux:pass") is not None or view.kid(v, "nsubj:pass") is not None
    cue.passive = cue.passive and not cue.perceived
    # clitics and negation before
    reflexive = False
    j = start - 1
    while j >= first and (low[j] in clitics or (view.pos[j] == "ADV" and low[j] in lex["negations"])):
        if view.dep[j] == "det" or (
            view.dep[j] == "nsubj"
            and low[j] in {"nous", "vous"}
            and (cue.fin is None or "Person=3" not in view.feats[cue.fin])
        ):
            break
        if low[j] in ne:
            cue.negated = True
        if low[j] in lex["reflexives"]:
            reflexive = True
        start = j
        j -= 1
    if not reflexive and not cue.passive and view.pos[v] in _VERBAL and not cue.perceived:
        cue.passive = any(view.lemma[a] == "être" for a in auxes) and view.lemma[v] not in lex["with_etre"]
    if (
        reflexive
        and cue.passive
        and not any(view.dep[a] == "aux:pass" and view.lemma[a] == "être" and view.kid(v, "obl:agent") for a in auxes)
    ):
        cue.passive = False  # s'est dit
    # the subject hung on behind
    end = max(v, cue.last)
    anchor = cue.fin if cue.fin is not None else v
    for k in (anchor + 1, v + 1):
        if k < last and low[k][0] == "-" and len(low[k]) > 2 and view.pos[k] == "PRON":
            if low[k].lstrip("-t") in lex["hung_objects"]:
                cue.potential = True  # rapportez-les: an order
                break
            cue.clitic = True
            cue.subject = k
            end = max(end, k)
            break
    k = end + 1
    if k < last and low[k] in lex["negations"] and view.pos[k] == "ADV" and cue.negated:
        end = k
    if not cue.negated:
        cue.negated = any(low[k] in {"not", "n't", "never", "neither"} for k in range(start, end + 1))
    elif any(low[k] in {"que", "qu'"} for k in range(end + 1, min(end + 2, last))) and not any(
        low[k] in lex["negations"] for k in range(start, end + 1)
    ):
        cue.negated = False  # ne dit que
    if cue.negated and end + 1 < last and low[end + 1] in lex["nonetheless"]:
        cue.negated = False  # n'en maintient pas moins
    if end + 2 < last and low[end + 1] in lex["or"] and view.dep[end + 2] == "conj" and view.head[end + 2] == v:
        end += 2  # could not confirm or deny
        cue.heads = (*cue.heads, end)
    cue.first, cue.last = start, end
    tense(view, cue)
    if not carried(view, cue, lex, first):
        return None
    if not reflexive:
        reflexive = any(low[k] in lex["reflexives"] for k in range(cue.first, cue.v))
    if reflexive and cue.fin is not None and "Person=3" in view.feats[cue.fin] and lex["third_reflexives"]:
        reflexive = any(low[k] in lex["third_reflexives"] for k in range(cue.first, cue.v))  # m'a dit
    fits = [u for u in cue.uses if u.reflexive == reflexive]
    if (
        not fits
        and reflexive
        and any(low[k] in {"nous", "vous", "m'", "me", "t'", "te"} for k in range(cue.first, cue.v))
    ):
        fits = [u for u in cue.uses if not u.reflexive]
    if not fits:
        return None
    if any(u.rest for u in fits) and rest_at:
        fits = [u for u in fits if u.rest]
    else:
        fits = [u for u in fits if not u.rest]
        cue.heads = (v, *(h for h in cue.heads if h == cue.last and h > v and view.dep[h] == "conj"))
        if not fits:
            return None
    cue.uses = fits
    if lex["causing"] and not any(u.rest for u in cue.uses) and any(view.lemma[a] in lex["causing"] for a in auxes):
        made = _made_to_say(view, cue, lex)
        if made is None:
            return None
        cue.subject, cue.relative, cue.clitic = made, False, False
    if cue.subject is None:
        subject(view, cue, lex)
    if cue.subject is None and cue.fin == v and "Person=1" in view.feats[v] and "Number=Plur" in view.feats[v]:
        cue.potential = True  # rappelons …: the narrator, whatever mood the tagger gives
    if cue.subject is not None and low[cue.subject] in lex["nobody"]:
        cue.nobody = True
    if cue.potential and cue.fin == v and "Mood=Imp" in view.feats[v] and cue.subject is not None and cue.subject < v:
        cue.potential = False  # no imperative has a subject
    if not cue.nobody:
        cue.uses = [u for u in cue.uses if not u.impersonal]
        if not cue.uses:
            return None
    return cue


def _made_to_say(view: View, cue: Cue, lex: Lexicon) -> int | None:
    """`ce qui fait dire à Jeanne Roy que`, `lui fait dire`: the one who is made to say it."""
    told = next((k for k in range(cue.first, cue.v) if view.low[k] in lex["to_him"]), None)
    if told is not None:
        return told
    for k in view.kids[cue.v]:
        if k > cue.v and view.dep[k].startswith(("obl", "iobj", "obj")):
            a = view.edges(k)[0]
            if view.low[a] in lex["told_to"]:
                return k
    return None


def _present(view: View, v: int, lex: Lexicon) -> bool:
    """True for a word behind a closing mark that no French participle ends like: `lâche`, `raille`, `lancent`."""
    word = view.low[v]
    if not lex["clitics"] or v < 2 or not word.endswith(("e", "ent")) or word not in lex.forms:
        return False
    if word.endswith(("ée", "ie", "ue", "te", "se")) or ("VerbForm=Inf" in view.feats[v] and word.endswith("re")):
        return False
    return view.low[v - 1] in _CLOSING or (view.low[v - 1] == "," and view.low[v - 2] in _CLOSING)
