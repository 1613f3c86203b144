"""Article to syntax, once per article, shared by the annotators.

**Tokens** follow Universal Dependencies as French and English treebanks write them, with two
differences: French contractions (*du, au, des, aux, auquel*) are one token (an ADP with its article, lemma
*de* or *à*; *auquel, duquel* a PRON), and English words are not split where the parts do not spell the word. A
pronoun hung on its verb is a token with its hyphens: `a-t-il` is `a` + `-t-il` (PRON, lemma *il*, dep `nsubj`
of the content verb, so of *dit* in « a-t-il dit »; `expl` in « faut-il »). `l'AFP` is `l'` + `AFP`.
`(...)` and `[...]` are one PUNCT. Numbers keep their groups: `12 500`, `170.000`, `17h30` are one token.

**Sentences** never cross a line. A quotation of several sentences is several sentences, whose marks stay in the
first and the last of them: match quotation marks over the whole text, not inside a sentence.

**Labels.** UPOS: ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X. Dependencies: acl
acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp conj cop csubj dep det discourse dislocated expl
fixed flat iobj mark nmod nsubj nsubj:pass nummod obj obl obl:agent orphan parataxis punct root vocative xcomp; in
English also compound, compound:prt, goeswith, list, nmod:poss. Content words govern: in « a été tué » *tué* is
the head, *a* its `aux`, *été* its `aux:pass`; in « est prêt » *prêt* is the head and *est* its `cop`. The passive
agent is `obl:agent`. A root's head is itself. A sentence with `parsed` False has tags, lemmas and names, its tokens
their own heads with `dep` "dep" (the first one "root").
"""

from __future__ import annotations

from recoupe.parse.reading import parse

__all__ = ["parse"]
