"""How a report is to look, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.languages.messages import count, say, translated


@dataclass(frozen=True)
class Page:
    """Language of the report's own words, width in columns, colour or not.

    >>> Page("en").say("head", "claims"), Page("fr").count("article", 2)
    ('What stands', '2 articles')
    """

    lang: str = "fr"
    width: int = 80
    colour: bool = False

    def say(self, group: str, key: str, **values: object) -> str:
        """The report's own words for `[group] key`."""
        return say(self.lang, group, key, **values)

    def translated(self, sentence: str) -> str:
        """A sentence that the program wrote in English (why a file failed), in the report's language."""
        return translated(self.lang, sentence)

    def count(self, key: str, number: int) -> str:
        """A number with its noun in the report's language."""
        return count(self.lang, key, number)
