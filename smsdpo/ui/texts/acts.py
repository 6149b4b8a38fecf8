"""Words of the frame: acts, menu, palette, cheat sheet, undo, status line."""

from typing import Final

from smsdpo.ui.texts import counted

# --- acts of the window -----------------------------------------------------------------------------------------------

PALETTE: Final = "Search everything"
GO_TO: Final = "Go to {place}"
NEW_REQUEST: Final = "New request"
PASTE: Final = "Paste messages"
QUIT: Final = "Quit"
UNDO: Final = "Undo"
REDO: Final = "Redo"
FILTER: Final = "Filter what is shown"
NO_FILTER: Final = "There is nothing to filter here."
REFRESH: Final = "Refresh"
NEXT_PANE: Final = "Next pane"
PANE_BEFORE: Final = "Previous pane"
BACK: Final = "Back"
FORWARD: Final = "Forward"
NO_BACK: Final = "There is no earlier place to go back to."
NO_FORWARD: Final = "There is no later place to go forward to."
SETTINGS: Final = "Settings"
CHEAT_SHEET: Final = "Keyboard shortcuts"
RESET_LAYOUT: Final = "Reset layout"
LAYOUT_RESET: Final = "Window, panes and columns are as at first"
CLOSE: Final = "Close"
MENU: Final = "Menu"
LOCK: Final = "Lock"

# --- palette ----------------------------------------------------------------------------------------------------------

SEARCH_HINT: Final = "Search people, requests, acts"
RESULTS: Final = "Results"
RECENT: Final = "Recent"
ACTS: Final = "Acts"
PLACES: Final = "Places"
PEOPLE: Final = "People"
REQUESTS: Final = "Requests"
ALL_HITS: Final = "All hits"
SEARCH_PEOPLE: Final = "Search people for “{text}”"
SEARCH_PEOPLE_WHY: Final = "Every hit, with the reason why it is one"
OFF: Final = "Not now: {why}"
OF: Final = "{row}, {at} of {all}"
NOTHING_TYPED: Final = "Type a name, an e-mail address, a reference or what you want to do"

# --- cheat sheet ------------------------------------------------------------------------------------------------------

CHEAT_SENTENCE: Final = "What the window and this place answer to. Every act is also under Ctrl+K."
IN_THIS_PLACE: Final = "In this place"
EVERYWHERE: Final = "Everywhere"
IN_LISTS: Final = "In lists"
LIST_KEYS: Final = (
    ("Next, previous row", "J, K"),
    ("Open", "Enter"),
    ("All rows of the list", "Ctrl+A"),
    ("Copy the rows", "Ctrl+C"),
    ("First, last row", "Ctrl+Home, Ctrl+End"),
    ("Leave a panel", "Esc"),
)

# --- undo -------------------------------------------------------------------------------------------------------------

UNDO_STEP: Final = "Undo: {step}"
REDO_STEP: Final = "Redo: {step}"
UNDONE: Final = "Undone: {step}"
REDONE: Final = "Done again: {step}"
NOTHING_TO_UNDO: Final = "There is nothing to undo here."
NOTHING_TO_REDO: Final = "There is nothing to do again here."
UNDO_SHORT: Final = "Undo: {step} (Ctrl+Z)"
REDO_SHORT: Final = "Redo: {step} (Ctrl+Y)"
LAST_CHANGE: Final = "Last change"

