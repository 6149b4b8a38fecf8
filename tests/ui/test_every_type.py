"""Every kind of request in the window: what its endings need, what it is linked with, how it is begun."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from smsdpo.domain.records.clocks import DueItem
from smsdpo.services.office import Office
from smsdpo.ui.screens.disclosures import DisclosuresPage
from smsdpo.ui.widgets.due_list import what_of
from smsdpo.ui.widgets.fields import ChoiceField
from smsdpo.ui.widgets.holds_sheet import HoldsSheet
from smsdpo.ui.widgets.labels import Prose
from smsdpo.ui.widgets.split_sheet import SplitSheet
from tests.ui import cases
from tests.ui.hand import Hand

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_NO = Qt.KeyboardModifier.NoModifier


_TWO_RIGHTS = (
    "Received: from mail.example.org by mx.example.com; Sun, 22 Nov 2026 09:12:00 +0000\n"
    "From: Bryony Tate <bryony@example.org>\nTo: info@example.com\nSubject: My data\n"
    "Date: Sun, 22 Nov 2026 09:12:00 +0000\nMessage-ID: <tate-2@example.org>\n\n"
    "Please send me a copy of all the personal data you hold about me.\n"
    "After that, please delete all my personal data.\n\nBryony Tate\n"
)


def begun(hand: Hand, kind: str, name: str = "Bryony Tate") -> str:
    reference = hand.window.tasks.inside(lambda office: cases.by_hand(office, kind, name))
    hand.open(reference)
    return reference


# --- details ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("P54", "P57", "P90")
def test_an_ending_names_what_it_still_needs_and_shows_it_first(hand: Hand) -> None:
    reference = begun(hand, "customer_data_return")
    hand.page.show_step("decide")
    hand.press("Returned")
    assert hand.page.sheet.work.current == "details"
    shown = [key for key, field in hand.page.sheet.details.fields.items() if field.isVisible()]
    assert {"customer", "asker", "asker_checked", "delivered", "integrity"} <= set(shown)
    assert "receipt" not in shown, "what comes later waits under More"
    held = QApplication.focusWidget()
    assert held is not None
    assert held.objectName() == "detail_customer"
    hand.type("Quill & Sons Ltd")
    hand.key(Qt.Key.Key_Tab)
    assert hand.items(reference)["customer"].value == "Quill & Sons Ltd"


def test_a_field_that_is_refused_says_why_beside_it_and_the_old_value_stays(hand: Hand) -> None:
    reference = begun(hand, "under_18_report")
    hand.detail("age", "12")
    hand.detail("age", "19")
    field = hand.page.sheet.details.fields["age"]
    assert field.refusal.isVisible()
    assert "no under-18 report" in field.refusal.text()
    assert "It stays “12”" in field.refusal.text()
    assert hand.items(reference)["age"].value == "12"


def test_what_was_written_down_is_taken_back_with_undo(hand: Hand, qtbot: QtBot) -> None:
    reference = begun(hand, "complaint")
    hand.detail("about", "Nobody answered my letter")
    hand.page.sheet.next.setFocus()
    hand.settle()
    hand.act("undo")
    assert hand.items(reference)["about"].value == ""
    qtbot.waitUntil(lambda: hand.page.sheet.details.fields["about"].typed == "")


def test_fields_that_wait_under_more_come_with_one_press(hand: Hand) -> None:
    begun(hand, "authority_request")
    hand.page.to_tab("details")
    hand.settle()
    fields = hand.page.sheet.details.fields
    assert not fields["their_reference"].isVisible()
    more = hand.page.sheet.details.more
    assert more.width() > more.fontMetrics().horizontalAdvance(more.text()), "its words are cut off"
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert fields["their_reference"].isVisible()


@pytest.mark.promise("P74")
def test_who_is_not_told_brings_the_fields_for_the_reason_and_the_day_at_once(hand: Hand) -> None:
    begun(hand, "authority_request")
    hand.page.to_tab("details")
    hand.settle()
    details, asked = hand.page.sheet.details, ("tell_because", "not_until")

    def say(whether: str) -> list[bool]:
        choice = details.fields["tell_person"].editor
        assert isinstance(choice, ChoiceField)
        choice.setFocus()
        choice.choose(whether)
        choice.activated.emit(choice.currentIndex())
        hand.settle()
        assert hand.held is details.fields["tell_person"].editor, "the keyboard stays where the choice was made"
        return [details.fields[key].needed and details.fields[key].isVisible() for key in asked]

    assert say("yes") == [False, False]
    assert say("prohibited") == [True, True]
    assert say("prejudice") == [True, False]
    details.fields["tell_because"].editor.setFocus()
    hand.settle()
    assert not details.fields["tell_because"].editor.visibleRegion().isEmpty(), "it is in sight"


# --- another kind, another request ------------------------------------------------------------------------------------


@pytest.mark.promise("P82")
@pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a screen grabs no keyboard
def test_the_kind_is_changed_with_its_new_dates_shown_before(hand: Hand) -> None:
    reference = begun(hand, "access")
    hand.act("change_type")
    sheet = hand.sheet()
    kind = sheet.fields["type"]
    assert isinstance(kind, ChoiceField)
    kind.choose("customer_data_return")
    hand.settle()
    assert "25 November 2026" in sheet.preview.text(), "three working days from Friday 20/11"
    kind.choose("portability")
    hand.settle()
    assert "as before" in sheet.preview.text(), "another month from the same day is no other date"
    kind.choose("customer_data_return")
    hand.settle()
    assert not sheet.go.isEnabled(), "no change without a reason"
    sheet.fields["reason"].setFocus()
    hand.type("A customer asks for its own data")
    hand.press("Change the type")
    assert hand.file(reference).card.type == "customer_data_return"
    QTest.mouseClick(hand.page.sheet.head.dates, Qt.MouseButton.LeftButton)
    working = hand.page.sheet.head.dates.panel
    assert working is not None
    sentences = working.findChildren(Prose)
    assert all(one.height() >= one.heightForWidth(one.width()) for one in sentences), "no second line is cut"
    said = [one.text() for one in sentences]
    assert said[0] == "The policy promises the return within three working days after the day of the request"
    assert len(said) > 1, "the rule, and how the dates were reckoned by it"
    working.close()


@pytest.mark.promise("P76", "P77")
def test_a_complaint_is_born_from_a_request_and_both_show_the_other(hand: Hand) -> None:
    about = begun(hand, "access")
    hand.act("complain_about")
    sheet = hand.sheet()
    words = sheet.fields["words"]
    assert isinstance(words, QPlainTextEdit)
    words.setPlainText("You have taken too long")
    hand.press("Open the complaint")
    complaint = hand.page.subject()
    assert complaint != about
    assert hand.file(complaint).card.type == "complaint"
    chip = next(one for one in hand.page.sheet.line.linked)
    assert about in chip.accessibleName()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    hand.settle()
    assert hand.page.subject() == about
    assert complaint in hand.page.sheet.line.linked[0].accessibleName()


def test_a_duplicate_is_closed_and_the_first_request_survives(hand: Hand) -> None:
    first = hand.window.tasks.inside(lambda office: cases.by_hand(office, "erasure", "Bryony Tate"))
    second = begun(hand, "erasure", "Bryony Tate (letter)")
    hand.page.sheet.decision.ending.emit("duplicate")
    hand.settle()
    sheet = hand.sheet()
    assert sheet.objectName() == "duplicate_of", "the ending asks for the survivor too, as the act of the menu does"
    survivor = sheet.fields["survivor"]
    assert isinstance(survivor, ChoiceField)
    assert not survivor.key, "one of another person is never chosen beforehand"
    survivor.choose(first)
    assert "Bryony Tate is another person in the register" in sheet.preview.text()
    sheet.fields["reason"].setFocus()
    hand.type("The same letter by post")
    hand.press("Close as duplicate")
    assert (hand.file(second).card.state, hand.file(second).card.outcome) == ("closed", "duplicate")
    assert hand.file(first).card.state != "closed"


def test_a_hold_shows_under_the_head_and_is_released_with_its_reason(hand: Hand) -> None:
    begun(hand, "erasure")
    assert not hand.page.sheet.line.hold.isVisible()
    hand.act("legal_hold")
    hand.sheet().fields["reason"].setFocus()
    hand.type("A claim was announced")
    hand.press("Raise the hold")
    assert hand.page.sheet.line.hold.isVisible()
    QTest.mouseClick(hand.page.sheet.line.hold, Qt.MouseButton.LeftButton)
    hand.settle()
    sheet = next(one for one in hand.window.findChildren(HoldsSheet) if one.isVisible())
    QTest.mouseClick(sheet.buttons[0], Qt.MouseButton.LeftButton)
    hand.type("The claim was settled")
    hand.key(Qt.Key.Key_Return)
    assert not hand.page.sheet.line.hold.isVisible()


# --- the clock --------------------------------------------------------------------------------------------------------


def test_an_event_that_the_rule_refuses_says_the_rule_and_the_way_out(hand: Hand) -> None:
    begun(hand, "erasure")
    hand.act("clock_event")
    sheet = hand.sheet()
    kind = sheet.fields["kind"]
    assert isinstance(kind, ChoiceField)
    kind.choose("id_received")
    hand.press("Write it down")
    assert sheet.isVisible(), "what was typed stays"
    assert "answers nothing" in sheet.refusal.text()
    assert "Record “Proof of identity asked for” first" in sheet.refusal.text()


@pytest.mark.promise("P80")
def test_an_extension_is_written_down_with_its_letter(hand: Hand, tmp_path: Path) -> None:
    reference = begun(hand, "erasure")
    hand.press("Extend")
    hand.type("Eleven systems have to be searched by hand")
    hand.key(Qt.Key.Key_Return)
    file = hand.file(reference)
    assert [event.kind for event in file.events] == ["extended"]
    assert [letter.code for letter in file.letters] == ["L04"]
    assert (tmp_path / "out" / "Correspondence" / f"{reference} L04.pdf").exists()


# --- five of them, to where they go -----------------------------------------------------------------------------------


@pytest.mark.promise("P69", "P73", "P74")
def test_a_police_request_that_must_not_be_told_is_logged_by_keyboard_alone(hand: Hand) -> None:
    hand.key(Qt.Key.Key_D, _CTRL | _SHIFT)
    for words in ("Kent Police", "DC Reed", "Court order of 20/11/2026", "ille", "The account of one customer"):
        hand.type(words)
        hand.key(Qt.Key.Key_Tab)
    hand.type("No")
    hand.key(Qt.Key.Key_Tab)
    hand.type("The order forbids it until the trial")
    hand.key(Qt.Key.Key_Tab)
    hand.type("01/03/2027")
    hand.key(Qt.Key.Key_Return, _CTRL)
    assert hand.presses <= 14
    reference = hand.page.subject()
    values = {key: item.value for key, item in hand.items(reference).items()}
    assert values["asker_class"] == "police"
    assert (values["body"], values["tell_person"], values["not_until"]) == ("Kent Police", "prohibited", "2027-03-01")
    hand.window.go("disclosures")
    hand.settle()
    page = hand.window.page("disclosures")
    assert isinstance(page, DisclosuresPage)
    card = page.model.record(0)
    assert card is not None
    assert (card.body, card.told, card.not_until) == ("Kent Police", None, datetime(2027, 3, 1, tzinfo=UTC).date())


@pytest.mark.promise("P54", "P56")
def test_a_customer_return_is_logged_with_its_three_working_days(hand: Hand) -> None:
    hand.key(Qt.Key.Key_N, _CTRL)
    hand.type("data ret")
    hand.key(Qt.Key.Key_Tab)
    hand.type("Quill and Sons")
    hand.settle()
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_Return, _CTRL)
    assert hand.presses <= 6
    file = hand.file(hand.page.subject())
    assert file.card.type == "customer_data_return"
    assert file.card.due.effective_due is not None
    assert f"{file.card.due.effective_due:%d/%m/%Y}" == "25/11/2026"


def test_a_question_is_answered_on_the_telephone_and_closed_by_hand(hand: Hand) -> None:
    reference = begun(hand, "general_inquiry")
    for key in [key for key, field in hand.page.sheet.details.fields.items() if field.needed]:
        item = hand.items(reference)[key]
        hand.detail(key, item.choices[0][0] if item.choices else "yes" if item.kind == "flag" else "Seven years")
    hand.page.show_step("decide")
    hand.press("Answered")
    hand.press("Answered by hand…")
    hand.type("Told by telephone on 22/11/2026")
    hand.press("Close the request")
    assert (hand.file(reference).card.state, hand.file(reference).card.outcome) == ("closed", "answered")
    assert hand.file(reference).letters == ()


@pytest.mark.promise("P64", "P81")
def test_a_call_is_typed_in_with_the_moment_it_reached_us_and_lands_in_the_inbox(hand: Hand) -> None:
    hand.act("new_note")
    sheet = hand.sheet()
    hand.type("Ines Calder")
    words = sheet.fields["words"]
    assert isinstance(words, QPlainTextEdit)
    words.setPlainText("My son is twelve and gave you his name. Please delete all of it.")
    hand.press("Add to the inbox")
    assert hand.window.at == "inbox"

    def cards(office: Office) -> list[tuple[str, str]]:
        from smsdpo.services import intake

        return [(card.from_name, card.subject) for card in intake.inbox(office, view="all").items]

    assert hand.window.tasks.inside(cards) == [("Ines Calder", "Telephone call")]


@pytest.mark.promise("P80", "P82")
def test_one_letter_that_asks_for_two_things_becomes_two_linked_requests(
    hand: Hand, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "two.eml"
    letter.write_text(_TWO_RIGHTS, encoding="utf-8", newline="\r\n")
    hand.window.coming_in.take([letter])
    hand.settle()
    hand.window.go("inbox")
    split = hand.window.page("inbox").findChild(QPushButton, "split_message")
    assert split is not None
    qtbot.waitUntil(split.isVisible)
    hand.press("Split: open several linked requests")
    sheet = next(one for one in hand.window.findChildren(SplitSheet) if one.isVisible())
    assert set(sheet.ticked) == {"access", "erasure"}, "what the letter asks for is ticked already"
    hand.press("Open 2 requests")
    first = hand.page.subject()
    assert {hand.file(first).card.type} <= {"access", "erasure"}
    assert len(hand.page.sheet.line.linked) == 1
    assert hand.page.sheet.line.hold.isVisible(), "an access request holds every deletion"


@pytest.mark.promise("P33", "P39")
def test_an_erasure_is_opened_and_says_what_each_ending_needs(hand: Hand) -> None:
    begun(hand, "erasure")
    hand.page.to_tab("details")
    hand.settle()
    assert hand.page.sheet.details.state.text().endswith("still to be written down.")
    hand.detail("ground", hand.items(hand.page.subject())["ground"].choices[0][0])
    assert hand.page.sheet.details.fields["ground"].item.value


def test_a_closed_request_is_opened_again_with_its_reason(hand: Hand) -> None:
    reference = begun(hand, "access")
    hand.page.show_step("decide")
    hand.press("Withdrawn")
    hand.type("By telephone on 22/11/2026")
    hand.press("Close the request")
    hand.act("reopen_request")
    hand.type("She wants it after all")
    hand.press("Reopen the request")
    assert hand.file(reference).card.state != "closed"


def test_a_colleague_is_asked_by_a_draft_and_the_answer_is_noted(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.fileName()) is None)  # type: ignore[func-returns-value]
    folder = tmp_path / "in"
    folder.mkdir()
    reference = hand.window.tasks.inside(lambda office: cases.fill(office, folder))
    hand.open(reference)
    hand.act("ask_colleague")
    sheet = hand.sheet()
    source = sheet.fields["source"]
    assert isinstance(source, ChoiceField)
    source.choose("Service desk")
    sheet.fields["name"].setFocus()
    hand.type("Ivo Marsh")
    hand.key(Qt.Key.Key_Tab)
    hand.type("ivo.marsh@example.org")
    hand.press("Write the draft mail")
    assert (tmp_path / "out" / "Correspondence" / f"{reference} M01.eml").exists()
    assert shown == [f"{reference} M01.eml"], "the mail program has it"
    opened = hand.page.sheet.opened
    assert opened is not None
    hand.act("show_sources")
    answer = next(one for one in hand.window.findChildren(QPushButton) if one.objectName() == "task_answer_1")
    assert not answer.visibleRegion().isEmpty(), "what waits for an act is seen without scrolling"
    hand.press(answer.accessibleName())
    hand.type("Nothing found")
    hand.press("Note the answer")
    after = hand.page.sheet.opened
    assert after is not None
    assert after.beside.tasks[0].answer == "Nothing found"
    hand.act("show_sources")
    buttons = [one.objectName() for one in hand.window.findChildren(QPushButton) if one.isVisible()]
    assert "task_answer_1" in buttons
    assert "task_remind_1" not in buttons, "nobody waits for it any more"
    hand.press("Add to the answer of Ivo Marsh about Service desk")
    hand.type("One ticket after all")
    hand.press("Note the answer")
    later = hand.page.sheet.opened
    assert later is not None
    assert later.beside.tasks[0].answer == "Nothing found; 22 November 2026: One ticket after all"
    told = [line.note for line in later.file.timeline if line.what == "Colleague answered"]
    assert told == ["Nothing found", "One ticket after all"]


def test_the_request_log_leaves_as_a_workbook(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    begun(hand, "erasure")
    target = tmp_path / "log.xlsx"
    monkeypatch.setattr(hand.window, "choose_target", lambda *_words: target)
    hand.window.go("requests")
    hand.settle()
    hand.act("export_request_log")
    qtbot.waitUntil(target.exists, timeout=10_000)
    hand.settle()


@pytest.mark.promise("P80")
def test_a_late_request_asks_for_the_cause_and_apologises_for_it(hand: Hand, tmp_path: Path) -> None:
    def late(office: Office) -> str:
        from smsdpo.services import people, requests

        cases.add_tables(office, tmp_path)
        ina = people.search(office, "SMS-30002")[0].person
        return requests.open_request(
            office, type="access", person=ina, received_at=datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
        )

    reference = hand.window.tasks.inside(late)
    hand.open(reference)
    extend = hand.page.sheet.head.extend
    assert (extend.isEnabled(), "can no longer be extended" in extend.toolTip()) == (False, True)
    head, line = hand.page.sheet.head, hand.page.sheet.line
    for wide, behind_the_name in ((1280, True), (1920, False), (1280, True)):
        hand.window.resize(wide, 800)
        hand.settle()
        assert line.isVisible()
        assert line.hold.isVisible()
        assert (line.hold.parentWidget() is head) == behind_the_name
        assert line.late.mapTo(head, line.late.rect().topLeft()).y() < head.dates.geometry().bottom(), (
            "no row of its own"
        )
    line.late.click()
    hand.type("The letter lay in another department")
    hand.key(Qt.Key.Key_Tab)
    hand.type("01/12/2026")
    hand.press("Make the letter")
    assert [letter.code for letter in hand.file(reference).letters] == ["L28"]
    assert hand.page.sheet.line.late.isHidden(), "said once, it is not offered again"
    assert hand.items(reference)["late_cause"].value == "The letter lay in another department"


@pytest.mark.promise("P74")
def test_a_day_that_comes_back_by_itself_is_named_for_what_it_is() -> None:
    item = DueItem(
        "DSR-2026-0007",
        "authority_request",
        "Person may be told: DSR-2026-0007 Disclosure",
        "not_until",
        datetime(2026, 12, 1, tzinfo=UTC).date(),
        9,
        late=False,
        working=(),
        sequence=0,
        left="9 days",
        tone="ok",
    )
    assert what_of(item) == "Person may be told"
    assert what_of(replace(item, kind="answer")) == "Disclosure"
