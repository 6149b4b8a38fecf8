"""Which data a person may take along: what they provided or we observed, on consent or contract (R23, Art 20)."""

from collections.abc import Mapping

BASES = ("consent", "contract")
PROVENANCES = frozenset({"provided", "observed"})


def carried(basis: str, provenance: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of a record that go along; none where its basis is another."""
    if not rests_on(basis):
        return {}
    whole = provenance.get("*", "")
    return {key: value for key, value in fields.items() if provenance.get(key, whole) in PROVENANCES}


def rests_on(basis: str) -> bool:
    """Whether the register names consent or a contract as the basis."""
    said = basis.casefold()
    return any(word in said for word in BASES) and "legitimate interest" not in said


def why_not(basis: str) -> str:
    """Why nothing of a record goes along, for the letter."""
    if rests_on(basis):
        return "we worked it out ourselves; you did not provide it"
    # True also where nobody has noted a ground: the letter claims none that the register does not bear out.
    return "neither your consent nor a contract with you is noted as our ground for it"
