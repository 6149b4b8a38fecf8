"""What the window says by itself, without stopping the user: toasts, and the strip of running jobs."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.tasks import Job
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.aloud import announce
from smsdpo.ui.widgets.buttons import Button, ToastButton
from smsdpo.ui.widgets.labels import PlainLabel, quiet

_TOAST_STAYS = 10_000  # ms
_TOAST_WIDE = 640
_SAME = 1.5  # seconds in which a step and the words about it belong together
_GUESS_AFTER = 3.0  # seconds before a guess at the time left is worth anything


class Toast(QFrame):
    """One line about what has just been done, with the way back; goes by itself and is never the only record of it.

    It stays while the mouse is over it or the keyboard in it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setFixedHeight(tokens.FIELD + 4)
        self.setMaximumWidth(_TOAST_WIDE)
        self.words = PlainLabel(size=tokens.SECONDARY, weight=500, ink="surface")
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.button = ToastButton("", "toast_undo")
        self.button.hide()
        self.button.clicked.connect(self._act)
        self.button.installEventFilter(self)
        self._run: Callable[[], object] | None = None
        self._offered = float("-inf")
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.WIDE, 0, tokens.SMALL, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        row.addSpacing(tokens.SMALL)
        self._timer = QTimer(self, singleShot=True, interval=_TOAST_STAYS)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    def say(self, text: str) -> None:
        """Show a line for ten seconds; what was offered for the step just done stays beside its first words."""
        if time.monotonic() - self._offered > _SAME:
            self._withdraw()
        self.spend()
        self._show(text)

    def spend(self) -> None:
        """Whatever is said next speaks of something else than the step that was offered."""
        self._offered = float("-inf")

    def offer(self, text: str, act: str, run: Callable[[], object]) -> None:
        """A step that can be taken back has been done: its name, and a button that does `run`."""
        self._run, self._offered = run, time.monotonic()
        self.button.setText(act)
        self.button.setAccessibleName(f"{act}: {text}")
        self.button.show()
        self._show(text)

    def dismiss(self) -> None:
        """Take it away with what it says: it may speak of somebody."""
        self._withdraw()
        self.words.setText("")
        self.setAccessibleName("")
        self._timer.stop()
        self.hide()

    def _show(self, text: str) -> None:
        line = paint.one_line(text)
        self.words.setText(line)
        self.words.updateGeometry()
        self.setAccessibleName(line)
        self.show()
        announce(self, line)
        self._rest()

    def _withdraw(self) -> None:
        self._run = None
        self.button.hide()

    def _act(self) -> None:
        run = self._run
        self.dismiss()
        if run is not None:
            run()

    def _rest(self) -> None:
        """The ten seconds run only while nobody is about to use it."""
        if self.underMouse() or self.button.hasFocus():
            self._timer.stop()
        else:
            self._timer.start()

    def enterEvent(self, event: object) -> None:
        self._timer.stop()

    def leaveEvent(self, event: object) -> None:
        if self.isVisible() and not self.button.hasFocus():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self._timer.start()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        paint.shape(painter, QRectF(self.rect()), tokens.ENTRY_RADIUS, style.colour("text"))
        painter.end()


class JobRow(QWidget):
    """One running job: what, how far, how much longer, and *Cancel*."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._since = time.monotonic()
        self.words = quiet(job.title)
        self.words.setMinimumWidth(160)
        self.far = quiet()
        self.bar = QProgressBar()
        self.bar.setObjectName("job_progress")
        self.bar.setAccessibleName(job.title)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.stop = Button(texts.CANCEL, "job_cancel", says=f"{texts.CANCEL}: {job.title}")
        self.stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.far)
        row.addWidget(self.stop)
        job.moved.connect(self._moved)

    def _moved(self, done: int, total: int, note: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        of = f"{texts.number(done)} / {texts.number(total)}" if total else texts.number(done)
        left = left_of(done, total, time.monotonic() - self._since)
        self.far.setText("  ·  ".join(part for part in (of, left, paint.one_line(note)) if part))
        self.far.updateGeometry()

    def _cancel(self) -> None:
        self.stop.setEnabled(False)
        self.far.setText(texts.STOPPING)
        self._job.cancel()


def left_of(done: int, total: int, seconds: float) -> str:
    """How much longer, from the rate so far; nothing while that would be a guess in the dark."""
    if not 0 < done < total or seconds < _GUESS_AFTER:
        return ""
    return says.time_left(seconds * (total - done) / done)


class ActivityStrip(QWidget):
    """The jobs that run; there only while something runs for longer than a moment."""

    _PATIENCE = 300  # ms before a job is worth showing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activity")
        self.setAccessibleName(texts.ACTIVITY)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, tokens.SMALL, 0, 0)
        self._rows: dict[Job, JobRow] = {}
        self.hide()

    @property
    def rows(self) -> list[JobRow]:
        """The jobs that run, oldest first."""
        return list(self._rows.values())

    def follow(self, job: Job) -> None:
        """Show a job from when it has run for a moment until it ends."""
        row = JobRow(job, self)
        row.hide()
        self._rows[job] = row
        self._column.addWidget(row)
        job.ended.connect(self._take_ended)  # a lambda that held the job would keep it for ever
        QTimer.singleShot(self._PATIENCE, self, lambda: self._reveal(job))

    def _reveal(self, job: Job) -> None:
        if job in self._rows:
            self._rows[job].show()
            self.show()

    def _take_ended(self) -> None:
        for job in [one for one in self._rows if one.outcome]:
            self._rows.pop(job).deleteLater()
        self.setVisible(any(not one.isHidden() for one in self._rows.values()))
