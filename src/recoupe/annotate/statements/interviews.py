"""Interviews printed without marks: which paragraphs are the answers, and whose.

The press prints them in few ways, each of which tells by its form what is an answer: letters (`Q.` and `R.`,
`QUESTION`, `RÉPONSE`), the name before each answer (`Jane Roe.- …`, `Jane Roe : …`, `Jane Roe …`), or the name
once, or never, with questions that stand alone. An answer is then somebody's words as much as if it stood in
marks: it is handled as a quotation without marks.

Nothing is guessed from a lone question: an article needs several, that speak to somebody (*vous*), or answers
that say *je* or *nous*.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from recoupe.annotate.statements.answers import Answer
from recoupe.annotate.statements.lexicon import Lexicon
from recoupe.model import Article, Parse, Span
from recoupe.text import fold

_RUNNING = {"body", "standfirst"}
_LABEL = re.compile(r"\s*([^\s:«»“”\"?!;,][^:«»“”\"?!;\n]{1,58}?)\s?(?:\.\s?[-–—]|\s?:|\s[-–—])\s(?=\S)")
_BLANKS = " \t\u00a0\u202f\u2009"
_MARKS = '«“"'
_INITIALS = re.compile(r"(?:[A-ZÉ]\.[- ]?){2,4}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUESTION = 450  # characters: longer paragraphs that end in « ? » are speeches
_HEADING = 120
_FEW = 2


class _Line(NamedTuple):
    start: int
    end: int
    label: Span | None
    asks: bool


def find(article: Article, parse: Parse, lex: Lexicon) -> list[Answer]:
    """The answers of an interview, in order; none where the article is no interview."""
    text = article.text
    if text.count("?") < _FEW:
        return []
    lines = _lines(article)
    by_letter = _lettered(text, lines, lex)
    if by_letter:
        return by_letter
    if sum(line.asks for line in lines) < _FEW:
        return []
    return _named(article, parse, lex, lines) or _bare(article, lex, lines)


def _lines(article: Article) -> list[_Line]:
    out = []
    for s in article.sections:
        if s.kind not in _RUNNING:
            continue
        at = s.start
        while at < s.end:
            stop = article.text.find("\n", at, s.end)
            stop = s.end if stop < 0 else stop
            a, b = at, stop
            while a < b and article.text[a] in _BLANKS:
                a += 1
            while b > a and article.text[b - 1] in _BLANKS:
                b -= 1
            if b - a > 1:
                hit = _LABEL.match(article.text, a, b)
                label = Span(*hit.span(1)) if hit and article.text[hit.start(1)].isupper() else None
                out.append(_Line(a, b, label, article.text[b - 1] == "?" and b - a <= _QUESTION))
            at = stop + 1
    return out


def _lettered(text: str, lines: list[_Line], lex: Lexicon) -> list[Answer]:
    """`Q. … R. …`, `QUESTION : … RÉPONSE : …`, in one paragraph or in many."""
    asked, answered = lex["interview_question"], lex["interview_answer"]
    if not asked or not lines:
        return []
    words = "|".join(re.escape(w) for w in sorted(asked | answered, key=len, reverse=True))
    marks = []
    for hit in re.finditer(
        rf"(?<![\w.])({words})(?: ?\d{{1,2}})?\s?[.:–—-]+\s+(?=\S)", text[: lines[-1].end], re.IGNORECASE
    ):
        if hit.group(1)[0].isupper() and any(line.start <= hit.start() < line.end for line in lines):
            marks.append((hit.start(), hit.end(), hit.group(1).lower() in asked))
    turns = [m for i, m in enumerate(marks) if i == 0 or marks[i - 1][2] != m[2]]
    if len(turns) < 2 * _FEW or not turns[0][2] or sum(text[a:b].rstrip()[-1:] == "?" for a, b in _asked(turns)) < _FEW:
        return []
    out = []
    for i, (_, start, is_question) in enumerate(turns):
        if is_question:
            continue
        stop = turns[i + 1][0] if i + 1 < len(turns) else _last(text, lines, lex)
        parts = [
            Span(max(line.start, start), min(line.end, stop))
            for line in lines
            if line.end > start and line.start < stop
        ]
        parts = [_trim(text, p) for p in parts if p.end - p.start > 1]
        if parts:
            out.append(Answer(tuple(parts), None))
    return out


def _asked(turns: list[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    return [(turns[i][1], turns[i + 1][0]) for i in range(len(turns) - 1) if turns[i][2]]


def _last(text: str, lines: list[_Line], lex: Lexicon) -> int:
    """Where the last answer stops: before the line that tells who asked."""
    for line in lines:
        if _credit(text, line, lex):
            return line.start
    return lines[-1].end


def _credit(text: str, line: _Line, lex: Lexicon) -> bool:
    start = fold(text[line.start : line.start + 60]).lstrip("([ ")
    return any(start.startswith(fold(w)) for w in lex["interview_credit"])


def _named(article: Article, parse: Parse, lex: Lexicon, lines: list[_Line]) -> list[Answer]:
    """The name before each answer, or before the first one."""
    text = article.text
    names = {fold(text[n.start : n.end]) for n in parse.names if n.kind == "person"}
    labels = [_label(text, line, names) for line in lines]
    askers, answerers = _sides(text, lines, labels, names, lex)
    if not answerers or not (askers or sum(line.asks for line in lines) >= _FEW):
        return []
    repeated = any(len(at) >= _FEW for at in answerers.values())
    turns: list[tuple[Span | None, list[Span]]] = []  # each answer's name and paragraphs; an empty one is a question
    for i, line in enumerate(lines):
        if turns and _credit(text, line, lex):
            break
        mine = labels[i]
        key = _key(fold(mine.cut(text))) if mine is not None else None
        if mine is not None and key in answerers:
            turns.append((mine, [_trim(text, Span(_after_label(text, mine, line), line.end))]))
        elif key in askers:
            turns.append((None, []))
        elif not turns:
            continue
        elif _is_question(text, lines, labels, i, answerers, lex, repeated=repeated):
            turns.append((None, []))
        elif (turns[-1][1] or not repeated) and not _stands_out(text, lines, i):
            turns[-1][1].append(Span(line.start, line.end))
    return [Answer(tuple(parts), who) for who, parts in turns if parts]


def _label(text: str, line: _Line, names: set[str]) -> Span | None:
    """The name that a paragraph starts with, unless a quotation follows it (`Jane Roe : « … »`)."""
    if line.label is None:
        return _unmarked(text, line, names)
    after = text[line.label.end : line.label.end + 8].lstrip(_BLANKS + ".:-–—")
    if after[:1] in _MARKS:
        return None
    return line.label if _name_like(text, line.label) else _unmarked(text, line, names)


def _sides(
    text: str, lines: list[_Line], labels: list[Span | None], names: set[str], lex: Lexicon
) -> tuple[set[str], dict[str, list[int]]]:
    """The labels of who asks, and those of who answers with the lines that they open."""
    count: dict[str, list[int]] = {}
    for i, label in enumerate(labels):
        if label is not None:
            count.setdefault(_key(fold(label.cut(text))), []).append(i)
    askers = {k for k, at in count.items() if 2 * sum(lines[i].asks for i in at) > len(at)}
    answerers: dict[str, list[int]] = {}
    for key, at in count.items():
        asked = [i for i in at if i and lines[i - 1].asks and not lines[i].asks]
        if key in askers or not asked or not any(_person(text, labels[i], names) for i in at):
            continue
        led = any((b := labels[i - 1]) is not None and _key(fold(b.cut(text))) in askers for i in asked)
        if len(at) >= _FEW or led or (lines[at[0]].label is not None and _talk(text, lines, at[0], lex)):
            answerers[key] = at
    return askers, answerers


def _key(name: str) -> str:
    """The last word of a name: `Jane Roe` and `Mme Roe` and `ROE`."""
    words = _WORD.findall(name)
    return words[-1] if words else name


def _name_like(text: str, label: Span) -> bool:
    words = _WORD.findall(text[label.start : label.end])
    return 0 < len(words) <= 6 and all(w[0].isupper() or len(w) <= 3 for w in words) and words[-1][0].isupper()


def _unmarked(text: str, line: _Line, names: set[str]) -> Span | None:
    """`Jane Roe Nous verrons.`, `Jane Roe. Nous verrons.`: a full name that leads into a sentence."""
    words = list(_WORD.finditer(text, line.start, min(line.end, line.start + 60)))
    for n in (2, 3, 4):
        if len(words) <= n or words[0].start() != line.start:
            break
        first, last = words[0].start(), words[n - 1].end()
        if text[last : words[n].start()].strip(_BLANKS) not in {"", "."} or not words[n].group()[0].isupper():
            continue
        if fold(text[first:last]) in names:
            return Span(first, last)
    return None


def _after_label(text: str, label: Span, line: _Line) -> int:
    at = label.end
    while at < line.end and text[at] in _BLANKS + ".:-–—":
        at += 1
    return at


def _person(text: str, label: Span | None, names: set[str]) -> bool:
    """True for a label that is a person's name, the last word of one, or initials."""
    if label is None:
        return False
    told = label.cut(text)
    if fold(told) in names or _INITIALS.fullmatch(told):
        return True
    return any(_key(n) == _key(fold(told)) for n in names)


