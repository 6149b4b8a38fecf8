"""What the office has settled for itself: each value with who gave it, and what the store is and holds."""

from pathlib import Path

from smsdpo.core.settings import SETTINGS
from smsdpo.domain.records.desk import SettingCard, StoreFacts
from smsdpo.model.queries import office as queries
from smsdpo.model.queries import trail
from smsdpo.services import keys
from smsdpo.services.office import Office


def cards(office: Office) -> dict[str, SettingCard]:
    """Every declared setting by its key."""
    with office.reading() as session:
        settled = {
            key: (value, at)
            for key, (value, at) in queries.settled(session).items()
            if key in SETTINGS and SETTINGS[key].stands(value)
        }
        who = queries.changers(session, {key: at for key, (_value, at) in settled.items()})
    made = {key: SettingCard(key, declared.default) for key, declared in SETTINGS.items()}
    return made | {key: SettingCard(key, *told, who.get(key, "")) for key, told in settled.items()}


def facts(office: Office) -> StoreFacts:
    """The store as it is now."""
    with office.reading() as session:
        held = queries.counts(session)
        last, _ = trail.page(session, "", 0, 1)
    paths = office.paths
    return StoreFacts(
        path=str(paths.store) if paths else "",
        size=_size(paths.store) + _size(paths.blobs) if paths else 0,
        people=held["people"],
        records=held["records"],
        requests=held["requests"],
        messages=held["messages"],
        last=last[0] if last else None,
        sample=office.is_sample,
        ways=keys.ways(office) if paths else frozenset(),
    )


def _size(path: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    if path.is_dir():
        return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
    return path.stat().st_size if path.exists() else 0
