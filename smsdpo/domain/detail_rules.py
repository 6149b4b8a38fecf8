"""What the fields of a request must agree on, beyond each one by itself (rules.md 3 and 5, promises P63 to P75)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from smsdpo.core.errors import Refusal
from smsdpo.domain.identifiers import fold

PAST = frozenset(
    {"since", "suspended", "stopped", "quarantined", "privacy_told", "lift_notice", "receipt", "last_chance"}
    | {"holds_checked", "told", "people_told"}
)
"""Days on which something was done: they cannot lie ahead."""
WAKES: Mapping[str, str] = {
    "review": "Look at the restriction again",
    "not_until": "The person may be told",
    "regulator_due": "The regulator waits",
    "backups_until": "Last backup expires",
    "late_new_date": "New date promised",
}
"""Days that come back by themselves in the calendar, and what they are called there."""
_ADULT = 18


@dataclass(frozen=True, slots=True)
class Desk:
    """What a rule may look at beside the fields: the day, the letter itself, who handles it, who else could."""

    today: date
    letter: str = ""
    handler: str = ""
    staff: tuple[str, ...] = ()
    now: datetime | None = None
    due_instant: datetime | None = None


def check_change(type_key: str, values: Mapping[str, str], changed: Mapping[str, str], desk: Desk) -> None:
    """Refuses a value that the others, the letter or the day speak against; `values` are all, as they would be."""
    for key in changed:
        value = values.get(key, "")
        if key in PAST and value and date.fromisoformat(value) > desk.today:
            raise Refusal("That day lies ahead.", hint="Write down what was done, on the day on which it was done.")
    for rule in _OF_TYPE.get(type_key, ()):
        rule(values, changed, desk)


def check_end(type_key: str, values: Mapping[str, str], outcome: str, desk: Desk) -> None:
    """Refuses an outcome that what is written down speaks against."""
    for rule in _ENDS.get(type_key, ()):
        rule(values, outcome, desk)


def _called_back(values: Mapping[str, str], changed: Mapping[str, str], desk: Desk) -> None:
    """A number that stands in the letter proves nothing: whoever forged the letter answers it (P69)."""
    number = re.sub(r"\D", "", values.get("call_back_number", ""))[-9:]
    if "call_back_number" in changed and len(number) >= 6 and number in re.sub(r"\D", "", desk.letter):
        raise Refusal(
            "This number stands in the letter itself, so calling it proves nothing.",
            hint="Take the number from a public directory or the body's switchboard.",
        )


def _second_person(values: Mapping[str, str], changed: Mapping[str, str], desk: Desk) -> None:
    approver = fold(values.get("approver", ""))
    if "approver" in changed and approver and approver == fold(desk.handler) and len(desk.staff) > 1:
        raise Refusal(
            "Whoever handles a disclosure does not approve it.", hint="Let another member of the office read it first."
        )


def _not_yet(values: Mapping[str, str], changed: Mapping[str, str], desk: Desk) -> None:
    until = values.get("not_until", "")
    if "not_until" in changed and until and date.fromisoformat(until) <= desk.today:
        raise Refusal("That day has come already.", hint="Tell the person now, or give the day on which the bar ends.")


def _a_minor(values: Mapping[str, str], changed: Mapping[str, str], _desk: Desk) -> None:
    if "age" in changed and values.get("age") and int(values["age"]) >= _ADULT:
        raise Refusal("At 18 or older this is no under-18 report.", hint="Change the type of the request instead.")


def _told_why_not(values: Mapping[str, str], outcome: str, _desk: Desk) -> None:
    if outcome.startswith("disclosed") and values.get("tell_person") not in {None, "", "yes"}:
        if not values.get("tell_because"):
            raise Refusal(
                "Not telling the person needs its reason.", hint="Name the law or order, or what would be prejudiced."
            )
        if values["tell_person"] == "prohibited" and not values.get("not_until"):
            raise Refusal(
                "A bar on telling the person needs the day on which it ends.",
                hint="Where the order names none, give the day on which to ask again.",
            )


def _risk_reported(values: Mapping[str, str], outcome: str, desk: Desk) -> None:
    risk = values.get("risk", "")
    if outcome == "not_reported" and risk in {"risk", "high"}:
        raise Refusal(
            "A breach with a risk to people is reported to the regulator (UK GDPR Art 33).",
            hint="Report it, or write down why a risk is unlikely.",
        )
    if outcome == "reported" and risk == "high":
        raise Refusal(
            "With a high risk the people affected are told too (UK GDPR Art 34).", hint="Tell them, and end with that."
        )
    late = desk.now is not None and desk.due_instant is not None and desk.now > desk.due_instant
    if late and outcome in {"reported", "people_told"} and not values.get("late_reasons"):
        raise Refusal("The 72 hours are over.", hint="Write down the reasons; they go into the report (Art 33(1)).")


_OF_TYPE = {
    "authority_request": (_called_back, _second_person, _not_yet),
    "under_18_report": (_a_minor,),
}
_ENDS = {"authority_request": (_told_why_not,), "breach": (_risk_reported,)}
