"""Letters of a request: the list and the preview of what was made, and the panel that makes, prints and saves them."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.core.clock import london_date
from smsdpo.domain.records.requests import ExportCard, LetterCard, RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.leaving import file_of, gives_data
from smsdpo.ui.table_model import Cell, Column, PagedModel
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import cases
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.cards import Divider, EmptyState, IconLabel
from smsdpo.ui.widgets.labels import PlainLabel, Prose, card_title, plain, quiet
from smsdpo.ui.widgets.lists import RecordList
from smsdpo.ui.widgets.pdf_preview import PdfPreview
from smsdpo.ui.widgets.request_lists import section
from smsdpo.ui.widgets.rows import refill

_MOST_ROWS = 3
_ICONS = {".xlsx": "file-spreadsheet", ".zip": "file-archive", ".pdf": "file-text"}


def _state_chip(card: LetterCard) -> Chip:
    if card.sent_at is not None:
        return Chip(says.LETTER_SENT.format(day=_short(card.sent_at), how=card.sent), "ok")
    return Chip(says.LETTER_APPROVED, "ok") if card.approved else Chip(says.LETTER_DRAFT, "warn")


def _short(at: datetime) -> str:
    return texts.short_day(london_date(at)).rsplit(" ", 1)[0]  # the year stands beside it, in the day it was made


def is_to_send(file: RequestFile, card: LetterCard | None) -> bool:
    """Whether this letter may be marked as sent by itself; an answer is, where it is checked before it leaves."""
    answers = REQUEST_TYPES[file.card.type].answer_letters
    return card is not None and card.sent_at is None and card.code not in answers


def file_line(name: str) -> QWidget:
    """A file by its name, with the picture of its kind."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SMALL)
    row.addWidget(IconLabel(_ICONS.get(Path(name).suffix, "file"), "text_2", tokens.ICON_SMALL))
    row.addWidget(PlainLabel(name, size=tokens.SECONDARY), 1)
    return made


class LettersPane(QWidget):
    """`chosen` carries the letter to be previewed, `sent` one that has left beside the answer."""

    chosen = Signal(object)
    sent = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: list[Column[LetterCard]] = [
            Column(says.LETTER, lambda card: Cell(card.title, f"{card.code}, {card.goes_to}", strong=True)),
            Column(says.MADE_ON, lambda card: Cell(texts.short_day(london_date(card.made_at)), quiet=True), 112),
            Column(says.PAGES, lambda card: Cell(texts.counted(card.pages, "page"), quiet=True), 80),
            Column(texts.STATE, lambda card: Cell(chip=_state_chip(card)), 196),
        ]
        self.model = PagedModel(tasks, columns, lambda card: card.id, self)
        self.list: RecordList[LetterCard] = RecordList(self.model, "letters_list", says.LETTERS_LIST)
        self.preview = PdfPreview("letter_preview", says.PREVIEW)
        self.empty = EmptyState(says.NO_LETTER, icon="file-text")
        self.sheets = QStackedWidget()
        self.sheets.addWidget(self.empty)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._mark_row())
        column.addWidget(self.preview, 1)
        self.sheets.addWidget(full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheets)
        self._file: RequestFile | None = None
        self.list.current_changed.connect(self._choose)
        self.list.resized.connect(lambda wide: self.list.setColumnHidden(1, wide < 640))

    def _mark_row(self) -> QWidget:
        """What is to be noted of the letter chosen."""
        self.mark = Button(cases.LETTER_SENT, "mark_letter_sent", icon="send")
        self.mark.clicked.connect(lambda _checked: self.sent.emit(self.list.current()))
        self._to_mark = QWidget()
        row = QHBoxLayout(self._to_mark)
        row.setContentsMargins(tokens.SMALL, tokens.SMALL, tokens.SMALL, tokens.SMALL)
        row.setSpacing(tokens.SMALL)
        row.addWidget(quiet(cases.LETTER_UNSENT), 1)
        row.addWidget(self.mark)
        return self._to_mark

    def show_file(self, file: RequestFile) -> None:
        """Show the letters, newest first."""
        letters, before = file.letters, self._file.letters if self._file is not None else None
        self._file = file
        self._say_mark(self.list.current())
        if letters == before:
            return
        newer = before is None or len(letters) != len(before)
        newest_first = tuple(reversed(letters))
        self.sheets.setCurrentIndex(1 if letters else 0)
        self.list.setFixedHeight(tokens.HEADER + min(len(letters), _MOST_ROWS) * tokens.ROW + 1)
        self.model.put(newest_first)
        if letters and newer:
            self.list.select_row(0)

    def _say_mark(self, card: LetterCard | None) -> None:
        to_send = self._file is not None and is_to_send(self._file, card)
        if not to_send and self.mark.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # to the letter whose mark is now there to be read
        self._to_mark.setVisible(to_send)

    def _choose(self, card: LetterCard | None) -> None:
        self._say_mark(card)
        if card is not None:
            self.chosen.emit(card)


