"""The steps by which a store's schema grew, one file each; run by `model/schema.py`, never by hand."""
