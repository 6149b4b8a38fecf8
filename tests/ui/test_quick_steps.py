"""Quick steps in the window: one press each, by way of what the place can do already, on a real office."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smsdpo.domain.quick_steps import STEPS
from smsdpo.services import intake, outputs, quick_steps, requests
from smsdpo.services.office import Office
from smsdpo.ui.acts import Act
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.request import RequestPage
from smsdpo.ui.screens.requests import RequestsPage
from smsdpo.ui.screens.settings import SettingsPage
from tests.builders import a_decided_request, a_mail
from tests.ui.conftest import Begin, Settle
from tests.ui.test_inbox import inbox, read, subjects

PRINTER = "Floor 2"


def step(window: MainWindow, number: int) -> Act:
    return next(act for act in window.book.acts() if act.key == f"quick_step_{number}")


def press(window: MainWindow, number: int, settle: Settle) -> None:
    """Its keys as a keyboard sends them, which offscreen has no shifted digits."""
    action = next(one for one in window.work.actions() if one.objectName() == f"act_quick_step_{number}")  # type: ignore[union-attr]
    assert action.shortcut().toString() == f"Ctrl+Shift+{number}"
    QApplication.sendEvent(action, QShortcutEvent(QKeySequence(action.shortcut()), 0))
    settle()


def change(window: MainWindow, settle: Settle, **values: object) -> None:
    kept = {f"quick.{key}": value for key, value in values.items()}
    window.tasks.store(lambda office: office.change_settings(kept))
    settle()


def the_request(window: MainWindow) -> RequestPage:
    page = window.page("request")
    assert isinstance(page, RequestPage)
    return page


def the_list(window: MainWindow) -> RequestsPage:
    page = window.page("requests")
    assert isinstance(page, RequestsPage)
    return page


def said(window: MainWindow) -> str:
    return window.toaster.words.text()


def test_a_message_is_acknowledged_and_its_request_led_on_step_by_step(
    full_window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    window = full_window
    window.settings.setValue("output_folder", str(tmp_path / "out"))
    change(window, settle, doubt="The address is not the one we know.")
    read(inbox(window), settle, "My data")
    inbox(window).sheet.form.type.choose("")
    assert step(window, 1).why_off() == "Choose first what the message asks for."
    inbox(window).sheet.form.type.choose("access")
    press(window, 1, settle)
    page = the_request(window)
    assert window.at == "request"
    qtbot.waitUntil(lambda: page.sheet.opened is not None and bool(page.sheet.opened.file.letters), timeout=20_000)
    settle()
    file = page.sheet.opened.file  # type: ignore[union-attr]
    assert [letter.code for letter in file.letters] == ["L01"]
    assert (tmp_path / "out" / "Correspondence" / f"{page.reference} L01.pdf").exists()
    assert file.card.assignee == ""

    press(window, 5, settle)
    assert page.sheet.opened.file.card.assignee == "D. Pearce"  # type: ignore[union-attr]

    press(window, 2, settle)
    identity = page.sheet.identity
    assert identity.doubt.field.text() == "The address is not the one we know."
    assert identity.doubt.isVisible()
    assert page.sheet.opened.file.card.waiting_for == "", "nothing is asked before somebody says why"  # type: ignore[union-attr]

    press(window, 6, settle)
    assert page.sheet.opened.file.card.state != "closed"  # type: ignore[union-attr]
    assert said(window) == "Not yet closed. Identity is not checked yet."
    assert page.sheet.work.current == "identity"

    press(window, 3, settle)
    assert said(window) == "“Not a request” works in the inbox."


def test_what_has_been_answered_is_led_to_the_button_that_closes_it_and_no_further(
    begin: Begin, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    def answered(office: Office) -> None:
        reference = a_decided_request(office, tmp_path)
        outputs.create(office, reference, tmp_path)
        requests.agree_password(office, reference, "by phone")
        outputs.mark_sent(office, reference, "by post")

    window = begin(answered)
    window.go("requests")
    settle()
    the_list(window).list.select_row(0)
    press(window, 6, settle)
    page = the_request(window)
    close = page.sheet.sending.gone.close_it
    qtbot.waitUntil(close.isVisible)
    assert page.focusWidget() is close
    assert page.sheet.opened.file.card.state == "released"  # type: ignore[union-attr]
    assert step(window, 2).why_off() == "The answer has left; only closing follows."
    close.click()
    settle()
    assert page.sheet.opened.file.card.state == "closed"  # type: ignore[union-attr]
    assert {step(window, number).why_off() for number in (1, 2, 5, 6)} == {"This request is closed."}


def test_messages_are_given_put_aside_and_forwarded_by_one_press_and_come_back_by_one(
    full_window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, page = full_window, inbox(full_window)
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)  # type: ignore[func-returns-value]
    window.settings.setValue("output_folder", str(tmp_path / "out"))
    window.coming_in.take([a_mail(tmp_path, subject=PRINTER, text="The printer on floor 2 prints nothing.")])
    qtbot.waitUntil(lambda: PRINTER in subjects(page), timeout=20_000)
    settle()
    read(page, settle, PRINTER)
    press(window, 3, settle)
    assert page.sheet.reasons.isVisible(), "without a reason of its own the step asks"
    page.sheet.back()
    change(window, settle, reason="Newsletter", desk="")
    page.list.selectAll()
    press(window, 5, settle)
    assert said(window) == "4 messages assigned to D. Pearce"
    press(window, 3, settle)
    assert page.sheet.reasons.isVisible(), "three of them seem to ask for something"
    assert page.model.rowCount() == 4
    page.sheet.back()

    read(page, settle, PRINTER)
    press(window, 3, settle)
    qtbot.waitUntil(lambda: PRINTER not in subjects(page))
    assert said(window) == "1 message put aside: Newsletter"
    window.book.run_key("undo")
    qtbot.waitUntil(lambda: PRINTER in subjects(page))
    settle()

    read(page, settle, PRINTER)
    assert step(window, 4).why_off().startswith("The support desk has no address yet")
    change(window, settle, desk="support.desk@example.org")
    press(window, 4, settle)
    qtbot.waitUntil(lambda: PRINTER not in subjects(page))
    (made,) = (tmp_path / "out" / "Correspondence").iterdir()
    assert [Path(url.toLocalFile()) for url in opened] == [made]
    window.book.run_key("undo")
    qtbot.waitUntil(lambda: PRINTER in subjects(page))
    settle()
    read(page, settle, "Please delete my account")
    assert step(window, 4).why_off().startswith("The message seems to ask for something: Erasure")


def test_the_keys_are_laid_out_and_named_in_the_settings(full_window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window = full_window
    window.go("settings", "quick")
    settle()
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    first, *_, last = page.quick_keys.lines
    assert [line.step.key for line in page.quick_keys.lines] == list(STEPS)
    first.step.choose("close")
    first.step.activated.emit(first.step.currentIndex())
    settle()
    assert (first.step.key, last.step.key) == ("close", "acknowledge"), "they change places"
    first.name.setFocus()
    QTest.keyClicks(first.name, "File away")
    page.search.setFocus()
    settle()
    kept: list[str] = []
    window.tasks.store(lambda office: [slot.title for slot in quick_steps.setup(office).slots], kept.extend)
    settle()
    assert (kept[0], kept[5]) == ("File away", "Acknowledge and start the clock")
    assert step(window, 1).words == "File away"
    last.step.choose("")
    last.step.activated.emit(0)
    settle()
    assert step(window, 6).why_off().startswith("No step lies on these keys")
    assert step(window, 1).why_off() == "“File away” works in the list of requests or a request."
    window.tasks.store(lambda office: intake.counts(office)["untriaged"], lambda count: kept.append(str(count)))
    settle()
    assert kept[-1] == "3"
