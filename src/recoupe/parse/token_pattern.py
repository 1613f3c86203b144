"""The one pattern that finds a language's tokens, from its `tokens.toml`; what it matches is cut further in `tokens`.

Alternatives are tried in order: what most words are first, what holds a stop or a hyphen before what would cut there.
"""

from __future__ import annotations

import re
from typing import Any


def pattern(data: dict[str, Any]) -> str:
    """The pattern for a language's table of tokens; its groups name the kinds of token."""
    letter = r"[^\W\d_]"
    tld = r"(?:com|org|net|info|fr|be|ch|ca|eu|uk|de|tv|gov|edu|io|co\.uk|gouv\.fr|qc\.ca|lu|ma|sn|ci|dz|tn)"
    elided = "|".join(sorted((_anycase(e) for e in data.get("elisions", ()) if " " not in e), key=len, reverse=True))
    abbreviations = sorted({*data.get("before_names", ()), *data.get("anywhere", ())}, key=len, reverse=True)
    numbered, closing = ("|".join(data.get(k, ())) for k in ("numbered", "closing"))
    miswritten = "|".join(
        rf"(?:{_anycase(w)[: 4 * cut]})(?={_anycase(w)[4 * cut :]}\s(?:{'|'.join(before)})(?![\w'’-]))"
        for w, before in data.get("miswritten", {}).items()
        for cut in (len(w) - 1,)
    )
    units = "|".join(data.get("units", ()))
    loose = bool(data.get("loose"))
    before = r"(?:\w{1,30}[-#]){0,6}" if loose else ""  # the hyphens of a file's name
    whole = [_anycase(w).replace("'", "['’]") for w in data.get("whole", ())]
    parts = [
        *([rf"(?P<miswritten>(?<![\w'’-])(?:{miswritten}))"] if miswritten else []),
        # most words, before all that is rarer: nothing below begins with letters that a blank or a comma ends
        r"(?P<letters>[a-zA-ZÀ-ÖØ-öø-ÿœŒ]+(?=[ ,]))",
        r"(?P<url>(?:https?://|www\.)[^\s<>«»\"“”]{1,500}[^\s<>«»\"“”.,;:!?)\]'’…])",
        r"(?P<mail>(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})",
        *([r"(?P<account>(?<![\w.@-])[A-Za-z]\w{0,40}@[A-Za-z]\w{0,40}(?![\w@.]))"] if loose else []),
        r"(?P<tag>[@#][^\W\d]\w{0,80})",
        rf"(?P<site>[a-zA-Z0-9][a-zA-Z0-9-]{{1,40}}(?:\.[a-z0-9-]{{1,40}})?\.{tld}(?![\w-]))",
        r"(?P<face>[:;=][-'^]?[)(DPp](?![\w(\[]))",
        rf"(?P<file>{before}\w{{1,60}}"
        r"\.(?i:pdf|doc|docx|xls|xlsx|txt|jpg|jpeg|png|htm|html|zip|ppt|csv|mp3|mp4)(?!\w))",
        *([r"(?P<group>(?<![\w.@-])[a-z]{2,20}(?:\.[a-z]{2,20}){2,6}(?![\w@.-]))"] if loose else []),
        r"(?P<gap>[(\[](?:\.\.\.|…)[)\]])",
        r"(?P<dots>\.{2,}|…+)",
        *([r"(?P<bare>(?<![\w.])(?:[A-Za-z]\.){1,3}[A-Za-z](?![\w.]))"] if loose else []),
        rf"(?P<points>(?:{letter}\.-?)+{letter}\.(?!{letter}{{2}}))",
    ]
    if whole:
        parts.append(rf"(?P<whole>(?:{'|'.join(whole)})(?![\w’'-]))")
    if elided:
        # N'Golo, M'Bala: a capital before and after the apostrophe is a name, but L'AFP, D'Ormesson are not
        parts.append(rf"(?P<elided>(?![NM]['’][A-ZÀ-Ý][a-zà-ÿ])(?:{elided})['’](?=\s?[\w«\"“‘(\[]))")
    if closing:
        parts.append(rf"(?P<closing>(?:{closing})(?=\.[»”’\"')\]]*(?:\s*$|\s+[A-Z“\"])))")
    if numbered:
        parts.append(rf"(?P<numbered>(?:{numbered})\.(?=\s?\d))")
    if abbreviations:
        listed = "|".join(re.escape(a) for a in abbreviations)
        parts.append(rf"(?P<abbr>(?:{listed})\.(?![a-zà-ÿ]{{2}}|\.))")
    parts += [
        *(
            [
                r"(?P<extension>(?<![\w-])\d-\d{4}(?![\w-]))",
                r"(?P<clitic>(?<=\d)['’]s(?!\w))",
                r"(?P<year>(?<![\w])['’]\d\ds?(?!\w))",
                r"(?P<less>(?<![\w.,])\.\d+(?!\w))",
                r"(?P<code>(?<![\w+])\+\d{1,3}(?=\s))",
                r"(?P<height>(?<![\w'’])\d(?=['’]\d{1,2}(?!\d)))",
                r"(?P<part>(?<![\w/])(?!9/11)(?:[1-4](?=/[2-8](?![\w/]))|20(?=/20(?!\w))))",
                r"(?P<twice>\*{2,}|={2,})",
            ]
            if loose
            else []
        ),
        rf"(?P<initial>{'(?!I.[ ][A-Z](?![.]))' if loose else ''}[A-ZÀ-Ý]\.(?=[ \u00a0\u202f]?[A-ZÀ-Ý]|-))",
        r"(?P<degree>[nN][°ºo](?![\w]))",
        r"(?P<grouped>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\w])(?:[.,]\d+)?)",
        r"(?P<iso>\d{4}-\d{2}-\d{2}(?!\d))",
        # 5-10, 1969-1970, 5:00-8:30pm: two numbers; 555-0123 is a telephone number
        *(
            [
                r"(?P<decade>(?<!\w)\d{1,3}0['’]s(?!\w))",
                r"(?P<low>(?<![\w./:-])(?!\d{3}-\d{4})\d{1,4}(?::\d\d)?(?=-\d{1,4}(?::\d\d)?"
                rf"(?:{units})?(?![\w/:-])))",
            ]
            if loose
            else []
        ),
        *([rf"(?P<measured>\d+(?:[.,:]\d+)*(?=(?:{units})(?!\w)))"] if units else []),
        r"(?P<number>\d+(?:[.,:/'’-]\d+)*(?:\w+)?)",
        r"(?P<amp>[^\W_]{1,20}(?:&[^\W_]{1,20})+)",
        *([r"(?P<gendered>\w{2,40}\((?:e|s|es|x|ne|le|E|S)\)s?)"] if elided else []),
        r"(?P<plain>\w+(?![-‑'’\w]))",
        r"(?P<word>\w+(?:[-‑'’]\w+)*)",
        r"(?P<unit>°[CF](?!\w))",
        r"(?P<same>(?P<mark>[^\w\s«»“”\"()\[\]])(?P=mark){2,})",
        *([r"(?P<grave>`(?:s|m|t|d|re|ve|ll)(?!\w))"] if loose else []),
        r"(?P<marks>\.[!?]+|[!?]{2,}|--+|''|``|[’‘]{2}|<<|>>)",
        r"(?P<one>\S)",
    ]
    return f"(?:{'|'.join(parts)}) ?"  # a blank that follows is passed over: no pattern need be tried on it


def _anycase(word: str) -> str:
    """`qu` → `[qQ][uU]`: the pattern itself must mind case elsewhere."""
    return "".join(f"[{c.lower()}{c.upper()}]" if c.isalpha() and c.lower() != c.upper() else c for c in word)
