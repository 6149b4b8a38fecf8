"""The command line: asks services, prints records."""
