"""In the window: what nobody answers stands under the head, ends in one act, and is taken up when the answer comes."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QLineEdit

from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import Recipient
from smsdpo.services import intake, notes, requests
from smsdpo.services.office import Office
from smsdpo.ui.texts import calendar
from smsdpo.ui.widgets.fields import ChoiceField
from tests.ui.hand import Hand


def unanswered(office: Office) -> str:
    """A request whose proof of identity was asked for a month and a day ago."""
    at = datetime(2026, 10, 20, 9, tzinfo=UTC)
    reference = requests.open_request(office, type="access", name="Bryony Tate", received_at=at)
    requests.add_event(office, reference, ClockEvent("id_requested", date(2026, 10, 21), "Two people of this name"))
    return reference


def answered_late(office: Office, reference: str) -> None:
    """The proof comes by post and is joined to the request."""
    at = datetime(2026, 11, 22, 8, tzinfo=UTC)
    sender = Recipient("Bryony Tate")
    number = notes.add_note(office, channel="post", received_at=at, sender=sender, text="As you asked.")
    intake.link(office, number, reference)


def followed(hand: Hand, made: Callable[[Office], str], said: str) -> str:
    """Such a request, opened, and what stands under its head pressed."""
    reference = hand.window.tasks.inside(made)
    hand.window.go("requests")
    hand.settle()
    hand.open(reference)
    silence = hand.page.sheet.line.silence
    assert silence.accessibleName() == said
    silence.click()
    hand.settle()
    return reference


def test_what_nobody_answered_is_closed_by_one_press_and_goes_on_when_the_answer_comes(hand: Hand) -> None:
    reference = followed(hand, unanswered, "No answer since 21 Oct 2026: close…")
    line = hand.page.sheet.line
    note = hand.window.findChild(QLineEdit, "end_note")
    assert note is not None
    assert note.text() == "No answer came: proof of identity, asked for on 21/10/2026."
    hand.press("Write letter L30 instead")
    assert hand.file(reference).settled == "closed_no_reply"
    hand.act("close_unanswered")
    hand.press("Close the request")
    assert hand.file(reference).card.outcome == "closed_no_reply"
    assert "asked for on 21/10/2026" in hand.items(reference)["late_cause"].value
    assert hand.page.sheet.sending.title.text() == "Closed without an answer", "nothing was sent, and nothing says so"
    assert not line.silence.isVisible()
    hand.window.tasks.inside(lambda office: answered_late(office, reference))
    hand.page.refresh()
    hand.settle()
    assert line.silence.accessibleName() == "An answer came on 22 Nov 2026: take it up again…"
    line.silence.click()
    hand.settle()
    what = hand.sheet().fields["what"]
    assert isinstance(what, ChoiceField)
    assert what.currentText() == "Proof of identity received"
    hand.press("Reopen the request")
    card = hand.file(reference).card
    assert (card.state, card.due.statutory_due) == ("identity", date(2026, 12, 22))
    assert not line.silence.isVisible()


def reported(office: Office) -> str:
    """A report about a child; nobody has shown for a month that they may speak for it."""
    at = datetime(2026, 10, 20, 9, tzinfo=UTC)
    reference = requests.open_request(office, type="under_18_report", name="Bryony Tate", received_at=at)
    requests.add_event(office, reference, ClockEvent("authority_requested", date(2026, 10, 21)))
    return reference


def test_a_report_about_a_child_is_gone_on_with_when_nobody_answers_and_never_just_closed(hand: Hand) -> None:
    reference = followed(hand, reported, "No answer since 21 Oct 2026: go on without it…")
    assert "does not lapse" in hand.window.toaster.words.text()
    assert hand.window.findChild(QLineEdit, "end_note") is None
    assert hand.file(reference).card.state != "closed"


def test_the_morning_counts_whom_to_remind_and_what_may_be_closed() -> None:
    assert calendar.digest(overdue=2, week=0, remind=1, close=3) == (
        "2 overdue, 1 to remind, 3 unanswered that may be closed"
    )
