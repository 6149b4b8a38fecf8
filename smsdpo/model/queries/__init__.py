"""Reads that return records of the domain, never rows."""
