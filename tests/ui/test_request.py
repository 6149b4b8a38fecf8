"""The workspace of a request: from identity to sent and closed, by mouse and by keyboard alone."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyleOptionComboBox,
    QTableView,
)
from pytestqt.qtbot import QtBot

from smsdpo.core.errors import LetterLacks
from smsdpo.domain import surname
from smsdpo.domain.records.requests import FindingCard, Recipient, RequestFile
from smsdpo.services import outputs
from smsdpo.services.office import Office
from smsdpo.ui import case_work, request_work, texts, tokens
from smsdpo.ui.leaving import built_for
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.request import RequestPage
from smsdpo.ui.screens.requests import RequestsPage
from smsdpo.ui.tasks import Job
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.deadline_box import Fact
from smsdpo.ui.widgets.fields import ChoiceField
from smsdpo.ui.widgets.request_found import second_line
from smsdpo.ui.widgets.request_head import facts_of
from smsdpo.ui.widgets.request_person import PersonChooser
from smsdpo.ui.widgets.request_sources import SourcesSheet
from tests.ui import cases
from tests.ui.conftest import Begin, Settle
from tests.ui.hand import marked_in
from tests.ui.test_accessibility import names, sizes


class Desk:
    """A person at the window: presses what can be seen, counts what it takes, and reads."""

    def __init__(self, window: MainWindow, settle: Settle, reference: str) -> None:
        self.window, self.settle, self.reference = window, settle, reference
        self.actions = 0
        page = window.page("request")
        assert isinstance(page, RequestPage)
        self.page, self.sheet = page, page.sheet

    def press(self, name: str) -> None:
        """Press the button of this accessible name."""
        shown = [one for one in self.window.findChildren(QPushButton) if one.isVisible()]
        button = next(one for one in shown if one.accessibleName() == name)
        assert button.isEnabled(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self._done()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self._done()

    def go_on(self) -> None:
        """Ctrl+Enter."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def write(self, words: str) -> None:
        held = QApplication.focusWidget()
        assert isinstance(held, QLineEdit)
        QTest.keyClicks(held, words)

    def _done(self) -> None:
        self.actions += 1
        self.settle()

    def choose(self, title: str) -> FindingCard:
        """Make the record with this title current."""
        model = self.sheet.model
        cards = [model.record(row) for row in range(model.rowCount())]
        row = next(at for at, card in enumerate(cards) if card is not None and card.record.title == title)
        self.sheet.list.select_row(row)
        self.settle()
        card = self.sheet.list.current()
        assert card is not None
        return card

    @property
    def file(self) -> RequestFile:
        """The request as the store has it."""
        return self.window.tasks.inside(lambda office: request_work.opened(office, self.reference)).file

    def ask(self, work: Callable[[Office], object]) -> None:
        self.window.tasks.inside(work)
        self.settle()


def shown_button(desk: Desk, name: str) -> QPushButton:
    """The button of this name that can be seen."""
    shown = [one for one in desk.window.findChildren(QPushButton) if one.isVisible()]
    return next(one for one in shown if one.accessibleName() == name)


Opened = Callable[[Callable[[Office, Path], object]], Desk]


@pytest.fixture
def opened(begin: Begin, settle: Settle, tmp_path: Path) -> Opened:
    """The case as far as it was brought before, on show."""

    def at(fill: Callable[[Office, Path], object]) -> Desk:
        (tmp_path / "in").mkdir()
        window = begin(lambda office: fill(office, tmp_path / "in"))
        window.settings.setValue("output_folder", str(tmp_path / "out"))
        window.print_to = tmp_path / "printed.pdf"
        window.go("request", cases.REQUEST)
        settle()
        return Desk(window, settle, cases.REQUEST)

    return at


@pytest.fixture
def desk(opened: Opened) -> Desk:
    """The case as its letter opened it."""
    return opened(cases.fill)


@pytest.fixture
def searched(opened: Opened) -> Desk:
    """The case, identity checked and data found."""
    return opened(cases.search)


@pytest.fixture
def made(opened: Opened) -> Desk:
    """The case, with workbook and letter made."""
    return opened(cases.answer)


