"""The day a message reached us starts the clock, so the writer's own date is believed only when it can be true."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.core.clock import london_date
from smsdpo.mail.arrival import NoDate, arrival, written_date
from tests.mail.conftest import LETTER, NOW, Read

STAMP = b"Received: from mx.example.net by mail.example.test with ESMTPS; Fri, 20 Nov 2026 09:15:00 +0000\n"
UNSTAMPED = LETTER.replace(STAMP, b"")
DATE = b"Fri, 20 Nov 2026 09:14:30 +0000"


def test_the_mail_servers_stamp_is_the_arrival(read: Read) -> None:
    message = read(LETTER.replace(DATE, b"Fri, 20 Nov 2026 07:00:00 +0000"))
    assert message.received_at == datetime(2026, 11, 20, 9, 15, tzinfo=UTC)
    assert message.received_note == "Received as stamped by the mail server."
    assert message.header_date == "Fri, 20 Nov 2026 07:00:00 +0000"


def test_the_topmost_stamp_is_ours_and_decides(read: Read) -> None:
    ours = STAMP.replace(b"20 Nov 2026 09:15:00", b"21 Nov 2026 00:15:00")
    assert read(ours + LETTER).received_at == datetime(2026, 11, 21, 0, 15, tzinfo=UTC)


def test_without_a_stamp_the_senders_date_is_used_and_named(read: Read) -> None:
    message = read(UNSTAMPED.replace(DATE, b"Sun, 22 Nov 2026 08:00:00 +0000"))
    assert london_date(message.received_at).isoformat() == "2026-11-22"
    assert message.received_note.startswith("Received as dated by the sender")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (b"Fri, 20 Nov 2099 09:14:30 +0000", "lies in the future"),
        (b"Mon, 20 Nov 0000 09:14:30 +0000", "lies before 1995|not a possible date"),
        (b"Fri, 20 Nov 1992 09:14:30 +0000", "lies before 1995"),
        (b"Fri, 20 Nov 2026 09:14:30", "has no time zone"),
        (b"Fri, 31 Feb 2026 09:14:30 +0000", "is not a possible date"),
        (b"Fri, 20 Nov 2026 09:14:30 +9900", "has an impossible time zone"),
        (b"Fri, 20 Nov 2026 09:14:30 LOCAL", "time zone that is not known"),
        (b"last Friday", "is not a date that can be read"),
        (b"", "it has no date"),
    ],
)
def test_a_date_that_cannot_be_true_gives_way_to_the_present_and_says_why(read: Read, written: bytes, why: str) -> None:
    import re

    message = read(UNSTAMPED.replace(DATE, written))
    assert message.received_at == NOW
    assert re.search(why, message.received_note), message.received_note
    assert "22/11/2026" in message.received_note
    assert message.header_date == written.decode()


def test_with_a_stamp_a_false_date_changes_nothing_but_is_told(read: Read) -> None:
    message = read(LETTER.replace(DATE, b"Fri, 20 Nov 2099 09:14:30 +0000"))
    assert message.received_at == datetime(2026, 11, 20, 9, 15, tzinfo=UTC)
    assert "was not used: it lies in the future" in message.received_note


def test_a_false_stamp_gives_way_to_the_next(read: Read) -> None:
    raw = LETTER.replace(STAMP, STAMP.replace(b"2026", b"2099") + STAMP.replace(b"09:15", b"09:14"))
    assert read(raw).received_at == datetime(2026, 11, 20, 9, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("20 Nov 26 09:14 GMT", datetime(2026, 11, 20, 9, 14, tzinfo=UTC)),
        ("Tue, 30 Jun 2026 23:30:00 Z", datetime(2026, 6, 30, 23, 30, tzinfo=UTC)),
        ("Wed, 1 Jul 2026 00:30:00 +0100 (BST)", datetime(2026, 6, 30, 23, 30, tzinfo=UTC)),
        ("Thu, 1 Jan 98 10:00:00 -0500", datetime(1998, 1, 1, 15, 0, tzinfo=UTC)),
        ("Fri,\t20 Nov 2026\r\n 09:14:60 EST", datetime(2026, 11, 20, 14, 14, 59, tzinfo=UTC)),
    ],
)
def test_old_and_odd_spellings_of_dates_are_read(written: str, instant: datetime) -> None:
    assert written_date(written, NOW) == instant


def test_a_sender_whose_clock_is_some_minutes_fast_is_believed_up_to_now() -> None:
    assert arrival([], "Sun, 22 Nov 2026 12:20:00 +0000", NOW)[0] == NOW


def test_the_mailboxs_own_time_comes_after_the_stamp_and_before_the_senders_date() -> None:
    kept = NOW - timedelta(days=1)
    assert arrival([], "Mon, 2 Nov 2026 12:20:00 +0000", NOW, kept)[0] == kept


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_field_whatever_makes_the_arrival_absurd(stamp: str, written: str) -> None:
    instant, note = arrival([stamp], written, NOW)
    assert datetime(1995, 1, 1, tzinfo=UTC) <= instant <= NOW
    assert note.endswith(".")


@given(st.integers(0, 99999), st.integers(0, 99), st.sampled_from(["Jan", "Feb", "Foo"]), st.integers(0, 9999))
def test_numbers_out_of_range_are_refused_not_raised(year: int, day: int, month: str, zone: int) -> None:
    try:
        instant = written_date(f"{day} {month} {year} 10:00:00 +{zone:04}", NOW)
    except NoDate:
        return
    assert instant <= NOW
