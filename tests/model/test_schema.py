"""The steps of the schema: they end where the tables are, all of them or none, after a copy."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from smsdpo.core.errors import Fault
from smsdpo.core.paths import StorePaths
from smsdpo.model import opener, schema, store, tables
from smsdpo.model.keys import KeySet
from smsdpo.model.store import Store, engine_on

STEP = '''"""A step."""
from alembic import op
revision = "{revision}"
down_revision = {before}

def upgrade() -> None:
    {body}
'''


@pytest.fixture
def key_set() -> KeySet:
    return KeySet.fresh()


@pytest.fixture
def paths(tmp_path: Path) -> StorePaths:
    return StorePaths(tmp_path / "office.smsdpo")


def statements(connection: Connection) -> set[tuple[str, ...]]:
    """Every table, index and trigger as SQLite keeps it; spelling and order that mean nothing are ironed out."""
    rows = connection.execute(
        text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name != 'alembic_version'")
    )
    return {tuple(sorted(re.split(r"[\s,()\"]+", sql))) for (sql,) in rows}


def test_the_steps_end_where_the_tables_are(key_set: KeySet) -> None:
    stepped = engine_on(opener.connect(None, key_set.db))
    schema.upgrade(stepped)
    with stepped.connect() as connection:
        options = {
            "compare_type": True,
            "include_name": lambda name, *_: not str(name).startswith("person_search"),
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata) == []
        after_steps = statements(connection)
    with Store.in_memory(key_set).engine.connect() as connection:
        assert after_steps == statements(connection)


def test_the_number_of_the_newest_step_is_the_one_the_program_knows() -> None:
    newest = max(path.name[:4] for path in (schema.STEPS / "versions").glob("[0-9]*.py"))
    assert int(newest) == schema.HEAD_VERSION


def test_a_new_store_is_at_the_head(paths: StorePaths, key_set: KeySet) -> None:
    new = Store.create(paths, key_set)
    assert new._connection.execute("PRAGMA user_version").fetchone()[0] == schema.HEAD_VERSION
    assert new._connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert new.damage() == ""


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: StorePaths, key_set: KeySet) -> Path:
    """A store at the present head, and a program that knows one step more; the step's file is given back."""
    Store.create(paths, key_set).close()
    steps = tmp_path / "steps"
    (steps / "versions").mkdir(parents=True)
    (steps / "versions" / "0001_first.py").write_text(
        STEP.format(revision=f"{schema.HEAD_VERSION:04}", before="None", body="pass"), encoding="utf-8"
    )
    monkeypatch.setattr(schema, "STEPS", steps)
    monkeypatch.setattr(schema, "HEAD_VERSION", schema.HEAD_VERSION + 1)
    monkeypatch.setattr(store, "HEAD_VERSION", schema.HEAD_VERSION)
    return steps / "versions" / "0002_next.py"


def write_step(path: Path, body: str) -> None:
    before = f'"{schema.HEAD_VERSION - 1:04}"'
    path.write_text(STEP.format(revision=f"{schema.HEAD_VERSION:04}", before=before, body=body), encoding="utf-8")


def test_an_older_store_is_copied_and_then_brought_up(next_step: Path, paths: StorePaths, key_set: KeySet) -> None:
    write_step(next_step, 'op.execute("CREATE TABLE extra (a)")')
    upgraded = Store.open(paths, key_set)
    assert upgraded._connection.execute("SELECT count(*) FROM extra").fetchone() == (0,)
    upgraded.close()
    copy = opener.connect(paths.store.with_name(f"office.smsdpo.before-{schema.HEAD_VERSION:04}"), key_set.db)
    assert copy.execute("PRAGMA user_version").fetchone()[0] == schema.HEAD_VERSION - 1
    assert not copy.execute("SELECT name FROM sqlite_master WHERE name = 'extra'").fetchall()
    copy.close()


def test_a_step_that_fails_half_way_leaves_the_store_as_it_was(
    next_step: Path, paths: StorePaths, key_set: KeySet
) -> None:
    write_step(next_step, 'op.execute("CREATE TABLE extra (a)"); raise KeyError')
    with pytest.raises(KeyError):
        Store.open(paths, key_set)
    connection = opener.connect(paths.store, key_set.db)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.HEAD_VERSION - 1
    assert not connection.execute("SELECT name FROM sqlite_master WHERE name = 'extra'").fetchall()
    connection.close()


def test_a_step_that_leaves_rows_without_their_parents_is_undone(
    next_step: Path, paths: StorePaths, key_set: KeySet
) -> None:
    write_step(next_step, "op.execute(\"INSERT INTO event_reason VALUES (99, 'x')\")")
    with pytest.raises(Fault, match="refer to nothing"):
        Store.open(paths, key_set)
    connection = opener.connect(paths.store, key_set.db)
    assert connection.execute("SELECT count(*) FROM event_reason").fetchone() == (0,)
    connection.close()
