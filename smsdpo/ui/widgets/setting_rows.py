"""One row of the settings: its words, its field by kind, whether the policy leaves it open, and who changed it last."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.core.settings import Setting
from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.cards import Divider
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.fields import ChoiceField, LineField
from smsdpo.ui.widgets.labels import PlainLabel, Prose
from smsdpo.ui.widgets.pills import Pills
from smsdpo.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from smsdpo.domain.records.desk import SettingCard

FIELD_WIDTH = 390
_BESIDE = 640  # px of a row below which its field stands under its words
_LINES = 4  # of an address
_DOWN = QBoxLayout.Direction.TopToBottom


def name_of(key: str) -> str:
    """A setting's key as an objectName."""
    return f"setting_{key.replace('.', '_')}"


class Row(QWidget):
    """A title and a sentence at the left, whatever changes it at the right, and below what was refused."""

    def __init__(self, title: str, sentence: str = "", *, also: str = "", wide: bool = False) -> None:
        super().__init__()
        self.stands = True
        """Whether it is to be seen in this store at all."""
        self._words = f"{title} {sentence} {also}".casefold()
        self.divider = Divider()
        self.title = Prose(title, size=tokens.BODY, weight=600, ink="text")
        self.chip = ChipLabel()
        self.sentence = Prose(sentence)
        if not sentence:
            self.sentence.hide()  # never shown here: without a parent yet it would become a window of its own
        self.changed = PlainLabel(size=tokens.CAPTION, ink="text_3")
        self.changed.hide()
        self.trouble = Prose(ink="bad_ink", weight=500)
        self.trouble.hide()
        self._build(wide=wide)

    def _build(self, *, wide: bool) -> None:
        self.side = QVBoxLayout()
        self.side.setSpacing(tokens.SMALL)
        self._wide = wide
        self._body = body = QBoxLayout(_DOWN if wide else QBoxLayout.Direction.LeftToRight)
        body.setSpacing(tokens.MEDIUM if wide else tokens.PAGE)
        told = QWidget()
        told.setLayout(self._told())
        body.addWidget(told, 0 if wide else 1, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        if not wide:
            holder.setFixedWidth(FIELD_WIDTH)
        self.side.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(self.side)
        body.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.divider)
        column.addSpacing(tokens.MEDIUM + 2)
        column.addLayout(body)
        column.addSpacing(tokens.MEDIUM + 2)

    def _told(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(tokens.SMALL)
        head.addWidget(self.title)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addStretch()
        told = QVBoxLayout()
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(2)
        told.addLayout(head)
        for label in (self.sentence, self.changed, self.trouble):
            told.addWidget(label)
        return told

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._wide:
            beside = event.size().width() >= _BESIDE
            self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else _DOWN)
            self._body.setSpacing(tokens.PAGE if beside else tokens.SMALL)
        super().resizeEvent(event)

    def put(self, *widgets: QWidget) -> None:
        """Widgets at the right, one below the other."""
        for widget in widgets:
            self.side.addWidget(widget)

    def put_beside(self, *widgets: QWidget) -> None:
        """Widgets at the right, one beside the other."""
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch()
        self.side.addLayout(line)

    def speaks_of(self, words: list[str]) -> bool:
        """Whether every word stands in its title, sentence or other words; never where it does not stand itself."""
        return self.stands and all(word in self._words for word in words)

    def complain(self, error: Exception | None) -> None:
        """Say below the sentence what was refused, or nothing any more."""
        said = error.message if isinstance(error, Refusal) else complaint_of(error).sentence if error else ""
        self.trouble.setText(f"{said} {says.KEPT}" if said else "")
        self.trouble.setVisible(bool(said))


