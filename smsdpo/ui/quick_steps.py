"""The quick steps on Ctrl+Shift+1 to 6: an act for each key, and what it means in the place on show."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.domain.quick_steps import SLOTS, STEPS, QuickSetup
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import quick as says

if TYPE_CHECKING:
    from smsdpo.domain.records import Changes
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow
    from smsdpo.ui.quick_place import QuickPlace


def _setup(office: "Office") -> QuickSetup:
    from smsdpo.services import quick_steps

    return quick_steps.setup(office)


class QuickSteps(QObject):
    """Reads what lies on the keys when the office opens and whenever a setting changes."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.setup = QuickSetup()
        window.began.connect(self._read)
        window.tasks.changed.connect(self._follow)
        window.book.add(*(self._act(number) for number in range(1, SLOTS + 1)))

    def _act(self, number: int) -> Act:
        return Act(
            f"quick_step_{number}",
            says.SLOT.format(number=number),
            partial(self._take, number),
            says.KEY.format(number=number),
            "Tools",
            why_off=partial(self._why_not, number),
            also=says.ALSO,
            title_now=lambda: self.setup.slots[number - 1].title,
        )

    def _follow(self, changes: "Changes") -> None:
        if "setting" in changes.kinds:
            self._read()

    def _read(self) -> None:
        self._window.tasks.store(_setup, self._use, turn="quick")

    def _use(self, setup: QuickSetup) -> None:
        self.setup = setup

    # --- one key ------------------------------------------------------------------------------------------------------

    def _place(self) -> "QuickPlace | None":
        return self._window.page(self._window.at).quick() if self._window.at else None

    def _why_not(self, number: int) -> str:
        slot = self.setup.slots[number - 1]
        step = STEPS.get(slot.step)
        if step is None:
            return says.EMPTY
        place = self._place()
        if place is None or self._window.at not in step.places:
            return says.NOT_HERE.format(step=slot.title, places=says.where(step.places))
        return place.why_not(step.key, self.setup)

    def _take(self, number: int) -> None:
        place = self._place()
        if place is not None:
            place.take(self.setup.slots[number - 1].step, self.setup)
