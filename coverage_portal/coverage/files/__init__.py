"""A block of the dashboard as a file to keep: what goes into it, and its writers."""
