"""One place of the window per file; none knows another."""
