"""How the shipped parsers are made: from treebank files to weights and scores."""
