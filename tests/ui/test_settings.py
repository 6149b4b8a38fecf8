"""The settings: found, changed where they stand and at once, taken back, and refused beside the field."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.core.settings import SETTINGS
from smsdpo.services import keys, requests, sources
from smsdpo.services.office import Office
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.settings import SettingsPage
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.widgets.fields import LineField
from tests.builders import PASSPHRASE, open_office
from tests.ui.conftest import Settle

Value = TypeVar("Value")


@pytest.fixture
def calm(window: MainWindow, settle: Settle, qtbot: QtBot) -> Settle:
    """Wait also for the places to have followed what changed."""

    def wait() -> None:
        settle()
        qtbot.waitUntil(lambda: not window.following.settling.isActive())
        settle()

    return wait


@pytest.fixture
def page(window: MainWindow, calm: Settle, qtbot: QtBot) -> SettingsPage:
    """The settings, on show."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("settings")
    calm()
    made = window.page("settings")
    assert isinstance(made, SettingsPage)
    return made


@pytest.fixture
def asked(tasks: Tasks, calm: Settle) -> Callable[[Callable[[Office], Value]], Value]:
    """Ask the office something on its own thread."""

    def ask(work: Callable[[Office], Value]) -> Value:
        answers: list[Value] = []
        refusals: list[Exception] = []
        tasks.store(work, answers.append, refusals.append)
        calm()
        assert not refusals
        return answers[0]

    return ask


Asked = Callable[[Callable[[Office], object]], object]


def field(page: SettingsPage, name: str) -> LineField:
    found = page.findChild(LineField, name)
    assert found is not None
    return found


