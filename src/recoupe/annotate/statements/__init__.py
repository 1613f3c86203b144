"""Who said what, as one article shows it.

Marks first, syntax around cues only: `quotes` matches quotation marks over a section, `page` cuts the section
into units that no quotation splits, `cues` looks at each verb of saying, `contents` finds what it governs,
`framed` does so for *selon X*, `headings`, `posts` and `uncued` for words without a verb, `interviews` for answers
without marks, `acts` tells what each statement does.
The languages' tables (`verbs`, `frames`, `saying`) hold all words.
"""

from __future__ import annotations

from recoupe.annotate.statements import answers, cues, framed, headings, interviews, nested, posts, uncued
from recoupe.annotate.statements.contents import Builder
from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.drafts import Draft
from recoupe.annotate.statements.lexicon import Lexicon, lexicon
from recoupe.annotate.statements.page import Page
from recoupe.annotate.statements.quotes import match
from recoupe.annotate.statements.view import View
from recoupe.model import Article, Attribution, Notes, Parse, Section, Span

ANNOTATED = {"title", "standfirst", "body", "social", "caption"}
_POSTED = {"body", "social"}


def annotate(article: Article, parse: Parse, notes: Notes) -> tuple[Attribution, ...]:
    """Attributions of one article, in order of position. `notes` holds times and mentions found before.

    Only running text is looked at (titles, standfirsts, body, posts, captions), in languages that have a table of
    verbs. The article's text is never changed; every span lies inside it.
    """
    if not parse.tokens:
        return ()
    view = View(article.text, parse)
    persons = {(n.start, n.end) for n in parse.names if n.kind == "person"}
    persons |= {(m.head.start, m.head.end) for m in notes.mentions if m.kind == "person" and not m.pronoun}
    drafts: list[Draft] = []
    stripped = _stripped(article.text)
    first = lexicon(article.language or "fr")
    if first is not None and first["titles_first"]:
        view.rename(persons)
    found_answers = interviews.find(article, parse, first) if first is not None else []
    for section in _stretches(article):
        language = article.language or "fr"
        home = lexicon(language)
        marks = match(article.text, section.start, section.end)
        here = [a for a in found_answers if section.start <= a.parts[0].start and a.parts[-1].end <= section.end]
        marks, taken = answers.as_quotes(here, marks) if here else (marks, {})
        page = Page(view, parse.sentences, section, marks, language)
        lexicons: dict[str, Lexicon] = {}
        for name in {u.language for u in page.units} | {language}:
            known = lexicon(name) or home
            if known is not None:
                lexicons[name] = known
        if language not in lexicons:
            continue
        found: list[Cue] = []
        for s in page.sentences:
            lex = lexicons.get(s.language or language)
            if lex is not None and s.parsed:
                found += cues.find(view, max(s.first, page.first), min(s.last, page.last), lex)
        for cue in found:
            at = view.start[cue.v]
            cue.quote = page.quote_at(at)
            _open_marks(page, cue)
            unit = page.unit_at(at)
            cue.unit = unit.index if unit else -1
        builder = Builder(page, lexicons, found, persons)
        builder.stripped = stripped
        builder.used |= set(taken)
        builder.answers = frozenset(taken)
        for unit in page.units:
            if unit.language in lexicons:
                builder.unit(unit)
        for unit in page.units:
            if unit.language in lexicons:
                framed.find(builder, unit, lexicons[unit.language])
        builder.used |= {d.cue.marked for d in builder.drafts if d.cue is not None and d.cue.marked >= 0}
        answers.tell(builder, taken, drafts)
        nested.inside(builder)
        posts.find(builder)
        headings.find(builder)
        headings.cards(builder, stripped=stripped)
        headings.cited(builder)
        uncued.find(builder)
        nested.finish(builder, article, notes)
        drafts += builder.drafts
    _resumed(article.text, drafts)
    return _attributions(article, view, drafts)


