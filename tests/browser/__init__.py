"""The running demo in a real browser."""
