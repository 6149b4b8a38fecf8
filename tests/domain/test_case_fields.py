"""What may be written down in a field of a request: checked as it is given, kept in one spelling."""

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.case_fields import CaseField

DAY = CaseField("not_until", "Not before", "day")


@pytest.mark.parametrize("typed", ["5/1/2027", "05/01/2027", " 2027-01-05 "])
def test_a_day_is_kept_in_one_spelling(typed: str) -> None:
    assert DAY.checked(typed) == "2027-01-05"


@pytest.mark.parametrize("typed", ["31/12/9999", "9999-12-31", "05/01/0227"])
def test_a_day_that_no_calendar_can_show_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"Not before.*cannot be right"):
        DAY.checked(typed)


@pytest.mark.parametrize("typed", ["30/02/2027", "tomorrow"])
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refusal, match="22/11/2026"):
        DAY.checked(typed)
