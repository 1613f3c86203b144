"""Where each statement stands on a claim, and what its speaker is to the matter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from recoupe.judge._language import Lexicon, lexicon, stem
from recoupe.judge._propositions import Proposition
from recoupe.judge.claims.houses import Houses
from recoupe.judge.claims.status import Kind, Relation, Stance
from recoupe.model import Dossier, Speaker
from recoupe.text import fold

_WORDS = re.compile(r"\w+")
_MARKS = re.compile(r"[«»“”\"]\s*")
_BREATH = 400
_OPENING = 30
_BLANK = " \u00a0\u202f\n"


class Voices:
    """The story's speakers as judges need them: what each is, in the words of the articles."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.speakers = {s.id: s for s in dossier.speakers}
        self._kind: dict[tuple[str, str], Relation] = {}
        self.houses = Houses(dossier)
        self._press = {fold(n) for a in dossier.articles if (n := a.outlet)} | {
            fold(c.agency) for notes in dossier.notes for c in notes.credits
        }

    def standing(self, speaker: str | None, source: str, code: str) -> Relation:
        """What somebody is by his titles alone: authority, party, third or unnamed."""
        key = (speaker or source, code)
        if key not in self._kind:
            self._kind[key] = self._standing(self.speakers.get(speaker or ""), source, lexicon(code))
        return self._kind[key]

    def _standing(self, speaker: Speaker | None, source: str, lex: Lexicon) -> Relation:
        names = [*((speaker.name, *speaker.roles, *speaker.aliases) if speaker else ()), source]
        words = {w for n in names for w in _WORDS.findall(fold(n))} | {p for n in names for p in fold(n).split()}
        unnamed = speaker is None or speaker.kind == "unnamed"
        if speaker is not None and speaker.kind == "document":
            return "authority" if words & lex.speakers["official_document"] else "third"
        if unnamed and words & lex.speakers["weak"]:
            return "unnamed"
        if words & lex.speakers["authority"]:
            return "authority"
        if words & lex.speakers["party"]:
            return "party"
        return "unnamed" if unnamed else "third"

    def unnamed(self, p: Proposition) -> bool:
        """True where nobody with a name or an office speaks."""
        return self.standing(p.statement.speaker, self._source(p), p.language) == "unnamed"

    def near(self, p: Proposition) -> bool:
        """True where somebody speaks who has to know: an authority, or who is close to the matter."""
        return self.standing(p.statement.speaker, self._source(p), p.language) in ("authority", "party")

    def spoken(self, p: Proposition) -> bool:
        """True unless a document speaks: what is written cannot take itself back."""
        speaker = self.speakers.get(p.statement.speaker or "")
        return speaker is None or speaker.kind != "document"

    def named(self, p: Proposition) -> bool:
        """False for an official without a name, who may be the one that is named beside him."""
        speaker = self.speakers.get(p.statement.speaker or "")
        if speaker is None or speaker.kind != "unnamed":
            return speaker is not None
        return self.standing(p.statement.speaker, self._source(p), p.language) != "authority"

    def answers(self, p: Proposition) -> bool:
        """True where a negation takes up what others may have told: a fact in the mouth of whoever has to know, no plan
        or attitude of his own."""
        lex = lexicon(p.language)
        mine = p.first_person and p.statement.form != "indirect"
        if self._of_oneself(p, lex) or felt(p) or p.statement.act == "announces":
            return False
        if mine and (lex.future.search(p.folded) or not lex.past.search(p.folded)):
            return False
        return self.near(p)

    def slight(self, p: Proposition) -> bool:
        """True for a witness, a newspaper or a document: their word alone announces nothing."""
        speaker = self.speakers.get(p.statement.speaker or "")
        if speaker is None or speaker.kind == "document":
            return True
        words = {
            w
            for n in (speaker.name, *speaker.roles, *speaker.aliases, self._source(p))
            for w in _WORDS.findall(fold(n))
        }
        return bool(words & lexicon(p.language).speakers["slight"]) or fold(speaker.name) in self._press

    def _source(self, p: Proposition) -> str:
        return p.statement.source.cut(self.dossier.articles[p.article].text) if p.statement.source else ""

    def subject(self, p: Proposition) -> str | None:
        """The person who speaks of himself in a proposition, None where nobody does."""
        speaker = self.speakers.get(p.statement.speaker or "")
        answers = p.statement.act in ("denies", "confirms", "corrects", "declines")
        if answers or speaker is None or speaker.kind not in ("person", "unnamed"):
            return None
        return speaker.id if self._of_oneself(p, lexicon(p.language)) else None

    def _of_oneself(self, p: Proposition, lex: Lexicon) -> bool:
        """An infinitive (*avoir volé*), one's own intention or plan: the subject is who speaks."""
        if p.statement.form == "direct":
            return False
        if p.infinitive:
            return True
        head = _WORDS.findall(p.folded)[:4]
        return lex.plan.search(p.folded) is not None or (
            len(head) > 1 and head[0] in lex.possessives and head[1] in lex.own_nouns
        )

    def relation(self, p: Proposition) -> Relation:
        """What the speaker is to what he says here."""
        standing = self.standing(p.statement.speaker, self._source(p), p.language)
        if standing == "unnamed":
            return standing
        lex = lexicon(p.language)
        if p.statement.act == "announces" or (p.statement.act == "demands" and standing == "authority"):
            return "owner"
        own = self._of_oneself(p, lex) or (p.first_person and p.statement.form != "indirect")
        return "owner" if own or self._of_his_house(p) else standing

    def _of_his_house(self, p: Proposition) -> bool:
        """True where a clause opens with him who utters it, or with the body that he speaks for."""
        return p.opens is not None and self.houses.of(p.opens) == self.houses.of(p.statement.speaker)

    def house(self, p: Proposition) -> str | None:
        """For whom somebody speaks here: *le groupe renonce, a annoncé son président* is the group's own word."""
        own = self.houses.of(p.statement.speaker)
        if own == p.statement.speaker and p.statement.act == "announces":
            return self.houses.of(p.opens or self.houses.opening(p.folded)) or own
        return own


