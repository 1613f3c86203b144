"""Notes of many articles in, links between them out."""
