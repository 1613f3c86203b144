"""What all finders of one page share: quick looks at clauses, quotations and verbs."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.page import Page, Unit
from recoupe.annotate.statements.phrases import joined_left
from recoupe.annotate.statements.quotes import Quote

_INNER = {")", "]", "%", "(...)", "[...]", "-", "'", "/", "&", "°"}
_FAR = 25  # tokens between a cue and its colon


class Ground:
    """What all finders of one page share: quick looks at clauses, quotations and verbs."""

    def __init__(
        self, page: Page, lexicons: dict[str, Lexicon], cues: list[Cue], persons: set[tuple[int, int]]
    ) -> None:
        self.page, self.view, self.text = page, page.view, page.text
        self.persons = persons
        self.page_lex = lexicons[page.language]
        self.stripped = False
        self._counts: dict[str, int] = {}
        self._lower = page.text.lower()
        self.lexicons, self.cues = lexicons, cues
        self.used: set[int] = set()  # outer starts of quotations that belong to a statement
        self.answers: frozenset[int] = frozenset()  # outer starts of answers of an interview
        self.drafts: list[Draft] = []
        self.by_unit: dict[int, list[Cue]] = {}
        for cue in cues:
            self.by_unit.setdefault(cue.unit, []).append(cue)

    def is_person(self, head: int) -> bool:
        """True where the token stands in a person's name, or is a noun of which one is an apposition."""
        view = self.view
        tokens = [head, *(k for k in view.kids[head] if view.dep[k] in {"appos", "flat", "flat:name", "nmod"})]
        return any(a <= view.start[k] < b for k in tokens for a, b in self.persons)

    def repeated(self, words: str) -> bool:
        """True where the article marks the same words again, or prints them without marks: a name, then."""
        key = words.lower().strip("+' ").rstrip("s")
        if key not in self._counts:
            low, high, seen = self.page.section.start, self.page.section.end, 0
            at = self._lower.find(key) if key else -1
            while at >= 0 and seen < 2:
                before = self.text[at - 1 : at].strip() or self.text[max(0, at - 2) : at].strip()[-1:]
                if before and before in "«“”\"‘'+":
                    seen += 1
                elif " " in key and low <= at < high and self.page.quote_at(at) < 0:
                    seen += 2
                at = self._lower.find(key, at + len(key))
            self._counts[key] = seen
        return self._counts[key] > 1

    def _clause_start(self, cue: Cue) -> int:
        """Position where the cue's clause starts: its subject, if that stands right before it, else itself."""
        view = self.view
        first = cue.first
        s = cue.subject
        if s is not None and s < cue.first and not cue.clitic:
            a = min(s, view.edges(s)[0]) if view.kids[s] else s
            while a < s and view.is_punct(a) and self.page.quote_at(view.start[a]) < 0:
                a += 1
            if cue.lex["titles_first"] and view.pos[s] != "PRON":
                while a > 0 and view.pos[a - 1] in {"ADJ", "NOUN", "PROPN", "NUM", "DET"} and view.pos[a] != "DET":
                    a -= 1  # veteran Republicans, reporter Anna Roy: the parse leaves the first word out
                a = joined_left(view, a)
            a = self._with_role(a, cue)
            if cue.first - s <= 30:
                first = min(first, a)
        while first > 0 and first > cue.first - 40 and view.low[first - 1] in {"comme", "ainsi", "as", "so"}:
            first -= 1
        return first

    def _with_role(self, at: int, cue: Cue) -> int:
        """English: the start of a subject whose role comes first: `…, a spokeswoman, Anna Roy, said`."""
        view = self.view
        if not cue.lex["titles_first"] or at < 3 or view.low[at - 1] != "," or view.low[cue.first - 1] != ",":
            return at
        i = at - 2
        low = self.page.units[cue.unit].first if cue.unit >= 0 else 0
        while i > at - 9 and i >= low and view.pos[i] in {"DET", "ADJ", "NOUN", "PROPN", "ADP", "PRON", "PART"}:
            i -= 1
        opens = i < 0 or view.low[i] == "," or (cue.unit >= 0 and i + 1 == self.page.units[cue.unit].first)
        role = opens and view.pos[at] == "PROPN" and view.pos[at - 2] in {"NOUN", "PROPN"}
        return i + 1 if role and (view.pos[i + 1] == "DET" or view.dep[i + 1] == "nmod:poss") else at

    def _before(self, token: int) -> tuple[str, int, bool]:
        """The character before a token, its place, and whether it closes a quotation."""
        page = self.page
        char, at = page.char_before(self.view.start[token])
        q = page.quote_at(at) if at >= 0 else -1
        closes = q >= 0 and page.quotes[q].outer.end == at + 1 and page.quotes[q].closed
        if char == "," and at > 0:
            i = page.char_before(at)[1]
            q = page.quote_at(i) if i >= 0 else -1
            closes = (
                q >= 0
                and page.quotes[q].outer.end == i + 1
                and page.quotes[q].closed
                and (
                    len(page.quotes[q].inner.cut(self.text)) > 25
                    or page.quotes[q].inner.cut(self.text).rstrip()[-1:] in {"!", "?", "…"}
                )
            )
        return char, at, closes

    def _next_word(self, cue: Cue, unit: Unit) -> int | None:
        """The first token after the cue that is no adverb, time or blank."""
        view = self.view
        i = cue.last + 1
        while i < unit.last and (view.pos[i] == "ADV" or view.low[i] in cue.lex["times"]):
            i += 1
        return i if i < unit.last else None

    def _complete(self, spans: list[tuple[int, int]]) -> bool:
        """True where the words hold a main verb: what follows an incise is then no part of them."""
        view, page = self.view, self.page
        for a, b in spans:
            i = page.token_at(a)
            while i < view.n and view.start[i] < b:
                if view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                    return True
                i += 1
        return False

    def _complete_main(self, start: int, end: int) -> bool:
        """True where a stretch holds a finite verb that is not one of a relative clause."""
        view = self.view
        i = self.page.token_at(start)
        while i < view.n and view.start[i] < end:
            if view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                v = view.head[i] if view.dep[i].startswith(("aux", "cop")) else i
                if not view.dep[v].startswith("acl"):
                    return True
            i += 1
        return False

    def _verbs(self, a: int, b: int) -> bool:
        view = self.view
        i = self.page.token_at(a)
        while i < view.n and view.start[i] < b:
            if view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                return True
            i += 1
        return False

    def _has_verb(self, q: Quote) -> bool:
        return self._verbs(q.inner.start, q.inner.end)

    def _loose(self, words: str, lex: Lexicon, kind: str = "joiners") -> bool:
        """True where the words between quotations only join them, or before one only lead to it."""
        tokens = "".join(c if c.isalnum() or c in "'’" else " " for c in words.lower()).replace("’", "'").split()
        return len(tokens) <= 3 and all(t in lex[kind] for t in tokens)

    def _skip_connectors(self, start: int, end: int, lex: Lexicon) -> int:
        view, page = self.view, self.page
        i = page.token_at(start)
        while i < view.n and view.start[i] < end and view.low[i] in lex["coordinators"]:
            i += 1
            while i < view.n and view.low[i] == ",":
                i += 1
        return view.start[i] if i < view.n and view.start[i] < end else start

    def _parts(self, quote: Quote) -> list[tuple[int, int]]:
        self.used.add(quote.outer.start)
        return [(p.start, p.end) for p in quote.parts]

    def _inside_relative(self, i: int) -> bool:
        return self.view.dep[i] in {"acl:relcl", "acl", "advcl"} or (
            self.view.dep[i] == "conj" and self.view.dep[self.view.head[i]].startswith("acl")
        )

    def _colon(self, cue: Cue, unit: Unit) -> int | None:
        """Position of the colon that opens the cue's content."""
        view = self.view
        i = cue.last + 1
        seen_quote = False
        while i < min(cue.last + _FAR, unit.last):
            word = view.low[i]
            if word == ":":
                return view.start[i]
            if word in {";", ".", "!", "?"}:
                return None
            q = self.page.quote_at(view.start[i])
            if q >= 0:
                quote = self.page.quotes[q]
                if quote.inner.end - quote.inner.start > 50 or seen_quote:
                    return None
                seen_quote = True
                i = max(i + 1, self.page.token_at(quote.outer.end))
                continue
            if i > cue.last + 1 and any(
                c.first <= i <= c.last for c in self.by_unit.get(unit.index, ()) if c is not cue
            ):
                return None
            if (
                i > cue.last + 1
                and view.finite(i)
                and view.pos[i] == "VERB"
                and i not in cue.heads
                and not self._inside_relative(i)
            ):
                return None
            i += 1
        if i >= unit.last and self.text[unit.end - 1] == ":":
            return unit.end - 1
        return None

    def _verb_from(self, at: int, limit: int) -> int | None:
        """The finite verb that a coordinated part starts with, past clitics, negation and adverbs."""
        view = self.view
        i = at
        while i < limit and i < at + 5:
            if view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                return view.head[i] if view.dep[i].startswith(("aux", "cop")) else i
            if view.pos[i] not in {"PRON", "ADV", "PART"}:
                return None
            i += 1
        return None

    def _has_subject(self, at: int, verb: int) -> bool:
        view = self.view
        return view.pos[at] == "PRON" and view.dep[at] == "nsubj" and view.head[at] == verb

    def _tense(self, verb: int) -> tuple[bool, str]:
        """Compound or not, and the tense of the finite form: what joined verbs share."""
        view = self.view
        auxes = [k for k in view.kids[verb] if k < verb and view.dep[k].startswith(("aux", "cop")) and view.finite(k)]
        fin = auxes[0] if auxes else verb
        return bool(auxes), "|".join(f for f in view.feats[fin].split("|") if f.startswith(("Mood", "Tense")))

    def _finite_ahead(self, at: int, limit: int) -> bool:
        """True where a main verb comes before the next mark."""
        view = self.view
        i = at
        relative = False
        while i < limit and not (view.is_punct(i) and view.low[i] not in _INNER):
            relative = relative or (view.low[i] in self.page_lex["relatives"] and view.pos[i] == "PRON")
            if not relative and view.pos[i] in {"VERB", "AUX"} and view.finite(i):
                return True
            i += 1
        return False

    def _incise_end(self, cue: Cue, unit: Unit) -> int:
        """Position after the incise: its verb, its source, and what hangs on them up to a mark."""
        view, page = self.view, self.page
        last = max(cue.last, cue.source[1] if cue.source else cue.last)
        i = last + 1
        while i < unit.last:
            if view.low[i] in {",", ":", ";", ".", "!", "?", "…", "–", "—"}:
                break
            q = page.quote_at(view.start[i])
            if q >= 0 and q != cue.quote:
                quote = page.quotes[q]
                if quote.inner.end - quote.inner.start > 40 or self._has_verb(quote):
                    break
            i += 1
        return view.start[i] if i < unit.last else unit.end

    def _incise_last(self, cue: Cue, unit: Unit) -> int:
        return self.page.token_at(self._incise_end(cue, unit))

    def _ahead(self, cue: Cue, unit: Unit) -> bool:
        """True where the cue has a content of its own behind it."""
        view = self.view
        for h in cue.heads:
            for k in view.kids[h]:
                if (
                    k > cue.v
                    and view.dep[k] in {"ccomp", "xcomp"}
                    and not (view.is_punct(cue.last + 1) and view.low[cue.last + 1] == ",")
                ):
                    return True
        nxt = cue.last + 1
        if nxt < unit.last and view.low[nxt] in cue.lex["that"]:
            return True
        return self._colon(cue, unit) is not None
