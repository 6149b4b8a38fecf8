"""Undo in the window: the field first, else the stack of the place; named in status line and menu; on the toast."""

import ast
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.domain.records import Selected
from smsdpo.domain.records.requests import Recipient
from smsdpo.services import intake
from smsdpo.services.office import Office
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.inbox import InboxPage
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets.notices import Toast
from tests.conftest import ROOT
from tests.ui import cases
from tests.ui.conftest import Settle

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def put_aside(window: MainWindow, settle: Settle, said: str = "") -> int:
    """The first message of the inbox is put aside as not a request; answers its id."""
    from smsdpo.services import intake

    ids: list[int] = []

    def work(office: object) -> None:
        first = intake.inbox(office).items[0]  # type: ignore[arg-type]
        intake.not_a_request(office, first.id, "Advertising")  # type: ignore[arg-type]
        ids.append(first.id)

    window.tasks.store(work, lambda _none: window.toast(said) if said else None)
    settle()
    return ids[0]


def untriaged(window: MainWindow, settle: Settle) -> int:
    from smsdpo.services import intake

    counts: list[int] = []
    window.tasks.store(lambda office: counts.append(intake.counts(office)["untriaged"]))
    settle()
    return counts[0]


def test_what_was_done_is_named_and_ctrl_z_takes_it_back(full_window: MainWindow, settle: Settle) -> None:
    before = untriaged(full_window, settle)
    put_aside(full_window, settle)
    assert "Undo: Not a request (Ctrl+Z)" in full_window.status.text()
    act = next(one for one in full_window.book.acts() if one.key == "undo")
    assert act.words == "Undo: Not a request"
    full_window.activateWindow()
    QTest.keyClick(full_window, Qt.Key.Key_Z, CTRL)
    settle()
    assert untriaged(full_window, settle) == before
    assert full_window.toaster.words.text() == "Undone: Not a request"
    QTest.keyClick(full_window, Qt.Key.Key_Z, CTRL | SHIFT)
    settle()
    assert untriaged(full_window, settle) == before - 1


def test_the_toast_takes_back_the_step_it_speaks_of(full_window: MainWindow, settle: Settle) -> None:
    before = untriaged(full_window, settle)
    put_aside(full_window, settle, "Put aside")
    assert full_window.toaster.words.text() == "Put aside"
    assert full_window.toaster.button.isVisible(), "the place's own words keep the way back beside them"
    assert full_window.toaster.button.accessibleName() == "Undo: Not a request"
    full_window.go("calendar")
    full_window.toaster.button.click()
    settle()
    assert untriaged(full_window, settle) == before


def test_a_toast_offers_no_step_but_its_own(full_window: MainWindow, settle: Settle) -> None:
    put_aside(full_window, settle)
    full_window.toast("1 message put aside")
    full_window.toast("12 rows copied")
    assert not full_window.toaster.button.isVisible(), "other words, spoken a moment later"
    put_aside(full_window, settle)
    full_window.tasks.store(do_what_cannot_be_taken_back)
    settle()
    assert full_window.toaster.button.isVisible(), "until then it still speaks of the step"
    full_window.toast("Workbook and letter created")
    assert not full_window.toaster.button.isVisible(), "what was done last cannot be taken back"


def do_what_cannot_be_taken_back(office: Office) -> None:
    with office.operation("letter.make", about="DSR-2026-0001"):
        pass


def test_in_a_request_ctrl_z_takes_back_what_was_done_last_though_it_lies_on_the_stack_of_the_lists(
    window: MainWindow, settle: Settle
) -> None:
    from smsdpo.services import holds, requests

    made, told = list[str](), list[tuple[str, int]]()
    window.tasks.store(lambda office: made.append(cases.by_hand(office, "access", "Zelda Quine")))
    settle()
    (reference,) = made

    def look() -> tuple[str, int]:
        window.tasks.store(
            lambda office: told.append((requests.file(office, reference).recipient.name, len(holds.all_holds(office))))
        )
        settle()
        return told[-1]

    def hold(office: Office) -> None:
        person = requests.file(office, reference).card.person
        assert person is not None
        holds.raise_hold(office, person, ground="dispute", reason="A claim was announced")

    def press(key: Qt.Key) -> tuple[str, int]:
        QTest.keyClick(window, key, CTRL)
        settle()
        return look()

    window.go("request", reference)
    window.activateWindow()
    settle()
    name, held = look()
    window.tasks.store(lambda office: requests.set_recipient(office, reference, Recipient("Ada Quine")))
    window.tasks.store(hold)
    settle()
    assert "Undo: Legal hold (Ctrl+Z)" in window.status.text(), "what the toast offers, Ctrl+Z does"
    assert press(Qt.Key.Key_Z) == ("Ada Quine", held), "the recipient, changed before, is not what was meant"
    assert "Redo: Legal hold (Ctrl+Y)" in window.status.text()
    assert press(Qt.Key.Key_Y) == ("Ada Quine", held + 1)
    assert press(Qt.Key.Key_Z) == ("Ada Quine", held)
    assert press(Qt.Key.Key_Z) == (name, held), "then it is the turn of the request's own"
    assert window.toaster.words.text() == "Undone: Change the recipient"


def test_the_line_at_the_foot_names_the_next_step_back_only(full_window: MainWindow, settle: Settle) -> None:
    put_aside(full_window, settle)
    assert "Undo: Not a request (Ctrl+Z)" in full_window.status.text()
    full_window.book.run_key("undo")
    settle()
    assert "Undo" not in full_window.status.text()
    assert "Redo: Not a request (Ctrl+Y)" in full_window.status.text()
    full_window.book.run_key("redo")
    settle()
    assert "Undo: Not a request (Ctrl+Z)" in full_window.status.text()
    assert "Redo" not in full_window.status.text()


