"""What a statement does, and how far the article vouches for it: act, negation, hedge, date of the saying."""

from __future__ import annotations

from bisect import bisect_left

from recoupe.annotate.statements.contents import Builder
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.view import View
from recoupe.model import Act, Span, TimeExpression

_NEUTRAL = {"assert", "say", "tell", "tell-noun", "go-on", "judge", "wish", "show", "read", "inform", "feel"}


def settle(builder: Builder, draft: Draft, times: tuple[TimeExpression, ...]) -> None:
    """Sets act, negated, hedge and moment of a draft whose content is known."""
    view = builder.view
    tokens = _tokens(builder, draft)
    main = _main(view, draft, tokens)
    draft.negated = _negated(view, draft, tokens, main)
    draft.act = _act(builder, draft, tokens, main)
    draft.hedge = _hedge(view, draft, tokens, main)
    draft.moment = _moment(builder, draft, times)


def _tokens(builder: Builder, draft: Draft) -> list[int]:
    out = []
    for a, b in draft.spans:
        i = builder.page.token_at(a)
        while i < builder.view.n and builder.view.start[i] < b:
            out.append(i)
            i += 1
    return out


def _main(view: View, draft: Draft, tokens: list[int]) -> int | None:
    """The verb of the content: its head where known, else the first finite verb that is not a relative's."""
    if draft.head is not None and view.pos[draft.head] in {"VERB", "AUX", "ADJ"}:
        return draft.head
    verbs = [i for i in tokens if view.pos[i] in {"VERB", "AUX"} and view.finite(i)]
    best = next((i for i in verbs if not view.dep[i].startswith(("acl", "aux", "cop"))), verbs[0] if verbs else None)
    if best is not None and view.dep[best].startswith(("aux", "cop")):
        return view.head[best]
    return best


def _negated(view: View, draft: Draft, tokens: list[int], main: int | None) -> bool:
    lex = draft.lex
    low = view.low
    inside = set(tokens)
    if main is not None:
        for k in [
            *view.kids[main],
            *(g for a in view.kids[main] if view.dep[a].startswith(("aux", "cop")) for g in view.kids[a]),
        ]:
            if k in inside and (low[k] in lex["ne"] or low[k] in {"pas", "jamais", "not", "n't", "never"}):
                return not _only(view, k, main)
            if (
                k in inside
                and view.dep[k] in {"nsubj", "nsubj:pass", "obj"}
                and any(low[d] in {"aucun", "aucune", "nul", "nulle", "no"} for d in view.kids[k])
            ):
                return True
    return any(low[i] in {"aucun", "aucune", "ni", "no"} for i in tokens[:3])


def _only(view: View, ne: int, main: int) -> bool:
    """`ne … que` restricts, it does not deny."""
    words = view.low[ne : min(main + 8, view.n)]
    return ("que" in words or "qu'" in words) and not (
        {"pas", "plus", "jamais", "rien", "aucun", "aucune", "personne"} & set(words)
    )


