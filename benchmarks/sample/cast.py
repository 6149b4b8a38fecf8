"""The invented people of the sample: those who write, and about a thousand who are only on file."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

SEED = 20441
CROWD = 1_150


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    "Adaeze Aidan Aisling Alba Albert Alice Amara Anders Aneurin Anita Anouk Arash Arthur Astrid Ayesha "
    "Bartosz Beatrix Benedict Bilal Björn Bronwen Callum Camille Caoimhe Carys Cecily Chloë Cormac Dafydd "
    "Daniela Deirdre Desmond Dilys Dorota Eamon Edith Eirlys Elif Elodie Emeka Emre Esme Fatima Fergus "
    "Fiona François Freya Gareth Gethin Gwen Hamid Hannah Harriet Hassan Helena Ifan Ines Iona Isla Ivana "
    "Jakub Jasmine Joaquín Jocelyn Jude Kaito Karim Katarzyna Keira Kwame Laszlo Leila Lorcan Lowri Luca "
    "Magda Mairead Malik Marta Matilda Mehmet Mirela Mohan Moira Nadia Nerys Niamh Noor Nuala Oisín Olena "
    "Omar Orla Osian Pablo Pádraig Petra Quentin Rafael Rhiannon Ravi Renée Rosa Ruben Saoirse Samir "
    "Seren Shauna Sinéad Sofía Stefan Sunita Tadeusz Tamsin Tariq Tegan Tomos Ursula Vasile Vera Wanda "
    "Wilfred Xanthe Yasmin Yusuf Zainab Zofia"
)
FAMILY = _words(
    "Abbott Achterhof Adeleke Ahmadi Alderton Anwar Ashdown Baptiste Barraclough Beaumont Bielak Birkett "
    "Blackwood Bogdanov Boateng Braithwaite Brânză Cadwallader Calloway Carrasco Chaudhry Coldwell "
    "Cormack Crowther D'Arcy Delacroix Dhillon Dimitrov Drăgan Duarte Eastwood Ekwueme Ellingham Espinoza "
    "Fairbrother Farrow Ferreira Fitzgerald Forsythe Gallagher García Gilchrist Gorski Gough Greenhalgh "
    "Gunnarsson Haldane Hargreaves Hashimoto Hawthorne Heaney Horváth Iqbal Jankowski Jernigan Kaczmarek "
    "Kapoor Kavanagh Keating Kensington Kowal Kruger Lachlan Langford Larsen Lindholm Llewellyn Lockwood "
    "MacAllister MacInnes Mahmood Marchetti Marlowe Mbah McGrath Meredith Molnár Montague Moreau Mutasa "
    "Navarro Ndiaye Nkemelu Novák O'Brien O'Hara O'Sullivan Ogunleye Okonjo Olsson Oyelaran Papadopoulos "
    "Pemberley Penrose Petrescu Pritchard Quigley Rahimi Ramsbottom Redfern Reinhardt Robichaud Rowntree "
    "Sandhu Santos Scholes Siddiqui Sørensen Stanhope Strand Szabó Tanaka Thistlewood Thorne Tomczyk "
    "Trevelyan Underhill Vasquez Venables Wainwright Wójcik Whitcombe Winterbourne Yeboah Young Zakaria "
    "Zieliński"
)
TOWNS = _words(
    "Bath Bristol Cardiff Derby Dundee Exeter Glasgow Hull Leeds Lincoln Luton Norwich Oxford Perth Poole "
    "Swansea Truro York"
)
STREETS = (
    "Mill Lane",
    "Quay Street",
    "Larch Row",
    "Kiln Road",
    "Ferry Lane",
    "Chapel Hill",
    "Weaver's Yard",
    "Station Parade",
)
OUTWARD = _words("BA1 BS1 CF10 DE1 DD1 EX1 G1 HU1 LS1 LN1 LU1 NR1 OX1 PH1 BH15 SA1 TR1 YO1")
MAIL_DOMAINS = ("example.org", "example.com", "example.net", "mail.example")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on file."""

    given: str
    family: str
    email: str
    phone: str
    account: str
    town: str
    street: str
    postcode: str
    opened: date

    @property
    def name(self) -> str:
        """As they write it."""
        return f"{self.given} {self.family}"


def _known(name: str, email: str, phone: str, number: int, town: str, street: str, opened: date) -> Person:
    given, _, family = name.partition(" ")
    return Person(
        given, family, email, phone, f"SMS-{number}", town, street, f"{OUTWARD[TOWNS.index(town)]} 4QX", opened
    )


