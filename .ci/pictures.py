"""Pictures of every place of the window in all four looks and two sizes, for looking at: what `make pictures` calls.

    .venv/bin/python .ci/pictures.py FOLDER [--looks light dark contrast_light contrast_dark]
        [--sizes 1280x800 1920x1080]
        [--only inbox request ...]

Drawn without a display, from the sample office on the sample's day. Each file is named PLACE_LOOK_SIZE.png.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from benchmarks.screen import PLATFORM
from smsdpo.app import make_application
from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Damaged, Refusal
from smsdpo.services import demo, intake, sample
from smsdpo.services.damaged import CopyCard
from smsdpo.services.office import Office
from smsdpo.ui import gates, pictures, style, tokens
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from smsdpo.ui.screens.calendar import CalendarPage
from smsdpo.ui.screens.request import RequestPage
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import settings as settings_says
from smsdpo.ui.widgets.sheet import Sheet

SIZES = ("1280x800", "1920x1080")
QUIET = 160  # ms without work; longer than the window gathers changes for
FORMS = (
    *("change_type", "complain_about", "legal_hold", "show_holds", "clock_event", "other_letter"),
    *("ask_colleague", "new_note", "log_disclosure", "save_diagnostics"),
)
"""Acts that ask something on a sheet."""
Visit = tuple[str, Callable[[], object]]
"""The name of a picture, and what leads there."""


class Tour:
    """One window on the sample office, one on an empty one, and the ways to every place in them."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.application, self.folder = application, folder
        self.full = self._window(self._sample)
        self.full.begin("D. Pearce", sample=True)
        self.settle(self.full)
        self.full.toaster.dismiss()

    def _sample(self) -> Office:
        office = Office.in_memory(FixedClock(sample.DAY), "D. Pearce")
        self.references = sample.fill(office).requests
        return office

    def _window(self, make: Callable[[], Office]) -> MainWindow:
        tasks, name = Tasks(), make.__name__.strip("_")
        tasks.open(make)
        tasks.inside(lambda _office: None)  # it is there, however busy the machine is, or says here why not
        settings = QSettings(str(self.folder / f"{name}.ini"), QSettings.Format.IniFormat)
        settings.setValue("output_folder", str(self.folder / "out"))
        window = MainWindow(tasks, FixedClock(sample.DAY), SCREENS, settings, rehearsal=True, native_dialogs=False)
        window.show()
        self.settle(window)
        return window

    def settle(self, window: MainWindow) -> None:
        pictures.settle(self.application, window.tasks, QUIET)

    def visits(self) -> Iterator[tuple[MainWindow, Visit]]:
        """Everything in an order in which nothing shown earlier lacks."""
        for part in (self._lists, self._request, self._calendar, self._settings, self._over, self._gates, self._answer):
            yield from ((self.full, visit) for visit in part())
        empty = self._window(_empty)
        empty.begin("D. Pearce")
        yield from ((empty, visit) for visit in self._nothing(empty))
        empty.close()
        self.full.close()

    # --- the ways -----------------------------------------------------------------------------------------------------

    def _lists(self) -> Iterator[Visit]:
        go = self.full.go
        yield "inbox", lambda: go("inbox")
        yield "inbox_aside", lambda: self.full.book.run_key("inbox_not_a_request")
        yield "inbox_link", lambda: self.full.book.run_key("inbox_link")
        yield "requests", lambda: go("requests")
        yield "form_inbox_split", lambda: self.full.book.run_key("inbox_split")
        yield "disclosures", lambda: go("disclosures")
        yield "people", lambda: go("people", "okafor")

    def _request(self) -> Iterator[Visit]:
        self.full.go("request", self.references["nowak.eml"])
        self.settle(self.full)
        page = self.full.page("request")
        assert isinstance(page, RequestPage)
        for step in ("review", "identity", "find"):
            yield f"request_{step}", lambda step=step: page.show_step(step)  # type: ignore[misc]
        for tab in page.sheet.work.tabs.pills:
            yield f"request_tab_{tab}", lambda tab=tab: page.to_tab(tab)  # type: ignore[misc]
        yield "request_sources", page.data.show_sources
        yield "request_person", page.data.choose_person
        yield "request_ends", lambda: page.sheet.decision.ending.emit("withdrawn")
        yield "request_paused", lambda: self.full.go("request", self.references["petrov.eml"])
        yield "request_erasure", lambda: self.full.go("request", self.references["mueller.eml"])
        for key in FORMS:
            yield f"form_{key}", lambda key=key: self.full.book.run_key(key)  # type: ignore[misc]

    def _calendar(self) -> Iterator[Visit]:
        self.full.go("calendar")
        page = self.full.page("calendar")
        assert isinstance(page, CalendarPage)
        for view in ("month", "week", "agenda"):
            yield f"calendar_{view}", lambda view=view: page.views.choose(view)  # type: ignore[misc]

    def _settings(self) -> Iterator[Visit]:
        for group, _title, _icon in settings_says.GROUPS:
            yield f"settings_{group}", lambda group=group: self.full.go("settings", group)  # type: ignore[misc]

    def _over(self) -> Iterator[Visit]:
        """What lies over a place or beside it."""
        run, field = self.full.book.run_key, self.full.top.search

        def typed() -> None:
            field.setText("ok")
            field.textEdited.emit("ok")

        yield "palette", lambda: (self.full.go("requests"), run("palette"))
        yield "palette_typed", typed
        yield "cheat_sheet", lambda: (self._put_away(), run("cheat_sheet"))
        yield "new_request", lambda: run("new_request")
        yield "about", lambda: run("about")
        yield "help", lambda: (self.full.go("inbox"), run("help"))
        yield "error", lambda: (run("help"), self.full.complain(_refusal()))
        yield "error_gone", self.full.complaint.hide

    def _gates(self) -> Iterator[Visit]:
        show, first = self.full.show_gate, gates.FirstRunGate("SAMPLE – SMS Tech", Path("office.smsdpo"))
        yield "gate_lock", lambda: show(gates.UnlockGate(locked=True))
        yield "gate_recovery", lambda: show(gates.UnlockGate(recovery=True))
        yield "gate_problem", lambda: show(gates.ProblemGate(_refusal()))
        yield "gate_damaged", lambda: show(gates.DamagedGate(_damage(), _COPIES))
        yield "first_run_1", lambda: show(first)
        yield "first_run_2", lambda: (first.turn_to(1), first.keyring_told("Secret Service"))
        yield "first_run_3", lambda: first.turn_to(2)
        yield "first_run_4", lambda: first.turn_to(3)
        yield "first_run_key", lambda: show(gates.RecoveryKeyGate("-".join(["ABCD", "EFGH", "JKMN"] * 3)))

    def _answer(self) -> Iterator[Visit]:
        """A request with its letter made, then sent: last, because the office is another afterwards."""

        def answer(office: Office) -> str:
            held = next(card for card in intake.inbox(office).items if card.from_name == "Ngozi Okafor")
            return demo.prepare(office, held.id, self.folder)[0]

        self.full.begin("D. Pearce", sample=True)
        self.settle(self.full)
        reference = self.full.tasks.inside(answer)
        self.settle(self.full)
        self.full.go("request", reference)
        self.settle(self.full)
        page = self.full.page("request")
        assert isinstance(page, RequestPage)
        for step in ("decide", "letter", "send"):
            yield f"request_{step}", lambda step=step: page.show_step(step)  # type: ignore[misc]

    def _nothing(self, window: MainWindow) -> Iterator[Visit]:
        for key in (*window.places, "request"):
            yield f"empty_{key}", lambda key=key: window.go(key)  # type: ignore[misc]

    def _put_away(self) -> None:
        self.full.palette_box.forget()
        self.full.page("inbox").first_focus().setFocus()

    def put_away(self, window: MainWindow) -> None:
        """Sheets and toasts do not stay for the next picture."""
        window.toaster.dismiss()
        for sheet in window.work.findChildren(Sheet) if window.work is not None else ():
            sheet.close_sheet()


