"""Keeps what is typed and not yet used: in the encrypted store within two seconds, and back in its field later."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeGuard

import shiboken6
from PySide6.QtCore import QDate, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from smsdpo.ui.screens.base import ScreenPage
from smsdpo.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from smsdpo.domain.records import Changes
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow

Home = tuple[str, str]
"""Place and subject; a search or filter box belongs to its place and to no subject."""
Field = QLineEdit | QPlainTextEdit | QTextEdit | QComboBox | QDateEdit

SHELL = "shell"
_REST = 1000  # ms after the last key; with what the store takes it stays below two seconds (screens.md, D7)
_LONGEST = 1.5  # seconds of typing without a rest after which it is kept all the same
_BEFORE, _AFTER = 2.0, 1500  # seconds before and ms after an act in which the fields it used are emptied or go


class DraftKeeper(QObject):
    """Follows the fields that the keyboard comes to.

    A draft goes when its field is emptied by hand, or when the field is emptied, goes away or says that it was `used`
    around an act that was done: then the text has become the act's. Escape and going elsewhere leave it where it is.
    """

    saved = Signal()
    """What was typed is in the store."""
    comes_back = False
    """Whether the office is only being locked; a search does not outlast a window that is closed for good."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._known: dict[Home, dict[str, str]] = {}
        self._dirty: dict[Home, dict[str, str]] = {}
        self._gone: dict[tuple[Home, str], float] = {}
        self._homes: dict[QWidget, Home] = {}
        self._acted = 0.0
        self._since = 0.0
        self._searches: set[tuple[Home, str]] = set()
        self._asked: set[Home] = set()
        self._pending: set[Home] = set()
        self._shown: Home | None = None
        self._putting = False
        self._at_work = False
        self._timer = QTimer(self, singleShot=True, interval=_REST)
        self._timer.timeout.connect(self.flush)
        self._used = QTimer(self, singleShot=True, interval=_AFTER)
        self._used.timeout.connect(self._drop_used)
        window.began.connect(self._begin)
        window.leaving.connect(self._leave)
        window.went.connect(lambda _key: self._look())
        window.tasks.idle.connect(self._rest)
        window.tasks.changed.connect(self._act_done)
        QApplication.instance().focusChanged.connect(self._focus_came)  # type: ignore[union-attr]

    @property
    def waits(self) -> bool:
        """Whether drafts of what is on show are still on their way."""
        return bool(self._asked or self._pending)

    # --- which field, whose ------------------------------------------------------------------------------------------

    def _home(self, field: QWidget) -> Home | None:
        """Where the text of a field belongs; nothing where it is not kept."""
        keeps = field.property("keeps")
        if keeps == "" or (keeps is None and not isinstance(field, QPlainTextEdit | QTextEdit)):
            return None
        holder = _holder(field)
        if isinstance(holder, Sheet):
            return (holder.objectName(), self._subject())
        if holder is None:
            work = self._window.work
            return (SHELL, "") if work is not None and work.isAncestorOf(field) else None
        if not holder.keeps_drafts:
            return None
        return (holder.objectName().removeprefix("page_"), "" if keeps == "place" else holder.subject())

    def _subject(self) -> str:
        return self._window.page(self._window.at).subject() if self._window.at else ""

    def _focus_came(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self._at_work or not is_field(new) or self._home(new) is None:
            return
        if new not in self._homes:
            self._follow(new)
        self._refill(new)

    def _follow(self, field: Field) -> None:
        self._homes[field] = ("", "")
        field.installEventFilter(self)
        field.destroyed.connect(lambda _gone=None, field=field: self._homes.pop(field, None))
        if isinstance(field, QLineEdit):
            field.textEdited.connect(lambda _text, field=field: self._typed(field))
            field.textChanged.connect(lambda _text, field=field: self._changed(field))
        elif isinstance(field, QComboBox):
            field.activated.connect(lambda _at, field=field: self._typed(field))
        elif isinstance(field, QDateEdit):
            field.dateChanged.connect(lambda _on, field=field: self._typed(field) if _in_hand(field) else None)
        else:
            field.textChanged.connect(lambda field=field: self._typed(field) if field.hasFocus() else None)

    # --- keeping ------------------------------------------------------------------------------------------------------

    def _typed(self, field: Field) -> None:
        home = self._home(field)
        if home is None or self._putting:
            return
        name, now = name_of(field), time.monotonic()
        self._note(field, home)
        self._gone.pop((home, name), None)
        self._known.setdefault(home, {})[name] = text_of(field)
        self._since = self._since or now
        self._dirty.setdefault(home, {})[name] = text_of(field)
        if now - self._since > _LONGEST:
            self.flush()
        else:
            self._timer.start()

    def _say_saved(self, _none: None) -> None:
        self._window.say_saved()
        self.saved.emit()

    def _note(self, field: Field, home: Home) -> None:
        self._homes[field] = home
        if field.property("keeps") == "place":
            self._searches.add((home, name_of(field)))

    def flush(self) -> None:
        """Write down now what was typed."""
        self._timer.stop()
        self._since = 0.0
        dirty, self._dirty = self._dirty, {}
        if dirty:
            self._window.tasks.store(lambda office: _keep(office, dirty), self._say_saved)

    # --- what has been used -------------------------------------------------------------------------------------------

    def _changed(self, field: QLineEdit) -> None:
        """The program itself has put another text there. What a list is filtered by is all there is to keep of it; any
        other text may have been used."""
        home = self._homes.get(field, ("", ""))
        kept = self._known.get(home, {}).get(name_of(field))
        if not kept or field.text() == kept or self._putting or field.isModified():
            return
        if field.property("keeps") == "place":
            self._typed(field)
        else:
            self._gone[home, name_of(field)] = time.monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Hide, QEvent.Type.Show} and is_field(watched) and not event.spontaneous():
            key = (self._homes.get(watched, ("", "")), name_of(watched))
            if event.type() == QEvent.Type.Show:
                self._gone.pop(key, None)
            elif _went_alone(watched):
                self._gone[key] = time.monotonic()
        elif event.type() == QEvent.Type.DynamicPropertyChange and is_field(watched) and watched.property("used"):
            self._forget(self._homes.get(watched, ("", "")), name_of(watched))
        return False

    def _forget(self, home: Home, name: str) -> None:
        """The text is kept where it belongs: there is no draft of it any more."""
        if self._known.get(home, {}).pop(name, None) is not None:
            self._dirty.setdefault(home, {})[name] = ""
            self._timer.start()

    def _act_done(self, _changes: "Changes") -> None:
        self._acted = time.monotonic()
        self._used.start()

    def _drop_used(self) -> None:
        used = [key for key, at in self._gone.items() if at >= self._acted - _BEFORE]
        self._gone = {}
        for home, name in used:
            self._known.get(home, {}).pop(name, None)
            self._dirty.setdefault(home, {})[name] = ""
        self.flush()

    # --- putting back -------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._at_work = True
        self._look()

    def _look(self) -> None:
        """Whenever another subject is shown, its drafts are asked for."""
        if not self._at_work or not self._window.at:
            return
        home = (self._window.at, self._subject())
        if home != self._shown:
            self._shown = home
            for one in {(SHELL, ""), (home[0], ""), home}:
                self._ask(one)

    def _ask(self, home: Home) -> None:
        self._pending.add(home)
        if home not in self._known and home not in self._asked:
            self._asked.add(home)
            self._window.tasks.store(lambda office: _of(office, home), lambda kept: self._arrived(home, kept))

    def _arrived(self, home: Home, kept: Mapping[str, str]) -> None:
        self._asked.discard(home)
        self._known[home] = {**kept, **self._known.get(home, {})}

    def _rest(self) -> None:
        """Everything has been answered: the place shows what it was asked for, and its fields can be filled."""
        self._look()
        for home in [one for one in self._pending if one in self._known]:
            self._pending.discard(home)
            self._put(home)

    def _put(self, home: Home) -> None:
        work = self._window.work
        if not self._known[home] or work is None:
            return
        for field in work.findChildren(QWidget):
            if is_field(field) and field.isVisible() and self._home(field) == home:
                self._put_into(field, home)

    def _refill(self, field: Field) -> None:
        """A field that comes empty although something was typed there once."""
        home = self._home(field)
        if home is None:
            return
        if home not in self._known and isinstance(_holder(field), Sheet):
            self._ask(home)
        if not text_of(field) and self._known.get(home, {}).get(name_of(field)):
            self._put_into(field, home)

    def _put_into(self, field: Field, home: Home) -> None:
        kept = self._known[home].get(name_of(field), "")
        if field not in self._homes:
            self._follow(field)
        self._note(field, home)
        if not kept or kept == text_of(field):
            return
        self._putting = True
        try:
            put_text(field, kept, tell=home[0] != SHELL)
        finally:
            self._putting = False

    def _leave(self) -> None:
        """Keep what is left, and hold nothing any more."""
        for home, name in () if self.comes_back else self._searches:
            self._dirty.setdefault(home, {})[name] = ""
        self.flush()
        self.comes_back = False
        self._at_work = False
        self._used.stop()
        for memory in (self._known, self._dirty, self._gone, self._homes):
            memory.clear()
        self._searches.clear()
        for homes in (self._asked, self._pending):
            homes.clear()
        self._shown = None


