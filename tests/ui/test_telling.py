"""In the window: data went to the police, and the person is told of it once nothing forbids that."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smsdpo.services import details, findings, outputs, people, requests
from smsdpo.services import disclosures as register
from smsdpo.services.office import Office
from smsdpo.ui.request_telling import telling_chip
from smsdpo.ui.screens.disclosures import DisclosuresPage
from smsdpo.ui.widgets.fields import LineField
from tests.builders import two_sources
from tests.ui.hand import Hand

ASKED = {
    "asker_class": "police",
    "body": "Harrow Vale Police",
    "officer": "PC Lund 88",
    "scope": "The orders of one person in May",
    "power": "Data Protection Act 2018 Sch 2 para 2",
    "ground": "illegal",
    "call_back_number": "020 7946 0999",
    "call_back_source": "switchboard",
    "called_back": "21/11/2026, PC Lund",
    "necessity": "The orders show the address used",
    "minimum": "Two orders of May",
    "approver": "Jo Lee",
    "handed_over": "PC Lund, by hand",
    "tell_person": "yes",
}


def decided(office: Office, folder: Path) -> str:
    """A request of the police about Wanda Quill, decided; all is written down but the hash of what left."""
    two_sources(office, folder)
    reference = register.begin(office, ASKED, received_at=office.clock.now(), channel="post")
    requests.choose_person(office, reference, people.search(office, "Wanda Quill")[0].person)
    findings.find_data(office, reference)
    findings.decide(office, reference, None, "include")
    return reference


def answered(office: Office, reference: str, folder: Path) -> None:
    """Disclosed, handed over and closed."""
    findings.settle(office, reference, "disclosed")
    folder.mkdir()
    outputs.create(office, reference, folder)
    outputs.mark_sent(office, reference, "handed over")
    requests.close(office, reference)


@pytest.mark.promise("P72", "P73", "P74")
def test_the_person_is_told_of_a_disclosure_from_the_line_under_the_head_to_the_register(
    hand: Hand, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = hand.window.tasks.inside
    reference = inside(lambda office: decided(office, tmp_path))
    hand.open(reference)
    sheet = hand.page.sheet
    assert "asked by Harrow Vale Police" in sheet.head.facts.text(), "the title says whose data it is"
    hand.page.to_tab("details")
    sheet.details.enter("left_hash")
    field = sheet.details.fields["left_hash"]
    assert isinstance(field.editor, LineField)
    field.editor.setText("ab12cd34")
    field.editor.editingFinished.emit()
    hand.settle()
    assert field.refusal.text() == "“Hash of what left” was not changed: it takes the 64 digits of a SHA-256 sum."
    papers = tmp_path / "papers.pdf"
    papers.write_bytes(b"what PC Lund took along")
    for chosen, refused in (
        ([tmp_path], "The file cannot be read."),
        ([papers, papers], "One file has one hash: choose a single one."),
        ([papers], ""),
    ):
        monkeypatch.setattr(hand.window, "choose_files", lambda _title, _kinds, chosen=chosen: chosen)
        hand.press("Hash of what left: reckon it from a file")
        assert sheet.details.fields["left_hash"].refusal.text().startswith(refused)
    assert hand.items()["left_hash"].value == sha256(papers.read_bytes()).hexdigest()
    assert hand.held is sheet.details.fields["left_hash"].editor, "the sum comes where it can be seen"
    assert sheet.details.fields["left_hash"].refusal.isHidden()

    assert not sheet.line.telling.isVisible(), "nothing has been given yet"
    inside(lambda office: answered(office, reference, tmp_path / "answer"))
    hand.page.refresh()
    hand.settle()
    hand.page.show_step("decide")
    assert (sheet.decision.title.text(), sheet.decision.state.text()) == ("How it ended", "Disclosed")
    assert sheet.decision.buttons == {}, "a closed request is not asked how it ends"
    hand.press("The person is to be told: write to them…")
    shown = sheet.letters.list.current()
    assert shown is not None
    assert (shown.code, shown.recipient) == ("L24", "Wanda Quill"), "the letter just made is the one on show"
    hand.press("Letter L24 is made: note when the person was told…")
    assert hand.held is sheet.details.fields["told"].editor, "the field that is wanted next has the keyboard"
    assert sheet.details.fields["told"].isVisible()
    hand.page.to_tab("letters")
    hand.press("Mark as sent…")
    hand.press("Mark as sent")
    gone = sheet.letters.model.cell(hand.file().letters[-1], sheet.letters.model.columns[3]).words()
    assert gone == "Sent 22 Nov by e-mail"
    assert not sheet.letters.mark.isVisible()
    assert sheet.letters.list.hasFocus(), "the keyboard stays with the letter, whose button has gone"
    assert hand.items()["told"].value == "2026-11-22"
    assert not sheet.line.telling.isVisible()
    (marking,) = (act for act in hand.window.book.acts() if act.key == "mark_letter_sent")
    assert marking.why_off() == "No letter beside the answer waits to be marked as sent."
    hand.act("undo")
    assert hand.items()["told"].value == "", "the day of telling goes with the mark"
    qtbot.waitUntil(sheet.letters.mark.isVisible)
    hand.act("mark_letter_sent")
    hand.press("Mark as sent")
    assert hand.items()["told"].value == "2026-11-22"
    hand.window.go("disclosures")
    hand.settle()
    page = hand.window.page("disclosures")
    assert isinstance(page, DisclosuresPage)
    card = page.model.record(0)
    assert card is not None
    assert page.model.cell(card, page.model.columns[3]).words() == "Told 22 Nov"


def test_while_an_order_bars_it_nobody_is_asked_to_tell_the_person(hand: Hand, tmp_path: Path) -> None:
    inside = hand.window.tasks.inside
    reference = inside(lambda office: decided(office, tmp_path))
    barred = {"tell_person": "prohibited", "tell_because": "Order of the court", "not_until": "2026-12-05"}
    inside(lambda office: details.change(office, reference, {"left_hash": "0" * 64, **barred}))
    inside(lambda office: answered(office, reference, tmp_path / "answer"))
    hand.open(reference)
    assert not hand.page.sheet.line.telling.isVisible()
    file, items = hand.file(), tuple(hand.items().values())
    assert telling_chip(file, items, date(2026, 12, 4)) is None
    ended = telling_chip(file, items, date(2026, 12, 5))
    assert ended is not None
    assert ended.text == "May be told since 5 Dec 2026: write to the person…"
    declined = replace(file, settled="declined", card=replace(file.card, outcome="declined"))
    assert telling_chip(declined, items, date(2026, 12, 5)) is None, "nothing was given that they could be told of"
