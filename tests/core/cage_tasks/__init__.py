"""Parsers that behave and misbehave, run inside the cage by `test_cage.py`."""
