"""The window: asks services, shows records."""
