"""Messages in (read in a cage) and drafts out."""
