"""Bring in what other systems hold."""