@pytest.mark.promise("P6", "P32")
def test_an_opened_request_becomes_a_workbook_and_a_printed_letter_in_eight_actions(desk: Desk, tmp_path: Path) -> None:
    desk.press("Known e-mail address")
    desk.go_on()
    desk.press("Include all shown")
    desk.go_on()
    desk.press("Disclose in full")
    desk.go_on()
    desk.press("Create workbook and letter")
    desk.press("Print")
    assert desk.actions == 8, "with adding the file (2) and accepting it (1) that is 11 of at most 12"
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"{desk.reference} {end}" for end in ("L06.pdf", "data.xlsx", "data.zip", "manifest.json")]
    book = load_workbook(tmp_path / "out" / f"{desk.reference} data.xlsx")
    assert book.sheetnames[0] == "Summary"
    assert f"{cases.RECORDS} of {cases.RECORDS} decided" in desk.sheet.work.facts.text()
    pages = desk.sheet.letters.preview.pages
    assert len(pages) == desk.file.letters[-1].pages
    assert pages[0].picture().pixelColor(3, 3).name() == "#ffffff"

    printed = (tmp_path / "printed.pdf").read_bytes()
    assert hashlib.sha256(printed).hexdigest() == desk.file.letters[-1].sha256
    assert printed == (tmp_path / "out" / f"{desk.reference} L06.pdf").read_bytes()
    kept = desk.file.letters[-1].id
    assert printed == desk.window.tasks.inside(lambda office: request_work.letter(office, kept))
    assert "printed.pdf" in desk.window.toaster.words.text()


@pytest.mark.promise("P32")
def test_it_is_sent_and_closed_from_a_panel_that_shows_what_leaves_and_to_whom(made: Desk) -> None:
    made.go_on()
    sending = made.sheet.sending
    assert "marisol@example.org" in sending.to.text()
    words = [label.text() for label in sending.findChildren(QLabel) if label.isVisible()]
    assert words.count("OK") == 4
    assert f"{cases.RECORDS} records, 0 redacted" in " ".join(words)
    assert f"as in the request {made.reference}" in sending.whence.text()
    late = replace(made.file, card=replace(made.file.card, days_left=-3, left="3 days late"))
    sending.show_file(late)
    assert any("date has passed: 3 days late" in label.text() for label in sending.findChildren(QLabel))
    sending.show_file(made.file)
    assert QApplication.focusWidget() is sending.letters, "nothing irreversible has the keyboard"
    assert not sending.go.isEnabled(), "the end of the surname was not typed yet"
    made.write(surname.last_letters(cases.PERSON))
    made.key(Qt.Key.Key_Return)
    made.go_on()
    assert made.file.card.state == "decided", "neither Enter nor Ctrl+Enter sends"
    before = made.actions
    made.press("Password by: phone")
    made.press("Mark as e-mailed")
    assert made.file.card.state == "released"
    assert QApplication.focusWidget() is made.sheet.next, "the keyboard is not lost with the form that went"
    made.press("Close the request")
    assert made.actions - before == 3, "password, sent, closed"
    file = made.file
    assert (file.card.state, file.card.outcome) == ("closed", "provided_in_full")
    assert file.letters[-1].sent == "by e-mail"
    assert [one.note for one in file.checklist if one.key == "password"] == ["by telephone"]
    assert made.sheet.next.text() == "Closed"
    assert not made.sheet.next.isEnabled()
    assert made.sheet.head.dates.facts[-1] == Fact("Closed 22 Nov", "in time", "ok_ink"), "and not what is left"
    made.window.go("requests", "closed")
    made.settle()
    listed = made.window.page("requests")
    assert isinstance(listed, RequestsPage)
    row = [listed.model.index(0, column).data() for column in (2, 3)]
    assert row == ["Disclose in full, closed 22 Nov", "in time, 22 Dec"]


