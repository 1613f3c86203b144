"""The English grammar of made quotations."""
