"""The working of a date in plain words: one sentence per step, every day that was counted, skipped or paused (N2)."""

from collections.abc import Iterator
from datetime import date, timedelta

from smsdpo.core.days import month, weekday
from smsdpo.domain.holidays import WorkingDays, is_weekend
from smsdpo.domain.month_clock import MonthClock, Wait, add_months

_ONE_DAY = timedelta(days=1)
_FRIDAY = 4

_ASKED_FOR = {"id": "Proof of identity", "authority": "Proof of authority", "fee": "Fee"}
_CAME = {"id": "received", "authority": "received", "fee": "paid"}


class Words:
    """Days in words, seen from the day of receipt: a year is named only where it differs from that day's."""

    def __init__(self, near: date, days: WorkingDays) -> None:
        self.near = near
        self.days = days

    def plain(self, day: date) -> str:
        """`26 December`"""
        year = f" {day.year}" if day.year != self.near.year else ""
        return f"{day.day} {month(day)}{year}"

    def day(self, day: date) -> str:
        """`Saturday 26 December`"""
        return f"{weekday(day)} {self.plain(day)}"

    def received(self, day: date, *, shifted: bool = False) -> str:
        """`shifted`: the message is dated another day where it was written, or in UTC."""
        zone = ", London time" if shifted else ""
        holiday = self.days.name(day)
        if holiday:
            return f"Received {self.day(day)}{zone}, which counts although it is a bank holiday ({holiday})."
        if is_weekend(day):
            return f"Received {self.day(day)}{zone}, which counts although it is a weekend."
        return f"Received {self.day(day)}{zone}."

    def skipped(self, start: date) -> Iterator[str]:
        """Why the days from `start` up to the next working day do not do, in order."""
        day = start
        while not self.days.is_working(day):
            holiday = self.days.name(day)
            if holiday:
                yield f"{self._first_or_next(day, start)} is a bank holiday ({holiday})"
            elif day.weekday() > _FRIDAY + 1:
                yield f"{self._number(day, start)} is a Sunday"
            elif self.days.name(day + _ONE_DAY):
                yield f"{self._number(day, start)} is a Saturday"
            else:
                yield self._weekend(day, start)
                day += _ONE_DAY
            day += _ONE_DAY

    def _weekend(self, saturday: date, start: date) -> str:
        if saturday == start:
            return f"{self.plain(saturday)} is a Saturday"
        sunday = saturday + _ONE_DAY
        if saturday.month != sunday.month:
            return f"{self.plain(saturday)} and {self.plain(sunday)} are a weekend"
        named = "" if saturday.month == start.month else f" {month(sunday)}"
        return f"{saturday.day} and {sunday.day}{named} are a weekend"

    def _number(self, day: date, start: date) -> str:
        return str(day.day) if start < day and day.month == start.month else self.plain(day)

    def _first_or_next(self, day: date, start: date) -> str:
        return f"{weekday(day)} {self._number(day, start)}"

    def moved(self, lead: str, start: date, *, because: tuple[str, ...] = ()) -> str:
        """The sentence that leads from a calendar day to the working day on which a period ends."""
        reasons = (*because, *self.skipped(start))
        end = self.day(self.days.roll(start))
        return f"{lead}, {', '.join(reasons)}, so {end}." if reasons else f"{lead}, {end}."

    def months(self, lead: str, start: date, months: int, excluded: int = 0) -> str:
        """A period of months with its clamping, excluded days and rolling."""
        because = self.clamp(start, months)
        base = add_months(start, months)
        if excluded:
            because += (f"{self.plain(base)} and {_count(excluded)} that {_does(excluded)} not count",)
        return self.moved(lead, base + excluded * _ONE_DAY, because=because)

    def clamp(self, start: date, months: int) -> tuple[str, ...]:
        base = add_months(start, months)
        return (f"there is no {start.day} {month(base)}",) if base.day != start.day else ()

    def policy(self, period: str, due: date) -> str:
        return f"Policy: {period}, {self.day(due)}, does not move."

    def act_by(self, effective: date | None, act_by: date | None) -> tuple[str, ...]:
        if effective is None or act_by is None or effective == act_by:
            return ()
        return (f"Last working day before it: {self.day(act_by)}.",)


def month_sentences(clock: MonthClock, days: WorkingDays, *, shifted: bool) -> list[str]:
    """The working of a statutory month, down to which date decides."""
    words = Words(clock.received, days)
    sentences = [words.received(clock.received, shifted=shifted), words.policy("30 days", clock.policy_due)]
    sentences += [_proof(words, proof) for proof in clock.proofs]
    sentences += [_question(words, question, clock) for question in clock.questions]
    sentences += _law(words, clock)
    sentences += _late_letters(words, clock)
    return [*sentences, _verdict(words, clock)]


def compared(policy: date, statutory: date) -> str:
    """Which of two dates decides when nothing has kept the policy's promise yet."""
    return "Both fall on the same day." if policy == statutory else "The earlier one decides."


def _proof(words: Words, proof: Wait) -> str:
    asked = f"{_ASKED_FOR[proof.kind]}: asked for {words.day(proof.asked)}"
    if proof.answered is None:
        return f"{asked}, not yet {_CAME[proof.kind]}."
    return f"{asked}, {_CAME[proof.kind]} {words.day(proof.answered)}."


def _question(words: Words, question: Wait, clock: MonthClock) -> str:
    asked = f"Clarification: asked {words.day(question.asked)}"
    if not clock.pausable:
        return f"{asked}, which does not pause: only an access request is paused."
    if question.answered is None:
        return f"{asked}, not yet answered."
    out = sorted(day for day in clock.excluded if question.asked <= day <= question.answered)
    answered = f"{asked}, answered {words.day(question.answered)}"
    if not out:
        return f"{answered}, before the month began: no day is taken out."
    span = words.plain(out[0]) if len(out) == 1 else f"{words.plain(out[0])} to {words.plain(out[-1])}"
    return f"{answered}: {_count(len(out))} {_does(len(out))} not count ({span})."


def _law(words: Words, clock: MonthClock) -> list[str]:
    if clock.state == "NOT_STARTED":
        return ["Law: the month has not begun; it runs from the day on which what was asked for arrives."]
    if clock.state == "PAUSED":
        return ["Law: the month is paused until the person answers."]
    since = "" if clock.start == clock.received else f" from {words.day(clock.start)}"
    sentences = [words.months(f"Law: one month{since}", clock.start, 1, len(clock.excluded))]
    if clock.extended_on:
        lead = (
            f"Extension notice sent {words.day(clock.extended_on)}, in time: three months from {words.day(clock.start)}"
        )
        sentences.append(words.months(lead, clock.start, 3, len(clock.excluded)))
    return sentences


def _late_letters(words: Words, clock: MonthClock) -> list[str]:
    late = [f"Extension notice sent {words.day(day)}, after the month ended: no effect." for day in clock.too_late]
    return late + [
        f"Holding letter of {words.day(day)}, after the policy's date: no effect."
        for day in clock.holding_letters
        if day > clock.policy_due
    ]


def _verdict(words: Words, clock: MonthClock) -> str:
    if clock.kept_by:
        what, day = clock.kept_by
        kept = f"The {what} of {words.day(day)} keeps the policy's promise"
        return (
            f"{kept}; until the law's month runs there is no date."
            if clock.state != "due"
            else f"{kept}, so the law decides."
        )
    if clock.statutory_due is None:
        return "Until then the policy's date decides."
    return compared(clock.policy_due, clock.statutory_due)


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _does(days: int) -> str:
    return "does" if days == 1 else "do"
