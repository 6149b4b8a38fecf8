"""Panels that ask one question."""
