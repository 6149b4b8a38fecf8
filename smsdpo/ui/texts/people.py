"""The words of the place where people are found: the search, the hits, and what is held about one of them."""

from typing import Final

PEOPLE: Final = "People"
PEOPLE_LIST: Final = "People found list"
PEOPLE_SEARCH: Final = "Search people by any part"
PEOPLE_HINT: Final = "Any part of a name, e-mail, phone, account, postcode or IP address"
PEOPLE_EMPTY: Final = (
    "Type any part of a name, an e-mail address, a telephone or account number, a postcode or an IP address. "
    "Accents, capitals and spaces make no difference."
)
PEOPLE_NONE: Final = "Nobody matches “{text}”. A shorter part, another spelling or another number may find them."
CLEAR_SEARCH: Final = "Clear the search"
PEOPLE_FOUND: Final = "{people} found"
PEOPLE_FIRST: Final = "The first {people}; type more to narrow it down"
NAME: Final = "Name"
ACCOUNT: Final = "Account"
RECORDS: Final = "Records"
PERSON_CARD: Final = "Person card"
CHOOSE_A_PERSON: Final = "Choose a person to see what is held about them."
HELD_IN: Final = "{records} in {sources}"
HELD_NOTHING: Final = "No records held"
FIRST_TO_GO: Final = "the first may be kept until {day}"
OVER_LIMIT: Final = "past its limit since {day}"
IDENTIFIER_NAMES: Final = {
    "name": "Also known as",
    "email": "E-mail",
    "phone": "Phone",
    "account": "Account",
    "postcode": "Postcode",
    "ip": "IP address",
}
PERSON_VIEWS: Final = (("held", "Data held"), ("requests", "Their requests"))
HELD_TREE: Final = "Data held, by source"
PERSON_REQUESTS: Final = "Requests of this person"
NO_PERSON_REQUESTS: Final = "This person has not asked for anything yet."
NO_RECORDS: Final = "No source holds anything about this person."
KEPT_LINE: Final = "kept until {day}"
PAST_LINE: Final = "past its limit"
NOT_DATED: Final = "no date"
START_REQUEST: Final = "Start request for this person"
