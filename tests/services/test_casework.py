"""Round a case: several rights in one message, another kind, duplicates, notes, copies, holds, colleagues."""

from datetime import UTC, date, datetime
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import Recipient
from smsdpo.domain.request_types import ANSWER_LETTERS, REQUEST_TYPES
from smsdpo.services import (
    audit,
    calendar,
    day_sheet,
    details,
    disclosures,
    findings,
    holders,
    holds,
    intake,
    linked,
    notes,
    other_letters,
    people,
    requests,
    silence,
    sources,
    undo,
)
from smsdpo.services.office import Office
from tests.builders import (
    a_clock,
    a_decided_request,
    a_mail,
    a_searched_request,
    an_access_request,
    an_office,
    open_office,
)
from tests.journeys.case_work import Case, from_a_note
from tests.statements import counted

FRIDAY = datetime(2026, 11, 20, 10, tzinfo=UTC)


def asked_on(office: Office, type_key: str = "access", name: str = "Tom Ash") -> str:
    return requests.open_request(office, type=type_key, name=name, received_at=FRIDAY, channel="post")


def mail_words(path: Path) -> str:
    return " ".join(BytesParser(policy=default).parsebytes(path.read_bytes()).get_content().split())


def test_one_message_with_three_rights_makes_three_linked_requests_and_one_acknowledgement(
    office: Office, tmp_path: Path
) -> None:
    message = intake.add_messages(office, [a_mail(tmp_path, text="A copy, a correction, then delete it.")]).added[0]
    types = ["access", "rectification", "complaint"]
    references = linked.open_several(office, types=types, message=message.message)
    assert [requests.file(office, ref).card.type for ref in references] == types
    assert [link.kind for link in linked.links(office, references[0])] == ["same_message", "same_message"]
    assert requests.file(office, references[2]).card.due.statutory_due == date(2026, 12, 21)
    letter = Case(office, references[0], tmp_path).letter("L01")
    assert "a copy of the personal data" in letter
    assert "a correction of the personal data" in letter
    assert "and an answer to your complaint" in letter
    for wrong in (["access"], ["access", "access"]):
        with pytest.raises(Refusal, match="two or more different"):
            linked.open_several(office, types=wrong, message=message.message)


def test_a_second_open_request_of_one_person_and_kind_says_why(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Refusal, match=f"{reference} of the same person and kind is still open"):
        requests.open_request(office, type="access", person=1, received_at=FRIDAY)
    requests.open_request(office, type="access", person=1, received_at=FRIDAY, although="About another account.")


