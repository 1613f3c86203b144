"""Record to bytes: one file a format, found by its name."""
