"""Measurements, and the makers of the data they and the sample run on. Nothing here is shipped in the wheel."""
