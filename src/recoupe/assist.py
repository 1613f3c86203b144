"""Optional help from a language model behind an OpenAI-compatible endpoint. Off unless a URL is given.

The model may only select and order what the record holds: which claims say one thing, which lines of
the brief come first and with which of our phrases they are joined. It writes no word that a reader sees
as an article's, and whatever it returns is checked against the record: identifiers must exist, quotations
must be verbatim, every line must keep its evidence. What fails the check is dropped with a failure row
(reason `llm-rejected`), and the record stays as it was. Nothing is sent but claims and brief lines.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from recoupe.model import BriefLine, Claim, Failure, Record, Story
from recoupe.text import stable_id

Post: TypeAlias = Callable[[str, Mapping[str, Any], float], str]

_STAGE = "assist"
_TIMEOUT = 30.0
_LONGEST = 2_000_000
_QUOTED = re.compile(r"«\s*(.+?)\s*»|“(.+?)”", re.DOTALL)
_MERGE = (
    "You are given numbered claims of one news story. Answer with JSON only: "
    '{"merge": [[1, 4], ...]} where each inner list holds numbers of claims that state the same thing. '
    'Do not merge claims that merely share a topic. Answer {"merge": []} when in doubt.'
)
_ORDER = (
    "You are given numbered lines of a brief. Answer with JSON only: "
    '{"lines": [{"of": [3], "text": "..."}, ...]}: the lines in the order in which a reader should get them. '
    "Each entry names the lines that it rests on. Its text may use other words of your own, but must keep every "
    "passage between quotation marks exactly as given and must add no quotation and no figure."
)


class Rejected(Exception):  # noqa: N818  (it is a verdict on an answer, not an error of ours)
    """An answer that does not hold against the record; the message says why."""


def post(url: str, body: Mapping[str, Any], timeout: float) -> str:
    """The one seam to the network: POST `body` as JSON, the answer's text back. Raises OSError and ValueError."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("not an http address")
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json", "Accept": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        data: bytes = answer.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise ValueError("answer too long")
    return data.decode("utf-8", "replace")


def assist(
    record: Record,
    url: str,
    *,
    model: str = "default",
    timeout: float = _TIMEOUT,
    post: Post = post,
) -> Record:
    """The record with claims merged and brief lines ordered as the endpoint at `url` proposes, checked.

    `url` is the base address (`http://localhost:8080/v1`) or that of `chat/completions` itself. `post`
    may be any function that stands in for the network. Never raises: what goes wrong is a failure row.
    """
    stories: list[Story] = []
    failures = list(record.failures)
    for story in record.stories:
        told = story
        for ask in (_merged, _ordered):
            try:
                told = ask(record, told, lambda task, text: _ask(url, model, timeout, post, task, text))
            except Rejected as reason:
                failures.append(Failure(story.id, _STAGE, "llm-rejected", str(reason)))
        stories.append(told)
    return msgspec.structs.replace(record, stories=tuple(stories), failures=tuple(failures))


def _ask(url: str, model: str, timeout: float, post: Post, task: str, text: str) -> Any:
    """What the endpoint answers to a task, as parsed JSON. Raises `Rejected`."""
    address = url if url.rstrip("/").endswith("completions") else url.rstrip("/") + "/chat/completions"
    body = {
        "model": model, "temperature": 0,
        "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
    }  # fmt: skip
    try:
        answer = post(address, body, timeout)
    except Exception as error:
        raise Rejected(f"no answer: {type(error).__name__}") from error
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
        start, end = content.index("{"), content.rindex("}")
        if content[:start].strip("` \njson") or content[end + 1 :].strip("` \n"):
            raise Rejected("prose around the answer")
        return json.loads(content[start : end + 1])
    except Rejected:
        raise
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Rejected(f"not the JSON asked for: {type(error).__name__}") from error


# ------------------------------------------------------------------------ claims


def _merged(record: Record, story: Story, ask: Callable[[str, str], Any]) -> Story:
    """The story with the claims merged that the answer names. Nothing is merged on a wrong answer."""
    if len(story.claims) < 2:
        return story
    lines = [f"{i}. [{c.status}] {' '.join(c.text.split())}" for i, c in enumerate(story.claims, 1)]
    answer = ask(_MERGE, "\n".join(lines))
    groups = answer.get("merge") if isinstance(answer, dict) else None
    if not isinstance(groups, list):
        raise Rejected("no list of merges")
    into: dict[int, int] = {}
    for group in groups:
        if not isinstance(group, list) or not all(isinstance(n, int) and not isinstance(n, bool) for n in group):
            raise Rejected("a merge is not a list of numbers")
        if not all(1 <= n <= len(story.claims) for n in group):
            raise Rejected("a claim that does not exist")
        if set(group) & into.keys():
            raise Rejected("a claim merged twice")
        into.update(dict.fromkeys(group, min(group, default=0)))
    members: dict[int, list[Claim]] = {}
    for n, c in enumerate(story.claims, 1):
        members.setdefault(into.get(n, n), []).append(c)
    return msgspec.structs.replace(story, claims=tuple(_join(record, story, rows) for rows in members.values()))


