"""The encrypted store through SQLAlchemy: the only place that knows tables."""
