"""What the fields of a request must agree on, beyond each one by itself (rules.md 3 and 5, promises P63 to P75)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from smsdpo.core.errors import Refusal
from smsdpo.domain.identifiers import fold
from smsdpo.domain.request_type import DONE_WITHOUT_REPLY

PAST = frozenset(
    {"since", "suspended", "stopped", "quarantined", "privacy_told", "lift_notice", "receipt", "last_chance"}
    | {"holds_checked", "told", "people_told", "erased_on"}
)
"""Days on which something was done: they cannot lie ahead."""


@dataclass(frozen=True, slots=True)
class Wake:
    """A day that comes back by itself in the calendar: its kind there, its name, the field that says it is done.

    `duty` where something has to be done by that day; else something may be done from it on, or it merely passes.
    """

    kind: str
    label: str
    done_by: str = ""
    duty: bool = True

    @property
    def passes(self) -> bool:
        """Whether it is over once its day is, because nothing is left to be done."""
        return not self.duty and not self.done_by


WAKES: Mapping[str, Wake] = {
    "review": Wake("review", "Look at the restriction again", "lift_notice"),
    "not_until": Wake("tell", "May be told", "told", duty=False),
    "regulator_due": Wake("regulator", "The regulator waits", "regulator_outcome"),
    "backups_until": Wake("backups", "Last backup expires", duty=False),
    "late_new_date": Wake("promise", "New date promised"),
}
"""By field. They come back for closed requests too, but for a promised answer, which ends with the request."""
ENDS_WITH_THE_REQUEST = frozenset({"late_new_date"})
_ADULT = 18
_PRESUMED = 12
"""From this age a child in Scotland is presumed to understand what it asks for (Data Protection Act 2018 s.208)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a rule may look at beside the fields: the day, the letter itself, who handles it, who else could."""

    today: date
    letter: str = ""
    handler: str = ""
    staff: tuple[str, ...] = ()
    now: datetime | None = None
    due: date | None = None
    due_instant: datetime | None = None
    nation: str = ""


def check_change(type_key: str, values: Mapping[str, str], changed: Mapping[str, str], desk: Desk) -> None:
    """Refuses a value that the others, the letter or the day speak against; `values` are all, as they would be."""
    for key in changed:
        value = values.get(key, "")
        if key in PAST and value and date.fromisoformat(value) > desk.today:
            raise Refusal("That day lies ahead.", hint="Write down what was done, on the day on which it was done.")
    for rule in _OF_TYPE.get(type_key, ()):
        rule(values, changed, desk)


def check_end(type_key: str, values: Mapping[str, str], outcome: str, desk: Desk, *, early: bool = False) -> None:
    """Refuses an outcome that what is written down speaks against; an `early` one, or one that nobody answered, gives
    nothing out, so who may act need not be settled for it."""
    for rule in (*_ENDS.get(type_key, ()), *(() if early else _EVERY_END)):
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


def _may_act(values: Mapping[str, str], _outcome: str, _desk: Desk) -> None:
    """Somebody who acts for another shows that they may (R5, R15)."""
    if values.get("on_behalf", "self") not in {"", "self"} and not values.get("authority_seen"):
        raise Refusal(
            "Somebody acts for another here, and no proof of authority is noted.",
            hint="Ask for it (letter L03), and write down under “Proof of authority seen” what was seen and when.",
        )


def _child(values: Mapping[str, str], _outcome: str, desk: Desk) -> None:
    """A child that understands what it asks for acts for itself; in Scotland that is presumed from 12 (R14)."""
    age = int(values.get("age") or _ADULT)
    presumed = desk.nation == "scotland" and age >= _PRESUMED
    if age >= _ADULT or presumed or _somebody_answers(values):
        return
    raise Refusal(
        "The data is about a child, and neither its competence nor a parent's authority is noted.",
        hint="Write a note on the child's competence, or what was seen of the parent's or guardian's authority. "
        "In Scotland competence is presumed from 12.",
    )


def _somebody_answers(values: Mapping[str, str]) -> bool:
    return any(values.get(key) for key in ("competence", "guardian_check", "authority_seen"))


def _reported_child(values: Mapping[str, str], outcome: str, _desk: Desk) -> None:
    """Whoever reports a child need not know its age: then too a parent or the child itself stands behind it (P64)."""
    if outcome not in {"not_found", DONE_WITHOUT_REPLY.key} and not values.get("age") and not _somebody_answers(values):
        raise Refusal(
            "Nobody's authority is noted for the child.",
            hint="Write down its age, its competence, or the authority of the parent or guardian.",
        )


def _told_before(values: Mapping[str, str], outcome: str, _desk: Desk) -> None:
    if outcome == "lifted" and values["lifted_from"] <= values["lift_notice"]:
        raise Refusal(
            "The person is told before the restriction is lifted, not as it is (UK GDPR Art 18(3)).",
            hint="Give a day after the notice from which the data is used again.",
        )


def _kept_its_days(_values: Mapping[str, str], outcome: str, desk: Desk) -> None:
    """The policy keeps the data through the whole of the fourteenth day (P58)."""
    if outcome == "deleted" and desk.due is not None and desk.today < desk.due:
        raise Refusal(
            f"The policy keeps the customer's data through {desk.due:%d/%m/%Y}.",
            hint="Delete it at the end of that day; until then the customer may still ask for it.",
        )


_OF_TYPE = {
    "authority_request": (_called_back, _second_person, _not_yet),
    "under_18_report": (_a_minor,),
}
_ENDS = {
    "breach": (_risk_reported,),
    "restriction": (_told_before,),
    "under_18_report": (_reported_child,),
    "termination_deletion": (_kept_its_days,),
}
_EVERY_END = (_may_act, _child)
