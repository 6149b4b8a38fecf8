"""A request from opened to closed: nothing out of turn, every date explained, every refusal with its way out."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import Recipient
from smsdpo.services import findings, intake, outputs, people, requests, undo
from smsdpo.services.office import Office
from tests.builders import a_decided_request, a_mail, an_access_request, two_sources


def test_an_opened_request_has_a_reference_both_dates_and_their_working(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    assert reference == "DSR-2026-0001"
    card = requests.file(office, reference).card
    assert (card.due.policy_due, card.due.statutory_due) == (date(2026, 12, 20), date(2026, 12, 21))
    assert card.due.effective_due == date(2026, 12, 20)
    assert card.due.act_by == date(2026, 12, 18)
    assert card.due.decided_by == "policy"
    assert any("Sunday" in sentence for sentence in card.due.working)


def test_references_count_up_and_are_found_however_typed(office: Office, tmp_path: Path) -> None:
    first = an_access_request(office, tmp_path)
    second = requests.open_request(
        office, type="erasure", name="Tom Ash", received_at=datetime(2026, 11, 21, 9, tzinfo=UTC), channel="phone"
    )
    assert [first, second] == ["DSR-2026-0001", "DSR-2026-0002"]
    assert requests.file(office, " dsr-2026-0002 ").channel == "phone"
    with pytest.raises(Refusal, match="no request DSR-2026-0099"):
        requests.file(office, "DSR-2026-0099")


def test_a_request_by_hand_needs_a_name_and_a_day_of_receipt(office: Office) -> None:
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    with pytest.raises(Refusal, match="when the request reached"):
        requests.open_request(office, type="access", name="Tom Ash")
    with pytest.raises(Refusal, match="who asks"):
        requests.open_request(office, type="access", received_at=now)
    with pytest.raises(Refusal, match="future"):
        requests.open_request(office, type="access", name="Tom Ash", received_at=datetime(2026, 12, 1, tzinfo=UTC))
    with pytest.raises(Refusal, match="no person 77"):
        requests.open_request(office, type="access", person=77, received_at=now)
    with pytest.raises(Refusal, match="no message 77"):
        requests.open_request(office, type="access", message=77)


def test_a_stranger_who_writes_becomes_a_person_that_search_finds(office: Office, tmp_path: Path) -> None:
    message = intake.add_messages(office, [a_mail(tmp_path, sender="Una Bell <una@mail.example>")]).added[0].message
    requests.open_request(office, type="access", message=message)
    assert [hit.name for hit in people.search(office, "una bel")] == ["Una Bell"]
    assert [hit.name for hit in people.search(office, "ub")] == []
    assert [hit.name for hit in people.search(office, "un")] == ["Una Bell"]


def test_identity_takes_the_least_intrusive_way_that_what_we_hold_allows(office: Office, tmp_path: Path) -> None:
    known = requests.file(office, an_access_request(office, tmp_path))
    assert next(method.key for method in known.identity_methods if method.offered) == "known_address"
    message = intake.add_messages(office, [a_mail(tmp_path, sender="Una Bell <una@mail.example>")]).added[0].message
    reference = requests.open_request(office, type="access", message=message)
    offered = {method.key for method in requests.file(office, reference).identity_methods if method.offered}
    assert "known_address" not in offered, "an address proves nothing when it came with the request itself"
    with pytest.raises(Refusal, match="did not come from"):
        requests.record_identity(office, reference, method="known_address")
    with pytest.raises(Refusal, match="note"):
        requests.record_identity(office, reference, method="document_seen")


def test_every_source_answers_and_the_offices_own_log_is_one_of_them(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    requests.record_identity(office, reference, method="known_address")
    by_source = findings.find_data(office, reference)
    assert by_source == {"Accounts": 1, "Notes": 1, "Requests to the office": 1}
    searches = requests.file(office, reference).searches
    assert [search.outcome for search in searches] == ["found", "found", "found"]
    assert "e-mail" in searches[0].terms
    assert "@" not in searches[0].terms


def test_records_that_name_somebody_else_say_so(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    findings.find_data(office, reference)
    others = {card.record.source: card.others for card in findings.page(office, reference).items}
    assert others["Notes"] == ("Marta Silva",)
    assert others["Accounts"] == ()


def test_a_search_done_again_keeps_what_was_decided(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    findings.find_data(office, reference)
    findings.decide(office, reference, None, "include")
    findings.find_data(office, reference)
    assert requests.file(office, reference).undecided == 0


def test_to_redact_needs_words_of_the_record_and_to_withhold_a_reason(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    findings.find_data(office, reference)
    note = next(card for card in findings.page(office, reference).items if card.others)
    with pytest.raises(Refusal, match="Nothing was named"):
        findings.decide(office, reference, [note.id], "redact", reason="names another person")
    with pytest.raises(Refusal, match="not in this record"):
        findings.decide(office, reference, [note.id], "redact", reason="names another person", redactions=["Nobody"])
    with pytest.raises(Refusal, match="Say why"):
        findings.decide(office, reference, [note.id], "withhold")
    with pytest.raises(Refusal, match="not a decision"):
        findings.decide(office, reference, [note.id], "perhaps")
    findings.decide(office, reference, [note.id], "redact", reason="names another person", redactions=note.others)
    assert findings.page(office, reference, decision="redact").items[0].redactions == ("Marta Silva",)


def test_nothing_is_settled_before_identity_search_and_every_decision(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Refusal, match="Identity"):
        findings.settle(office, reference, "provided_in_full")
    requests.record_identity(office, reference, method="known_address")
    with pytest.raises(Refusal, match="searched"):
        findings.settle(office, reference, "provided_in_full")
    findings.find_data(office, reference)
    with pytest.raises(Refusal, match="undecided"):
        findings.settle(office, reference, "provided_in_full")
    with pytest.raises(Refusal, match="not an outcome"):
        findings.settle(office, reference, "thrown_away")
    findings.decide(office, reference, None, "include")
    with pytest.raises(Refusal, match="data is held"):
        findings.settle(office, reference, "no_data_held")
    findings.settle(office, reference, "provided_in_full")
    assert requests.file(office, reference).card.state == "decided"


def test_a_decision_changed_later_opens_the_outcome_again(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    note = next(card for card in findings.page(office, reference).items if card.others)
    findings.decide(office, reference, [note.id], "withhold", reason="It is about another person.")
    file = requests.file(office, reference)
    assert (file.settled, file.card.state) == ("", "review")
    with pytest.raises(Refusal, match="in full"):
        findings.settle(office, reference, "provided_in_full")
    findings.settle(office, reference, "provided_in_part")


def test_a_source_that_cannot_be_searched_says_why(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Refusal, match="Say why"):
        findings.not_searched(office, reference, "Notes", "")
    with pytest.raises(Refusal, match="no source called"):
        findings.not_searched(office, reference, "Attic", "locked")
    findings.not_searched(office, reference, "Notes", "its file is locked")
    search = requests.file(office, reference).searches[0]
    assert (search.outcome, search.reason) == ("not_searched", "its file is locked")


def test_clock_events_move_the_dates_and_the_calendars_sequence(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    before = requests.file(office, reference).card.due
    event = ClockEvent("clarification_requested", date(2026, 11, 22), "eleven years of service notes")
    paused = requests.add_event(office, reference, event)
    file = requests.file(office, reference)
    assert paused.statutory_state == "PAUSED"
    assert paused.policy_due == before.policy_due
    assert (file.card.state, file.card.waiting_for) == ("waiting", "clarification")
    requests.add_event(office, reference, ClockEvent("clarification_received", date(2026, 11, 22)))
    file = requests.file(office, reference)
    assert file.card.waiting_for == ""
    assert [event.kind for event in file.events] == ["clarification_requested", "clarification_received"]


def test_an_event_the_rule_does_not_know_is_refused_and_leaves_nothing(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Refusal, match="future"):
        requests.add_event(office, reference, ClockEvent("id_requested", date(2026, 12, 24), "doubt"))
    assert requests.file(office, reference).events == ()


def test_a_request_is_not_closed_before_its_answer_has_left(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    with pytest.raises(Refusal, match="No letter was made"):
        requests.close(office, reference)
    with pytest.raises(Refusal, match="letter"):
        outputs.mark_sent(office, reference, "by e-mail")
    outputs.create(office, reference, tmp_path)
    with pytest.raises(Refusal, match="not been marked as sent"):
        requests.close(office, reference)
    with pytest.raises(Refusal, match="how"):
        outputs.mark_sent(office, reference, " ")
    outputs.mark_sent(office, reference, "by e-mail")
    with pytest.raises(Refusal, match="another outcome"):
        requests.close(office, reference, outcome="no_data_held")
    requests.close(office, reference)
    file = requests.file(office, reference)
    assert (file.card.state, file.card.outcome) == ("closed", "provided_in_full")
    with pytest.raises(Refusal, match="is closed"):
        requests.close(office, reference)


def test_a_request_withdrawn_is_closed_with_a_note(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Refusal, match="needs a note"):
        requests.close(office, reference, outcome="withdrawn")
    requests.close(office, reference, outcome="withdrawn", note="She wrote on 21 November that it is settled.")
    assert requests.counts(office)["closed"] == 1


def test_views_count_and_sort_in_the_store(office: Office, tmp_path: Path) -> None:
    an_access_request(office, tmp_path)
    requests.open_request(
        office, type="complaint", name="Zoë O'Neill", received_at=datetime(2026, 10, 1, 9, tzinfo=UTC), channel="post"
    )
    assert requests.counts(office) == {
        "open": 2, "mine": 0, "overdue": 1, "week": 0, "waiting": 0, "closed": 0, "all": 2
    }  # fmt: skip
    assert [card.person_name for card in requests.page(office).items] == ["Zoë O'Neill", "Wanda Quill"]
    assert [card.person_name for card in requests.page(office, sort="received", descending=True).items] == [
        "Wanda Quill",
        "Zoë O'Neill",
    ]
    assert [card.reference for card in requests.page(office, text="zoe").items] == ["DSR-2026-0002"]
    assert requests.page(office, view="overdue").items[0].days_left == -22


def test_the_recipient_is_bound_when_the_letter_is_made(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    outputs.create(office, reference, tmp_path)
    requests.set_recipient(office, reference, Recipient("W. Quill", "wanda.quill@mail.example"))
    with pytest.raises(Refusal, match="recipient was changed"):
        outputs.mark_sent(office, reference, "by e-mail")
    with pytest.raises(Refusal, match="recipient was changed"):
        outputs.draft_mail(office, reference, tmp_path / "draft.eml")


def test_the_person_can_be_corrected_until_data_was_found(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    message = intake.add_messages(office, [a_mail(tmp_path, sender="Una Bell <una@mail.example>")]).added[0].message
    other = requests.file(office, requests.open_request(office, type="erasure", message=message)).card.person
    assert other is not None
    requests.choose_person(office, reference, other)
    assert requests.file(office, reference).card.person_name == "Una Bell"
    records = people.card(office, other).records
    kept = [value for record in records for key, _, value, _ in record.fields if key == "reference"]
    assert sorted(kept) == [reference, "DSR-2026-0002"], "the office's own log says whose request it is"
    with pytest.raises(Refusal, match="no person"):
        requests.choose_person(office, reference, 999)
    findings.find_data(office, reference)
    with pytest.raises(Refusal, match="already found"):
        requests.choose_person(office, reference, 1)


def test_an_identity_that_was_checked_does_not_count_for_another_person(office: Office, tmp_path: Path) -> None:
    two_sources(office, tmp_path)
    (wanda,) = people.search(office, "Wanda Quill")
    reference = requests.open_request(office, type="access", name="Una Bell", received_at=office.clock.now())
    requests.record_identity(office, reference, method="document_seen", seen="Driving licence")
    opened = requests.file(office, reference)
    assert opened.identity is not None
    requests.choose_person(office, reference, wanda.person)
    assert requests.file(office, reference).identity is None, "the licence was not Wanda Quill's"
    undo.undo(office, reference)
    assert requests.file(office, reference).identity == opened.identity


def test_the_timeline_tells_the_case_in_order(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    requests.agree_password(office, reference, "by telephone")
    told = [entry.what for entry in requests.file(office, reference).timeline]
    assert told == [
        "Request opened",
        "Identity checked",
        "Sources searched",
        "Records decided",
        "Outcome settled",
        "Password agreed by another channel",
    ]


def test_a_password_is_agreed_only_where_files_leave_and_before_they_do(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    requests.agree_password(office, reference, "by telephone")
    findings.settle(office, reference, "refused", "The same was asked last week.")
    with pytest.raises(Refusal, match="No file leaves"):
        requests.agree_password(office, reference, "by post")
    assert "password" not in [item.key for item in requests.file(office, reference).checklist]
    findings.settle(office, reference, "provided_in_full")
    outputs.create(office, reference, tmp_path)
    outputs.mark_sent(office, reference, "by e-mail")
    with pytest.raises(Refusal, match="has left"):
        requests.agree_password(office, reference, "by post")


def test_a_day_marked_as_it_is_shown_is_blacked_out_as_it_is_kept(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    findings.find_data(office, reference)
    note = next(card for card in findings.page(office, reference).items if card.others)
    findings.decide(office, reference, [note.id], "redact", reason="somebody else's day", redactions=["03/05/2026"])
    assert findings.page(office, reference, decision="redact").items[0].redactions == ("2026-05-03",)