def _talk(text: str, lines: list[_Line], at: int, lex: Lexicon) -> bool:
    """True where questions go on below a line, to somebody who answers in the first person."""
    asked = [i for i in range(at, len(lines) - 1) if lines[i].asks and not lines[i + 1].asks]
    owned = sum(_says(text, lines[i + 1], lex, "first_person") for i in asked)
    spoken = sum(_says(text, lines[i], lex, "second_person") for i in asked)
    return bool(asked) and (2 * owned >= len(asked) or 3 * spoken >= len(asked))


def _is_question(
    text: str, lines: list[_Line], labels: list[Span | None], i: int, answerers: dict[str, list[int]], lex: Lexicon,
    *, repeated: bool,
) -> bool:  # fmt: skip
    """True for a paragraph that asks: it ends in « ? », or speaks to somebody right before a name answers."""
    line = lines[i]
    if line.asks:
        return True
    nxt = labels[i + 1] if i + 1 < len(lines) else None
    answered = nxt is not None and _key(fold(text[nxt.start : nxt.end])) in answerers
    short = line.end - line.start <= _QUESTION
    return repeated and answered and short and _says(text, line, lex, "second_person")


def _says(text: str, line: _Line, lex: Lexicon, kind: str) -> bool:
    words = re.findall(r"-?[^\W\d_]+'?", text[line.start : line.end].lower().replace("’", "'"))
    return not lex[kind].isdisjoint(words)


