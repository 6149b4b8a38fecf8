"""What a screen is to the window, and what the window is to a screen. Screens do not know each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLineEdit, QWidget

from smsdpo.core.clock import Clock
from smsdpo.ui.acts import Act
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.quick_place import QuickPlace


class Shell(Protocol):
    """The window, as far as a screen may use it."""

    @property
    def tasks(self) -> Tasks:
        """Where work is done."""

    @property
    def clock(self) -> Clock:
        """What time it is."""

    @property
    def print_to(self) -> Path | None:
        """The file that stands for the printer in rehearsals."""

    @property
    def settings(self) -> QSettings:
        """What the window remembers for itself: sizes and folders, nothing about a person."""

    def go(self, key: str, argument: object = None) -> None:
        """Show another place; `argument` is what to open there (a reference, a person's id, a text to search)."""

    def toast(self, text: str) -> None:
        """Say in one line what was done."""

    def complain(self, error: BaseException) -> None:
        """Say calmly what could not be done."""

    def lay_over(self, sheet: Sheet, first: QWidget) -> None:
        """Lay a sheet over the work, with the keyboard in `first`."""

    def choose_files(self, title: str, kinds: str) -> list[Path]:
        """Ask for files; none when the user thinks better of it."""

    def choose_folder(self, title: str) -> Path | None:
        """Ask for a folder."""

    def choose_target(self, title: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file; `name` is proposed."""

    def add_messages(self) -> None:
        """Ask for message files and add them to the inbox."""


class ScreenPage(QWidget):
    """A place's page. It is built once, refreshed when it is stale and showing, and told what to open."""

    keeps_drafts = True
    """Whether what is typed here is kept as a draft: not where each field takes effect at once."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell

    def refresh(self) -> None:
        """Ask again for what is shown: called when it is first shown and after changes it follows."""

    def complete(self) -> None:
        """Build what can wait until the first rows are on show; asked at once where no rows wait."""

    def open(self, argument: object) -> None:
        """Show the thing that another place has pointed at."""

    def first_focus(self) -> QWidget:
        """Where the keyboard goes when the place is shown."""
        return self

    def subject(self) -> str:
        """What is shown: a reference, `message:12`, `person:5`; empty where the place shows nothing by itself.

        Drafts, the way back (Alt+Left), the recent things and undo hang on it; `open` takes what stands behind it.
        """
        return ""

    def point_at(self, subject: str) -> None:
        """Make what has come back the current one when the list is next here, if it stands in it."""

    def acts(self) -> Sequence[Act]:
        """What can be done here and nowhere else; asked once, when the page is built."""
        return ()

    def by_letter(self, letter: str) -> None:
        """A letter typed in the list does its act, if it can be done now."""
        act = next((one for one in self.acts() if one.in_list == letter), None)
        if act is not None and not act.why_off():
            act.run()

    def quick(self) -> "QuickPlace | None":
        """What the quick steps do here, where they do anything."""
        return None

    def filter_field(self) -> QWidget | None:
        """Where Ctrl+F goes: the field that narrows what is shown here, as a rule the one named `…_filter`."""
        fields = [one for one in self.findChildren(QLineEdit) if one.isVisible() and one.isEnabled()]
        return next((one for one in fields if one.objectName().endswith(("_filter", "_search"))), None)

    def panes(self) -> list[QWidget]:
        """Where F6 stops in this place, in reading order."""
        return [self.first_focus()]


@dataclass(frozen=True, slots=True)
class Screen:
    """One place of the window.

    `place` orders the navigation (0: not in it); `follows` are the kinds of `Changes` that make it stale; `count` gives
    the number beside its name, on the store's thread, told how many requests each view of them holds.
    """

    key: str
    title: str
    icon: str
    place: int
    build: Callable[[Shell], ScreenPage]
    follows: frozenset[str] = frozenset()
    count: "Callable[[Office, Mapping[str, int]], int] | None" = None
    belongs_to: str = field(default="")
    """The place that stays lit in the navigation while this one shows."""
