"""Copies of identity papers in the window: offered right after a document was seen, deleted for good (row 24)."""

from pathlib import Path

from PySide6.QtCore import Qt

from smsdpo.services import audit, requests
from smsdpo.services.office import Office
from smsdpo.ui.widgets.form_sheet import FormSheet
from tests.services.test_casework import with_a_passport
from tests.ui.conftest import Begin, Settle
from tests.ui.hand import Hand


def test_a_copy_of_a_passport_is_offered_for_deletion_as_soon_as_it_was_seen(
    begin: Begin, settle: Settle, tmp_path: Path
) -> None:
    made: list[str] = []

    def with_a_copy(office: Office) -> None:
        made.append(with_a_passport(office, tmp_path)[0])

    hand = Hand(begin(with_a_copy), settle)
    hand.open(made[0])
    hand.page.to_tab("identity")
    pane = hand.page.sheet.identity
    assert not pane.delete_copy.isVisible(), "before the check the paper is needed"
    hand.press("Document seen")
    hand.type("Passport, 22/11/2026")
    hand.key(Qt.Key.Key_Return)
    sheet = hand.window.findChild(FormSheet, "delete_copy")
    assert sheet is not None
    assert sheet.values["reason"] == "Copy of an identity paper; identity checked"
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.go.hasFocus(), "Ctrl+Enter, pressed for the next step, only leads to the act"
    hand.key(Qt.Key.Key_Return)
    assert len(hand.file(made[0]).copies) == 1, "Enter deletes nothing"
    hand.key(Qt.Key.Key_Escape)
    hand.page.to_tab("identity")
    assert "1 attachment came with this request" in pane.copies.text()
    hand.press("Delete a copy…")
    hand.press("Delete for good")
    assert hand.file(made[0]).copies == ()
    assert not pane.delete_copy.isVisible()
    lines = hand.window.tasks.inside(lambda office: audit.page(office, "attachment.delete").items)
    assert [line.reason for line in lines] == ["Copy of an identity paper; identity checked"]
    checked = hand.window.tasks.inside(lambda office: requests.file(office, made[0]).identity)
    assert checked is not None
    assert checked.seen == "Passport, 22/11/2026"
