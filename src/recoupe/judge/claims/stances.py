"""Where each statement stands on a claim, and what its speaker is to the matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from recoupe.judge._answers import CENTRE
from recoupe.judge._language import Lexicon, lexicon, stem
from recoupe.judge._propositions import Proposition
from recoupe.judge.claims.standing import Standing, houses, standing
from recoupe.judge.claims.status import Kind, Relation, Stance
from recoupe.model import Dossier
from recoupe.text import fold

_WORDS = re.compile(r"\w+")
_PLAIN = re.compile(r"\w+'?")
_MARKS = re.compile(r"[«»“”\"]\s*")
_BREATH = 400
_OPENING = 30
_OPENED = " \u00a0«“\"'"
_NEAR = 14
_BLANK = " \u00a0\u202f\n"


class Voices:
    """The story's speakers as judges need them: what each is, in the words of the articles."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.speakers = {s.id: s for s in dossier.speakers}
        code = Counter(a.language for a in dossier.articles).most_common(1)
        lex = lexicon(code[0][0] if code else None)
        stands = [standing(s, "", lex) for s in dossier.speakers]
        self.house = houses(dossier.speakers, stands, lex)
        self.persons = frozenset(s.id for s in dossier.speakers if s.kind == "person")
        self._kind: dict[tuple[str, str], Standing] = {}
        self._camps: dict[tuple[str, str], frozenset[str] | None] = {}

    def of(self, p: Proposition) -> Standing:
        """What the speaker of a proposition is by his titles alone."""
        speaker, source = p.statement.speaker, self._source(p)
        key = (speaker or source, p.language)
        if key not in self._kind:
            self._kind[key] = standing(self.speakers.get(speaker or ""), source, lexicon(p.language))
        return self._kind[key]

    def unnamed(self, p: Proposition) -> bool:
        """True where nobody with a name or an office speaks."""
        return self.of(p).relation == "unnamed"

    def near(self, p: Proposition) -> bool:
        """True where somebody speaks who has to know: an authority, or who is close to the matter."""
        return self.of(p).relation in ("authority", "party")

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

    def spoken(self, p: Proposition) -> bool:
        """True unless a document speaks: what is written cannot take itself back."""
        speaker = self.speakers.get(p.statement.speaker or "")
        return speaker is None or speaker.kind != "document"

    def named(self, p: Proposition) -> bool:
        """False for who has no name, but may be one that is named beside him."""
        return p.statement.speaker in self.speakers and self.of(p).named

    def names(self, speaker: str | None) -> tuple[str, ...]:
        """How the articles call somebody."""
        known = self.speakers.get(speaker or "")
        return (known.name, *known.roles, *known.aliases) if known is not None else ()

    def side(self, speaker: str | None) -> str | None:
        """The first speaker of the house for which somebody speaks: himself where it is nobody's."""
        return self.house.get(speaker, speaker) if speaker is not None else None

    def concerned(self, p: Proposition, told: Proposition) -> bool:
        """True where what is told names the speaker or his house: it is his own matter."""
        stand = self.of(p)
        speaker = self.speakers.get(p.statement.speaker or "")
        if speaker is None or stand.relation in ("unnamed", "witness"):
            return False
        words = {told.folded_word(w) for w in told.words if w.role >= CENTRE or w.name}
        nation = self.camp(p)
        if nation:
            lex = lexicon(told.language)
            named = [lex.nations[w] for x in told.words if (w := told.folded_word(x)) in lex.nations]
            if named[:1] and named[0] in nation:
                return True
        if speaker.kind == "person" and set(_WORDS.findall(fold(speaker.name))[-1:]) & words:
            return True
        if stand.house & lexicon(told.language).speakers["party"]:
            return False  # a family speaks of one of its own, not of itself
        return bool(stand.house) and len(stand.house & words) * 2 >= len(stand.house)

    def together(self, p: Proposition, q: Proposition) -> bool:
        """True where two speak for one house or one government."""
        one, two = self.camp(p), self.camp(q)
        same = one is not None and two is not None and (not one or not two or bool(one & two))
        return same or self.side(p.statement.speaker) == self.side(q.statement.speaker)

    def camp(self, p: Proposition) -> frozenset[str] | None:
        """The country whose government somebody speaks for, as far as it is told; None for anybody else."""
        key = (p.statement.speaker or "", p.language)
        if key not in self._camps:
            self._camps[key] = self._camp(p)
        return self._camps[key]

    def _camp(self, p: Proposition) -> frozenset[str] | None:
        speaker = self.speakers.get(p.statement.speaker or "")
        if speaker is None or self.of(p).relation != "authority":
            return None
        lex = lexicon(p.language)
        words = {w for t in (speaker.name, *speaker.roles, *speaker.aliases) for w in _WORDS.findall(fold(t))}
        if not words & lex.executive and not any(w in lex.nations for w in words):
            return None
        return frozenset(lex.nations[w] for w in words if w in lex.nations)

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
        own = self.of(p).relation
        lex = lexicon(p.language)
        if own == "unnamed":
            # whoever they are, their own plan is theirs to tell (*des grévistes ont annoncé leur intention de …*)
            plan = p.statement.act == "announces" and p.statement.speaker is not None and self._of_oneself(p, lex)
            return "party" if plan else own
        if p.statement.act == "announces" or (p.statement.act == "demands" and own == "authority"):
            return "owner"
        spoken = p.statement.form != "indirect" and self.spoken(p) and _as_subject(p, lex)
        return "owner" if self._of_oneself(p, lex) or spoken else own


