"""Holds on a person's data, seen and worked from the person's card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.domain.records.casework import HoldCard
from smsdpo.ui import case_work
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.case_line import hold_chip
from smsdpo.ui.widgets.holds_sheet import HoldsSheet, hold_form

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.base import Shell
    from smsdpo.ui.widgets.person_card import PersonSheet


class PersonHolds(QObject):
    """Keeps the card's chip true and lays the sheets over the place."""

    def __init__(self, shell: "Shell", sheet: "PersonSheet") -> None:
        super().__init__(sheet)
        self._shell, self._sheet = shell, sheet
        self._holds: tuple[HoldCard, ...] = ()
        sheet.hold.clicked.connect(lambda _checked: self.show_holds())
        sheet.raise_hold.clicked.connect(lambda _checked: self.ask())

    def show(self, person: int) -> None:
        """Ask for the holds of the person on the card."""
        self._shell.tasks.store(
            lambda office: case_work.holds_of(office, person), lambda holds: self._came(person, holds), turn="holds"
        )

    def _came(self, person: int, holds: tuple[HoldCard, ...]) -> None:
        shown = self._sheet.shown
        if shown is not None and shown.id == person:
            self._holds = holds
            self._sheet.hold.setVisible(bool(holds))
            self._sheet.hold.show_chip(hold_chip(holds))

    def show_holds(self) -> None:
        """What stands in the way of deletion, and the way to release it."""
        sheet = HoldsSheet(self._holds)
        sheet.released.connect(
            lambda hold, reason: self._shell.tasks.store(
                lambda office: case_work.release_hold(office, hold, reason),
                lambda _none: self._done(says.HOLD_RELEASED),
            )
        )
        self._shell.lay_over(sheet, sheet.first())

    def ask(self) -> None:
        """Stop every deletion of this person's data."""
        if self._sheet.shown is None:
            return
        person = self._sheet.shown.id
        self._shell.tasks.store(lambda _office: case_work.hold_grounds(), lambda grounds: self._form(person, grounds))

    def _form(self, person: int, grounds: tuple[tuple[str, str], ...]) -> None:
        sheet = hold_form(grounds)

        def work(office: "Office", words: dict[str, str]) -> None:
            case_work.raise_hold(office, person, words["ground"], words["reason"])

        def done(_none: object) -> None:
            sheet.done()
            self._done(says.HOLD_TOAST)

        sheet.taken.connect(
            lambda words: self._shell.tasks.store(lambda office: work(office, words), done, sheet.refused)
        )
        self._shell.lay_over(sheet, sheet.first)

    def _done(self, said: str) -> None:
        self._shell.toast(said)
        if self._sheet.shown is not None:
            self.show(self._sheet.shown.id)
