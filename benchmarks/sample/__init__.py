"""Makes `resources/sample`: a mailbox and six sources about invented people, always byte for byte the same.

Run `python -m benchmarks.sample` after a change; `tests/services/test_sample.py` notices when that was forgotten.
"""
