"""The record beside the list: what it says, what is blacked out, who else is in it, and the decision about it."""

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from smsdpo.domain.records.requests import FindingCard
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import erasing
from smsdpo.ui.widgets.buttons import Button, ChipButton
from smsdpo.ui.widgets.cards import Divider
from smsdpo.ui.widgets.labels import PlainLabel, Prose, card_title
from smsdpo.ui.widgets.plain_paper import PlainPaper
from smsdpo.ui.widgets.request_found import kept_words
from smsdpo.ui.widgets.request_head import AskLine
from smsdpo.ui.widgets.request_lists import section
from smsdpo.ui.widgets.rows import refill

Span = tuple[int, int]
_MOST_SHOWN = 20_000  # characters of one record; the export gives it whole
_MOST_MARKS = 400


def text_of(card: FindingCard) -> tuple[str, tuple[Span, ...]]:
    """The record's fields as plain text, and where their labels stand."""
    parts: list[str] = []
    labels: list[Span] = []
    at = 0
    for _key, label, value, _provenance in card.record.fields:
        line = f"{label}: {texts.value(value)}"
        labels.append((at, at + len(label) + 1))
        parts.append(line)
        at += len(line) + 1
    return "\n".join(parts)[:_MOST_SHOWN], tuple(labels)


def places_of(text: str, words: Sequence[str], *, exact: bool = False) -> list[Span]:
    """Where the words stand in the text; longer ones first, so that a name goes before its parts."""
    wanted = sorted({word for word in words if len(word) > 1}, key=len, reverse=True)
    if not wanted:
        return []
    pattern = re.compile("|".join(re.escape(word) for word in wanted), 0 if exact else re.IGNORECASE)
    return [match.span() for _, match in zip(range(_MOST_MARKS), pattern.finditer(text), strict=False)]


def matched_words(own: Sequence[str]) -> list[str]:
    """The person's own words, and the parts of their name."""
    parts = [part for word in own if "@" not in word for part in word.split() if len(part) > 2]
    return [*own, *parts]


