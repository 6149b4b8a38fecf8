"""Locking (security.md, test 66): everything hidden at once, the store closed, nothing lost, back to the same field."""

import gc
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from benchmarks.screen import PLATFORM
from smsdpo import app
from smsdpo.core import paths as places
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import DueItem
from smsdpo.domain.records.desk import SettingCard
from smsdpo.domain.records.inbox import MessageCard
from smsdpo.domain.records.mail import MessageFile
from smsdpo.domain.records.people import PersonCard, PersonHit
from smsdpo.domain.records.requests import RequestCard, RequestFile
from smsdpo.services import intake, requests
from smsdpo.services.office import Office
from smsdpo.ui import gates, session_watch
from smsdpo.ui.lock import Locker
from smsdpo.ui.screens.request import RequestPage
from smsdpo.ui.screens.settings import SettingsPage
from smsdpo.ui.tasks import Job
from smsdpo.ui.texts import lock as says
from smsdpo.ui.widgets.labels import Prose
from smsdpo.ui.widgets.sheet import Sheet
from tests import builders
from tests.ui.conftest import at_rest
from tests.ui.test_start import key_file

Desk = Callable[..., "AtTheDesk"]


class AtTheDesk:
    """The program's own window at work on a store on the disk, with one letter of Wanda Quill in its inbox."""

    def __init__(self, start: app.Start, folder: Path, qtbot: QtBot) -> None:
        self.start, self.folder, self.qtbot = start, folder, qtbot
        self.window = start.window
        found = self.window.findChild(Locker)
        assert found is not None
        self.locker = found
        self.settle()

    def settle(self) -> None:
        at_rest(self.qtbot, self.start.tasks)

    def field(self, name: str) -> QLineEdit:
        found = self.window.findChild(QLineEdit, name)
        assert isinstance(found, QLineEdit), name
        return found

    def locks(self, act: Callable[[], object]) -> None:
        with self.qtbot.waitSignal(self.locker.locked, timeout=20_000):
            act()

    @property
    def gate(self) -> gates.UnlockGate:
        shown = self.window.stack.currentWidget()
        assert isinstance(shown, gates.UnlockGate)
        return shown

    def unlocks(self, passphrase: str = builders.PASSPHRASE) -> None:
        with self.qtbot.waitSignal(self.locker.returned, timeout=30_000):
            self.gate.secret.setText(passphrase)
            self.gate.go_on.click()
        self.settle()

    def is_closed(self) -> bool:
        """Whether another program could open the store."""
        with builders.open_office(self.folder) as office:
            return office.actor == builders.ACTOR


