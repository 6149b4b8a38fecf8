"""The passphrase and the recovery key change; whatever happens on the way, one of the two opens the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.model import keys as wraps
from smsdpo.services import audit, keys
from smsdpo.services.office import Office
from tests import builders
from tests.builders import PASSPHRASE, a_clock, open_office, paths_in

NEW = "another row of words entirely"


@pytest.fixture
def office(office_folder: Path) -> Iterator[Office]:
    made = open_office(office_folder)
    yield made
    made.close()


def opens(folder: Path, *, passphrase: str | None = None, recovery_key: str | None = None) -> bool:
    paths, state = paths_in(folder), folder / "state"
    try:
        Office.open(
            paths, a_clock(), builders.ACTOR, passphrase=passphrase, recovery_key=recovery_key, state_dir=state
        ).close()
    except Refusal:
        return False
    return True


def last_act(office: Office) -> tuple[str, object]:
    from smsdpo.model.audit import Event

    with office.reading() as session:
        line = session.query(Event).order_by(Event.seq.desc()).first()
        assert line is not None
        return line.action, line.payload


def test_a_new_passphrase_opens_the_store_and_the_old_one_no_longer(office_folder: Path, office: Office) -> None:
    keys.change_passphrase(office, PASSPHRASE, NEW)
    assert last_act(office) == ("key.passphrase", {"change": "changed"})
    assert audit.verify(office).intact
    office.close()
    assert opens(office_folder, passphrase=NEW)
    assert not opens(office_folder, passphrase=PASSPHRASE)


def test_a_wrong_old_passphrase_changes_nothing(office_folder: Path, office: Office) -> None:
    before = paths_in(office_folder).keys.read_bytes()
    with pytest.raises(Refusal, match="not this store's passphrase"):
        keys.change_passphrase(office, "somebody guessing words", NEW)
    assert paths_in(office_folder).keys.read_bytes() == before


def test_a_passphrase_that_is_too_short_changes_nothing(office_folder: Path, office: Office) -> None:
    before = paths_in(office_folder).keys.read_bytes()
    with pytest.raises(Refusal, match="too short"):
        keys.change_passphrase(office, PASSPHRASE, "short")
    assert paths_in(office_folder).keys.read_bytes() == before


def test_the_only_daily_way_into_the_store_is_not_taken_away(office: Office) -> None:
    assert keys.ways(office) == {"passphrase", "recovery"}
    with pytest.raises(Refusal, match="cannot be taken away"):
        keys.change_passphrase(office, PASSPHRASE, "")


def test_where_the_keyring_opens_the_store_the_passphrase_may_go_and_come_back(office: Office) -> None:
    assert office.paths is not None
    file = wraps.read_file(office.paths.keys)
    in_keyring = {"backend": "a keyring", "nonce": "", "sealed": ""}
    wraps.write_file(
        office.paths.keys, wraps.KeyFile(file.store_id, {**file.wraps, "keyring": in_keyring}), overwrite=True
    )
    keys.change_passphrase(office, PASSPHRASE, "")
    assert keys.ways(office) == {"keyring", "recovery"}
    assert last_act(office) == ("key.passphrase", {"change": "removed"})
    keys.change_passphrase(office, "", NEW)
    assert keys.ways(office) == {"keyring", "passphrase", "recovery"}
    assert last_act(office) == ("key.passphrase", {"change": "added"})


def test_a_new_recovery_key_serves_only_once_it_has_been_noted_down(office_folder: Path, office: Office) -> None:
    first = keys.new_recovery_key(office)
    keys.use_recovery_key(office, first, first.last_group)
    second = keys.new_recovery_key(office)
    with pytest.raises(Refusal, match="not the last group"):
        keys.use_recovery_key(office, second, "AAAA")
    assert last_act(office) == ("key.recovery", {"change": "changed"})
    office.close()
    assert opens(office_folder, recovery_key=first.shown)
    assert not opens(office_folder, recovery_key=second.shown)


def test_what_was_noted_down_may_be_typed_in_small_letters(office_folder: Path, office: Office) -> None:
    new = keys.new_recovery_key(office)
    keys.use_recovery_key(office, new, f" {new.last_group.lower()} ")
    office.close()
    assert opens(office_folder, recovery_key=new.shown.lower().replace("-", " "))


def test_a_change_that_cannot_be_noted_in_the_trail_is_taken_back(office_folder: Path, office: Office) -> None:
    office.read_only_because = "The store is behind its trail."
    with pytest.raises(Refusal, match="behind"):
        keys.change_passphrase(office, PASSPHRASE, NEW)
    office.close()
    assert opens(office_folder, passphrase=PASSPHRASE)


def test_power_lost_before_the_key_file_is_replaced_leaves_the_old_one(
    office_folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lost)
        with pytest.raises(KeyboardInterrupt):
            keys.change_passphrase(office, PASSPHRASE, NEW)
    office.close()
    assert opens(office_folder, passphrase=PASSPHRASE)
    assert not opens(office_folder, passphrase=NEW)


def test_power_lost_after_the_key_file_is_replaced_leaves_a_store_that_the_new_one_opens(
    office_folder: Path, office: Office
) -> None:
    path = paths_in(office_folder).keys
    before = wraps.read_file(path)
    new = wraps.wrap_with_passphrase(office.keys, NEW)
    wraps.write_file(path, wraps.KeyFile(before.store_id, {**before.wraps, "passphrase": new}), overwrite=True)
    office.close()  # the line in the trail was never written
    assert opens(office_folder, passphrase=NEW)


def test_no_key_and_no_passphrase_can_be_read_from_a_printed_record(office: Office) -> None:
    new = keys.new_recovery_key(office)
    assert new.shown not in repr(new)
    assert new.last_group not in repr(new)


def test_an_office_in_memory_says_that_it_has_no_key_file() -> None:
    with builders.an_office() as office, pytest.raises(Refusal, match="in memory only"):
        keys.ways(office)
