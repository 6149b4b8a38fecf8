"""Messages that answer one another, and how far a long intake has come."""

from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.services import intake, sample
from smsdpo.services.office import Office
from tests.builders import a_mail, an_access_request


def test_a_reply_in_the_thread_is_offered_to_its_request_whoever_sends_it(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    from_home = a_mail(
        tmp_path,
        sender="W. Quill <home@mail.example>",
        subject="Re: My data",
        text="One more thing.",
        more="In-Reply-To: <1.message-1.eml@mail.example>\r\n",
    )
    reply = intake.add_messages(office, [from_home]).added[0].message
    assert intake.message(office, reply).reply_to_request == reference


def test_a_long_intake_tells_how_far_it_has_come(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = [a_mail(tmp_path, text=f"Letter {number}.") for number in range(intake.BATCH + 2)]
    told: list[tuple[int, int]] = []
    report = intake.add_messages(office, letters, lambda done, of: told.append((done, of)))
    assert len(report.added) == len(letters)
    assert told == [(intake.BATCH, 0), (intake.BATCH + 2, 0)]


def test_a_message_that_is_not_there_cannot_be_put_aside_or_linked(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Refusal, match="no message 77"):
        intake.not_a_request(office, 77, "spam")
    with pytest.raises(Refusal, match="no message 77"):
        intake.reopen(office, 77)
    with pytest.raises(Refusal, match="no message 77"):
        intake.link(office, 77, reference)


def test_filling_in_the_sample_tells_how_far_it_has_come(office: Office) -> None:
    told: list[tuple[int, int]] = []
    sample.fill(office, lambda done, of: told.append((done, of)))
    steps = told[-1][1]
    assert told[-1] == (steps, steps)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