def test_no_way_round_leads_to_two_open_requests_of_one_person_and_kind(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    refused = f"{reference} of the same person and kind is still open"
    other = requests.open_request(office, type="erasure", person=1, received_at=FRIDAY)
    with pytest.raises(Refusal, match=refused):
        linked.change_type(office, other, "access", "She wants a copy")
    unknown = asked_on(office)
    with pytest.raises(Refusal, match=refused) as no:
        requests.choose_person(office, unknown, 1)
    assert no.value.hint.startswith("Close one of the two as a duplicate")
    requests.close(office, reference, outcome="withdrawn", note="By telephone.")
    requests.choose_person(office, unknown, 1)
    with pytest.raises(Refusal, match=f"{unknown} of the same person"):
        linked.reopen(office, reference, "She wants it after all")


def test_no_letter_that_ends_a_request_is_offered_beside_the_answer(office: Office) -> None:
    offered = {
        code
        for kind in REQUEST_TYPES
        for code, _ in other_letters.offered(office, asked_on(office, kind, f"Of {kind}"))
    }
    assert {"L01", "L18", "L24"} <= offered
    assert not offered & ANSWER_LETTERS, "a refusal is settled as an outcome and passes its gates"


def test_two_bodies_may_ask_about_one_person_and_each_holds_that_persons_data(office: Office, tmp_path: Path) -> None:
    person = requests.file(office, an_access_request(office, tmp_path)).card.person
    assert person is not None
    asked = [
        disclosures.begin(office, {"body": body}, received_at=FRIDAY, channel="post")
        for body in ("Kent Police", "The tax office")
    ]
    for reference in asked:
        requests.choose_person(office, reference, person)
    with counted() as statements:
        listed = [(entry.reference, entry.body) for entry in disclosures.page(office).items]
    assert sorted(listed) == sorted(zip(asked, ("Kent Police", "The tax office"), strict=True))
    assert sum("case_detail" in statement for statement in statements) == 1, "asked for all of a page at once"
    standing = {hold.request: hold.person for hold in holds.all_holds(office) if hold.request in asked}
    assert standing == dict.fromkeys(asked, person)
    found = [value for record in people.card(office, person).records for _, _, value, _ in record.fields]
    assert not set(asked) & set(found), "who may not be told yet must not find it in the copy of the data"
    undo.undo(office, asked[1])
    assert {hold.person_name for hold in holds.all_holds(office) if hold.request == asked[1]} == {"The tax office"}


@pytest.mark.parametrize("text", ["2026-11-20T10:00:00"])
def test_a_time_without_a_zone_is_refused(office: Office, text: str) -> None:
    naive = datetime.fromisoformat(text)
    with pytest.raises(Refusal, match="without a time zone cannot be counted from"):
        requests.open_request(office, type="access", name="Tom Ash", received_at=naive)
    with pytest.raises(Refusal, match="without a time zone cannot be counted from"):
        notes.add_note(office, channel="phone", received_at=naive, sender=Recipient("Tom Ash"), text="A copy, please.")


def test_another_kind_reckons_the_clock_anew_and_keeps_what_was_done(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    with pytest.raises(Refusal, match="Say why"):
        linked.change_type(office, reference, "erasure", "")
    linked.change_type(office, reference, "erasure", "She wants it gone")
    file = requests.file(office, reference)
    assert (file.card.type, file.settled, file.undecided) == ("erasure", "", file.findings)
    assert file.restated == "the erasure of the personal data we hold about you"
    assert file.identity is not None, "what was done so far stays"
    assert any(entry.what for entry in file.timeline if entry.note == "She wants it gone")
    requests.add_event(office, reference, ClockEvent("extended", date(2026, 11, 22), "Many records"))
    with pytest.raises(Refusal, match="does not know what was recorded here: extension notice sent"):
        linked.change_type(office, reference, "general_inquiry", "Only a question")


def test_a_repeated_request_ends_and_points_at_the_one_that_survives(office: Office, tmp_path: Path) -> None:
    first = an_access_request(office, tmp_path)
    second = requests.open_request(
        office, type="access", person=1, received_at=datetime(2026, 11, 21, 9, tzinfo=UTC), although="Sent twice"
    )
    with pytest.raises(Refusal, match="came later"):
        linked.close_as_duplicate(office, first, second, "The same letter")
    with pytest.raises(Refusal, match="Say which request DSR-2026-0002 repeats"):
        requests.close(office, second, outcome="duplicate", note="Sent twice")
    linked.close_as_duplicate(office, second, first, "The same letter")
    assert requests.file(office, second).card.outcome == "duplicate"
    assert [(link.kind, link.reference, link.back) for link in linked.links(office, first)] == [
        ("duplicate", second, True)
    ]
    with pytest.raises(Refusal, match="cannot survive"):
        linked.close_as_duplicate(office, first, first, "The same letter")


def test_a_question_nobody_answers_ends_the_request_and_the_late_answer_takes_it_up(tmp_path: Path) -> None:
    with an_office(today=date(2026, 10, 21)) as office:
        case = from_a_note(office, tmp_path, "access", "A copy, please.", at=datetime(2026, 10, 20, 9, tzinfo=UTC))
        requests.add_event(office, case.reference, ClockEvent("id_requested", date(2026, 10, 21), "Another address"))
        assert calendar.to_see_to(office) == (0, 0)
        with pytest.raises(Refusal, match="from 21/11/2026 on"):
            findings.settle(office, case.reference, "closed_no_reply")
        office.clock = a_clock()
        assert calendar.to_see_to(office) == (0, 1)
        assert [one.reference for one in silence.unanswered(office)] == [case.reference]
        findings.settle(office, case.reference, "closed_no_reply")
        assert "You can take it up again at any time" in case.answer()
        case.sent_and_closed()
        event = ClockEvent("id_received", date(2026, 11, 22))
        linked.reopen(office, case.reference, "The proof came", event=event)
        due = requests.file(office, case.reference).card.due
        assert case.state != "closed"
        assert due.statutory_due == date(2026, 12, 22), "the month begins on the day the proof came"
        with pytest.raises(Refusal, match="is open"):
            linked.reopen(office, case.reference, "Again")


def test_a_late_answer_that_is_refused_leaves_the_request_closed(office: Office) -> None:
    reference = asked_on(office)
    requests.close(office, reference, outcome="withdrawn", note="By telephone on 21/11/2026.")
    with pytest.raises(Refusal, match="answers nothing"):
        linked.reopen(office, reference, "It came", event=ClockEvent("id_received", date(2026, 11, 22)))
    assert requests.file(office, reference).card.state == "closed"


@pytest.mark.parametrize("channel", ["phone", "post", "in_person", "web_form", "social_media", "support_desk"])
def test_a_typed_note_is_a_message_with_its_channel_and_its_clock(office: Office, tmp_path: Path, channel: str) -> None:
    case = from_a_note(office, tmp_path, "access", "I would like a copy of my data.", channel=channel)
    file = requests.file(office, case.reference)
    assert file.channel == channel
    assert file.card.received_on == date(2026, 11, 20), "when it reached us, not when it was typed"
    assert file.message is not None
    assert "Typed in on 22/11/2026" in file.message.date_note
    assert ("We read it back to you" in case.letter("L01")) == (channel in {"phone", "in_person"})


def test_a_note_that_cannot_be_so_is_refused(office: Office) -> None:
    good = {"channel": "phone", "received_at": FRIDAY, "sender": Recipient("Tom Ash"), "text": "A copy, please."}
    for wrong, says in (
        ({"channel": "pigeon"}, "not a channel"),
        ({"text": "  "}, "empty"),
        ({"received_at": datetime(2026, 11, 23, 9, tzinfo=UTC)}, "future"),
    ):
        with pytest.raises(Refusal, match=says):
            notes.add_note(office, **{**good, **wrong})  # type: ignore[arg-type]


PASSPORT = (
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
    "A copy of my data, please.\r\n"
    "--b\r\nContent-Type: image/png; name=passport.png\r\nContent-Disposition: attachment; filename=passport.png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
)


def a_passport(office: Office, folder: Path) -> tuple[int, int]:
    """A message and its attachment."""
    path = folder / "passport.eml"
    head = "From: Una Bell <una@mail.example>\r\nTo: info@sms-tech.org\r\nSubject: My data\r\n"
    path.write_bytes(f"{head}Date: Fri, 20 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n{PASSPORT}".encode())
    message = intake.add_messages(office, [path]).added[0].message
    (attachment,) = intake.message(office, message).attachments
    return message, attachment.id


def with_a_passport(office: Office, folder: Path, type_key: str = "access") -> tuple[str, int, int]:
    message, attachment = a_passport(office, folder)
    return requests.open_request(office, type=type_key, message=message), message, attachment


def test_what_nobody_has_sorted_may_yet_be_evidence_and_stays(office: Office, tmp_path: Path) -> None:
    message, attachment = a_passport(office, tmp_path)
    with pytest.raises(Refusal, match="Nobody has sorted this message yet"):
        intake.delete_attachment(office, attachment, "Not wanted")
    intake.not_a_request(office, message, "Sent to the wrong office")
    intake.delete_attachment(office, attachment, "Not wanted")
    assert intake.message(office, message).attachments[0].size == 0


def test_a_copy_of_a_passport_goes_right_after_the_check(office: Office, tmp_path: Path) -> None:
    reference, message, attachment = with_a_passport(office, tmp_path)
    assert intake.copies_of(office, reference) == ()
    with pytest.raises(Refusal, match="rests on this paper"):
        intake.delete_attachment(office, attachment, "Checked")
    requests.record_identity(office, reference, method="document_seen", seen="Passport, 22/11/2026")
    assert [copy.name for copy in intake.copies_of(office, reference)] == ["passport.png"]
    with pytest.raises(Refusal, match="Say why"):
        intake.delete_attachment(office, attachment, " ")
    assert b"iVBORw0KGgo" in intake.original(office, message)
    intake.delete_attachment(office, attachment, "Copy of a passport; identity checked")
    assert b"iVBORw0KGgo" not in intake.original(office, message), "the original held it too"
    assert b"A copy of my data, please." in intake.original(office, message)
    (left,) = intake.message(office, message).attachments
    assert left.size == 0
    assert "Deleted on 22/11/2026" in left.note
    assert intake.copies_of(office, reference) == ()
    assert audit.verify(office).intact
    with pytest.raises(Refusal, match="no such attachment any more"):
        intake.delete_attachment(office, attachment, "Again")


@pytest.mark.parametrize("type_key", ["complaint", "access"])
def test_the_only_evidence_of_an_open_matter_stays(office: Office, tmp_path: Path, type_key: str) -> None:
    reference, _, attachment = with_a_passport(office, tmp_path, type_key)
    requests.record_identity(office, reference, method="document_seen", seen="Passport, 22/11/2026")
    if type_key == "access":
        person = requests.file(office, reference).card.person
        assert person is not None
        holds.raise_hold(office, person, ground="dispute", reason="A claim is announced")
    with pytest.raises(Refusal, match=r"rests on this paper|stands in the way"):
        intake.delete_attachment(office, attachment, "Copy of a passport")


def test_a_hold_comes_with_the_request_shows_on_the_card_and_ends_with_it(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    (hold,) = people.card(office, 1).holds
    assert (hold.request, hold.ground) == (reference, "open_request")
    with pytest.raises(Refusal, match="Say why the hold ends"):
        holds.release(office, hold.id, "")
    requests.close(office, reference, outcome="withdrawn", note="By telephone on 21/11/2026.")
    assert people.card(office, 1).holds == ()
    (past,) = holds.of_person(office, 1, now_only=False)
    assert past.released_because == f"{reference} was closed"


def test_who_acts_for_another_shows_that_they_may(office: Office, tmp_path: Path) -> None:
    reference = a_searched_request(office, tmp_path)
    findings.decide(office, reference, None, "include")
    details.change(office, reference, {"on_behalf": "solicitor"})
    with pytest.raises(Refusal, match="no proof of authority"):
        findings.settle(office, reference, "provided_in_full")
    letter = Case(office, reference, tmp_path).letter("L03")
    assert "a letter signed by your client" in letter
    assert "asked us, on behalf of somebody else, for a copy of the personal data we hold about them" in letter
    details.change(office, reference, {"authority_seen": "Signed letter of 18/11/2026"})
    findings.settle(office, reference, "provided_in_full")


def test_a_late_request_says_why_before_it_ends(tmp_path: Path) -> None:
    with an_office(today=date(2027, 1, 11)) as office:
        case = from_a_note(office, tmp_path, "general_inquiry", "How long do you keep my data?")
        with pytest.raises(Refusal, match="why it is late"):
            case.letter("L28")
        details.change(office, case.reference, {"topic": "retention", "answer": "Six months.", "hidden_right": "yes"})
        with pytest.raises(Refusal, match="is late: it was to be answered by 20/12/2026"):
            requests.close(office, case.reference, outcome="answered", note="Answered by telephone.", by_hand=True)
        details.change(office, case.reference, {"late_cause": "Two of us were ill", "late_new_date": "2027-01-15"})
        letter = case.letter("L28")
        assert "Two of us were ill" in letter
        assert "Our new date is 15 January 2027" in letter
        (woken,) = calendar.items(office, date(2027, 1, 15), date(2027, 1, 15))
        assert woken.kind == "promise"
        requests.close(office, case.reference, outcome="answered", note="Answered by telephone.", by_hand=True)
        assert calendar.items(office, date(2027, 1, 15), date(2027, 1, 15)) == []


def test_nobody_apologises_for_a_date_that_has_not_passed(office: Office, tmp_path: Path) -> None:
    case = from_a_note(office, tmp_path, "general_inquiry", "How long do you keep my data?")
    with pytest.raises(Refusal, match="nothing to apologise for"):
        case.letter("L28")


def test_a_colleague_is_asked_reminded_on_day_five_every_four_days_and_then_goes_up(
    office: Office, tmp_path: Path
) -> None:
    reference = an_access_request(office, tmp_path)
    lee = {"colleague": "Jo Lee", "email": "jo.lee@example.org"}
    task = holders.ask(office, reference, "Notes", **lee, target=tmp_path / "ask.eml")
    asked = BytesParser(policy=default).parsebytes((tmp_path / "ask.eml").read_bytes())
    assert asked["To"] == "Jo Lee <jo.lee@example.org>"
    words = mail_words(tmp_path / "ask.eml")
    assert "a copy of the personal data we hold about them, and how we use it" in words, "told of her, not to her"
    assert "Look for: Wanda Quill, SMS-1, wanda.quill@mail.example" in words, "and not of whoever has her name"
    with pytest.raises(Refusal, match="No colleague looks after"):
        holders.ask(office, reference, "Requests to the office", **lee, target=tmp_path / "log.eml")
    (chase,) = calendar.items(office, date(2026, 11, 27), date(2026, 11, 27))
    assert (chase.kind, chase.title) == ("chase", f"Remind Notes: {reference} Access")
    day = calendar.days(office, date(2026, 11, 27), date(2026, 11, 27), 3)
    assert [item.kind for item in day[0].items] == ["chase"]
    assert "colleagues" in [item.key for item in requests.file(office, reference).checklist if not item.done]
    assert holders.chase(office, task, tmp_path / "one.eml") == "M02"
    assert holders.tasks(office, reference)[0].next_chase == date(2026, 11, 26)
    assert holders.chase(office, task, tmp_path / "two.eml") == "M02"
    with pytest.raises(Refusal, match="further up"):
        holders.chase(office, task, tmp_path / "three.eml")
    up = Recipient("A. Head", "a.head@example.org", ())
    assert holders.chase(office, task, tmp_path / "three.eml", to=up) == "M03"
    assert "the company breaks the law and its own promise" in mail_words(tmp_path / "three.eml")
    calendar.write_ics(office, tmp_path / "dates.ics")
    assert b"chase" not in (tmp_path / "dates.ics").read_bytes()
    with pytest.raises(Refusal, match="Say what came back"):
        holders.answered(office, task, "")
    holders.answered(office, task, "Nothing found")
    assert calendar.items(office, date(2026, 11, 26), date(2026, 11, 27)) == []


def test_a_manager_reads_of_the_law_only_where_a_law_sets_the_date(office: Office, tmp_path: Path) -> None:
    reference = asked_on(office, "other")
    sources.add_source(office, "Notes")
    task = holders.ask(office, reference, "Notes", colleague="Jo Lee", email="jo@example.org", target=tmp_path / "a")
    up = Recipient("A. Head", "a.head@example.org", ())
    codes = [holders.chase(office, task, tmp_path / f"{number}.eml", to=up) for number in range(3)]
    assert codes[-1] == "M03"
    assert "the company breaks its own promise" in mail_words(tmp_path / "2.eml")


def test_a_day_that_is_owed_stands_in_the_calendar_file_under_a_name_of_its_own(office: Office, tmp_path: Path) -> None:
    reference = asked_on(office, "restriction")
    details.change(office, reference, {"review": "20/01/2027"})
    calendar.write_ics(office, tmp_path / "dates.ics")
    uids = [line for line in (tmp_path / "dates.ics").read_text().splitlines() if line.startswith("UID")]
    assert uids == [
        f"UID:{reference.lower()}@smsdpo.sms-tech.org",
        f"UID:{reference.lower()}.review@smsdpo.sms-tech.org",
    ]


@pytest.mark.parametrize(
    ("kind", "on", "says", "way_out"),
    [
        ("id_requested", date(2026, 11, 19), "before the day of receipt", "correct the day of receipt"),
        ("id_requested", date(2026, 11, 23), "in the future", "on the day it happens"),
        ("id_received", date(2026, 11, 22), "answers nothing", "first"),
        ("engagement", date(2026, 11, 22), "does not belong", "change the type"),
    ],
)
def test_an_event_that_cannot_be_is_refused_with_the_way_out(
    office: Office, kind: str, on: date, says: str, way_out: str
) -> None:
    reference = asked_on(office)
    with pytest.raises(Refusal, match=says) as refused:
        requests.add_event(office, reference, ClockEvent(kind, on, "As it was"))
    assert way_out in refused.value.hint


def test_after_the_date_nothing_is_extended_and_no_question_gives_the_time_back(tmp_path: Path) -> None:
    with an_office(today=date(2027, 1, 11)) as office:
        reference = asked_on(office)
        with pytest.raises(Refusal, match="can no longer be extended"):
            requests.add_event(office, reference, ClockEvent("extended", date(2027, 1, 11), "Much data"))
        with pytest.raises(Refusal, match="asking now does not move the date"):
            requests.add_event(office, reference, ClockEvent("id_requested", date(2027, 1, 11), "Another address"))


def test_a_request_with_open_steps_is_not_closed(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Refusal, match="cannot be closed yet") as refused:
        requests.close(office, reference, outcome="provided_in_full", note="Sent.")
    assert "checklist" in refused.value.hint


def test_an_acknowledgement_counts_from_the_day_it_was_sent_where_that_is_noted(
    office_folder: Path, tmp_path: Path
) -> None:
    with open_office(office_folder) as office:
        case = from_a_note(office, tmp_path, "complaint", "I complain.")
        case.letter("L17a")
    with open_office(office_folder, today=date(2027, 1, 11)) as office:
        (letter,) = requests.file(office, case.reference).letters
        for day in (date(2026, 11, 21), date(2027, 1, 12)):
            with pytest.raises(Refusal, match="between the day it was made and today"):
                other_letters.mark_sent(office, letter.id, "by post", day)
        other_letters.mark_sent(office, letter.id, "by post", date(2026, 12, 29))
        with pytest.raises(Refusal, match="was sent on 29/12/2026"):
            other_letters.mark_sent(office, letter.id, "by e-mail")
        (card,) = requests.page(office, view="overdue").items
        assert (card.left, card.tone) == ("22 days late", "bad"), "it lay in the office until the date had passed"
        entry = requests.file(office, case.reference).timeline[-1]
        assert entry.what == "Letter sent"
        assert entry.note.endswith("(L17a), by post on 29/12/2026, to Tom Ash")


def test_a_complaint_acknowledged_in_time_is_not_late_while_its_outcome_is_owed(
    office_folder: Path, tmp_path: Path
) -> None:
    with open_office(office_folder) as office:
        told, silent = (from_a_note(office, tmp_path, "complaint", f"I complain, {word}.") for word in ("one", "two"))
        told.letter("L17a")
    with open_office(office_folder, today=date(2027, 1, 11)) as office:
        said = {one.reference: one for one in requests.page(office).items}
        assert (said[told.reference].left, said[told.reference].tone) == ("outcome due", "warn")
        assert (said[silent.reference].left, said[silent.reference].tone) == ("22 days late", "bad")
        assert requests.counts(office)["overdue"] == 1
        assert [one.reference for one in requests.page(office, view="overdue").items] == [silent.reference]
        assert [(one.left, one.late) for one in calendar.overdue(office)] == [
            ("outcome due", False),
            ("22 days late", True),
        ]
        late, now, *_ = day_sheet.sheet(office).parts
        assert [[one.left for one in part.entries] for part in (late, now)] == [["22 days late"], ["outcome due"]]
        told.office = office
        with pytest.raises(Refusal, match="not late"):
            told.letter("L28")
