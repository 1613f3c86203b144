"""Sentences made by grammar, for what treebanks lack: reported speech as the press writes it.

A clause of a treebank becomes the words of somebody: quoted, reported with *que*, cut by an incise, opened by
*selon*. Who speaks is built from titles, roles, bodies and names (WikiANN's, as a list); the verb is any of
the class, in any tense, its subject before or behind it. All of it comes with its tree and its names.
"""

from training.quotations.maker import Maker
from training.quotations.parts import Part, flat, join, named, punct, word

__all__ = ["Maker", "Part", "flat", "join", "named", "punct", "word"]
