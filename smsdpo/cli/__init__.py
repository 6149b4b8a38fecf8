"""The command line: one module per family of commands; each reads its words, calls a service, shows the answer."""
