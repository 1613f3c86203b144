"""English word order: whether what a subject and its verb say stands before them or behind, by position.

English puts the source before its verb on both sides of a content (`The road is safe, she said`, `On Monday, she said
the road is safe`): what is looked at is whether the words before can be said at all, and whether a clause follows.
"""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.reach import Reach


class Ahead(Reach):
    """Looks before and behind a cue whose subject comes first."""

    def _inverts(self, cue: Cue, unit: Unit) -> bool:
        """English puts an inverted subject right behind its verb, and nothing but a pause after a pronoun."""
        view, i = self.view, cue.last + 1
        if not cue.lex["subject_first_incise"]:
            return True
        if i >= unit.last or cue.lemma in cue.lex["never_inverted"]:
            return False
        return view.pos[i] in {"DET", "PROPN", "NOUN", "ADJ", "NUM", "X"} or (
            view.pos[i] == "PRON" and (view.dep[i] == "nmod:poss" or i + 1 >= unit.last or not view.finite(i + 1))
        )

    def _around(self, cue: Cue, unit: Unit, at: int, *, after_quote: bool) -> bool:
        """English: whether the words before `he said` can be what he said: `After the match, he said …` looks ahead."""
        if cue.passive and not after_quote:
            return False
        if after_quote and self._has_verb(self.page.quotes[self.page.quote_at(self._last_letter(at))]):
            return True
        if after_quote:
            return not self._said_ahead(cue, unit, opened=True)
        main = self._main_in(unit.start, at)
        if self._said_ahead(cue, unit, opened=not main):
            return False
        i = self._past_told(cue, unit)
        if not main and self._leads(unit, cue, i):
            return False
        return main or i >= unit.last or self.view.is_punct(i)

    def _leads(self, unit: Unit, cue: Cue, i: int) -> bool:
        """True for words without a verb that tell when or where, before a cue that goes on: `On Monday, he urged …`."""
        view = self.view
        opens = view.pos[unit.first] in {"ADP", "VERB", "SCONJ"} or view.low[unit.first] in cue.lex["times"]
        return opens and i > cue.last + 1

    def _last_letter(self, at: int) -> int:
        """The position before a comma that stands behind a mark, else the position itself."""
        return self.page.char_before(at)[1] if self.text[at] == "," else at

    def _past_told(self, cue: Cue, unit: Unit) -> int:
        """The token after a cue, past who was told, adverbs, times and phrases that tell where: `in an interview`."""
        view, lex = self.view, cue.lex
        i = cue.last + 1
        if cue.lemma in lex["with_addressee"] and i < unit.last and view.low[i] not in lex["that"]:
            if view.pos[i] == "PRON":
                i += 1
            elif view.pos[i] in {"DET", "NOUN", "PROPN", "ADJ", "NUM"}:
                i = self._past_phrase(i, unit.last)
        for _ in range(6):
            if i < unit.last and view.low[i] in lex["ask_words"]:
                break
            if i < unit.last and (view.pos[i] == "ADV" or view.low[i] in lex["times"]):
                i += 1
            elif i + 1 < unit.last and view.pos[i] == "ADP" and view.low[i] not in lex["that"]:
                i = self._past_phrase(i + 1, unit.last)
            else:
                break
        return i

    def _past_when(self, i: int, limit: int) -> int:
        """The token after adverbs and times: `said earlier on Monday | the road would close`."""
        view, times = self.view, self.page_lex["times"]
        while i < limit:
            if view.pos[i] == "ADV" or view.low[i] in times:
                i += 1
            elif view.pos[i] == "ADP" and i + 1 < limit and view.low[i + 1] in times and self.page_lex["bare_that"]:
                i += 2
            else:
                break
        return i

    def _past_phrase(self, i: int, limit: int) -> int:
        """The token after a noun phrase that starts at `i`, by position."""
        view = self.view
        if i < limit and view.pos[i] == "DET":
            i += 1
        if self._titled(i, limit):
            return min(limit, self.page.token_at(self.page.quotes[self.page.quote_at(view.start[i])].outer.end))
        while i < limit and (
            view.pos[i] in {"ADJ", "NOUN", "PROPN", "NUM"} or view.low[i] in {"'s", "'", "-"} or view.dep[i] == "amod"
        ):
            i += 1
        if i > 0 and view.low[i - 1] == "'s" and self._titled(i, limit):
            return min(limit, self.page.token_at(self.page.quotes[self.page.quote_at(view.start[i])].outer.end))
        return i

    def _titled(self, i: int, limit: int) -> bool:
        """English: True where marks open round a title of a few words: on NBC's “Meet the Press”."""
        q = self.page.quote_at(self.view.start[i]) if i < limit and self.page_lex["bare_that"] else -1
        if q < 0 or self.page.quotes[q].outer.start != self.view.start[i]:
            return False
        words = self.page.quotes[q].inner.cut(self.text).split()
        return len(words) <= 5 and words[:1] != [] and words[0][:1].isupper()

    def _said_ahead(self, cue: Cue, unit: Unit, *, opened: bool = False) -> bool:
        """True where a clause or a quotation of its own follows a cue, whatever the parse hangs on it.

        `opened`: what precedes the cue only leads to it, so that `said if …` opens a content.
        """
        view, lex = self.view, cue.lex
        i = self._past_told(cue, unit)
        if i + 1 >= unit.last:
            return False
        if view.low[i] == ",":
            q = self.page.quote_at(view.start[i + 1])
            return (
                q >= 0
                and self.page.quotes[q].outer.start == view.start[i + 1]
                and self.text[self.page.quotes[q].inner.start].isupper()
            )
        if view.low[i] in lex["that"]:
            return True
        if opened and view.low[i] in lex["conditional"] and i == cue.last + 1:
            return sum(view.finite(k) and view.pos[k] in {"VERB", "AUX"} for k in range(i, unit.last)) > 1
        q = self.page.quote_at(view.start[i])
        opens = view.pos[i] in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} or "Tense=Pres" in view.feats[i]
        if q >= 0 or not opens or view.low[i] in lex["relatives"]:
            return False
        for k in range(i + 1, min(i + 25, unit.last)):
            if view.low[k] == "," and self._past_aside(k, unit.last):
                return True
            if view.low[k] in {",", ";", ":"} or view.low[k] in lex["subordinators"] or view.low[k] in lex["trailing"]:
                return False
            if view.pos[k] in {"VERB", "AUX"} and (view.finite(k) or self._bare_past(k)):
                return view.low[k - 1] not in lex["relatives"]
        return False

    def _bare_past(self, k: int) -> bool:
        """True for a past tense with its subject that the tagger took for a participle: `the sale made sense`."""
        view = self.view
        if "Tense=Past" not in view.feats[k] or view.dep[k] in {"amod", "acl", "acl:relcl"}:
            return False
        return any(view.dep[s] == "nsubj" and s < k for s in view.kids[k]) and not any(
            view.dep[a].startswith("aux") for a in view.kids[k]
        )