def test_it_can_all_be_done_by_keyboard_alone(desk: Desk, tmp_path: Path) -> None:
    desk.key(Qt.Key.Key_Space)  # the least intrusive check has the keyboard
    assert desk.file.identity is not None
    desk.go_on()
    assert isinstance(QApplication.focusWidget(), QTableView)
    desk.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.key(Qt.Key.Key_I)
    assert desk.file.undecided == 0
    desk.go_on()
    desk.key(Qt.Key.Key_Space)  # “Disclose in full” has the keyboard
    assert desk.file.settled == "provided_in_full"
    desk.go_on()
    desk.go_on()
    desk.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "printed.pdf").exists()


def test_after_an_undo_beside_the_outcomes_the_keyboard_is_on_what_comes_next(searched: Desk, qtbot: QtBot) -> None:
    searched.press("Include all shown")
    searched.go_on()
    assert QApplication.focusWidget() is shown_button(searched, "Disclose in full")
    searched.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert searched.file.undecided
    qtbot.waitUntil(lambda: QApplication.focusWidget() is searched.sheet.next)  # not on a refusal


def test_alt_and_a_number_open_the_tabs_and_the_keyboard_goes_with_them(searched: Desk) -> None:
    for number, (key, _title) in enumerate(texts.REQUEST_TABS):
        searched.key(Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.AltModifier)
        held = QApplication.focusWidget()
        assert searched.sheet.work.current == key
        assert held is not None
        assert searched.page.isAncestorOf(held), key


def test_records_are_decided_one_by_one_and_the_next_one_becomes_current(searched: Desk, qtbot: QtBot) -> None:
    sheet = searched.sheet
    assert sheet.model.rowCount() == cases.RECORDS
    sheet.list.select_row(0)
    sheet.list.setFocus()
    searched.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: sheet.list.currentIndex().row() == 1)
    assert searched.file.decisions["include"] == 1
    qtbot.wait(350)  # a second key at once would be taken for a slip
    sheet.list.select_row(0)
    searched.key(Qt.Key.Key_F3)
    assert sheet.list.currentIndex().row() == 1
    assert sheet.next.text() == f"Next: decide {cases.RECORDS - 1} records"


@pytest.mark.promise("P6")
def test_somebody_elses_name_is_blacked_out_with_one_press(searched: Desk) -> None:
    card = searched.choose("Ticket T-1")
    assert card.others == (cases.COLLEAGUE,)
    assert second_line(card).startswith("Names other people"), "the list says where, before all are included"
    searched.press(f"{cases.COLLEAGUE}: hide everywhere")
    now = searched.sheet.list.current()
    assert now is not None
    assert second_line(now) == now.record.source
    assert (now.decision, now.redactions) == ("redact", (cases.COLLEAGUE,))
    assert marked_in(searched.sheet.record.text, "text") == [cases.COLLEAGUE]
    searched.press("Include all shown")
    searched.go_on()
    assert not searched.sheet.decision.buttons["provided_in_full"].isEnabled()
    searched.press("Disclose in part")
    assert searched.file.settled == "provided_in_part"


def test_a_record_is_withheld_with_a_reason_and_esc_asks_no_more(searched: Desk) -> None:
    searched.choose("Ticket T-3")
    searched.press("Withhold")
    searched.key(Qt.Key.Key_Escape)
    assert not searched.sheet.record.reasons.isVisible()
    assert "withhold" not in searched.file.decisions
    searched.press("Withhold")
    searched.press("This record is about a different person.")
    card = searched.sheet.list.current()
    assert card is not None
    assert (card.decision, card.reason) == ("withhold", "This record is about a different person.")


def test_words_that_are_not_in_the_record_are_refused_calmly(searched: Desk) -> None:
    searched.choose("Ticket T-3")
    searched.press("Redact")
    searched.write("nobody of that name")
    searched.key(Qt.Key.Key_Return)
    assert searched.window.complaint.isVisible()
    assert "not in this record" in searched.window.complaint.title.text()
    assert searched.file.decisions.get("redact") is None


def test_words_marked_in_the_record_are_the_ones_blacked_out(searched: Desk) -> None:
    searched.choose("Ticket T-3")
    text = searched.sheet.record.text
    start = text.toPlainText().index("receipt")
    cursor = text.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len("receipt"), cursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    searched.press("Redact")
    card = searched.sheet.list.current()
    assert card is not None
    assert card.redactions == ("receipt",)


