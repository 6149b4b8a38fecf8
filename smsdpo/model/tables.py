"""All table families together, so that the metadata is whole, and what SQLite needs beside the tables."""

from smsdpo.model import audit, blobs, casework, desk, holdings, letters, messages, people, requests, settings, sources
from smsdpo.model.base import Base

FAMILIES = (audit, blobs, casework, desk, holdings, letters, messages, people, requests, settings, sources)
metadata = Base.metadata
BESIDE_THE_TABLES = (*people.SEARCH_INDEX_DDL, *audit.TRIGGERS_DDL)
"""Statements run after the tables exist; the migrations carry their own copy of them."""
