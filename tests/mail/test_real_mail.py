"""Every file of the real data is offered once: each is read or refused, none crashes or hangs; counts are printed."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.mail import RefusedInput
from smsdpo.mail.incoming import MailInput, MailReader, find_inputs
from smsdpo.mail.parsed import ParsedMessage
from tests.mail.conftest import NOW

DATA = Path(os.environ.get("SMSDPO_REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))
FOLDERS = ("requests", "requests_pdf", "other_mail", "mime", "mbox", "msg", "tnef")

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real data is not beside the checkout")

Outcome = ParsedMessage | str


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """What came of each input, by its name below the data folder."""
    found: dict[str, Outcome] = {}
    items: list[MailInput] = []
    for one in find_inputs([DATA / folder for folder in FOLDERS]):
        if isinstance(one, RefusedInput):
            found[_below(one.file)] = one.reason
        else:
            items.append(one)
    with MailReader(NOW) as reader:
        for item, result in reader.read_all(items):
            assert _below(item.file) not in found
            found[_below(item.file)] = result.sentence() if isinstance(result, Refusal) else result
    return found


def _below(file: str) -> str:
    return str(Path(file).relative_to(DATA))


def test_every_file_is_accounted_for(outcomes: dict[str, Outcome]) -> None:
    files = {str(path.relative_to(DATA)) for folder in FOLDERS for path in (DATA / folder).rglob("*") if path.is_file()}
    assert {name.partition("#")[0] for name in outcomes} == files
    for folder in FOLDERS:
        counted = Counter(type(o) is ParsedMessage for name, o in outcomes.items() if name.startswith(f"{folder}/"))
        print(f"{folder}: {counted[True]} read, {counted[False]} refused")  # noqa: T201 - the counts are wanted


def test_every_letter_and_every_ordinary_mail_is_read_and_has_words_or_enclosures(outcomes: dict[str, Outcome]) -> None:
    for name, outcome in outcomes.items():
        if name.startswith(("requests/", "other_mail/")):
            assert isinstance(outcome, ParsedMessage), name
            assert outcome.text or outcome.attachments, name


def test_what_is_refused_is_no_mail(outcomes: dict[str, Outcome]) -> None:
    refused = {name: outcome for name, outcome in outcomes.items() if isinstance(outcome, str)}
    expected = {name for name in outcomes if name.startswith(("requests_pdf/", "tnef/"))}
    expected |= {"mime/OPENED.csv", "msg/OPENED.csv", "msg/python-oxmsg/not-a-MSG-file.msg"}
    expected |= {f"msg/poi/msgClass{kind}.msg" for kind in ("Appointment", "Contact", "StickyNote", "Task")}
    expected |= {f"mime/mime4j/malformedHeader{kind}-noheader.msg" for kind in ("", "StartsBody")}
    assert refused.keys() == expected
    for name, sentence in refused.items():
        assert Path(name).name in sentence
        assert sentence.endswith(".")


def test_every_mailbox_gives_as_many_messages_as_the_standard_library_sees(outcomes: dict[str, Outcome]) -> None:
    counted = Counter(name.partition("#")[0] for name in outcomes if name.startswith("mbox/"))
    with (DATA / "mime" / "OPENED.csv").open(encoding="utf-8") as file:
        rows = {row["file"]: row["stdlib_email_result"] for row in csv.DictReader(file)}
    assert counted == {name: int(said.split()[-1]) for name, said in rows.items() if name.startswith("mbox/")}


def test_every_record_is_safe_to_store_and_show(outcomes: dict[str, Outcome]) -> None:
    for name, message in outcomes.items():
        if isinstance(message, ParsedMessage):
            names = [one.name for one in message.attachments]
            for text in (message.text, message.subject, message.from_name, message.to, *names):
                text.encode("utf-8")
                assert "\0" not in text, name
            assert message.received_at <= NOW, name
            assert message.raw, name
            assert not any("/" in one or "\\" in one for one in names), name
