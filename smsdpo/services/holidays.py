"""The office's bank holidays: those announced late or taken back, and what moves with them (N3, R2 of rules.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date

from smsdpo.core.errors import Refusal
from smsdpo.domain.holidays import NATIONS, WorkingDays
from smsdpo.domain.records.clocks import Due, HolidayItem, Moved
from smsdpo.model.queries import calendar as queries
from smsdpo.model.queries import cases
from smsdpo.model.requests import HolidayOverride, Request
from smsdpo.model.session import Session
from smsdpo.model.settings import SettingRow
from smsdpo.services import clocks
from smsdpo.services.office import Office

MAX_NAME = 80
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class _Shift:
    """A request or message whose clock was worked out again, and how its dates move; None where they do not."""

    row: Request | None
    due: Due
    moved: Moved | None
    message: int = 0


def of_year(office: Office, year: int, nation: str = "") -> list[HolidayItem]:
    """The year's bank holidays of a nation (the office's own by default): as published, announced and taken back."""
    days = clocks.working_days(office, nation)
    published = WorkingDays(days.nation).holidays(year)
    named = {on: HolidayItem(on, name, taken_back=on in days.removed) for on, name in published.items()}
    named |= {on: HolidayItem(on, name, announced=True) for on, name in days.added.items() if on.year == year}
    return [named[on] for on in sorted(named)]


def preview(office: Office, nation: str, day: date, name: str | None) -> list[Moved]:
    """What `change` would move; nothing is changed."""
    days = clocks.working_days(office, nation)
    name = _checked(days, day, name)
    with office.reading() as session:
        shifts = _shifts(office, session, nation, _with(days, day, name))
        return [shift.moved for shift in shifts if shift.moved]


def change(office: Office, nation: str, day: date, name: str | None) -> list[Moved]:
    """Announce a bank holiday under its name, take one back (an empty name), or leave the day as it is published
    (None); answers what moved. Closed requests keep the dates by which they were answered."""
    days = clocks.working_days(office, nation)
    name = _checked(days, day, name)
    with office.operation("holiday.change", about=f"{nation}:{day}", reason=name or "", undoable=True) as op:
        _override(office, op.session, nation, day, name)
        op.session.flush()
        moved = _move(office, op.session, nation, _with(days, day, name))
        op.note(nation=nation, day=day, kind=_kind(name), moved=len(moved))
    return moved


def preview_nation(office: Office, nation: str) -> list[Moved]:
    """What `change_nation` would move; nothing is changed."""
    days = clocks.working_days(office, nation)
    with office.reading() as session:
        shifts = _shifts(office, session, str(office.setting("nation")), days)
        return [shift.moved for shift in shifts if shift.moved]


def change_nation(office: Office, nation: str) -> list[Moved]:
    """Let the office, and every request that is open, run by another nation's bank holidays; answers what moved."""
    days, before = clocks.working_days(office, nation), str(office.setting("nation"))
    with office.operation("setting.change", about="nation", undoable=True) as op:
        moved = _move(office, op.session, before, days)
        now = office.clock.now().astimezone(UTC)
        op.session.merge(SettingRow(key="nation", value=days.nation, changed_at=now))
        op.note(keys=["nation"], moved=len(moved))
    return moved


def restate(office: Office, session: Session) -> None:
    """Reckon everything open by the holidays as they are now: what was put back may come from before a change."""
    for nation in NATIONS:
        _move(office, session, nation, clocks.working_days(office, nation))


# --- the change itself ------------------------------------------------------------------------------------------------


def _checked(days: WorkingDays, day: date, name: str | None) -> str | None:
    """The name as it is kept, or a refusal of what would change nothing."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Refusal(f"The year {day.year} cannot be right.", hint="Check the day and enter it again.")
    if name is None:
        if day not in days.added and day not in days.removed:
            raise Refusal("This day is as it was published already.", hint="Nothing needs to be changed.")
        return None
    name = " ".join(name.split())
    if len(name) > MAX_NAME or not name.isprintable():
        raise Refusal(f"A holiday's name takes up to {MAX_NAME} printable characters.", hint="Give it a shorter name.")
    if not name and days.name(day) is None:
        raise Refusal("This day is no bank holiday.", hint="Only a bank holiday can be taken back.")
    if name and days.name(day) == name:
        raise Refusal(f"This day is a bank holiday already: {name}.", hint="Nothing needs to be changed.")
    return name


def _with(days: WorkingDays, day: date, name: str | None) -> WorkingDays:
    """The working days as they are after the change."""
    added = {on: said for on, said in days.added.items() if on != day}
    removed = set(days.removed) - {day}
    if name:
        added[day] = name
    elif name is not None:
        removed.add(day)
    return WorkingDays(days.nation, added=added, removed=removed)


def _override(office: Office, session: Session, nation: str, day: date, name: str | None) -> None:
    row = session.get(HolidayOverride, (nation, day))
    if name is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(HolidayOverride(nation=nation, day=day, name=name, recorded_at=office.clock.now()))
    else:
        row.name, row.recorded_at = name, office.clock.now()


def _kind(name: str | None) -> str:
    return "as_published" if name is None else "announced" if name else "taken_back"


# --- what moves -------------------------------------------------------------------------------------------------------


def _move(office: Office, session: Session, nation: str, days: WorkingDays) -> list[Moved]:
    """Store the new dates of everything open that ran by `nation`, and the working also where no date moves."""
    moved: list[Moved] = []
    answer_by: dict[int, date | None] = {}
    for shift in _shifts(office, session, nation, days):
        if shift.row is not None:
            shift.row.nation = days.nation
            clocks.store(shift.row, shift.due)
        elif shift.moved:
            answer_by[shift.message] = shift.due.effective_due
        if shift.moved:
            moved.append(shift.moved)
    for message in queries.messages(session, answer_by):
        message.answer_by = answer_by[message.id]
    return moved


def _shifts(office: Office, session: Session, nation: str, days: WorkingDays) -> Iterator[_Shift]:
    events = queries.events_by_request(session)
    for row in queries.open_of_nation(session, nation):
        due = clocks.reckon(session, row, events.get(row.id, ()), days)
        yield _Shift(row, due, _request_moved(row, due))
    if nation == office.setting("nation"):  # messages know no other
        for waiting in queries.waiting_messages(session):
            due = clocks.of_message(waiting.suggested, waiting.received_at, days)
            yield _Shift(None, due, _message_moved(waiting, due), waiting.id)


def _request_moved(row: Request, due: Due) -> Moved | None:
    before = cases.due_of(row)
    if _told(before) == _told(due):
        return None
    return Moved(
        reference=row.reference,
        type=row.type,
        before=before.effective_due,
        after=due.effective_due,
        work_before=before.act_by,
        work_after=due.act_by,
        law_before=before.statutory_due,
        law_after=due.statutory_due,
    )


def _told(due: Due) -> tuple[date | None, ...]:
    return due.effective_due, due.act_by, due.statutory_due


def _message_moved(waiting: queries.WaitingMessage, due: Due) -> Moved | None:
    if waiting.answer_by == due.effective_due:
        return None
    return Moved("", waiting.suggested, waiting.answer_by, due.effective_due, message=waiting.id)
