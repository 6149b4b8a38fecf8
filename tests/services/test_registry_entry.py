"""One entry of the registry makes a new kind of request work: clock, checklist, fields, letter, log and close."""

from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain import request_types
from smsdpo.domain.case_fields import CaseField
from smsdpo.domain.request_types import Outcome, RequestType, completed
from smsdpo.services import details, findings, linked, requests
from smsdpo.services.office import Office
from tests.journeys.case_work import from_a_note

BODY_CAMERA = completed(
    RequestType(
        key="camera_footage",
        title="Footage of the yard's camera",
        short="Footage",
        basis="UK GDPR Art 15",
        clock_rule="month",
        law="One month",
        asks_for="the footage on which you are seen",
        outcomes=(Outcome("shown", "Shown", letter="L19"),),
        fields=(
            CaseField("camera", "Camera", needed_for=("shown",)),
            CaseField("answer", "Our answer", "lines", needed_for=("shown",)),
        ),
        steps=("triage", "decide", "letter", "send"),
        proof="light",
        promises=("P6",),
    )
)


def test_a_new_kind_is_one_entry(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(request_types.REQUEST_TYPES, "camera_footage", BODY_CAMERA)
    case = from_a_note(office, tmp_path, "camera_footage", "I was in your yard on Monday.")
    card = requests.file(office, case.reference).card
    assert card.due.statutory_due is not None
    assert [item.key for item in requests.file(office, case.reference).checklist] == ["outcome", "letter"]
    assert [item.key for item in details.items(office, case.reference)][:2] == ["camera", "answer"]
    with pytest.raises(Refusal, match="Camera"):
        findings.settle(office, case.reference, "shown")
    details.change(office, case.reference, {"camera": "Gate", "answer": "You are seen at the gate at nine."})
    findings.settle(office, case.reference, "shown")
    assert "You are seen at the gate at nine." in case.answer()
    case.sent_and_closed()
    assert requests.page(office, view="closed").items[0].type == "camera_footage"
    other = from_a_note(office, tmp_path, "access", "A copy of my data, please.", name="Una Bell", email="")
    linked.change_type(office, other.reference, "camera_footage", "She means the footage")
