"""What the slides and the letter share: native charts with their workbooks, colours, words, and packages that keep."""