class ExportPanel(QWidget):
    """Makes workbook and letter, and does with them what a person wants done."""

    wanted = Signal()
    other_folder = Signal()
    open_folder = Signal()
    print_it = Signal()
    save_draft = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settled = Prose()
        self.folder = PlainLabel(size=tokens.SECONDARY, weight=500)
        self.folder.setObjectName("output_folder")
        self.other = QuietButton(says.OTHER_FOLDER, "other_folder")
        self.make = Button(says.EXPORT, "create_workbook_and_letter", icon="file-spreadsheet")
        self.print = Button(texts.PRINT, "print_letter", icon="printer")
        self.draft = Button(texts.SAVE_DRAFT, "save_draft_email", icon="mail")
        self.see = QuietButton(texts.OPEN_FOLDER, "open_folder", icon="folder-open")
        self.another = QuietButton(cases.OTHER_LETTER, "other_letter", icon="file-plus")
        self.facts = quiet()
        self._files = QVBoxLayout()
        self._files.setSpacing(tokens.TIGHT)
        self._made = QWidget()
        self._build()
        for button, signal in (
            (self.make, self.wanted),
            (self.other, self.other_folder),
            (self.print, self.print_it),
            (self.draft, self.save_draft),
            (self.see, self.open_folder),
        ):
            button.clicked.connect(signal)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(card_title(says.LETTER_AND_EXPORT))
        column.addWidget(self.settled)
        folder = QHBoxLayout()
        folder.setSpacing(tokens.SMALL)
        folder.addWidget(IconLabel("folder", "text_2", tokens.ICON_SMALL))
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.other)
        column.addLayout(folder)
        column.addWidget(self.make)
        made = QVBoxLayout(self._made)
        made.setContentsMargins(0, tokens.SMALL, 0, 0)
        made.setSpacing(tokens.SMALL)
        made.addWidget(Divider())
        made.addSpacing(tokens.TIGHT)
        made.addWidget(section(texts.SEND_FILES))
        made.addLayout(self._files)
        made.addWidget(self.facts)
        acts = QHBoxLayout()
        acts.setSpacing(tokens.SMALL)
        acts.addWidget(self.print)
        acts.addWidget(self.see)
        acts.addStretch()
        made.addSpacing(tokens.TIGHT)
        made.addLayout(acts)
        made.addWidget(self.draft, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._made)
        column.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeft)

    def show_file(self, file: RequestFile, folder: Path) -> None:
        """Show what can be made and what has been made."""
        kind = REQUEST_TYPES[file.card.type]
        label = next((one.label for one in kind.outcomes if one.key == file.settled), "")
        blocked = file.next.blocked or texts.DECIDE_TITLE
        self.settled.setText(texts.SETTLED.format(outcome=label) if label else blocked)
        self.folder.setText("/".join(folder.parts[-2:]))
        self.folder.setToolTip(plain(str(folder)))
        self.folder.setAccessibleName(str(folder))
        gives = any(one.gives_data for one in kind.outcomes if one.key == file.settled or not file.settled)
        said = says.EXPORT if gives else says.CREATE_LETTER
        self.make.setText(said)
        self.make.setAccessibleName(said)
        self._made.setVisible(bool(file.letters))
        if file.letters:
            self._show_made(file, file.letters[-1], file.exports[-1] if file.exports and gives_data(file) else None)

    def _show_made(self, file: RequestFile, letter: LetterCard, export: ExportCard | None) -> None:
        names = [file_of(file, letter), *(export.files if export else ())]
        refill(self._files, [file_line(name) for name in dict.fromkeys(names)])
        pages = texts.counted(letter.pages, "page")
        said = ""
        if export is not None:
            records = texts.counted(export.records, "record")
            said = says.COUNTS.format(records=records, redacted=export.redacted, withheld=export.withheld)
        self.facts.setText("  ·  ".join(part for part in (pages, said) if part))
