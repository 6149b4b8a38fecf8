"""What is said of a store that is damaged, and of the copies beside it."""

from typing import Final

READ: Final = "Open to read only"
READ_SAY: Final = (
    "What can still be read is opened to read only. A list that stood on a damaged page says so instead of showing "
    "less than there is. Nothing is written."
)
COPIES: Final = "Copies beside the store"
COPIES_SAY: Final = (
    "The copy is read through first. The damaged file is kept under another name, and nothing is overwritten. What was "
    "done after the copy was made is not in it, so it opens to read only."
)
NO_COPIES: Final = "There is no copy of the store beside it."
COPY: Final = "{day}, {size}"
PUT: Final = "Put this copy in its place"
PUT_SAYS: Final = "Put the copy of {day} in its place, {name}"
WAS_PUT: Final = "The copy is in place"
KEPT: Final = "It was read through and is whole. The damaged file is kept beside it as {kept}."
NONE_KEPT: Final = "It was read through and is whole."
OPEN: Final = "Open the office"
