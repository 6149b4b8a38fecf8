"""The main job without a window: the sample's access letter taken from the inbox to workbook and printed letter."""

import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths, chosen_folder
from smsdpo.services import sample
from smsdpo.services.office import Office

LETTER = "okafor.eml"
"""The message that is answered: Ngozi Okafor asks for a copy of her data."""
ACTOR = "Sam Sample"
OTHERS = "Names another person"
ALL = 10_000

Pictures = Callable[[Path, Office], Iterable[Path]]


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file that was written, and what it is."""

    path: Path
    kind: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What `demo` did."""

    files: tuple[DemoFile, ...]
    request: str
    seconds: float


def run(
    folder: Path,
    *,
    today: date | None = None,
    pictures: Pictures | None = None,
    say: Callable[[str], None] | None = None,
) -> Demonstration:
    """Do it all in a store that is gone afterwards, and write what it makes into `folder`.

    `pictures` draws the main screens where the program can; what it cannot do is said and left out.
    """
    began = time.monotonic()
    _refuse_full(folder)
    with _passing_office(today or sample.DAY) as office:
        filled = sample.fill(office)
        message = next(item.message for item in filled.mail.added if Path(item.file).name == LETTER)
        reference, files = prepare(office, message, folder)
        files += _pictures(folder, office, pictures, say)
        finish(office, reference)
    return Demonstration(tuple(files), reference, round(time.monotonic() - began, 1))


def prepare(office: Office, message: int, folder: Path) -> tuple[str, list[DemoFile]]:
    """Take the access letter `message` from the inbox to everything that is sent."""
    from smsdpo.services import calendar, findings, intake, outputs, requests

    person = next((match.person for match in intake.message(office, message).matches if match.certain), None)
    reference = requests.open_request(office, type="access", message=message, person=person)
    files = [_letter(office, reference, "L01", folder)]
    requests.record_identity(office, reference, method="known_address")
    findings.find_data(office, reference)
    redacted = _decide(office, reference)
    findings.settle(office, reference, "provided_in_part" if redacted else "provided_in_full")
    made = outputs.create(office, reference, folder)
    draft = outputs.draft_mail(office, reference, folder / f"{reference} draft.eml")
    ics = folder / "deadlines.ics"
    calendar.write_ics(office, ics)
    kinds = (
        (made.workbook, "workbook"),
        (made.archive, "archive"),
        (made.manifest, "manifest"),
        (made.letter, "letter"),
        (draft, "e-mail"),
        (ics, "calendar"),
    )
    return reference, files + [DemoFile(path, kind) for path, kind in kinds if path is not None]


def finish(office: Office, reference: str) -> None:
    """Note that the answer has left, and close the request."""
    from smsdpo.services import outputs, requests

    requests.agree_password(office, reference, "by telephone")
    outputs.mark_sent(office, reference, "SAMPLE: handed over")
    requests.close(office, reference)


def _decide(office: Office, reference: str) -> int:
    """Other people's names are blacked out, everything else is given; how many records were touched."""
    from smsdpo.services import findings

    naming = [item for item in findings.page(office, reference, limit=ALL).items if item.others]
    for item in naming:
        findings.decide(office, reference, [item.id], "redact", reason=OTHERS, redactions=item.others)
    findings.decide(office, reference, None, "include")
    return len(naming)


def _letter(office: Office, reference: str, code: str, folder: Path) -> DemoFile:
    from smsdpo.services import outputs

    target = folder / f"{reference} {code}.pdf"
    outputs.letter(office, reference, code, target)
    return DemoFile(target, "letter")


def _refuse_full(folder: Path) -> None:
    """Files of an earlier run would be in the way of the same names."""
    if any(chosen_folder(folder).iterdir()):
        raise Refusal(f"The folder {folder.name} is not empty.", hint="Name a new or an empty folder.")


@contextmanager
def _passing_office(today: date) -> Iterator[Office]:
    """An encrypted office in a private folder, both gone when the block ends."""
    place = Path(tempfile.mkdtemp(prefix="smsdpo-demo-"))
    try:
        office, _ = Office.create(
            StorePaths(place / "data" / "sample.smsdpo"),
            FixedClock(today),
            ACTOR,
            passphrase=secrets.token_urlsafe(24),
            state_dir=place / "state",
        )
        with office:
            yield office
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _pictures(
    folder: Path, office: Office, pictures: Pictures | None, say: Callable[[str], None] | None
) -> list[DemoFile]:
    if pictures is None:
        return []
    try:
        return [DemoFile(path, "picture") for path in pictures(folder, office)]
    except (ImportError, OSError, Refusal) as error:
        # Pictures are an extra: a machine without the libraries of a window still does the job.
        if say is not None:
            say(f"The pictures of the screens could not be drawn here ({type(error).__name__}).")
        return []
