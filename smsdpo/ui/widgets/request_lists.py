"""The quieter panes of a request: the checklist before release, the timeline, and what came attached."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.domain.records.mail import AttachmentCard
from smsdpo.domain.records.requests import ChecklistItem, TimelineEntry
from smsdpo.ui import texts, tokens
from smsdpo.ui.table_model import Cell, Column, PagedModel
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.cards import EmptyState, IconLabel
from smsdpo.ui.widgets.labels import PlainLabel, Prose
from smsdpo.ui.widgets.lists import RecordList, RecordPane
from smsdpo.ui.widgets.rows import refill


def section(title: str) -> PlainLabel:
    """The title of a part of a card."""
    return PlainLabel(title, size=tokens.SECONDARY, weight=600)


class TickLine(QWidget):
    """One thing settled (a tick) or open (a clock); read aloud with its state."""

    def __init__(self, label: str, *, done: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon = IconLabel("check" if done else "clock", "ok_ink" if done else "text_2", tokens.ICON_SMALL)
        words = Prose(label, ink="text" if done else "text_2")
        words.setAccessibleName(f"{label}, {says.DONE if done else says.OPEN}")
        level = QVBoxLayout()
        level.setContentsMargins(0, 2, 0, 0)  # the icon stands on the line of the words
        level.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addLayout(level)
        row.addWidget(words, 1)
        tall = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        tall.setHeightForWidth(True)  # words that wrap keep their last line
        self.setSizePolicy(tall)


class Checklist(QWidget):
    """What has to be settled before release."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("before_release")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(section(says.BEFORE_RELEASE))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.SMALL)
        column.addLayout(self._rows)
        self._shown: tuple[ChecklistItem, ...] | None = None

    def show_items(self, items: tuple[ChecklistItem, ...]) -> None:
        """Show the list."""
        if items == self._shown:
            return
        self._shown = items
        refill(self._rows, [TickLine(item.label, done=item.done) for item in items])


class TimelinePane(QWidget):
    """What has happened, oldest first; nothing here can be changed."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: list[Column[TimelineEntry]] = [
            Column(says.WHEN, lambda entry: Cell(texts.short_instant(entry.at), quiet=True), 156),
            Column(says.WHAT, lambda entry: Cell(entry.what, entry.note, strong=True)),
            Column(says.WHO, lambda entry: Cell(entry.actor, quiet=True), 130),
        ]
        self.model = PagedModel(tasks, columns, lambda entry: entry.at, self)
        self.list: RecordList[TimelineEntry] = RecordList(self.model, "timeline_list", says.TIMELINE)
        _only(self, RecordPane(self.list, EmptyState(says.NO_TIMELINE, icon="clock")))

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show a timeline."""
        self.model.put(entries)


class AttachmentsPane(QWidget):
    """What came attached: named, never opened."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: list[Column[AttachmentCard]] = [
            Column(says.ATTACHMENT_NAME, lambda card: Cell(card.name, card.note, strong=True)),
            Column(says.ATTACHMENT_KIND, lambda card: Cell(card.media_type, quiet=True), 200),
            Column(says.ATTACHMENT_SIZE, lambda card: Cell(texts.size(card.size), quiet=True), 110),
        ]
        self.model = PagedModel(tasks, columns, lambda card: card.id, self)
        self.list: RecordList[AttachmentCard] = RecordList(self.model, "attachments_list", says.ATTACHMENTS)
        _only(self, RecordPane(self.list, EmptyState(says.NO_ATTACHMENTS, icon="paperclip")))

    def show_attachments(self, attachments: Sequence[AttachmentCard]) -> None:
        """Show what came with a message."""
        self.model.put(attachments)


def _only(holder: QWidget, inside: QWidget) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inside)