NGOZI = _known(
    "Ngozi Okafor", "ngozi.okafor@mail.example", "07700 900118", 20441, "Leeds", "27 Kiln Road", date(2023, 2, 14)
)
NNEKA = _known(
    "Nneka Okafor", "nneka.okafor@mail.example", "07700 900119", 20442, "York", "5 Mill Lane", date(2024, 6, 3)
)
ZOE = _known(
    "Zoë O'Neill", "zoe.oneill@example.org", "07700 900231", 20588, "Bristol", "12 Quay Street", date(2022, 9, 20)
)
NEIL = _known("Zoe Neil", "zoe.neil@example.com", "07700 900232", 20589, "Exeter", "41 Chapel Hill", date(2024, 1, 8))
SIAN = _known(
    "Siân Davies", "sian.davies@example.org", "07700 900307", 20777, "Cardiff", "8 Weaver's Yard", date(2021, 3, 1)
)
AMIR = _known(
    "Amir Rahman", "amir.rahman@example.net", "07700 900263", 20801, "Luton", "2 Station Parade", date(2025, 5, 19)
)
TERESA = _known(
    "Teresa Kowalska", "teresa.kowalska@example.com", "07700 900341", 20855, "Hull", "19 Ferry Lane", date(2023, 11, 2)
)
JOANNA = _known(
    "Joanna Smith", "joanna.smith@example.org", "020 7946 0388", 20902, "Leeds", "14 Larch Row", date(2020, 8, 24)
)

WRITERS = (
    NGOZI,
    NNEKA,
    ZOE,
    NEIL,
    SIAN,
    AMIR,
    TERESA,
    JOANNA,
    _known(
        "Łukasz Nowak", "lukasz.nowak@example.net", "07700 900204", 20512, "Derby", "6 Mill Lane", date(2022, 1, 17)
    ),
    _known(
        "Jürgen Müller",
        "juergen.mueller@example.com",
        "07700 900412",
        20615,
        "Oxford",
        "33 Kiln Road",
        date(2023, 7, 7),
    ),
    _known(
        "Grace Mbeki", "grace.mbeki@example.org", "07700 900433", 20630, "Norwich", "1 Ferry Lane", date(2024, 10, 30)
    ),
    _known(
        "Éloïse Lefèvre",
        "eloise.lefevre@example.net",
        "07700 900455",
        20655,
        "Bath",
        "77 Quay Street",
        date(2021, 12, 12),
    ),
    _known("Priya Nair", "priya.nair@example.com", "07700 900478", 20699, "Swansea", "9 Chapel Hill", date(2022, 4, 4)),
    _known(
        "Dmitry Petrov", "dmitry.petrov@example.com", "07700 900490", 20713, "Hull", "52 Kiln Road", date(2019, 5, 28)
    ),
    _known("Li Wei", "li.wei@example.org", "07700 900501", 20728, "Glasgow", "3 Station Parade", date(2019, 9, 9)),
    _known(
        "Bernard Achterberg",
        "b.achterberg@example.net",
        "020 7946 0512",
        20735,
        "Hull",
        "9 Quay Street",
        date(2018, 2, 2),
    ),
    _known(
        "Carmen Ibáñez", "carmen.ibanez@example.com", "07700 900533", 20741, "Poole", "15 Larch Row", date(2024, 3, 15)
    ),
    _known(
        "Beatriz Almeida",
        "beatriz.almeida@example.net",
        "07700 900377",
        20750,
        "Truro",
        "4 Weaver's Yard",
        date(2023, 10, 1),
    ),
    _known(
        "Peter Lindqvist",
        "peter.lindqvist@example.com",
        "07700 900566",
        20766,
        "Dundee",
        "21 Mill Lane",
        date(2022, 6, 16),
    ),
)


@cache
def crowd() -> tuple[Person, ...]:
    """The people who are only on file; no two share an e-mail address or a telephone."""
    dice = random.Random(SEED)
    taken = {person.email for person in WRITERS} | {person.phone for person in WRITERS}
    phones = [f"07700 900{n:03}" for n in range(1000)] + [f"020 7946 0{n:03}" for n in range(1000)]
    free = iter([phone for phone in phones if phone not in taken])
    people = []
    for number in range(CROWD):
        given, family = dice.choice(GIVEN), dice.choice(FAMILY)
        town = dice.randrange(len(TOWNS))
        people.append(
            Person(
                given,
                family,
                f"{_plain(given)}.{_plain(family)}{number}@{dice.choice(MAIL_DOMAINS)}",
                next(free),
                f"SMS-{21000 + number}",
                TOWNS[town],
                f"{dice.randrange(1, 120)} {dice.choice(STREETS)}",
                f"{OUTWARD[town]} {dice.randrange(1, 9)}{dice.choice('ABDEFGHJLN')}{dice.choice('PQRSTUWXYZ')}",
                date(2018, 1, 1) + timedelta(days=dice.randrange(3000)),
            )
        )
    return tuple(people)


def _plain(name: str) -> str:
    from anyascii import anyascii

    return str(anyascii(name)).lower().replace("'", "")
