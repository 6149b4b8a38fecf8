"""Words of the settings: groups, choices, editors of staff and holidays, keys of the store, the trail."""

from collections.abc import Mapping
from typing import Final

TITLE: Final = "Settings"
SENTENCE: Final = "Every change counts at once and can be taken back."
SEARCH: Final = "Search the settings"
SEARCH_HINT: Final = "Search settings"
GROUPS_NAME: Final = "Groups of settings"
NOTHING_FOUND: Final = "No setting speaks of “{words}”."

GROUPS: Final[tuple[tuple[str, str, str], ...]] = (
    ("office", "Office", "building-2"),
    ("letters", "Letters", "mail"),
    ("sources", "Sources", "file-spreadsheet"),
    ("staff", "Staff", "users"),
    ("regulator", "Regulator", "landmark"),
    ("dates", "Dates and holidays", "calendar-days"),
    ("look", "Look", "sun-moon"),
    ("keyboard", "Keyboard", "keyboard"),
    ("quick", "Quick steps", "zap"),
    ("safety", "Safety", "shield-check"),
    ("notifications", "Notifications", "bell"),
    ("store", "About this store", "database"),
    ("trail", "Trail", "scroll-text"),
)
"""Key, title and icon, in the order in which they stand."""

NOT_STATED: Final = "Not stated in the policy"
CHANGED: Final = "Changed {day}"
CHANGED_BY: Final = "Changed {day} by {who}"
KEPT: Final = "The value before stays in force."
TODAY: Final = "Today"
TODAY_SAYS: Final = "{label}: today"
DAY_HINT: Final = "dd/mm/yyyy"
CHOOSE_FOLDER: Final = "Choose folder"

YES_NO: Final[Mapping[str, str]] = {"yes": "Yes", "no": "No"}
CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "nation": {
        "england-and-wales": "England and Wales",
        "scotland": "Scotland",
        "northern-ireland": "Northern Ireland",
    },
    "look": {"system": "As the computer", "light": "Light", "dark": "Dark", "contrast": "High contrast"},
    "look.rows": {"usual": "Two lines", "compact": "Compact"},
}
SCALES: Final = (80, 90, 100, 110, 125, 150, 175, 200)
PER_CENT: Final = "{number} %"

ALSO_LOOK: Final = "dark light theme colours night"
START_AGAIN: Final = "Start again now"
START_AGAIN_SENTENCE: Final = "The new size is there at the next start. Nothing is lost by starting again."

# --- staff
STAFF_NAME: Final = "Name"
STAFF_LOGIN: Final = "Sign-in name"
STAFF_NAME_SAYS: Final = "Name of person {number}"
STAFF_LOGIN_SAYS: Final = "Sign-in name of person {number}"
STAFF_ME: Final = "This is me"
STAFF_ME_SAYS: Final = "Person {number} is me"
STAFF_IS_ME: Final = "You"
STAFF_REMOVE: Final = "Remove person {number}"
STAFF_ADD: Final = "Add a person"
STAFF_NONE: Final = "Nobody is named yet. You appear as {actor}."

# --- sources
SOURCES: Final = "What is told of each source"
SOURCES_HELP: Final = (
    "Printed in answers to access requests. What is left open here is told as the privacy policy tells it, or else as "
    "it stands under Letters."
)
ALSO_SOURCES: Final = "source system crm file recipients receives period retention how long basis ground purpose"
NO_SOURCES: Final = "No source is entered yet."
SOURCE_CHANGE: Final = "Change…"
SOURCE_CHANGE_SAYS: Final = "Change what is told of {source}"
SOURCE_TITLE: Final = "What is told of {source}"
SOURCE_SENTENCE: Final = "Letters made from now on say it so; those that were made keep their words."
SOURCE_OPEN: Final = "left open"
SOURCE_FIELDS: Final[tuple[tuple[str, str], ...]] = (
    ("recipients", "Who receives it"),
    ("retention", "How long it is kept"),
    ("basis", "What allows it"),
    ("purpose", "What it is for"),
)
"""What a letter says of a source, in the order in which it is asked for."""
SOURCE_HINT: Final = "As the policy says, or else the office"
SOURCE_DO: Final = "Change"

# --- holidays
HOLIDAYS: Final = "Bank holidays"
HOLIDAYS_HELP: Final = (
    "Published lists and what was announced or taken back since. Dates of open requests move with them; closed ones "
    "stay."
)
YEAR_BEFORE: Final = "Year before"
YEAR_AFTER: Final = "Year after"
ANNOUNCED: Final = "Announced"
TAKEN_BACK: Final = "Taken back"
TAKE_BACK: Final = "Take back"
PUT_BACK: Final = "As published"
ABOUT_DAY: Final = "{act}: {day}"
NEW_DAY: Final = "Day of the announced holiday"
NEW_NAME: Final = "Name of the announced holiday"
NEW_NAME_HINT: Final = "Name, such as a coronation"
ADD_HOLIDAY: Final = "Add holiday"
HOLIDAY_NEEDS_NAME: Final = "An announced holiday needs a name."