STEPS: Final[dict[str, tuple[str, str]]] = {
    "message.not_request": ("Not a request", "messages"),
    "message.forward": ("Forward to the support desk", "messages"),
    "message.reopen": ("Back to the inbox", "messages"),
    "message.link": ("Link to a request", "messages"),
    "message.assign": ("Assign message", "messages"),
    "message.tag": ("Change of tags", "messages"),
    "message.received": ("Change the day received", "messages"),
    "request.open": ("Open a request", "requests"),
    "request.find": ("Find data", "requests"),
    "holiday.change": ("Change of a bank holiday", "holidays"),
    "source.add": ("Add a source", "sources"),
    "source.change": ("Change of a source", "sources"),
    "request.assign": ("Assign request", "requests"),
    "request.tag": ("Change of tags", "requests"),
    "request.event": ("Change the clock", "requests"),
    "request.identity": ("Identity check", "requests"),
    "request.person": ("Choose the person", "requests"),
    "request.recipient": ("Change the recipient", "requests"),
    "request.password": ("How the password is told", "requests"),
    "request.decide": ("Decide record", "records"),
    "request.detail": ("Change of details", "fields"),
    "request.change_type": ("Change type", "requests"),
    "request.open_several": ("Open linked requests", "requests"),
    "request.complaint": ("Open a complaint", "complaints"),
    "request.colleague_answered": ("Answer of a colleague", "answers"),
    "hold.raise": ("Legal hold", "holds"),
    "hold.release": ("Release of a hold", "holds"),
    "request.settle": ("Settle the outcome", "requests"),
    "request.letter_sent": ("Mark a letter as sent", "letters"),
    "request.not_searched": ("Source not searched", "sources"),
    "request.note": ("Note", "notes"),
    "request.tick": ("Tick the checklist", "ticks"),
    "person.merge": ("Same person", "people"),
    "person.apart": ("Different person", "people"),
    "person.edit": ("Change of a person", "people"),
    "source.import": ("Import", "records"),
    "setting.change": ("Change of settings", "settings"),
    "view.save": ("Save view", "views"),
    "view.remove": ("Remove view", "views"),
    "view.rename": ("Rename view", "views"),
}
"""What an undoable operation is called, by its tag, and what it counts when there were several."""


CHANGE_OF: Final = "Change of “{setting}”"
CHANGED_NOW: Final = "“{setting}” is changed"


def step(tag: str, count: int = 1, about: str = "") -> str:
    """What a step is called: *Not a request*, *Not a request (3 messages)*, *Change of “Look”*."""
    if setting := _setting(tag, about):
        return CHANGE_OF.format(setting=setting)
    title, things = STEPS.get(tag, (LAST_CHANGE, "things"))
    return title if count < 2 else f"{title} ({counted(count, things, things)})"


def done(tag: str, count: int = 1, about: str = "") -> str:
    """What was done, once it is: *“Look” is changed*; the name of the step where that says enough."""
    setting = _setting(tag, about)
    return CHANGED_NOW.format(setting=setting) if setting else step(tag, count)


def _setting(tag: str, about: str) -> str:
    """The one setting that a step has changed, by its label."""
    from smsdpo.core.settings import SETTINGS  # not before something has been done

    return SETTINGS[about].label if tag == "setting.change" and about in SETTINGS else ""


# --- status line, activity, coming in ---------------------------------------------------------------------------------

NO_BACKUP: Final = "Backup: none yet"
ABOUT_LEFT: Final = "about {time} left"
PASTED: Final = "Pasted message"
PASTE_PICTURE: Final = "A picture cannot be taken in as a message."
PASTE_PICTURE_HINT: Final = "Save the message it shows as .eml or .msg, or copy its text and paste that."
PASTE_NOTHING: Final = "There is nothing to paste."
PASTE_NOTHING_HINT: Final = "Copy message files or the text of a message first."
PASTE_TOO_LONG: Final = "The copied text is too long for a message."
PASTE_TOO_LONG_HINT: Final = "Save it as a .txt file and add that."


def time_left(seconds: float) -> str:
    """Calm words for a guess: never seconds by the one."""
    if seconds < 50:
        return ABOUT_LEFT.format(time="a minute" if seconds > 25 else "half a minute")
    minutes = max(round(seconds / 60), 1)
    if minutes < 90:
        return ABOUT_LEFT.format(time=counted(minutes, "minute").replace("minutes", "min").replace("minute", "min"))
    return ABOUT_LEFT.format(time=counted(round(minutes / 60), "hour"))
