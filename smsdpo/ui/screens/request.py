"""One request: its dates, its steps, and one act that comes next, from identity to *Send and close*."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.domain.lifecycle import STEPS
from smsdpo.ui import request_acts, request_work, texts
from smsdpo.ui.acts import Act
from smsdpo.ui.quick_place import Onward
from smsdpo.ui.quick_request import QuickRequest
from smsdpo.ui.request_answer import AnswerActs
from smsdpo.ui.request_data import DataActs
from smsdpo.ui.request_more import CaseActs
from smsdpo.ui.request_work import Opened
from smsdpo.ui.screens.base import ScreenPage, Shell
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.cards import EmptyState
from smsdpo.ui.widgets.request_sheet import PLACES, RequestSheet

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.tasks import Job

Result = TypeVar("Result")


class RequestPage(ScreenPage):
    """Shows a request on its sheet and does what is asked for there."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.reference = ""
        self._alone: dict[str, Job] = {}
        self.sheet = RequestSheet(shell.tasks, shell.clock)
        self.none = EmptyState(
            texts.NO_REQUEST_YET,
            icon="folder-open",
            act=texts.TO_REQUESTS,
            name="to_requests",
            on_act=lambda: self.shell.go("requests"),
        )
        self.stack = QStackedWidget()
        for sheet in (self.none, self.sheet):
            self.stack.addWidget(sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.data, self.answer, self.more = DataActs(self), AnswerActs(self), CaseActs(self)
        self.sheet.next.clicked.connect(self.take_next_step)
        self.sheet.steps.chosen.connect(self.show_step)

    # --- what the window asks -----------------------------------------------------------------------------------------

    def open(self, argument: object) -> None:
        """Show a request by its reference, where its work stands; with a quick step to be taken there, take it."""
        onward = argument if isinstance(argument, Onward) else None
        self.reference, self.sheet.opened = onward.reference if onward else str(argument), None
        self.stack.setCurrentWidget(self.none)
        self.sheet.ask_found(self.reference)
        self.load(lambda opened: self._arrive(opened, onward), "request.open")

    def subject(self) -> str:
        return self.reference

    def acts(self) -> Sequence[Act]:
        return (*request_acts.of_page(self), *self.more.acts())

    def quick(self) -> QuickRequest:
        return QuickRequest(self)

    def refresh(self) -> None:
        if self.reference and self.sheet.opened is not None:
            self.load(self.show_opened)
            self.sheet.list.refresh()

    def first_focus(self) -> QWidget:
        return self.sheet.first_focus() if self.sheet.opened is not None else self.none.button

    def panes(self) -> list[QWidget]:
        sheet = self.sheet
        return [sheet.work.tabs.pills[sheet.work.current], self.first_focus(), sheet.record.text, sheet.next]

    # --- showing ------------------------------------------------------------------------------------------------------

    def load(self, then: Callable[[Opened], object], turn: str = "request.file") -> None:
        """Ask for the request. What an act waits for takes a turn of its own, so that no refresh overtakes it."""
        reference = self.reference
        self.shell.tasks.store(lambda office: request_work.opened(office, reference), then, self._not_opened, turn=turn)

    def _not_opened(self, error: Exception) -> None:
        self.stack.setCurrentWidget(self.none)
        self.sheet.opened = None
        self.shell.complain(error)

    def _arrive(self, opened: Opened, onward: Onward | None) -> None:
        self.show_opened(opened)
        self.stack.setCurrentWidget(self.sheet)
        self._show_place()
        if onward is not None:
            self.quick().go_on(onward)

    def show_opened(self, opened: Opened) -> None:
        """Show the request as it is now."""
        self.sheet.show_opened(opened)
        self.sheet.export.show_file(opened.file, self.answer.folder())
        self.sheet.show_next(self.under_way)
        person = opened.file.card.person
        if person is not None and opened.file.letters and self.sheet.is_open:
            self.shell.tasks.store(
                lambda office: request_work.look_alikes(office, person),
                self.sheet.sending.show_alikes,
                turn="request.alike",
            )

    # --- for those who do what is asked for (`ui/request_*.py`) -------------------------------------------------------

    def reload(self) -> None:
        """Show what has become of the request."""
        if self.reference:
            self.load(self.show_opened)

    def go_where_it_stands(self) -> None:
        """The same, and show where its work stands now, with the keyboard there."""

        def shown(opened: Opened) -> None:
            self.show_opened(opened)
            self._show_place()

        self.load(shown, "request.stands")

    def _show_place(self) -> None:
        self.sheet.show_place()
        self._focus()

    def to_tab(self, key: str) -> None:
        """Show a tab, with the keyboard in it."""
        self.sheet.work.tabs.choose(key)
        self._focus()

    def show_step(self, step: str) -> None:
        """Show where the work of a step is done, and put the keyboard there."""
        self.sheet.show_step(step)
        self._focus()

    def _focus(self) -> None:
        held = QApplication.focusWidget()
        typing = isinstance(held, QLineEdit) and not self.isAncestorOf(held)
        if self.isVisible() and not typing:
            self.sheet.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the act that comes next --------------------------------------------------------------------------------------

    def take_next_step(self) -> None:
        """Do what comes next, or show where it is done. What stands in the store now decides, not what was shown."""
        if self.sheet.opened is not None and not self.under_way:
            self.load(self._go_on, "request.next")

    def _go_on(self, opened: Opened) -> None:
        self.show_opened(opened)
        file = opened.file
        if file.card.waiting_for and file.next.blocked and not self.more.silence.why_not():
            self.more.silence.close()
        elif file.card.waiting_for and file.next.blocked and file.next.key in STEPS:
            self.shell.toast(file.next.blocked)
            self.sheet.show_timeline()
        elif file.next.key == "find":
            self.data.find_data()
        elif file.next.key == "review":
            self.show_step("review")
            self.data.next_undecided()
        elif file.next.key == "letter" and self.sheet.panel == "export" and file.settled:
            self.answer.create_outputs()
        elif file.next.key in PLACES:
            self.show_step(file.next.key)

    def act(self, work: "Callable[[Office], object]", said: str = "", then: Callable[[], object] | None = None) -> None:
        """Do something in the office, say what was done, and show what has become of the request; `then` is for this
        request only, not for one opened meanwhile."""
        reference = self.reference

        def done(_result: object) -> None:
            if said:
                self.shell.toast(said)
            self.load(self.show_opened)
            if then is not None and self.reference == reference:
                then()

        self.shell.tasks.store(work, done)

    def job(
        self,
        title: str,
        work: "Callable[[Office, Job], Result]",
        then: "Callable[[Result], object]",
        otherwise: Callable[[Exception], object] | None = None,
        *,
        alone: bool = False,
        about: str = "",
    ) -> None:
        """A longer job about this request, or the one it is `about`; `alone` where another about it must wait. What
        becomes of it is never shown in a request opened meanwhile: what a letter lacks must not be filled into another.
        """
        reference = about or self.reference

        def ended(shown: Callable[[], object], elsewhere: Callable[[], object]) -> None:
            (shown if self.reference == reference else elsewhere)()

        def failed(error: Exception) -> None:
            complain = partial(self.shell.complain, error)
            ended(partial(otherwise, error) if otherwise is not None else complain, complain)

        said = says.DONE_ELSEWHERE.format(reference=reference, what=title)
        job = self.shell.tasks.job(
            title, work, lambda result: ended(partial(then, result), partial(self.shell.toast, said)), failed
        )
        if alone:
            self._alone[reference] = job
            job.ended.connect(self._job_ended)  # stopped as well; not held in a lambda: locking takes the page before
            self.sheet.show_next(self.under_way)

    @property
    def under_way(self) -> str:
        """What runs about the request on show that the next act must wait for, by its title; empty where nothing."""
        job = self._alone.get(self.reference)
        return job.title if job is not None else ""

    def _job_ended(self) -> None:
        self._alone = {about: job for about, job in self._alone.items() if not job.outcome}
        self.sheet.show_next(self.under_way)
