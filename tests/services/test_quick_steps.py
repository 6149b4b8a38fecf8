"""Quick steps: which lies on which key, and a message forwarded to the support desk as one act."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.core.settings import SETTINGS
from smsdpo.domain.quick_steps import SLOTS, STEPS
from smsdpo.domain.records import Selected
from smsdpo.services import inbox_watch, intake, quick_steps, undo
from smsdpo.services.office import Office
from tests.builders import a_mail, an_office

DESK = "support.desk@example.org"


@pytest.fixture
def office() -> Office:
    return an_office()


def a_message(office: Office, folder: Path) -> int:
    folder.mkdir()
    a_mail(folder, subject="The printer on floor 2", text="It prints nothing any more.")
    return intake.add_messages(office, [folder]).added[0].message


def test_the_six_keys_hold_what_is_built_in_until_the_office_says_otherwise(office: Office) -> None:
    assert SETTINGS["quick.steps"].choices == tuple(STEPS)
    assert [slot.step for slot in quick_steps.setup(office).slots] == list(STEPS)
    office.change_settings(
        {"quick.steps": [{"step": "close", "name": "Done"}, {"step": "", "name": ""}], "quick.reason": "Spam"}
    )
    setup = quick_steps.setup(office)
    assert [slot.title for slot in setup.slots] == ["Done", *[""] * (SLOTS - 1)]
    assert (setup.reason, setup.me) == ("Spam", "D. Pearce")


@pytest.mark.parametrize(
    "wrong",
    [
        [{"step": "erase_everything", "name": ""}],
        [{"step": "close", "name": ""}, {"step": "close", "name": "Again"}],
        [{"step": "close", "name": "a" * 41}],
        "close",
    ],
)
def test_what_is_no_step_is_refused_and_nothing_changes(office: Office, wrong: object) -> None:
    with pytest.raises(Refusal, match="Steps and their keys"):
        office.change_settings({"quick.steps": wrong})
    assert quick_steps.setup(office).slots[5].step == "close"


def test_a_message_for_the_support_desk_leaves_as_a_draft_and_one_undo_brings_it_back(
    office: Office, tmp_path: Path
) -> None:
    number = a_message(office, tmp_path / "mail")
    office.change_settings({"quick.desk": DESK})
    made = quick_steps.forward(office, number, tmp_path / "desk.eml")
    draft = message_from_bytes(made.read_bytes(), policy=policy.default)
    (attached,) = draft.iter_attachments()
    assert draft["To"].addresses[0].addr_spec == DESK
    assert (draft["X-Unsent"], draft["Subject"]) == ("1", f"For the support desk: message {number}")
    assert attached.get_filename() == f"message-{number}.eml"
    body = draft.get_body(("plain",))
    assert body is not None
    assert "answer it by 20/12/2026" in body.get_content(), "the promise of the policy goes along"
    assert attached.get_content() == intake.original(office, number)
    file = intake.message(office, number)
    assert (file.card.state, file.reason) == ("not_request", quick_steps.FORWARDED)
    assert inbox_watch.state(office).clear_since is not None, "it counts as sorted"
    card = undo.undo(office)
    assert (card.tag, card.count) == ("message.forward", 1)
    assert intake.message(office, number).card.state == "new"


def test_what_seems_to_ask_for_a_right_is_neither_forwarded_nor_put_aside_unthought_of(
    office: Office, tmp_path: Path
) -> None:
    number = a_message(office, tmp_path / "mail")
    other = tmp_path / "other"
    other.mkdir()
    a_mail(other, text="Please delete all the personal data you hold about me.", message_id="<erase@mail.example>")
    erasure = intake.add_messages(office, [other]).added[0].message
    office.change_settings({"quick.desk": DESK})
    with pytest.raises(Refusal, match="seems to ask for something: Erasure"):
        quick_steps.forward(office, erasure, tmp_path / "desk.eml")
    assert quick_steps.put_aside(office, Selected((number, erasure)), "Newsletter") == 0
    assert intake.counts(office)["untriaged"] == 2
    assert quick_steps.put_aside(office, Selected((number,)), "Newsletter") == 1
    assert intake.message(office, number).reason == "Newsletter"


def test_without_an_address_or_where_the_file_is_taken_the_message_stays(office: Office, tmp_path: Path) -> None:
    number = a_message(office, tmp_path / "mail")
    target = tmp_path / "desk.eml"
    with pytest.raises(Refusal, match="no address"):
        quick_steps.forward(office, number, target)
    office.change_settings({"quick.desk": DESK})
    target.write_text("somebody's own")
    with pytest.raises(Refusal, match="already exists"):
        quick_steps.forward(office, number, target)
    assert target.read_text() == "somebody's own"
    assert intake.message(office, number).card.state == "new"


def test_only_what_is_untriaged_is_forwarded(office: Office, tmp_path: Path) -> None:
    number = a_message(office, tmp_path / "mail")
    office.change_settings({"quick.desk": DESK})
    intake.not_a_request(office, number, "Spam")
    with pytest.raises(Refusal, match="untriaged"):
        quick_steps.forward(office, number, tmp_path / "desk.eml")
    assert not (tmp_path / "desk.eml").exists()
