"""The one opener of store files: raw key, settings read back, and a distinct sentence for each way a file can be wrong.

It never creates a file by accident: making one is a separate, explicit act (security.md, 4.1).
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as cipher

from smsdpo.core.errors import Damaged, Fault, Refusal
from smsdpo.model.keys import KeySet
from smsdpo.model.schema import HEAD_VERSION

APPLICATION_ID = 0x534D5344  # "SMSD"
PAGE = 4096
SALT_BYTES = 16
PLAIN_HEADER = b"SQLite format 3\x00"
# Up to this size the file is read through at every opening; larger ones are read by `doctor` (a second per 100 MB).
CHECKED_ON_OPENING = 32 * 1024 * 1024
# The only damage that may be read around: such a page fails when it is read and is never left out in silence, as a row
# may be that an index has lost (decision 8).
_ALTERED = "altered outside the program"

_HEX_KEY = re.compile(r"[0-9a-f]{64}([0-9a-f]{32})?")
_RESTORE = "Nothing was changed. Put back a good copy of it if you have one; keep the damaged file until that is done."

# Each is set and then read back; the pair is (what is written, what must be read).
_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("synchronous", "FULL", 2),
    ("busy_timeout", "5000", 5000),
    ("trusted_schema", "OFF", 0),
    ("temp_store", "MEMORY", 2),
    ("cache_size", "-64000", -64000),
)


def connect(path: Path | None, key: bytes, *, salt: bytes = b"", read_only: bool = False) -> Any:
    """A keyed DB-API connection to `path` (None: in memory), its settings checked, in manual transaction mode.
    `read_only`: not even its journal is tidied up.

    Whether the key fits is only known at the first read: `check_identity` does that and says what is wrong.
    """
    if path is None:
        connection = cipher.connect(":memory:", isolation_level=None, check_same_thread=False)
    else:
        connection = _open_file(path, "ro" if read_only else "rw")
    try:
        _give_key(connection, key, salt)
        _apply_settings(connection, journal="wal" if path else "memory")
    except BaseException:
        connection.close()
        raise
    return connection


def identified(path: Path, keys: KeySet) -> tuple[Any, int]:
    """A connection to this office's own store, and the version of its schema. Nothing has been written, and whether the
    file is whole is not known yet: `refuse_damage` comes before the first write."""
    refuse_bad_file(path)
    connection = connect(path, keys.db)
    try:
        version = check_identity(connection, path, store_id=keys.store_id)
        if version > HEAD_VERSION:
            raise Refusal(
                f"{path.name} was written by a newer version of this program.",
                hint="Install the newer version; this one leaves the store as it is.",
            )
    except BaseException:
        connection.close()
        raise
    return connection, version


def _open_file(path: Path, mode: str) -> Any:
    """`rw` or `ro`: a file that is not there is never made (D10)."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return cipher.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def _give_key(connection: Any, key: bytes, salt: bytes) -> None:
    """SQLite takes a key only inside the statement's text, and repeats that text in its errors: so neither the text
    nor the error may leave this function (security.md, D17)."""
    # The library's own log goes to standard error and would speak of pages and keys (D18).
    connection.execute("PRAGMA cipher_log = off")
    connection.execute("PRAGMA cipher_log_level = NONE")
    text = key.hex() + salt.hex()
    if not _HEX_KEY.fullmatch(text):
        raise Fault("the store's key does not have its proper length")
    try:
        connection.execute(f"PRAGMA key = \"x'{text}'\"")
    except cipher.Error:
        raise Fault("the store's key was not accepted by the library") from None


def _apply_settings(connection: Any, *, journal: str) -> None:
    with suppress(cipher.DatabaseError):  # a wrong key or a damaged first page: said by check_identity
        connection.execute(f"PRAGMA journal_mode = {journal}")
    for name, value, expected in _PRAGMAS:
        try:
            connection.execute(f"PRAGMA {name} = {value}")
            found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        except cipher.DatabaseError:
            continue  # likewise
        if found != expected:
            raise Fault(f"the store's library did not accept {name} = {value}")


