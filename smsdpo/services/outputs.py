"""What leaves the office for a request: workbook, archive and letter, made together, proved, kept, marked as sent."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import written_whole
from smsdpo.domain import lifecycle, request_types
from smsdpo.domain.records.requests import MadeOutputs, Recipient, letter_file
from smsdpo.letters import catalogue
from smsdpo.letters.fields import NAMELESS, FieldValue
from smsdpo.model.letters import Export, Letter
from smsdpo.model.people import Person
from smsdpo.model.queries import cases, inbox
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import case_letter_fields, disclosure, kept_out, lateness, letter_fields, other_letters, silence
from smsdpo.services.case_facts import facts_of
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation
from smsdpo.services.requests import move, need_for_reading, need_unsent, outcome_of, person_of

if TYPE_CHECKING:
    from smsdpo.letters.house_paper import HousePaper


@dataclass(frozen=True, slots=True)
class SetLetter:
    """A letter set as PDF, before it is kept."""

    template: catalogue.LetterTemplate
    to: Recipient
    fields: dict[str, FieldValue]
    pdf: bytes
    pages: int


def create(
    office: Office,
    reference: str,
    folder: Path,
    *,
    fields: Mapping[str, FieldValue] | None = None,
    substitute: Mapping[str, str] | None = None,
) -> MadeOutputs:
    """Make the answer of a request: what is released as workbook and archive, and the letter that goes with it.

    Nothing is made before identity and every decision are settled. The files are proved by reopening before this
    returns; where anything fails, none of them is left behind.
    """
    with office.operation("export.make", about=reference) as op:
        row = need_unsent(op, reference)
        code = _answer_code(op.session, row)
        person = person_of(op.session, row)
        out = disclosure.of_request(office, op.session, row, person)
        files: list[Path] = []
        workbook = archive = manifest = None
        if outcome_of(row, row.settled).gives_data:
            from smsdpo.export.subject_file import write_subject_file

            made = write_subject_file(out.file, folder)
            files = [workbook, archive, manifest] = [made.workbook.path, made.archive.path, made.manifest.path]
            op.wrote(*files)
            _keep_export(office, op, row, person, out, files)
        letter = _set_letter(office, op.session, row, code, out, files, substitute, fields)
        target = _beside(op.session, row, code, folder)
        _write(op, target, letter.pdf)
        _keep_letter(office, op, row, letter, approved=True)
        op.note(substituted=len(substitute or {}))  # a changed character is a choice that can be asked about
        op.note(letter=code, records=out.included + out.redacted, redacted=out.redacted, withheld=out.withheld)
        return MadeOutputs(
            workbook, archive, manifest, target, out.included + out.redacted, out.redacted, out.withheld, letter.pages
        )


def export_person(office: Office, person: int, folder: Path) -> disclosure.Disclosure:
    """Everything held about a person, for the office's own eyes: an export outside a request is in the trail too."""
    from smsdpo.export.subject_file import write_subject_file
    from smsdpo.services import policy

    with office.operation("export.person", about=f"person:{person}") as op:
        who = op.session.get(Person, person)
        if who is None:
            raise Refusal(f"There is no person {person}.", hint="Search people first.")
        out = disclosure.of_person(office, op.session, who, policy.version_on(office.clock.today()))
        made = write_subject_file(out.file, folder)
        op.wrote(made.workbook.path, made.archive.path, made.manifest.path)
        op.note(records=out.included)
        return out


def letter_bytes(office: Office, letter: int) -> bytes:
    """A letter that was made, byte for byte."""
    with office.reading() as session:
        row = session.get(Letter, letter)
        if row is None:
            raise Refusal("There is no such letter.", hint="See the letters of the request.")
        return office.blobs.read(session, row.blob_id)


def letter(
    office: Office,
    reference: str,
    code: str,
    target: Path,
    *,
    fields: Mapping[str, FieldValue] | None = None,
    substitute: Mapping[str, str] | None = None,
) -> SetLetter:
    """Make one letter of a request, keep it and write it to `target`, into which it goes under a name of its own where
    that is a folder; what is missing for it is named."""
    with office.operation("letter.make", about=reference) as op:
        row = other_letters.need_for(op, reference, code)
        if code in answers_to(row):
            _refuse_other_answer(op.session, row, code)
        if code == lateness.APOLOGY:
            lateness.check_apology(office, op.session, row)
        out = disclosure.of_request(office, op.session, row, person_of(op.session, row))
        files = [Path(name) for card in cases.exports_of(op.session, row.id)[-1:] for name in card.files]
        made = _set_letter(office, op.session, row, code, out, files, substitute, fields)
        target = _beside(op.session, row, code, target) if target.is_dir() else target
        _keep_letter(office, op, row, made, approved=True)
        op.note(letter=code, pages=made.pages, substituted=len(substitute or {}))
        _write(op, target, made.pdf)
        return made


