"""The lists: every view counts what it shows, every order is whole, and the text above finds what it names."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from smsdpo.core.errors import Refusal
from smsdpo.domain.records import Selected
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.model.queries import filters, request_list
from smsdpo.model.requests import Request
from smsdpo.services import holidays, intake, requests
from smsdpo.services import request_list as listed
from smsdpo.services.inbox_list import SORTS as INBOX_SORTS
from smsdpo.services.office import Office
from tests import moulds
from tests.builders import TODAY, a_mail

DAY = timedelta(days=1)


@moulds.once
def five_requests(office: Office, _folder: Path) -> None:
    """One late, one due this week, one later, one that waits, one closed."""
    office.change_settings(
        {"staff": [{"name": "Dilys Pearce", "login": "D. Pearce"}, {"name": "Tom Ash", "login": ""}]}
    )
    for days, kind, name in (
        (52, "access", "Zoë O'Neill"),
        (26, "erasure", "Amir Quinford"),
        (2, "erasure", "bea Carr"),
        (3, "access", "Cal Dunn"),
        (9, "complaint", "Una Bell"),
    ):
        at = datetime(2026, 11, 22, 9, tzinfo=UTC) - timedelta(days=days)
        requests.open_request(office, type=kind, name=name, received_at=at, channel="post")
    requests.add_event(office, "DSR-2026-0004", ClockEvent("id_requested", TODAY, "who is it?"))
    requests.close(office, "DSR-2026-0005", outcome="withdrawn", note="She wrote that it is settled.")
    requests.assign(office, Selected(ids=(1, 3)), "Dilys Pearce")


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Office:
    five_requests(office, tmp_path)
    return office


def names(office: Office, **asked: Any) -> list[str]:
    return [card.person_name for card in requests.page(office, **asked).items]


def test_every_view_shows_as_many_requests_as_it_counts(desk: Office) -> None:
    counts = requests.counts(desk)
    assert counts == {"open": 4, "mine": 2, "overdue": 1, "week": 1, "waiting": 1, "closed": 1, "all": 5}
    assert {view: requests.page(desk, view=view).total for view in listed.VIEWS} == counts
    assert {view: len(requests.page(desk, view=view).items) for view in listed.VIEWS} == counts


@pytest.mark.parametrize("sort", listed.SORTS)
@pytest.mark.parametrize("group", listed.GROUPS)
def test_every_order_turned_round_is_whole_and_pages_of_two_make_the_same_list(
    desk: Office, sort: str, group: str
) -> None:
    for descending in (False, True):
        asked: dict[str, Any] = {"view": "all", "sort": sort, "group": group, "descending": descending}
        whole = names(desk, **asked)
        assert len(set(whole)) == 5
        pages = [names(desk, **asked, offset=at, limit=2) for at in (0, 2, 4, 6)]
        assert [name for page in pages for name in page] == whole


def test_requests_are_sorted_by_what_the_column_shows(desk: Office) -> None:
    assert names(desk, view="all", sort="person") == [
        "Amir Quinford",
        "bea Carr",
        "Cal Dunn",
        "Una Bell",
        "Zoë O'Neill",
    ]
    assert names(desk, view="all", sort="received")[0] == "Zoë O'Neill"
    assert names(desk, view="all", sort="reference", descending=True)[0] == "Una Bell"
    assert names(desk, sort="assignee", descending=True)[:2] == ["bea Carr", "Zoë O'Neill"]
    assert requests.page(desk).items[0].assignee == "Dilys Pearce"
    with pytest.raises(Refusal, match="cannot be sorted by “colour”"):
        requests.page(desk, sort="colour")
    with pytest.raises(Refusal, match="no view “blue”"):
        requests.page(desk, view="blue")


def test_what_has_no_date_comes_last_whichever_way(desk: Office) -> None:
    with desk.operation("test.no_date") as op:
        row = op.session.get(Request, 2)
        assert row is not None
        row.effective_due = None
    for descending in (False, True):
        assert names(desk, view="all", descending=descending)[-1] == "Amir Quinford"
        assert names(desk, view="all", descending=descending, offset=4, limit=1) == ["Amir Quinford"]


def test_a_grouped_list_names_the_heading_of_each_line_and_keeps_lines_together(desk: Office) -> None:
    def headings(group: str, sort: str = "due") -> list[str]:
        return [card.group for card in requests.page(desk, view="all", group=group, sort=sort).items]

    assert headings("due", "person") == ["Before today", "This week", *["Within 30 days"] * 3]
    assert headings("assignee") == [*["Nobody yet"] * 3, *["Dilys Pearce"] * 2]
    by_type = headings("type", "received")
    assert [by_type.count(heading) for heading in dict.fromkeys(by_type)] == [2, 1, 2]
    assert by_type == sorted(by_type)
    assert headings("none") == [""] * 5


def test_the_text_finds_by_name_type_state_assignee_and_days(desk: Office) -> None:
    assert names(desk, text="oneill") == ["Zoë O'Neill"]
    assert names(desk, view="all", text="type:erasure") == ["Amir Quinford", "bea Carr"]
    assert names(desk, view="all", text="type:erasure -quinford") == ["bea Carr"]
    assert names(desk, view="all", text="state:closed") == ["Una Bell"]
    assert names(desk, view="all", text="for:me", sort="person") == ["bea Carr", "Zoë O'Neill"]
    assert names(desk, text="for:dilys type:access") == ["Zoë O'Neill"]
    assert names(desk, text="for:nobody", sort="person") == ["Amir Quinford", "Cal Dunn"]
    assert names(desk, text="for:stranger") == []
    assert names(desk, text="due:week") == ["Amir Quinford"]
    assert names(desk, text="due:late") == ["Zoë O'Neill"]
    assert names(desk, view="all", text="received:>=2026-11-20") == ["bea Carr"]
    assert names(desk, view="all", text='"dsr 2026 0003"') == ["bea Carr"]
    with pytest.raises(Refusal, match="type:blue"):
        requests.page(desk, text="type:blue")


def test_a_request_without_a_date_is_due_on_no_day_and_is_shown_where_days_are_left_out(desk: Office) -> None:
    with desk.operation("test.no_date") as op:
        row = op.session.get(Request, 2)
        assert row is not None
        row.effective_due = None
    assert "Amir Quinford" not in names(desk, text="due:<2030")
    assert "Amir Quinford" in names(desk, text="-due:<2030")


def test_the_length_of_a_list_is_counted_again_once_anything_was_written(desk: Office) -> None:
    assert requests.page(desk, text="type:access").total == 2
    requests.open_request(
        desk, type="access", name="Nia Elm", received_at=datetime(2026, 11, 20, 9, tzinfo=UTC), channel="post"
    )
    assert requests.page(desk, text="type:access").total == 3


def test_the_person_chosen_later_is_the_one_the_list_is_sorted_and_found_by(desk: Office) -> None:
    requests.choose_person(desk, "DSR-2026-0001", 2)
    assert names(desk, text="quinford", sort="reference") == ["Amir Quinford"] * 2


def test_first_pages_are_read_from_narrow_indexes_only(office: Office) -> None:
    asked = filters.Sought("open", (), TODAY, "")
    with office.reading() as session:
        for sort in listed.SORTS:
            order = request_list.order(sort, "none", descending=False, today=TODAY)
            query = select(Request.id).where(*request_list.where(asked)).order_by(*order)
            text = str(query.compile(session.connection(), compile_kwargs={"literal_binds": True}))
            plan = [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
            assert len(plan) == 1, (sort, plan)
            assert "COVERING INDEX" in plan[0], (sort, plan)


# --- the inbox --------------------------------------------------------------------------------------------------------


@moulds.once
def five_messages(office: Office, folder: Path) -> None:
    """One late, one that a waiting request arose from, one put aside, two new ones."""
    written = (
        ("Zoë O'Neill <zoe@example.org>", "my data", "Please send me a copy of my data.", "Thu, 01 Oct 2026"),
        ("Tom Ash <tom@example.org>", "Deletion", "Please delete my data.", "Thu, 19 Nov 2026"),
        ("Shop <news@example.com>", "Offers", "Buy now.", "Fri, 20 Nov 2026"),
        ("amir@example.org", "Access", "Please send me a copy of my data.", "Sat, 21 Nov 2026"),
        ("Bea Carr <bea@example.org>", "Call me", "Please ring.", "Sat, 21 Nov 2026"),
    )
    mails = [
        a_mail(folder, sender=sender, subject=subject, text=text, sent=f"{sent} 10:00:00 +0000")
        for sender, subject, text, sent in written
    ]
    assert len(intake.add_messages(office, mails).added) == 5
    reference = requests.open_request(office, type="erasure", message=2)
    requests.add_event(office, reference, ClockEvent("id_requested", TODAY, "who is it?"))
    intake.not_a_request(office, 3, "newsletter")
    intake.assign(office, Selected(ids=(4,)), "D. Pearce")


@pytest.fixture
def inbox(office: Office, tmp_path: Path) -> Office:
    five_messages(office, tmp_path)
    return office


def subjects(office: Office, **asked: Any) -> list[str]:
    return [card.subject for card in intake.inbox(office, **asked).items]


def test_every_view_of_the_inbox_shows_as_many_messages_as_it_counts(inbox: Office) -> None:
    counts = intake.counts(inbox)
    assert counts == {
        "untriaged": 3, "mine": 1, "overdue": 1, "waiting": 1, "accepted": 1, "not_request": 1, "all": 5
    }  # fmt: skip
    assert {view: intake.inbox(inbox, view=view).total for view in counts} == counts
    assert subjects(inbox, view="waiting") == ["Deletion"]
    assert subjects(inbox, view="overdue") == ["my data"]
    assert intake.inbox(inbox, view="mine").items[0].assignee == "D. Pearce"


@pytest.mark.parametrize("sort", INBOX_SORTS)
def test_every_order_of_the_inbox_is_whole_in_pages_of_two(inbox: Office, sort: str) -> None:
    for descending in (False, True):
        asked: dict[str, Any] = {"view": "all", "sort": sort, "descending": descending}
        whole = subjects(inbox, **asked)
        assert len(set(whole)) == 5
        assert [name for at in (0, 2, 4) for name in subjects(inbox, **asked, offset=at, limit=2)] == whole


def test_the_inbox_is_sorted_by_what_the_column_shows(inbox: Office) -> None:
    alphabet = ["Access", "Call me", "Deletion", "my data", "Offers"]
    assert subjects(inbox, view="all", sort="subject", descending=False) == alphabet
    senders = [card.from_name or card.from_address for card in intake.inbox(inbox, view="all", sort="from").items]
    assert senders == ["Zoë O'Neill", "Tom Ash", "Shop", "Bea Carr", "amir@example.org"]
    assert subjects(inbox)[-1] == "my data"  # the newest first
    with pytest.raises(Refusal, match="cannot be sorted"):
        intake.inbox(inbox, sort="colour")
    with pytest.raises(Refusal, match="no view"):
        intake.inbox(inbox, view="blue")


def test_the_text_above_the_inbox_finds_by_suggestion_day_and_assignee(inbox: Office) -> None:
    assert subjects(inbox, text="type:access") == ["Access", "my data"]
    assert subjects(inbox, text="type:access for:nobody") == ["my data"]
    assert subjects(inbox, view="all", text="state:aside") == ["Offers"]
    assert subjects(inbox, view="all", text="received:2026-10") == ["my data"]
    assert subjects(inbox, text="due:late") == ["my data"]
    assert subjects(inbox, view="all", text='"bea carr"') == ["Call me"]


# --- selections -------------------------------------------------------------------------------------------------------


def test_a_selection_is_told_by_ids_or_by_the_list_itself(desk: Office) -> None:
    def copied(selected: Selected) -> int:
        return requests.rows_as_table(desk, selected).rows

    assert copied(Selected(ids=(1, 5, 99))) == 2
    assert copied(Selected(view="open", text="type:erasure", but=(3,))) == 1
    assert copied(Selected()) == 0


def test_requests_are_given_to_somebody_of_the_office_and_closed_ones_stay(desk: Office) -> None:
    assert requests.assign(desk, Selected(view="all"), "Tom Ash") == 4
    assert requests.page(desk, view="all", text="for:ash").total == 4
    assert requests.assign(desk, Selected(ids=(1,)), "") == 1
    with pytest.raises(Refusal, match="Nobody of that name"):
        requests.assign(desk, Selected(ids=(1,)), "A Stranger")
    with pytest.raises(Refusal, match="None of these requests is open"):
        requests.assign(desk, Selected(ids=(5,)), "Tom Ash")


def test_the_trail_says_how_many_were_given_away_and_names_nobody(desk: Office) -> None:
    requests.assign(desk, Selected(view="all"), "Tom Ash")
    with desk.reading() as session:
        lines = list(session.connection().exec_driver_sql("SELECT action, payload FROM event ORDER BY seq"))
    assert tuple(lines[-1]) == ("request.assign", '{"closed":1,"count":4,"to_nobody":0}')
    assert not any("Ash" in payload for _, payload in lines)


def test_messages_are_put_aside_together_and_those_of_a_request_stay(inbox: Office) -> None:
    everything = Selected(view="all")
    with pytest.raises(Refusal, match="Say why"):
        intake.put_aside(inbox, everything, " ")
    assert intake.put_aside(inbox, everything, "spam") == 3
    assert intake.counts(inbox)["accepted"] == 1
    assert intake.message(inbox, 1).reason == "spam"
    assert intake.bring_back(inbox, Selected(view="not_request", but=(3,))) == 3
    assert intake.counts(inbox)["untriaged"] == 3
    with pytest.raises(Refusal, match="None of these messages is untriaged"):
        intake.put_aside(inbox, Selected(ids=(2,)), "spam")


def test_rows_are_copied_as_a_table_in_the_order_of_the_list(desk: Office) -> None:
    copied = requests.rows_as_table(desk, Selected(view="open", text="type:erasure"), sort="person", descending=True)
    lines = [line.split("\t") for line in copied.text.splitlines()]
    assert lines[0][:3] == ["Reference", "Type", "Person"]
    assert [line[2] for line in lines[1:]] == ["bea Carr", "Amir Quinford"]
    assert (copied.rows, copied.left_out) == (2, 0)


def test_a_strangers_words_neither_break_the_table_nor_become_a_formula(office: Office, tmp_path: Path) -> None:
    mail = a_mail(tmp_path, sender='"=1+1" <x@example.org>', subject="=cmd|' /C calc'!A0")
    intake.add_messages(office, [mail])
    cells = intake.rows_as_table(office, Selected(ids=(1,))).text.splitlines()[1].split("\t")
    assert len(cells) == 10
    assert cells[3].startswith("'=")


def test_twenty_thousand_messages_are_put_aside_at_once_and_copied_up_to_the_limit(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake.add_messages(office, [a_mail(tmp_path)])
    multiply(office, 20_000)
    everything = Selected(view="untriaged", but=(1,))
    assert intake.put_aside(office, everything, "a flood of the same") == 19_999
    assert intake.counts(office)["not_request"] == 19_999
    monkeypatch.setattr("smsdpo.services.copied.MOST", 500)
    copied = intake.rows_as_table(office, Selected(view="all"))
    assert (copied.rows, copied.left_out) == (500, 19_500)
    assert len(copied.text.splitlines()) == 501


def test_the_row_of_a_message_is_known_in_every_order_without_reading_the_list(office: Office, tmp_path: Path) -> None:
    intake.add_messages(office, [a_mail(tmp_path)])
    multiply(office, 60)
    for sort in INBOX_SORTS:
        for descending in (False, True):
            cards = intake.inbox(office, sort=sort, descending=descending).items
            for row in (0, 17, 59):
                assert intake.position(office, cards[row].id, sort=sort, descending=descending) == row
    intake.not_a_request(office, 30, "newsletter")
    assert intake.position(office, 30) is None
    assert intake.position(office, 30, view="not_request") == 0
    assert intake.position(office, 1, text="nobody") is None
    assert intake.position(office, 99, view="all") is None


@pytest.mark.parametrize("group", listed.GROUPS)
def test_the_row_of_a_request_is_known_in_every_group(desk: Office, group: str) -> None:
    for sort in listed.SORTS:
        cards = requests.page(desk, view="all", sort=sort, group=group).items
        rows = [requests.position(desk, card.id, view="all", sort=sort, group=group) for card in cards]
        assert rows == list(range(5))
    assert requests.position(desk, 5, view="open", group=group) is None


def test_a_message_that_asks_for_its_data_back_counts_working_days(office: Office, tmp_path: Path) -> None:
    intake.add_messages(office, [a_mail(tmp_path, sent="Fri, 20 Nov 2026 10:00:00 +0000")])
    with office.operation("test.suggest") as op:
        from smsdpo.model.messages import Message

        row = op.session.get_one(Message, 1)
        row.suggested, row.answer_by = "customer_data_return", date(2026, 11, 25)
    said = intake.inbox(office).items[0]
    assert (said.left, said.tone) == ("2 working days", "warn")
    assert intake.message(office, 1).card == said
    holidays.change(office, str(office.setting("nation")), date(2026, 11, 24), "A day of mourning")
    moved = intake.inbox(office).items[0]
    assert (moved.answer_by, moved.left) == (date(2026, 11, 26), "2 working days"), "the office's own holidays count"
    intake.not_a_request(office, 1, "settled by telephone")
    assert intake.inbox(office, view="all").items[0].left == "", "nothing is left of what has been seen to"


def multiply(office: Office, count: int) -> None:
    """The first message of the inbox, until there are so many."""
    from smsdpo.model.messages import Message

    with office.operation("test.multiply") as op:
        connection = op.session.connection()
        known = list(connection.execute(Message.__table__.select().order_by(Message.id)).mappings())
        rows = [
            {**known[0], "id": number, "sha256": f"{number:064}", "subject": f"Number {number}"}
            for number in range(len(known) + 1, count + 1)
        ]
        connection.execute(insert(Message), rows)


def test_a_whole_selection_is_undone_in_one_step(inbox: Office) -> None:
    from smsdpo.services import undo

    intake.put_aside(inbox, Selected(view="untriaged"), "spam")
    step = undo.undo(inbox)
    assert (step.tag, step.count) == ("message.not_request", 3)
    assert intake.counts(inbox)["untriaged"] == 3
    undo.redo(inbox)
    assert intake.counts(inbox)["untriaged"] == 0


def test_the_dates_of_the_views_are_those_of_the_clock(desk: Office) -> None:
    assert desk.clock.today() == TODAY == date(2026, 11, 22)
    due = requests.page(desk, view="week").items[0].due.effective_due
    assert due is not None
    assert TODAY <= due <= TODAY + 6 * DAY
