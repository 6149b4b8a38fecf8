"""The panels that stand before the work: opening, first run, unlock, recovery key, and what to do when none helps."""

from smsdpo.ui.gates.base import Gate, OpeningGate, ProblemGate
from smsdpo.ui.gates.first_run import FirstRunGate, NewOffice
from smsdpo.ui.gates.recovery_key import RecoveryKeyGate
from smsdpo.ui.gates.unlock import KeyringGate, UnlockGate

__all__ = [
    "FirstRunGate",
    "Gate",
    "KeyringGate",
    "NewOffice",
    "OpeningGate",
    "ProblemGate",
    "RecoveryKeyGate",
    "UnlockGate",
]