def _empty() -> Office:
    return Office.in_memory(FixedClock(sample.DAY), "D. Pearce")


_COPIES = tuple(CopyCard(f"office.smsdpo.before-000{at}", date(2026, 11, 7 * at), at, 1_300_000) for at in (3, 2))


def _damage() -> Damaged:
    return Damaged("office.smsdpo is damaged: 2 pages were altered.", hint="Nothing was changed.", readable=True)


def _refusal() -> Refusal:
    return Refusal("This file could not be written.", hint="Choose another folder, or free some space, and try again.")


def draw(target: Path, looks: list[str], sizes: list[str], only: list[str]) -> None:
    """Draw and name each."""
    application = make_application()
    style.start(application, looks[0])
    with tempfile.TemporaryDirectory() as folder:
        tour = Tour(application, Path(folder))
        for window, (name, lead) in tour.visits():
            wanted = not only or any(name.startswith(part) for part in only)
            if name.startswith("form_") and not wanted:
                continue  # it would come when something else is drawn
            lead()
            if wanted:
                tour.settle(window)
            for size in sizes if wanted else ():
                window.resize(*(int(part) for part in size.split("x")))
                tour.settle(window)
                for look in looks:
                    style.choose(look)
                    application.processEvents()
                    print(pictures.keep(window, target / f"{name}_{look}_{size}.png"), flush=True)
            tour.put_away(window)


def both(target: Path, words: argparse.Namespace) -> int:
    """Two at a time: looks that share the width of their lines, between which a switch is cheap."""
    again = [sys.executable, __file__, str(target), "--sizes", *words.sizes, "--only", *words.only, "--looks"]
    running = [subprocess.Popen([*again, *looks]) for looks in pairs(words.looks)]
    return max(process.wait() for process in running)


def pairs(looks: list[str]) -> list[list[str]]:
    """Looks by the width of their lines."""
    widths = sorted({tokens.ALL[look].border for look in looks})
    return [[look for look in looks if tokens.ALL[look].border == width] for width in widths]


def main() -> int:
    """Draw all that is asked for and say how long it took."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path)
    words.add_argument("--looks", nargs="*", default=list(tokens.ALL), choices=list(tokens.ALL))
    words.add_argument("--sizes", nargs="*", default=list(SIZES))
    words.add_argument("--only", nargs="*", default=[])
    given = words.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if len(pairs(given.looks)) > 1:
        began = time.monotonic()
        status = both(given.folder, given)
        made = len(list(given.folder.glob("*.png")))
        print(f"{made} pictures in {given.folder}, {time.monotonic() - began:.0f} s")
        return status
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QT_QPA_PLATFORM"] = PLATFORM
        os.environ["HOME"] = folder
        draw(given.folder, given.looks, given.sizes, given.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
