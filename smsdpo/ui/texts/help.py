"""Words of the help, of About and of the diagnostics file."""

from typing import Final

HELP: Final = "Help"
HELP_SAYS: Final = "Help for this place"
CLOSE: Final = "Close help"
BACK: Final = "Back"
ALL_TERMS: Final = "All terms"
ALL_TERMS_SENTENCE: Final = "Words of the law that come up in this office, each with the policy sentence it serves."
NO_PAGE: Final = "There is no page for this place yet."
WHAT_IS: Final = "What is: {term}"
WHAT_IS_ALSO: Final = "what is this meaning term law {also}"
QUOTED: Final = "“{sentence}”"

ABOUT: Final = "About {program}"
ABOUT_SENTENCE: Final = "A desk for the Data Protection Officer. It works on this computer only and calls nobody."
CARRIED: Final = "Carried with the program"
INSTALLED: Final = "Built on"
LICENCE_UNKNOWN: Final = "see its own files"
ABOUT_TEXT: Final = "Versions and licences"
COPY: Final = "Copy"
CLOSE_ABOUT: Final = "Close"

OPEN_LOG: Final = "Open log folder"
NO_LOG_FOLDER: Final = "The log folder could not be opened."
NO_LOG_FOLDER_HINT: Final = "It lies here: {folder}"

DIAGNOSTICS: Final = "Save diagnostics…"
DIAGNOSTICS_TITLE: Final = "Diagnostics for your support"
DIAGNOSTICS_SENTENCE: Final = (
    "This is every byte of it: versions, checks, which settings were changed (not to what) and the log. It names no "
    "person; read it before you give it to anybody."
)
DIAGNOSTICS_TEXT: Final = "Content of the file"
DIAGNOSTICS_MAKING: Final = "Putting diagnostics together"
DIAGNOSTICS_SAVE: Final = "Save file"
DIAGNOSTICS_WHERE: Final = "Where should the diagnostics be written?"
DIAGNOSTICS_KINDS: Final = "Zip files (*.zip)"
DIAGNOSTICS_SAVED: Final = "Diagnostics saved as {name}"
CANCEL: Final = "Cancel"
ALSO_ABOUT: Final = "version licence licences credits"
ALSO_LOG: Final = "logs folder support"
ALSO_DIAGNOSTICS: Final = "support zip report problem log"
