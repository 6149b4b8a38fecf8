"""What the window shows first says the same as what it shows afterwards, and comes without the heavy libraries."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.core.lock import StoreLock
from smsdpo.core.paths import StorePaths
from smsdpo.domain.records.inbox import FirstLook, MessageCard
from smsdpo.model import front
from smsdpo.model.schema import HEAD_VERSION
from smsdpo.services import front_door, inbox_list, intake, keys
from smsdpo.services.office import Office
from tests import builders


def looked(office: Office) -> FirstLook:
    look = front.first_look(office.store._connection, office.clock.today(), office.actor, front_door.ROWS)
    assert look is not None
    return look


def without_working_days(card: MessageCard) -> MessageCard:
    """A moment later the list says how many are left."""
    return replace(card, left="", tone="ok") if card.suggested == "customer_data_return" else card


def test_the_first_look_holds_the_very_cards_of_the_inbox(tmp_path: Path) -> None:
    with builders.an_office() as office:
        assert looked(office).inbox == inbox_list.inbox(office)
        builders.an_access_request(office, tmp_path)
        day = "Thu, 19 Nov 2026 {hour:02}:00:00 +0000"
        letters = [builders.a_mail(tmp_path, text=f"Letter {one}.", sent=day.format(hour=one)) for one in range(1, 9)]
        intake.add_messages(office, letters)
        first = inbox_list.inbox(office)
        assert looked(office).inbox == first
        assert first.total == 8

        rows = office.store._connection
        rows.execute("UPDATE message SET state = 'new', assignee = 'Marta Silva' WHERE id = 1")  # that of the request
        rows.execute("UPDATE message SET answer_by = NULL WHERE id = 2")
        rows.execute("UPDATE message SET answer_by = '2026-11-20' WHERE id = 3")
        rows.execute(
            "UPDATE message SET suggested = 'customer_data_return', answer_by = '2026-11-26' WHERE id IN (4, 5)"
        )
        rows.execute("UPDATE message SET received_at = '2026-11-20T10:00:00.000000+00:00' WHERE id > 5")
        rows.execute("UPDATE message SET state = 'not_request' WHERE id = 9")
        before = looked(office).inbox
        assert before.items == tuple(without_working_days(card) for card in inbox_list.inbox(office).items)
        assert {card.left for card in before.items} >= {"", "2 days late"}
        assert any(card.request and card.assignee for card in before.items)

        office.change_settings({"dpo.name": "Jan Doe"})
        after = looked(office)
        assert (after.who, after.sample) == ("Jan Doe", False)


def test_a_look_is_had_only_where_opening_asks_and_changes_nothing_first(store_paths: StorePaths) -> None:
    door = front_door.unlock(store_paths, passphrase=builders.PASSPHRASE, state_dir=store_paths.store.parent)
    try:
        assert door.look(builders.a_clock(), builders.ACTOR) is not None
        with pytest.raises(Refusal, match="already open"):
            front_door.unlock(store_paths, passphrase=builders.PASSPHRASE, state_dir=store_paths.store.parent)
    finally:
        door.close()
    assert not StoreLock(store_paths.lock).holder()
    door = front_door.unlock(store_paths, passphrase=builders.PASSPHRASE, state_dir=store_paths.store.parent)
    with Office.enter(door, builders.a_clock(), builders.ACTOR) as office:
        keys.mark_noted(office, "no")
        office.store._connection.execute("PRAGMA user_version = 2")
    for _version in (2, HEAD_VERSION):  # an older store has to be brought up first; then the key be noted
        door = front_door.unlock(store_paths, passphrase=builders.PASSPHRASE, state_dir=store_paths.store.parent)
        assert (door.unnoted, door.look(builders.a_clock(), builders.ACTOR)) == (True, None)
        door.connection.execute(f"PRAGMA user_version = {HEAD_VERSION}")
        door.close()


def test_the_way_in_loads_nothing_heavy() -> None:
    said = "import sys, smsdpo.services.front_door; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.split()
    assert not {"sqlalchemy", "alembic", "keyring", "holidays", "PySide6", "openpyxl"} & set(loaded)
