"""The sample: invented people, their letters and what an office has done with them by 22 November 2026."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from smsdpo.core import resources
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.holdings import ImportReport
from smsdpo.domain.records.mail import IntakeReport
from smsdpo.services.office import Office

Progress = Callable[[int, int], None]
DAY = date(2026, 11, 22)
"""The day on which the sample shows what a working day shows."""
MAIL = "sample/mail"
MARKED: Mapping[str, Any] = {
    "sample": "yes",
    "organisation.name": "SAMPLE – SMS Tech",
    "organisation.address": ["1 Sample Street", "Leeds", "LS1 4QX"],
    "dpo.name": "Sam Sample",
}


@dataclass(slots=True)
class Filled:
    """What was put in: imports by source, the mail, and the reference given to each letter that was opened."""

    imports: dict[str, ImportReport] = field(default_factory=dict)
    mail: IntakeReport = field(default_factory=lambda: IntakeReport((), (), ()))
    requests: dict[str, str] = field(default_factory=dict)


def fill(office: Office, progress: Progress | None = None) -> Filled:
    """Put the sample into an empty office through the same doors as any data."""
    described = resources.read_json("sample/sources.json")
    plan = resources.read_json("sample/plan.json")
    steps = len(described) + 1 + len(plan)
    filled = Filled()
    office.change_settings(dict(MARKED))
    for number, source in enumerate(described):
        filled.imports[source["name"]] = _import(office, source)
        _tell(progress, number + 1, steps)
    messages = _add_mail(office, filled)
    for number, act in enumerate(plan, len(described) + 1):
        _ACTS[act["act"]](office, filled, messages, act)
        _tell(progress, number + 1, steps)
    office.forget_steps()  # it is where the work begins: nobody is to undo that it is marked as a sample
    return filled


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _import(office: Office, source: Mapping[str, str]) -> ImportReport:
    from smsdpo.services import imports, sources

    described = {key: value for key, value in source.items() if key not in {"file", "mapping", "name"}}
    sources.add_source(office, source["name"], **described)
    mapping = resources.resource_path(f"sample/{source['mapping']}")
    return imports.import_file(
        office, resources.resource_path(f"sample/{source['file']}"), source["name"], mapping=mapping
    )


def _add_mail(office: Office, filled: Filled) -> dict[str, int]:
    """The number of each message by its place in the sample's mail folder."""
    from smsdpo.services import intake

    folder = resources.resource_path(MAIL)
    filled.mail = intake.add_messages(office, [folder])
    return {_place(item.file, folder): item.message for item in filled.mail.added}


def _place(file: str, folder: Path) -> str:
    return Path(file).relative_to(folder).as_posix()


def _open(office: Office, filled: Filled, messages: Mapping[str, int], act: Mapping[str, Any]) -> None:
    from smsdpo.services import details, requests

    received = datetime.fromisoformat(act["received"]) if "received" in act else None
    reference = requests.open_request(
        office,
        type=act["type"],
        message=messages[act["file"]],
        person=_person(office, act["person"]) if act["person"] else None,
        received_at=received,
        received_reason="As noted when the call was taken" if received else "",
        channel=act.get("channel", "email"),
    )
    filled.requests[act["file"]] = reference
    for event in act.get("events", ()):
        on = date.fromisoformat(event["on"])
        requests.add_event(office, reference, ClockEvent(event["kind"], on, event["reason"]))
    _work(office, reference, act)
    if "details" in act:
        details.change(office, reference, act["details"])
    if "close" in act:
        requests.close(office, reference, outcome=act["close"], note=act["note"], by_hand=True)


def _work(office: Office, reference: str, act: Mapping[str, Any]) -> None:
    """How far the office has come with it."""
    from smsdpo.services import findings, requests

    if "identity" in act:
        requests.record_identity(office, reference, method=act["identity"])
    if "find" in act:
        findings.find_data(office, reference)
    if "decide" in act:
        findings.decide(office, reference, None, act["decide"])


def _person(office: Office, email: str) -> int | None:
    from smsdpo.services import people

    return next((hit.person for hit in people.search(office, email, limit=5)), None)


def _link(office: Office, filled: Filled, messages: Mapping[str, int], act: Mapping[str, Any]) -> None:
    from smsdpo.services import intake

    intake.link(office, messages[act["file"]], filled.requests[act["to"]])


def _put_aside(office: Office, _filled: Filled, messages: Mapping[str, int], act: Mapping[str, Any]) -> None:
    from smsdpo.services import intake

    intake.not_a_request(office, messages[act["file"]], act["reason"])


_ACTS = {"open": _open, "link": _link, "not_a_request": _put_aside}
