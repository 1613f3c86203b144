"""The entities of a story made into its speakers."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from recoupe.languages.bilingual import pivot
from recoupe.link.speakers._entity import Entity
from recoupe.link.speakers._story import Story
from recoupe.model import Evidence, Speaker, SpeakerKind
from recoupe.text import fold, stable_id


class _Union:
    def __init__(self, n: int) -> None:
        self.up = list(range(n))

    def root(self, i: int) -> int:
        while self.up[i] != i:
            self.up[i] = self.up[self.up[i]]
            i = self.up[i]
        return i

    def join(self, a: int, b: int) -> None:
        a, b = self.root(a), self.root(b)
        self.up[max(a, b)] = min(a, b)


def speakers(story: Story) -> tuple[tuple[Speaker, ...], dict[int, str]]:
    """The speakers of a story, and the speaker's id of each entity that speaks or relays."""
    union = _Union(len(story.entities))
    _bodies(story, union)
    _papers(story, union)
    _unnamed(story, union)
    _languages(story, union)
    groups: dict[int, list[int]] = defaultdict(list)
    for n in range(len(story.entities)):
        groups[union.root(n)].append(n)
    speaking = {union.root(e) for p in story.pages for e in p.speakers if e is not None}
    speaking |= {union.root(r.entity) for p in story.pages for rs in p.relays for r in rs if r.entity is not None}
    made = []
    first = min((p.article.id for p in story.pages), default="")
    for root in sorted(speaking):
        made.append((root, _speaker(story, [story.entities[n] for n in groups[root]], first)))
    taken: Counter[str] = Counter()
    ids: dict[int, str] = {}
    out = []
    for root, s in sorted(made, key=lambda r: (r[1].id, r[1].mentions)):
        taken[s.id] += 1
        if taken[s.id] > 1:
            s = Speaker(f"{s.id}-{taken[s.id]}", s.name, s.kind, s.roles, s.aliases, s.mentions)
        out.append(s)
        ids.update((n, s.id) for n in groups[root])
    return tuple(out), ids


def _bodies(story: Story, union: _Union) -> None:
    """Variants of a body: fewer words than the only fuller one, its initials, a bracketed acronym."""
    bodies: dict[Any, list[int]] = defaultdict(list)
    orgs: dict[str, int] = {}
    for n, e in enumerate(story.entities):
        if e.key[0] == "body":
            bodies[e.key[1]].append(n)
        elif e.key[0] == "org":
            orgs[str(e.key[1])] = n
    for items in bodies.values():
        for n in items:
            mine = story.entities[n]
            full = [
                m
                for m in items
                if m != n
                and mine.key[2] < story.entities[m].key[2]
                and (mine.number == "Plur") == (story.entities[m].number == "Plur")
            ]
            here = [m for m in full if story.entities[m].articles & mine.articles]
            top = [
                m
                for m in (here or full)
                if not any(story.entities[m].key[2] < story.entities[o].key[2] for o in (here or full))
            ]
            if len(top) == 1:
                union.join(n, top[0])
    _initials(story, union, orgs)
    for n, e in enumerate(story.entities):
        for item in e.seen:
            short = item.phrase.acronym
            if (
                short
                and e.key[0] in ("org", "body")
                and _spells(short, item.phrase.label.cut(story.pages[item.at].article.text))
            ):
                squeezed = "".join(c for c in fold(short) if c.isalnum())
                if squeezed in orgs and orgs[squeezed] != n:
                    union.join(n, orgs[squeezed])


