"""Killed without warning at any moment: the store holds all that was acknowledged and nothing half done (test 50)."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from smsdpo.services import audit
from smsdpo.services.office import Office
from tests.builders import open_office

SCRIPT = """
import sys
from pathlib import Path
from smsdpo.model.blobs import INSIDE_UP_TO
from smsdpo.model.people import Person
from tests.builders import open_office

office = open_office(Path(sys.argv[1]))
number = int(sys.argv[2])
kept = []
while True:
    number += 1
    with office.operation("message.add", about=f"P-{number}", reason="a letter") as op:
        name = f"Person {number}"
        op.session.add(Person(name=name, doc=name.lower(), nation="", created_at=office.clock.now()))
        size = INSIDE_UP_TO + 1 if number % 3 == 0 else 10
        kept.append(office.blobs.seal(op.session, b"x" * size).id)
        op.note(number=number)
    print("added", number, flush=True)
    if len(kept) > 4:
        with office.operation("message.erase", about=f"P-{number}") as op:
            office.blobs.drop(op.session, kept.pop(0))
        print("erased", number, flush=True)
"""


def kill_in_the_middle(folder: Path, start: int, after: int) -> list[str]:
    """Let the script run until it has acknowledged `after` acts and a little more; what it acknowledged is given."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), str(start)], stdout=subprocess.PIPE, text=True
    ) as script:
        assert script.stdout
        acknowledged = [script.stdout.readline().strip() for _ in range(after)]
        script.kill()
        acknowledged += [line.strip() for line in script.stdout.read().splitlines() if line]
    return acknowledged


def check(office: Office, acknowledged: list[str]) -> int:
    """Everything the paper asks for; the number of the last person is given."""
    assert office.store.damage() == ""
    assert office.missing_files == ()
    assert not office.read_only_because
    report = audit.verify(office)
    assert report.intact, report.say
    with office.reading() as session:
        names = set(session.scalars(text("SELECT name FROM person")))
        notes = set(session.scalars(text("SELECT about FROM event WHERE action = 'message.add'")))
        blobs = session.scalars(text("SELECT id FROM blob")).all()
        for blob in blobs:
            assert office.blobs.read(session, blob)
        beside = set(session.scalars(text("SELECT id FROM blob WHERE key IS NOT NULL")))
    assert office.paths
    assert {path.name for path in office.paths.blobs.iterdir()} == beside
    added = {line.split()[1] for line in acknowledged if line.startswith("added")}
    assert {f"Person {number}" for number in added} <= names
    assert {name.replace("Person ", "P-") for name in names} == notes
    return max((int(name.split()[1]) for name in names), default=0)


def rounds(folder: Path, count: int) -> None:
    chance = random.Random(50)
    last = 0
    for _ in range(count):
        acknowledged = kill_in_the_middle(folder, last, chance.randrange(1, 25))
        with open_office(folder) as office:
            last = check(office, acknowledged)


def test_killed_five_times_the_office_stays_whole(office_folder: Path) -> None:
    rounds(office_folder, 5)


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_killed_fifty_times_the_office_stays_whole(office_folder: Path) -> None:
    rounds(office_folder, 50)
