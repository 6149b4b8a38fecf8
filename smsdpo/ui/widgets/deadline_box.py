"""The dates that matter in one box: answer by, policy, law, left; the working is one click away."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.domain.records.clocks import Due
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import PressButton
from smsdpo.ui.widgets.labels import Prose, card_title

_PAD = 15
_GAP = 24
_HEIGHT = 50
_PANEL = 420


@dataclass(frozen=True, slots=True)
class Fact:
    """A date under its small name."""

    name: str
    value: str
    ink: str = "text_2"


def facts_of(
    due: Due, left: tuple[str, str], tone: str, policy: str = texts.POLICY_30, law: str = texts.LAW_MONTH
) -> tuple[Fact, ...]:
    """The four facts of a clock in words; `left` is the last one's name and value, `tone` as the lists have it."""
    answer = texts.short_day(due.effective_due) if due.effective_due else texts.NO_DATE
    made = [Fact(texts.ANSWER_BY, answer, "text")]
    if due.policy_due:
        made.append(Fact(policy, _short(due.policy_due, due)))
    if due.statutory_state != "none":
        said = _short(due.statutory_due, due) if due.statutory_due else texts.CLOCK_STATES[due.statutory_state]
        made.append(Fact(law, said))
    if due.effective_due:
        made.append(Fact(*left, f"{tone}_ink"))
    return tuple(made)


def _short(on: date, due: Due) -> str:
    return texts.tiny_day(on, due.effective_due or on)


class DeadlineBox(PressButton):
    """Shows a clock; pressing it shows the working in plain words."""

    def __init__(self, name: str = "deadline_box", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts: tuple[Fact, ...] = ()
        self.rule = ""
        self.working: tuple[str, ...] = ()
        self.panel: WorkingPanel | None = None
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.show_working)

    def show_due(
        self,
        due: Due,
        left: tuple[str, str],
        tone: str,
        *,
        rule: str,
        policy: str = texts.POLICY_30,
        law: str = texts.LAW_MONTH,
    ) -> None:
        """Show a clock, and how much of it is left, or how it ended; `rule` says what the law asks of this kind."""
        self.facts = facts_of(due, left, tone, policy, law)
        self.rule, self.working = rule, due.working
        said = ", ".join(f"{fact.name} {fact.value}" for fact in self.facts)
        self.setAccessibleName(f"{said}. {texts.SHOW_WORKING}")
        self.setToolTip(texts.SHOW_WORKING)
        self.updateGeometry()
        self.update()

    def show_working(self) -> None:
        """Open the working below the box."""
        self.panel = WorkingPanel(self.rule, self.working, self)
        self.panel.move(self.mapToGlobal(QPoint(self.width() - self.panel.width(), self.height() + 6)))
        self.panel.show()

    def _widths(self) -> list[float]:
        small, large = style.metrics(tokens.CAPTION, 500), style.metrics(tokens.BODY, 600)
        return [max(small.horizontalAdvance(one.name), large.horizontalAdvance(one.value)) for one in self.facts]

    def sizeHint(self) -> QSize:
        widths = self._widths()
        return QSize(round(sum(widths) + _GAP * max(len(widths) - 1, 0) + 2 * _PAD + 2), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect())
        ground = style.colour("hover" if self.underMouse() else "surface")
        paint.shape(painter, rect, tokens.ENTRY_RADIUS, ground, style.colour("line"))
        left = float(_PAD)
        for fact, width in zip(self.facts, self._widths(), strict=True):
            paint.words(painter, QRectF(left, 6, width + 2, 18), fact.name, tokens.CAPTION, 500, "text_2")
            paint.words(painter, QRectF(left, 24, width + 2, 20), fact.value, tokens.BODY, 600, fact.ink)
            left += width + _GAP
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens.ENTRY_RADIUS)
        painter.end()


class WorkingPanel(QFrame):
    """The rule, and how the dates were reckoned by it, sentence by sentence; closes by itself when the user goes
    elsewhere."""

    def __init__(self, rule: str, working: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("working_panel")
        self.setAccessibleName(texts.WORKING)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.WIDE, tokens.MEDIUM, tokens.WIDE, tokens.WIDE)
        column.setSpacing(tokens.SMALL)
        column.addWidget(card_title(texts.WORKING))
        column.addWidget(Prose(rule, weight=600, ink="text"))
        for sentence in working or (texts.NO_WORKING,):
            column.addWidget(Prose(sentence, ink="text"))
        self.setFixedSize(_PANEL, column.totalHeightForWidth(_PANEL))  # as tall as its wrapped sentences

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.fillRect(self.rect(), style.colour("raised"))
        painter.setPen(style.colour("line_strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
