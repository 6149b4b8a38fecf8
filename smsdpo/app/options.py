"""What the command line may say about the window."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smsdpo.core.clock import Clock, FixedClock, SystemClock
from smsdpo.core.paths import StorePaths, default_store
from smsdpo.services.scout import Scout


@dataclass(frozen=True, slots=True)
class Options:
    """All of it may be left out."""

    store: Path | None = None
    today: date | None = None
    key_file: Path | None = None
    non_native_dialogs: bool = False
    print_to: Path | None = None
    scout: Scout | None = None
    """Sent ahead to the store before any of this was loaded."""

    @property
    def paths(self) -> StorePaths:
        return StorePaths(self.store or default_store())

    @property
    def clock(self) -> Clock:
        return FixedClock(self.today) if self.today else SystemClock()
