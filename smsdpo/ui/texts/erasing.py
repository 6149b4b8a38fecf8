"""Words of deciding record by record where data is to go."""

from typing import Final

ERASE: Final = "Erase"
KEEP: Final = "Keep…"
ERASE_ACT: Final = "Erase this record"
KEEP_ACT: Final = "Keep this record…"
KEEP_STATE: Final = "Kept: {reason}"
DECISION: Final = "Decision"
ERASE_ALL: Final = "Erase all shown"
ERASE_ALL_TOAST: Final = "{records} decided"
OTHERWISE_DECIDED: Final = "The records of this kind of request are decided otherwise."

KEEP_TITLE: Final = "What stays although it was asked to go"
KEEP_SAY: Final = "The person reads the ground and the day in the letter."
KEEP_WHY: Final = "Why"
KEEP_WHYS: Final = (("must", "It must stay: a law or a claim asks for it"), ("other", "It is about somebody else"))
KEEP_GROUND: Final = "Ground"
KEEP_GROUND_HINT: Final = "For example: the law on accounts asks for it"
KEEP_UNTIL: Final = "Until"
KEEP_UNTIL_HINT: Final = "For example 31/03/2033"
KEEP_UNDECIDED: Final = "Nothing was decided yet."
KEEP_DO: Final = "Keep it"
KEEP_DO_MANY: Final = "Keep {records}"