@pytest.fixture(scope="session")
def _at_work(_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office on the disk that is at each desk, made once."""
    folder = tmp_path_factory.mktemp("desk") / "profile"
    shutil.copytree(_template, folder)
    with builders.open_office(folder) as office:
        intake.add_messages(office, [builders.a_mail(folder.parent)])
        builders.two_sources(office, folder.parent)
    return folder


@pytest.fixture
def desk_folder(_at_work: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    shutil.copytree(_at_work, folder)
    return folder


@pytest.fixture
def desk(qtbot: QtBot, desk_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(places, "default_state", lambda: desk_folder / "state")
    monkeypatch.setattr("smsdpo.app.start.default_state", lambda: desk_folder / "state")

    def opened() -> AtTheDesk:
        store = builders.paths_in(desk_folder).store
        chosen = app.Options(store=store, today=builders.TODAY, key_file=key_file(tmp_path), non_native_dialogs=True)
        start = app.Start(chosen, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
        qtbot.addWidget(start.window, before_close_func=lambda _window: start.tasks.close())
        start.window.show()
        qtbot.waitUntil(lambda: start.window.at != "" and start.window.book.has("lock"), timeout=30_000)
        qtbot.waitUntil(start.window.isActiveWindow)
        return AtTheDesk(start, desk_folder, qtbot)

    return opened


# --- the four situations of test 66 -----------------------------------------------------------------------------------


def test_66a_the_idle_limit_locks_in_a_list_and_unlocking_comes_back_to_its_row(desk: Desk) -> None:
    at = desk()
    at.window.go("inbox")
    at.settle()
    at.window.page("inbox").first_focus().setFocus()
    hours = at.locker.idle.now() + 3600
    at.locker.idle.now = lambda: hours
    at.locks(at.locker.idle.look)
    assert at.window.windowTitle() == "SMS DPO"
    assert at.is_closed()
    at.unlocks()
    assert at.window.at == "inbox"
    assert at.window.subject() == "message:1"
    held = at.window.focusWidget()
    assert held is not None
    assert held.objectName() == "inbox_list"


def test_66b_a_dialog_that_waits_for_an_answer_does_not_stop_the_lock(desk: Desk, qtbot: QtBot) -> None:
    at = desk()
    seen: list[bool] = []

    def once_it_is_open() -> None:
        seen.append(isinstance(QApplication.activeModalWidget(), QFileDialog))
        at.locker.lock()

    QTimer.singleShot(300, once_it_is_open)
    at.locks(at.window.add_messages)
    assert seen == [True]
    assert QApplication.activeModalWidget() is None
    assert at.is_closed()
    at.unlocks()
    assert at.window.at == "inbox"


def test_66b_a_sheet_over_the_work_goes_with_it(desk: Desk) -> None:
    at = desk()
    sheet = Sheet("ask_something", "Something")
    sheet.card.body.addWidget(field := QLineEdit(sheet))
    at.window.lay_over(sheet, field)
    at.locks(lambda: QTest.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier))
    assert at.window.findChildren(Sheet) == []
    assert at.is_closed()


HALF_FILLED = (
    ("new_request", "new_asked"),
    ("log_disclosure", "log_disclosure_officer"),
    ("new_note", "new_note_name"),
)


def test_66b_a_half_filled_sheet_comes_back_with_its_field(desk: Desk) -> None:
    at = desk()
    for act, name in HALF_FILLED:
        at.window.book.run_key(act)
        at.settle()
        field = at.field(name)
        field.setFocus()
        QTest.keyClicks(field, "all that is held")
        at.locks(lambda field=field: QTest.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier))  # type: ignore[misc]
        assert at.window.findChildren(Sheet) == []
        assert at.is_closed()
        at.unlocks()
        at.settle()
        field = at.field(name)
        assert field.isVisible()
        assert field.text() == "all that is held"
        assert at.window.focusWidget() is field
        QTest.keyClick(field, Qt.Key.Key_Escape)
        at.settle()


def test_66c_the_text_in_a_search_box_its_cursor_and_what_it_found_come_back_and_a_group_of_the_settings(
    desk: Desk,
) -> None:
    at = desk()
    at.window.go("people")
    box = at.field("people_search")
    box.setFocus()
    QTest.keyClicks(box, "quill")
    at.settle()
    box.setCursorPosition(2)
    at.locks(at.locker.lock)
    assert at.is_closed()
    at.unlocks()
    box = at.field("people_search")
    assert (box.text(), box.cursorPosition(), at.window.focusWidget()) == ("quill", 2, box)
    at.qtbot.waitUntil(lambda: at.window.subject().startswith("person:"))
    at.window.go("settings", "safety")
    at.settle()
    at.field("setting_lock_minutes").setFocus()
    at.locks(at.locker.lock)
    at.unlocks()
    assert at.window.focusWidget() is at.field("setting_lock_minutes")


def test_66d_a_long_export_is_stopped_without_half_a_file_and_told_of_afterwards(desk: Desk, tmp_path: Path) -> None:
    at = desk()
    target = tmp_path / "out" / "workbook.xlsx"
    target.parent.mkdir()
    runs = threading.Event()

    def export(_office: Office, job: Job) -> None:
        with places.written_whole(target) as draft, draft.open("wb") as file:
            while True:
                file.write(b"rows")
                runs.set()
                job(1)

    at.start.tasks.job("Making the workbook", export)
    at.qtbot.waitUntil(runs.is_set)
    at.locks(at.locker.lock)
    assert list(target.parent.iterdir()) == []
    assert at.is_closed()
    at.unlocks()
    assert "Making the workbook" in at.window.toaster.words.text()
    assert "Stopped" in at.window.toaster.words.text()


def _a_request(office: Office) -> str:
    return requests.open_request(office, type="access", name="Wanda Quill", received_at=office.clock.now())


def test_66d_what_cannot_be_stopped_ends_cleanly_before_the_store_is_closed(desk: Desk, tmp_path: Path) -> None:
    at = desk()
    target, go_on, runs = tmp_path / "letter.pdf", threading.Event(), threading.Event()

    def write(office: Office, _job: Job) -> None:
        runs.set()
        go_on.wait(10)
        with places.written_whole(target) as draft:
            draft.write_bytes(str(office.setting("organisation.name")).encode())

    at.window.go("request", at.start.tasks.inside(_a_request))
    at.settle()
    page, settings = at.window.page("request"), at.window.page("settings")
    assert isinstance(page, RequestPage)
    assert isinstance(settings, SettingsPage)
    page.job("Writing the letter", write, lambda _none: None, alone=True)
    settings.open("store")
    settings.verify.click()
    at.qtbot.waitUntil(runs.is_set)

    def lock() -> None:
        at.locker.lock()
        assert at.window.stack.currentWidget() is at.gate  # hidden at once, whatever still runs
        assert not target.exists()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert not shiboken6.isValid(page), "what waited for the end of these jobs is gone before they end"
        go_on.set()

    at.locks(lock)
    assert target.read_bytes() == b"SMS Tech"
    assert at.is_closed()


# --- what is hidden ---------------------------------------------------------------------------------------------------


def test_nothing_of_a_record_is_left_in_the_window(desk: Desk) -> None:
    earlier = held_records()  # of the windows of other tests, which are not all gone yet
    at = desk()
    reference = at.start.tasks.inside(_a_request)
    for place in (("settings",), ("inbox",), ("requests",), ("calendar",), ("disclosures",), ("request", reference)):
        at.window.go(*place)
        at.settle()
        at.window.menu.fill()  # as it does when it opens
    at.window.go("people")
    QTest.keyClicks(at.field("people_search"), "quill")
    at.settle()
    wanted = {"PersonHit", "PersonCard", "SettingCard", "MessageFile", "RequestCard", "RequestFile"}
    at.qtbot.waitUntil(
        # Only while nothing runs: what the store's thread is just putting together must not be looked at.
        lambda: not at.window.tasks.running and wanted <= set(names_of(held_records(), apart_from=earlier)),
    )
    QTest.keyClicks(at.window.top.search, "quill")
    at.locks(at.locker.lock)
    at.settle()
    gc.collect()
    assert names_of(held_records(), apart_from=earlier) == []
    shown = [one.text() for one in at.window.findChildren(Prose)] + [
        f.text() for f in at.window.findChildren(QLineEdit)
    ]
    assert not any("quill" in text.lower() for text in shown)
    assert "quill" not in vars(at.window.search).values()


def test_locked_again_at_once_builds_no_page_behind_the_gate(desk: Desk) -> None:
    at = desk()
    at.window.go("settings")
    at.settle()
    settings = at.window.page("settings")
    assert isinstance(settings, SettingsPage)
    settings.keys_wanted.emit()  # for the list of keys every place is built, one after the other
    at.locks(at.locker.lock)
    at.settle()
    assert not any(at.window.is_built(place) for place in at.window.places)
    at.gate.secret.setText(builders.PASSPHRASE)
    at.gate.go_on.click()
    at.qtbot.waitUntil(lambda: not at.locker.is_locked, timeout=30_000)
    at.locks(at.locker.lock)
    at.settle()
    assert not any(at.window.is_built(place) for place in at.window.places)


def held_records() -> list[object]:
    """The records of the office that are alive in this process."""
    kinds = (DueItem, MessageCard, MessageFile, PersonCard, PersonHit, RequestCard, RequestFile, SettingCard)
    return [one for one in gc.get_objects() if isinstance(one, kinds)]


def names_of(held: list[object], *, apart_from: list[object]) -> list[str]:
    known = {id(one) for one in apart_from}
    return [type(one).__name__ for one in held if id(one) not in known]


def test_what_we_put_on_the_clipboard_goes_and_what_others_put_there_stays(desk: Desk) -> None:
    at = desk()
    QApplication.clipboard().setText("Wanda Quill")
    at.locks(at.locker.lock)
    assert QApplication.clipboard().text() == ""
    QApplication.clipboard().setText("ours, until somebody else copies something")
    at.locker.copies.came_from(ours=False)
    at.locker.copies.clear()
    assert QApplication.clipboard().text() != ""


def test_a_wrong_passphrase_is_told_without_saying_what_was_wrong_with_it(desk: Desk) -> None:
    at = desk()
    at.locks(at.locker.lock)
    gate = at.gate
    gate.secret.setText(builders.PASSPHRASE[:-1])
    gate.go_on.click()
    at.qtbot.waitUntil(gate.said.isVisible, timeout=20_000)
    almost = gate.said.text()
    gate.secret.setText("something else altogether")
    gate.go_on.click()
    at.settle()
    assert gate.said.text() == almost
    assert builders.PASSPHRASE[:-1] not in almost
    assert not gate.other.isVisible()
    at.unlocks()


def test_keys_do_nothing_behind_the_gate(desk: Desk) -> None:
    at = desk()
    at.locks(at.locker.lock)
    for key in (Qt.Key.Key_1, Qt.Key.Key_K, Qt.Key.Key_L, Qt.Key.Key_O):
        QTest.keyClick(at.gate.secret, key, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert at.window.at == ""
    assert not at.window.complaint.isVisible()


def test_the_passphrase_cannot_be_brought_back_by_undo_and_caps_lock_is_noticed(desk: Desk) -> None:
    at = desk()
    at.locks(at.locker.lock)
    secret = at.gate.secret
    QTest.keyClicks(secret, "ab")
    secret.selectAll()
    QTest.keyClick(secret, Qt.Key.Key_Delete)
    QTest.keyClick(secret, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert secret.text() == ""
    assert not at.gate.caps.isVisible()
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(secret, press)
    assert at.gate.caps.isVisible()
    QTest.keyClick(secret, Qt.Key.Key_B)
    assert not at.gate.caps.isVisible()


# --- when -------------------------------------------------------------------------------------------------------------


def test_half_a_minute_before_it_locks_a_strip_says_so_and_a_touch_takes_it_back(desk: Desk) -> None:
    at = desk()
    idle, notice = at.locker.idle, at.locker.notice
    assert idle.limit == 600
    later = idle.now() + 600 - 25
    idle.now = lambda: later
    idle.look()
    assert notice.isVisible()
    assert notice.words.text() == says.LOCKING_IN.format(seconds=25)
    QTest.keyClick(at.window.page("inbox").first_focus(), Qt.Key.Key_Down)
    assert not notice.isVisible()
    assert not at.locker.is_locked


def test_another_limit_takes_effect_at_once(desk: Desk) -> None:
    at = desk()
    at.start.tasks.store(lambda office: office.change_settings({"lock.minutes": 3}))
    at.settle()
    assert at.locker.idle.limit == 180


def test_the_computers_own_lock_locks_us_unless_that_is_switched_off(desk: Desk) -> None:
    at = desk()
    at.start.tasks.store(lambda office: office.change_settings({"lock.session": "no"}))
    at.settle()
    at.locker.session.heard_lock()
    assert not at.locker.is_locked
    at.start.tasks.store(lambda office: office.change_settings({"lock.session": "yes"}))
    at.settle()
    at.locker.session.heard_state(False)
    assert not at.locker.is_locked
    at.locks(lambda: at.locker.session.heard_state(True))


def test_an_office_in_memory_is_never_locked_away(window: "object") -> None:
    from smsdpo.ui.main_window import MainWindow

    assert isinstance(window, MainWindow)
    locker = window.findChild(Locker)
    assert locker is not None
    locker.lock()
    assert window.at_work


LISTEN = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from smsdpo.ui.session_watch import SessionWatch
application, window = QApplication([]), None
window = QWidget()
watch = SessionWatch(window)
watch.away.connect(lambda: (print("away", flush=True), application.quit()))
QTimer.singleShot(20_000, application.quit)
print("listening", watch.listening, flush=True)
application.exec()
"""


def test_a_real_screen_saver_on_a_real_bus_is_heard() -> None:
    for program in ("dbus-run-session", "dbus-send"):
        if shutil.which(program) is None:
            pytest.skip(f"not on this machine: {program}")
    send = "dbus-send --session --type=signal /org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver.ActiveChanged"
    told = f'("$0" -c "$1") | (read line; echo "$line"; {send} boolean:true; cat)'
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", told, sys.executable, LISTEN],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": PLATFORM},
        check=False,
    )
    assert done.stdout.splitlines() == ["listening True", "away"], done.stderr