def mark_sent(office: Office, reference: str, how: str) -> None:
    """Note that the answer has left, and how: from now on nothing of it can be changed."""
    if not how.strip():
        raise Refusal("Say how the answer was sent.", hint="For example: by e-mail, by post, by hand.")
    with office.operation("request.released", about=reference) as op:
        row = need_unsent(op, reference)
        made = _answer_to_send(op.session, row)
        silence.check_end(office, op.session, row, row.settled)  # who has answered meanwhile is not silent
        row.released_at = made.sent_at = office.clock.now()
        row.released_how = made.sent_how = how.strip()
        kept_out.put_on_list(office, op, row, outcome_of(row, row.settled))
        move(row, "released")


def draft_mail(office: Office, reference: str, target: Path, *, answer: bool = False) -> Path:
    """A complete draft e-mail with the latest letter, or the latest `answer`, and the archive where it is the
    answer that goes with one; a person sends it (settled point 6)."""
    from smsdpo.mail.outgoing import can_be_answered, draft

    with office.operation("mail.draft", about=reference) as op:
        row = need_for_reading(op.session, reference)
        op.about = row.reference
        made = cases.latest_letter(op.session, row.id, answers_to(row) if answer else ())
        if made is None:
            raise Refusal("There is no letter to send yet.", hint="Create it first.")
        answers = made.code in answers_to(row)
        if answers:
            _answer_to_send(op.session, row)
        to = other_letters.recipient_for(op.session, row, made.code)
        if not answers:
            _refuse_other_recipient(to, made)
        to = other_letters.printed_for(office, to, made.code, made.fields)
        asked = to == cases.recipient_of(row)  # else it must not show whose letter it follows
        attachments = [
            (f"{row.reference} {made.code}.pdf", "application/pdf", office.blobs.read(op.session, made.blob_id)),
            *(_archive_of(office, op.session, row) if answers and outcome_of(row, row.settled).gives_data else ()),
        ]
        origin = inbox.origin_of(op.session, row.id)
        content = draft(
            sender=Recipient(str(office.setting("organisation.name")), str(office.setting("organisation.email"))),
            recipient=to,
            subject=f"{'Your request' if asked else 'Our letter'} {row.reference}",
            text=_cover(
                office, letter_fields.salutation(op.session, row, to), _in_cover(row, asked=asked, answers=answers)
            ),
            attachments=attachments,
            message_id=f"<{row.reference.lower()}.{made.id}@smsdpo.sms-tech.org>",
            in_reply_to=origin.message_id if asked and origin and can_be_answered(origin.message_id) else "",
            at=office.clock.now(),
        )
        _write(op, target, content)
        return target


def _in_cover(row: Request, *, asked: bool, answers: bool) -> str:
    if not asked:
        return f"our letter {row.reference}"
    return f"our {'answer to' if answers else 'letter about'} your request {row.reference}"


def _cover(office: Office, salutation: str, what: str) -> str:
    return "\n".join(
        [
            f"{salutation},",
            "",
            f"Please find attached {what}.",
            "",
            "Yours faithfully" if salutation == NAMELESS else "Yours sincerely",
            str(office.setting("dpo.name")) or office.actor,
            f"{office.setting('letters.sender')}, {office.setting('organisation.name')}",
        ]
    )


def _archive_of(office: Office, session: Session, row: Request) -> list[tuple[str, str, bytes]]:
    kept = cases.latest_export(session, row.id)
    if kept is None:
        return []
    return [(f"{row.reference} data.zip", "application/zip", office.blobs.read(session, kept.blob_id))]


def _answer_code(session: Session, row: Request) -> str:
    _refuse_unsettled(session, row)
    code = outcome_of(row, row.settled).letter
    if not code:
        raise Refusal("This outcome needs no workbook and no answer letter.", hint="Close the request with a note.")
    return code


def answers_to(row: Request) -> frozenset[str]:
    """The letters that can answer a request of this kind."""
    return request_types.get(row.type).answer_letters


def _refuse_unsettled(session: Session, row: Request) -> None:
    blockers = lifecycle.answer_blockers(facts_of(session, row))
    if blockers:
        raise Refusal(f"Nothing can be made yet: {blockers[0]}", hint="The checklist of the request shows the rest.")


def _refuse_other_answer(session: Session, row: Request, code: str) -> None:
    """One answer for one outcome; and no letter about data given without the files that hold it."""
    wanted = _answer_code(session, row)
    if code != wanted:
        raise Refusal(
            f"{row.reference} is settled as “{row.settled}”, which is answered by letter {wanted}, not {code}.",
            hint="Settle it otherwise first, or make that letter.",
        )
    if outcome_of(row, row.settled).gives_data and cases.latest_letter(session, row.id, [code]) is None:
        raise Refusal(
            "This letter goes with the workbook and the archive, which have not been made for this outcome yet.",
            hint="Make all of them together: create the export.",
        )