def _act(builder: Builder, draft: Draft, tokens: list[int], main: int | None) -> Act:
    view, lex, use, cue = builder.view, draft.lex, draft.use, draft.cue
    base: Act = use.act if use is not None else "says"
    if use is not None and use.name == "rule-out" and cue is not None and cue.negated:
        return "says"
    text = " ".join(view.low[i] for i in tokens[:80]).replace("' ", "'")
    if cue is not None and cue.negated and draft.kind != "predicate":
        if base in {"confirms", "announces", "says"}:
            return "declines"
        if base == "denies":
            return "declines"
    if (
        base == "demands"
        and use is not None
        and "direct" in use.takes
        and draft.form == "direct"
        and text.endswith("?")
        and cue is not None
        and cue.takes("ask")
    ):
        return "asks"
    name = use.name if use is not None else "frame"
    if lex["rebuffs"] and draft.verb in lex["rebuffs"] and draft.kind == "noun" and draft.head is not None:
        return "denies" if view.lemma[draft.head] in lex["news"] else base
    if use is None and any(
        o.cue is not None and o is not draft and draft.spans[0][0] <= o.zone[0] and o.zone[1] <= draft.spans[-1][1]
        for o in builder.drafts
    ):
        return base
    if base == "says" and draft.form == "direct" and main is not None and _we_demand(builder, draft, main, text):
        return "demands"
    if base == "announces" and draft.form != "direct" and any(p in text for p in lex["corrects"]):
        return "corrects"
    if draft.kind == "infinitive" and draft.verb in lex["bids"] and cue is not None and not cue.passive:
        return "demands"  # told them to leave
    if name == "stress" and any(view.lemma[i] in lex["needs"] for i in tokens[:4]):
        return "demands"
    if name not in _NEUTRAL and use is not None:
        return base
    if base != "says":
        return base
    if (
        main is not None
        and draft.negated
        and view.lemma[main] in lex["told"] | {"pouvoir", "vouloir", "souhaiter", "can", "be", "will"}
    ):
        words = {view.lemma[i] for i in tokens}
        if words & lex["told"] and draft.form != "direct" and _refuses(view, draft, main):
            return "declines"
    if (
        main is not None
        and view.lemma[main] in {"refuser", "décliner", "decline", "refuse"}
        and words_of(view, tokens) & lex["told"]
    ):
        return "declines"
    if any(p in text for p in lex["denies"]) and not any(p in text for p in lex["denies_nothing"]):
        return "denies"
    if any(p in text for p in lex["corrects"]):
        return "corrects"
    if any(p in text for p in lex["warns"]) or draft.verb in lex["alarms"]:
        return "warns"
    if (
        draft.negated
        and draft.form != "direct"
        and draft.verb in lex["insisting"]
        and any(view.low[i] in {"pas", "jamais", "aucun", "aucune", "not", "n't", "never"} for i in tokens)
    ):
        return "denies"
    if text.rstrip(" .").endswith("?") and draft.form == "direct" and draft.verb in lex["asking"]:
        return "asks"
    if (
        use is not None
        and name in {"tell", "say", "inform", "read"}
        and main is not None
        and not draft.negated
        and _own_news(builder, draft, main, tokens)
    ):
        return "announces"
    return base


def _we_demand(builder: Builder, draft: Draft, main: int, text: str) -> bool:
    """True for a speaker's own words that demand something: `Nous demandons la fermeture du site`."""
    view, lex = builder.view, draft.lex
    uses = lex.verbs.get(view.lemma[main], ())
    if draft.negated or not view.finite(main) or not any(u.act == "demands" and not u.rest for u in uses):
        return False
    subject = next((k for k in view.kids[main] if view.dep[k] == "nsubj"), None)
    if subject is None or subject > main or view.low[subject] not in lex["first_person"]:
        return False
    asked = any(u.act == "asks" for u in uses) and main + 1 < view.n and view.low[main + 1] in lex["ask"]
    return (
        not asked
        and main + 1 < view.n
        and view.low[main + 1] not in lex["mute_objects"]
        and not text.endswith("?")
        and view.feats[main].find("Mood=Cnd") < 0
    )


def words_of(view: View, tokens: list[int]) -> set[str]:
    """The lemmas of some tokens."""
    return {view.lemma[i] for i in tokens}


def _own_news(builder: Builder, draft: Draft, main: int, tokens: list[int]) -> bool:
    """True where a neutral verb tells what its own source is about to do or has decided."""
    view, lex = builder.view, draft.lex
    auxes = [k for k in view.kids[main] if view.dep[k].startswith("aux")]
    fin = next((k for k in [*auxes, main] if view.finite(k)), None)
    if draft.kind == "infinitive":
        return False
    if draft.form == "direct" and any(
        view.finite(i) and view.pos[i] in {"VERB", "AUX"} for i in tokens if i < main and view.head[i] != main
    ):
        return False
    if fin is None:
        return False
    feats = view.feats[fin]
    ahead = "Tense=Fut" in feats or (
        "Mood=Cnd" in feats and draft.kind == "que" and draft.cue is not None and draft.cue.past
    )
    if view.lemma[fin] in {"will", "shall"} or (view.lemma[fin] == "would" and draft.kind == "que"):
        ahead = True
    if view.lemma[fin] == "aller" and any(view.infinitive(k) for k in range(fin + 1, min(fin + 4, view.n))):
        ahead = True
    if not ahead or view.lemma[main] in lex["modals"] or view.lemma[main] in {"être", "avoir", "be", "have"}:
        return False
    if draft.form == "direct" and lex["bare_that"]:
        return any(view.dep[k].startswith("nsubj") and view.low[k] in lex["first_person"] for k in view.kids[main])
    return _own(view, lex, main)