def test_the_login_managers_names_are_spelt_as_it_spells_them() -> None:
    assert session_watch.session_path("2") == "/org/freedesktop/login1/session/_32"
    assert session_watch.session_path("c12") == "/org/freedesktop/login1/session/c12"
    assert session_watch.session_path("a-1") == "/org/freedesktop/login1/session/a_2d1"
    assert session_watch.session_path("") == ""


def test_of_the_messages_of_windows_only_lock_and_sleep_are_heard() -> None:
    assert session_watch.says_away(0x02B1, 0x7)
    assert not session_watch.says_away(0x02B1, 0x8)
    assert session_watch.says_away(0x0218, 0x4)
    assert not session_watch.says_away(0x0010, 0x7)


# --- without a passphrase ---------------------------------------------------------------------------------------------


def test_where_the_keyring_alone_keeps_the_key_the_gate_says_what_that_means(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = desk()
    monkeypatch.setattr("smsdpo.app.start.ways_of", lambda _paths: frozenset({"keyring", "recovery"}))
    at.locks(at.locker.lock)
    gate = at.window.stack.currentWidget()
    assert isinstance(gate, gates.KeyringGate)
    assert "anybody who sits at this" in gate.sentence.text()
    assert gate.findChild(QLineEdit) is None
    gate.complain(Refusal("The keyring is locked."))
    press = gate.findChild(QPushButton, "unlock_go")
    assert press is not None
    assert press.isEnabled()
