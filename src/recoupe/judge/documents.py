"""The document at the centre, rebuilt from its quoted fragments.

A document of the story (a speaker of kind *document*) is rebuilt where reports quote it: fragments are
the words in quotation marks that a report takes from it, in its own name or through its author. Those
that give one passage (copies, translations, cuts) stand side by side; passages stand in the order that
the reports agree on. Traits (signed, a draft, sent by mistake…) are read in every sentence that names
the document, each with its polarity and with who says so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from recoupe.judge._language import lexicon
from recoupe.judge._propositions import Reader
from recoupe.judge._sentences import sentences
from recoupe.languages import table
from recoupe.model import Article, Document, Dossier, Evidence, Notes, Span, Speaker, Statement, Trait
from recoupe.text import fold, stable_id

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_QUOTED = re.compile(r"«([^»]{8,})»|“([^”]{8,})”|\"([^\"]{8,})\"")
_NAME = re.compile(r"(?:[^\W\d_][\w'’-]*\.?\s*){1,3}?(?P<name>[A-ZÀ-Ö][\w'’-]+\.?(?:\s+(?:[A-ZÀ-Ö][\w'’-]*\.?\s*)+)?)")
_PHRASE = re.compile(r"\s*([^,.;:()«»“”\"\n]{3,90})")
_SAME = 0.5
_NEAR = 120
_SHOWN = frozenset(("video",))  # what shows people speaking does not speak itself


class _Tables:
    """`documents.toml` of one language, folded."""

    def __init__(self, language: str) -> None:
        data = table(language, "documents") or table("en", "documents")
        self.kind = {w: k for k, words in data["kinds"].items() for w in _forms(words)}
        self.anaphora = frozenset(_forms(data["anaphora"]["words"]))
        self.traits: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for name, both in data["traits"].items():
            for value, words in ((True, both["true"]), (False, both["false"])):
                for form in _forms(words):
                    self.traits[form].append((name, value))
        self.author = _alternatives(data["author"]["before"])
        self.addressee = _alternatives(data["addressee"]["before"])
        self.dative = re.compile(data["addressee"]["dative"], re.IGNORECASE)
        self.addressed = [fold(p) for p in data["addressee"]["before"]]
        self.stops = frozenset(fold(data["addressee"]["stops"]).split())
        self.opening = tuple(data["opening"]["words"])


def _forms(words: str) -> list[str]:
    out = []
    for w in fold(words).split():
        out += [w, w + "s", w + "e", w + "es"]
        if w.endswith(("el", "en", "on")):
            out += [w + w[-1] + "e", w + w[-1] + "es"]
    return out


def _alternatives(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) + r")\b", re.IGNORECASE
    )


@cache
def _tables(language: str | None) -> _Tables:
    return _Tables(lexicon(language).language)


class _Fragment(NamedTuple):
    where: Evidence
    concepts: frozenset[str]
    rank: float


def rebuild(dossier: Dossier) -> tuple[Document, ...]:
    """Documents that the reports quote, those with most fragments first.

    Each has its fragments in order and the traits that sentences give it. A document that nobody quotes
    and of which nothing is said is left out.
    """
    out: list[Document] = []
    for speaker in _papers(dossier):
        kind = _kind(dossier, speaker)
        fragments = list(_fragments(dossier, speaker, kind))
        traits = tuple(_traits(dossier, kind, main=not out))
        if not fragments and (out or not traits):
            continue
        cells = _cells(fragments)
        to = _addressees(dossier, speaker, kind)
        said = sorted(s.said for rows in dossier.statements for s in rows if s.speaker == speaker.id and s.said)
        out.append(
            Document(
                stable_id("d", dossier.id, speaker.id), kind, speaker.name, _author(dossier, speaker, kind),
                min(to, key=lambda t: t[0])[1] if to else None, said[0] if said else None,
                tuple(f.where for cell in cells for f in cell), traits, tuple(tuple(f.where for f in c) for c in cells),
                _differing(dossier, to) if kind == "letter" else (),
            )
        )  # fmt: skip
    return tuple(sorted(out, key=lambda d: (-len({f.article for f in d.fragments}), -len(d.fragments), d.id)))


def _papers(dossier: Dossier) -> list[Speaker]:
    """Speakers that are documents, one for each: the others of its kind that say nothing are left out."""
    said = Counter(s.speaker for rows in dossier.statements for s in rows)
    said.update(v for rows in dossier.statements for s in rows for v in s.via)
    papers = [s for s in dossier.speakers if s.kind == "document" and said[s.id]]
    return sorted(papers, key=lambda s: (-said[s.id], s.id))


def _kind(dossier: Dossier, speaker: Speaker) -> str:
    tables = _tables(dossier.articles[0].language)
    for name in (speaker.name, *speaker.aliases):
        for word in _WORDS.findall(fold(name)):
            if word in tables.kind:
                return str(tables.kind[word])
    return "document"


def _nouns(tables: _Tables, kind: str) -> frozenset[str]:
    return frozenset(w for w, k in tables.kind.items() if k == kind)


def _fragments(dossier: Dossier, speaker: Speaker, kind: str) -> Iterable[_Fragment]:
    authors = _authors(dossier, speaker)
    for article, notes, rows in zip(dossier.articles, dossier.notes, dossier.statements, strict=True):
        tables = _tables(article.language)
        nouns = _nouns(tables, kind)
        spans: list[Span] = []
        named: list[Span] | None = None
        for s in rows:
            ours = s.speaker == speaker.id or (speaker.id in s.via and kind not in _SHOWN)
            if not ours and s.speaker in authors and s.form != "indirect":
                if named is None:
                    named = [
                        x for x in sentences(article, notes) if nouns & set(_WORDS.findall(fold(x.cut(article.text))))
                    ]
                ours = any(x.touches(c) for x in named for c in s.content)
            if ours:
                spans += _quoted(article.text, s)
        reader = Reader(article, notes) if spans else None
        for span in _widest(spans):
            assert reader is not None
            concepts = frozenset(w.concept for w in reader.words(span))
            rank = span.start / max(1, len(article.text))
            if fold(span.cut(article.text)).lstrip(' "').startswith(tables.opening):
                rank = -1.0
            yield _Fragment(Evidence(article.id, span.start, span.end), concepts, rank)


def _quoted(text: str, s: Statement) -> list[Span]:
    """The words of a statement that are the document's own: all of a direct one, the marked ones of a mixed."""
    if s.form == "direct":
        return list(s.content)
    if s.form == "mixed":
        whole = Span(s.content[0].start, s.content[-1].end)
        out = []
        for m in _QUOTED.finditer(text, max(0, whole.start - 1), min(len(text), whole.end + 1)):
            k = next(i for i in (1, 2, 3) if m.group(i) is not None)
            out.append(Span(*m.span(k)))
        return out
    return []


