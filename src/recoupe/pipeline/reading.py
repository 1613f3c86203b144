"""A record as `read` hands it out: the same values, and how a notebook shows them."""

from __future__ import annotations

from recoupe.model import Evidence, Record


class Reading(Record, frozen=True):
    """A record that can show itself.

    >>> Reading(1, (), (), ()).to_json().split()[1]
    '"recoupe":'
    """

    def cut(self, evidence: Evidence) -> str:
        """The exact words at a place. KeyError where the record has no such article."""
        for article in self.articles:
            if article.id == evidence.article:
                return article.text[evidence.start : evidence.end]
        raise KeyError(evidence.article)

    def to_json(self) -> str:
        """What `recoupe read … --format json` prints."""
        return self._render("json", "fr")

    def to_html(self, lang: str = "fr") -> str:
        """The report as one self-contained page."""
        return self._render("html", lang)

    def to_text(self, lang: str = "fr") -> str:
        """The report for a terminal, 80 columns wide."""
        return self._render("text", lang)

    def _render(self, form: str, lang: str) -> str:
        from recoupe.exporters import Page, render

        return render(self, form, Page(lang))[""].decode()

    def _repr_html_(self) -> str:
        from html import escape

        # A page of its own in a frame, so that its styles and anchors stay inside the notebook's cell.
        page = escape(self.to_html(), quote=True)
        return f'<iframe sandbox="" srcdoc="{page}" style="width:100%;height:640px;border:1px solid #ccc"></iframe>'
