"""Shows a message as plain text in its paragraphs: chosen words marked, quoted history folded. Nothing in it is loaded
or followed."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.texts import inbox as inbox_says
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.plain_paper import PlainPaper

if TYPE_CHECKING:
    from smsdpo.domain.unwrapping import Unwrapped

Span = tuple[int, int]
MOST_SHOWN, MOST_LINES = 100_000, 5_000
"""Characters and lines, set in under 0.2 s whatever they are; the whole message stays in the office."""
_ENDLESS = re.compile(r"\S{5000}")


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the screen: a text, and pieces (start in the message, end, start on the screen)."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def place(self, span: Span) -> Span | None:
        """Where a span of the message stands on the screen; nothing when it is folded away."""
        for start, end, at in self.pieces:
            if start <= span[0] < end:
                return at + span[0] - start, at + min(span[1], end) - start
        return None


def fold(text: str, quoted: Sequence[Span]) -> Shown:
    """The message without its quoted history; a line says what was folded."""
    pieces: list[tuple[int, int, int]] = []
    out, at, start = [], 0, 0
    for first, last in [*sorted(quoted), (len(text), len(text))]:
        piece = text[start:first]
        pieces.append((start, first, at))
        out.append(piece)
        at += len(piece)
        if first < last:
            lines = text.count("\n", first, last) + 1
            note = inbox_says.FOLDED.format(lines=texts.counted(lines, "line"))
            note = f"{note}\n" if text[first:last].endswith("\n") else note
            note = f"\n{note}" if piece and not piece.endswith("\n") else note
            out.append(note)
            at += len(note)
        start = max(start, last)
    return Shown("".join(out), tuple(pieces))


class MessageView(QWidget):
    """A message's text. `show_text` replaces it, `mark` marks words of it."""

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._quoted, self._marks = "", tuple[Span, ...](), tuple[Span, ...]()
        self._read: Unwrapped | None = None
        self._shown = Shown("", ())
        self._unfolded = False
        self.paper = PlainPaper(name, says)
        self.unfold = QuietButton(inbox_says.SHOW_QUOTED, f"{name}_unfold", icon="chevron-down")
        self.unfold.clicked.connect(self._turn)
        # It scrolls, so where room is short it gives way before what stands below it is pressed together.
        self.paper.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.TIGHT)
        column.addWidget(self.paper, 1)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        style.look().changed.connect(self._paint_marks)

    def show_text(self, text: str, quoted: Sequence[Span] = (), marks: Sequence[Span] = ()) -> None:
        """Show another message. Spans are offsets into `text`."""
        from smsdpo.domain.unwrapping import unwrap

        sent = "".join(text[:MOST_SHOWN].splitlines(keepends=True)[:MOST_LINES])
        self._read = unwrap(sent)
        self._text = self._read.text + (inbox_says.TOO_LONG if len(sent) < len(text) else "")
        within = [(start, min(end, len(sent))) for start, end in quoted]
        self._quoted = tuple(self._read.span(start, end) for start, end in within if start < end)
        self._unfolded = bool(self._quoted) and not self._outside_quotes().strip()
        self._marks = self._placed(marks)
        self._lay_out()

    def mark(self, marks: Sequence[Span]) -> None:
        """Mark other words of the same message."""
        self._marks = self._placed(marks)
        self._paint_marks()

    def _placed(self, marks: Sequence[Span]) -> tuple[Span, ...]:
        read = self._read
        return tuple(read.span(start, end) for start, end in marks) if read is not None else ()

    def _outside_quotes(self) -> str:
        return "".join(self._text[start:end] for start, end, _ in fold(self._text, self._quoted).pieces)

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._lay_out()

    def _lay_out(self) -> None:
        self._shown = fold(self._text, () if self._unfolded else self._quoted)
        # Looking for a place to break in a "word" of that length takes Qt seconds; such a thing may break anywhere.
        wrap = QTextOption.WrapMode
        endless = _ENDLESS.search(self._shown.text) is not None
        self.paper.setWordWrapMode(wrap.WrapAnywhere if endless else wrap.WrapAtWordBoundaryOrAnywhere)
        self.paper.put(self._shown.text)
        self.unfold.setVisible(bool(self._quoted))
        self.unfold.setText(inbox_says.HIDE_QUOTED if self._unfolded else inbox_says.SHOW_QUOTED)
        self.unfold.setAccessibleName(self.unfold.text())
        self._paint_marks()

    def _paint_marks(self) -> None:
        wide = _astral_places(self._shown.text)
        placed = [one for one in (self._shown.place(span) for span in self._marks) if one is not None]
        self.paper.setExtraSelections([self._selection(wide, start, end) for start, end in placed])

    def _selection(self, wide: list[int], start: int, end: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        ink = QTextCharFormat()
        ink.setBackground(style.colour("mark"))
        ink.setForeground(style.colour("mark_ink"))
        cursor = QTextCursor(self.paper.document())
        cursor.setPosition(start + bisect_right(wide, start - 1))
        cursor.setPosition(end + bisect_right(wide, end - 1), QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, ink
        return made


def _astral_places(text: str) -> list[int]:
    """Where characters stand that Qt counts as two (emoji and the like)."""
    return [at for at, letter in enumerate(text) if ord(letter) > 0xFFFF]
