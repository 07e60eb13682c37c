"""A made-up registry, written as the extract files a branch would send. Same scale and seed: the same bytes.

Randomness comes from numpy's PCG64 and is used through whole numbers and the four basic operations only, so that
no machine rounds otherwise. No person, firm or number in it is real.
"""

EMPLOYER_SHEET_NAME = "Data contoh pemberi kerja"
"""The sheet's name is all that tells the demo's employers from a branch's: they carry no NIK."""
