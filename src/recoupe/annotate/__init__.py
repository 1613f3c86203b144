"""One article in, notes out: one module a kind of note."""
