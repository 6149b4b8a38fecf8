"""What the sample's office has done by 22 November 2026: twelve requests open, two closed, seven letters unread."""

from typing import Any


def _opened(file: str, type_: str, person: str = "", **more: Any) -> dict[str, Any]:
    return {"file": file, "act": "open", "type": type_, "person": person, **more}


def _event(kind: str, on: str, reason: str) -> dict[str, str]:
    return {"kind": kind, "on": on, "reason": reason}


def _no_request(file: str, reason: str) -> dict[str, Any]:
    return {"file": file, "act": "not_a_request", "reason": reason}


def _linked(file: str, to: str) -> dict[str, Any]:
    return {"file": file, "act": "link", "to": to}


PLAN: tuple[dict[str, Any], ...] = (
    _opened("nowak.eml", "access", "lukasz.nowak@example.net", identity="account_number", find=True),
    _opened("oneill.eml", "rectification", "zoe.oneill@example.org"),
    _opened("mueller.eml", "erasure", "juergen.mueller@example.com", identity="known_address"),
    _opened("mbeki.eml", "automated_decision", "grace.mbeki@example.org"),
    _opened(
        "lefevre.eml",
        "portability",
        "eloise.lefevre@example.net",
        identity="known_address",
        find=True,
        decide="include",
    ),
    _opened("nair.eml", "restriction", "priya.nair@example.com", identity="known_address", find=True),
    _opened(
        "petrov.eml", "access", events=[_event("id_requested", "2026-11-05", "He wrote from an address we do not know")]
    ),
    _opened(
        "maildir/new/1794301217.M1P1.sample",
        "access",
        "li.wei@example.org",
        events=[_event("clarification_requested", "2026-11-13", "Seven years of notes; which matter to him?")],
    ),
    _opened(
        "hollis-solicitors.eml",
        "access",
        "b.achterberg@example.net",
        events=[_event("authority_requested", "2026-11-12", "The form names another firm as agent")],
    ),
    _opened(
        "phone-2026-11-12.txt",
        "rectification",
        "beatriz.almeida@example.net",
        received="2026-11-12T11:20:00+00:00",
        channel="telephone",
    ),
    _opened("ibanez.eml", "consent_withdrawal", "carmen.ibanez@example.com"),
    _opened("ashworth.eml", "under_18_report"),
    _linked("nowak-reminder.eml", "nowak.eml"),
    _linked("petrov-reply.eml", "petrov.eml"),
    _linked("lefevre-merci.eml", "lefevre.eml"),
    _no_request("davies-thanks.eml", "A thank-you for an invoice; nothing is asked"),
    _opened(
        "nneka-question.eml",
        "general_inquiry",
        "nneka.okafor@mail.example",
        details={
            "topic": "retention",
            "answer": "Enquiries are kept for six months after the last contact.",
            "hidden_right": "yes",
        },
        close="answered",
        note="Answered by e-mail on 6 November 2026 from the policy page",
    ),
    _opened(
        "lindqvist-stop.eml",
        "objection_marketing",
        "peter.lindqvist@example.com",
        details={"channels": "E-mail\nPost", "stopped": "2026-11-10", "partners_told": "none"},
        close="stopped",
        note="Taken off every list on 10 November 2026; confirmed by e-mail",
    ),
    _no_request("fitzroy-howto.eml", "A question about the app, passed to the support desk"),
    _no_request("abara-invoice.eml", "A business matter, passed to accounts"),
    _no_request("workshop-weekly.eml", "Newsletter"),
    _no_request("out-of-office.eml", "Automatic reply"),
    _no_request("abwesend.eml", "Automatic reply"),
    _no_request("bounce.eml", "Automatic notice of the mail system"),
    _no_request("mailbox-full.eml", "Automatic notice of the mail system"),
    _no_request("advert-gdpr.eml", "Advertisement"),
    _no_request("invitation.eml", "Invitation to a meeting"),
    _no_request("job-application.eml", "Application for a post, passed to the head of the workshop"),
    _no_request("order-shipped.eml", "Notice of a delivery"),
    _no_request("maildir/cur/1794304817.M2P1.sample", "Automatic notice of our own systems"),
    _no_request("maildir/cur/1794308417.M3P1.sample", "An enquiry about a purchase, passed to sales"),
    _no_request("internal-list.eml", "Our own office list"),
    _no_request("support-desk.mbox#1", "Notice of the support desk"),
    _no_request("support-desk.mbox#2", "Looked into on 4 November: no risk to anyone, entered in the incident book"),
    _no_request("support-desk.mbox#5", "Recall of a message"),
)