class SettingRow(Row):
    """A declared setting. `given` carries its key and a new value as soon as the field is left or another is chosen."""

    given = Signal(str, object)

    def __init__(self, setting: Setting, today: Callable[[], date]) -> None:
        super().__init__(setting.label, setting.help, also=f"{setting.key} {setting.group}")
        self.setting = setting
        self._today = today
        self._kept: object = setting.default
        self._show: Callable[[object], None]
        self._typed: Callable[[], object]
        {
            "text": self._text, "lines": self._lines, "day": self._day, "choice": self._choice, "number": self._number,
            "tags": self._lines,
        }[setting.kind]()  # fmt: skip

    @property
    def key(self) -> str:
        return self.setting.key

    def show_card(self, card: "SettingCard") -> None:
        """Show what is in force; what is being typed stays."""
        typing = self._typed() != self._kept and self._has_keyboard()
        self._kept = card.value
        if not typing:
            self._show(card.value)
            self.complain(None)
        open_still = not self.setting.stated and not card.value
        self.chip.show_chip(Chip(says.NOT_STATED, "warn") if open_still else Chip(""))
        self._say_changed(card.at, card.who)

    def _say_changed(self, at: datetime | None, who: str) -> None:
        words = says.CHANGED_BY if who else says.CHANGED
        self.changed.setText(words.format(day=texts.instant(at), who=who) if at else "")
        self.changed.setVisible(at is not None)

    def _has_keyboard(self) -> bool:
        now = self.window().focusWidget() if self.window() else None
        return now is not None and self.isAncestorOf(now)

    def _offer(self) -> None:
        value = self._typed()
        if value == self._kept:
            self.complain(None)
            return
        try:
            self.setting.checked(value)
        except Refusal as refusal:
            self.complain(refusal)
            return
        self.complain(None)
        self.given.emit(self.key, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._typed() != self._kept:
            self._show(self._kept)
            self.complain(None)
            return
        super().keyPressEvent(event)

    # --- one field for each kind --------------------------------------------------------------------------------------

    def _text(self) -> None:
        field = LineField(name_of(self.key), self.setting.label)
        field.editingFinished.connect(self._offer)

        def show(value: object) -> None:
            field.setText(str(value))
            field.setCursorPosition(0)  # a sentence is read from its beginning

        self._show = show
        self._typed = lambda: " ".join(field.text().split())
        self.put(field)

    def _lines(self) -> None:
        field = TextField(name_of(self.key), self.setting.label, lines=_LINES)
        for gone in (field.left, field.taken):
            gone.connect(self._offer)
        self._show = lambda value: field.setPlainText("\n".join(value if isinstance(value, list | tuple) else ()))
        self._typed = lambda: [line for line in (one.strip() for one in field.toPlainText().splitlines()) if line]
        self.put(field)

    def _day(self) -> None:
        field = LineField(name_of(self.key), self.setting.label, hint=says.DAY_HINT)
        field.editingFinished.connect(self._offer)
        button = QuietButton(
            says.TODAY, f"{name_of(self.key)}_today", says=says.TODAY_SAYS.format(label=self.setting.label)
        )

        def put_today() -> None:
            field.setText(texts.value(self._today().isoformat()))
            self._offer()

        button.clicked.connect(lambda _checked: put_today())
        self._show = lambda value: field.setText(texts.value(str(value)))
        self._typed = lambda: _iso(field.text())
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        line.addWidget(field, 1)
        line.addWidget(button)
        self.side.addLayout(line)

    def _choice(self) -> None:
        views = [(one, says.choice(self.key, one)) for one in self.setting.choices]
        pills = Pills(views, name_of(self.key))
        pills.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for pill in pills.pills.values():
            pill.setAccessibleName(f"{self.setting.label}: {pill.title}")
        pills.chosen.connect(lambda _key: self._offer())
        self._show = lambda value: pills.light(str(value))
        self._typed = lambda: pills.current
        self.put(pills)

    def _number(self) -> None:
        if self.key == "look.scale":
            self._steps()
            return
        field = LineField(name_of(self.key), self.setting.label)
        field.setMaximumWidth(96)
        field.editingFinished.connect(self._offer)
        self._show = lambda value: field.setText(str(value))
        self._typed = lambda: _whole(field.text())
        self.put(field)

    def _steps(self) -> None:
        field = ChoiceField(name_of(self.key), self.setting.label)
        for step in says.SCALES:
            field.addItem(says.PER_CENT.format(number=step), str(step))
        field.activated.connect(lambda _at: self._offer())

        def show(value: object) -> None:
            if field.findData(str(value)) < 0:
                field.addItem(says.PER_CENT.format(number=value), str(value))
            field.choose(str(value))

        self._show = show
        self._typed = lambda: _whole(field.key)
        self.put(field)


def _whole(text: str) -> object:
    """The number, or the text as it is for the setting to refuse."""
    try:
        return int(text.strip())
    except ValueError:
        return text


def _iso(text: str) -> str:
    """A day as it is kept; what is no day stays as it was typed, for the setting to refuse."""
    text = text.strip()
    try:
        return datetime.strptime(text, "%d/%m/%Y").date().isoformat() if text else ""  # noqa: DTZ007 - a civil day
    except ValueError:
        return text
