"""Pieces that several places share."""
