"""The meeting and after it: the card for the phone, commitments and their progress."""