def _languages(story: Story, union: _Union) -> None:
    """Bodies and groups that a French and an English article name by the same nouns (`la mairie`, `the town hall`).

    Only one of the one for one of the other: the head words and all that limits the one of fewer words are led to each
    other by the word list, and numbers agree.
    """
    spoken = [p.article.language for p in story.pages]
    if not {"fr", "en"} <= set(spoken):
        return
    sides: dict[str, list[tuple[int, str, frozenset[str]]]] = {"fr": [], "en": []}
    for n, e in enumerate(story.entities):
        told = {story.pages[i.at].language(i.phrase.span.start) or "" for i in e.seen}
        if len(told) != 1 or not told <= set(sides):
            continue
        if e.key[0] == "body":
            sides[next(iter(told))].append((n, e.key[1], e.key[2]))
        elif e.key[0] == "unnamed" and e.number == "Plur" and e.called is None and len(e.key) == 6 and e.key[5] is None:
            sides[next(iter(told))].append((n, e.key[2], e.key[3]))
    fits: dict[int, set[int]] = defaultdict(set)
    for n, head, of in sides["en"]:
        for m, mine, limits in sides["fr"]:
            one, two = story.entities[n], story.entities[m]
            if one.kind != two.kind or (one.number == "Plur") != (two.number == "Plur") or not (head and mine):
                continue
            if bool(of) != bool(limits) and one.kind != "organisation":
                continue
            if pivot(head, "en") & pivot(mine, "fr") and _of_both(of, limits):
                fits[n].add(union.root(m))
    back = Counter(m for ms in fits.values() for m in ms)
    for n, ms in fits.items():
        if len(ms) == 1 and back[next(iter(ms))] == 1:
            union.join(n, next(iter(ms)))


def _of_both(english: frozenset[str], french: frozenset[str]) -> bool:
    few, many = ("en", "fr") if len(english) <= len(french) else ("fr", "en")
    words = {"en": english, "fr": french}
    rest = {f for w in words[many] for f in pivot(w, many)}
    return all(pivot(w, few) & rest for w in words[few])


def _initials(story: Story, union: _Union, orgs: dict[str, int]) -> None:
    """Capitals that are the initials of one body of the same article, named in full (`ANA`)."""
    spelt: dict[str, set[int]] = defaultdict(set)
    for n in orgs.values():
        for name in {
            i.phrase.name.cut(story.pages[i.at].article.text) for i in story.entities[n].seen if i.phrase.name
        }:
            ws = [w for w in name.replace("-", " ").split() if w[:1].isalpha()]
            if 3 <= len(ws) <= 7 and not name.isupper():
                spelt[fold("".join(w[0] for w in ws))].add(n)
                spelt[fold("".join(w[0] for w in ws if w[0].isupper()))].add(n)
    for key, n in orgs.items():
        full = spelt.get(key, set()) - {n}
        if len(key) < 3 or len(full) != 1:
            continue
        m = next(iter(full))
        printed = any(
            i.phrase.name and i.phrase.name.cut(story.pages[i.at].article.text).isupper()
            for i in story.entities[n].seen
        )
        if printed and story.entities[m].articles & story.entities[n].articles:
            union.join(n, m)


def _spells(short: str, name: str) -> bool:
    """Letters that are the initials of a name, in order: `(FCD)` after `Fédération du commerce et de la distribution`.

    >>> _spells("FCD", "Fédération du commerce et de la distribution"), _spells("AFP", "Paris")
    (True, False)
    """
    left = list(fold(short))
    for word in fold(name).replace("-", " ").replace("'", " ").split():
        if left and word[0] == left[0]:
            left.pop(0)
    return not left


def _papers(story: Story, union: _Union) -> None:
    """Papers of one kind over the articles: one author, or words in common, or nothing told against it."""
    groups: dict[Any, list[int]] = defaultdict(list)
    for n, e in enumerate(story.entities):
        if e.key[0] == "paper":
            groups[e.key[2]].append(n)
    for items in groups.values():
        kept: list[tuple[int, frozenset[str], set[str], set[int]]] = []
        told = {n: frozenset(w for i in story.entities[n].seen for w in i.phrase.of) for n in items}
        for n in sorted(items, key=lambda n: (-len(told[n]), n)):
            author, here = story.entities[n].key[3], story.entities[n].articles
            for at, (m, of, authors, where) in enumerate(kept):
                apart = author and authors and author not in authors
                if not apart and (not told[n] or not of or told[n] & of or (author and author in authors)):
                    union.join(n, m)
                    kept[at] = (m, of | told[n], authors | ({author} if author else set()), where | here)
                    break
            else:
                kept.append((n, told[n], {author} if author else set(), set(here)))


