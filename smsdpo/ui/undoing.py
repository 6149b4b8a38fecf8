"""Undo in the window: the stack of the place on show, unless the field in which the user types has its own to undo."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.domain import undo_scopes
from smsdpo.ui.acts import Act
from smsdpo.ui.frame.way import is_reference
from smsdpo.ui.texts import acts as says

if TYPE_CHECKING:
    from smsdpo.domain.records import Changes, StepCard
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow

Ends = tuple["StepCard | None", "StepCard | None"]
"""What undo would take back, and what redo would do again."""
_OPENED = "request.open"
_LINE = 88  # characters that a toast shows whole
_UNDO = ("Ctrl+Z",)
_REDO = ("Ctrl+Y", "Ctrl+Shift+Z")


class Undoing(QObject):
    """The acts Undo and Redo, their names in menu and status line, and the button on the toast."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._undo: StepCard | None = None
        self._redo: StepCard | None = None
        self._beside: Ends = (None, None)
        """What was done last in this place but lies on another stack, such as a hold raised in a request."""
        window.book.add(
            Act(
                "undo", says.UNDO, self.undo, "Ctrl+Z", "Edit",
                title_now=lambda: _named(says.UNDO_STEP, self._undo),
                why_off=lambda: "" if self._undo else says.NOTHING_TO_UNDO,
            ),
            Act(
                "redo", says.REDO, self.redo, "Ctrl+Y", "Edit", more=("Ctrl+Shift+Z",),
                title_now=lambda: _named(says.REDO_STEP, self._redo),
                why_off=lambda: "" if self._redo else says.NOTHING_TO_REDO,
            ),
        )  # fmt: skip
        window.began.connect(self.look)
        window.went.connect(lambda _key: self._arrive())
        window.tasks.changed.connect(self._changed)
        window.tasks.idle.connect(self._other_subject)
        self._scope = ""
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    # --- the stack ----------------------------------------------------------------------------------------------------

    @property
    def scope(self) -> str:
        """The request on show has a stack of its own; everything else shares that of the lists."""
        subject = self._window.subject()
        return subject if is_reference(subject) else ""

    def _arrive(self) -> None:
        self._beside = (None, None)
        self.look()

    def look(self) -> None:
        """Ask what can be undone here."""
        scope = self._scope = self.scope
        self._window.tasks.store(lambda office: _ends(office, scope), self._show, turn="undo.ends")

    def undo(self) -> None:
        """Take back the last step of this place."""
        scope, done = self.scope, self._beside[0]
        if done is not None:
            self._from_toast(done)
            return
        self._window.tasks.store(lambda office: _undo(office, scope), self._undone, self._refused)

    def redo(self) -> None:
        """Do again what was last taken back in this place."""
        back = self._beside[1]
        scope, only = (self.scope, None) if back is None else (undo_scopes.scope_of(back.tag, back.about), back.id)
        self._window.tasks.store(lambda office: _redo(office, scope, only), self._redone, self._refused)

    def _undone(self, step: "StepCard") -> None:
        """What came back becomes the current one; the place of a request that is gone is left."""
        window = self._window
        if step.tag == _OPENED and window.subject() == step.about:
            window.go(*(("inbox", step.message) if step.message else ("requests",)))
        elif step.message and window.at:
            window.page(window.at).point_at(f"message:{step.message}")
        self._put_beside(None, step)
        self._done(says.UNDONE, step)

    def _redone(self, step: "StepCard") -> None:
        self._put_beside(step, None)
        self._done(says.REDONE, step)

    def _put_beside(self, done: "StepCard | None", back: "StepCard | None") -> None:
        """Ctrl+Z is for what was done last, wherever it lies: an earlier step of this place is not what is meant."""
        step = done or back
        elsewhere = step is not None and undo_scopes.scope_of(step.tag, step.about) != self.scope
        self._beside = (done, back) if elsewhere else (None, None)

    def _refused(self, error: Exception) -> None:
        """Nothing was changed and nothing is lost, so it is no alarm."""
        if not isinstance(error, Refusal):
            self._window.complain(error)
            return
        self._beside = (None, None)
        whole = f"{error.message} {error.hint}"
        self._window.toast(whole if len(whole) <= _LINE else error.message)
        self.look()

    def _done(self, words: str, step: "StepCard") -> None:
        self._window.toast(_named(words, step))
        self.look()

    def _show(self, ends: Ends) -> None:
        done, back = self._beside
        self._undo, self._redo = done or ends[0], back or ends[1]
        # One of both: a step can be done again only while its undoing is the last thing that was done here.
        redo = "" if done is not None else _named(says.REDO_SHORT, self._redo)
        said = redo or _named(says.UNDO_SHORT, self._undo)
        self._window.status_line.note(undo=said)

    def _changed(self, changes: "Changes") -> None:
        step = changes.step
        if step is None:
            self._window.toaster.spend()
        else:
            told = says.done(step.tag, step.count, step.about)
            self._put_beside(step, None)
            self._window.toaster.offer(told, says.UNDO, lambda: self._from_toast(step))
        self.look()

    def _from_toast(self, step: "StepCard") -> None:
        """Take back that step and no other, wherever the user has gone since."""
        scope = undo_scopes.scope_of(step.tag, step.about)
        self._window.tasks.store(lambda office: _undo(office, scope, step.id), self._undone, self._refused)

    def _other_subject(self) -> None:
        """What a place shows is known only when its answers are here."""
        if self._window.at_work and self.scope != self._scope:
            self._arrive()

    # --- fields -------------------------------------------------------------------------------------------------------

    def _follow_focus(self, _old: object, now: QWidget | None) -> None:
        """A text field takes Ctrl+Z for itself even when it has nothing to undo, so the application would never hear
        of it (measured, screens.md 3.2): the field that has the focus is watched."""
        field = _field_of(now)
        if field is not None:
            field.installEventFilter(self)  # one that is watched already is not watched twice

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = _can(watched)
            for keys, can in ((_UNDO, undo), (_REDO, redo)):
                if _is(event, keys) and not can:
                    event.ignore()
                    return True  # the field is not asked: the act gets the keys
        return False


def _is(event: QKeyEvent, chords: tuple[str, ...]) -> bool:
    typed = QKeySequence(event.keyCombination())
    return any(typed == QKeySequence(chord) for chord in chords)


def _field_of(widget: QWidget | None) -> QWidget | None:
    return widget if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox | QComboBox) else None


def _can(field: QObject) -> tuple[bool, bool]:
    """Whether a field has something of its own to undo, and to do again."""
    typed = field.lineEdit() if isinstance(field, QAbstractSpinBox | QComboBox) else field
    if not isinstance(typed, QLineEdit | QPlainTextEdit | QTextEdit) or typed.isReadOnly():
        return False, False
    if isinstance(typed, QLineEdit):
        return typed.isUndoAvailable(), typed.isRedoAvailable()
    kept, document = typed.isUndoRedoEnabled(), typed.document()
    return kept and document.isUndoAvailable(), kept and document.isRedoAvailable()


def _named(words: str, step: "StepCard | None") -> str:
    return words.format(step=says.step(step.tag, step.count, step.about)) if step is not None else ""


def _ends(office: "Office", scope: str) -> Ends:
    from smsdpo.services import undo

    return undo.last_seen(office, scope), undo.next(office, scope)


def _undo(office: "Office", scope: str, step: int | None = None) -> "StepCard":
    from smsdpo.services import undo

    return undo.undo(office, scope, step=step)


def _redo(office: "Office", scope: str, step: int | None) -> "StepCard":
    from smsdpo.services import undo

    return undo.redo(office, scope, step=step)
