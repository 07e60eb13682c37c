"""Drafts: the list of briefings, a new one, its choices and words, the branch's letterhead."""
