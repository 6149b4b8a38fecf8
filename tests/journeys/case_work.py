"""What every journey of a case does: it comes in, is opened, answered, sent and closed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from smsdpo.domain.records.requests import Recipient
from smsdpo.services import findings, intake, notes, outputs, requests
from smsdpo.services.office import Office
from tests.builders import a_mail, two_sources

FRIDAY = datetime(2026, 11, 20, 10, tzinfo=UTC)


@dataclass
class Case:
    """One request at work, and the folder its papers go to."""

    office: Office
    reference: str
    folder: Path

    def letter(self, code: str, **fields: object) -> str:
        """A letter about the request, as its reader sees it."""
        target = self.folder / f"{self.reference} {code}.pdf"
        outputs.letter(self.office, self.reference, code, target, fields=fields)  # type: ignore[arg-type]
        return words_of(target)

    def answer(self) -> str:
        """The answer that the settled outcome asks for."""
        folder = self.folder / "answer"
        folder.mkdir(exist_ok=True)
        return words_of(outputs.create(self.office, self.reference, folder).letter)

    def sent_and_closed(self, how: str = "by e-mail") -> None:
        outputs.mark_sent(self.office, self.reference, how)
        requests.close(self.office, self.reference)
        card = requests.file(self.office, self.reference).card
        assert card.state == "closed"
        assert card.due.effective_due or card.due.instant, "no request is without a clock"

    @property
    def state(self) -> str:
        return requests.file(self.office, self.reference).card.state

    def unticked(self) -> list[str]:
        return [item.key for item in requests.file(self.office, self.reference).checklist if not item.done]


def words_of(file: Path) -> str:
    """All words of a PDF in reading order."""
    import pypdf

    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())


def from_wanda(office: Office, folder: Path, type_key: str, text: str) -> Case:
    """A request of Wanda Quill, whom two sources know, by e-mail."""
    two_sources(office, folder)
    message = intake.add_messages(office, [a_mail(folder, text=text)]).added[0].message
    person = intake.message(office, message).matches[0].person
    return Case(office, requests.open_request(office, type=type_key, message=message, person=person), folder)


def from_a_note(
    office: Office,
    folder: Path,
    type_key: str,
    text: str,
    *,
    channel: str = "phone",
    at: datetime = FRIDAY,
    name: str = "Tom Ash",
    email: str = "tom.ash@mail.example",
    ticket: str = "",
) -> Case:
    """A request that somebody typed in."""
    message = notes.add_note(
        office, channel=channel, received_at=at, sender=Recipient(name, email), text=text, ticket=ticket
    )
    return Case(office, requests.open_request(office, type=type_key, message=message), folder)


def known_and_found(case: Case, decision: str = "include") -> None:
    """Identity checked, every source searched, the person's own records decided."""
    requests.record_identity(case.office, case.reference, method="known_address")
    findings.find_data(case.office, case.reference)
    findings.decide(case.office, case.reference, None, decision)


def seen_and_searched(case: Case) -> None:
    """Somebody we hold nothing of: a document was seen, every source searched."""
    requests.record_identity(case.office, case.reference, method="document_seen", seen="Driving licence, 20/11/2026")
    findings.find_data(case.office, case.reference)
