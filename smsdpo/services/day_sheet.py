"""The day sheet (N31): what is late, due and waited for, as a page for the desk; references and types, no names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from smsdpo.core.days import month, weekday
from smsdpo.core.paths import written_whole
from smsdpo.domain import deadlines, punctual, request_types
from smsdpo.domain.records.clocks import DueItem
from smsdpo.letters import day_sheet as paper
from smsdpo.letters.day_sheet import DaySheet, Entry, Part
from smsdpo.model.queries import calendar as queries
from smsdpo.model.queries import cases
from smsdpo.model.requests import Request
from smsdpo.services import clocks, woken
from smsdpo.services.office import Office

AHEAD = 7
"""Days after today that the sheet looks ahead."""
Acknowledged = Mapping[str, Sequence[date]]
"""The days on which complaints were acknowledged, by reference."""


def printed(office: Office) -> bytes:
    """The day's sheet as a PDF."""
    return paper.build(sheet(office), made_at=office.clock.now()).data


def write(office: Office, target: Path, *, overwrite: bool = False) -> int:
    """Write the day's sheet as a PDF; answers how many entries it has."""
    made = sheet(office)
    content = paper.build(made, made_at=office.clock.now()).data
    entries = sum(len(part.entries) for part in made.parts)
    with office.operation("calendar.day_sheet") as op:
        op.note(entries=entries)
        with written_whole(target, overwrite=overwrite) as draft:
            draft.write_bytes(content)
        if not overwrite:
            op.wrote(target)
    return entries


def sheet(office: Office) -> DaySheet:
    """What the day's sheet says."""
    today = office.clock.today()
    until = today + timedelta(days=AHEAD)
    with office.reading() as session:
        known, due = cases.complaints_acknowledged(session, today), queries.due_between(session, date.min, until)
        entry = _writer(office, known)
        gone = [row for row in due if _due_on(row) < today]
        met = [row for row in gone if punctual.is_met(row.effective_due, _of(known, row))]
        late = [row for row in gone if not punctual.is_met(row.effective_due, _of(known, row))]
        works = queries.act_by_between(session, today, until)
        parts = (
            Part("Overdue", "Nothing is overdue.", entry(late)),
            Part("Due today", "Nothing is due today.", entry([*met, *(row for row in due if _due_on(row) == today)])),
            Part("Next 7 days", "Nothing is due.", entry(row for row in due if _due_on(row) > today)),
            Part("To work by", "No answer falls on a free day.", tuple(_work(row) for row in works)),
            Part("Waiting", "Nobody is waited for.", entry(queries.waiting_requests(session))),
            Part("Comes back", "Nothing comes back.", tuple(map(_back, woken.standing(office, session, until)))),
        )
        unsorted, first = queries.messages_to_sort(session)
    return DaySheet(
        organisation=str(office.setting("organisation.name")),
        office=str(office.setting("letters.sender")),
        dated=today,
        summary=_summary(parts, unsorted, first),
        parts=parts,
        sample=office.is_sample,
    )


def _due_on(row: Request) -> date:
    assert row.effective_due is not None  # noqa: S101 - only requests that have this date are looked up
    return row.effective_due


def _of(known: Acknowledged, row: Request) -> Sequence[date]:
    return known.get(row.reference, ())


def _writer(office: Office, known: Acknowledged) -> Callable[[Iterable[Request]], tuple[Entry, ...]]:
    today, days = office.clock.today(), clocks.working_days(office)

    def entry(row: Request) -> Entry:
        counted = deadlines.left_in_words(cases.due_of(row), today, row.type, days=days)
        left, _ = punctual.owed_in_words(counted, row.effective_due, _of(known, row))
        waits = f"Waiting: {row.waiting_for}" if row.waiting_for else ""
        return Entry(row.reference, request_types.get(row.type).short, row.effective_due, left, waits)

    return lambda rows: tuple(entry(row) for row in rows)


def _back(item: DueItem) -> Entry:
    return Entry(item.request, request_types.get(item.type).short, item.on, item.left, item.title.partition(":")[0])


def _work(row: Request) -> Entry:
    answer = _due_on(row)
    note = f"The answer is due on {weekday(answer)} {answer.day} {month(answer)}."
    return Entry(row.reference, request_types.get(row.type).short, row.act_by, "", note)


def _summary(parts: tuple[Part, ...], unsorted: int, first: date | None) -> tuple[str, ...]:
    late, today, soon, works, waiting, back = (len(part.entries) for part in parts)
    said = [
        f"{late} overdue",
        f"{today} due today",
        f"{soon} in the next {AHEAD} days",
        f"{works} to work by",
        f"{waiting} waiting",
        f"{back} that come{'s' if back == 1 else ''} back",
    ]
    if unsorted:
        by = f", the first answer is due on {first.day} {month(first)}" if first else ""
        said.append(f"{unsorted} message{'' if unsorted == 1 else 's'} to sort{by}")
    return tuple(said)