def _unnamed(story: Story, union: _Union) -> None:
    """Unnamed sources of one description; a bare one (`un témoin`) only where it says the same words."""
    said: dict[int, set[int]] = defaultdict(set)
    for p in story.pages:
        for n, who in enumerate(p.speakers):
            if who is not None and (story.entities[who].kind == "unnamed" or story.entities[who].key[0] == "first"):
                ws = [w for s in p.notes.attributions[n].content for w in fold(s.cut(p.article.text)).split()]
                said[who] |= {hash_of(ws[i : i + 4]) for i in range(max(len(ws) - 3, 1))}
    groups: dict[Any, list[int]] = defaultdict(list)
    others = {n for n, e in enumerate(story.entities) if e.called is not None}
    for n, e in enumerate(story.entities):
        if e.key[0] == "first":
            groups[(e.key[1], None, None, None)].append(n)
        if e.key[0] == "unnamed" and e.called is not None:
            groups[("another", frozenset(), e.key[4], None)].append(n)
        elif e.key[0] == "unnamed" and len(e.key) == 6:
            groups[(e.key[2], e.key[3], e.key[4], e.key[5])].append(n)
    for (_, of, number, _), items in groups.items():
        specific = items[0] not in others and (bool(of) or number == "Plur")
        by_words: dict[int, int] = {}
        for n in items:
            if specific:
                union.join(items[0], n)
                continue
            for h in sorted(said.get(n, ())):
                if h in by_words:
                    union.join(by_words[h], n)
                else:
                    by_words[h] = n


def hash_of(ws: list[str]) -> int:
    """A number for a few words, the same in every run."""
    return int(stable_id("h", *ws)[2:], 16)


def _speaker(story: Story, entities: list[Entity], first: str) -> Speaker:
    labels: Counter[str] = Counter()
    short: Counter[str] = Counter()
    mentions: set[Evidence] = set()
    roles: dict[str, None] = {}
    kind: SpeakerKind = entities[0].kind
    proper: set[str] = set()
    for e in entities:
        for item in e.seen:
            page = story.pages[item.at]
            text = page.article.text
            mentions.add(Evidence(page.article.id, item.phrase.span.start, item.phrase.span.end))
            p = item.phrase
            if p.pronoun is None and p.back is None and (p.name is not None or p.sort != "person" or item.source_of):
                labels[" ".join(p.span.cut(text).split())] += 1
                core = p.name or p.label
                if p.name is not None:
                    proper.add(" ".join(p.name.cut(text).split()))
                if p.article != "possessive" or p.name:
                    short[" ".join(core.cut(text).split())] += 1
                if p.handle:
                    labels[p.handle] += 1
            for r in p.roles:
                if p.name is not None and kind == "person":
                    roles.setdefault(" ".join(r.span.cut(text).split()))
    if kind == "person" and entities[0].key[0] in ("person", "first"):
        name = story.people.name(entities[0].key[1])
    elif kind == "unnamed" and entities[0].called is not None:
        name = entities[0].called
    elif not short and entities[0].key[0] == "own":
        owner = story.entities[entities[0].key[2]]
        whose = story.people.name(owner.key[1]) if owner.key[0] == "person" else ""
        seen = entities[0].seen[0]
        text = story.pages[seen.at].article.text
        printed = " ".join(seen.phrase.span.cut(text).split())
        name = f"{seen.phrase.label.cut(text)} ({whose})" if whose else printed
    elif short:
        if entities[0].key[0] == "org" and proper & short.keys():
            short = Counter({s: n for s, n in short.items() if s in proper})
        name = max(sorted(short), key=lambda s: (short[s], len(s))) if kind != "organisation" else _fullest(short)
    else:
        spare = Counter(
            " ".join(i.phrase.label.cut(story.pages[i.at].article.text).split()) for e in entities for i in e.seen
        )
        name = max(sorted(labels or spare), key=lambda s: ((labels or spare)[s], len(s)), default="?")
    aliases = [a for a in sorted({*labels, *short}, key=lambda a: (-labels[a] - short[a], a)) if a != name and a]
    return Speaker(
        stable_id("v", first, kind, fold(name)),
        name,
        kind,
        tuple(r for r in roles if r),
        tuple(aliases),
        tuple(sorted(mentions)),
    )


def _fullest(forms: Counter[str]) -> str:
    usual = [f for f in forms if forms[f] >= max(forms.values()) / 3]
    return max(sorted(usual), key=lambda f: (min(len(f), 60), forms[f]))
