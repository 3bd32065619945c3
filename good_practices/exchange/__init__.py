"""Practices in files: brought in by editors, taken out by everybody."""
