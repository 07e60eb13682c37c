"""The law as rows with a start date and a citation."""
