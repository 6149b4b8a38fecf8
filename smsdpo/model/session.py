"""The session under its own name, for rooms above that must not know what it is made of."""

from sqlalchemy.orm import Session

__all__ = ["Session"]