def _stands_out(text: str, lines: list[_Line], i: int) -> bool:
    """True for a line that another one close by holds again, or that ends like a heading."""
    start, end = lines[i].start, lines[i].end
    if end - start < _HEADING and text[end - 1] not in '.!?…»”")':
        return True
    line = text[start:end].strip(_BLANKS + '«»“”". ')
    near = [o for o in lines[max(i - 3, 0) : i + 4] if o.start != start]
    return len(line) > 12 and any(line in text[o.start : o.end] for o in near)


def _bare(article: Article, lex: Lexicon, lines: list[_Line]) -> list[Answer]:
    """Questions that stand alone, each with an answer under it."""
    text = article.text
    asked = [i for i, line in enumerate(lines) if line.asks and line.label is None and text[line.start] not in _MARKS]
    asked = [i for i in asked if i + 1 < len(lines) and not lines[i + 1].asks]
    if len(asked) < _FEW + 1:
        return []
    spoken = sum(_says(text, lines[i], lex, "second_person") for i in asked)
    owned = sum(_says(text, lines[i + 1], lex, "first_person") for i in asked)
    head = fold(text[: lines[asked[0]].start])
    told = any(re.search(rf"(?<!\w){re.escape(fold(w))}", head) for w in lex["interview"]) or any(
        _credit(text, line, lex) for line in lines
    )
    if 2 * owned < len(asked) or not (told or 3 * spoken >= len(asked)) or not spoken + told:
        return []
    stop = next((i for i, line in enumerate(lines) if i > asked[0] and _credit(text, line, lex)), len(lines))
    out = []
    for n, i in enumerate(asked):
        end = asked[n + 1] if n + 1 < len(asked) else stop
        parts = [
            Span(line.start, line.end)
            for k, line in enumerate(lines[i + 1 : end], i + 1)
            if not line.asks and not _stands_out(text, lines, k)
        ]
        if parts:
            out.append(Answer(tuple(parts), None))
    return out


def _trim(text: str, span: Span) -> Span:
    a, b = span.start, span.end
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return Span(a, b)