def _join(record: Record, story: Story, rows: Sequence[Claim]) -> Claim:
    """One claim of several: their statements together, a status that none of them contradicts."""
    first = rows[0]
    if len(rows) == 1:
        return first
    kinds: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for kind in ("denies", "confirms", "questions", "asserts"):
        found = [s for c in rows for s in getattr(c, kind) if s not in seen]
        kinds[kind] = tuple(dict.fromkeys(found))
        seen.update(found)
    order = {s.id: i for i, s in enumerate(x for a in record.articles for x in a.statements)}
    history = tuple(
        sorted((e for c in rows for e in c.history), key=lambda e: (e.when or "", order.get(e.statement, 0)))
    )
    roots = tuple(sorted({r for c in rows for r in c.roots}))
    status = first.status
    for c in rows[1:]:
        if c.status != status:
            status = _weaker(status, c.status)
    return msgspec.structs.replace(
        first, id=stable_id("c", story.id, *(c.id for c in rows)), status=status, asserts=kinds["asserts"],
        denies=kinds["denies"], confirms=kinds["confirms"], questions=kinds["questions"], history=history, roots=roots,
        single_source=len(roots) == 1,
    )  # fmt: skip


# Where merged claims stand differently the more careful status holds.
_CAREFUL = ("disputed", "denied", "retracted", "corrected", "unverified", "announced", "confirmed")


def _weaker(a: Any, b: Any) -> Any:
    return min(a, b, key=_CAREFUL.index)


# ------------------------------------------------------------------------- brief


def _ordered(record: Record, story: Story, ask: Callable[[str, str], Any]) -> Story:
    """The story with its brief ordered and worded as the answer says; each line is checked by itself."""
    if not story.brief:
        return story
    answer = ask(_ORDER, "\n".join(f"{i}. {' '.join(b.text.split())}" for i, b in enumerate(story.brief, 1)))
    rows = answer.get("lines") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not rows:
        raise Rejected("no list of lines")
    texts = [" ".join(a.text.split()) for a in record.articles if a.id in set(story.articles)]
    out: list[BriefLine] = []
    used: set[int] = set()
    for row in rows:
        of, text = (row.get("of"), row.get("text")) if isinstance(row, dict) else (None, None)
        if not isinstance(of, list) or not of or not isinstance(text, str) or not text.strip():
            raise Rejected("a line without text or without what it rests on")
        if not all(isinstance(n, int) and not isinstance(n, bool) and 1 <= n <= len(story.brief) for n in of):
            raise Rejected("a line that does not exist")
        source = [story.brief[n - 1] for n in of]
        _check(text, source, texts)
        used.update(of)
        out.append(BriefLine(text.strip(), tuple(dict.fromkeys(e for b in source for e in b.evidence))))
    left = [b for n, b in enumerate(story.brief, 1) if n not in used]
    return msgspec.structs.replace(story, brief=(*out, *left))


def _check(text: str, source: Sequence[BriefLine], texts: Sequence[str]) -> None:
    """Raises `Rejected` where a line quotes, counts or leaves out what its sources do not bear out."""
    given = " ".join(" ".join(b.text.split()) for b in source)
    kept = _quotations(text)
    for quoted in kept:
        if quoted not in given or not any(quoted.removesuffix(" […]") in t for t in texts):
            raise Rejected(f"a quotation that no article prints: {quoted[:60]}")
    for quoted in _quotations(given):
        if quoted not in kept:
            raise Rejected("a quotation left out or changed")
    bare = _QUOTED.sub(" ", text)
    if set(re.findall(r"\d+", bare)) - set(re.findall(r"\d+", given)):
        raise Rejected("a figure of its own")
    if re.search(r"[\"„‟]", bare):
        raise Rejected("quotation marks of its own")


def _quotations(text: str) -> list[str]:
    return [" ".join((m.group(1) or m.group(2)).split()) for m in _QUOTED.finditer(text)]