def refuse_bad_file(path: Path) -> None:
    """What can be told of a file without its key."""
    name = path.name
    if not path.exists():
        raise Damaged(
            f"There is no store at {name}.",
            hint="Choose where the store lies, create a new one, or put back a copy of it.",
        )
    if not path.is_file():
        raise Refusal(f"{name} is not a file.", hint="Choose the store's own file, not a folder.")
    size = path.stat().st_size
    if size == 0:
        raise Damaged(f"{name} is empty: everything in it is gone (0 bytes).", hint=_RESTORE)
    try:
        with path.open("rb") as file:
            start = file.read(SALT_BYTES)
    except OSError as error:
        raise Refusal(f"{name} could not be read: {error.strerror}.", hint="Check who may read it.") from None
    if start == PLAIN_HEADER:
        raise Refusal(
            f"{name} is an ordinary, unencrypted database, not a store of this program.",
            hint="Nothing was changed. Choose the store's own file.",
        )
    if size < PAGE:
        raise Damaged(f"{name} is cut short: only {size} bytes are left of it.", hint=_RESTORE)


def check_identity(connection: Any, path: Path, *, store_id: bytes) -> int:
    """Read the first page with the key and return the schema version; refuse what is not this office's store.

    The file begins with the store's id in clear, which the key file holds too: so a file that is damaged is told
    from a file that belongs to another key, which SQLCipher alone cannot do (D9).
    """
    with path.open("rb") as file:
        ours = file.read(SALT_BYTES) == store_id
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
    except cipher.DatabaseError as error:
        # The first page was good, but it speaks of more pages than there are: SQLite then reads none of them.
        raise (_cut_short(path) if "malformed" in str(error) else _unreadable(path, ours)) from None
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except cipher.DatabaseError:
        raise _unreadable(path, ours) from None
    if application != APPLICATION_ID:
        raise Refusal(
            f"{path.name} is the database of another program.", hint="Nothing was changed. Choose the store's own file."
        )
    if journal != "wal":
        # A write-protected file or folder, or a network disk that cannot share memory.
        raise Refusal(
            f"{path.name} lies where it cannot be written.",
            hint="Move the store and what belongs to it to a folder on this computer in which you may write.",
        )
    if pages * PAGE > path.stat().st_size and not _has_journal(path):
        raise _cut_short(path)
    return version


def _has_journal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _cut_short(path: Path) -> Damaged:
    return Damaged(f"{path.name} is damaged: the end of the file is missing.", hint=_RESTORE)


def _unreadable(path: Path, ours: bool) -> Refusal:
    if ours:
        return Damaged(f"{path.name} is damaged: it cannot be read although the key is right.", hint=_RESTORE)
    return Refusal(
        f"{path.name} does not belong to the key file beside it, or is not a store at all.",
        hint="Nothing was changed. Put the store and its .keys file of the same office together.",
    )


def refuse_damage(connection: Any, path: Path, *, whole: bool) -> None:
    """Both integrity checks: each finds what the other misses (D12, D13). Large files only when `whole` is asked."""
    if not whole and path.stat().st_size > CHECKED_ON_OPENING:
        return
    problem = find_damage(connection)
    if problem:
        raise Damaged(f"{path.name} is damaged: {problem}.", hint=_RESTORE, readable=problem.endswith(_ALTERED))


def refuse_unreadable(connection: Any, path: Path) -> str:
    """What is wrong with a file that may be read all the same; damage that may not be read around is refused."""
    try:
        refuse_damage(connection, path, whole=True)
    except Damaged as damage:
        if not damage.readable:
            raise
        return damage.message
    return ""


def find_damage(connection: Any) -> str:
    """What the two checks say, in a few words; empty when both pass."""
    try:
        pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if pages:
            return f"{len(pages)} {'page was' if len(pages) == 1 else 'pages were'} {_ALTERED}"
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        foreign = connection.execute("PRAGMA foreign_key_check").fetchone()
    except cipher.DatabaseError:
        return "its inner structure cannot be read"
    if answer != "ok":
        return "its inner structure does not hold together"
    return "rows refer to rows that are missing" if foreign else ""
