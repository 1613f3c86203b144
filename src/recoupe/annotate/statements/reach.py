"""How far a content goes: stretched to the next mark, cut at what does not belong."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Lexicon, Use
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.phrases import can_speak
from recoupe.annotate.statements.quotes import Quote
from recoupe.annotate.statements.sources import Sources

_DASHES = {"-", "--", "–", "—", ";"}
_PAUSES = {",", "-", "--", "–", "—"}
_INNER = {")", "]", "%", "(...)", "[...]", "-", "'", "/", "&", "°"}


class Reach(Sources):
    """How far a content goes: stretched to the next mark, cut at what does not belong."""

    def _limit(self, cue: Cue, unit: Unit, cues: list[Cue]) -> int:
        """The token at which a content that follows the cue must stop: an incise, or the end of the unit."""
        limit = unit.last
        for other in cues:
            if other.mode == "incise" and other.first > cue.v:
                start = (
                    self._clause_start(other) if other.subject is not None and other.subject < other.v else other.first
                )
                limit = min(limit, start)
                break
        return min(limit, self._predicate_of_noun(cue, limit))

    def _predicate_of_noun(self, cue: Cue, limit: int) -> int:
        """Where the verb of the noun that a participle hangs on takes over: `la lettre prévenant X de Y est fausse`."""
        view = self.view
        noun = view.head[cue.v]
        told = cue.form == "participle" and view.dep[cue.v] == "acl"
        told = told or (cue.relative and view.dep[cue.v] == "acl:relcl" and bool(cue.lex["bare_that"]) and noun < cue.v)
        if not told or not view.dep[noun].startswith("nsubj"):
            return limit
        verb = view.head[noun]
        if verb <= cue.last:
            return limit
        auxes = [k for k in view.kids[verb] if k > cue.last + 1 and view.dep[k].startswith(("aux", "cop"))]
        return min([limit, verb, *auxes])

    def _claimed(self, quote: Quote, cue: Cue) -> bool:
        """True where an incise right after the quotation takes it."""
        i = self.page.token_at(quote.outer.end)
        view = self.view
        while i < view.n and (view.is_punct(i) and view.low[i] in {",", "-", "–", "—"}):
            i += 1
        for other in self.cues:
            if other.first == i and other.mode == "incise" and other is not cue:
                return True
            if other.first > i:
                break
        return False

    def _reach(
        self, head: int, first: int, limit: int, unit: Unit, cue: Cue, *, clause: bool = False, bare: bool = False
    ) -> int:
        """The last token of a content: its subtree, stretched to the next mark and cut at what does not belong.

        `bare`: the head was found by position, its subtree may hold anything.
        """
        view, _page, _lex = self.view, self.page, cue.lex
        end = max(min(head if bare else view.edges(head)[1], limit - 1), first)
        end = self._stretch(end, limit, unit, cue, head)
        if clause and not (cue.form == "participle" and cue.first <= unit.first + 2):
            end = self._on(first, end, limit, unit, cue, head)
        end = self._cut(first, end, cue)
        if cue.lex["bare_that"] and end > first:
            end = self._before_main(cue, first, end)
        if not clause and cue.quote < 0:
            end = self._gerund_says(cue, first, end, unit)
        return self._joined_saying(cue, first, end, unit, head) if cue.lex["says_on"] else end

    def _before_main(self, cue: Cue, first: int, end: int) -> int:
        """English: the end before the main clause that the cue's clause hangs on: `If tests show it leaks, we stop`."""
        view, lex = self.view, cue.lex
        opener = next((k for k in view.kids[cue.v] if view.dep[k] == "mark" and k < cue.first), None)
        if cue.unit < 0 or cue.form != "finite" or opener is None or view.low[opener] not in lex["leading"]:
            return end
        if opener > self.page.units[cue.unit].first + 2:
            return end
        for i in range(first + 1, end - 1):
            if self.page.quote_at(view.start[i]) >= 0:
                continue
            if view.low[i] in _DASHES and view.pos[i + 1] == "ADP":
                return i - 1  # after he accused her of theft — in public — the firm …
            if view.low[i] != ",":
                continue
            opens = view.pos[i + 1] in {"DET", "PROPN", "PRON", "NOUN", "NUM", "ADJ"} and view.pos[i + 1] != "CCONJ"
            if opens and view.low[i + 1] not in lex["relatives"] and self._finite_ahead(i + 1, end + 1):
                return i - 1
        return end

    def _gerund_says(self, cue: Cue, first: int, end: int, unit: Unit) -> int:
        """The end before a second report of the same source, without a comma: `appelle au calme en disant que …`."""
        view, page, lex = self.view, self.page, cue.lex
        for other in self.by_unit.get(unit.index, ()):
            at = next((k for k in range(other.v - 1, max(first, other.v - 3), -1) if view.low[k] in lex["gerund"]), -1)
            if not first < at <= end or other.form != "participle" or other.quote >= 0:
                continue
            nxt = other.last + 1
            while nxt < unit.last and view.pos[nxt] == "ADV":
                nxt += 1
            if nxt >= unit.last or page.quote_at(view.start[at]) >= 0:
                continue
            q = page.quote_at(view.start[nxt])
            if view.low[nxt] in lex["that"] or (q >= 0 and page.quotes[q].outer.start == view.start[nxt]):
                self._source(cue, unit)
                if not other.done and cue.source is not None:
                    other.source, other.done = cue.source, True
                return at - 1
        return end

    def _joined_saying(self, cue: Cue, first: int, end: int, unit: Unit, head: int) -> int:
        """English: the end before a second saying of the same source: `said he had voted for her, but cautioned …`."""
        view, lex = self.view, cue.lex
        if cue.form != "finite" or cue.fin is None or cue.quote >= 0:
            return end
        for other in self.by_unit.get(unit.index, ()):
            at = other.first
            while at > first and view.pos[at - 1] == "ADV":
                at -= 1
            if not first + 1 < at <= end or other.form != "finite" or other.quote >= 0 or other.passive:
                continue
            if view.low[at - 1] not in lex["coordinators"] or other.clitic or other.relative:
                continue
            own = other.subject is not None and first <= other.subject and other.subject in view.kids[other.v]
            perfect = cue.fin != cue.v and not other.past and view.low[cue.fin] in lex["have"]
            if own or other.lemma not in lex["says_on"] or (other.past != cue.past and not perfect):
                continue
            if (
                other.fin != other.v
                or cue.fin != cue.v
                or self._tense(head) != self._tense(other.v)
                or self._mute(head)
            ):
                stop = at - 2
                while stop > first and view.is_punct(stop) and view.low[stop] not in _INNER:
                    stop -= 1
                self._source(cue, unit)
                if cue.source is not None and not other.done:
                    other.subject, other.source, other.done = cue.subject, cue.source, True
                return stop
        return end

    def _mute(self, head: int) -> bool:
        """True where the subject of a clause is nothing that could go on to say something."""
        view, lex = self.view, self.page_lex
        inner = next((k for k in view.kids[head] if view.dep[k] in {"nsubj", "nsubj:pass", "expl"}), None)
        if inner is None:
            return False
        return view.low[inner] in {"it", *lex["own_pronouns"]} or not can_speak(view, inner, lex)

    def _on(self, first: int, end: int, limit: int, unit: Unit, cue: Cue, head: int) -> int:
        """A clause goes on over commas up to what is told of its saying: another cue, a frame, a main clause."""
        view, page, lex = self.view, self.page, cue.lex
        others = [c for c in self.by_unit.get(unit.index, ()) if c is not cue and c.mode != ""]
        starts = {self._clause_start(c) for c in others if c.form == "finite" and not c.relative} | {
            c.first for c in others
        }
        for _ in range(12):
            i = end + 1
            if i + 1 >= limit or view.low[i] not in _PAUSES or page.quote_at(view.start[i]) >= 0:
                return end
            nxt = i + 1
            while nxt < limit and view.low[nxt] in lex["gerund"] | {"tout"}:
                nxt += 1
            word = view.low[i + 1]
            opened = self._open_end(end) or self._closes_aside(first, i, limit) or self._led(first, i)
            if lex["bare_that"] and opened:
                end = self._stretch(i + 1, limit, unit, cue, head)  # is glad that Roe, who knew, is now helping
                continue
            if lex["bare_that"] and not self._main_in(view.start[first], view.end[end]):
                end = self._stretch(i + 1, limit, unit, cue, head)  # that this account, and others like it, show …
                continue
            two = f"{word} {view.low[i + 2]}" if i + 2 < view.n else word
            if nxt in starts or i + 1 in starts or two in lex["trailing_pairs"] or word in lex["trailing_words"]:
                return end
            if word in lex.frames or (
                word in lex["coordinators"] and (i + 2 in starts or self._own_clause(i + 2, limit))
            ):
                return end
            q = page.quote_at(view.start[i + 1])
            if q >= 0 and page.quotes[q].outer.start == view.start[i + 1]:
                return end
            if word in lex["belongs"] or (lex["bare_that"] and view.pos[end] == view.pos[i + 1] == "ADJ"):
                end = self._stretch(i + 1, limit, unit, cue, head)  # along with …; an illicit, insecure server
                continue
            if view.pos[i + 1] in {"ADV", "ADJ", "VERB", "AUX"} and word not in lex["relatives"]:
                return end
            if word in lex["times"] or (cue.form == "participle" and word not in lex["relatives"]):
                return end
            opens = view.pos[i + 1] in {"DET", "PROPN", "PRON"} and word not in lex["relatives"]
            if opens and self._finite_ahead(i + 1, limit) and self._complete([(view.start[first], view.end[end])]):
                return end  # a main clause of its own
            end = self._stretch(i + 1, limit, unit, cue, head)
        return end

    def _open_end(self, end: int) -> bool:
        """English: True where a comma parts a word from the clause that it opens: `voters who, even now, doubt`."""
        view = self.view
        return view.pos[end] in {"SCONJ", "ADP", "CCONJ", "DET"} or (
            view.low[end] in self.page_lex["relatives"] and view.pos[end] == "PRON"
        )

    def _led(self, first: int, comma: int) -> bool:
        """English: True where a comma closes what opens a clause: `that although he confessed, he felt nothing`."""
        view = self.view
        word = first + (view.low[first] in self.page_lex["that"])
        opens = view.low[word] in self.page_lex["leading"] or (word > first and view.pos[word] == "ADP")
        return opens and not any(view.low[k] == "," for k in range(first, comma))

    def _closes_aside(self, first: int, comma: int, limit: int) -> bool:
        """English: True where a comma closes a relative clause and the verb of its noun follows."""
        view = self.view
        i = comma + 1 + (view.pos[comma + 1] == "ADV")
        if i >= limit or view.pos[i] not in {"VERB", "AUX"} or not view.finite(i):
            return False
        opened = next((k for k in range(comma - 1, first, -1) if view.low[k] == ","), None)
        return opened is not None and view.low[opened + 1] in self.page_lex["relatives"]

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
        """True for `alors que « c'est le contraire »`: what a conjunction adds stands in marks, so it was said too."""
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

    def _span(self, cue: Cue, unit: Unit, use: Use, first: int, last: int, kind: str) -> Draft:
        """A draft over tokens; the inside of a quotation where it is one."""
        page, view = self.page, self.view
        while (
            first < last
            and page.quote_at(view.start[first]) < 0
            and (
                (view.low[first] in cue.lex["times"] and view.low[first] not in {"ce"})
                or (view.pos[first] == "NUM" and view.low[first + 1] in cue.lex["times"])
                or view.low[first] == ","
            )
        ):
            first += 1
        last = max(first, last)
        a, b = view.start[first], view.end[last]
        q = page.quote_at(b - 1)
        if q >= 0 and page.quotes[q].outer.end > b and q != cue.quote:
            b = page.quotes[q].outer.end
        if q >= 0 and q == cue.quote:  # a report inside the marks: its own words, not all of them
            return self._draft(kind, [(a, min(b, page.quotes[q].inner.end))], cue, use, unit)
        q = page.quote_at(a)
        if q >= 0 and page.quotes[q].outer.start < a and page.quotes[q].outer.end < b:
            a = page.quotes[q].outer.start
        for quote in page.quotes_in(a, b):
            self.used.add(quote.outer.start)
        if q >= 0 and page.quotes[q].outer.start <= a and page.quotes[q].outer.end >= b:
            return self._draft(kind, self._parts(page.quotes[q]), cue, use, unit)
        return self._draft(kind, [(a, b)], cue, use, unit)
