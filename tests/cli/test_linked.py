"""Requests that belong together, what holds data back, and colleagues who are asked, on the command line."""

from pathlib import Path

from tests.cli.conftest import CommandLine

NOTE = ("--channel", "phone", "--received", "2026-11-20T10:00:00+00:00", "--name", "Tom Ash")


def noted(smsdpo: CommandLine, text: str = "Send me my data, correct it and delete the rest.") -> int:
    message: int = smsdpo.json("request", "note", *NOTE, "--text", text)["message"]
    return message


def test_one_message_becomes_linked_requests_a_duplicate_ends_and_a_complaint_begins(smsdpo: CommandLine) -> None:
    first, second = noted(smsdpo), noted(smsdpo, "As I said, I want my data.")
    split = ("request", "split", "--message", first, "--type", "access")
    assert "two or more different kinds" in smsdpo(*split, expect=1).err
    opened = smsdpo.json(*split, "--type", "erasure")
    reference = opened["reference"]
    assert [(link["kind"], link["type"]) for link in opened["links"]] == [("same_message", "erasure")]
    person = smsdpo.json("request", "show", reference)["person"]

    again = ("request", "open", "--message", second, "--type", "access", "--person", person)
    assert f"{reference} of the same person and kind is still open" in smsdpo(*again, expect=1).err
    twice = smsdpo.json(*again, "--although", "to be looked at")["reference"]
    ended = smsdpo.json("request", "duplicate", twice, "--of", reference, "--reason", "Asks for the same")
    assert (ended["state"], ended["outcome"]) == ("closed", "duplicate")

    complaint = ("request", "complaint", reference, "--words", "Nobody rang back", "--received")
    assert "in the future" in smsdpo(*complaint, "2026-12-01", expect=1).err
    born = smsdpo.json(*complaint, "2026-11-21", "--channel", "phone")
    assert (born["type"], born["person"], born["received"]) == ("complaint", person, "2026-11-21")
    assert smsdpo("request", "links", born["reference"]).out.startswith(
        f"{born['reference']}: Complaint about {reference}  access,"
    )
    kinds = {(link["kind"], link["back"]) for link in smsdpo.json("request", "links", reference)["links"]}
    assert kinds == {("same_message", True), ("duplicate", True), ("complaint", True)}


def test_what_waits_for_an_answer_is_listed_with_the_day_it_may_be_closed(smsdpo: CommandLine) -> None:
    assert smsdpo("request", "unanswered").out == "Nothing waits for an answer.\n"
    reference = smsdpo.json("request", "open", "--message", noted(smsdpo), "--type", "access")["reference"]
    smsdpo("request", "event", reference, "id_requested@2026-11-21", "--reason", "who is it?")
    (waiting,) = smsdpo.json("request", "unanswered")
    assert (waiting["reference"], waiting["on"]) == (reference, "2026-11-21")
    assert f"may be closed from {waiting['may_close']}" in smsdpo("request", "unanswered").out


def test_a_hold_stands_until_it_is_released_with_a_reason(smsdpo: CommandLine) -> None:
    reference = smsdpo.json("request", "open", "--message", noted(smsdpo), "--type", "general_inquiry")["reference"]
    person = smsdpo.json("request", "show", reference)["person"]
    assert smsdpo("hold", "list").out == "No holds.\n"
    held = ("hold", "raise", person, "--ground", "dispute")
    assert "Say why nothing may be deleted" in smsdpo(*held, expect=1).err
    for ground in ("whim", "open_request"):  # the second comes and goes with a request
        assert "is no ground" in smsdpo("hold", "raise", person, "--ground", ground, expect=1).err
    assert "no person 999" in smsdpo("hold", "list", "--person", 999, expect=1).err
    hold = smsdpo.json(*held, "--reason", "A claim is announced", "--request", reference)["hold"]
    assert "Dispute or legal claim: A claim is announced" in smsdpo("hold", "list").out
    smsdpo("hold", "release", hold, expect=1)
    smsdpo("hold", "release", hold, "--reason", "The claim was settled")
    assert smsdpo.json("hold", "list") == []
    (past,) = smsdpo.json("hold", "list", "--person", person)
    assert past["released_because"] == "The claim was settled"


def test_a_colleague_is_asked_reminded_reported_upwards_and_answers(smsdpo: CommandLine, tmp_path: Path) -> None:
    smsdpo("source", "add", "Forms")
    reference = smsdpo.json("request", "open", "--message", noted(smsdpo), "--type", "access")["reference"]
    draft = tmp_path / "ask.eml"
    asking = ("colleague", "ask", reference, "Forms", "--name", "Jo Lee", "--email", "jo@example.org")
    assert smsdpo("colleague", "list", reference).out == "Nobody was asked.\n"
    task = smsdpo.json(*asking, "--to", draft)["task"]
    assert b"\nTo: Jo Lee <jo@example.org>" in draft.read_bytes()
    codes = [
        smsdpo.json("colleague", "chase", task, "--to", tmp_path / f"{number}.eml")["letter"] for number in range(2)
    ]
    chase = ("colleague", "chase", task, "--to", tmp_path / "up.eml")
    assert "Name whom the colleague answers to" in smsdpo(*chase, expect=1).err
    assert "Give both" in smsdpo(*chase, "--name", "Ada Bell", expect=1).err
    up = smsdpo.json(*chase, "--name", "Ada Bell", "--email", "ada@example.org")
    assert [*codes, up["letter"]] == ["M02", "M02", "M03"]
    assert "Forms: Jo Lee, asked on 2026-11-22, to remind on 2026-11-26" in smsdpo("colleague", "list", reference).out
    smsdpo("colleague", "answered", task, "Nothing found")
    (card,) = smsdpo.json("colleague", "list", reference)
    assert (card["answered_on"], card["answer"], card["next_chase"]) == ("2026-11-22", "Nothing found", None)
    assert "noted already" in smsdpo("colleague", "answered", task, "Nothing found", expect=1).err
    smsdpo("colleague", "answered", task, "Two notes after all")
    assert "Nothing found; 22 November 2026: Two notes after all" in smsdpo("colleague", "list", reference).out
    noted_twice = [line["note"] for line in smsdpo.json("request", "show", reference)["timeline"] if line["note"]]
    assert noted_twice == ["Nothing found", "Two notes after all"]


def test_what_the_police_ask_for_is_entered_in_the_register(smsdpo: CommandLine) -> None:
    entry = ("disclosure", "log", "--received", "2026-11-20", "Example Constabulary")
    logged = smsdpo.json(*entry, "scope=Logins in May", "asker_class=police")
    assert (logged["type"], logged["received"]) == ("authority_request", "2026-11-20")
    fields = {item["key"]: item["value"] for item in smsdpo.json("request", "detail", logged["reference"])}
    assert (fields["body"], fields["scope"]) == ("Example Constabulary", "Logins in May")
    assert smsdpo.json("disclosure", "list", "--text", "nobody") == []
    (line,) = smsdpo("disclosure", "list", "--text", "constabulary").out.splitlines()
    assert line.startswith(f"{logged['reference']}  2026-11-20  Example Constabulary: ")
