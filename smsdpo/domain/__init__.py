"""The promises as pure rules and records: no Qt, no SQL, no files."""
