"""Whole pieces of work through the window, offscreen."""
