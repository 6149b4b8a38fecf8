"""What the window says of a failure: what is safe and what to do, by the kind of failure (`core.errors.KINDS`)."""

from collections.abc import Mapping
from typing import Final

UNCHANGED: Final = "Nothing was changed."
SAFE: Final[Mapping[str, str]] = {
    "refusal": "Nothing was changed, and what you typed is still here.",
    "partly": "What could be done is done and saved; the rest was left as it was.",
    "disk_full": "Nothing of this was saved, and nothing that was saved before is lost.",
    "reader": "The file was read apart from everything else, so the office is untouched.",
    "fault": "What was saved before is safe. An act that fails is taken back whole.",
}
FAILED: Final[Mapping[str, str]] = {
    "disk_full": "There is no room left on the disk.",
    "reader": "A file could not be read.",
    "fault": "Something in the program went wrong.",
}
TO_DO: Final[Mapping[str, str]] = {
    "disk_full": "Make room on the disk, then ask for it again. What you typed stays here meanwhile.",
    "reader": "Ask for the file in another form, or save it again in the program it comes from.",
    "fault": "Look at what is shown now, then try again. If it happens once more, tell your support the reference"
    " {reference}.",
}
DETAILS: Final = "Details"
HIDE_DETAILS: Final = "Hide details"
REFERENCE: Final = "Reference {reference}"
DETAIL_LINE: Final = "part of the program: {module}  ·  kind: {kind}"
NO_MODULE: Final = "not known"
COPY: Final = "Copy message"
CLOSE: Final = "Close message"
OPEN_LOG: Final = "Open log folder"
NO_LOG: Final = "The log is in this folder: {folder}"
NEXT: Final = "Next message"
PLACE: Final = "{number} of {total}"