def _holder(field: QWidget) -> ScreenPage | Sheet | None:
    """The place or the sheet in which a field stands."""
    above = field.parentWidget()
    while above is not None and not isinstance(above, ScreenPage | Sheet):
        above = above.parentWidget()
    return above


def is_field(widget: object) -> TypeGuard[Field]:
    """Whether this is something to type or pick in."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and widget.isReadOnly():
        return False
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QComboBox | QDateEdit)


def name_of(field: QWidget) -> str:
    """A field that asks for different things in turn is known by what it asks for now."""
    return f"{field.objectName()}: {field.accessibleName()}"


def text_of(field: Field) -> str:
    """What stands in it, as it is kept."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QComboBox):
        return str(field.currentData() or "")
    if isinstance(field, QDateEdit):
        return field.date().toString(Qt.DateFormat.ISODate)
    return field.toPlainText()


def put_text(field: Field, kept: str, *, tell: bool) -> None:
    """Put back what was kept; `tell` the page as if it had been typed, so that a search finds what it found."""
    if isinstance(field, QLineEdit):
        field.setText(kept)
        field.setModified(True)
        if tell:
            field.textEdited.emit(kept)
    elif isinstance(field, QComboBox):
        at = next((one for one in range(field.count()) if str(field.itemData(one) or "") == kept), -1)
        if at >= 0:
            field.setCurrentIndex(at)
    elif isinstance(field, QDateEdit):
        field.setDate(QDate.fromString(kept, Qt.DateFormat.ISODate))
    else:
        field.setPlainText(kept)


def _in_hand(field: QDateEdit) -> bool:
    popup = QApplication.activePopupWidget()
    return field.hasFocus() or (popup is not None and field.isAncestorOf(popup))


def _went_alone(field: QWidget) -> bool:
    """Whether the field went, or its panel, and not the whole place because another is shown."""
    holder = _holder(field)
    if isinstance(holder, Sheet):
        return holder.isHidden()
    return holder is not None and shiboken6.isValid(holder) and not field.isVisibleTo(holder)


def _keep(office: "Office", dirty: Mapping[Home, Mapping[str, str]]) -> None:
    from smsdpo.services import drafts

    for (place, about), fields in dirty.items():
        drafts.keep(office, place, about, fields)


def _of(office: "Office", home: Home) -> Mapping[str, str]:
    from smsdpo.services import drafts

    return dict(drafts.of(office, *home))
