"""One module per thing the office does: the only way to change anything."""
