"""The trained network, run in numpy: tags, lemmas and names of every sentence, syntax where it is asked for.

Matrix products run over all words of a batch at once, without padding; only the recurrence `c = f * c + g` goes along
the sentences, all sentences of a batch side by side. Vectors of word types are kept from article to article.
Trained by `training.train`; `training.model` describes the layers.

`words` knows word types, `layers` runs a layer, `lemmas`, `spans` and `trees` make sense of the scores, `model` puts
them together.
"""

from __future__ import annotations

from recoupe.parse.network.model import Batch, Network, Tags, Tree
from recoupe.parse.network.spans import KINDS
from recoupe.parse.network.trees import tree

__all__ = ["KINDS", "WORDS", "Batch", "Network", "Tags", "Tree", "tree"]

WORDS = 2_000  # words in a batch