def _resumed(text: str, drafts: list[Draft]) -> None:
    """Ties words in marks at the head of a section to those before it whose marks a caption or a card left open."""
    drafts.sort(key=lambda d: d.spans[0][0])
    open_ones: list[Draft] = []
    for d in drafts:
        first = d.spans[0][0]
        alone = d.cue_span is None and d.source is None and d.follows is None and d.form == "direct"
        if alone and first > 1 and text[first - 1] in '"“«' and text[: first - 1].rstrip(" ")[-1:] == "\n":
            near = [o for o in open_ones if first - 900 < o.spans[-1][1] < first]
            if near:
                d.follows = near[-1]
        end = text[d.spans[-1][1] : d.spans[-1][1] + 3].lstrip(".!?… ")
        if d.form == "direct" and (d.cue_span or d.follows) and end[:1] == "\n" and text[d.spans[-1][1] - 1] in ".!?…":
            open_ones.append(d)


def _open_marks(page: Page, cue: Cue) -> None:
    """A cue that opens the marks itself, its subject before them, is the narrator's: `La mairie « dément » tout`."""
    if cue.quote < 0 or cue.fin is None or cue.clitic or cue.relative:
        return
    quote, view = page.quotes[cue.quote], page.view
    opening = page.token_at(quote.outer.start)
    if page.token_at(quote.inner.start) != cue.first or not page.text[quote.inner.start].islower():
        return
    subject = cue.subject if cue.subject is not None and cue.subject < opening else None
    before = opening - 1
    if subject is None and before >= page.first and view.pos[before] in {"NOUN", "PROPN"}:
        subject = before
        while view.head[subject] < subject and view.dep[subject] in {"flat", "flat:name", "appos", "nmod", "amod"}:
            subject = view.head[subject]
    char = page.char_before(quote.outer.start)[0]
    if subject is None or opening - subject > 12 or not char.isalnum():
        return
    cue.subject, cue.quote, cue.marked = subject, -1, quote.outer.start


def _stretches(article: Article) -> list[Section]:
    """The sections to look at; paragraphs of running text that follow each other are one stretch."""
    out: list[Section] = []
    for s in article.sections:
        if s.kind not in ANNOTATED or s.start >= s.end:
            continue
        last = out[-1] if out else None
        joined = last is not None and not article.text[last.end : s.start].strip()
        signed = s.kind == "social" and posts.signature(article.text, s.start, s.end)
        if joined and last is not None and (last.kind == s.kind == "body" or (signed and last.kind in _POSTED)):
            out[-1] = Section(last.start, s.end, last.kind)
        else:
            out.append(s)
    return out


def _stripped(text: str) -> bool:
    """True where an outlet prints no marks: stray blanks are left where they stood."""
    return text.count(" , ") + text.count(" . ") + text.count(" .\n") >= 2 and "«" not in text


def _attributions(article: Article, view: View, drafts: list[Draft]) -> tuple[Attribution, ...]:
    drafts.sort(key=lambda d: (d.spans[0][0], -d.spans[-1][1], d.cue_span or (0, 0)))
    for i, d in enumerate(drafts):
        d.index = i
    out = []
    for d in drafts:
        relays = tuple(_clean(article.text, r.start, r.end) for r in d.relays)
        source = None
        if d.source is not None:
            source = _clean(article.text, view.start[d.source[0]], view.end[d.source[1]])
        out.append(
            Attribution(
                tuple(Span(a, b) for a, b in d.spans),
                Span(*d.cue_span) if d.cue_span else None,
                source, d.form, d.act, relays, d.negated, d.hedge, d.moment,  # type: ignore[arg-type]
                d.follows.index if d.follows is not None and d.follows.index >= 0 else None,
                d.parent.index if d.parent is not None else None,
                d.verb,
            )
        )  # fmt: skip
    return tuple(out)


def _clean(text: str, start: int, end: int) -> Span:
    """A mention without the hyphen of `-t-il`."""
    word = text[start:end].lower()
    if word.startswith(("-t-", "‑t‑")):
        start += 3
    elif word[:1] in "-‑" and len(word) > 1:
        start += 1
    return Span(start, end)
