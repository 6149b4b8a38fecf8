"""The panels that stand before the work: opening, first run, unlock, recovery key, and what to do when none helps."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smsdpo.ui.gates.base import Gate, OpeningGate, ProblemGate
    from smsdpo.ui.gates.damaged import DamagedGate, PutBackGate
    from smsdpo.ui.gates.first_run import FirstRunGate, NewOffice
    from smsdpo.ui.gates.recovery_key import RecoveryKeyGate, UnnotedGate
    from smsdpo.ui.gates.unlock import KeyringGate, UnlockGate

__all__ = [
    "DamagedGate",
    "FirstRunGate",
    "Gate",
    "KeyringGate",
    "NewOffice",
    "OpeningGate",
    "ProblemGate",
    "PutBackGate",
    "RecoveryKeyGate",
    "UnlockGate",
    "UnnotedGate",
]
_WHERE = {
    "DamagedGate": "damaged",
    "PutBackGate": "damaged",
    "FirstRunGate": "first_run",
    "NewOffice": "first_run",
    "RecoveryKeyGate": "recovery_key",
    "UnnotedGate": "recovery_key",
    "KeyringGate": "unlock",
    "UnlockGate": "unlock",
}


def __getattr__(name: str) -> Any:
    """Each gate is imported when it is first wanted: the first paint shows the simplest of them only."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_WHERE.get(name, 'base')}"), name)