def _widest(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those inside others left out."""
    out: list[Span] = []
    for s in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not out or s.end > out[-1].end:
            out.append(s)
    return out


def _cells(fragments: Sequence[_Fragment]) -> list[list[_Fragment]]:
    """Fragments of one passage side by side, passages in the order in which the reports give them."""
    cells: list[list[_Fragment]] = []
    index: dict[str, set[int]] = defaultdict(set)
    for f in sorted(fragments, key=lambda f: (-len(f.concepts), f.where)):
        near = Counter(k for c in f.concepts for k in index[c])
        best = None
        for k, _ in sorted(near.items(), key=lambda p: (-p[1], p[0]))[:8]:
            score = max(_likeness(f.concepts, g.concepts) for g in cells[k])
            if score >= _SAME:
                best = k
                break
        if best is None:
            cells.append([f])
            best = len(cells) - 1
        else:
            cells[best].append(f)
        for c in f.concepts:
            index[c].add(best)
    for cell in cells:
        cell.sort(key=lambda f: (f.where.start - f.where.end, f.where))
    return sorted(cells, key=lambda cell: (min(f.rank for f in cell) >= 0, sum(f.rank for f in cell) / len(cell)))


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _authors(dossier: Dossier, speaker: Speaker) -> set[str]:
    """Persons and bodies whose words the document relays."""
    return {s.speaker for rows in dossier.statements for s in rows if speaker.id in s.via and s.speaker is not None} - {
        speaker.id
    }


def _author(dossier: Dossier, speaker: Speaker, kind: str) -> str | None:
    names = {s.id: s for s in dossier.speakers}
    found: Counter[str] = Counter()
    for rows in dossier.statements:
        for s in rows:
            if speaker.id in s.via and s.speaker in names and names[s.speaker].kind == "person":
                found[names[s.speaker].name] += 1
    for text, at in _named(dossier, kind):
        for m in _tables(dossier.articles[0].language).author.finditer(text, at):
            name = _NAME.match(text, m.end() + 1) if m.end() < len(text) else None
            if name:
                last = name.group("name").split()[-1].strip(".,")
                known = [x.name for x in dossier.speakers if x.kind == "person" and fold(last) in fold(x.name)]
                found.update(dict.fromkeys(known[:1], 2))
            break
    return max(sorted(found), key=lambda n: found[n]) if found else None


def _addressees(dossier: Dossier, speaker: Speaker, kind: str) -> list[tuple[int, str, Evidence]]:
    """To whom the document went, each as (rank of the words that say so, the phrase, where it stands).

    Said by *adressée à*, *à l'attention de*, or by the dative of what the document announces: *la lettre
    informait au maire que…*.
    """
    out = []
    for article, notes, rows in zip(dossier.articles, dossier.notes, dossier.statements, strict=True):
        tables = _tables(article.language)
        text = article.text
        for end, at in _named_in(article, notes, _nouns(tables, kind)):
            for m in tables.addressee.finditer(text, at, end):
                out.append((tables.addressed.index(fold(m.group())), m.end(), m.start(), article.id, tables, text))
        for s in rows:
            if s.cue is not None and (s.speaker == speaker.id or speaker.id in s.via):
                to = tables.dative.match(text, s.cue.end, min(len(text), s.cue.end + _NEAR))
                if to and to.end() < s.content[0].start:
                    out.append((len(tables.addressed), to.end(), to.start("to"), article.id, tables, text))
    found = []
    for rank, after, before, article_id, tables, text in out:
        phrase = _PHRASE.match(text, after)
        words = re.split(r"(?<=\S)(?=\s)", phrase.group(1)) if phrase else []
        stop = next((i for i, w in enumerate(words) if fold(w.strip()) in tables.stops), len(words))
        kept = "".join(words[:stop]).strip()
        if phrase and kept:
            found.append(
                (rank, kept, Evidence(article_id, before, phrase.start(1) + len("".join(words[:stop]).rstrip())))
            )
    return found


def _differing(dossier: Dossier, found: Sequence[tuple[int, str, Evidence]]) -> tuple[Evidence, ...]:
    """The stretches, where two of them name people who share no word of meaning but the least."""
    notes = {a.id: (a, n) for a, n in zip(dossier.articles, dossier.notes, strict=True)}
    bags = []
    for _, _, e in found:
        article, note = notes[e.article]
        bags.append(frozenset(w.concept for w in Reader(article, note).words(Span(e.start, e.end))))
    apart = any(a and b and len(a & b) < 0.5 * min(len(a), len(b)) for i, a in enumerate(bags) for b in bags[:i])
    return tuple(sorted({e for _, _, e in found})) if apart and len({e.article for _, _, e in found}) > 1 else ()


def _named_in(article: Article, notes: Notes, nouns: frozenset[str]) -> Iterable[tuple[int, int]]:
    """Sentences that name a document of the kind: their end, and where the name ends."""
    for span in sentences(article, notes):
        for m in _WORDS.finditer(article.text, span.start, span.end):
            if fold(m.group()) in nouns:
                yield span.end, m.end()
                break


def _named(dossier: Dossier, kind: str) -> Iterable[tuple[str, int]]:
    """Sentences that name a document of the kind, and where the name ends."""
    for article, notes in zip(dossier.articles, dossier.notes, strict=True):
        nouns = _nouns(_tables(article.language), kind)
        for span in sentences(article, notes):
            text = span.cut(article.text)
            for m in _WORDS.finditer(text):
                if fold(m.group()) in nouns:
                    yield text, m.end()
                    break


def _traits(dossier: Dossier, kind: str, *, main: bool) -> Iterable[Trait]:
    """What sentences that name the document say of it, true or false, and in whose mouth.

    `the text`, `the document` stand for the `main` document of the story, the one most spoken of.
    """
    for article, notes, rows in zip(dossier.articles, dossier.notes, dossier.statements, strict=True):
        tables = _tables(article.language)
        nouns = _nouns(tables, kind) | (tables.anaphora if main else frozenset())
        text = article.text
        seen: set[tuple[str, bool, int]] = set()
        for span in sentences(article, notes):
            words = [
                (m.start() + span.start, m.end() + span.start, fold(m.group())) for m in _WORDS.finditer(span.cut(text))
            ]
            at = [i for i, w in enumerate(words) if w[2] in nouns]
            if not at:
                continue
            negators = lexicon(article.language).negators
            for i, (start, end, word) in enumerate(words):
                for name, value in tables.traits.get(word, ()):
                    if i in at:
                        continue
                    near = min(at, key=lambda k: abs(k - i))
                    if abs(near - i) > 14 or (name in ("draft", "final") and abs(near - i) > 3):
                        continue
                    before = [w[2] for w in words[max(0, i - 4) : i]]
                    negated = bool(before) and (
                        before[-1] in negators or (len(before) > 1 and before[-2] in negators) or ("pas" in before[-3:])
                    )
                    so = value != negated
                    statement = _holding(rows, start, end)
                    key = (name, so, statement.content[0].start if statement else span.start)
                    if key in seen:
                        continue
                    seen.add(key)
                    first, last = min(start, words[near][0]), max(end, words[near][1])
                    if negated:
                        first = min(first, words[max(0, i - 2)][0])
                    yield Trait(name, so, statement.id if statement else None, Evidence(article.id, first, last))


def _holding(rows: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The innermost statement whose content holds a stretch."""
    inside = [s for s in rows if any(c.start <= start and end <= c.end for c in s.content)]
    return min(inside, key=lambda s: sum(c.end - c.start for c in s.content), default=None)