def _answer_to_send(session: Session, row: Request) -> Letter:
    """The answer as it may leave now, or what stands in the way."""
    blockers = lifecycle.send_blockers(facts_of(session, row))
    made = cases.latest_letter(session, row.id, answers_to(row))
    if blockers or made is None:
        first = blockers[0] if blockers else "No letter was made yet."
        raise Refusal(f"The answer cannot leave yet: {first}", hint="The checklist shows the rest.")
    _refuse_other_recipient(cases.recipient_of(row), made)
    export_row = cases.latest_export(session, row.id)
    if export_row is not None and export_row.person_id != row.person_id:
        raise Refusal("The export was built for another person.", hint="Make the workbook and the letter again.")
    return made


def _set_letter(
    office: Office,
    session: Session,
    row: Request,
    code: str,
    out: disclosure.Disclosure,
    files: list[Path],
    substitute: Mapping[str, str] | None,
    more: Mapping[str, FieldValue] | None = None,
) -> SetLetter:
    from smsdpo.letters import pdf
    from smsdpo.letters.fill import compose

    templates = catalogue.load_all()
    if code not in templates:
        raise Refusal(f"There is no letter {code}.", hint=f"There are: {', '.join(templates)}.")
    to = other_letters.recipient_for(session, row, code)
    fields = {
        **letter_fields.of_request(office, session, row, code),
        **letter_fields.addressed(session, row, to),
        **({"salutation": NAMELESS} if code in other_letters.TO_A_BODY else {}),
        **case_letter_fields.of_case(office, session, row),
        **letter_fields.of_answer(out, [path.name for path in files if path.suffix in (".xlsx", ".zip")]),
        **letter_fields.refusal(row.settled_note),
        **(more or {}),
    }
    composed = compose(templates[code], fields)
    printed_for = other_letters.printed_for(office, to, code, fields)
    paper = _paper(office, row, printed_for, _sent(to) if printed_for == to else "")
    printed = pdf.build(composed, paper, made_at=office.clock.now(), substitute=substitute)
    return SetLetter(templates[code], to, fields, printed.data, printed.pages)


def _sent(to: Recipient) -> str:
    return "By post" if to.postal else "By e-mail" if to.email else ""


def _paper(office: Office, row: Request, to: Recipient, delivery: str) -> "HousePaper":
    from smsdpo.letters.house_paper import HousePaper

    settings, kind = office.settings(), request_types.get(row.type)  # of an internal one nobody has asked
    return HousePaper(
        organisation=str(settings["organisation.name"]),
        office=str(settings["letters.sender"]),
        email=str(settings["organisation.email"]),
        reference=row.reference,
        dated=office.clock.today(),
        recipient=tuple(filter(None, (to.name, *(to.postal or (to.email,))))),
        delivery=delivery,
        received=row.received_on if to == cases.recipient_of(row) and not kind.internal else None,
        address=tuple(settings["organisation.address"]),
        sample=office.is_sample,
    )


def _keep_export(
    office: Office, op: Operation, row: Request, person: Person, out: disclosure.Disclosure, files: list[Path]
) -> None:
    archive = next(path for path in files if path.suffix == ".zip")
    op.session.add(
        Export(
            request_id=row.id,
            person_id=person.id,
            built_for=person.name,
            made_at=office.clock.now(),
            records=out.included + out.redacted,
            redacted=out.redacted,
            withheld=out.withheld,
            files={path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
            blob_id=office.blobs.seal(op.session, archive.read_bytes()).id,
        )
    )


def _keep_letter(office: Office, op: Operation, row: Request, made: SetLetter, *, approved: bool) -> None:
    op.session.add(
        Letter(
            request_id=row.id,
            code=made.template.key,
            title=made.template.title,
            template_version=made.template.version,
            template_text=made.template.text,
            fields={key: str(value) for key, value in made.fields.items()},
            made_at=office.clock.now(),
            pages=made.pages,
            sha256=hashlib.sha256(made.pdf).hexdigest(),
            blob_id=office.blobs.seal(op.session, made.pdf).id,
            recipient=asdict(made.to),
            approved_at=office.clock.now() if approved else None,
            sent_how="",
        )
    )


def _refuse_other_recipient(to: Recipient, made: Letter) -> None:
    """The address was changed after approval: nothing leaves (D6)."""
    now = asdict(to)
    if {**made.recipient, "postal": tuple(made.recipient.get("postal", ()))} != now:
        raise Refusal("The recipient was changed after the letter was made.", hint="Make the letter again.")


def _beside(session: Session, row: Request, code: str, folder: Path) -> Path:
    """The next letter of its code, by a name that no file there has: a second one is written beside the first."""
    nth = 1 + sum(made.code == code for made in cases.letters_of(session, row.id))
    while (target := folder / letter_file(row.reference, code, nth)).exists():
        nth += 1
    return target


def _write(op: Operation, target: Path, content: bytes) -> None:
    with written_whole(target) as draft:
        draft.write_bytes(content)
    op.wrote(target)
