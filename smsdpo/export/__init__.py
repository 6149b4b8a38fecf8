"""Workbooks and archives that leave the office."""