class RecordText(PlainPaper):
    """A record, as tall as it needs to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("record_text", texts.RECORD_TEXT, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._spans: list[tuple[Span, str, str]] = []
        style.look().changed.connect(self._dress)

    def show_record(self, card: FindingCard, own: Sequence[str], hidden: Sequence[str]) -> None:
        """Show a record: labels quiet, the person's words marked, hidden words black."""
        text, labels = text_of(card)
        self.put(text)
        black = places_of(text, hidden, exact=True)
        marked = [
            span
            for span in places_of(text, matched_words(own))
            if not any(_overlap(span, other) for other in (*labels, *black))
        ]
        self._spans = [(span, "text_2", "") for span in labels]
        self._spans += [(span, "mark_ink", "mark") for span in marked]
        self._spans += [(span, "text", "text") for span in black]
        self._dress()
        self._fit()

    def selected_words(self) -> str:
        """What the user has marked with mouse or keyboard."""
        return self.textCursor().selectedText().replace("\u2029", "\n").strip()

    def _dress(self) -> None:
        self.setExtraSelections([self._selection(*one) for one in self._spans])

    def _selection(self, span: Span, ink: str, ground: str) -> QTextEdit.ExtraSelection:
        text = self.toPlainText()
        made = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setForeground(style.colour(ink))
        if ground:
            look.setBackground(style.colour(ground))
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(text[: span[0]]))
        cursor.setPosition(_units(text[: span[1]]), QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, look
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(round(self.document().size().height()) + 2)


def _units(text: str) -> int:
    """How many characters Qt counts: some (emoji and the like) are two for it."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class OtherLine(QWidget):
    """Somebody else noticed in the record, and the way to black them out in every record (N12)."""

    def __init__(self, words: str, number: int, *, hidden: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        chip = Chip(texts.HIDDEN, "mute", "eye-off") if hidden else Chip(texts.HIDE_EVERYWHERE, "warn")
        self.hide_it = ChipButton(f"hide_{number}", chip, says=words)
        self.hide_it.setEnabled(not hidden)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(PlainLabel(words, size=tokens.SECONDARY), 1)
        row.addWidget(self.hide_it)


class WithholdAsk(QWidget):
    """Why a record is withheld: one press, or typed. The person is told, save where it is about somebody else."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(section(texts.WHY_WITHHOLD))
        self.reasons: list[Button] = []
        for number, reason in enumerate(texts.WITHHOLD_REASONS, 1):
            button = Button("", f"withhold_reason_{number}", says=reason)
            words = Prose(reason, ink="text")
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside = QVBoxLayout(button)
            inside.setContentsMargins(tokens.MEDIUM, 0, tokens.MEDIUM, 0)
            inside.addStretch()
            inside.addWidget(words)
            inside.addStretch()
            button.setFixedHeight(tokens.FIELD + 14)
            button.clicked.connect(lambda _=False, reason=reason: self._take(reason))
            self.reasons.append(button)
            column.addWidget(button)
        self.other = AskLine("withhold_other", texts.WITHHOLD)
        self.other.answered.connect(self._take)
        self.other.left.connect(self.leave)
        column.addWidget(self.other)
        self.hide()

    def start(self) -> None:
        """Begin with the first reason in hand."""
        self.show()
        self.other.ask(texts.WHY_WITHHOLD, texts.WHY_WITHHOLD_HINT)
        self.other.title.hide()
        self.reasons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Ask no more."""
        self.hide()
        self.left.emit()

    def _take(self, reason: str) -> None:
        self.hide()
        self.chosen.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)


_ACTS = {
    "include": texts.INCLUDE,
    "redact": texts.REDACT,
    "withhold": texts.WITHHOLD,
    "erase": erasing.ERASE,
    "keep": erasing.KEEP,
}
_BECAUSE = {"withhold": texts.WITHHELD_BECAUSE, "redact": texts.REDACTED_BECAUSE, "keep": erasing.KEEP_STATE}


class _ActButton(Button):
    """Three of them stand side by side in the narrowest card."""

    _pad = 9


class RecordView(QWidget):
    """`decided` carries the decision, its reason and the words to black out."""

    decided = Signal(str, str, list)
    left = Signal()
    """The user has thought better of it: the keyboard goes back to the list."""
    keep_wanted = Signal()
    asked = Signal(QWidget)
    """Something is asked for that must be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: FindingCard | None = None
        self.title, self.facts = card_title(), Prose()
        self.state = Prose(ink="warn_ink")
        self.text = RecordText()
        self.acts = {key: _ActButton(title, f"{key}_record") for key, title in _ACTS.items()}
        self.hiding = AskLine("words_to_hide", texts.REDACT)
        self.reasons = WithholdAsk()
        self.others_title = section(texts.WHO_ELSE)
        self._others = QVBoxLayout()
        self._others.setSpacing(tokens.TIGHT)
        self._build()
        for key, button in self.acts.items():
            button.clicked.connect(lambda _checked=False, key=key: self.decide(key))
        self.hiding.answered.connect(lambda said: self._redact([said]))
        self.reasons.chosen.connect(lambda reason: self.decided.emit("withhold", reason, []))
        self.hiding.left.connect(self.left)
        self.reasons.left.connect(self.left)

    def _build(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(tokens.SMALL)
        for button in self.acts.values():
            acts.addWidget(button)
        acts.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self.state)
        column.addWidget(self.text)
        column.addSpacing(tokens.TIGHT)
        column.addLayout(acts)
        column.addWidget(self.hiding)
        column.addWidget(self.reasons)
        self._line = Divider()
        column.addSpacing(tokens.SMALL)
        column.addWidget(self._line)
        column.addSpacing(tokens.SMALL)
        column.addWidget(self.others_title)
        column.addLayout(self._others)

    def offer(self, decisions: Sequence[str], *, usable: bool) -> None:
        """The decisions that this kind of request knows."""
        for key, button in self.acts.items():
            button.setVisible(key in decisions)
            button.setEnabled(usable)

    def show_card(self, card: FindingCard, own: Sequence[str], hidden: Sequence[str], today: date) -> None:
        """Show a record."""
        if self.card is None or card.id != self.card.id:
            self.hiding.hide()
            self.reasons.hide()
        self.card = card
        record = card.record
        on = texts.day(record.recorded_on) if record.recorded_on else ""
        kept = kept_words(record, today)
        self.title.setText(record.title)
        self.facts.setText("  ·  ".join(part for part in (record.source, on, kept) if part))
        said = _BECAUSE.get(card.decision, "")
        reason = card.reason.replace(" | ", ", until ") if card.decision == "keep" else card.reason
        self.state.setText(said.format(reason=reason))
        self.state.setVisible(bool(said))
        self.text.show_record(card, own, hidden)
        self._show_others(card, hidden)

    def _show_others(self, card: FindingCard, hidden: Sequence[str]) -> None:
        lines = [OtherLine(words, at, hidden=words in hidden) for at, words in enumerate(card.others, 1)]
        for line, words in zip(lines, card.others, strict=True):
            line.hide_it.clicked.connect(lambda _=False, words=words: self._hide(words))
        refill(self._others, lines)
        for widget in (self._line, self.others_title):
            widget.setVisible(bool(lines))

    def _hide(self, words: str) -> None:
        """The line goes away with the answer, so the press must have ended first."""
        QTimer.singleShot(0, self, lambda: self._redact([words]))

    def decide(self, decision: str) -> None:
        """Decide, or ask for what the decision needs."""
        if self.card is None:
            return
        self.hiding.hide()
        self.reasons.hide()
        if decision in {"include", "erase", "undecided"}:
            self.decided.emit(decision, "", [])
        elif decision == "keep":
            self.keep_wanted.emit()
        elif decision == "withhold":
            self.reasons.start()
            self.asked.emit(self.reasons)
        else:
            self._ask_words()

    def _ask_words(self) -> None:
        card, selected = self.card, self.text.selected_words()
        if card is None:
            return
        open_others = [words for words in card.others if words not in card.redactions]
        if selected:
            self._redact(selected.split("\n"))
        elif open_others:
            self._redact(open_others)
        else:
            self.hiding.ask(texts.WORDS_TO_HIDE, texts.WORDS_TO_HIDE_HINT)
            self.asked.emit(self.hiding)

    def _redact(self, words: Sequence[str]) -> None:
        if self.card is not None:
            all_words = dict.fromkeys((*self.card.redactions, *words))
            before = self.card.reason if self.card.decision == "redact" else ""
            self.decided.emit("redact", before or texts.NAMES_SOMEBODY, list(all_words))
