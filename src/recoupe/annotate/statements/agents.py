"""Sources that are no subject of their cue: the agent of a passive, *auprès de X*, *chez X*, what bears the words."""

from __future__ import annotations

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.ground import Ground
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.annotate.statements.phrases import can_speak, noun_phrase


class Agents(Ground):
    """Finds sources that are no subject of their cue."""

    def _agent(self, cue: Cue) -> tuple[int, int] | None:
        """The agent of a passive, or the source that a frame gives (a-t-on appris de source policière)."""
        view = self.view
        if cue.nobody:
            told = self._told_by(cue) or self._seated(cue)
            if told is not None:
                return told
        for h in cue.heads:
            for k in view.kids[h]:
                if k > cue.v and view.dep[k] in {"obl:agent", "obl", "obl:arg"}:
                    a = view.edges(k)[0]
                    if view.low[a] in cue.lex["agent"]:
                        return noun_phrase(self.page, k, a + 1, view.edges(k)[1] + 1, cue.lex)
                    if view.low[a] in {"auprès"} or (
                        view.low[a] in {"de", "d'", "from"} and view.lemma[k] in cue.lex["source_nouns"]
                    ):
                        if view.low[a] == "auprès":
                            a += 1
                        return noun_phrase(self.page, k, a + 1, view.edges(k)[1] + 1, cue.lex)
        return None

    def _bearer(self, cue: Cue) -> tuple[int, int] | None:
        """`des pancartes sur lesquelles était écrit`, `une affiche où l'on pouvait lire`: what bears the words."""
        view, lex = self.view, cue.lex
        if not any(u.name == "read" for u in cue.uses) and cue.lemma not in lex["written"]:
            return None
        i = next((k for k in range(cue.first - 1, max(cue.first - 5, -1), -1) if view.low[k] in lex["bearing"]), None)
        if i is None:
            return None
        relative = i
        i -= 1
        while i > 0 and (view.pos[i] == "ADP" or view.low[i] == ","):
            i -= 1
        while view.head[i] < i and view.dep[i] in {"nmod", "amod", "acl", "appos", "flat", "compound"}:
            i = view.head[i]
        if view.pos[i] not in {"NOUN", "PROPN"}:
            return None
        first, last = noun_phrase(self.page, i, 0, relative, lex)
        return first, last if view.pos[last] != "ADP" else last - 1

    def _told_by(self, cue: Cue) -> tuple[int, int] | None:
        """By position: `a-t-on appris mardi auprès du parquet`, `… de sources concordantes`."""
        view, lex = self.view, cue.lex
        i = cue.last + 1
        while (
            i < view.n
            and view.low[i] not in lex["informed_by"]
            and (view.pos[i] in {"ADV", "NUM"} or view.low[i] in lex["times"])
        ):
            i += 1
        if i + 1 >= view.n:
            return None
        there = self._said_at(cue, i)
        if there is not None:
            return there
        if view.low[i] in lex["informed_by"]:
            i += 1
            if view.low[i] not in lex["source_of"]:
                return None
        elif view.low[i] not in lex["source_of"] or not any(
            view.lemma[k] in lex["source_nouns"] for k in range(i + 1, min(i + 3, view.n))
        ):
            return None
        head = next((k for k in range(i + 1, min(i + 6, view.n)) if view.pos[k] in {"NOUN", "PROPN", "PRON"}), None)
        if head is None or any(view.is_punct(k) for k in range(i + 1, head)):
            return None
        if view.low[head] in lex["media"] and cue.lemma not in lex["learning"]:
            return None  # confirmé auprès de l'AFP: the one who was told
        first = i + 1 if view.low[i] != "des" or view.pos[i] == "ADP" else i
        _, last = noun_phrase(self.page, head, first, min(view.n, view.edges(head)[1] + 12), lex)
        return first, last

    def _said_at(self, cue: Cue, i: int) -> tuple[int, int] | None:
        """`explique-t-on à la préfecture`, `dit-on chez Renault`, `dans l'entourage du maire`: where *on* sits."""
        view, lex = self.view, cue.lex
        if cue.lemma in lex["learning"] or cue.lemma in lex["perceiving"] or view.low[i] not in lex["said_at"]:
            return None
        if cue.passive and lex["third_reflexives"]:
            return None  # il a été reproché à la direction
        words = view.low[i : i + 3]
        if words[0] in lex["source_of"] and words[1:2] != ["côté"]:
            return None  # s'étonne-t-on du calendrier
        if words[:2] == ["du", "côté"]:
            i += 3 if words[2] in lex["source_of"] else 2
        elif view.low[i] in lex["said_within"]:
            i += 1
            if not any(view.lemma[k] in lex["circles"] for k in range(i, min(i + 4, view.n))):
                return None
        else:
            i += 1
        head = next((k for k in range(i, min(i + 6, view.n)) if view.pos[k] in {"NOUN", "PROPN"}), None)
        if head is None or any(view.is_punct(k) for k in range(i, head)):
            return None
        if view.low[head] in lex["media"] or view.low[head] in lex["times"] or not can_speak(view, head, lex):
            return None
        printed = self.text[view.start[head] : view.end[head]]
        if head == i and printed.islower() and view.low[i - 1] == "à":
            return None  # se borne-t-on à rappeler: no noun after a bare preposition
        if view.low[i - 1] in lex["told_to"] and printed.isupper() and len(printed) > 1 and view.dep[head] != "obl":
            return None
        _, last = noun_phrase(self.page, head, i, min(view.n, view.edges(head)[1] + 12), lex)
        return i, last

    def _seated(self, cue: Cue) -> tuple[int, int] | None:
        """`Au cabinet du ministre, on indique`, `à la fédération, où l'on juge`: where *on* sits, told before it."""
        view, lex, s = self.view, cue.lex, cue.subject
        if s is None or view.low[s] not in lex["nobody"] or not 0 <= cue.unit < len(self.page.units):
            return None
        unit = self.page.units[cue.unit]
        if cue.clitic or s > cue.first or cue.quote >= 0:
            return self._seated_behind(cue, unit.last) if cue.clitic else None
        i = s - 1 - (view.low[s - 1] == "l'")
        if i > unit.first and view.low[i] in lex["bearing"] and view.low[i] in lex["relatives"]:
            i -= 1 + (view.low[i - 1] == ",")
            while view.head[i] < i and view.dep[i] in {"nmod", "amod", "acl", "appos", "flat", "flat:name"}:
                i = view.head[i]
            if i <= unit.first or view.pos[i] not in {"NOUN", "PROPN"} or not can_speak(view, i, lex):
                return None
            first, last = noun_phrase(self.page, i, unit.first, s, lex)
            before = view.low[first - 1] if first > unit.first else ""
            return (first, last) if {before, view.low[first]} & lex["said_at"] else None
        if i <= unit.first or view.low[i] != ",":
            return None
        first = unit.first
        while first < i and (view.low[first] in lex["connectors"] or view.low[first] == ","):
            if view.low[first] in lex["said_at"] or view.low[first] in lex["street"]:
                break
            first += 1
        closed = next(k for k in range(first, i + 1) if view.low[k] == ",")
        return self._seat(first, closed, lex)

    def _seated_behind(self, cue: Cue, stop: int) -> tuple[int, int] | None:
        """`avance-t-on le plus calmement du monde à la préfecture`: further on behind an incise."""
        view, lex = self.view, cue.lex
        if cue.lemma in lex["learning"] or cue.lemma in lex["perceiving"]:
            return None
        for k in range(cue.last + 1, min(cue.last + 12, stop)):
            if view.is_punct(k) or (view.finite(k) and view.pos[k] == "VERB"):
                return None
            if view.low[k] in lex["said_at"] and view.low[k - 1] not in lex["source_of"]:
                there = self._said_at(cue, k)
                if there is not None:
                    return there
        return None

    def _seat(self, i: int, stop: int, lex: Lexicon) -> tuple[int, int] | None:
        """The body or the circle in `à la préfecture`, `dans l'entourage du maire`, `place Vendôme`."""
        view = self.view
        within = view.low[i] in lex["said_within"]
        if view.low[i : i + 2] == ["du", "côté"] or view.low[i : i + 2] == ["au", "sein"]:
            i += 3 if view.low[i + 2] == "de" else 2
            i += view.low[i] in lex["source_of"]
        elif view.low[i] in lex["said_at"]:
            i += 1
        elif view.low[i] not in lex["street"]:
            return None
        head = next((k for k in range(i, min(i + 6, stop)) if view.pos[k] in {"NOUN", "PROPN"}), None)
        if head is None or any(view.is_punct(k) and view.low[k] not in {"'", "-"} for k in range(i, head)):
            return None
        named = self.text[view.start[head]].isupper() or view.low[i] in lex["street"]
        if within and not named and not any(view.lemma[k] in lex["circles"] for k in range(i, min(i + 4, stop))):
            return None
        if view.low[head] in lex["times"] or view.lemma[head] in lex["mute"]:
            return None
        if not (named or can_speak(view, head, lex)):
            return None
        return i, noun_phrase(self.page, head, i, stop, lex)[1]
