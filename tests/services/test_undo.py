"""Undo: what was done is taken back and done again, row by row, and the trail tells all of it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Refusal
from smsdpo.domain.records import Selected, StepCard
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import Recipient
from smsdpo.model import images, opener
from smsdpo.services import (
    audit,
    findings,
    holds,
    holidays,
    intake,
    other_letters,
    outputs,
    people,
    requests,
    sources,
    tags,
    undo,
)
from smsdpo.services.office import Office
from tests.builders import a_decided_request, a_mail, an_access_request, an_office, open_office

Snapshot = dict[str, list[tuple[Any, ...]]]
NEVER_FALL = {"version", "sequence"}


def everything(office: Office) -> Snapshot:
    """Every row that can be put back, but for the two numbers that never fall; and the search index over people."""
    with office.reading() as session:
        run = session.connection().exec_driver_sql
        shot = {
            shape.name: sorted(map(tuple, run(f"SELECT {columns} FROM {shape.name}")), key=repr)  # noqa: S608
            for shape in images.shapes().values()
            for columns in [", ".join(f'"{name}"' for name in shape.columns if name not in NEVER_FALL)]
        }
    return {**shot, "found": [(hit.person,) for hit in people.search(office, "a", limit=500)]}


def rows(office: Office, statement: str) -> list[tuple[Any, ...]]:
    with office.reading() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(statement)]


def the_index_fits(office: Office) -> bool:
    """FTS5 compares its index with the words it stands for, and raises where they differ."""
    with office.aside() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO person_search(person_search, rank) VALUES('integrity-check', 1)"
        )
    return True


def by_hand(office: Office, name: str = "Zelda Quine") -> str:
    """A request of somebody who is new to the office."""
    return requests.open_request(office, type="access", received_at=office.clock.now(), name=name)


# --- one act ----------------------------------------------------------------------------------------------------------


def test_a_message_put_aside_by_mistake_comes_back(office: Office, tmp_path: Path) -> None:
    message = intake.add_messages(office, [a_mail(tmp_path)]).added[0].message
    before = everything(office)
    intake.not_a_request(office, message, "thanks")
    after = everything(office)
    card = undo.undo(office)
    assert (card.tag, card.about, card.count) == ("message.not_request", f"message:{message}", 1)
    assert everything(office) == before != after
    undo.redo(office)
    assert everything(office) == after


def test_undoing_is_an_act_of_its_own_in_the_trail(office: Office) -> None:
    reference = by_hand(office)
    requests.agree_password(office, reference, "telephone")
    step = undo.undo(office, reference).id
    undo.redo(office, reference)
    told = rows(office, "SELECT action, about, payload FROM event ORDER BY seq")
    assert told[-3][:2] == ("request.password", reference)
    assert told[-2] == ("undo.request.password", reference, f'{{"count":1,"messages":0,"rows":1,"step":{step}}}')
    assert told[-1] == ("redo.request.password", reference, f'{{"count":1,"messages":0,"rows":1,"step":{step}}}')
    assert audit.verify(office).intact
    timeline = [entry.what for entry in requests.file(office, reference).timeline]
    assert timeline[-2:] == [
        "Undone: Password agreed by another channel",
        "Done again: Password agreed by another channel",
    ]


def test_an_operation_says_how_it_can_be_taken_back(office: Office, tmp_path: Path) -> None:
    told: list[StepCard | None] = []
    office.listeners.append(lambda changes: told.append(changes.step))
    reference = an_access_request(office, tmp_path)
    findings.find_data(office, reference)
    findings.decide(office, reference, None, "include")
    decided = told[-1]
    assert decided == undo.last(office, reference)
    assert decided is not None
    assert (decided.tag, decided.count) == ("request.decide", 3)
    undo.undo(office, reference)
    assert told[-1] is None
    assert undo.next(office, reference) == decided


def test_an_operation_that_changed_nothing_is_no_step(office: Office) -> None:
    reference = by_hand(office)
    requests.agree_password(office, reference, "telephone")
    first = undo.last(office, reference)
    requests.agree_password(office, reference, "telephone")
    assert undo.last(office, reference) == first


def test_a_failed_operation_is_no_step(office: Office) -> None:
    reference = by_hand(office)
    with pytest.raises(Refusal):
        requests.choose_person(office, reference, 999)
    assert undo.last(office, reference) is None
    assert rows(office, "SELECT count(*) FROM undo_step") == [(1,)]


def test_nothing_to_undo_is_said_calmly(office: Office) -> None:
    with pytest.raises(Refusal, match="nothing to undo"):
        undo.undo(office)
    with pytest.raises(Refusal, match="nothing to do again"):
        undo.redo(office)


def test_a_button_that_still_stands_there_undoes_nothing_else(office: Office) -> None:
    reference = by_hand(office)
    requests.agree_password(office, reference, "telephone")
    toast = undo.last(office, reference)
    assert toast is not None
    requests.agree_password(office, reference, "text message")
    with pytest.raises(Refusal, match="Something else was done since"):
        undo.undo(office, reference, step=toast.id)
    undo.undo(office, reference)
    assert undo.undo(office, reference, step=toast.id) == toast


# --- two stacks -------------------------------------------------------------------------------------------------------


def test_a_request_has_a_stack_of_its_own_and_the_lists_another(office: Office) -> None:
    first, second = by_hand(office), by_hand(office, "Orla Finch")
    requests.agree_password(office, first, "telephone")
    requests.agree_password(office, second, "text message")
    tops = [undo.last(office, scope) for scope in (first, second, "")]
    assert [(top.tag, top.about) for top in tops if top] == [
        ("request.password", first),
        ("request.password", second),
        ("request.open", second),
    ]
    undo.undo(office, first)
    assert rows(office, "SELECT password_by FROM request ORDER BY id") == [("",), ("text message",)]


def test_a_new_act_ends_what_could_be_done_again_in_its_own_stack_only(office: Office) -> None:
    first, second = by_hand(office), by_hand(office, "Orla Finch")
    for reference in (first, second):
        requests.agree_password(office, reference, "telephone")
        undo.undo(office, reference)
    requests.agree_password(office, first, "by hand")
    assert undo.next(office, first) is None
    assert undo.next(office, second) is not None


def test_only_the_last_hundred_steps_are_kept(office: Office) -> None:
    reference = by_hand(office)
    for number in range(105):
        requests.agree_password(office, reference, f"channel {number}")
    assert rows(office, "SELECT count(*) FROM undo_step") == [(100,)]
    assert rows(office, "SELECT count(DISTINCT step_id) FROM undo_row") == [(100,)]
    for _ in range(100):
        undo.undo(office, reference)
    assert rows(office, "SELECT password_by FROM request") == [("channel 4",)]
    assert undo.last(office, reference) is None


# --- a person who was not known before --------------------------------------------------------------------------------


def test_undoing_a_request_takes_its_new_person_out_of_every_index(office: Office, tmp_path: Path) -> None:
    by_hand(office, "Orla Finch")
    message = intake.add_messages(office, [a_mail(tmp_path)]).added[0].message
    before = everything(office)
    reference = requests.open_request(office, type="access", message=message)
    after = everything(office)
    assert [hit.name for hit in people.search(office, "wanda")] == ["Wanda Quill"]
    undo.undo(office)
    assert everything(office) == before
    assert people.search(office, "wanda") == people.search(office, "wa") == people.search(office, "quill@mail") == []
    assert the_index_fits(office)
    undo.redo(office)
    assert everything(office) == after
    assert [hit.name for hit in people.search(office, "quill@mail")] == ["Wanda Quill"]
    assert requests.file(office, reference).card.person_name == "Wanda Quill"
    assert the_index_fits(office)


def test_a_reference_taken_back_is_never_given_again(office: Office) -> None:
    assert by_hand(office) == "DSR-2026-0001"
    undo.undo(office)
    assert by_hand(office) == "DSR-2026-0002"
    undo.undo(office)
    undo.redo(office)
    assert by_hand(office) == "DSR-2026-0003"


def test_the_number_of_a_person_taken_back_is_nobody_elses(office: Office, tmp_path: Path) -> None:
    """Otherwise a step that names the one could, done again, give the data of the other."""
    first = by_hand(office)
    person = rows(office, "SELECT max(id) FROM person")[0][0]
    record = rows(office, "SELECT max(id) FROM record")[0][0]
    assert requests.file(office, first).card.person == person
    undo.undo(office)
    an_access_request(office, tmp_path)  # imports people and records
    ids = rows(office, "SELECT id FROM person") + rows(office, "SELECT id FROM record")
    assert (person,) not in rows(office, "SELECT id FROM person")
    assert (record,) not in rows(office, "SELECT id FROM record")
    assert len(ids) >= 2


# --- what was changed in the meantime ---------------------------------------------------------------------------------


def test_a_row_changed_in_the_meantime_is_left_alone_and_the_step_goes(office: Office, tmp_path: Path) -> None:
    message = intake.add_messages(office, [a_mail(tmp_path)]).added[0].message
    reference = by_hand(office)
    intake.not_a_request(office, message, "thanks")
    with office.operation("message.other") as op:  # by something that cannot be undone
        op.session.connection().exec_driver_sql("UPDATE message SET assignee = 'Ines', version = version + 1")
    before, lines = everything(office), audit.verify(office).entries
    with pytest.raises(Refusal, match="changed in the meantime") as said:
        undo.undo(office)
    assert "change by hand" in said.value.hint
    assert everything(office) == before
    assert audit.verify(office).entries == lines
    card = undo.last(office)
    assert card is not None
    assert card.about == reference


def test_what_stands_on_it_is_undone_first(office: Office) -> None:
    reference = by_hand(office)
    requests.agree_password(office, reference, "telephone")
    before = everything(office)
    with pytest.raises(Refusal, match="changed in the meantime") as said:
        undo.undo(office)
    assert reference in said.value.hint
    assert everything(office) == before
    undo.undo(office, reference)
    undo.undo(office)
    assert requests.counts(office)["all"] == 0


def test_a_hold_that_stands_in_the_way_is_not_told_by_its_number(office: Office) -> None:
    first, other = (requests.file(office, by_hand(office, name)).card.person for name in ("Zelda Quine", "Tom Ash"))
    asked = requests.open_request(
        office, type="authority_request", person=first, received_at=office.clock.now(), channel="post"
    )
    assert other is not None
    requests.choose_person(office, asked, other)
    hold = next(one.id for one in holds.all_holds(office) if one.request == asked)
    holds.release(office, hold, "The order was withdrawn.")
    with pytest.raises(Refusal, match="changed in the meantime") as said:
        undo.undo(office, asked)
    assert said.value.hint == "Undo first what was done since."
    undo.undo(office)
    undo.undo(office, asked)
    assert requests.file(office, asked).card.person == first


def test_a_row_that_came_to_stand_on_it_keeps_it(office: Office, tmp_path: Path) -> None:
    card = sources.add_source(office, "CRM")
    file, mapping = tmp_path / "crm.csv", tmp_path / "crm.json"
    file.write_text("Name,Mail\nOrla Finch,orla@mail.example\n", encoding="utf-8")
    mapping.write_text('{"category": "account", "columns": {"Name": "name", "Mail": "email"}}', encoding="utf-8")
    from smsdpo.services import imports

    imports.import_file(office, file, "CRM", mapping)
    with pytest.raises(Refusal, match="changed in the meantime"):
        undo.undo(office)
    assert card.name in [item.name for item in sources.list_sources(office)]


# --- what has left stays true -----------------------------------------------------------------------------------------


def a_made_answer(office: Office, folder: Path) -> str:
    reference = a_decided_request(office, folder)
    office.change_settings({"organisation.name": "SMS Technologies", "organisation.address": ["1 Mill Lane", "Leeds"]})
    outputs.create(office, reference, folder)
    return reference


def test_after_the_answer_was_made_no_decision_is_undone(office: Office, tmp_path: Path) -> None:
    reference = a_made_answer(office, tmp_path)
    assert undo.last(office, reference) is None
    with pytest.raises(Refusal) as said:
        undo.undo(office, reference)
    assert "answer was made from it" in said.value.hint
    requests.agree_password(office, reference, "telephone")
    undo.undo(office, reference)


def test_after_the_answer_has_left_nothing_of_the_request_is_undone(office: Office, tmp_path: Path) -> None:
    reference = a_made_answer(office, tmp_path)
    requests.agree_password(office, reference, "telephone")
    outputs.mark_sent(office, reference, "by post")
    with pytest.raises(Refusal) as said:
        undo.undo(office, reference)
    assert "has left" in said.value.hint
    requests.close(office, reference)
    with pytest.raises(Refusal) as said:
        undo.undo(office, reference)
    assert "closed" in said.value.hint
    assert all(card.about != reference for card in [undo.last(office)] if card)


def test_a_decision_undone_gives_the_answer_its_approval_back(office: Office, tmp_path: Path) -> None:
    reference = a_made_answer(office, tmp_path)
    findings.decide(office, reference, [1], "withhold", reason="names another person")
    assert [letter.approved for letter in requests.file(office, reference).letters] == [False]
    undo.undo(office, reference)
    opened = requests.file(office, reference)
    assert [letter.approved for letter in opened.letters] == [True]
    assert (opened.settled, opened.card.state) == ("provided_in_full", "decided")


def test_a_letter_beside_the_answer_marked_as_sent_by_mistake_is_not_sent(office: Office, tmp_path: Path) -> None:
    reference = requests.open_request(office, type="complaint", received_at=office.clock.now(), name="Zelda Quine")
    outputs.letter(office, reference, "L17a", tmp_path / "told.pdf")
    (made,) = requests.file(office, reference).letters
    before = everything(office)
    other_letters.mark_sent(office, made.id, "by post")
    (sent,) = requests.file(office, reference).letters
    step = undo.undo(office, reference)
    assert (step.tag, step.count) == ("request.letter_sent", 1)
    assert everything(office) == before
    assert requests.file(office, reference).letters == (made,)
    assert requests.file(office, reference).timeline[-1].what == "Undone: Letter sent"
    undo.redo(office, reference)
    assert requests.file(office, reference).letters == (sent,), "with its day and way"
    undo.undo(office, reference)
    other_letters.mark_sent(office, made.id, "by e-mail")
    assert requests.file(office, reference).letters[0].sent == "by e-mail"


# --- dates ------------------------------------------------------------------------------------------------------------


def sequence(office: Office) -> int:
    return int(rows(office, "SELECT sequence FROM request")[0][0])


def test_the_dates_come_back_and_the_calendars_number_rises(office: Office) -> None:
    reference = requests.open_request(office, type="access", received_at=office.clock.now(), name="Zelda Quine")
    due = requests.file(office, reference).card.due
    at = [sequence(office)]
    waits = ClockEvent("id_requested", date(2026, 11, 22), "the name differs from the account's")
    requests.add_event(office, reference, waits)
    paused = requests.file(office, reference).card
    at.append(sequence(office))
    assert paused.due != due
    assert paused.state == "waiting"
    for way in (undo.undo, undo.redo, undo.undo):
        way(office, reference)
        at.append(sequence(office))
    assert requests.file(office, reference).card.due == due
    assert requests.file(office, reference).card.state == "new"
    assert at == sorted(set(at))
    undo.undo(office)
    undo.redo(office)
    assert sequence(office) > at[-1]


def test_a_holiday_announced_since_counts_for_what_is_put_back(office: Office) -> None:
    reference = requests.open_request(office, type="access", received_at=office.clock.now(), name="Zelda Quine")
    before = requests.file(office, reference).card.due
    event = ClockEvent("extended", date(2026, 11, 22), "many requests at once")
    requests.add_event(office, reference, event)
    extended_to = requests.file(office, reference).card.due.statutory_due
    assert extended_to == date(2027, 2, 22)
    undo.undo(office, reference)
    holidays.change(office, "england-and-wales", extended_to, "Day of Invented Joy")
    assert requests.file(office, reference).card.due == before  # it moves nothing now
    undo.redo(office, reference)
    assert requests.file(office, reference).card.due.statutory_due == date(2027, 2, 23)
    undo.undo(office, reference)
    assert requests.file(office, reference).card.due == before


def test_a_holiday_counts_for_what_is_put_back_though_the_clock_was_set_back_since(office: Office) -> None:
    reference = requests.open_request(office, type="access", received_at=office.clock.now(), name="Zelda Quine")
    requests.add_event(office, reference, ClockEvent("extended", date(2026, 11, 22), "many requests at once"))
    undo.undo(office, reference)
    holidays.change(office, "england-and-wales", date(2027, 2, 22), "Day of Invented Joy")
    office.clock = FixedClock(office.clock.now() - timedelta(hours=5))  # somebody corrects the computer's clock
    requests.open_request(office, type="access", received_at=office.clock.now(), name="Tom Ash")
    undo.redo(office, reference)
    assert requests.file(office, reference).card.due.statutory_due == date(2027, 2, 23)


def test_a_holiday_undone_moves_back_what_was_opened_since(office: Office) -> None:
    plain = requests.due_preview(office, "access", office.clock.now())
    assert plain.act_by is not None
    holidays.change(office, "england-and-wales", plain.act_by, "Day of Invented Joy")
    reference = requests.open_request(office, type="access", received_at=office.clock.now(), name="Zelda Quine")
    assert requests.file(office, reference).card.due != plain
    with office.aside() as session:  # as if the request had been opened long before the oldest step kept
        session.connection().exec_driver_sql("DELETE FROM undo_step WHERE tag = 'request.open'")
    undo.undo(office)
    assert requests.file(office, reference).card.due == plain


# --- coming and going -------------------------------------------------------------------------------------------------


def test_a_lock_keeps_the_steps_and_closing_forgets_them(office_folder: Path) -> None:
    office = open_office(office_folder)
    reference = by_hand(office)
    requests.agree_password(office, reference, "telephone")
    office.close(keep_steps=True)
    office = open_office(office_folder, keep_steps=True)
    undo.undo(office, reference)
    undo.redo(office, reference)
    office.close()
    with open_office(office_folder, keep_steps=True) as office:
        assert undo.last(office, reference) is None
        assert rows(office, "SELECT count(*) FROM undo_row") == [(0,)]


def test_steps_left_by_a_crash_are_forgotten(office_folder: Path) -> None:
    office = open_office(office_folder)
    reference = by_hand(office)
    office.close(keep_steps=True)
    with open_office(office_folder) as office:
        assert undo.last(office) is None
        assert requests.file(office, reference).card.person_name == "Zelda Quine"
        assert rows(office, "SELECT count(*) FROM undo_row") == [(0,)]


def test_steps_that_were_forgotten_leave_no_word_in_the_pages(office_folder: Path) -> None:
    with open_office(office_folder) as office:
        by_hand(office, "Needleworth Quine")
        undo.undo(office)
        assert people.search(office, "needleworth") == []
        office.close(keep_steps=True)
    assert b"Needleworth" in pages(office)
    open_office(office_folder).close()
    assert b"Needleworth" not in pages(office)


def test_steps_that_another_program_keeps_from_being_forgotten_keep_nobody_in_the_office(
    office_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    office = open_office(office_folder)
    reference = by_hand(office)
    assert office.paths is not None
    office.store.engine.raw_connection().execute("PRAGMA busy_timeout = 0")
    other = opener.connect(office.paths.store, office.keys.db)
    other.execute("BEGIN IMMEDIATE")
    office.close()
    other.close()
    assert "could not be forgotten" in caplog.text
    caplog.clear()
    with open_office(office_folder) as office:
        assert requests.file(office, reference).card.person_name == "Zelda Quine"
        assert undo.last(office) is None


def pages(office: Office) -> bytes:
    """Every page of a closed store in clear, free ones included: AES-256-CBC, the nonce in the page's last 80 bytes."""
    assert office.paths is not None
    raw = office.paths.store.read_bytes()
    clear = []
    for start in range(0, len(raw), 4096):
        page = raw[start + (0 if start else 16) : start + 4096]  # before the first page stands the salt
        lock = Cipher(algorithms.AES(office.keys.db), modes.CBC(page[-80:-64])).decryptor()
        clear.append(lock.update(page[:-80]) + lock.finalize())
    assert clear[0].startswith(b"\x10\x00")  # the page size of SQLite's head
    return b"".join(clear)


