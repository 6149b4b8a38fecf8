"""Clock, errors, paths, settings, secrets: knows nothing of the rest."""
