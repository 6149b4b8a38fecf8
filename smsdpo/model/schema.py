"""Bringing a store to the present schema: Alembic's steps, set up in code, all of them or none."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from smsdpo.core.errors import Fault

if TYPE_CHECKING:  # the version is asked for before SQLAlchemy is loaded (decision 7)
    from sqlalchemy import Connection, Engine

HEAD_VERSION = 4
"""The number of the newest step; a store carries its own in `user_version`, so that a look needs no Alembic."""

STEPS = Path(__file__).parent / "migrations"


def upgrade(engine: "Engine") -> None:
    """Run the missing steps in one transaction: a step that fails leaves the store as it was.

    Foreign keys are checked once at the end, because a step may rebuild a table that others refer to.
    """
    with engine.connect() as connection:
        # Outside a transaction: inside one, SQLite ignores it without a word.
        _raw(connection).execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.execution_options(begin="BEGIN IMMEDIATE").begin():
                _run_steps(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise Fault("a step of the schema left rows that refer to nothing")
                connection.exec_driver_sql(f"PRAGMA user_version = {HEAD_VERSION}")
        finally:
            _raw(connection).execute("PRAGMA foreign_keys = ON")


def _run_steps(connection: "Connection") -> None:
    # Alembic takes a quarter of a second to load, and an up-to-date store has no use for it.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(STEPS))

    def steps(revision: Any, _context: Any) -> Any:
        return scripts._upgrade_revs("head", revision)

    context = MigrationContext.configure(connection, opts={"fn": steps, "transaction_per_migration": False})
    with Operations.context(context):
        context.run_migrations()


def _raw(connection: "Connection") -> Any:
    return connection.connection.dbapi_connection