def _as_subject(p: Proposition, lex: Lexicon) -> bool:
    """True where a clause in somebody's own words tells what he did or will do, and is no opinion of his."""
    return not lex.opinion.search(p.folded) and bool(lex.subjects & set(_PLAIN.findall(p.folded)))


def kind(p: Proposition, key: str, positive: bool, lex: Lexicon, said: str, after: str = "") -> Kind | None:
    """A statement's stance on the claim keyed by a concept, which is `positive` or itself a negation; None where it
    takes none: it only supposes, passes over in silence, or tells what ought not to be.

    `said` is the whole statement's text and `after` what follows the clause in it, both folded: *Cela
    implique un départ. Ce n'est pas le cas.* denies.
    """
    s = p.statement
    if s.act == "declines" and silent(p, lex):
        return None
    if s.act in ("asks", "declines") or lex.marked("declines", p.folded):
        return "questions"
    if p.text.rstrip(_BLANK).endswith("?") and not (after.strip() and p.folded.lstrip(_OPENED).startswith(lex.asking)):
        return "questions"  # *qui en sort perdant ? eux*: who answers himself asks nothing
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
        or lex.affirmed("insists", p.folded)
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


def _wished(p: Proposition) -> bool:
    """True where a clause or its cue tells a wish; a feeling takes what it is about as a fact (*choqué par la
    fermeture*)."""
    lex = lexicon(p.language)
    if not lex.wishes.isdisjoint(p.concepts) or not lex.wishes.isdisjoint(_WORDS.findall(p.folded)):
        return True
    cue = _WORDS.findall(fold(p.statement.cue.cut(p.source_text))) if p.statement.cue is not None else []
    return any(w in lex.wishes or lex.concept_of(w) in lex.wishes for w in cue)


def _hedged(p: Proposition) -> bool:
    """True where the article does not vouch; a speaker's own *semble*, in his own words, is no such thing."""
    if _wished(p):
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


def day(dossier: Dossier, p: Proposition) -> str | None:
    """The day on which something was said; where nobody tells it, the day on which its article came out."""
    return p.statement.said or dossier.datings[p.article].published or dossier.articles[p.article].published


def _otherwise(p: Proposition, lex: Lexicon) -> bool:
    """True where somebody denies by telling something else, not by saying that it is not so."""
    if p.statement.act == "denies" or p.borrowed or lex.marked("false", p.folded) or lex.marked("denial", p.folded):
        return False
    return not any(w.negated for w in p.words)


def _early(p: Proposition, lex: Lexicon) -> bool:
    """True where the words beside the verb say that another account followed (*had initially said*)."""
    cue = p.statement.cue
    if cue is None:
        return False
    first = p.statement.content[0].start
    near = p.source_text[max(0, cue.start - _NEAR) : cue.end + _NEAR]
    if cue.end <= first:
        near = p.source_text[max(0, cue.start - _NEAR) : max(cue.end, min(cue.end + _NEAR, first))]
    return lex.marked("superseded", fold(near).replace("\u2019", "'"))


def stances(
    members: Sequence[tuple[Proposition, Kind]],
    voices: Voices,
    order: Mapping[str, tuple[str, int]],
    told: Proposition | None = None,
) -> list[Stance]:
    """Members of a claim as stances: in order of time, the undated last; of one day denials last; then of the
    articles. Who denies what `told`, its wording, says of himself or his house denies his own matter."""
    out = []
    for p, how in members:
        s = p.statement
        lex = lexicon(p.language)
        article = voices.dossier.articles[p.article]
        cue = s.cue.cut(article.text) if s.cue else ""
        relation = voices.relation(p)
        if how == "denies" and told is not None and voices.concerned(p, told):
            relation = "owner"
        rights = s.act == "corrects" or lex.marked("rectifies", p.folded)
        out.append(
            Stance(
                s.id, how, relation, s.speaker, s.act == "announces", _hedged(p),
                accused(p, cue, lex), rights, day(voices.dossier, p), voices.spoken(p),
                named=voices.named(p), replaces=how == "denies" and _otherwise(p, lex),
                early=_early(p, lex), camp=voices.camp(p),
            )
        )  # fmt: skip
    return sorted(out, key=lambda x: (order[x.statement][0], x.kind == "denies", order[x.statement][1]))