def _refuses(view: View, draft: Draft, main: int) -> bool:
    """False where the negated verb is told of somebody else (*les mesures ne répondaient pas à l'attente*), was done
    to the source (*were not given*), or never happened (*n'avoir jamais parlé de reprise*)."""
    lex = draft.lex
    if any(view.low[k] in {"jamais", "never"} for k in view.kids[main]):
        return False
    if lex["bare_that"]:
        return _own(view, lex, main) and view.kid(main, "aux:pass", "nsubj:pass") is None
    return draft.kind == "infinitive" or _own(view, lex, main)


def _own(view: View, lex: Lexicon, main: int) -> bool:
    """True where the subject of a content is a pronoun or somebody's own (`its lawyers`): what its source is about."""
    subject = next((k for k in view.kids[main] if view.dep[k] in {"nsubj", "nsubj:pass"}), None)
    if subject is None:
        return False
    if view.low[subject] in lex["own_pronouns"]:
        return True
    return any(view.low[k] in lex["possessives"] for k in view.kids[subject])


def _hedge(view: View, draft: Draft, tokens: list[int], main: int | None) -> Span | None:
    lex = draft.lex
    past_que = draft.kind in {"que", "ask"} and draft.cue is not None and draft.cue.past
    if main is not None and draft.form != "direct":
        auxes = [k for k in view.kids[main] if view.dep[k].startswith(("aux", "cop"))]
        for k in [*auxes, main]:
            if "Mood=Cnd" in view.feats[k] and not any(view.low[m] in {"si", "s'"} for m in view.kids[main]):
                compound = k != main
                if not past_que or (compound and view.lemma[k] == "avoir"):
                    return Span(view.start[k], view.end[k])
    if draft.cue is not None and draft.cue.fin is not None and "Mood=Cnd" in view.feats[draft.cue.fin]:
        return Span(view.start[draft.cue.fin], view.end[draft.cue.fin])
    if draft.form == "direct":
        return None
    for i in tokens:
        if view.low[i] in lex["hedges"]:
            return Span(view.start[i], view.end[i])
    return None


def _moment(builder: Builder, draft: Draft, times: tuple[TimeExpression, ...]) -> Span | None:
    """The time expression in the cue's clause, outside the content."""
    if draft.cue_span is None or not times:
        return None
    a, b = draft.cue_span
    unit = builder.page.units[draft.unit]
    low, high = unit.start, unit.end
    best: tuple[int, Span] | None = None
    for t in times:
        if t.end <= low or t.start >= high:
            continue
        if any(t.start < e and s < t.end for s, e in draft.spans):
            continue
        gap = t.start - b if t.start >= b else a - t.end
        if gap < 0:
            gap = 0
        between = (b, t.start) if t.start >= b else (t.end, a)
        if gap > 120 or any(s < between[1] and between[0] < e for s, e in draft.spans):
            continue
        if any(o is not draft and o.cue_span and between[0] <= o.cue_span[0] < between[1] for o in builder.drafts):
            continue
        if _dates_a_noun(builder.view, t.start, a):
            continue
        if best is None or gap < best[0]:
            best = (gap, Span(t.start, t.end))
    return best[1] if best else None


def _dates_a_noun(view: View, start: int, cue: int) -> bool:
    """True where the time at `start` stands in a clause on a noun (*ce pont construit en 1934*) that holds no cue."""
    i = bisect_left(view.start, start)
    for _ in range(60):
        if i >= view.n or view.head[i] == i or view.start[i] == cue:
            return False
        if view.dep[i].startswith("acl"):
            first, last = view.edges(i)
            return not view.start[first] <= cue < view.end[last]
        i = view.head[i]
    return False