# --- any sequence of acts ---------------------------------------------------------------------------------------------

Act = Callable[[Office, str], Any]
WAITS = ClockEvent("id_requested", date(2026, 11, 22), "the name differs from the account's")
ACTS: dict[str, Act] = {
    "proof asked for": lambda office, ref: requests.add_event(office, ref, WAITS),
    "proof came": lambda office, ref: requests.add_event(office, ref, ClockEvent("id_received", WAITS.on)),
    "identity": lambda office, ref: requests.record_identity(office, ref, method="known_address"),
    "recipient": lambda office, ref: requests.set_recipient(office, ref, Recipient("W. Quill", "wq@mail.example")),
    "password": lambda office, ref: requests.agree_password(office, ref, "telephone"),
    "find": findings.find_data,
    "not searched": lambda office, ref: findings.not_searched(office, ref, "Notes", "it is down"),
    "include": lambda office, ref: findings.decide(office, ref, None, "include"),
    "withhold": lambda office, ref: findings.decide(office, ref, [1], "withhold", reason="names another"),
    "settle": lambda office, ref: findings.settle(office, ref, "provided_in_full"),
    "refuse": lambda office, ref: findings.settle(office, ref, "refused", "no proof came"),
}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that knows Wanda Quill from two sources and has her message; each test leaves it as it was."""
    with an_office() as office:
        an_access_request(office, tmp_path_factory.mktemp("case"))
        yield office


ONE, ALL = Selected((1,)), Selected(view="all")
IN_THE_LISTS: dict[str, Act] = {
    "board": lambda office, _ref: tags.put_on(office, "requests", ALL, "board"),
    "one for the board": lambda office, _ref: tags.put_on(office, "requests", ONE, "board"),
    "none for the board": lambda office, _ref: tags.take_off(office, "requests", ALL, "board"),
    "late": lambda office, _ref: tags.put_on(office, "requests", ONE, "late"),
    "message": lambda office, _ref: tags.put_on(office, "inbox", ALL, "late"),
    "no message": lambda office, _ref: tags.take_off(office, "inbox", ONE, "late"),
    "given": lambda office, _ref: requests.assign(office, ALL, "D. Pearce"),
    "opened": lambda office, _ref: by_hand(office),
}


@settings(max_examples=12, deadline=None)
@given(wishes=st.lists(st.sampled_from([*IN_THE_LISTS, "undo", "undo", "redo"]), max_size=16))
def test_any_acts_in_the_lists_undone_and_done_again_lead_to_the_same_states(known: Office, wishes: list[str]) -> None:
    office = known
    office.change_settings({"tags": ["board", "late"]})
    states, at = [everything(office)], 0
    for wish in wishes:
        if wish == "undo" and at:
            undo.undo(office)
            at -= 1
        elif wish == "redo" and at < len(states) - 1:
            undo.redo(office)
            at += 1
        elif wish in IN_THE_LISTS:
            step = undo.last(office)
            with suppress(Refusal):
                IN_THE_LISTS[wish](office, "")
            if undo.last(office) != step:
                states, at = [*states[: at + 1], everything(office)], at + 1
        assert everything(office) == states[at]
    for state in reversed(states[:at]):
        undo.undo(office)
        assert everything(office) == state
    assert audit.verify(office).intact


@settings(max_examples=20, deadline=None)
@given(wishes=st.lists(st.sampled_from([*ACTS, "undo", "undo", "redo"]), max_size=24))
def test_any_acts_undone_and_done_again_lead_to_the_same_states(known: Office, wishes: list[str]) -> None:
    office = known
    nothing = everything(office)
    reference = requests.open_request(office, type="access", message=1, person=1, although="The first was sent twice.")
    states, at = [everything(office)], 0
    lines = audit.verify(office).entries
    for wish in wishes:
        if wish == "undo" and at:
            undo.undo(office, reference)
            at -= 1
        elif wish == "redo" and at < len(states) - 1:
            undo.redo(office, reference)
            at += 1
        elif wish in ACTS:
            step = undo.last(office, reference)
            with suppress(Refusal):
                ACTS[wish](office, reference)
            if undo.last(office, reference) != step:
                states, at = [*states[: at + 1], everything(office)], at + 1
        assert everything(office) == states[at]
    for state in reversed(states[:at]):
        undo.undo(office, reference)
        assert everything(office) == state
    for state in states[1:]:
        undo.redo(office, reference)
        assert everything(office) == state
    verdict = audit.verify(office)
    assert verdict.intact
    assert verdict.entries >= lines + at
    for _ in states[1:]:
        undo.undo(office, reference)
    undo.undo(office)
    assert everything(office) == nothing
    assert the_index_fits(office)
