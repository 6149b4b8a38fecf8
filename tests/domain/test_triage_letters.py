"""Whole letters in our own words: what a tired person really writes, and everything it asks for."""

import pytest

from smsdpo.services.triage import read_text

LETTERS = [
    (
        {"access"},
        "Subject Access Request",
        "Dear Data Protection Officer,\n\nI was a customer of yours between 2019 and 2022 (account 4711). Under the UK "
        "GDPR I should like to receive a copy of the personal information you hold about me, including call recordings "
        "and internal notes.\n\nYours faithfully\nJane Example",
    ),
    (
        {"erasure"},
        "question",
        "Hello, I filled in your contact form last March. Could you tell me whether you still have my details "
        "and if so delete them? Thanks",
    ),
    ({"access"}, "Data", "Hi\nwho have you shared my email with? I'm getting spam since I signed up with you."),
    (
        {"objection_marketing"},
        "Re: Order 88",
        "Hi, thanks. Also please remove me from your mailing list.\n\n> Dear customer\n> To unsubscribe click here",
    ),
    (
        {"complaint"},
        "URGENT",
        "My ex-husband's solicitor says you gave them my new address. I never agreed to this and I'm very unhappy.",
    ),
    ({"rectification"}, "Change of name", "I have recently married and my name is now Jane Sample. Please amend it."),
    ({"objection_marketing"}, "Mailing", "I keep getting letters to my late father. Please stop sending them."),
    (
        {"customer_data_return"},
        "Leaving",
        "We are moving to another supplier in June. Please provide an export of our database and confirm deletion.",
    ),
    (
        {"authority_request"},
        "Request for information",
        "I am DC Example of the Example Constabulary. I am investigating an offence and request the contact details of "
        "your customer under Schedule 2 Part 1 Paragraph 2 DPA 2018.",
    ),
    (
        {"under_18_report"},
        "help",
        "my daughter is 14 and has been using your app with my card, please remove her account",
    ),
    ({"automated_decision"}, "credit", "Your system automatically refused my application. Someone should look again."),
    ({"objection_marketing"}, "", "I don't want you to use my data for advertising anymore."),
    ({"erasure"}, "", "pls delete my acct"),
    ({"erasure"}, "", "You must delete all data about my person immediately!!"),
    ({"erasure"}, "", "Kindly remove my CV and application from your files."),
    ({"erasure"}, "", "Do you still have my data? I want it gone."),
    ({"access"}, "", "I'm requesting all info u have on me"),
    ({"access"}, "", "I want to see the CCTV footage of me from 3 May"),
    ({"consent_withdrawal"}, "", "I revoke consent for photos of me on your website, take them down."),
]


@pytest.mark.parametrize(("wanted", "subject", "text"), LETTERS)
def test_a_letter_is_read_for_everything_it_asks(wanted: set[str], subject: str, text: str) -> None:
    asked = {one.type for one in read_text(subject, text).suggestions if one.asks}
    assert wanted <= asked
