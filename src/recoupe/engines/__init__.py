"""Where work runs: one verb, `map(work, shards)`."""
