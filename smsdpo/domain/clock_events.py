"""The events that move a clock, which clock knows which, and what is refused at the door (rules.md, 2 and 3)."""

from collections.abc import Sequence
from datetime import date, datetime

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import month_clock, request_types
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records.clocks import ClockEvent

EVENT_KINDS = (
    *("id_requested", "id_received", "authority_requested", "authority_received", "fee_requested", "fee_paid"),
    *("clarification_requested", "clarification_received", "extended", "interim_response"),
    *("engagement", "agreed_until", "date_set"),
)

LABELS = {
    "id_requested": "Proof of identity asked for",
    "id_received": "Proof of identity received",
    "authority_requested": "Proof of authority asked for",
    "authority_received": "Proof of authority received",
    "fee_requested": "Fee asked for",
    "fee_paid": "Fee paid",
    "clarification_requested": "Clarification asked for",
    "clarification_received": "Clarification received",
    "extended": "Extension notice sent",
    "interim_response": "Holding letter sent",
    "engagement": "Engagement",
    "agreed_until": "Keeping agreed until",
    "date_set": "Date set",
}

NEEDS_REASON = {
    "id_requested": "why there is doubt about who is asking",
    "fee_requested": "why the request is unfounded or excessive",
    "clarification_requested": "what is unclear",
    "extended": "why more time is needed: complexity, or the number of requests",
    "agreed_until": "who agreed it with the person, and in which words",
    "date_set": "where the date comes from",
}

_PROOFS = frozenset({"id_requested", "id_received", "authority_requested", "authority_received"})
_MONTH = _PROOFS | {"fee_requested", "fee_paid", "extended", "interim_response"}
_ANSWERED = _PROOFS | {"interim_response"}

_KNOWN_TO: dict[str, frozenset[str]] = {
    "month": _MONTH,
    "month_with_pause": _MONTH | {"clarification_requested", "clarification_received"},
    "policy_30_days": _ANSWERED,
    "complaint_ack": _ANSWERED,
    "three_working_days": _ANSWERED,
    "six_months": frozenset({"engagement", "agreed_until"}),
    "date_set": _ANSWERED | {"date_set"},
    "date_set_only": frozenset({"date_set"}),
}

_AHEAD = frozenset({"agreed_until", "date_set"})
"""Events whose day is a day agreed or ordered, which may lie ahead."""

_ASKS = {answer: kind for kind, answer in month_clock.ANSWERS.items()}


def asked_in_words(what: str) -> str:
    """Proof of identity, proof of authority, fee or clarification, in the middle of a sentence."""
    return LABELS[f"{what}_requested"].removesuffix(" asked for").lower()


def kinds_for(rule: str) -> tuple[str, ...]:
    """The events that the clock of this type knows, in the order of `EVENT_KINDS`."""
    known = _KNOWN_TO.get(_clock(rule), frozenset())
    return tuple(kind for kind in EVENT_KINDS if kind in known)


def check_event(
    rule: str,
    received: datetime | date,
    events_so_far: Sequence[ClockEvent],
    new_event: ClockEvent,
    today: date,
    days: WorkingDays,
    *,
    clock: str = "",
) -> None:
    """Refuses an event that cannot be so: the wrong clock, the wrong day, no reason, nothing to answer, too late.
    `clock` is the one by which the request runs, where that is not the usual one of its kind."""
    first = london_date(received) if isinstance(received, datetime) else received
    _check_kind(rule, new_event)
    _check_day(first, new_event, today)
    _check_reason(new_event)
    _check_answer(events_so_far, new_event)
    if (clock or _clock(rule)) in {"month", "month_with_pause"}:
        _check_month(rule, first, events_so_far, new_event, days)


def _clock(rule: str) -> str:
    entry = request_types.REQUEST_TYPES.get(rule)
    return entry.clock_rule if entry else rule


def _check_kind(rule: str, event: ClockEvent) -> None:
    if event.kind not in EVENT_KINDS:
        raise Refusal(f"There is no event “{event.kind}”.", hint=f"Choose one of {', '.join(EVENT_KINDS)}.")
    if event.kind in kinds_for(rule):
        return
    if event.kind.startswith("clarification"):
        raise Refusal(
            "Only an access request is paused for clarification.",
            hint="Ask by letter if you must; the clock runs on. A holding letter keeps the 30 days.",
        )
    raise Refusal(
        f"“{LABELS[event.kind]}” does not belong to this kind of request.",
        hint="Record it as a note instead, or change the type of the request.",
    )


def _check_day(received: date, event: ClockEvent, today: date) -> None:
    if event.on < received:
        raise Refusal(
            f"{event.on:%d/%m/%Y} lies before the day of receipt, {received:%d/%m/%Y}.",
            hint="Check the date of the event, or correct the day of receipt first.",
        )
    if event.on > today and event.kind not in _AHEAD:
        raise Refusal(f"{event.on:%d/%m/%Y} lies in the future.", hint="Record the event on the day it happens.")


def _check_reason(event: ClockEvent) -> None:
    what = NEEDS_REASON.get(event.kind)
    if what and not event.reason.strip():
        raise Refusal(f"“{LABELS[event.kind]}” needs a reason.", hint=f"Say {what}.")


def _check_answer(events: Sequence[ClockEvent], event: ClockEvent) -> None:
    asked_kind = _ASKS.get(event.kind)
    if asked_kind is None:
        return
    waiting = [wait for wait in month_clock.waits(asked_kind, events) if wait.answered is None]
    if not any(wait.asked <= event.on for wait in waiting):
        raise Refusal(
            f"“{LABELS[event.kind]}” answers nothing: it was not asked for by {event.on:%d/%m/%Y}.",
            hint=f"Record “{LABELS[f'{asked_kind}_requested']}” first, on the day it was sent.",
        )


def _check_month(rule: str, received: date, events: Sequence[ClockEvent], event: ClockEvent, days: WorkingDays) -> None:
    pausable = _clock(rule) == "month_with_pause"
    if event.kind == "extended":
        _check_extension(month_clock.reckon(received, [*events, event], days, pausable=pausable), events, event)
    elif event.kind.endswith("_requested"):
        before = month_clock.reckon(received, events, days, pausable=pausable)
        # Own caution of the rules: a question asked when the time is over must not give the time back.
        if before.statutory_due is not None and event.on > before.statutory_due:
            raise Refusal(
                f"The time to answer ended on {before.statutory_due:%d/%m/%Y}; asking now does not move the date.",
                hint="Answer without delay; the question may be sent, but not as an event of the clock.",
            )


def _check_extension(after: month_clock.MonthClock, events: Sequence[ClockEvent], event: ClockEvent) -> None:
    if event.on in after.too_late:
        raise Refusal(
            f"The month ended on {after.month_due:%d/%m/%Y}; it can no longer be extended.",
            hint="An extension notice must be sent before the month ends. Answer without delay and say why it is late.",
        )
    # Whatever was sent too late had no effect, so only a notice in time stands in the way of another.
    if any(earlier.kind == "extended" and earlier.on not in after.too_late for earlier in events):
        raise Refusal(
            "This request has been extended already.",
            hint="The law allows two further months once.",
        )
