"""The French grammar of made quotations."""