def kind(p: Proposition, key: str, positive: bool, lex: Lexicon, said: str, after: str = "") -> Kind | None:
    """A statement's stance on the claim keyed by a concept, which is `positive` or itself a negation; None where it
    takes none: it only supposes, passes over in silence, or tells what ought not to be.

    `said` is the whole statement's text and `after` what follows the clause in it, both folded: *Cela
    implique un départ. Ce n'est pas le cas.* denies.
    """
    s = p.statement
    if s.act == "declines" and silent(p, lex):
        return None
    if s.act in ("asks", "declines") or lex.marked("declines", p.folded) or p.text.rstrip(_BLANK).endswith("?"):
        return "questions"
    if lex.supposed.search(p.folded) and _supposed(p, key):
        return None
    negated = p.concepts.get(key, False)
    if s.act == "denies" or lex.affirmed("denial", p.folded) or _dismissed(p, lex):
        return "denies" if positive or not negated else "asserts"
    if lex.marked("denies", after):
        return "denies" if negated != positive else "asserts"
    if negated == positive:
        unreal = lex.unreal.search(p.folded) and not p.first_person
        return None if negated and (unreal or lex.marked("tentative", p.folded)) else "denies"
    if lex.marked("questions", p.folded):
        return "questions"
    if (
        s.act == "confirms"
        or lex.affirmed("confirms", said[:_OPENING])
        or lex.affirmed("confirms", p.folded[:_OPENING])
        or lex.affirmed("confirmed", p.folded)
    ):
        return "asserts" if _hedged(p) else "confirms"
    return "asserts"


def _dismissed(p: Proposition, lex: Lexicon) -> bool:
    """True where somebody calls what was said before untrue, in words that say nothing else: *pure invention*."""
    if not p.borrowed or p.statement.act == "confirms":
        return False
    plain = _WORDS.findall(p.folded)
    return any(w in lex.dismissals for w in plain) != any(w in lex.negators for w in plain)


def silent(p: Proposition, lex: Lexicon) -> bool:
    """True where somebody leaves a thing unsaid (*ne mentionne pas les grèves*); who will not say whether it is so
    declines."""
    cue = p.statement.cue.cut(p.source_text) if p.statement.cue is not None else ""
    head = _WORDS.findall(fold(p.statement.content[0].cut(p.source_text)))[:1]
    if set(head) & (lex.conditions | {"whether"}) or lex.marked("declines", fold(cue)):
        return False
    return any(stem(w, lex.language) in lex.silence for w in _WORDS.findall(fold(cue)))


def norm(p: Proposition) -> bool:
    """True where a clause tells what ought to be: nobody can bear that out."""
    return lexicon(p.language).norm.search(_MARKS.sub("", p.folded)) is not None


def _supposed(p: Proposition, key: str) -> bool:
    """True where the concept stands in the condition, before the first comma."""
    comma = p.text.find(",")
    end = p.spans[0].start + comma if comma >= 0 else p.spans[-1].end
    return any(w.concept == key and w.start < end for w in p.words)


