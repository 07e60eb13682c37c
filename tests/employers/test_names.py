"""When two names are of one employer however they are written, and when they clearly are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.names import clearly_differ

WORDS = st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=9), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PT Maju Jaya", "PT Maju Jaya"),
        ("PT Maju Jaya", "MAJU JAYA, PT."),
        ("P.T. Maju Jaya Tbk", "Maju Jaya"),
        ("PT. Maju-Jaya (Persero)", "pt maju jaya"),
        ("CV Sumber Rejeki", "Rejeki Sumber"),
        ("Toko Makmur", "Toko  Makmúr"),
        ("PT Majujaya", "PT Maju Jaya"),
        ("PT Maju Jaya Sentosa", "PT Maju Jaya Sentausa"),
        ("PT Unilever Ind", "PT Unilever Indonesia"),
        ("PT Maju Jaya", "PT Maju Jaya Cabang Tangerang"),
        ("", "PT Maju Jaya"),
        ("PT", "PT Maju Jaya"),
        ("株式会社", "PT Maju Jaya"),
    ],
)
def test_one_employer_however_it_is_written(one, other):
    assert not clearly_differ(one, other)
    assert not clearly_differ(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PT Maju Jaya", "PT Sentosa Abadi"),
        ("PT Maju Jaya", "PT Maju Raya"),
        ("PT Indo Jaya Makmur", "PT Indo Jaya Mukti"),
        ("CV Sumber Rejeki", "CV Sumber Makmur"),
        ("Toko 12", "Toko 13"),
    ],
)
def test_another_employer(one, other):
    assert clearly_differ(one, other)
    assert clearly_differ(other, one)


@given(WORDS, st.randoms(use_true_random=False), st.sampled_from(["PT ", "CV. ", "P.T. ", ""]))
def test_order_case_form_and_marks_never_matter(words, chance, form):
    moved = chance.sample(words, len(words))
    assert not clearly_differ(" ".join(words), form + "-".join(moved).lower() + " Tbk.")
