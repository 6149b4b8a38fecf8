"""Words of tags: the menu that puts them on and takes them off, and what was done."""

from typing import Final

TAG: Final = "Tag"
TAG_ACT: Final = "Tag…"
TAG_SELECTED: Final = "Tag selected"
ALSO: Final = "label mark category"
SOME: Final = "{word}   ({count} of {all})"
NONE: Final = "The office has no tags yet"
SETTINGS: Final = "Tags in Settings"
PUT_ON: Final = "{what} tagged “{word}”"
TAKEN_OFF: Final = "“{word}” taken off {what}"
TAGGED: Final = "tagged {words}"
MORE: Final = "+{count}"
ROW: Final = "Tags: {words}"
