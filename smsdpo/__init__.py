"""The desktop program of a Data Protection Officer's office."""

__version__ = "0.1.0"
