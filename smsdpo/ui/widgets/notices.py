"""What the window says by itself, without stopping the user: toasts, and the strip of running jobs."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.tasks import Job
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.labels import PlainLabel, quiet

_TOAST_STAYS = 10_000  # ms


class Toast(QFrame):
    """One line about what has just been done; goes by itself and is never the only record of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.words = PlainLabel(size=tokens.SECONDARY, weight=500, ink="surface")
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.WIDE, tokens.SMALL, tokens.WIDE, tokens.SMALL)
        row.addWidget(self.words)
        self._timer = QTimer(self, singleShot=True, interval=_TOAST_STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str) -> None:
        """Show a line for ten seconds."""
        self.words.setText(text)
        self.setAccessibleName(text)
        self._timer.start()
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        owner = self.parentWidget()
        if owner is None:
            return
        wide = min(self.words.sizeHint().width() + 2 * tokens.WIDE, owner.width() - 2 * tokens.PAGE)
        self.resize(wide, 40)
        self.move((owner.width() - wide) // 2, owner.height() - 40 - 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        paint.shape(painter, QRectF(self.rect()), tokens.ENTRY_RADIUS, style.colour("text"))
        painter.end()


class JobRow(QWidget):
    """One running job: what, how far, and *Cancel*."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
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
        self.far.setText(f"{of}  {note}".strip())
        self.far.updateGeometry()

    def _cancel(self) -> None:
        self.stop.setEnabled(False)
        self.far.setText(texts.STOPPING)
        self._job.cancel()


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

    def follow(self, job: Job) -> None:
        """Show a job from when it has run for a moment until it ends."""
        row = JobRow(job, self)
        row.hide()
        self._rows[job] = row
        self._column.addWidget(row)
        job.ended.connect(lambda: self._end(job))
        QTimer.singleShot(self._PATIENCE, self, lambda: self._reveal(job))

    def _reveal(self, job: Job) -> None:
        if job in self._rows:
            self._rows[job].show()
            self.show()

    def _end(self, job: Job) -> None:
        row = self._rows.pop(job, None)
        if row is not None:
            row.deleteLater()
        self.setVisible(any(not one.isHidden() for one in self._rows.values()))