@pytest.mark.promise("P32", "P80")
def test_the_clock_is_paused_with_a_reason_and_runs_again(desk: Desk, qtbot: QtBot) -> None:
    desk.press("Pause clock")
    desk.key(Qt.Key.Key_Return)
    assert desk.sheet.head.ask.isVisible(), "no reason, no pause"
    desk.write("Which years do you mean?")
    desk.key(Qt.Key.Key_Return)
    assert desk.file.card.due.statutory_state == "PAUSED"
    assert desk.sheet.next.text() == "Waiting: clarification"
    assert "paused" in desk.sheet.head.dates.accessibleName()
    desk.press("Resume clock")
    assert desk.file.card.due.statutory_state == "due"
    assert desk.sheet.head.pause.text() == "Pause clock"


def test_proof_that_was_asked_for_elsewhere_can_be_noted_as_received(desk: Desk) -> None:
    desk.ask(lambda office: request_work.record_event(office, desk.reference, "id_requested", "Unknown address"))
    desk.page.refresh()
    desk.settle()
    assert desk.sheet.next.text() == "Waiting: proof of identity"
    desk.go_on()
    assert desk.sheet.work.current == "timeline", "it says what it waits for and shows since when"
    desk.press("Resume clock")
    assert desk.file.card.waiting_for == ""
    assert desk.sheet.head.pause.text() == "Pause clock"


def test_more_time_needs_its_reason_and_moves_the_date_of_the_law(desk: Desk) -> None:
    desk.press("Extend")
    desk.write("Three requests at once")
    desk.key(Qt.Key.Key_Return)
    due = desk.file.card.due
    assert due.statutory_due is not None
    assert due.statutory_due.month == 2
    assert any(entry.note == "Three requests at once" for entry in desk.file.timeline)
    assert [fact.name for fact in desk.sheet.head.dates.facts][2] == "Law, extended"
    assert QApplication.focusWidget() is desk.sheet.next, "the button that had the keyboard is off now"


def test_what_may_be_done_does_not_depend_on_the_panel_on_show(desk: Desk) -> None:
    def why_off() -> dict[str, str]:
        offered = {act.key: act.why_off() for act in desk.page.acts()}
        return {key: offered[key] for key in ("answered_by_hand", "pause_clock", "extend")}

    assert why_off() == {"answered_by_hand": says.NOT_SETTLED, "pause_clock": "", "extend": ""}
    desk.ask(lambda office: request_work.settle(office, desk.reference, "refused", "The same was asked last week."))
    desk.ask(lambda office: request_work.record_event(office, desk.reference, "extended", "Three at once"))
    desk.page.refresh()
    desk.settle()
    desk.page.to_tab("timeline")
    extended = {"answered_by_hand": "", "pause_clock": "", "extend": says.EXTENDED_ALREADY}
    assert why_off() == extended, "the button for it stands in a panel that is not on show"
    desk.ask(lambda office: case_work.close_by_hand(office, desk.reference, "refused", "Told on the telephone."))
    desk.page.refresh()
    desk.settle()
    assert set(why_off().values()) == {says.IS_CLOSED}


def test_a_check_that_needs_words_asks_for_them(desk: Desk) -> None:
    desk.press("Document seen")
    assert not desk.sheet.identity.done.isVisible()
    desk.write("Driving licence, on 22 November")
    desk.key(Qt.Key.Key_Return)
    check = desk.file.identity
    assert check is not None
    assert (check.method, check.seen) == ("document_seen", "Driving licence, on 22 November")
    assert "Driving licence" in desk.sheet.identity.done.text()


def test_what_cannot_be_used_says_why(desk: Desk) -> None:
    assert not desk.sheet.identity.buttons["call_back"].isEnabled()
    shown = [label.text() for label in desk.sheet.identity.findChildren(QLabel)]
    assert "We hold no phone number for this person." in shown


