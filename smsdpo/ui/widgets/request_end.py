"""The last look before a request ends without an answer made here: which outcome, what follows, and why (D4)."""

from PySide6.QtCore import Signal

from smsdpo.domain.records.requests import RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import cases
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import FieldName, Prose
from smsdpo.ui.widgets.sheet import Sheet

_MOST = 2000


class EndSheet(Sheet):
    """`ended` carries the note; `letter` asks for a letter instead, where one could say it. Enter does nothing in the
    note nor on the button: a request never ends by Enter."""

    ended = Signal(str)
    letter = Signal()

    def __init__(
        self, file: RequestFile, outcome: str, today_words: str, *, by_hand: bool = False, note: str = ""
    ) -> None:
        ending = REQUEST_TYPES[file.card.type].outcome(outcome)
        title = says.END_TITLE.format(reference=file.card.reference, outcome=ending.label)
        follows = cases.BY_HAND_SAY if by_hand else says.END_FOLLOWS.get(outcome, says.END_FOLLOWS_ELSE)
        super().__init__("end_sheet", title, follows)
        for line in _also(file, today_words):
            self.card.body.addWidget(Prose(line))
        self.note = LineField("end_note", says.END_NOTE, hint=says.END_NOTE_HINT)
        self.note.setMaxLength(_MOST)
        self.card.body.addSpacing(tokens.TIGHT)
        self.card.body.addWidget(FieldName(says.END_NOTE))
        self.card.body.addWidget(self.note)
        self.cancel = Button(says.NOT_YET, "end_cancel")
        self.go = Button(says.CLOSE, "end_do", icon="circle-check")
        self.go.by_enter = False
        self.go.setEnabled(False)
        self.write = QuietButton(cases.WRITE_LETTER.format(code=ending.letter), "end_letter", icon="file-text")
        self.acts(*([self.write] if ending.letter and not by_hand else []), self.cancel, self.go)
        self.write.clicked.connect(self._letter)
        self.note.textChanged.connect(lambda words: self.go.setEnabled(bool(words.strip())))
        self.note.setText(note)
        self.cancel.clicked.connect(self.close_sheet)
        self.go.clicked.connect(self._end)

    def _letter(self) -> None:
        self.close_sheet()
        self.letter.emit()

    def _end(self) -> None:
        note = self.note.text().strip()
        self.close_sheet()
        self.ended.emit(note)


def _also(file: RequestFile, today_words: str) -> list[str]:
    lines = [says.END_ALWAYS.format(day=today_words)]
    if file.undecided:
        lines.append(says.END_OPEN.format(records=texts.counted(file.undecided, "record")))
    if file.card.days_left is not None and file.card.days_left < 0:
        late = says.END_LATE.format(days=texts.counted(-file.card.days_left, "day"))
        lines.append(says.HELD_UP if file.card.held_up else late)
    return lines
