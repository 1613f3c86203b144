"""From linked evidence to judgement: pure functions of a `Dossier`."""