def test_files_that_are_there_are_not_overwritten_and_another_folder_is_asked_for(
    searched: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    out.mkdir()
    there = out / f"{searched.reference} data.xlsx"
    there.write_text("mine", encoding="utf-8")
    asked: list[str] = []

    def choose(title: str) -> Path:
        asked.append(title)
        return other

    monkeypatch.setattr(searched.window, "choose_folder", choose)
    searched.press("Include all shown")
    searched.go_on()
    searched.press("Disclose in full")
    searched.go_on()
    searched.press("Create workbook and letter")
    searched.settle()
    assert asked == [texts.FOLDER_TAKEN]
    assert there.read_text(encoding="utf-8") == "mine"
    assert len(list(other.iterdir())) == 4
    assert searched.sheet.export.folder.accessibleName() == str(other)


def test_nobody_answers_the_question_for_another_folder_and_nothing_is_made(
    searched: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"{searched.reference} data.zip").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(searched.window, "choose_folder", lambda _title: None)
    searched.press("Include all shown")
    searched.go_on()
    searched.press("Disclose in full")
    searched.go_on()
    searched.go_on()
    assert "data.zip already exists" in searched.window.complaint.title.text()
    assert searched.file.letters == ()


def test_a_letter_made_beside_the_answer_does_not_leave_in_its_place(made: Desk, tmp_path: Path) -> None:
    made.ask(lambda office: outputs.letter(office, made.reference, "L01", tmp_path / "L01.pdf"))
    made.page.reload()
    made.settle()
    assert made.file.letters[-1].code == "L01"
    assert built_for(made.file)[0].name == f"{made.reference} L06.pdf"
    drafts = {said: tmp_path / f"{said}.eml" for said in (False, True)}
    for said, target in drafts.items():
        made.ask(partial(request_work.draft_mail, reference=made.reference, target=target, answer=said))
    held = {said: f"{made.reference} L06.pdf" in target.read_text() for said, target in drafts.items()}
    assert held == {False: False, True: True}
    made.ask(lambda office: request_work.mark_sent(office, made.reference, "by post"))
    made.page.reload()
    made.settle()
    assert made.sheet.sending.gone.facts.text().startswith("Sent by post on 22 Nov 2026")


def test_a_changed_address_is_noticed_before_anything_leaves(made: Desk) -> None:
    made.go_on()
    made.press("Change address")
    made.sheet.sending.form.email.setText("somewhere.else@example.org")
    made.press("Save address")
    made.sheet.sending.letters.setText(surname.last_letters(cases.PERSON))
    assert not made.sheet.sending.go.isEnabled()
    assert made.sheet.sending.why_not.text() == says.ADDRESS_MOVED
    assert "changed 22 Nov 2026" in made.sheet.sending.whence.text()


def test_a_letter_for_somebody_else_cannot_be_sent(made: Desk) -> None:
    made.ask(
        lambda office: request_work.change_recipient(
            office, made.reference, Recipient("Ina Vega", "ina@example.org", ())
        )
    )
    made.page.refresh()
    made.settle()
    made.go_on()
    assert not made.sheet.sending.go.isEnabled()
    words = [label.text() for label in made.sheet.sending.findChildren(QLabel)]
    assert texts.DOES_NOT_MATCH in words
    assert f"{made.reference} L06.pdf" in made.sheet.sending.why_not.text(), "it says which file"
    assert not made.sheet.sending.open_draft.isEnabled()


def test_the_answer_is_saved_as_a_draft_for_the_mail_program(
    made: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "draft.eml"
    monkeypatch.setattr(made.window, "choose_target", lambda _title, _name, _kinds: target)
    made.page.show_step("letter")
    made.press("Save draft e-mail")
    assert b"X-Unsent: 1" in target.read_bytes()
    assert "draft.eml" in made.window.toaster.words.text()


def test_a_request_that_does_not_exist_is_told_calmly(window: MainWindow, settle: Settle) -> None:
    window.go("request", "DSR-2026-9999")
    settle()
    assert window.complaint.isVisible()
    page = window.page("request")
    assert isinstance(page, RequestPage)
    assert page.stack.currentWidget() is page.none


def test_a_request_of_another_kind_is_closed_with_a_note_on_its_answer(desk: Desk) -> None:
    reference = desk.window.tasks.inside(lambda office: cases.by_hand(office, "erasure", "Piet de Boer"))
    desk.window.go("request", reference)
    desk.settle()
    other = Desk(desk.window, desk.settle, reference)
    opened = other.sheet.opened
    assert opened is not None
    assert "by telephone" in facts_of(opened, other.window.clock.today())[0]
    assert other.sheet.head.facts.text() in facts_of(opened, other.window.clock.today()), (
        "as much of it as there is room for"
    )
    assert not other.sheet.head.pause.isVisible(), "only an access request may be paused"
    other.sheet.work.tabs.choose("message")
    other.page.show_step("decide")
    other.press("Withdrawn")
    assert not shown_button(other, "Close the request").isEnabled(), "no end without a word on it"
    other.write("By telephone on 22 November, confirmed by letter")
    other.key(Qt.Key.Key_Return)
    assert other.file.card.state != "closed", "Enter ends nothing"
    other.press("Close the request")
    assert (other.file.card.state, other.file.card.outcome) == ("closed", "withdrawn")


def test_what_strangers_wrote_is_shown_as_it_is_written(searched: Desk) -> None:
    sheet = searched.sheet
    assert sheet.head.name.text() == cases.PERSON
    searched.choose("Ticket T-2")
    assert cases.HOSTILE_NOTE in sheet.record.text.toPlainText()
    sheet.work.tabs.choose("message")
    assert sheet.message.subject.text() == "My data <i>please</i>"
    sheet.work.tabs.choose("attachments")
    searched.settle()
    shown = sheet.attachments.model.record(0)
    assert shown is not None
    assert "<" not in shown.name or shown.name in str(sheet.attachments.model.index(0, 0).data())
    labels = [label for label in searched.page.findChildren(QLabel) if label.text()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels if "<" in label.text())
    assert "Vega" not in searched.window.windowTitle()


def test_in_a_window_of_usual_size_nothing_is_cut_and_no_chip_takes_a_row(searched: Desk) -> None:
    sheet, facts, line = searched.sheet, searched.sheet.work.facts, searched.sheet.line

    def below() -> bool:
        return line.mapTo(sheet, line.rect().topLeft()).y() > sheet.head.dates.geometry().bottom()

    assert line.hold.isVisible()
    assert not below(), "the hold stands beside the facts"
    assert sheet.head.facts.text() == f"{searched.reference}  ·  received 22 Nov 2026"
    assert facts.text() == f"0 of {cases.RECORDS} decided  ·  others named in 1"
    assert facts.sizeHint().width() <= facts.width()
    searched.window.resize(1920, 1080)
    searched.settle()
    assert facts.text() == f"0 of {cases.RECORDS} decided  ·  other people in 1 record  ·  3 of 3 sources searched"
    searched.window.resize(*tokens.WINDOW_LEAST)
    searched.settle()
    assert below(), "without room it has a row of its own"
    other = searched.window.tasks.inside(lambda office: cases.by_hand(office, "erasure", "Piet de Boer"))
    searched.window.go("request", other)
    searched.settle()
    searched.page.to_tab("details")
    ground = sheet.details.fields["ground"].editor
    assert isinstance(ground, ChoiceField)
    for at in range(ground.count()):
        ground.setCurrentIndex(at)
        shown = QStyleOptionComboBox()
        ground.initStyleOption(shown)
        assert shown.currentText == ground.itemText(at)


def test_where_only_a_letter_leaves_no_password_is_asked_for_and_no_earlier_file_is_named(
    made: Desk, tmp_path: Path
) -> None:
    made.page.show_step("send")
    sending = made.sheet.sending
    assert not any(pill.lit for pill in sending.told.pills.values()), "nothing is agreed yet"
    assert not sending.letters.visibleRegion().isEmpty(), "the first field can be seen without scrolling"
    made.ask(lambda office: request_work.settle(office, made.reference, "refused", "The same was asked last week."))
    made.ask(lambda office: outputs.letter(office, made.reference, "L08", tmp_path / "L08.pdf"))
    made.page.refresh()
    made.settle()
    assert [one.name for one in built_for(made.file)] == [f"{made.reference} L08.pdf"]
    assert not sending.told.isVisible()
    made.press("Change address")
    assert sending.form.isVisible()


def test_every_step_of_an_answer_has_names_of_its_own_and_room_in_the_least_window(made: Desk) -> None:
    """The other steps are walked in test_accessibility."""
    made.window.resize(*tokens.WINDOW_LEAST)
    for step in [step.key for step in made.sheet.steps.steps]:
        made.page.show_step(step)
        made.settle()
        gaps = [*names(step, made.page, made.window), *sizes(step, made.page, made.window)]
        assert not gaps, f"{step}: {gaps}"
        area: QScrollArea = made.sheet.side.area
        inside = area.widget()
        assert inside is not None
        assert inside.width() <= area.viewport().width(), step
        edge = made.sheet.work.width()
        pills = made.sheet.work.tabs.pills.values()
        assert all(pill.mapTo(made.sheet.work, pill.rect().topRight()).x() < edge for pill in pills), step
    assert made.window.size().width() == tokens.WINDOW_LEAST[0]
    made.page.to_tab("data")
    for wide in (1280, 1440, 1600, 1920):
        made.window.resize(wide, 900)
        made.settle()
        assert made.sheet.work.tabs.more.isHidden(), f"at {wide} no tab hides to let a button stand beside it"


def test_a_source_that_was_not_searched_is_noted_with_the_reason_the_person_reads(searched: Desk) -> None:
    def empty(office: Office) -> None:
        from smsdpo.services import sources

        sources.add_source(office, "Old archive", purpose="To keep letters", basis="Contract")

    searched.ask(empty)
    searched.press("Search again")
    searched.press("Sources")
    nothing = next(one for one in searched.file.searches if one.outcome == "nothing")
    sheet = searched.window.findChild(SourcesSheet)
    assert sheet is not None
    shut = {source for source, button in sheet.buttons.items() if button.isHidden()}
    found = {one.source for one in searched.file.searches if one.outcome == "found"}
    assert found, "the case needs a source that answered"
    assert shut == found, "what has answered was searched: nothing is offered beside it"
    searched.press(f"{nothing.source}: not searched because")
    searched.write("the archive could not be read that day")
    searched.key(Qt.Key.Key_Return)
    now = {one.source: (one.outcome, one.reason) for one in searched.file.searches}
    assert now[nothing.source] == ("not_searched", "the archive could not be read that day")


def test_the_person_is_chosen_from_the_register_until_data_was_found(desk: Desk) -> None:
    reference = desk.window.tasks.inside(lambda office: cases.by_hand(office, "access", "Ina Vega"))
    desk.window.go("request", reference)
    desk.settle()
    other = Desk(desk.window, desk.settle, reference)
    other.page.to_tab("identity")
    other.page.data.choose_person()
    chooser = other.window.findChild(PersonChooser)
    assert chooser is not None
    chooser.box.clear()
    chooser.box.returnPressed.emit()
    assert chooser.said.text() == says.PERSON_TYPE
    stood = chooser.card.size()
    QTest.keyClicks(chooser.box, "ina@example.org")
    QTest.keyClick(chooser.box, Qt.Key.Key_Return)  # before anybody was found
    other.settle()
    assert chooser.list.hasFocus()
    assert chooser.said.text() == says.PERSON_ENTER
    assert chooser.card.size() == stood
    QTest.keyClick(chooser.list, Qt.Key.Key_Return)
    other.settle()
    assert other.file.card.person is not None
    assert other.file.card.person_name == "Ina Vega"


def test_proof_is_asked_for_with_the_reason_and_the_law_waits(desk: Desk, tmp_path: Path) -> None:
    desk.press("Ask for proof of identity")
    desk.write("the address you wrote from is new to us")
    desk.key(Qt.Key.Key_Return)
    assert desk.file.card.waiting_for == "proof of identity"
    assert [letter.code for letter in desk.file.letters] == ["L02"]
    assert (tmp_path / "out" / f"{desk.reference} L02.pdf").exists()
    assert any(entry.note == "the address you wrote from is new to us" for entry in desk.file.timeline)


def test_what_a_letter_lacks_is_asked_for_by_name_and_then_it_is_made(desk: Desk) -> None:
    made: list[tuple[dict[str, str], dict[str, str]]] = []
    lacks = LetterLacks("L06 is not complete.", fields=[("given_part", "what is given all the same")], characters="𓀀")
    desk.page.answer.again = lambda fields, instead: made.append((fields, instead))
    desk.sheet.show_lacks(lacks)
    panel = desk.sheet.lacks
    assert not panel.make.isEnabled()
    desk.write("everything else")
    panel.instead["𓀀"].setText("(sign)")
    desk.press(says.LACKS_MAKE)
    assert made == [({"given_part": "everything else"}, {"𓀀": "(sign)"})]


def test_what_became_of_one_request_is_never_shown_in_another_opened_meanwhile(desk: Desk) -> None:
    other = desk.window.tasks.inside(lambda office: cases.by_hand(office, "erasure", "Ned Byrne"))
    lacks = LetterLacks("L06 is not complete.", fields=[("given_part", "what is given all the same")])
    shown: list[object] = []

    def not_made(_office: Office, _job: object) -> None:
        raise lacks

    desk.page.job("Making the letter", not_made, shown.append, desk.page.answer.not_made)
    desk.window.go("request", other)
    desk.settle()
    assert (desk.page.reference, desk.sheet.panel == "lacks") == (other, False)
    assert desk.window.complaint.isVisible()
    desk.page.job("Finding data", lambda _office, _job: "found", shown.append, alone=True)
    assert desk.page.under_way == "Finding data"
    desk.window.go("request", desk.reference)
    desk.settle()
    assert (shown, desk.page.under_way) == ([], "")
    assert desk.window.toaster.words.text() == f"{other}: Finding data, done"
    desk.page.more.clock.move_clock("extended", "three requests by the same person")
    desk.window.go("request", other)
    desk.settle()
    assert [letter.code for letter in desk.file.letters] == ["L04"], "the letter belongs to what was pressed for"
    assert not desk.window.tasks.inside(lambda office: request_work.opened(office, other)).file.letters


def test_a_search_holds_up_its_own_request_only_and_says_so_until_it_ends_or_is_stopped(desk: Desk) -> None:
    other = desk.window.tasks.inside(lambda office: cases.by_hand(office, "access", "Ned Byrne"))
    shown = {
        one: desk.window.tasks.inside(partial(request_work.opened, reference=one)) for one in (desk.reference, other)
    }
    looking = threading.Event()

    def search(_office: Office, job: Job) -> None:
        looking.wait(60)
        job(1, 2)  # where a job that was stopped ends

    def next_of(reference: str) -> tuple[str, bool, str]:
        desk.page.reference = reference
        desk.page.show_opened(shown[reference])
        find = next(act for act in desk.page.acts() if act.key == "find_data")
        return desk.sheet.next.text(), desk.sheet.next.isEnabled(), find.why_off()

    desk.page.job(texts.FINDING, search, lambda _none: None, alone=True)
    waits = ("Finding data…", False, "Finding data: it has to end first.")
    assert next_of(desk.reference) == waits
    assert next_of(other) == ("Next: check identity", True, "")
    assert next_of(desk.reference) == waits
    desk.window.tasks.jobs[0].cancel()
    looking.set()
    desk.settle()
    assert desk.sheet.next.text() == "Next: check identity", "stopped, it holds up nobody"
    desk.press("Known e-mail address")
    desk.go_on()
    assert desk.file.findings == cases.RECORDS


def test_space_takes_back_what_space_included_and_shift_f3_goes_back(searched: Desk) -> None:
    searched.sheet.list.select_row(0)
    searched.sheet.list.setFocus()
    searched.page.data.decide_by_key("include")
    searched.settle()
    assert searched.file.decisions["include"] == 1
    searched.sheet.list.select_row(0)
    searched.settle()
    searched.key(Qt.Key.Key_Space)
    assert searched.file.decisions.get("include", 0) == 0
    searched.sheet.list.select_row(2)
    searched.key(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert searched.sheet.list.currentIndex().row() == 1