def press(page: QWidget, name: str, qtbot: QtBot) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(page: SettingsPage, name: str, text: str, qtbot: QtBot) -> None:
    line = field(page, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def shown_groups(page: SettingsPage) -> set[str]:
    return {key for key, section in page.sections.items() if section.isVisible()}


def test_every_setting_that_may_be_changed_by_hand_has_its_row(page: SettingsPage) -> None:
    assert set(page.rows) == set(SETTINGS) - {"staff", "sample", "quick.steps"}


def test_a_change_counts_as_soon_as_the_field_is_left_and_says_which_it_was(
    page: SettingsPage, window: MainWindow, asked: Asked, calm: Settle, qtbot: QtBot
) -> None:
    write(page, "setting_dpo_name", "Wanda Quill", qtbot)
    calm()
    assert asked(lambda office: office.setting("dpo.name")) == "Wanda Quill"
    assert "D. Pearce" in page.rows["dpo.name"].changed.text()
    assert window.toaster.words.text() == "“Name of the Data Protection Officer” is changed"
    press(window, "toast_undo", qtbot)
    calm()
    assert asked(lambda office: office.setting("dpo.name")) == ""
    assert window.toaster.words.text() == "Undone: Change of “Name of the Data Protection Officer”"


def test_what_the_policy_leaves_open_is_marked_until_it_is_filled(
    page: SettingsPage, calm: Settle, qtbot: QtBot
) -> None:
    row = page.rows["dpo.name"]
    assert row.chip.isVisible()
    write(page, "setting_dpo_name", "Wanda Quill", qtbot)
    calm()
    assert not row.chip.isVisible()
    assert not page.rows["organisation.name"].chip.isVisible()


def test_a_value_that_cannot_be_is_refused_beside_its_field_and_the_old_one_stays(
    page: SettingsPage, asked: Asked, calm: Settle, qtbot: QtBot
) -> None:
    page.open("safety")
    write(page, "setting_lock_minutes", "0", qtbot)
    calm()
    row = page.rows["lock.minutes"]
    assert "from 1 to 120" in row.trouble.text()
    assert row.trouble.isVisible()
    assert asked(lambda office: office.setting("lock.minutes")) == 10
    QTest.keyClick(field(page, "setting_lock_minutes"), Qt.Key.Key_Escape)
    assert field(page, "setting_lock_minutes").text() == "10"
    assert not row.trouble.isVisible()


def test_the_search_goes_over_all_groups_and_says_when_there_is_nothing(page: SettingsPage, qtbot: QtBot) -> None:
    assert shown_groups(page) == {"office"}
    QTest.keyClicks(page.search, "backups")
    assert shown_groups(page) == {"safety"}
    assert [row.title.text() for row in page.sections["safety"].rows if row.isVisible()] == ["Folder for backups"]
    page.search.setText("quinquireme")
    assert page.nothing.isVisible()
    page.search.clear()
    assert shown_groups(page) == {"office"}


def test_what_is_still_being_built_is_searched_and_reached_all_the_same(window: MainWindow, qtbot: QtBot) -> None:
    def begun(argument: str | None = None) -> SettingsPage:
        window.forget_pages()
        window.go("settings", argument)
        made = window.page("settings")
        assert isinstance(made, SettingsPage)
        return made

    page = begun()
    assert list(page.sections) == ["office"], "the others come while the window lives on"
    page.search.setText("hotkeys")
    assert not page.nothing.isVisible(), "it may still be found"
    qtbot.waitUntil(lambda: shown_groups(page) == {"keyboard"})
    qtbot.waitUntil(lambda: [*page.sections, "trail"] == list(page.groups.entries))
    page = begun("safety")
    assert shown_groups(page) == {"safety"}
    page = begun("E-mail of the support desk")
    assert shown_groups(page) == {"quick"}
    qtbot.waitUntil(lambda: window.focusWidget() is field(page, "setting_quick_desk"))
    page = begun("trail")
    assert page.trail.isVisible()


def test_a_look_is_one_press_and_kept(page: SettingsPage, asked: Asked, calm: Settle, qtbot: QtBot) -> None:
    page.open("look")
    press(page, "setting_look_dark", qtbot)
    calm()
    assert asked(lambda office: office.setting("look")) == "dark"


def test_another_size_offers_to_start_again(page: SettingsPage, calm: Settle, qtbot: QtBot) -> None:
    page.open("look")
    assert not page.again.isVisible()
    choice = page.rows["look.scale"].findChild(QWidget, "setting_look_scale")
    assert choice is not None
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    calm()
    assert page.again.isVisible()
    with qtbot.waitSignal(page.restart_wanted):
        press(page, "start_again", qtbot)


def test_a_day_is_written_as_people_here_write_it(page: SettingsPage, asked: Asked, calm: Settle, qtbot: QtBot) -> None:
    page.open("regulator")
    write(page, "setting_regulator_checked", "20/11/2026", qtbot)
    calm()
    assert asked(lambda office: office.setting("regulator.checked")) == "2026-11-20"
    write(page, "setting_regulator_checked", "2026 or so", qtbot)
    assert page.rows["regulator.checked"].trouble.isVisible()
    press(page, "setting_regulator_checked_today", qtbot)
    calm()
    assert asked(lambda office: office.setting("regulator.checked")) == "2026-11-22"


def test_an_address_is_taken_when_the_keyboard_leaves_it(
    page: SettingsPage, asked: Asked, calm: Settle, qtbot: QtBot
) -> None:
    address = page.findChild(QWidget, "setting_organisation_address")
    assert address is not None
    address.setFocus()
    QTest.keyClicks(address, "1 Invented Row")
    QTest.keyClick(address, Qt.Key.Key_Return)
    QTest.keyClicks(address, "Leeds")
    page.search.setFocus()
    calm()
    assert asked(lambda office: office.setting("organisation.address")) == ["1 Invented Row", "Leeds"]


# --- sources ----------------------------------------------------------------------------------------------------------


def test_what_is_told_of_a_source_is_changed_where_it_stands_and_taken_back(
    page: SettingsPage, window: MainWindow, asked: Asked, calm: Settle, qtbot: QtBot
) -> None:
    def shown() -> str:
        return "\n".join(label.text() for label in page.sources.findChildren(QLabel) if label.isVisible())

    def told(office: Office) -> list[str]:
        return [card.recipients for card in sources.list_sources(office)]

    page.open("sources")
    assert "No source is entered yet." in shown()
    asked(lambda office: sources.add_source(office, "Accounts", basis="Contract"))
    assert "What allows it: Contract" in shown()
    assert "Who receives it: left open" in shown()
    button = page.sources.findChild(QPushButton, "source_change_1")
    assert button is not None
    assert button.accessibleName() == "Change what is told of Accounts"
    button.click()
    (line,) = window.findChildren(LineField, "change_source_recipients")
    assert window.focusWidget() is line, "the first that is left open"
    press(window, "change_source_do", qtbot)
    calm()
    (refusal,) = window.findChildren(QLabel, "change_source_refusal")
    assert "says of Accounts already" in refusal.text()
    QTest.keyClicks(line, "Example Hosting Ltd")
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    calm()
    assert "Who receives it: Example Hosting Ltd" in shown()
    assert asked(told) == ["Example Hosting Ltd"]
    assert window.book.run_key("undo")
    calm()
    assert "Who receives it: left open" in shown()
    assert asked(told) == [""]


# --- staff ------------------------------------------------------------------------------------------------------------


def test_staff_are_added_named_as_oneself_and_removed(
    page: SettingsPage, asked: Asked, calm: Settle, qtbot: QtBot
) -> None:
    page.open("staff")
    press(page, "staff_add", qtbot)
    write(page, "staff_name_1", "Dana Pearce", qtbot)
    calm()
    press(page, "staff_me_1", qtbot)
    calm()
    assert asked(lambda office: office.setting("staff")) == [{"name": "Dana Pearce", "login": "D. Pearce"}]
    press(page, "staff_add", qtbot)
    write(page, "staff_name_2", "dana pearce", qtbot)
    assert "stands in it twice" in page.staff.trouble.text()
    write(page, "staff_name_2", "Marta Silva", qtbot)
    calm()
    press(page, "staff_remove_1", qtbot)
    calm()
    assert asked(lambda office: office.setting("staff")) == [{"name": "Marta Silva", "login": ""}]


# --- holidays and nation ----------------------------------------------------------------------------------------------


@pytest.fixture
def reference(asked: Asked) -> str:
    """An open request whose last day in law falls on Tuesday 22 December 2026."""

    def work(office: Office) -> object:
        return requests.open_request(office, type="access", received_at=office.clock.now(), name="Wanda Quill")

    return str(asked(work))


def test_an_announced_holiday_shows_what_it_moves_before_it_does(
    page: SettingsPage, reference: str, calm: Settle, qtbot: QtBot
) -> None:
    page.open("dates")
    page.days.editor.day.setDate(date(2026, 12, 22))  # type: ignore[arg-type]
    write(page, "holiday_name", "An invented jubilee", qtbot)
    calm()
    assert page.days.editor.moves.apply.isVisible()
    said = page.days.editor.moves.lines.text().splitlines()
    assert said == [f"{reference}, work by:  22 Dec 2026  →  21 Dec 2026"]  # the policy's day itself never moves
    press(page, "holiday_moves_apply", qtbot)
    calm()
    assert not page.days.editor.moves.apply.isVisible()
    assert reference in page.days.editor.moves.lines.text()
    assert "An invented jubilee" in {label.text() for label in page.days.editor.findChildren(QLabel)}
    press(page, "holiday_20261222", qtbot)
    calm()
    press(page, "holiday_moves_apply", qtbot)
    calm()
    assert "An invented jubilee" not in {label.text() for label in page.days.editor.findChildren(QLabel)}


def test_a_holiday_that_moves_nothing_is_added_at_once(page: SettingsPage, calm: Settle, qtbot: QtBot) -> None:
    page.open("dates")
    page.days.editor.day.setDate(date(2026, 12, 1))  # type: ignore[arg-type]
    write(page, "holiday_name", "An invented jubilee", qtbot)
    calm()
    assert "No open date moves" in page.days.editor.moves.title.text()
    assert "An invented jubilee" in {label.text() for label in page.days.editor.findChildren(QLabel)}


def test_another_nation_is_left_as_it_was_when_the_user_thinks_better_of_it(
    page: SettingsPage, asked: Asked, calm: Settle, qtbot: QtBot
) -> None:
    page.open("dates")
    press(page, "setting_nation_scotland", qtbot)
    calm()
    assert asked(lambda office: office.setting("nation")) == "scotland"  # nothing open that could move


# --- what opens the store ---------------------------------------------------------------------------------------------


@pytest.fixture
def stored(page: SettingsPage, tasks: Tasks, office_folder: Path, calm: Settle) -> Path:
    """The page on a store that lies on the disk."""
    tasks.open(lambda: open_office(office_folder))
    calm()
    page.refresh()
    page.open("safety")
    calm()
    return office_folder


def test_the_passphrase_is_changed_over_the_work(
    stored: Path, page: SettingsPage, window: MainWindow, calm: Settle, qtbot: QtBot
) -> None:
    press(page, "passphrase_change", qtbot)
    for name, text in (("old", "a wrong one entirely"), ("new", "some other words"), ("again", "some other words")):
        line = window.findChild(LineField, f"passphrase_{name}")
        assert line is not None
        line.setText(text)
    press(window, "passphrase_done", qtbot)
    calm()
    trouble = [label.text() for label in window.findChildren(QLabel) if "not this store's passphrase" in label.text()]
    assert trouble
    old = window.findChild(LineField, "passphrase_old")
    assert old is not None
    old.setText(PASSPHRASE)
    press(window, "passphrase_done", qtbot)
    calm()
    assert window.findChild(LineField, "passphrase_old") is None


def test_a_new_recovery_key_is_shown_once_and_typed_back(
    stored: Path, page: SettingsPage, window: MainWindow, asked: Asked, calm: Settle, qtbot: QtBot
) -> None:
    press(page, "recovery_new", qtbot)
    calm()
    key = window.findChild(QLabel, "recovery_key")
    typed = window.findChild(LineField, "recovery_typed")
    assert key is not None
    assert typed is not None
    shown = key.text()
    QTest.keyClicks(typed, shown[-4:])
    QTest.keyClick(typed, Qt.Key.Key_Return)
    calm()
    assert window.findChild(QLabel, "recovery_key") is None
    assert asked(keys.ways) == {"passphrase", "recovery"}


# --- the store and its trail ------------------------------------------------------------------------------------------


def test_the_trail_is_verified_and_read(page: SettingsPage, calm: Settle, qtbot: QtBot) -> None:
    write(page, "setting_dpo_name", "Wanda Quill", qtbot)
    calm()
    page.open("store")
    press(page, "trail_verify", qtbot)
    calm()
    qtbot.waitUntil(lambda: "lines of the trail hold" in page.verdict.text())
    page.open("trail")
    calm()
    assert page.trail.rows.rowCount() >= 1
    QTest.keyClicks(page.trail.filter, "nobody")
    qtbot.waitUntil(lambda: page.trail.rows.rowCount() == 0)


def test_tab_goes_through_a_group_as_the_eye_does(page: SettingsPage, qtbot: QtBot) -> None:
    page.open("office")
    first = field(page, "setting_organisation_name")
    first.setFocus()
    holder = page.area.widget()
    assert holder is not None
    seen = []
    for _ in range(5):
        now = page.window().focusWidget()
        assert now is not None
        seen.append(now.mapTo(holder, now.rect().topLeft()).y())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert seen == sorted(seen)
