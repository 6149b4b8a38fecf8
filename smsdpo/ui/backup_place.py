"""What is worth knowing of a folder before backups go there, told by its name and its disk alone."""

import re
from pathlib import Path

from smsdpo.ui.texts import first_run as says

_SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "syncthing": "Syncthing",
}
_NETWORK = re.compile(r"^(\\\\|//)|/gvfs/|^/(net|mnt/(nfs|smb|cifs))(/|$)|^(smb|nfs)://", re.IGNORECASE)


def warnings(folder: str, store: Path) -> list[str]:
    """What to think of; empty when nothing speaks against this folder."""
    text = folder.strip()
    if not text:
        return []
    found = [says.SYNCED.format(name=name) for part, name in _SYNCED.items() if part in text.lower()][:1]
    if _NETWORK.search(text):
        return [*found, says.NETWORK]
    if not Path(text).is_dir():
        return [*found, says.NOT_THERE]
    return [*found, says.SAME_DISK] if _disk(Path(text)) == _disk(store) else found


def _disk(path: Path) -> int:
    """The number of the disk that holds this path, or would."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path.stat().st_dev
