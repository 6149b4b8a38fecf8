"""Nobody answers our question: it shows everywhere from its day on, ends in one act, goes on when the answer comes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import Recipient
from smsdpo.services import calendar, day_sheet, details, findings, intake, linked, notes, requests, silence
from smsdpo.services.office import Office
from tests.builders import a_clock, a_mail, an_office, two_sources
from tests.journeys.case_work import Case, from_a_note
from tests.statements import counted

DAY = date(2026, 11, 21)


@pytest.fixture
def asked() -> Iterator[Office]:
    """Three people were asked for something on 21 October; the day on which they may be closed is yesterday."""
    with an_office(today=date(2026, 10, 21)) as office:
        for name, kind, event_kind in (
            ("Tom Ash", "access", "id_requested"),
            ("Ada Moor", "access", "clarification_requested"),
            ("Lin Fair", "consent_withdrawal", "id_requested"),
        ):
            at = datetime(2026, 10, 20, 9, tzinfo=UTC)
            reference = requests.open_request(office, type=kind, name=name, received_at=at)
            requests.add_event(office, reference, ClockEvent(event_kind, date(2026, 10, 21), "Several of this name"))
        yield office


def references(office: Office) -> list[str]:
    return [card.reference for card in requests.page(office, view="all", sort="reference").items]


def test_what_may_be_closed_stands_in_calendar_list_digest_and_day_sheet_from_its_day(asked: Office) -> None:
    first, second, kept = references(asked)
    assert [(one.reference, one.may_close) for one in silence.unanswered(asked)] == [(first, DAY), (second, DAY)]
    assert calendar.to_see_to(asked) == (0, 0)
    assert [item.title for item in calendar.items(asked, DAY, DAY) if item.kind == "silence"] == [
        f"No reply, may be closed: {first} Access",
        f"No reply, may be closed: {second} Access",
    ]
    asked.clock = a_clock()
    assert calendar.to_see_to(asked) == (0, 2), "a withdrawn consent ends without our question being answered"
    soon = {item.request: item for item in calendar.soon(asked) if item.kind == "silence"}
    assert soon.keys() == {first, second}
    assert (soon[first].left, soon[first].tone, soon[first].late) == ("1 day ago", "warn", False)
    assert soon[first].working[0] == "No answer came: proof of identity, asked for on 21/10/2026."
    assert calendar.soon_count(asked) == len(calendar.soon(asked))
    assert all(item.kind == "answer" for item in calendar.overdue(asked)), "nobody is late who may close something"
    back = next(part for part in day_sheet.sheet(asked).parts if part.title == "Comes back")
    assert [(entry.reference, entry.note) for entry in back.entries] == [
        (first, "No reply, may be closed"),
        (second, "No reply, may be closed"),
    ]
    cards = {card.reference: card.may_close for card in requests.page(asked).items}
    assert cards == {first: DAY, second: DAY, kept: None}


def test_all_of_them_are_asked_for_at_once(asked: Office) -> None:
    details.change(asked, references(asked)[0], {"late_new_date": "2026-11-24"})
    with counted() as for_few:
        calendar.items(asked, date(2026, 11, 20), date(2026, 11, 30))
    for number in range(12):
        at = datetime(2026, 10, 20, 9, tzinfo=UTC)
        reference = requests.open_request(asked, type="access", name=f"Person {number}", received_at=at)
        requests.add_event(asked, reference, ClockEvent("id_requested", date(2026, 10, 21), "Another address"))
        details.change(asked, reference, {"late_new_date": "2026-11-25"})
    with counted() as sent:
        assert len(silence.unanswered(asked)) == 14
    assert len([one for one in sent if "request_event" in one]) == 1
    with counted() as for_many:
        assert len(calendar.items(asked, date(2026, 11, 20), date(2026, 11, 30))) > 24
    assert len(for_many) == len(for_few)


def test_closing_for_want_of_an_answer_says_by_itself_why_it_is_late(asked: Office) -> None:
    first, second, _ = references(asked)
    asked.clock = a_clock()
    one = silence.of_request(asked, first)
    assert one is not None
    assert one.because == "No answer came: proof of identity, asked for on 21/10/2026."
    requests.close(asked, first, outcome=silence.OUTCOME, note=one.because)
    said = {item.key: item.value for item in details.items(asked, first)}
    assert said["late_cause"] == one.because
    details.change(asked, second, {"late_cause": "The mail server was down"})
    requests.close(asked, second, outcome=silence.OUTCOME, note="Nobody answered.")
    assert {item.key: item.value for item in details.items(asked, second)}["late_cause"] == "The mail server was down"
    assert silence.unanswered(asked) == []
    assert [item for item in calendar.soon(asked) if item.kind == "silence"] == []


def test_a_reminder_does_not_put_the_day_off(asked: Office) -> None:
    first, *_ = references(asked)
    asked.clock = a_clock()
    requests.add_event(asked, first, ClockEvent("id_requested", date(2026, 11, 10), "Reminded"))
    one = silence.of_request(asked, first)
    assert one is not None
    assert (one.on, one.may_close) == (date(2026, 10, 21), DAY)


def test_the_question_itself_says_how_long_the_office_waits(asked: Office, tmp_path: Path) -> None:
    _, second, _ = references(asked)
    (tmp_path / "first").mkdir()
    assert "nothing within a month we will tell you" in Case(asked, second, tmp_path / "first").letter("L05")
    asked.change_settings({"silence.months": 2})
    assert "nothing within 2 months we will tell you" in Case(asked, second, tmp_path).letter("L05")
    assert [one.may_close for one in silence.unanswered(asked)] == [date(2026, 12, 21)] * 2


def test_who_wrote_meanwhile_is_not_silent_but_an_answering_machine_is(asked: Office, tmp_path: Path) -> None:
    first, second, _ = references(asked)
    asked.clock = a_clock()
    wrote = a_mail(tmp_path, text="I will send it when I am home.", sent="Tue, 10 Nov 2026 09:00:00 +0000")
    machine = a_mail(
        tmp_path,
        subject="Automatic reply: away",
        text="I am out of the office.",
        sent="Tue, 10 Nov 2026 09:05:00 +0000",
        more="Auto-Submitted: auto-replied\r\n",
    )
    for reference, message in zip((first, second), intake.add_messages(asked, [wrote, machine]).added, strict=True):
        intake.link(asked, message.message, reference)
    assert [(one.reference, one.may_close) for one in silence.unanswered(asked)] == [
        (second, DAY),
        (first, date(2026, 12, 10)),
    ]
    with pytest.raises(Refusal, match="from 10/12/2026 on"):
        requests.close(asked, first, outcome=silence.OUTCOME, note="Nobody answered.")
    asked.clock = a_clock(date(2026, 12, 10))
    for reference in (first, second):
        requests.close(asked, reference, outcome=silence.OUTCOME, note="Nobody answered.")
        assert silence.came_late(asked, reference) is None, "it was there before the end"


def test_an_answer_joined_after_the_end_offers_to_take_the_request_up_again_in_one_act(asked: Office) -> None:
    first, second, _ = references(asked)
    asked.clock = a_clock()
    requests.close(asked, first, outcome=silence.OUTCOME, note="Nobody answered.")
    requests.close(asked, second, outcome="withdrawn", note="By telephone.")
    assert silence.came_late(asked, first) is None
    for reference in (first, second):
        at = datetime(2026, 11, 22, 9, 30 if reference == first else 31, tzinfo=UTC)
        message = notes.add_note(
            asked, channel="post", received_at=at, sender=Recipient("Tom Ash"), text=f"For {reference}, as you asked."
        )
        intake.link(asked, message, reference)
    late = silence.came_late(asked, first)
    assert late is not None
    assert (late.on, late.events) == (date(2026, 11, 22), ("id_received",))
    assert silence.came_late(asked, second) is None, "what was withdrawn did not wait for an answer"
    linked.reopen(asked, first, "The proof came", event=ClockEvent(late.events[0], late.on))
    card = requests.file(asked, first).card
    assert (card.state, card.waiting_for, card.due.statutory_due) == ("identity", "", date(2026, 12, 22))
    assert silence.came_late(asked, first) is None


def test_data_that_others_gave_ends_too_when_whoever_asks_stays_silent(tmp_path: Path) -> None:
    with an_office(today=date(2026, 10, 21)) as office:
        at = datetime(2026, 10, 20, 9, tzinfo=UTC)
        case = from_a_note(office, tmp_path, "third_party_supplied", "Who gave you my number? Remove it.", at=at)
        requests.add_event(
            office, case.reference, ClockEvent("id_requested", date(2026, 10, 21), "No number was named")
        )
        office.clock = a_clock()
        findings.settle(office, case.reference, "closed_no_reply")
        assert "You can take it up again at any time" in case.answer()
        case.sent_and_closed()


def test_a_report_of_a_child_does_not_lapse_when_nobody_answers(tmp_path: Path) -> None:
    with an_office(today=date(2026, 10, 21)) as office:
        two_sources(office, tmp_path)
        mail = a_mail(tmp_path, text="My pupil is 15 and in your list.", sent="Tue, 20 Oct 2026 09:00:00 +0000")
        message = intake.add_messages(office, [mail]).added[0].message
        person = intake.message(office, message).matches[0].person
        opened = requests.open_request(office, type="under_18_report", message=message, person=person)
        case = Case(office, opened, tmp_path)
        requests.add_event(office, case.reference, ClockEvent("authority_requested", date(2026, 10, 21)))
        wanted, why = "done_without_reply", "Every record that could be this child's was deleted on 22/10/2026."
        assert [one.outcome for one in silence.unanswered(office)] == [wanted]
        office.clock = a_clock()
        with pytest.raises(Refusal, match="not an outcome"):
            findings.settle(office, case.reference, "closed_no_reply")
        with pytest.raises(Refusal, match="Identity is not checked"):
            findings.settle(office, case.reference, wanted, why)
        requests.record_identity(office, case.reference, method="not_needed", seen="Nothing is given out")
        with pytest.raises(Refusal, match="3 of 3 sources"):
            findings.settle(office, case.reference, wanted, why)
        findings.find_data(office, case.reference)
        findings.decide(office, case.reference, None, "erase")
        with pytest.raises(Refusal, match="no day is noted"):
            findings.settle(office, case.reference, wanted, why)
        details.change(office, case.reference, {"erased_on": "2026-10-22"})
        with pytest.raises(Refusal, match="Who reports, Set apart since, Safeguarding note"):
            findings.settle(office, case.reference, wanted, why)
        words = {"reporter": "teacher", "quarantined": "2026-10-21", "safeguarding": "Nothing worries us", "age": "15"}
        details.change(office, case.reference, words)
        with pytest.raises(Refusal, match="needs its reasons"):
            findings.settle(office, case.reference, wanted)
        findings.settle(office, case.reference, wanted, why)
        letter = case.answer()
        assert why in letter
        assert "Set apart and not used since 21 October 2026" in letter
        assert "Accounts" not in letter, "who may speak for the child is not known, so nothing is told of the data"
        case.sent_and_closed()
        assert {item.key: item.value for item in details.items(office, case.reference)}["late_cause"]
        came = ClockEvent("authority_received", date(2026, 11, 22))
        linked.reopen(office, case.reference, "The mother's letter came", event=came)
        assert case.state == "review"
