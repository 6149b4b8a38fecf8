"""What is said while an office is made: who, key, backups, how to start, and the recovery key."""

from typing import Final

STEP: Final = "Step {at} of {of}"
BACK: Final = "Back"
NEXT: Final = "Next"

OFFICE: Final = "Welcome to your office"
OFFICE_SAY: Final = "Who are you? This stands at the head of your letters. All of it can be changed later in Settings."
ADDRESS: Final = "Address"

KEY: Final = "What opens the office"
KEY_SAY: Final = "Everything is kept on this computer, encrypted. Only its key opens it."
ASKING_KEYRING: Final = "Asking this computer's keyring …"
KEYRING_GOOD: Final = (
    "This computer's keyring ({name}) will keep the key: the office opens while you are signed in. A passphrase is "
    "optional. With one the keyring is not used, and the office asks for it at every start and after every lock."
)
KEYRING_BAD: Final = "Choose a passphrase: it will open the office. The keyring is then not needed."
CHECK_AGAIN: Final = "Ask the keyring again"
PHRASE_NEEDED: Final = "A passphrase is needed here."
STILL_ASKING: Final = "The keyring has not answered yet."
STILL_ASKING_HINT: Final = "Look for its question on the screen, or choose a passphrase."

BACKUP: Final = "Where backups go"
BACKUP_SAY: Final = (
    "A folder on another disk, best one that is not always plugged in. It is only noted for now: this version does "
    "not make backups by itself yet. You may leave it empty."
)
FOLDER: Final = "Folder for backups"
CHOOSE: Final = "Choose"
CHOOSE_FOLDER: Final = "Choose the folder for backups"
SAME_DISK: Final = "This is the disk on which the office itself lies: if that disk fails, both are gone."
SYNCED: Final = (
    "This looks like a folder that {name} copies to the internet. The backup is encrypted, but it leaves the house."
)
NETWORK: Final = "This looks like a folder on the network. It must be reachable when a backup is made."
NOT_THERE: Final = "There is no such folder yet."

HOW: Final = "How to start"
HOW_SAY: Final = "Begin with nothing in it, or look around first."
WAYS: Final = (
    ("Empty", "For real work. Drop the first messages on the window, or point it at the data the company holds."),
    (
        "With sample data",
        "Invented people, messages and deadlines show how everything works. Whatever it makes is marked SAMPLE.",
    ),
)

KEY_BACK: Final = "Show it again"
PRINT_KEY: Final = "Print"
TYPE_BACK: Final = "Type part of it back"
TYPE_BACK_SAY: Final = (
    "Read these two groups from your paper, counted from the left. So you know that what you wrote down is right."
)
GROUP: Final = "Group {number} of 9"
RIGHT: Final = "Right"
NOT_RIGHT: Final = "Group {number} is not what was shown. Look at your paper again."
FINISH: Final = "Open the office"
NO_PASTE: Final = "Type it from the paper: what was only copied is not kept anywhere."
UNNOTED: Final = "Nobody has this office’s recovery key"
UNNOTED_SAY: Final = (
    "The program ended before the recovery key was noted down. Make a new one now and keep it on paper: without it, a "
    "forgotten passphrase or a broken computer means that everything in the office is lost."
)
UNNOTED_ONCE: Final = "You may put this off once; at the next start it is asked before work begins."
UNNOTED_LATER: Final = "Not now"
UNNOTED_MAKE: Final = "Make a new recovery key"
SHEET: Final = "Recovery key"
SHEET_TITLE: Final = "Recovery key of the office’s store"
SHEET_SAY: Final = (
    "With this key the store can be opened when its passphrase is forgotten or the computer is gone. Whoever has it "
    "and a copy of the store with its .keys file can read everything in it. Keep it locked away, not with the computer."
)
SHEET_STORE: Final = "Store: {store}    Made on: {day}"

ORGANISATION: Final = "Organisation"
DPO_NAME: Final = "Data Protection Officer"
PHRASE_AGAIN: Final = "Passphrase again"
PHRASES_DIFFER: Final = "The two passphrases differ."
PHRASES_DIFFER_HINT: Final = "Type the same one twice."
START_SAMPLE: Final = "Start with sample data"
START_EMPTY: Final = "Start empty"
KEY_TITLE: Final = "Keep this recovery key safe"
COPY_KEY: Final = "Copy"
KEY_KEPT: Final = "I have kept it"
