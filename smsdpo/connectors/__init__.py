"""Connectors: bring in what other systems hold. They yield text and decide nothing about meaning."""
