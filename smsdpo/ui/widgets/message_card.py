"""The upper part of the preview: subject, facts, what the reader should know, the text, and what came attached."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.core.clock import london_date
from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import inbox as inbox_says
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.cards import IconLabel
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.labels import PlainLabel, Prose, page_title, quiet
from smsdpo.ui.widgets.message_view import MessageView, Span
from smsdpo.ui.widgets.rows import refill
from smsdpo.ui.widgets.tag_row import TagRow

if TYPE_CHECKING:
    from smsdpo.domain.records.mail import AttachmentCard, MessageFile, Suggestion

_MOST_ATTACHMENTS = 4
_MOST_OF_A_FACT = 80  # characters: a sender may call himself anything


def marks_of(suggestions: "Sequence[Suggestion]", key: str = "") -> tuple[Span, ...]:
    """The spans that speak for one type, or, where none does, for everything that is asked for."""
    chosen = [one for one in suggestions if one.type == key] or [one for one in suggestions if one.asks]
    return tuple((why.start, why.end) for one in chosen for why in one.because if why.start >= 0)


def notes_of(file: "MessageFile") -> list[Chip]:
    """What the reader should know before trusting a suggestion."""
    made: list[Chip] = []
    if file.card.language == "und":
        made.append(Chip(inbox_says.LANGUAGE_UNKNOWN, "mute", "languages"))
    elif file.card.language != "en":
        from smsdpo.domain.language import NAMES

        named = NAMES.get(file.card.language, file.card.language)
        said = inbox_says.OTHER_LANGUAGE if any(one.asks for one in file.suggestions) else inbox_says.LANGUAGE_NOT_READ
        made.append(Chip(said.format(language=named), "warn", "languages"))
    if file.reply_to_request and not file.card.request:
        made.append(Chip(inbox_says.REPLY_TO.format(reference=file.reply_to_request), "accent", "link"))
    return made


def written_another_day(file: "MessageFile") -> bool:
    """Whether the sender's date is not the day of receipt, so that the reader should know which was taken and why."""
    from email.utils import parsedate_to_datetime

    try:
        written = parsedate_to_datetime(file.header_date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return True
    return written.tzinfo is None or london_date(written) != file.card.received_on


class MessageHead(QWidget):
    """A message, shown to be read; nothing in it can be pressed but the fold of quoted history, and what saves the
    original as it came (`original`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject = page_title()
        self.subject.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.facts = Prose()
        self.date_note = quiet()
        self.tags = TagRow("message_tags")
        self.view = MessageView("message_text", inbox_says.MESSAGE)
        self._notes, self._attached = QVBoxLayout(), QVBoxLayout()
        for rows in (self._notes, self._attached):
            rows.setSpacing(tokens.TIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.original = QuietButton("", "save_original", icon="download", says=says.SAVE_ORIGINAL_SAYS)
        title = QHBoxLayout()
        title.setSpacing(tokens.SMALL)
        title.addWidget(self.subject, 1)
        title.addWidget(self.original, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(title)
        column.addWidget(self.facts)
        column.addWidget(self.date_note)
        column.addWidget(self.tags)
        column.addSpacing(tokens.SMALL)
        column.addLayout(self._notes)
        column.addSpacing(tokens.SMALL)
        column.addWidget(self.view, 1)
        column.addLayout(self._attached)

    def show_file(self, file: "MessageFile") -> None:
        """Show another message."""
        card = file.card
        self.subject.setText(card.subject or inbox_says.NO_SUBJECT)
        who = [card.from_name, card.from_address] if card.from_name != card.from_address else [card.from_address]
        parts = [*(one for one in who if one), texts.short_instant(card.received_at).replace(" ", "\N{NO-BREAK SPACE}")]
        self.facts.setText("  ·  ".join(one[:_MOST_OF_A_FACT] for one in parts))
        self.tags.show_tags(card.tags)
        self.date_note.setText(file.date_note)
        self.date_note.setVisible(bool(file.date_note) and written_another_day(file))
        suggested = next((one.type for one in file.suggestions if one.asks), "")
        self.view.show_text(file.text, file.quoted, marks_of(file.suggestions, suggested))
        refill(self._notes, [ChipLabel(chip) for chip in notes_of(file)])
        refill(self._attached, _attachment_rows(file.attachments))


def _attachment_rows(attachments: "Sequence[AttachmentCard]") -> list[QWidget]:
    rows: list[QWidget] = [_attachment_row(one) for one in attachments[:_MOST_ATTACHMENTS]]
    if len(attachments) > _MOST_ATTACHMENTS:
        rows.append(quiet(inbox_says.AND_MORE.format(count=texts.number(len(attachments) - _MOST_ATTACHMENTS))))
    return rows


def _attachment_row(attachment: "AttachmentCard") -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(tokens.SMALL)
    row.addWidget(IconLabel("paperclip", "text_2", tokens.ICON_SMALL))
    row.addWidget(PlainLabel(attachment.name, size=tokens.SECONDARY, weight=500))
    row.addWidget(quiet("   ".join(part for part in (texts.size(attachment.size), attachment.note) if part)))
    row.addStretch()
    return made
