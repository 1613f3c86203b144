"""How far the words of a clause run on, and where a mark, a comma or a joined clause cuts them."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.sources import Sources

_DASHES = {"-", "--", "–", "—", ";"}
_INNER = {")", "]", "%", "(...)", "[...]", "-", "'", "/", "&", "°"}


class Stretches(Sources):
    """Stretches a content to the end of its clause, and cuts it where another begins."""

    def _main_in(self, start: int, end: int) -> bool:
        """True where a stretch holds a finite verb that is neither a relative clause's nor one of when, while, as."""
        view, first = self.view, self.page.token_at(start)
        i = first
        while i < view.n and view.start[i] < end:
            if view.pos[i] in {"VERB", "AUX"} and view.finite(i) and self._is_main(i, first):
                return True
            i += 1
        return False

    def _is_main(self, i: int, first: int) -> bool:
        """True where no clause between a finite verb and the top of its stretch is a subordinate one."""
        view = self.view
        for _ in range(12):
            if i == first and view.pos[i] == "VERB":
                return False  # Asked if …, he said …
            if view.dep[i].startswith(("acl", "advcl")) or any(
                k < i and view.low[k] in self.page_lex["subordinators"] for k in view.kids[i]
            ):
                return False
            if view.head[i] == i or view.head[i] < first or view.head[i] - i > 30:
                break
            i = view.head[i]
        return True

    def _past_aside(self, comma: int, limit: int) -> bool:
        """True where a second comma closes an aside and a finite verb follows: `the ads, all new, will run`."""
        view = self.view
        close = next((k for k in range(comma + 1, min(comma + 16, limit)) if view.low[k] == ","), None)
        if close is None or close + 1 >= limit:
            return False
        i = close + 1 + (view.pos[close + 1] == "ADV")
        return i < limit and view.pos[i] in {"VERB", "AUX"} and view.finite(i)

    def _own_clause(self, at: int, limit: int) -> bool:
        """True where a pronoun or a name and its finite verb follow: a main clause of its own."""
        view = self.view
        return at + 1 < limit and view.pos[at] in {"PRON", "PROPN", "DET"} and self._finite_ahead(at, limit)

    def _stretch(self, end: int, limit: int, unit: Unit, cue: Cue, head: int | None = None) -> int:
        """Moves the end of a content right to the next mark: what the parse hung elsewhere belongs to it still."""
        view, page, lex = self.view, self.page, cue.lex
        others = self.by_unit.get(unit.index, ())
        finite = {c.first for c in others if c.form == "finite" and c is not cue}
        clause = head is not None and (
            view.finite(head) or any(view.dep[k].startswith(("aux", "cop")) and view.finite(k) for k in view.kids[head])
        )
        for _ in range(300):
            q = page.quote_at(view.start[end])
            if q >= 0 and page.quotes[q].outer.end > view.end[end]:
                end = max(end, page.token_before(page.quotes[q].outer.end))
                if end + 1 >= limit:
                    break
            nxt = end + 1
            if nxt >= limit or nxt >= view.n:
                break
            word = view.low[nxt]
            closed = q >= 0 and page.quotes[q].outer.end <= view.end[end]
            if closed and self.text[page.quotes[q].inner.end - 1] == "," and word in lex["trailing_words"]:
                break  # “… in force,” according to the paper
            q = page.quote_at(view.start[nxt])
            if q >= 0 and page.quotes[q].outer.start == view.start[nxt]:
                quote = page.quotes[q]
                if self.text[quote.inner.start].isupper() and quote.inner.end - quote.inner.start > 40:
                    break
                end = nxt
                continue
            if view.is_punct(nxt) and word not in _INNER:
                if word == "(":
                    close = next((k for k in range(nxt + 1, min(nxt + 15, limit)) if view.low[k] == ")"), None)
                    short = close is not None and close - nxt < 4 and close + 1 < limit and view.low[close + 1] == ","
                    if close is not None and close + 1 < limit and (short or not view.is_punct(close + 1)):
                        end = close
                        continue
                break
            if word in lex["coordinators"] or view.pos[nxt] == "CCONJ":
                after = nxt + 1
                if after >= limit or after in finite or (cue.form == "participle" and after in self._participles(unit)):
                    break
                if view.low[after] in lex["that"]:
                    h = view.head[after] if view.head[after] > after else after
                    end = max(after, min(view.edges(h)[1], limit - 1))
                    continue
                if cue.relative and view.low[after] in lex["relatives"]:
                    break  # un habitant qui se dit chasseur et qui a filmé …
                verb = self._verb_from(after, limit)
                if not clause and (word in lex["but"] or self._finite_ahead(after, limit)):
                    break
                if verb is not None and (self._has_subject(after, verb) or verb in finite):
                    break
                if verb is not None and view.head[verb] == cue.v:
                    now = self._tense(verb)
                    if head is None or (now != self._tense(head) and now == self._tense(cue.v)):
                        break
                if verb is not None and any(c.v == verb or c.first <= verb <= c.last for c in others):
                    break
                end = after
                continue
            asked = word in lex["granting"] and any(u.act in {"demands", "announces", "warns"} for u in cue.uses)
            clause = clause or asked
            if not clause and word in lex["subordinators"] and not asked and not self._marked_behind(nxt, limit):
                break
            if (
                not clause
                and nxt in finite
                and not any(view.low[k] in lex["relatives"] for k in range(max(end - 2, 0), end + 1))
            ):
                break
            if (
                page.quote_at(view.start[end]) >= 0
                and nxt + 1 < limit
                and f"{word} {view.low[nxt + 1]}" in lex["trailing_pairs"]
            ):
                break
            end = nxt
        return end

    def _participles(self, unit: Unit) -> set[int]:
        """First tokens of the unit's present participles that are cues: `parlant de … et appelant à …`."""
        view, out = self.view, set()
        for c in self.by_unit.get(unit.index, ()):
            above = view.head[c.v]
            if "Tense=Past" in view.feats[above] and view.dep[above].startswith("acl"):
                continue  # the news given by the radio and telling of …: joined to another participle
            if c.form == "participle" and "Tense=Past" not in view.feats[c.v]:
                out.add(c.first)
        return out

    def _cut(self, first: int, end: int, cue: Cue) -> int:
        """Cuts a content before what its comma adds about the saying, not in it."""
        view, page, lex = self.view, self.page, cue.lex
        starts, others = set(), set()
        for c in self.cues:
            if first < c.first <= end + 4 and c is not cue:
                if c.form == "participle":
                    if "Tense=Past" not in view.feats[c.v]:
                        starts.add(c.first)
                        starts |= {
                            k for k in range(c.first - 2, c.first) if k >= 0 and view.low[k] in lex["gerund"] | {"tout"}
                        }
                elif (
                    c.subject is not None
                    and c.subject < c.first
                    and not c.relative
                    and c.mode == "forward"
                    and not c.potential
                ):
                    starts.add(self._clause_start(c))
                    if view.dep[c.v] != "acl:relcl":
                        others.add(self._clause_start(c))
        clause = view.low[first] in lex["that"]
        end = self._past_marks(first, end, cue)
        i = first + 1
        while i < end:
            if (
                view.low[i] in lex["joining"]
                and lex["clitics"]
                and cue.fin is not None
                and cue.fin != cue.v
                and view.dep[i + 1] == "conj"
                and (view.head[i + 1] == cue.v or view.infinitive(view.head[i + 1]))
                and "Tense=Past" in view.feats[i + 1]
                and page.quote_at(view.start[i]) < 0
            ):
                end = i - 1  # a accusé l'Iran de jouer avec le feu et menacé de représailles
                break
            if (
                cue.form == "participle"
                and view.low[i] in lex["joining"]
                and (i + 1 in starts or ("VerbForm=Part" in view.feats[i + 1] and "Tense=Pres" in view.feats[i + 1]))
                and not any(
                    view.dep[k] == "acl" and "Tense=Past" in view.feats[k] and page.quote_at(view.start[k]) < 0
                    for k in range(first, i)
                )  # l'information donnée par la radio et faisant état de …
                and page.quote_at(view.start[i]) < 0
            ):
                end = i - 1  # assurant vouloir aider et promettant un débat
                break
            if view.low[i] == "," and page.quote_at(view.start[i]) < 0:
                nxt = i + 1
                word = view.low[nxt]
                two = f"{word} {view.low[nxt + 1]}" if nxt + 1 < view.n else word
                loose = not clause and (
                    ("VerbForm=Part" in view.feats[nxt] and "Tense=Pres" in view.feats[nxt])
                    or (
                        word in lex["gerund"]
                        and nxt + 1 < view.n
                        and "Tense=Pres" in view.feats[nxt + 1]
                        and "VerbForm=Part" in view.feats[nxt + 1]
                    )
                )
                loose = loose and not self._listed(nxt, end)
                trails = two in lex["trailing_pairs"] and not self._marked_behind(nxt, end)
                if nxt in starts or loose or trails or word in lex["trailing_words"]:
                    end = i - 1
                    break
            elif (
                (view.low[i] in _DASHES and i + 1 in others and lex["bare_that"] and page.quote_at(view.start[i]) < 0)
                or (
                    lex["bare_that"]
                    and i + 1 in others
                    and i > first + 1
                    and view.low[i] in lex["contrasts"]
                    and page.quote_at(view.start[i]) < 0
                )
                or (
                    view.low[i] in lex["channel_in"]
                    and i > first + 1
                    and page.quote_at(view.start[i]) < 0
                    and self._channel(i, end, lex)
                )
            ):
                end = i - 1
                break
            i += 1
        while end > first and view.is_punct(end) and page.quote_at(view.start[end]) < 0 and view.low[end] not in _INNER:
            end -= 1
        return end

    def _marked_behind(self, at: int, limit: int) -> bool:
        """True for `alors que « rien n'est prêt »`: what a conjunction adds stands in marks, so it was said too."""
        page, view = self.page, self.view
        if not self.page_lex["third_reflexives"] or at + 2 >= limit:
            return False
        q = page.quote_at(view.start[at + 2])
        return q >= 0 and page.quotes[q].outer.start == view.start[at + 2] and self._has_verb(page.quotes[q])

    def _past_marks(self, first: int, end: int, cue: Cue) -> int:
        """The end before what the same source does next: `rappelle que « tout est prêt » et met en garde …`.

        Only where the marks close right before « et » and hold the verb of the clause, or the content has none.
        """
        view, page, lex = self.view, self.page, cue.lex
        if not lex["clitics"] or cue.subject is None:
            return end
        for i in range(first + 1, end):
            q = page.quote_at(view.start[i - 1])
            if view.low[i] not in lex["joining"] or q < 0 or page.quotes[q].outer.end != view.end[i - 1]:
                continue
            verb = self._verb_from(i + 1, end + 1)
            if verb is None or page.quote_at(view.start[verb]) >= 0 or self._has_subject(i + 1, verb):
                continue
            outside = [(view.start[first], page.quotes[q].outer.start)]
            if view.start[first] < page.quotes[q].outer.start and self._verbs(*outside[0]):
                continue
            if view.low[first] in lex["that"] and not self._has_verb(page.quotes[q]):
                continue
            for other in self.cues:
                if i < other.first <= verb + 1 and not other.clitic and not other.relative:
                    other.subject, other.source, other.done = cue.subject, cue.source, cue.done
            return i - 1
        return end

    def _listed(self, at: int, end: int) -> bool:
        """English: True for a gerund in a list: `accused him of hiding, delaying and withholding files`."""
        view = self.view
        if not self.page_lex["bare_that"] or not any(
            view.low[k].endswith("ing") for k in range(max(at - 8, 0), at - 1)
        ):
            return False
        for k in range(at + 1, min(at + 14, end)):
            if view.pos[k] in {"VERB", "AUX"} and view.finite(k):
                return False
            if view.pos[k] == "CCONJ" and view.low[k + 1].endswith("ing"):
                return True
        return False

    def _channel(self, at: int, end: int, lex: Lexicon) -> bool:
        """True where `dans un communiqué`, `in a statement` starts at a token and nothing but its own words follow."""
        view = self.view
        i = at + 1
        if i > end or view.low[i] not in lex["channel_articles"]:
            return False
        i += 1
        while i <= end and view.pos[i] == "ADJ":
            i += 1
        documents = frozenset() if lex["bare_that"] else lex["documents"]  # earn ten percent in the polls
        if i > end or (view.lemma[i] not in documents and view.lemma[i] not in lex["channels"]):
            return False
        return not any(view.pos[k] in {"VERB", "AUX"} and view.finite(k) for k in range(i + 1, min(end + 1, i + 6)))
