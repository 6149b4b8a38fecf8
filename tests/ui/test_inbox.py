"""The inbox in the window, on a real office: read, accept, put aside, link, come back."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smsdpo.core.clock import LONDON, FixedClock
from smsdpo.services import intake
from smsdpo.services.office import Office
from smsdpo.ui import texts
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.inbox import InboxPage
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.widgets.fields import ChoiceField
from smsdpo.ui.widgets.form_sheet import FormSheet
from smsdpo.ui.widgets.message_sheet import MessageSheet
from tests.builders import a_mail
from tests.ui.conftest import Begin, Settle
from tests.ui.hand import marked_in
from tests.ui.letters import HOSTILE_SUBJECT, LETTERS


def inbox(window: MainWindow) -> InboxPage:
    page = window.page("inbox")
    assert isinstance(page, InboxPage)
    return page


def subjects(page: InboxPage) -> list[str]:
    cards = [page.model.record(row) for row in range(page.model.rowCount())]
    return [card.subject for card in cards if card is not None]


def read(page: InboxPage, settle: Settle, subject: str) -> None:
    page.list.select_row(subjects(page).index(subject))
    settle()


def test_an_empty_inbox_says_what_to_do_and_offers_it(window: MainWindow) -> None:
    page = inbox(window)
    assert page.pane.currentWidget() is page.empty
    assert page.empty.button.text() == "Add messages"
    assert "Drop .eml or .msg" in page.empty.sentence.text()


def test_the_card_beside_the_list_says_nothing_before_a_message_can_be_chosen(qtbot: QtBot, tasks: Tasks) -> None:
    sheet = MessageSheet(tasks)
    qtbot.addWidget(sheet)
    sheet.show()
    invitation = sheet.pages.widget(0)
    assert invitation is not None
    assert not invitation.isVisible(), "it would flash at every start"
    sheet.show_none(invite=True)
    assert invitation.isVisible()


def test_added_messages_are_listed_newest_first_and_the_first_is_read(full_window: MainWindow) -> None:
    page = inbox(full_window)
    assert subjects(page) == ["My data", "Please delete my account", HOSTILE_SUBJECT]
    assert page.sheet.head.subject.text() in LETTERS["okoro.eml"] or page.sheet.head.subject.text()
    assert page.views.pills["untriaged"].text() == "Untriaged 3"


def test_the_words_that_explain_the_suggestion_are_marked_and_history_is_folded(
    full_window: MainWindow, settle: Settle
) -> None:
    page = inbox(full_window)
    read(page, settle, "My data")
    assert any("copy of all the personal data" in words for words in marked_in(page.sheet.head.view.paper))
    assert "Thank you for your enquiry" not in page.sheet.head.view.paper.toPlainText()
    page.sheet.head.view.unfold.click()
    assert "Thank you for your enquiry" in page.sheet.head.view.paper.toPlainText()


def test_the_form_is_prefilled_and_shows_both_dates(full_window: MainWindow, settle: Settle) -> None:
    page = inbox(full_window)
    read(page, settle, "My data")
    assert page.sheet.form.type.key == "access"
    assert page.sheet.form.received.text() == "22/11/2026"
    assert page.sheet.form.answer.text() == "22 December 2026"
    assert page.sheet.form.dates.text() == "policy 22 Dec  ·  law 22 Dec"
    assert "Adaeze Okoro" in page.sheet.form.person.text()


def test_enter_accepts_and_the_next_message_becomes_current(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    read(page, settle, "My data")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: full_window.at == "request")
    full_window.go("inbox")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    settle()
    current = page.list.current()
    assert current is not None
    assert current.subject == "Please delete my account"
    assert "DSR-2026-0001" in full_window.toaster.words.text()
    assert full_window.rail.entries["requests"].accessibleDescription() == "1"


def test_another_day_of_receipt_needs_its_reason_and_moves_the_dates(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    read(page, settle, "My data")
    page.sheet.form.received.setDate(QDate(2026, 11, 20))
    settle()
    assert page.sheet.form.reason.isVisible()
    assert page.sheet.form.answer.text() == "20 December 2026"
    page.sheet.form.accept.click()
    qtbot.waitUntil(full_window.complaint.isVisible)
    page.sheet.form.reason.setText("Came by post on Friday")
    page.sheet.form.accept.click()
    qtbot.waitUntil(lambda: full_window.at == "request")
    full_window.go("inbox")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)


def test_not_a_request_asks_for_its_reason_and_can_be_taken_back(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    read(page, settle, "My data")
    QTest.keyClick(page.list, Qt.Key.Key_S)
    assert page.sheet.reasons.isVisible()
    page.sheet.reasons.reasons[0].click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    settle()
    page.views.choose("not_request")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    settle()
    assert page.sheet.done.isVisible()
    assert texts.WHY_NOT_REASONS[0] in page.sheet.done.say.text()
    page.sheet.done.again.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.views.choose("untriaged")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)


def test_escape_leaves_the_reasons_as_they_were(full_window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = inbox(full_window)
    read(page, settle, "My data")
    page.sheet.form.aside.click()
    QTest.keyClick(page.sheet.reasons.other, Qt.Key.Key_Escape)
    assert page.sheet.form.isVisible()
    assert page.model.rowCount() == 3


def test_a_message_is_linked_to_the_request_a_person_chooses(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    read(page, settle, "My data")
    page.sheet.form.accept.click()
    qtbot.waitUntil(lambda: full_window.at == "request")
    full_window.go("inbox")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    settle()
    page.sheet.form.linking.click()
    qtbot.waitUntil(lambda: page.sheet.linking.model.rowCount() == 1)
    settle()
    chosen: list[str] = []
    page.sheet.linking.chosen.connect(chosen.append)
    QTest.keyClicks(page.sheet.linking.filter, "nothing like it")
    QTest.keyClick(page.sheet.linking.filter, Qt.Key.Key_Return)  # before it is looked for: the one above is not meant
    qtbot.waitUntil(lambda: page.sheet.linking.model.rowCount() == 0)
    settle()
    assert chosen == []
    page.sheet.linking.filter.clear()
    QTest.keyClicks(page.sheet.linking.filter, "0001")
    QTest.keyClick(page.sheet.linking.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert [one[-4:] for one in chosen] == ["0001"]


def test_what_a_stranger_wrote_is_shown_as_it_is_written(full_window: MainWindow, settle: Settle) -> None:
    page = inbox(full_window)
    read(page, settle, HOSTILE_SUBJECT)
    assert page.sheet.head.subject.text() == HOSTILE_SUBJECT
    assert page.sheet.head.subject.textFormat() == Qt.TextFormat.PlainText
    row = subjects(page).index(HOSTILE_SUBJECT)
    assert HOSTILE_SUBJECT in page.model.index(row, 1).data()
    assert "src=" not in page.sheet.head.view.paper.toPlainText() or "<img" in page.sheet.head.view.paper.toPlainText()
    assert HOSTILE_SUBJECT not in full_window.windowTitle()


def test_a_file_that_cannot_be_read_is_named_as_it_is_written(
    full_window: MainWindow, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    broken = tmp_path / "<img src=x>.eml"
    broken.write_bytes(b"")
    full_window.coming_in.take([broken])
    qtbot.waitUntil(full_window.complaint.isVisible, timeout=20_000)
    settle()
    said = full_window.complaint.hint
    assert "<img src=x>.eml" in said.text()
    assert said.textFormat() == Qt.TextFormat.PlainText
    form = inbox(full_window).sheet.form
    assert form.height() >= form.sizeHint().height(), "the message gives way to what is said, not the form below it"


def test_the_first_cell_says_the_whole_row(full_window: MainWindow) -> None:
    page = inbox(full_window)
    said = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Today 09:12", "Adaeze Okoro", "My data", "Access", "30 days", "22 Dec"):
        assert part in said


def test_an_inbox_nobody_looked_after_warns_until_somebody_says_checked_and_its_week_is_proved(
    begin: Begin, settle: Settle, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_thursday(office: Office) -> None:
        now, office.clock = office.clock, FixedClock(datetime(2026, 11, 19, 10, tzinfo=LONDON))
        intake.add_messages(office, [a_mail(tmp_path, sent="Thu, 19 Nov 2026 09:30:00 +0000")])
        office.clock = now

    window = begin(on_thursday)
    line = inbox(window).card.watch
    qtbot.waitUntil(line.alert.isVisible)
    assert (line.alert.text(), line.alert.toolTip()) == ("Check due", "Not checked for 1 working day")
    assert line.looked.text() == "Last checked Thu 19 Nov 10:00 by D. Pearce"
    assert line.waits.text() == "Oldest unread: 1 working day"
    QTest.mouseClick(line.checked, Qt.MouseButton.LeftButton)
    settle()
    assert not line.alert.isVisible()
    assert line.looked.text() == "Last checked today 12:00 by D. Pearce"
    assert window.toaster.words.text() == "Noted: the inbox was checked just now"

    window.go("requests")
    settle()
    wednesday = FixedClock(datetime(2026, 11, 25, 16, tzinfo=LONDON))
    window.tasks.inside(lambda office: setattr(office, "clock", wednesday))
    window.go("inbox")
    qtbot.waitUntil(line.alert.isVisible)  # nothing was done meanwhile, but time went by

    target = tmp_path / "week.xlsx"
    monkeypatch.setattr(window, "choose_target", lambda _title, name, _kinds: target.with_name(name))
    assert window.book.run_key("inbox_proof")
    sheet = window.findChild(FormSheet, "inbox_week")
    assert sheet is not None
    week = sheet.fields["week"]
    assert isinstance(week, ChoiceField)
    assert week.currentText() == "16 Nov \u2013 22 Nov (this week)"
    QTest.keyClick(week, Qt.Key.Key_Down)
    sheet.take()
    qtbot.waitUntil(target.with_name("Inbox checks, week of 2026-11-09.xlsx").exists)
    settle()
    assert "Proof with 0 checks written" in window.toaster.words.text()
