"""Name annotations: WikiANN (Wikipedia, CC BY-SA), cleaned.

WikiANN has three kinds and puts what is none of them (songs, films, cups, wars, species) under one or another. For English
`settled` tells these by their head word, by the word before them or by what the title's parenthesis says, as a fourth kind,
MISC, which is found so that it is not taken for a body or a place, and then left out.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from recoupe.parse.tokens import cutter

KINDS = ("PER", "ORG", "LOC", "MISC")
TAGS = ["O", *[f"{p}-{k}" for k in KINDS for p in "BIES"]]


def read(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (token, BIO tag)."""
    out: list[list[tuple[str, str]]] = []
    now: list[tuple[str, str]] = []
    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if now:
                out.append(now)
            now = []
            continue
        token, tag = line.rsplit("\t", 1)
        now.append((token.split(":", 1)[1], tag))
    if now:
        out.append(now)
    return out


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Half-open entity spans of BIO tags."""
    out = []
    start = None
    for i, t in enumerate([*tags, "O"]):
        if start is not None and not t.startswith("I-"):
            out.append((start, i, tags[start][2:]))
            start = None
        if t.startswith("B-") or (t.startswith("I-") and start is None):
            start = i
    return out


def bioes(n: int, found: list[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * n
    for a, b, k in found:
        if b - a == 1:
            tags[a] = f"S-{k}"
        else:
            tags[a:b] = [f"B-{k}", *[f"I-{k}"] * (b - a - 2), f"E-{k}"]
    return tags


HEADS = {
    "ORG": (
        "university college school academy institute party club fc f.c. afc records company corporation corp inc ltd llc plc gmbh "
        "group association federation confederation council committee commission ministry department agency authority board bank "
        "airlines airways orchestra quartet ensemble choir squadron regiment brigade battalion corps army navy force forces "
        "guard police society foundation trust press network broadcasting studios entertainment productions pictures "
        "films motors industries parliament senate congress assembly court cabinet bureau organization organisation "
        "united rovers wanderers athletic albion hotspur alliance front movement coalition caucus union guild league "
        "hospital clinic museum library laboratory team bundestag knesset duma office "
        "command fleet legion militia brotherhood church diocese seminary faculty partners holdings technologies systems "
        "times post herald tribune gazette chronicle guardian telegraph observer dispatch inquirer globe examiner courier "
        "software laboratories pharmaceuticals insurance securities stores supermarkets newspapers publishing publishers"
    ),
    "LOC": (
        "river lake county island islands mountain mountains sea ocean gulf bay creek valley park street avenue road boulevard lane "
        "square bridge airport station stadium arena castle palace cathedral cemetery hall province district region township "
        "municipality prefecture oblast voivodeship canyon forest desert peninsula beach cape coast hills falls republic "
        "kingdom empire building tower highway interstate ground field village borough parish territory state states "
        "abbey monastery temple mosque lighthouse dam reservoir glacier pass strait channel canal harbour harbor port fort fortress "
        "prison reserve refuge garden gardens plaza mall expressway motorway plateau basin delta archipelago atoll heights"
    ),
    "MISC": (
        "cup championship championships olympics games tournament prix masters bowl series season tour festival award "
        "awards prize medal war wars battle revolution treaty act agreement convention election elections contest draft day "
        "show album song film novel magazine lp cd ep language languages trilogy saga episode soundtrack chronicles anthem fame "
        "playoffs finals marathon derby regatta rally classic trophy shield order constitution amendment doctrine "
        "theorem syndrome disease protocol project program programme campaign operation crisis uprising rebellion riots "
        "massacre symphony concerto sonata opera overture mass requiem dance gospel bible hits remix"
    ),
}
HEAD = {w: kind for kind, words in HEADS.items() for w in words.split()}
WORK = {
    "album", "albums", "film", "films", "movie", "song", "songs", "single", "singles", "novel", "novels", "book", "books",
    "play", "poem", "opera", "musical", "game", "series", "sitcom", "episode", "documentary", "comic", "manga", "anime",
    "soundtrack", "ep", "lp", "track", "hit", "videogame", "magazine", "comedy", "drama", "mixtape", "genus", "species",
    "painting", "story", "cd", "dvd",
}  # fmt: skip
SUNG = {
    "i", "you", "me", "my", "your", "we", "it", "don't", "n't", "'s", "is", "are", "can", "will", "love", "heart", "baby", "what",
    "how", "why", "when", "!", "?", "let", "like", "this", "that", "live", "night", "girl", "boy", "tonight", "never",
}  # fmt: skip


TITLES = {
    "Governor",
    "President",
    "Senator",
    "Minister",
    "Bishop",
    "Mayor",
    "King",
    "Queen",
    "Duke",
    "Earl",
    "Member",
    "Captain",
}


def settled(words: list[str], a: int, b: int, kind: str, quoted: bool) -> tuple[int, int, str | None]:
    """An English name's span and kind; None for a kind where nobody can tell.

    >>> settled(["on", "his", "album", "Blue", "Harbour"], 3, 5, "LOC", False)
    (3, 5, 'MISC')
    >>> settled(["the", "Vale", "Stadium", ",", "Kent"], 1, 3, "ORG", False)
    (1, 3, 'LOC')
    """
    if "(" in words[a:b]:  # the title of a page: `Blue Harbour ( album )`
        cut = words.index("(", a, b)
        inside = {w.lower() for w in words[cut:b]}
        if cut == a:
            return a, b, None
        if inside & WORK or "tv" in inside:
            return a, cut, "MISC"
        b = cut
    while b > a and words[b - 1].lower() in (
        "''",
        "'s",
        "'",
        ",",
        "department",
        "province",
        "district",
        "area",
        "region",
    ):
        b -= 1
    if a >= b:
        return a, b + 1, None
    if (words[a].isdigit() and kind == "PER") or not any(w[:1].isupper() for w in words[a:b]):
        return a, b, None
    last = words[b - 1]
    small = [w for w in words[a + 1 : b] if w.isalpha() and w.islower() and len(w) > 3]
    head = HEAD.get(last.lower())
    for k in range(a + 1, b):  # the head stands before *of*: University of X, Battle of X
        if words[k].lower() in ("of", "for") and k > a:
            head = HEAD.get(words[k - 1].lower(), head)
            break
    if kind == "PER":
        if head == "MISC" or quoted:
            return a, b, "MISC" if words[b - 1].lower() in ("series", "season") else None
        if small and last.islower():
            return a, b, None
        return a, b, kind
    if quoted and head != "ORG":
        return a, b, "MISC"
    before = {w.lower() for w in words[max(0, a - 2) : a]}
    year = b + 2 < len(words) and words[b] == "(" and words[b + 1][:4].isdigit() and words[b + 2] == ")"
    if head == "MISC":
        return a, b, head
    if last.islower() and last.isalpha() and small:  # species, common nouns
        if last in ("team",):
            return a, b, "ORG"
        return (a, b, "MISC") if kind == "LOC" or b - a == 2 else (a, b, None)
    if before & WORK and (not head or words[a - 1].lower() in WORK):
        return a, b, "MISC"
    if head:
        return a, b, head
    if kind == "ORG" and (year or {w.lower() for w in words[a:b]} & SUNG):
        return a, b, "MISC"
    return a, b, kind


def english(sentence: list[tuple[str, str]]) -> tuple[list[str], list[tuple[int, int, str | None]]]:
    """Words and names of an English sentence: works in wiki italics (two apostrophes) are MISC."""
    words: list[str] = []
    tags: list[str] = []
    italic: list[bool] = []
    inside = False
    for w, t in sentence:
        if w in ("''", ", ''", "**", "–**"):
            inside = w == "''" and not inside
            continue
        if w.startswith("''") and len(w) > 2:
            w = w.lstrip("'")
            inside = True
        w = w.replace("[[", "").replace("]]", "") or ","
        for i, piece in enumerate(cutter("en").words(w) or [w]):  # hyphens as our own tokenizer cuts them
            words.append(piece)
            tags.append("I" + t[1:] if i and t[0] == "B" else t)
            italic.append(inside)
    found: list[tuple[int, int, str | None]] = []
    for a, b, k in spans(tags):
        quoted = (all(italic[a:b]) and (a == 0 or not italic[a - 1])) or (
            a > 0 and b < len(words) and words[a - 1] in ('"', "“", "``") and words[b] in ('"', "”", "''")
        )
        x, y, kind = settled(words, a, b, k, quoted)
        if kind == "LOC" and "," in words[x:y]:  # Salem , Oregon: two names
            at = words.index(",", x, y)
            if x < at < y - 1:
                found.append((x, at, "LOC"))
                x = at + 1
        found.append((x, y, kind))
    return words, found


def clean_english(
    sentences: list[list[tuple[str, str]]], places: frozenset[str] = frozenset()
) -> tuple[list[tuple[list[str], list[tuple[int, int, str | None]]]], Counter]:
    """As `clean`, with the names settled; a kind of None marks words to learn nothing from. `places` are towns and countries."""
    gazetteer: Counter = Counter()
    kept = []
    seen = set()
    read = [english(s) for s in sentences]
    given = Counter(words[a] for words, found in read for a, b, k in found if k == "PER" and b - a > 1)
    placed = Counter(" ".join(words[a:b]) for words, found in read for a, b, k in found if k == "LOC")
    for s, (words, found) in zip(sentences, read, strict=True):
        for i, (a, b, k) in enumerate(found):
            name, last = " ".join(words[a:b]), words[b - 1].lower()
            if k == "ORG" and (name in places or placed[name] > 1):
                found[i] = (a, b, "LOC")  # a team called by its country
            elif (
                k in ("ORG", "LOC")
                and given[words[a]] > 4
                and 1 < b - a < 4
                and last not in HEAD
                and name not in places
            ) or (k == "ORG" and b - a == 1 and name in TITLES):
                found[i] = (a, b, None)
        for a, b, k in found:
            if k:
                gazetteer[(tuple(words[a:b]), k)] += 1
        key = " ".join(words)
        inside = sum(b - a for a, b, _ in found)
        redirect = s[0][0].upper().startswith(("REDIREC", "#REDIREC"))
        if redirect or key in seen or len(words) < 4 or inside / len(words) > 0.7:
            continue
        seen.add(key)
        free = [i for i, w in enumerate(words) if i and w[:1].isupper() and not any(a <= i < b for a, b, _ in found)]
        if len(free) > max(2, len(words) / 6):
            continue
        # a capital left unmarked may be a name that nobody linked: nothing is learned from it
        kept.append((words, found + [(i, i + 1, None) for i in free]))
    return kept, gazetteer


def clean(sentences: list[list[tuple[str, str]]]) -> tuple[list[tuple[list[str], list[tuple[int, int, str]]]], Counter]:
    """Full sentences to train on, and a list of names with their kinds.

    Dropped: redirections, wiki markup, sentences that are one name (they only feed the list), names in markup quotes.
    """
    gazetteer: Counter = Counter()
    kept = []
    seen = set()
    for s in sentences:
        if s[0][0].upper().startswith(("REDIREC", "#REDIREC")):
            found = spans([t for _, t in s])
            for a, b, k in found:
                gazetteer[(tuple(w for w, _ in s[a:b]), k)] += 1
            continue
        pairs = [(w, t) for w, t in s if w not in ("''", "'''", "'''''", "**", "–**")]
        found = spans([t for _, t in pairs])
        words = [w for w, _ in pairs]
        for a, b, k in found:
            gazetteer[(tuple(words[a:b]), k)] += 1
        inside = sum(b - a for a, b, _ in found)
        key = " ".join(words)
        if key in seen or len(words) < 4 or inside / len(words) > 0.7:
            continue
        seen.add(key)
        # capitals outside names: a sign of names left unmarked
        free = [i for i, w in enumerate(words) if i and w[:1].isupper() and not any(a <= i < b for a, b, _ in found)]
        if len(free) > max(2, len(words) / 6):
            continue
        kept.append((words, found))
    return kept, gazetteer
