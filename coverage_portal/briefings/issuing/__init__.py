"""Issuing: the checklist, freezing, the permanent page with its files, and the public check."""
