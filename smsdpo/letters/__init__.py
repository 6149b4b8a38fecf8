"""Letters that leave the office: text files filled and set as PDF."""
