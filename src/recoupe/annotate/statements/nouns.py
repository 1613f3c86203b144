"""Cues that take a noun phrase, as their object or as the subject of a passive."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.infinitives import Infinitives
from recoupe.annotate.statements.lexicon import Use
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import noun_phrase

_REGARDS = {
    ("à", "l'", "égard"), ("à", "l'", "encontre"), ("à", "l'", "endroit"), ("à", "l'", "origine"),
    *(("à", "propos", of) for of in ("de", "du", "des")), *(("au", "sujet", of) for of in ("de", "du", "des")),
    *(("au", "sein", of) for of in ("de", "du", "des")), *(("au", "nom", of) for of in ("de", "du", "des")),
}  # fmt: skip


def page_free(ground: Infinitives, i: int) -> bool:
    """True for a token outside marks."""
    return ground.page.quote_at(ground.view.start[i]) < 0


class Nouns(Infinitives):
    """Cues that take a noun phrase, as their object or as the subject of a passive."""

    def _passive(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:  # noqa: ARG002
        """`a été confirmée par X`, `il a été annoncé que`."""
        if not cue.passive:
            return False
        view = self.view
        use = next((u for u in cue.uses if "noun" in u.takes and u.act in {"announces", "confirms", "denies"}), None)
        if use is None and cue.lex["bare_that"]:
            use = next((u for u in cue.uses if "noun" in u.takes and u.name in {"tell-noun", "feel-noun"}), None)
        subject = cue.subject
        if use is None or subject is None or cue.relative or subject > cue.v:
            return False
        agent = self._agent(cue)
        low = view.low[subject]
        if low in cue.lex["mute_pronouns"] or cue.fin is None:
            return False
        if agent is None and not (use.act in {"confirms", "denies"} and view.lemma[subject] in cue.lex["news"]):
            return False
        first, last = noun_phrase(self.page, subject, unit.first, cue.first, cue.lex)
        cue.source = agent
        cue.subject = None
        cue.done = True
        draft = self._span(cue, unit, use, first, last, "passive")
        draft.head = subject
        why = None if agent is None or not cue.lex["reasons"] else agent[1] + 1
        if why is not None and why + 1 < unit.last and view.low[why] in cue.lex["reasons"]:
            end = self._reach(view.head[why] if view.head[why] > why else why + 1, why, unit.last, unit, cue)
            draft.spans.append((view.start[why], view.end[end]))  # was criticised by rivals for failing to act
        return True

    def _noun(self, cue: Cue, unit: Unit, cues: list[Cue]) -> bool:
        """`a annoncé le retrait`, `a démenti cette information`, `réclame leur interdiction`."""
        view = self.view
        use = cue.takes("noun") or cue.takes("sur")
        if use is None or cue.passive or self._blocked(cue, strict=True):
            return False
        if cue.form == "participle" and cue.takes("direct") and self._depicts(cue, unit):
            return False
        if use.soft and (cue.relative or view.dep[cue.v] == "acl:relcl"):
            return False  # une vidéo où il critiquait les élus: what somebody is known for
        if (use.soft and cue.form != "finite") or (cue.negated and use.act in {"says", "demands", "asks", "warns"}):
            return False
        linked = next((u for u in cue.uses if u.link and "noun" in u.takes), None)
        limit = self._limit(cue, unit, cues)
        for h in cue.heads:
            for k in view.kids[h]:
                if k <= cue.last or k >= limit:
                    continue
                a = view.edges(k)[0]
                if use.name == "keep-to" and view.lemma[k] not in cue.lex["kept_to"]:
                    continue
                if use.name == "rule-out" and not self._thinkable(cue, k):
                    continue
                if linked is not None:
                    if view.dep[k] in {"obl", "obl:arg", "nmod", "obj", "obl:mod", "advcl", "xcomp"} and view.low[
                        max(a, cue.last + 1)
                    ].rstrip("'") in {"de", "d", "du", "des", "sur", "contre", "pour", "à", linked.link}:
                        pass
                    else:
                        continue
                elif view.dep[k] == "xcomp" and view.feats[k].startswith("VerbForm=Ger") and cue.lex["bare_that"]:
                    pass  # disparaging remarks, its -ing taken for a verb
                elif view.dep[k] == "ccomp" and cue.lex["bare_that"] and a == cue.last + 1 and view.low[a] == "what":
                    pass  # praised what he called a success
                elif view.dep[k].startswith("obl") and view.low[a] == "des" and "Number=Plur" in view.feats[k]:
                    if not set(view.low[cue.last + 1 : a]) <= cue.lex["times"] or "link" in use.takes:
                        continue  # demande des comptes, its article taken for a preposition
                elif "sur" in use.takes and use.name == "stress":
                    if view.low[a] != "sur" or a > cue.last + 3 or not view.dep[k].startswith("obl"):
                        continue
                    cue.last = a
                elif (view.dep[k] != "obj" and not self._misnamed(cue, k)) or view.pos[k] not in {
                    "NOUN",
                    "PROPN",
                    "PRON",
                    "NUM",
                    "SYM",
                    "ADJ",
                    "X",
                }:
                    continue
                if view.low[k] in cue.lex["times"] or view.low[k] in cue.lex["mute_objects"]:
                    continue
                if use.name == "admit" and view.lemma[k] not in cue.lex["admitted"]:
                    continue  # reconnaissent les visages
                if cue.lemma in cue.lex["sentencing"] and self._sentences(cue, k, limit):
                    continue  # a condamné un chauffeur à six mois de prison
                if use.name == "tell-noun" and view.lemma[k] in cue.lex["words_of"]:
                    continue  # rapportant les propos de X: told already
                if use.name in {"correct", "deny", "confirm"} and view.pos[k] == "PROPN" and self.is_person(k):
                    continue  # corrige Jeanne Roy
                if self._no_words(cue, k):
                    continue
                if view.pos[k] == "PRON" and view.low[k] in cue.lex["relatives"]:
                    continue
                if use.name == "tell-noun" and cue.form == "participle" and self._pointed_at(k):
                    continue  # réitérant ce soutien: words told before
                first = max(a, cue.last + 1)
                aside = next((i for i in range(k - 1, first, -1) if view.low[i] == ","), None)
                if aside is not None and all(view.pos[i] in {"ADV", "PRON", "PUNCT"} for i in range(first, aside)):
                    first = aside + 1  # a démenti, lui aussi, tout contact
                if view.dep[k] == "xcomp" and view.kid(cue.v, "obj") == cue.last + 1:
                    first = cue.last + 1  # shows | Roe leading by six points
                if linked is not None and cue.lex["links_in_cue"] and view.low[first] == linked.link and first < k:
                    cue.last, first = first, first + 1  # called for | an inquiry
                first = self._addressee(cue, first) if use.act == "demands" else first
                if (
                    view.low[cue.last + 1] == ","
                    and cue.last + 2 < first
                    and view.low[cue.last + 2] in {"comme", "as", "like"}
                ):
                    first = cue.last + 2
                end = self._reach(k, first, limit, unit, cue)
                end = self._told_clause(first, end, limit, unit, cue) or self._plain_noun(first, end)
                end = self._list_end(end, limit) if cue.lex["bare_that"] else end
                if (
                    end + 2 < limit
                    and view.low[end + 1] == ","
                    and view.low[end + 2] in cue.lex["and"]
                    and not self._finite_ahead(end + 3, limit)
                ):
                    end = self._cut(first, self._stretch(end + 3, limit, unit, cue, k), cue)
                if end + 3 < limit and view.low[end + 1 : end + 3] == [",", "dont"] and view.pos[end + 3] == "NUM":
                    end = self._cut(first, self._stretch(end + 3, limit, unit, cue, k), cue)
                if use.act == "demands":
                    end = self._when_where(end, limit, cue)
                revers = next((i for i in range(k + 1, end + 1) if view.low[i] in cue.lex["gestures"]), None)
                if revers is not None and page_free(self, revers):
                    end = max(
                        k, revers - 1 - (view.pos[revers - 1] in {"DET", "NUM"} and view.pos[revers - 2] == "ADP")
                    )
                    end -= view.pos[end] in {"ADP", "DET"} and end > k
                end = self._not_addressee(cue, k, first, end) if use.act != "demands" else end
                draft = self._span(cue, unit, linked or use, first, end, "noun")
                draft.head = k
                return True
        return self._after_comparison(cue, unit, use, limit)

    def _thinkable(self, cue: Cue, k: int) -> bool:
        """True for what can be ruled out in words (`la piste criminelle`, `tout retrait`), not a player or a plan."""
        view, lex = self.view, cue.lex
        if cue.negated or view.lemma[k] in lex["thinkable"]:
            return True
        return any(view.low[d] in lex["any"] for d in view.kids[k])

    def _sentences(self, cue: Cue, k: int, limit: int) -> bool:
        """True where a court sentences somebody, which is a deed."""
        view, lex = self.view, cue.lex
        if cue.subject is not None and view.lemma[cue.subject] in lex["courts"]:
            return True
        stop = min(view.edges(k)[1] + 3, limit - 1)
        return any(view.low[i] in lex["told_to"] and view.pos[i + 1] in {"NUM", "DET"} for i in range(k + 1, stop))

    def _no_words(self, cue: Cue, k: int) -> bool:
        """English: True for an object that is a source (`citing officials`) or a good (`denied him bail`)."""
        view, lex = self.view, cue.lex
        if cue.lemma in lex["quoting"]:
            told = view.pos[k] == "PROPN" or view.lemma[k] in lex["cited"]
            return told and not any(view.low[view.edges(m)[0]] in lex["links_as"] for m in view.kids[cue.v] if m > k)
        goods = lex["goods"] if cue.lemma == "deny" else lex["prizes"] if cue.lemma == "claim" else frozenset()
        return bool(goods) and (view.lemma[k] in goods or view.kid(cue.v, "iobj") is not None)

    def _list_end(self, end: int, limit: int) -> int:
        """English: the end of a list that the parse has cut: `dismissed criticism from Roe, Mills and Harold Daley`."""
        view = self.view
        if end + 3 >= limit or view.low[end + 1] != "," or self.page.quote_at(view.start[end + 1]) >= 0:
            return end
        names = {"DET", "NOUN", "PROPN", "ADJ", "NUM", "ADP", "PART", "PRON", "PUNCT"}
        last = next((k for k in range(end + 2, min(end + 26, limit)) if view.pos[k] not in names), None)
        if last is None or last + 1 >= limit or view.pos[last] != "CCONJ" or view.pos[end + 2] == "ADP":
            return end
        if view.pos[end + 2] == "PRON" and view.dep[end + 2] != "nmod:poss":
            return end
        if any(view.low[k] in {":", ";", "(", "–", "—"} for k in range(end + 1, last)):
            return end
        stop = last + 1
        while stop < limit and view.pos[stop] in {"DET", "NOUN", "PROPN", "ADJ", "ADV", "NUM", "PART", "PRON", "ADP"}:
            stop += 1
        return end if stop < limit and not view.is_punct(stop) else stop - 1

    def _told_clause(self, first: int, end: int, limit: int, unit: Unit, cue: Cue) -> int | None:
        """English: the end of the clause that a noun brings: `voiced hope that the plan, if it passed, would work`."""
        view, lex = self.view, cue.lex
        if not lex["bare_that"]:
            return None
        that = next(
            (k for k in range(first + 1, end + 1) if view.low[k] in lex["that"] and view.dep[k] == "mark"), None
        )
        if that is None or self.page.quote_at(view.start[that]) >= 0:
            return None
        head = max(view.head[that], that)
        return max(end, self._reach(head, first, limit, unit, cue, clause=True))

    def _pointed_at(self, k: int) -> bool:
        return any("PronType=Dem" in self.view.feats[d] for d in self.view.kids[k] if self.view.dep[d] == "det")

    def _depicts(self, cue: Cue, unit: Unit) -> bool:
        """True for `…,” she said, describing the scene`: what the words before are about, no words of their own."""
        if not any(u.name == "describe" for u in cue.uses):
            return False
        return any(
            d.unit == unit.index and d.kind == "incise" and d.zone[1] <= self.view.start[cue.first] for d in self.drafts
        )

    def _after_comparison(self, cue: Cue, unit: Unit, use: Use, limit: int) -> bool:
        """`réclament, comme pour le fret, leur interdiction`: the object behind an inserted comparison."""
        view = self.view
        i = cue.last + 1
        if i + 3 >= limit or view.low[i] != "," or view.low[i + 1] not in cue.lex["likeness"]:
            return False
        comma = next((k for k in range(i + 2, min(i + 20, limit)) if view.low[k] == ","), None)
        if comma is None or comma + 2 >= limit or view.pos[comma + 1] != "DET":
            return False
        last = comma + 2
        while last + 1 < limit and not view.is_punct(last + 1) and view.pos[last + 1] not in {"VERB", "AUX"}:
            last += 1
        draft = self._span(cue, unit, use, i + 1, last, "noun")
        draft.head = last
        return True

    def _misnamed(self, cue: Cue, k: int) -> bool:
        """True for an object that the parse took for a second, inverted subject."""
        return self.view.dep[k] == "nsubj" and k > cue.v and cue.subject is not None and cue.subject < cue.v

    def _plain_noun(self, first: int, end: int) -> int:
        """Cuts a noun phrase before what a comma only adds to it; a list or an apposition stays."""
        view, page = self.view, self.page
        for i in range(first + 1, end):
            if view.low[i] == "," and page.quote_at(view.start[i]) < 0 and self.page_lex["third_reflexives"]:
                word = view.low[i + 1]
                past = "VerbForm=Part" in view.feats[i + 1] and "Tense=Past" in view.feats[i + 1]
                if past and view.dep[i + 1] == "acl" and first <= view.head[i + 1] < i:
                    continue  # les violences, imputées à des groupes
                if word == "dont" and view.pos[i + 2] == "NUM":
                    continue
                lone = word in self.page_lex["one"] and not any(
                    view.low[k] in self.page_lex["and"] or view.low[k] == "," for k in range(i + 2, end)
                )
                if lone or (i + 2 <= end and view.low[i + 2].split("-")[0] in self.page_lex["times"]):
                    return i - 1  # annonce une suspension, un premier recul
            if (
                view.low[i] == ","
                and page.quote_at(view.start[i]) < 0
                and (
                    view.pos[i + 1] in {"ADV", "ADP", "VERB", "AUX", "SCONJ", "PRON"}
                    or (view.pos[i + 1] == "ADJ" and view.pos[i - 1] != "ADJ")
                    or view.low[i + 1] in self.page_lex["trailing"]
                )
                and view.low[first] != "comme"
            ):
                return i - 1
        return end

    def _when_where(self, end: int, limit: int, cue: Cue) -> int:
        """A time or place after a comma, up to the end, belongs to what is asked for."""
        view = self.view
        if (
            end + 2 < limit
            and view.low[end + 1] == ","
            and (view.low[end + 2] in cue.lex["times"] or view.low[end + 2] in {"le", "à", "au"})
        ):
            last = end + 2
            while (
                last + 1 < limit and not view.is_punct(last + 1) and view.pos[last + 1] not in {"VERB", "AUX", "CCONJ"}
            ):
                last += 1
            if last + 1 >= limit or view.low[last + 1] in {".", ";"}:
                return last
        return end

    def _not_addressee(self, cue: Cue, head: int, first: int, end: int) -> int:
        """Leaves out the person told, and when and where: `annonce son retrait [au numéro deux]`."""
        view = self.view
        sub = max(view.edges(head)[1], first)
        if sub < end:
            i = sub + 1
            if tuple(view.low[i : i + 3]) in _REGARDS:
                return end  # les violences à l'égard de la police
            if view.low[i] in cue.lex["told_to"] and i + 1 <= end and view.infinitive(i + 1) and cue.lex["bare_that"]:
                return end  # praised the efforts of the minister to find a way out
            if (view.low[i] in cue.lex["told_or_where"] and view.pos[i + 1] != "NUM") or view.low[i] in cue.lex[
                "times"
            ]:
                return max(sub, head)
        return end
