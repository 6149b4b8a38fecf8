"""The columns of the office's logs: what the regulator expects of requests, and the proof that the inbox is watched."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogColumn:
    """`kind` is how the workbook writes it: text, date, instant or number; `width` in characters."""

    key: str
    title: str
    kind: str = "text"
    width: int = 18


COLUMNS = (
    LogColumn("reference", "Reference", width=16),
    LogColumn("received", "Received", "date", 12),
    LogColumn("received_at", "Time", width=8),
    LogColumn("channel", "Channel", width=14),
    LogColumn("receiver", "Received by", width=18),
    LogColumn("requester", "Requester", width=26),
    LogColumn("subject", "About", width=26),
    LogColumn("authority", "Asks for", width=22),
    LogColumn("type", "Right or duty", width=34),
    LogColumn("asked", "In our words", width=44),
    LogColumn("id_asked", "Identity asked", "date", 14),
    LogColumn("id_received", "Identity received", "date", 14),
    LogColumn("clarification_asked", "Clarification asked", "date", 14),
    LogColumn("clarification_received", "Clarification received", "date", 14),
    LogColumn("fee", "Fee asked and paid", width=20),
    LogColumn("extended", "Extended", "date", 12),
    LogColumn("extended_because", "Extended because", width=34),
    LogColumn("policy_due", "Policy, 30 days", "date", 14),
    LogColumn("statutory_due", "Law", "date", 14),
    LogColumn("effective_due", "Answer by", "date", 14),
    LogColumn("state", "State", width=14),
    LogColumn("acknowledged", "Acknowledged", "date", 14),
    LogColumn("identity", "Identity checked", width=30),
    LogColumn("searched", "Systems searched", width=40),
    LogColumn("action", "Action taken", width=34),
    LogColumn("decided", "Records decided", width=26),
    LogColumn("withheld", "Records withheld", "number", 10),
    LogColumn("exemptions", "Reasons for withholding", width=44),
    LogColumn("recipients_told", "Recipients told", width=34),
    LogColumn("letters", "Letters", width=30),
    LogColumn("copies", "Copies of what was sent (SHA-256)", width=44),
    LogColumn("sent", "Final response", "date", 14),
    LogColumn("sent_how", "Sent how", width=18),
    LogColumn("days", "Days taken", "number", 10),
    LogColumn("late", "Late", width=8),
    LogColumn("late_cause", "Late because", width=34),
    LogColumn("closed", "Closed", "date", 12),
    LogColumn("closed_by", "Closed by", width=18),
    LogColumn("handler", "Handled by", width=18),
    LogColumn("links", "Linked with", width=30),
    LogColumn("tags", "Tags", width=24),
)
"""rules.md section 3: due date, actual date, action, stages, systems searched, copies; and the recommended columns."""

WATCH_COLUMNS = (
    LogColumn("on", "Day", "date", 12),
    LogColumn("weekday", "Weekday", width=12),
    LogColumn("free", "No working day", width=22),
    LogColumn("checks", "Checks", "number", 9),
    LogColumn("first", "First check", width=12),
    LogColumn("last", "Last check", width=12),
    LogColumn("by", "Checked by", width=26),
    LogColumn("added", "Messages in", "number", 12),
    LogColumn("sorted", "Sorted", "number", 9),
    LogColumn("oldest", "Longest wait until taken in", width=22),
    LogColumn("unchecked", "Longest time without a check", width=22),
    LogColumn("in_time", "In time", width=9),
)
"""P12: day by day who looked after the inbox, what came, and how long anything lay."""
