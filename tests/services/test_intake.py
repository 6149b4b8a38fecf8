"""The inbox: every input ends up in one list, duplicates are named, nothing is lost and nothing is decided silently."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.services import audit, intake, requests
from smsdpo.services.office import Office
from tests.builders import a_mail, an_access_request

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_message_is_kept_byte_for_byte_with_what_it_asks_for(office: Office, tmp_path: Path) -> None:
    file = a_mail(tmp_path)
    report = intake.add_messages(office, [file])
    added = report.added[0]
    assert intake.original(office, added.message) == file.read_bytes()
    opened = intake.message(office, added.message)
    best = opened.suggestions[0]
    assert best.type == "access"
    assert best.asks
    assert opened.text[best.because[0].start : best.because[0].end] == best.because[0].text
    assert opened.card.answer_by == date(2026, 12, 20)


def test_the_same_message_saved_twice_is_one_message(office: Office, tmp_path: Path) -> None:
    first = a_mail(tmp_path, message_id="<same@mail.example>")
    again = a_mail(tmp_path, message_id="<same@mail.example>", more="X-Saved-By: another program\r\n")
    report = intake.add_messages(office, [first, again])
    assert [item.file for item in report.added] == [str(first)]
    assert [(item.file, item.message) for item in report.duplicates] == [(str(again), report.added[0].message)]


def test_another_message_that_uses_a_message_id_again_is_not_lost(office: Office, tmp_path: Path) -> None:
    first = a_mail(tmp_path, message_id="<same@mail.example>")
    other = a_mail(tmp_path, message_id="<same@mail.example>", text="Stop all advertising, and delete my account.")
    report = intake.add_messages(office, [first, other])
    assert len(report.added) == 2
    assert "bears the same Message-ID" in intake.message(office, report.added[1].message).note


def test_empty_messages_are_not_taken_for_each_other(office: Office, tmp_path: Path) -> None:
    report = intake.add_messages(office, [a_mail(tmp_path, subject="", text=""), a_mail(tmp_path, subject="", text="")])
    assert len(report.added) == 2


def test_the_same_words_without_their_message_id_are_a_duplicate(office: Office, tmp_path: Path) -> None:
    report = intake.add_messages(office, [a_mail(tmp_path), a_mail(tmp_path)])
    assert len(report.added) == 1
    assert len(report.duplicates) == 1


def test_the_same_letter_sent_again_a_month_later_is_a_reminder_not_a_duplicate(office: Office, tmp_path: Path) -> None:
    earlier = a_mail(tmp_path, sent="Tue, 20 Oct 2026 10:00:00 +0100")
    report = intake.add_messages(office, [earlier, a_mail(tmp_path)])
    assert len(report.added) == 2


def test_what_cannot_be_read_is_refused_by_name_and_the_rest_is_kept(office: Office, tmp_path: Path) -> None:
    good = a_mail(tmp_path)
    empty = tmp_path / "empty.eml"
    empty.touch()
    report = intake.add_messages(office, [empty, good])
    assert [item.file for item in report.added] == [str(good)]
    assert [item.file for item in report.refused] == [str(empty)]
    assert "empty.eml" in report.refused[0].reason


def test_a_message_that_is_no_request_is_put_aside_with_its_reason_and_can_come_back(
    office: Office, tmp_path: Path
) -> None:
    message = intake.add_messages(office, [a_mail(tmp_path)]).added[0].message
    with pytest.raises(Refusal, match="Say why"):
        intake.not_a_request(office, message, "  ")
    intake.not_a_request(office, message, "newsletter")
    assert intake.counts(office)["untriaged"] == 0
    assert intake.message(office, message).reason == "newsletter"
    intake.reopen(office, message)
    assert intake.counts(office)["untriaged"] == 1


def test_a_reply_that_names_a_request_is_offered_to_it_only_when_its_sender_fits(
    office: Office, tmp_path: Path
) -> None:
    reference = an_access_request(office, tmp_path)
    stranger = a_mail(tmp_path, sender="Nosy Parker <nosy@mail.example>", subject=f"Re: {reference}", text="What now?")
    herself = a_mail(tmp_path, subject=f"Re: {reference}", text="One more thing.")
    first, second = intake.add_messages(office, [stranger, herself]).added
    assert intake.message(office, first.message).reply_to_request == ""
    assert intake.message(office, second.message).reply_to_request == reference
    assert intake.message(office, second.message).card.request == ""  # offered, not done
    intake.link(office, second.message, reference)
    assert intake.message(office, second.message).card.request == reference


def test_a_message_that_answers_nothing_is_offered_to_no_request(office: Office, tmp_path: Path) -> None:
    note = tmp_path / "call.txt"
    note.write_text("Tom Ash rang and asked for a copy of his data.", encoding="utf-8")
    by_hand = intake.add_messages(office, [note]).added[0].message
    requests.open_request(office, type="access", message=by_hand, name="Tom Ash")
    other = intake.add_messages(office, [a_mail(tmp_path)]).added[0].message
    assert intake.message(office, other).reply_to_request == ""


def test_the_inbox_filters_by_sender_and_subject_whatever_the_accents(office: Office, tmp_path: Path) -> None:
    intake.add_messages(
        office,
        [
            a_mail(tmp_path, sender="Zoë O'Neill <zoe@mail.example>", subject="Hello", text="One."),
            a_mail(tmp_path, sender="Tom Ash <tom@mail.example>", subject="Hello", text="Two."),
        ],
    )
    assert [card.from_name for card in intake.inbox(office, text="zoe oneill").items] == ["Zoë O'Neill"]
    assert intake.inbox(office, text="%").total == 2  # a mark of SQL is not a wish
    assert intake.inbox(office, offset=1, limit=1).total == 2


def test_an_accepted_message_belongs_to_its_request_and_is_not_reopened(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    card = intake.inbox(office, view="accepted").items[0]
    assert card.request == reference
    with pytest.raises(Refusal, match="belongs to a request"):
        intake.reopen(office, card.id)
    with pytest.raises(Refusal, match="no request DSR-2026-9999"):
        intake.link(office, card.id, "DSR-2026-9999")
    with pytest.raises(Refusal, match="no message 999"):
        intake.message(office, 999)
    with pytest.raises(Refusal, match="no message 999"):
        intake.original(office, 999)


def test_the_trail_speaks_of_messages_by_number_and_holds(office: Office, tmp_path: Path) -> None:
    intake.add_messages(office, [a_mail(tmp_path)])
    assert audit.verify(office).intact


def test_a_received_day_of_ones_own_needs_its_reason(office: Office, tmp_path: Path) -> None:
    message = intake.add_messages(office, [a_mail(tmp_path)]).added[0].message
    earlier = datetime(2026, 11, 18, 9, tzinfo=UTC)
    with pytest.raises(Refusal, match="differs"):
        requests.open_request(office, type="access", message=message, received_at=earlier)
    reference = requests.open_request(
        office, type="access", message=message, received_at=earlier, received_reason="it lay at the front desk"
    )
    assert requests.file(office, reference).card.due.policy_due == date(2026, 12, 18)


def test_what_the_office_has_already_is_named_in_a_later_batch_too(office: Office, tmp_path: Path) -> None:
    first = a_mail(tmp_path, message_id="<same@mail.example>")
    added = intake.add_messages(office, [first]).added[0].message
    wrapped = a_mail(tmp_path, message_id="<same@mail.example>", more="X-Saved-By: another program\r\n")
    other = a_mail(tmp_path, message_id="<same@mail.example>", text="Stop all advertising, and delete my account.")
    report = intake.add_messages(office, [first, wrapped, other])
    assert [(item.file, item.message) for item in report.duplicates] == [(str(first), added), (str(wrapped), added)]
    assert [item.file for item in report.added] == [str(other)]


def test_a_batch_is_one_line_in_the_trail_and_goes_as_a_whole(office: Office, tmp_path: Path) -> None:
    before = audit.verify(office).entries
    heard: list[frozenset[str]] = []
    office.listeners.append(lambda changes: heard.append(changes.kinds))
    inputs = list(intake.read_inputs([a_mail(tmp_path, text=f"Letter {number}.") for number in range(5)], NOW))
    told = [intake.keep(office, batch) for batch in intake.batches(inputs, size=3)]
    assert [len(part.added) for part in told] == [3, 2]
    assert [item.message for item in intake.joined(told).added] == [1, 2, 3, 4, 5]
    assert audit.verify(office).entries == before + 2
    assert heard == [{"message", "audit"}] * 2
    intake.keep(office, inputs)
    assert heard[2:] == [{"audit"}], "all are here already: no list has to be asked again"


def test_large_messages_are_not_gathered_by_the_hundred(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "HEAVY", 1000)
    files = [a_mail(tmp_path, text=f"Letter {number}. " + "x" * 600) for number in range(4)]
    assert [len(batch) for batch in intake.batches(intake.read_inputs(files, NOW))] == [2, 2]


def test_attachments_lie_with_their_own_message_in_their_own_order(office: Office, tmp_path: Path) -> None:
    def with_files(number: int, *names: str) -> Path:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "Wanda Quill <wanda.quill@mail.example>", f"Papers {number}"
        mail.set_content(f"See the papers of letter {number}.")
        for name in names:
            content = f"{number} {name}".encode() if name != "empty.pdf" else b""
            mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        path = tmp_path / f"papers-{number}.eml"
        path.write_bytes(mail.as_bytes())
        return path

    files = [with_files(1, "one.pdf", "empty.pdf", "two.pdf"), with_files(2), with_files(3, "three.pdf")]
    added = intake.add_messages(office, files).added
    kept = [intake.message(office, item.message).attachments for item in added]
    assert [[(part.name, part.size) for part in parts] for parts in kept] == [
        [("one.pdf", 9), ("empty.pdf", 0), ("two.pdf", 9)],
        [],
        [("three.pdf", 11)],
    ]
    assert [intake.original(office, item.message) for item in added] == [file.read_bytes() for file in files]


def test_a_web_forms_own_address_never_becomes_a_persons(office: Office, tmp_path: Path) -> None:
    form = "Website <no-reply@forms.example>"
    first = a_mail(tmp_path, sender=form, more="Reply-To: una@mail.example\r\n", text="Please send me my data. Una")
    second = a_mail(tmp_path, sender=form, more="Reply-To: tom@mail.example\r\n", text="Please send me my data. Tom")
    for added in intake.add_messages(office, [first]).added:
        requests.open_request(office, type="access", message=added.message, name="Una Bell")
    for added in intake.add_messages(office, [second]).added:
        assert intake.message(office, added.message).matches == ()
