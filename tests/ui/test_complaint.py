"""What failed is told calmly: what is safe, what to do, and details for the support that name nobody."""

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.core import paths
from smsdpo.core.errors import Fault, PartRefusal, Refusal, kind_of
from smsdpo.services.office import Office
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.texts import errors as says
from smsdpo.ui.widgets.complaint import ComplaintPanel
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.key_sheets import PassphraseSheet
from smsdpo.ui.widgets.setting_rows import Row
from smsdpo.ui.widgets.sheet import Sheet
from tests.ui.conftest import Settle


def caused(by: BaseException) -> Fault:
    fault = Fault("F-1")
    fault.__cause__ = by
    return fault


def test_a_full_disk_is_known_through_whatever_wraps_it() -> None:
    class OperationalError(Exception):
        pass

    wrapped = OperationalError("(sqlcipher3.dbapi2.OperationalError) database or disk is full")
    assert kind_of(caused(OSError(errno.ENOSPC, "No space left on device"))) == "disk_full"
    assert kind_of(caused(wrapped)) == "disk_full"
    assert kind_of(caused(OSError(errno.EACCES, "no"))) == "fault"
    assert kind_of(Refusal("no")) == "refusal"
    assert kind_of(PartRefusal("two of three")) == "partly"


def test_a_reader_that_broke_is_not_called_a_fault_of_the_office() -> None:
    from smsdpo.core.cage import CageBroken

    broken = CageBroken.__new__(CageBroken)
    assert complaint_of(caused(broken)).safe == says.SAFE["reader"]


def test_beside_a_field_too_a_fault_is_told_in_words_not_by_its_number_alone(qtbot: QtBot) -> None:
    row, sheet = Row("Bank holidays"), PassphraseSheet(has=True)
    for shown in (row, sheet):
        qtbot.addWidget(shown)
        shown.complain(caused(OSError(errno.EIO, "the disk went away")))
        assert shown.trouble.text().startswith(says.FAILED["fault"])
        assert "F-1" in shown.trouble.text(), "what the support asks for"


def test_a_refused_act_changed_nothing_and_the_words_say_so(window: MainWindow, settle: Settle) -> None:
    def work(office: Office) -> None:
        with office.operation("setting.change", about="dpo.name"):
            raise Refusal("That cannot be.", hint="Nothing was changed. Do it otherwise.")

    window.tasks.store(work)
    settle()
    panel = window.complaint
    assert (panel.title.text(), panel.hint.text()) == ("That cannot be.", "Do it otherwise.")
    assert panel.safe.text() == "Nothing was changed, and what you typed is still here."
    assert panel.log.isHidden(), "details are folded away"


def test_the_details_of_a_fault_name_its_place_and_nothing_it_was_about(
    window: MainWindow, settle: Settle, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_office: Office) -> None:
        paths.private_folder(Path("/dev/null/Marisol Vega"))

    window.tasks.store(work)
    settle()
    assert [record.getMessage() for record in caplog.records] == ["fault"]
    caplog.clear()
    panel = window.complaint
    panel.more.click()
    said = panel.details.text()
    assert panel.details.isVisible()
    assert "F-" in said
    assert "core.paths" in said
    assert "NotADirectoryError" in said
    assert "Vega" not in said + panel.title.text() + panel.hint.text()
    panel.copy.click()
    copied = QApplication.clipboard().text()
    assert says.SAFE["fault"] in copied
    assert said in copied
    assert "Vega" not in copied


def test_several_failures_wait_their_turn_and_the_newest_comes_first(qtbot: QtBot) -> None:
    panel = ComplaintPanel()
    qtbot.addWidget(panel)
    for word in ("one", "two", "three", "three"):
        panel.show_complaint(complaint_of(Refusal(word)))
    assert panel.count.text() == "1 of 3"
    assert panel.title.text() == "three"
    panel.place.click()
    assert (panel.count.text(), panel.title.text()) == ("2 of 3", "two")
    panel.dismiss()
    assert (panel.count.text(), panel.title.text()) == ("1 of 2", "three")
    panel.dismiss()
    assert panel.count.isHidden()
    panel.dismiss()
    assert panel.isHidden()


def test_escape_closes_it_from_wherever_the_keyboard_is(window: MainWindow, settle: Settle) -> None:
    window.activateWindow()
    window.complain(Refusal("no"))
    settle()
    assert window.complaint.isVisible()
    assert not window.complaint.isAncestorOf(QApplication.focusWidget() or window)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert not window.complaint.isVisible()


def test_the_log_folder_is_shown_or_named(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def show(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return len(shown) == 1

    monkeypatch.setattr(paths, "default_state", lambda: tmp_path)
    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    window.complain(Refusal("no"))
    window.complaint.more.click()
    window.complaint.log.click()
    assert shown == [str(tmp_path)]
    assert str(tmp_path) not in window.complaint.details.text()
    window.complaint.log.click()
    assert str(tmp_path) in window.complaint.details.text()


def test_over_an_open_sheet_it_is_seen_reached_by_tab_and_left_first(window: MainWindow, settle: Settle) -> None:
    sheet = Sheet("question", "A question")
    first = LineField("answer", "Answer")
    sheet.card.body.addWidget(first)
    window.activateWindow()
    window.lay_over(sheet, first)
    window.complain(Refusal("That cannot be.", hint="Do it otherwise."))
    settle()
    panel = window.complaint
    assert window.work is not None
    middle = panel.mapTo(window.work, panel.title.geometry().center())
    seen_there = window.work.childAt(middle)
    assert seen_there is not None
    assert panel.isAncestorOf(seen_there), "the sheet does not cover it"
    assert sheet.card.mapTo(window.work, QPoint(0, 0)).y() > panel.geometry().bottom() - 20, "nor it the sheet's card"
    seen = set()
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        seen.add(getattr(QApplication.focusWidget(), "objectName", str)())
    assert seen >= {"answer", "complaint_copy", "complaint_close"}
    assert seen <= {"answer", *(one.objectName() for one in panel.findChildren(QWidget))}, "nothing below is reached"
    panel.close_button.setFocus()
    QTest.keyClick(panel.close_button, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert sheet.isVisible()
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_sheet_opened_since_is_left_before_it(window: MainWindow, settle: Settle) -> None:
    window.complain(Refusal("no"))
    sheet = Sheet("question", "A question")
    first = LineField("answer", "Answer")
    sheet.card.body.addWidget(first)
    window.activateWindow()
    window.lay_over(sheet, first)
    settle()
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.complaint.isVisible()