def test_the_button_of_the_toast_is_reached_by_keyboard(full_window: MainWindow, settle: Settle) -> None:
    put_aside(full_window, settle)
    full_window.activateWindow()
    full_window.toaster.button.setFocus()
    seen = set()
    for _ in range(8):
        QTest.keyClick(full_window, Qt.Key.Key_F6)
        seen.add(getattr(QApplication.focusWidget(), "objectName", str)())
    assert "toast_undo" in seen


def test_nothing_to_undo_is_said_calmly(window: MainWindow, settle: Settle) -> None:
    window.activateWindow()
    settle()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.toaster.words.text() == "There is nothing to undo here."
    assert not window.complaint.isVisible()


def test_an_undo_that_is_refused_says_why_in_a_line_that_goes(full_window: MainWindow, settle: Settle) -> None:
    from smsdpo.services import intake

    put = put_aside(full_window, settle)
    run = full_window.toaster.button
    full_window.tasks.store(lambda office: intake.reopen(office, put))
    full_window.tasks.store(lambda office: intake.not_a_request(office, put, "Spam"))
    old = full_window.toaster._run  # the button as it stood before something else was done
    settle()
    assert old is not None
    assert run.isVisible()
    old()
    settle()
    assert "Something else was done since. See the Edit menu" in full_window.toaster.words.text()
    assert not full_window.complaint.isVisible(), "nothing was lost, so nothing alarms or follows to other places"


def test_what_ctrl_z_brings_back_is_on_show_and_an_opened_request_is_taken_back_where_it_is_seen(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = full_window.page("inbox")
    assert isinstance(page, InboxPage)
    full_window.activateWindow()
    shown = page.list.current()
    assert shown is not None
    full_window.tasks.store(lambda office: intake.not_a_request(office, shown.id, "Spam"))
    settle()
    qtbot.waitUntil(lambda: page.subject() != f"message:{shown.id}")
    page.list.select_row(page.list.rows.rowCount() - 1)
    settle()
    QTest.keyClick(full_window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.subject() == f"message:{shown.id}")
    settle()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert full_window.at == "request"
    assert "Undo: Open a request (Ctrl+Z)" in full_window.status.text(), "what the toast offers, Ctrl+Z does"
    QTest.keyClick(full_window, Qt.Key.Key_Z, CTRL)
    settle()
    assert full_window.at == "inbox"
    assert full_window.toaster.words.text() == "Undone: Open a request"
    qtbot.waitUntil(lambda: page.subject() == f"message:{shown.id}")
    assert not full_window.complaint.isVisible()
    full_window.tasks.store(lambda office: intake.put_aside(office, Selected(view="untriaged", text=""), "Spam"))
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 0)
    assert not page.sheet.pages.isVisible(), "nobody is asked to choose where there is nothing"


@pytest.fixture(params=[QLineEdit, QPlainTextEdit])
def field(request: pytest.FixtureRequest, full_window: MainWindow) -> Iterator[QWidget]:
    made: QWidget = request.param(full_window.page("inbox"))
    made.setGeometry(10, 10, 200, 40)
    made.show()
    full_window.activateWindow()
    made.setFocus()
    QApplication.processEvents()
    yield made
    made.deleteLater()


def words(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]


def test_a_field_takes_back_its_own_words_first_and_then_the_stack_is_heard(
    full_window: MainWindow, field: QWidget, settle: Settle
) -> None:
    before = untriaged(full_window, settle)
    put_aside(full_window, settle)
    field.setFocus()
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    settle()
    assert words(field) == ""
    assert untriaged(full_window, settle) == before - 1, "the list is left alone"
    QTest.keyClick(field, Qt.Key.Key_Y, CTRL)
    assert words(field) == "abc"
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    settle()
    assert untriaged(full_window, settle) == before


def undoable_tags() -> set[str]:
    found = set()
    for file in (ROOT / "smsdpo" / "services").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "operation":
                undoable = any(one.arg == "undoable" and getattr(one.value, "value", None) for one in node.keywords)
                if undoable and node.args and isinstance(node.args[0], ast.Constant):
                    found.add(str(node.args[0].value))
    return found


def test_every_undoable_act_has_a_name() -> None:
    tags = undoable_tags()
    assert "message.not_request" in tags
    assert tags <= set(says.STEPS), tags - set(says.STEPS)
    assert says.step("message.not_request") == "Not a request"
    assert says.step("message.not_request", 3) == "Not a request (3 messages)"


def test_a_toast_stays_while_the_mouse_is_over_it_or_the_keyboard_in_it(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    toast, elsewhere = Toast(owner), QLineEdit(owner)
    with qtbot.waitActive(owner):
        owner.show()
        owner.activateWindow()
    elsewhere.setFocus()
    toast.offer("Not a request", "Undo", lambda: None)
    assert toast._timer.isActive()
    at = QPointF(3, 3)
    QApplication.sendEvent(toast, QEnterEvent(at, at, at))
    assert not toast._timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()
    toast.button.setFocus()
    assert not toast._timer.isActive()


def test_a_toast_covers_nothing(full_window: MainWindow, settle: Settle) -> None:
    put_aside(full_window, settle)
    toast = full_window.toaster
    top = toast.mapTo(full_window, toast.rect().topLeft()).y()
    page = full_window.page("inbox")
    assert top >= page.mapTo(full_window, page.rect().bottomLeft()).y()