def felt(p: Proposition) -> bool:
    """True where the words, or the cue that gives them (*souhaite*, *se dit triste*), tell a wish or a feeling.

    What somebody says in his own words in the same breath is part of it: *courage à tous, ils y arriveront*.
    """
    lex = lexicon(p.language)
    if any(c in lex.feelings for c in p.concepts):
        return True
    near = [p.statement.cue.cut(p.source_text)] if p.statement.cue is not None else []
    if p.statement.form == "direct" and lex.future.search(p.folded):
        near += [s.cut(p.source_text)[:_BREATH] for s in p.statement.content]
    words = [w for t in near for w in _WORDS.findall(fold(t)) if w not in lex.light]
    return any(w in lex.feeling_words or lex.concept_of(w) in lex.feelings for w in words)


def _hedged(p: Proposition) -> bool:
    """True where the article does not vouch; a speaker's own *semble*, in his own words, is no such thing."""
    if felt(p):
        return True  # a wish vouches for nothing
    if lexicon(p.language).marked("tentative", p.folded):
        return True
    hedge = p.statement.hedge
    if hedge is not None and fold(hedge.cut(p.source_text)) in lexicon(p.language).seeming:
        return False  # so the speaker words it himself
    if hedge is None or p.statement.form == "direct":
        return hedge is not None and p.statement.speaker is None
    before = p.source_text[p.statement.content[0].start : hedge.start]
    if sum(before.count(c) for c in "«“") > sum(before.count(c) for c in "»”") or before.count('"') % 2:
        return False
    return any(s.start <= hedge.start < s.end for s in p.spans) or not any(s.holds(hedge) for s in p.statement.content)


def accused(p: Proposition, cue: str, lex: Lexicon) -> bool:
    """True where the speaker denies a reproach made to himself: *nie avoir menti*, *denied lying*."""
    if p.statement.act != "denies":
        return False
    words = _WORDS.findall(p.folded)
    head = next((w for w in words if w not in lex.negators), "")
    if not (p.infinitive or (lex.language == "en" and head.endswith("ing"))):
        return False
    verbs = tuple(v[: max(3, len(v) - 2)] for v in lex.stance["accused_denies"])
    return any(stem(w, lex.language) in lex.reproach for w in words) or any(
        w.startswith(verbs) for w in _WORDS.findall(fold(cue))
    )


def _charges(cue: str, lex: Lexicon) -> bool:
    """True where the cue accuses: *accuse*, *reproche*."""
    return any(stem(w, lex.language) in lex.charging for w in _WORDS.findall(fold(cue)))


def own(p: Proposition, how: Kind, told: Proposition | None, voices: Voices) -> bool:
    """True where somebody denies what is told of himself or of the body that he speaks for."""
    if how != "denies":
        return False
    if p.first_person and p.statement.form == "direct":
        return True
    if told is None:
        return False
    words = set(_WORDS.findall(told.folded))
    names = voices.houses.names(p.statement.speaker)
    return bool(names) and bool(names & words & {fold(n) for n in told.names} or names <= words)


def day(dossier: Dossier, p: Proposition) -> str | None:
    """The day on which something was said; where nobody tells it, the day on which its article came out."""
    return p.statement.said or dossier.datings[p.article].published or dossier.articles[p.article].published


def stances(
    members: Sequence[tuple[Proposition, Kind]],
    voices: Voices,
    order: Mapping[str, tuple[str, int]],
    told: Proposition | None = None,
) -> list[Stance]:
    """Members of a claim, worded by `told`, as stances: in order of time, the undated last; of one day denials last;
    then of the articles."""
    out = []
    for p, how in members:
        s = p.statement
        lex = lexicon(p.language)
        article = voices.dossier.articles[p.article]
        cue = s.cue.cut(article.text) if s.cue else ""
        rights = s.act == "corrects" or lex.marked("rectifies", p.folded) or lex.marked("rectifies", fold(cue))
        reproached = accused(p, cue, lex)
        out.append(
            Stance(
                s.id, how, voices.relation(p), s.speaker, s.act == "announces", _hedged(p),
                reproached, rights, day(voices.dossier, p), voices.spoken(p),
                named=voices.named(p), house=voices.house(p), own=reproached or own(p, how, told, voices),
                charges=_charges(cue, lex), slight=voices.slight(p),
            )
        )  # fmt: skip
    return sorted(out, key=lambda x: (order[x.statement][0], x.kind == "denies", order[x.statement][1]))
