"""Five kinds of request through the window, from the message that asks to the closed request, by what a DPO presses."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest

from smsdpo.domain import surname
from smsdpo.services import calendar
from smsdpo.ui.screens.disclosures import DisclosuresPage
from smsdpo.ui.screens.inbox import InboxPage
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.form_sheet import FormSheet
from tests.ui import cases
from tests.ui.hand import Hand

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def noted(
    hand: Hand, channel: str, day: str, at: str, who: str, words: str, *, email: str = "", ticket: str = ""
) -> None:
    """A call or letter typed in, by keys alone; it is read in the inbox then."""
    hand.act("new_note")
    sheet = hand.sheet()
    sheet.fields["channel"].setFocus()
    hand.say(channel)
    hand.say(day)
    hand.say(at)
    hand.say(who)
    hand.say(email)
    hand.say(words)
    hand.say(ticket, "Ctrl+Return")
    assert not hand.window.findChildren(FormSheet), "it was taken"


def accepted(hand: Hand, kind: str) -> str:
    """What the message asks for is chosen by its first letters, and the request opened."""
    inbox = hand.window.page("inbox")
    assert isinstance(inbox, InboxPage)
    inbox.sheet.form.type.setFocus()
    hand.type(kind)
    hand.settle()
    hand.press("Accept and open")
    return hand.page.subject()


def written(hand: Hand, details: Mapping[str, str]) -> None:
    """Fields of the Details tab, each entered, typed and left by Tab."""
    pane = hand.page.sheet.details
    for key, words in details.items():
        if not pane.fields[key].isVisible():
            hand.press(pane.more.accessibleName())
        pane.enter(key)
        hand.say(words)
        assert not pane.fields[key].refusal.isVisible(), pane.fields[key].refusal.text()


def answered(hand: Hand, code: str) -> str:
    """The letter made as the next step; its words."""
    hand.keys("Ctrl+Return")
    hand.press("Create letter")
    assert [letter.code for letter in hand.file().letters][-1] == code
    return letter_of(hand, code)


def letter_of(hand: Hand, code: str) -> str:
    (made,) = Path(str(hand.window.settings.value("output_folder"))).rglob(f"{hand.page.subject()} {code}.pdf")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(made).pages).split())


def sent_and_closed(hand: Hand, way: str, outcome: str) -> None:
    """The last look, the end of the surname, how it went; then closed."""
    hand.keys("Ctrl+Return")
    hand.press(f"Sent by: {way}")
    hand.page.sheet.sending.letters.setFocus()
    hand.type(surname.last_letters(hand.file().recipient.name))
    hand.press(hand.page.sheet.sending.go.accessibleName())
    assert hand.file().card.state == "released"
    hand.press("Close the request")
    card = hand.file().card
    assert (card.state, card.outcome) == ("closed", outcome)


@pytest.mark.promise("P54", "P55", "P56", "P57", "P90")
def test_a_customer_asks_the_support_desk_and_has_its_data_within_three_working_days(hand: Hand) -> None:
    noted(hand, "Support", "20/11/2026", "17:30", "Jo Lee", "Please send us our data back.", ticket="T-4711")
    accepted(hand, "Data return")
    assert hand.file().card.due.effective_due == date(2026, 11, 25), "case D058: Friday evening, so Wednesday"
    hand.keys("Ctrl+Return")
    hand.press("Returned")
    assert hand.page.sheet.work.current == "details", "what it needs is shown first"
    written(
        hand,
        {
            "customer": "Example Retail Ltd",
            "contract_live": "Yes",
            "asker": "Jo Lee",
            "asker_checked": "Named in the contract; support desk, 20/11/2026",
            "contents": "Orders, CSV, 3 files",
            "delivered": "Encrypted disk by courier",
            "integrity": HASH,
        },
    )
    hand.press("Returned")
    assert "Orders, CSV, 3 files" in answered(hand, "L20")
    sent_and_closed(hand, "post", "returned")
    hand.page.to_tab("details")
    written(hand, {"receipt": "22/11/2026"})
    assert hand.items()["receipt"].value == "2026-11-22"


@pytest.mark.promise("P76", "P77", "P78", "P79")
def test_a_complaint_is_acknowledged_looked_into_answered_and_goes_on_to_the_regulator(hand: Hand) -> None:
    noted(hand, "Letter", "20/11/2026", "09:00", "Bryony Tate", "I am unhappy: nobody answered me. I complain.")
    accepted(hand, "Complaint")
    assert hand.file().card.due.effective_due == date(2026, 12, 20), "30 days by the policy, which does not roll"
    hand.act("other_letter")
    hand.keys("Return", "Return")
    assert "acknowledges it" in letter_of(hand, "L17a")
    assert next(one for one in hand.file().checklist if one.key == "acknowledged").done
    hand.keys("Ctrl+Return")
    hand.press("No check needed")
    hand.say("She writes about our own letter to her", "Return")
    hand.keys("Ctrl+Return")
    hand.press("Upheld")
    written(
        hand,
        {
            "about": "Her letter of October",
            "handler": "Jo Lee",
            "findings": "It lay open for two weeks",
            "remedy": "It was answered on 22/11/2026",
        },
    )
    hand.press("Upheld")
    letter = answered(hand, "L17c")
    assert "It lay open for two weeks" in letter
    assert "Information Commissioner" in letter
    sent_and_closed(hand, "post", "upheld")
    hand.page.to_tab("details")
    written(hand, {"regulator_reference": "IC-1-A2"})
    assert hand.items()["regulator_reference"].value == "IC-1-A2"


@pytest.mark.promise("P63", "P64")
def test_a_parent_calls_about_a_child_and_its_data_goes(hand: Hand, tmp_path: Path) -> None:
    hand.window.tasks.inside(lambda office: cases.add_tables(office, tmp_path))
    noted(hand, "Tele", "22/11/2026", "09:10", "Ines Vega", "My daughter Ina is twelve; delete what she gave you.")
    accepted(hand, "Under 18")
    assert hand.file().card.due.effective_due == date(2026, 12, 22)
    hand.act("choose_person")
    hand.say("SMS-30002", "Return")
    hand.press(says.PERSON_TAKE)
    assert hand.file().card.person_name == "Ina Vega"
    hand.keys("Ctrl+Return")
    hand.press("No check needed")
    hand.say("She calls about her own child and asks for nothing but deletion", "Return")
    hand.keys("Ctrl+Return")
    hand.press("Erase all shown")
    hand.page.to_tab("details")
    written(
        hand,
        {
            "reporter": "Parent",
            "age": "12",
            "quarantined": "22/11/2026",
            "guardian_check": "She named the day of his order",
            "safeguarding": "Nothing that worries",
            "erased_on": "22/11/2026",
        },
    )
    hand.keys("Ctrl+Return")
    hand.press("Erased")
    assert hand.file().recipient.name == "Ines Vega", "who called is answered, not the child"
    assert "erased on 22 November 2026" in answered(hand, "L12")
    sent_and_closed(hand, "post", "erased")


@pytest.mark.promise("P39")
def test_an_erasure_is_decided_record_by_record_carried_out_by_hand_and_certified(hand: Hand, tmp_path: Path) -> None:
    hand.window.tasks.inside(lambda office: cases.add_tables(office, tmp_path))
    words = "Please delete all the data you hold about me."
    noted(hand, "Letter", "20/11/2026", "09:00", "Marisol Vega", words, email="marisol@example.org")
    accepted(hand, "Erasure")
    assert hand.file().card.due.effective_due == date(2026, 12, 20)
    hand.keys("Ctrl+Return")
    assert hand.held.accessibleName() == "Known e-mail address", "the least intrusive check is in hand"
    hand.keys("Return")
    hand.keys("Ctrl+Return")
    assert hand.file().findings == cases.RECORDS
    hand.page.sheet.list.select_row(0)
    hand.keys("X")
    hand.say("the law on accounts asks for it", "Return")
    hand.say("31/03/2033", "Ctrl+Return")
    assert hand.file().decisions["keep"] == 1
    hand.press("Erase all shown")
    hand.keys("Ctrl+Return")
    hand.press("Erased in part, with reasons")
    written(
        hand,
        {
            "ground": "No",
            "backups": "The last copy is overwritten by 20/12/2026",
            "recipients_told": "none",
            "erased_on": "22/11/2026",
        },
    )
    hand.press("Erased in part, with reasons")
    letter = answered(hand, "L12")
    assert "the law on accounts asks for it" in letter
    assert "until 31 March 2033" in letter
    assert "erased on 22 November 2026" in letter
    sent_and_closed(hand, "post", "erased_in_part")


def chosen(hand: Hand, outcome: str) -> None:
    """An outcome taken by Tab and Enter."""
    hand.reach(outcome)
    hand.keys("Return")


POLICE_LETTER = (
    "From: DC Alan Reed <a.reed@police.example.org>\nTo: info@example.com\nSubject: Police request\n"
    "Date: Fri, 20 Nov 2026 09:12:00 +0000\nMessage-ID: <reed-1@police.example.org>\n"
    "Received: from mail.example.org by mx.example.com; Fri, 20 Nov 2026 09:12:00 +0000\n\n"
    "This is a police request under Schedule 2 of the Data Protection Act: the orders of Ina Vega in May.\n"
    "Please call me on 020 7946 0123.\n\nDC Alan Reed\n"
)


@pytest.mark.promise("P69", "P70", "P71", "P72", "P73", "P74", "P75")
def test_the_police_get_the_least_that_serves_by_keyboard_alone(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QTest, "mouseClick", None)
    staff = [{"name": "D. Pearce", "me": True}, {"name": "Jo Lee", "me": False}]
    hand.window.tasks.inside(lambda office: office.change_settings({"staff": staff}))
    hand.window.tasks.inside(lambda office: cases.add_tables(office, tmp_path))
    letter = tmp_path / "police.eml"
    letter.write_text(POLICE_LETTER, encoding="utf-8", newline="\r\n")
    hand.window.coming_in.take([letter])
    hand.settle()
    hand.keys("Ctrl+1")
    hand.reach("Type")
    hand.type("police")
    hand.reach("Accept and open")
    hand.keys("Return")
    assert hand.file().card.due.effective_due == date(2026, 12, 20), "no date in the order: the policy's 30 days"
    hand.keys("Ctrl+Return")
    hand.say("SMS-30002", "Return")
    hand.keys("Down", "Return")
    assert hand.file().card.person_name == "Ina Vega", "whose data it is is asked before anything is searched"
    assert hand.file().searches
    hand.keys("Ctrl+A", "Space", "Ctrl+Return")
    chosen(hand, "Disclosed in part")
    typed = {
        "Who asks": "Police",
        "Body": "Example Constabulary",
        "Named officer and number": "DC A. Reed, 1234",
        "Power or order relied on": "Data Protection Act 2018 Sch 2 para 2",
        "Ground of the policy": "Illegal",
        "What they ask for": "Orders of one person in May",
        "Number called back": "020 7946 0123",
    }
    for name, words in typed.items():
        hand.reach(name)
        hand.say(words)
    number = hand.page.sheet.details.fields["call_back_number"]
    assert "stands in the letter itself" in number.refusal.text()
    hand.keys("Shift+Tab", "Ctrl+A")
    typed = {
        "Number called back": "020 7946 0999",
        "Where the number comes from": "The",
        "Called back on, and spoken with": "20/11/2026, DC Reed",
        "Why it is necessary": "The orders show the delivery address used",
        "The least that serves": "Two orders of May; not the notes",
        "Approved by": "Jo Lee",
        "Handed over to, how": "DC Reed, sealed disk",
        "Hash of what left": HASH,
    }
    for name, words in typed.items():
        hand.reach(name)
        hand.say(words)
    hand.reach("Is the person told?")
    hand.type("No")
    hand.settle()
    for name, words in {
        "Why the person is not told": "Order of the court, 19/11/2026",
        "May not be told until": "01/02/2027",
    }.items():
        hand.reach(name)
        hand.say(words)
    hand.keys("Ctrl+Return")
    chosen(hand, "Disclosed in part")
    hand.say("Only May was named.", "Return")
    hand.keys("Ctrl+Return", "Return")
    assert "Two orders of May; not the notes" in letter_of(hand, "L23")
    hand.keys("Ctrl+Return")
    hand.type(surname.last_letters(hand.file().recipient.name))
    hand.reach("Sent by: hand")
    hand.keys("Space")
    hand.reach("Mark as handed over")
    hand.keys("Space")
    hand.reach("Close the request")
    hand.keys("Space")
    card = hand.file().card
    assert (card.state, card.outcome) == ("closed", "disclosed_in_part")
    assert hand.items()["left_hash"].value == HASH
    hand.keys("Ctrl+5")
    entries = hand.window.page("disclosures")
    assert isinstance(entries, DisclosuresPage)
    entry = entries.model.record(0)
    assert entry is not None
    assert (entry.body, entry.outcome, entry.not_until) == (
        "Example Constabulary",
        "Disclosed in part",
        date(2027, 2, 1),
    )
    woken = hand.window.tasks.inside(lambda office: calendar.items(office, date(2027, 2, 1), date(2027, 2, 1)))
    assert [(one.kind, one.request) for one in woken] == [("tell", card.reference)]
