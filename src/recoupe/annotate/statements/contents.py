"""From a cue to its content: what was said, where it starts and where it stops.

Two ways. An *incise* (`…, a-t-il dit`, `…, selon X`) takes the clause around it, found by marks and position.
A *forward* cue takes what follows it: a quotation, a clause, an infinitive, a noun phrase, found by syntax and
then stretched or cut by marks.
"""

from __future__ import annotations

import re

from recoupe.annotate.statements.cue import Cue
from recoupe.annotate.statements.page import Unit
from recoupe.annotate.statements.told import Told

_CREDIT = re.compile(r"\((?:photo|image|picture|crédit|credit|©)[^()\n]{0,80}\)", re.IGNORECASE)


class Builder(Told):
    """Finds the statements of one page whose cues and frames are known."""

    def unit(self, unit: Unit) -> None:
        """All statements whose cue is a verb of this unit, outside quotations."""
        cues = [c for c in self.by_unit.get(unit.index, ()) if c.quote < 0]
        if not cues or self._captions(unit):
            return
        for cue in cues:
            self._mode(cue, unit)
        left = unit.start
        for i, cue in enumerate(cues):
            if cue.mode == "incise":
                nxt = next((c for c in cues[i + 1 :] if c.mode == "incise"), None)
                left = self._incise(cue, unit, left, nxt)
        for cue in cues:
            if cue.mode == "forward":
                self._forward(cue, unit, cues)

    def _captions(self, unit: Unit) -> bool:
        """True for the caption of a picture in running text: it tells what is shown and ends with a credit."""
        line = self.text[unit.start : unit.end + 90].split("\n", 1)[0]
        pictured = self.lexicons[unit.language]["pictured"]
        return bool(_CREDIT.search(line)) and not pictured.isdisjoint(self.view.low[unit.first : unit.last])

    def _forward(self, cue: Cue, unit: Unit, cues: list[Cue]) -> None:
        """The statement that follows its cue, if there is one."""
        if cue.form == "participle" and "Tense=Past" in self.view.feats[cue.v] and not self._convinced(cue, unit):
            self._as_told(cue, unit, cues)
            return
        if cue.potential or cue.v >= unit.last:
            return
        for find in (
            self._fragment, self._called, self._judged, self._after_colon, self._quoted_as, self._as_told,
            self._that_told, self._clause, self._what, self._infinitive, self._amount, self._put_at, self._person,
            self._accused_by, self._predicate, self._quoted, self._passive, self._noun,
        ):  # fmt: skip
            if find(cue, unit, cues):
                return

    def _convinced(self, cue: Cue, unit: Unit) -> bool:
        """True for `…, convaincu que « … »`: a mind told on the way, its words in marks."""
        view, page = self.view, self.page
        i = cue.last + 1
        if not any(u.name == "judge" and u.lemma.startswith("être ") for u in cue.uses) or i + 1 >= unit.last:
            return False
        if view.low[cue.first - 1] != "," or view.low[i] not in cue.lex["that"]:
            return False
        q = page.quote_at(view.start[i + 1])
        return q >= 0 and page.quotes[q].outer.start == view.start[i + 1]