WOULD_MOVE: Final = "This moves {things}:"
MOVED: Final = "{things} moved:"
NONE_MOVES: Final = "Done. No open date moves."
APPLY: Final = "Move them"
LEAVE: Final = "Leave as it was"
MOVES_LIST: Final = "Dates that move"
MOVE: Final = "{what}:  {before}  →  {after}"
WORK_BY: Final = "work by"
IN_LAW: Final = "in law"
NO_DATE: Final = "no date"
WAITING_MESSAGE: Final = "Message {number}, not yet sorted"
AND_MORE: Final = "and {things} more"

# --- keyboard
KEYS: Final = "All keys"
KEYS_HELP: Final = "What each key does, and where. Ctrl+/ shows those of the place you are in."
KEYS_ACT: Final = "Act"
KEYS_CHORD: Final = "Keys"
KEYS_WHERE: Final = "Menu"

# --- safety
PHRASE: Final = "Passphrase"
PHRASE_HELP: Final = (
    "Opens the store where no keyring does. Copies of the key file made before keep the passphrase they had."
)
PHRASE_ADD: Final = "Set a passphrase"
PHRASE_CHANGE: Final = "Change passphrase"
PHRASE_REMOVE: Final = "Remove passphrase"
PHRASE_OLD: Final = "Present passphrase"
PHRASE_NEW: Final = "New passphrase"
PHRASE_AGAIN: Final = "New passphrase again"
PHRASE_SENTENCE: Final = "Several words that only you put together are easy to remember and hard to guess."
PHRASE_REMOVE_SENTENCE: Final = (
    "The store then opens by this computer's keyring, or by the recovery key where that is not to be had."
)
PHRASES_DIFFER: Final = "The two new passphrases differ."
PHRASE_CHANGED: Final = "The passphrase is changed"
PHRASE_REMOVED: Final = "The passphrase is removed"
RECOVERY: Final = "Recovery key"
RECOVERY_HELP: Final = "Opens the store when nothing else does. A new one counts as soon as you have noted it down."
RECOVERY_NEW: Final = "New recovery key"
RECOVERY_SENTENCE: Final = (
    "Write it down or copy it to paper now; it is kept nowhere and shown this once. Until you type its last group the "
    "key before it still serves."
)
RECOVERY_KEY: Final = "The new recovery key"
RECOVERY_TYPED: Final = "Its last group"
RECOVERY_USE: Final = "Use this key"
RECOVERY_USED: Final = "The new recovery key is in force"
CANCEL: Final = "Cancel"
COPY_KEY: Final = "Copy the new key"

# --- the store
STORE: Final = "This store"
STORE_HELP: Final = "One encrypted file with everything in it; messages and letters lie sealed beside it."
IN_MEMORY: Final = "In memory only"
FACT_PLACE: Final = "Place"
FACT_SIZE: Final = "Size"
FACT_HOLDS: Final = "Holds"
FACT_OPENS: Final = "Opens by"
FACT_TRAIL: Final = "Last line of the trail"
HOLDS: Final = "{people}, {records}, {requests}, {messages}"
WAYS: Final[Mapping[str, str]] = {
    "keyring": "this computer's keyring",
    "passphrase": "passphrase",
    "recovery": "recovery key",
}
LAST_LINE: Final = "No. {line}, {at}, {who}"
VERIFY: Final = "Verify the trail"
VERIFY_TITLE: Final = "Trail"
VERIFY_HELP: Final = "Each line is sealed onto the one before it; this goes through all of them."
VERIFYING: Final = "Verifying the trail"
SAMPLE: Final = "Sample store"
SAMPLE_HELP: Final = (
    "Its people are invented, and all it makes says SAMPLE. To discard it, close the program and remove the store's "
    "file with those beside it that begin with the same name; the next start makes a new store."
)

# --- the trail
TRAIL: Final = "Lines of the trail"
TRAIL_FILTER: Final = "Filter the trail"
TRAIL_HINT: Final = "Who, what, or a reference"
TRAIL_LINE: Final = "Line"
TRAIL_AT: Final = "When"
TRAIL_WHO: Final = "Who"
TRAIL_WHAT: Final = "What"
TRAIL_ABOUT: Final = "About"
TRAIL_NONE: Final = "No line of the trail fits."


def choice(key: str, value: str) -> str:
    """A choice in words."""
    return CHOICES.get(key, YES_NO).get(value, value)


def what(tag: str) -> str:
    """An operation's tag as words: `request.open` is *Request: open*."""
    first, _, rest = tag.replace("_", " ").partition(".")
    return f"{first.capitalize()}: {rest.replace('.', ' ')}" if rest else first.capitalize()
