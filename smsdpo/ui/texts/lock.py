"""What is said about locking and unlocking."""

from typing import Final

LOCK: Final = "Lock"
LOCK_ALSO: Final = "hide away leave desk"
NO_LOCK: Final = "This office is in memory only: locking would lose it."
NOT_OPEN: Final = "The office is not open."
LOCKING_IN: Final = "Locking in {seconds} s – move the mouse to stay"
LOCKED: Final = "Locked"
LOCKED_SAY: Final = "Nothing is shown and the store is closed. The passphrase brings you back to where you were."
LOCKED_KEYRING: Final = (
    "Nothing is shown and the store is closed. Its key is in this computer's keyring, so anybody who sits at this "
    "signed-in computer can unlock it: lock the computer too when you leave, or give the store a passphrase."
)
CAPS: Final = "Caps Lock seems to be on."
STOPPED: Final = "Stopped when the office was locked: {jobs}. Start it again when you like."
KEPT_ON: Final = "Finished while the office was locked: {jobs}."
BROKE_OFF: Final = "Not finished when the office was locked: {jobs}."

UNLOCK_TITLE: Final = "Unlock the office"
UNLOCK_SAY: Final = "Type the passphrase of this store."
UNLOCK: Final = "Unlock"
USE_RECOVERY: Final = "Use the recovery key"
USE_PHRASE: Final = "Use the passphrase"
RECOVERY_TITLE: Final = "Open with the recovery key"
RECOVERY_SAY: Final = "Type the recovery key that was shown when the store was made."
SHOW_TYPED: Final = "Show what is typed"
