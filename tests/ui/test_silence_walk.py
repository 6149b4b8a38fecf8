"""In the window: from nobody answers to closed and provable, with each letter beside the first, and taken up again."""

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from smsdpo.domain import surname
from smsdpo.services import requests
from smsdpo.services.office import Office
from smsdpo.ui import request_work
from tests.builders import a_clock
from tests.journeys.case_work import words_of
from tests.ui.hand import Hand

WHO = "Bryony Tate"


def two_asked(office: Office, folder: Path) -> list[str]:
    """Two people were asked for proof by letter a month and more ago."""
    today, office.clock = office.clock, a_clock(date(2026, 10, 21))
    made = []
    for name in (WHO, "Lin Fair"):
        at = datetime(2026, 10, 20, 9, tzinfo=UTC)
        made.append(requests.open_request(office, type="access", name=name, email="b@example.org", received_at=at))
        request_work.ask_proof(office, made[-1], "Two people of this name", folder)
    office.clock = today
    return made


def states(hand: Hand) -> dict[str, str]:
    return {step.key: step.state for step in hand.page.sheet.steps.steps}


def test_whom_nobody_answers_is_closed_by_a_letter_that_left_and_taken_up_again(hand: Hand, tmp_path: Path) -> None:
    hand.page.answer.folder = lambda reference="": tmp_path  # type: ignore[method-assign]  # noqa: ARG005
    reference, by_note = hand.window.tasks.inside(lambda office: two_asked(office, tmp_path))
    hand.open(reference)
    sheet = hand.page.sheet
    assert not sheet.line.late.isVisible(), "only the person's silence keeps it: no apology is owed"
    hand.press("Waiting: proof of identity")  # what comes next is the end, from its day on
    note = hand.window.findChild(QLineEdit, "end_note")
    assert note is not None
    assert note.text() == "No answer came: proof of identity, asked for on 21/10/2026."
    hand.press("Write letter L30 instead")
    assert (sheet.work.current, sheet.panel, hand.held) == ("letters", "export", sheet.export.make)
    assert sheet.next.text() == "Next: create the letter"
    assert states(hand) == {
        **dict.fromkeys(("triage", "decide"), "done"),
        **dict.fromkeys(("identity", "find", "review"), "left"),
        "letter": "now",
        "send": "ahead",
    }
    assert [(item.key, item.done) for item in hand.file().checklist] == [("outcome", True), ("letter", False)]
    hand.key(Qt.Key.Key_Space)
    assert {path.name for path in tmp_path.glob("*.pdf")} >= {f"{reference} L02.pdf", f"{reference} L30.pdf"}
    hand.act("next_step")
    assert hand.held is sheet.sending.letters
    hand.type(surname.last_letters(WHO))
    hand.press("Mark as e-mailed")
    hand.press("Next: close the request")
    assert sheet.sending.gone.follows.text().endswith("an answer that comes later takes it up again.")
    hand.press("Close the request")
    file = hand.file()
    assert (file.card.state, file.card.outcome) == ("closed", "closed_no_reply")
    assert states(hand) == {**dict.fromkeys(("triage", "decide", "letter", "send"), "done"),
                            **dict.fromkeys(("identity", "find", "review"), "left")}  # fmt: skip
    hand.act("reopen_request")
    hand.type("The proof came after all")
    hand.press("Reopen the request")
    assert (hand.file().card.state, sheet.work.current, sheet.panel) == ("waiting", "identity", "")
    assert hand.page.isAncestorOf(hand.held)
    assert "letter" not in hand.file().done, "what left then answers nothing now"
    hand.open(by_note)
    hand.act("ask_again")
    hand.keys("Return")
    again = tmp_path / "Correspondence" / f"{by_note} L02 2.pdf"
    assert "we asked you on 21 October 2026 and have not heard from you yet" in words_of(again)
    assert hand.held.accessibleName() == "Print", "the keyboard is with the letter"
    sheet.line.silence.click()
    hand.settle()
    hand.press("Close the request")
    assert sheet.work.current == "timeline"
    hand.window.go("requests")
    hand.open(by_note)
    assert sheet.work.current == "timeline", "nothing left, so the story is what happened"
    assert states(hand)["letter"] == "left"
