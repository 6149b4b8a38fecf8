"""What the request's workspace asks of the services. Everything here runs on the store's thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.core.errors import PartRefusal, Refusal
from smsdpo.ui import case_work, texts
from smsdpo.ui.case_work import Beside
from smsdpo.ui.request_keeping import reason_of
from smsdpo.ui.texts import request as says

if TYPE_CHECKING:
    from smsdpo.domain.records import Page
    from smsdpo.domain.records.clocks import Due
    from smsdpo.domain.records.people import LookAlike, PersonHit
    from smsdpo.domain.records.requests import FindingCard, MadeOutputs, Recipient, RequestFile
    from smsdpo.services.office import Office

Progress = Callable[[int, int], None]
_COUNTED = 500  # findings among which other people are counted for the line below the list


@dataclass(frozen=True, slots=True)
class Opened:
    """A request as its workspace shows it: `hidden` are the words blacked out in every record, `naming` counts the
    records in which other people can still be read, `beside` is what belongs to it, `actor` is who opened it."""

    file: "RequestFile"
    hidden: tuple[str, ...] = ()
    naming: int = 0
    against: Mapping[str, str] = field(default_factory=dict)
    """Why an outcome cannot be chosen, where the decisions speak against it."""
    beside: Beside = field(default_factory=Beside)

    @property
    def reference(self) -> str:
        return self.file.card.reference

    @property
    def actor(self) -> str:
        return self.file.timeline[0].actor if self.file.timeline else ""

    @property
    def own_words(self) -> tuple[str, ...]:
        """By which words a record is seen to be about this person."""
        message = self.file.message
        address = message.card.from_address if message else ""
        return tuple(word for word in (self.file.card.person_name, address) if word)


def opened(office: "Office", reference: str) -> Opened:
    """Everything the workspace shows."""
    from smsdpo.services import findings, requests

    file = requests.file(office, reference)
    cards = findings.page(office, reference, limit=_COUNTED).items if file.findings else ()
    hidden = {word for card in cards if card.decision == "redact" for word in card.redactions}
    longest_first = tuple(sorted(hidden, key=lambda word: (-len(word), word)))
    naming = sum(1 for card in cards if card.decision != "withhold" and not set(card.others) <= hidden)
    against = findings.spoken_against(office, reference)
    return Opened(file, longest_first, naming, against, case_work.beside(office, reference, file.card.person))


def found(office: "Office", reference: str, offset: int, limit: int) -> "Page[FindingCard]":
    """A page of the data found."""
    from smsdpo.services import findings

    return findings.page(office, reference, offset=offset, limit=limit)


def record_event(office: "Office", reference: str, kind: str, reason: str = "") -> None:
    """Something that moves the clock, today."""
    from smsdpo.domain.records.clocks import ClockEvent
    from smsdpo.services import requests

    requests.add_event(office, reference, ClockEvent(kind, office.clock.today(), reason))


def record_identity(office: "Office", reference: str, method: str, seen: str) -> None:
    """How we know the person."""
    from smsdpo.services import requests

    requests.record_identity(office, reference, method=method, seen=seen)


def find_data(office: "Office", reference: str, progress: Progress) -> str:
    """Search every source; answers what was found in words."""
    from smsdpo.services import findings, requests

    findings.find_data(office, reference, progress)
    file = requests.file(office, reference)
    return texts.FOUND_TOAST.format(
        records=texts.counted(file.findings, "record"), sources=texts.counted(len(file.searches), "source")
    )


def decide(
    office: "Office",
    reference: str,
    ids: Sequence[int] | None,
    decision: str,
    reason: str = "",
    redactions: Sequence[str] = (),
) -> int:
    """Decide about records; without `ids` about all that are still open."""
    from smsdpo.services import findings

    return findings.decide(office, reference, ids, decision, reason=reason, redactions=redactions)


def keep(office: "Office", reference: str, ids: Sequence[int] | None, words: Mapping[str, str]) -> int:
    """Keep records although their erasure was asked for; without `ids` every one."""
    from smsdpo.services.decided import DIFFERENT_PERSON

    wanted = all_ids(office, reference) if ids is None else ids
    return decide(office, reference, wanted, "keep", reason_of(words, DIFFERENT_PERSON))


def all_ids(office: "Office", reference: str) -> list[int]:
    """Every finding of the request: what Ctrl+A means (screens.md, row 5)."""
    from smsdpo.services import findings

    total = findings.page(office, reference, limit=1).total
    return [card.id for card in findings.page(office, reference, limit=max(total, 1)).items]


def next_undecided(office: "Office", reference: str, after: int, *, back: bool = False) -> int | None:
    """The row of the next record without a decision, beginning after row `after` and going round; or, going `back`,
    of the one before."""
    from smsdpo.services import findings

    return findings.next_undecided(office, reference, after, back=back)


def settle(office: "Office", reference: str, outcome: str, note: str) -> None:
    """How the request will end."""
    from smsdpo.services import findings

    findings.settle(office, reference, outcome, note)


def close(office: "Office", reference: str, outcome: str, note: str) -> None:
    """End a request that needs no answer made here."""
    from smsdpo.services import requests

    requests.close(office, reference, outcome=outcome, note=note)


def create(
    office: "Office",
    reference: str,
    folder: Path,
    fields: Mapping[str, str] | None = None,
    substitute: Mapping[str, str] | None = None,
) -> "MadeOutputs":
    """Workbook, archive and letter in `folder`, which is made if need be. `fields` are what the letter lacked,
    `substitute` what stands for characters that cannot be printed."""
    from smsdpo.services import outputs

    folder.mkdir(parents=True, exist_ok=True)
    return outputs.create(office, reference, folder, fields=dict(fields or {}), substitute=substitute)


def letter(office: "Office", number: int) -> bytes:
    """A letter that was made, byte for byte."""
    from smsdpo.services import outputs

    return outputs.letter_bytes(office, number)


def draft_mail(office: "Office", reference: str, target: Path, *, answer: bool = False) -> Path:
    """The latest letter as a draft e-mail, or the latest `answer`."""
    from smsdpo.services import outputs

    return outputs.draft_mail(office, reference, target, answer=answer)


def change_recipient(office: "Office", reference: str, recipient: "Recipient") -> None:
    """Where the answer goes."""
    from smsdpo.services import requests

    requests.set_recipient(office, reference, recipient)


def agree_password(office: "Office", reference: str, channel: str) -> None:
    """By which other channel the password goes."""
    from smsdpo.services import requests

    requests.agree_password(office, reference, channel)


def mark_sent(office: "Office", reference: str, how: str) -> None:
    """The answer has left: note how."""
    from smsdpo.services import outputs

    outputs.mark_sent(office, reference, how)


def close_answered(office: "Office", reference: str) -> None:
    """End a request whose answer has left, as it was settled."""
    from smsdpo.services import requests

    requests.close(office, reference)


def not_searched(office: "Office", reference: str, source: str, reason: str) -> None:
    """A source was left out, and why."""
    from smsdpo.services import findings

    findings.not_searched(office, reference, source, reason)


def search_people(office: "Office", text: str, limit: int) -> "list[PersonHit]":
    """People of the register."""
    from smsdpo.services import people

    return people.search(office, text, limit=limit)


def due_of(office: "Office", key: str, received_at: datetime) -> "Due":
    """The dates that a request of this kind would have."""
    from smsdpo.services import requests

    return requests.due_preview(office, key, received_at)


def choose_person(office: "Office", reference: str, person: int) -> None:
    """Whose data is asked for."""
    from smsdpo.services import requests

    requests.choose_person(office, reference, person)


def look_alikes(office: "Office", person: int) -> "list[LookAlike]":
    """People whom a hurried eye takes for this one."""
    from smsdpo.services import lookalikes

    return lookalikes.lookalikes(office, person)


PROOF_LETTER = "L02"


def ask_proof(
    office: "Office",
    reference: str,
    reason: str,
    folder: Path,
    fields: Mapping[str, str] | None = None,
    substitute: Mapping[str, str] | None = None,
) -> None:
    """Ask for proof of identity: the letter that says why, and the clock of the law that waits for the answer."""
    from smsdpo.services import outputs

    folder.mkdir(parents=True, exist_ok=True)
    said = {"identity_reason_for_doubt": reason, **(fields or {})}
    outputs.letter(office, reference, PROOF_LETTER, folder, fields=dict(said), substitute=substitute)
    try:
        record_event(office, reference, "id_requested", reason)
    except Refusal as error:
        raise PartRefusal(
            says.ASK_PROOF_HALF.format(why=error.message), hint=says.ASK_PROOF_HALF_HINT.format(hint=error.hint)
        ) from error
