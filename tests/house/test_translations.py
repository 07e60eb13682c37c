"""Every sentence the portal says in Indonesian has its English one, with the same blanks to fill."""

import gettext
import re

import pytest

from tests.house import catalogue, tree

FOLDER = tree.ROOT / "coverage_portal" / "locale" / "en" / "LC_MESSAGES"
BLANK = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


@pytest.fixture(scope="module")
def spoken():
    return catalogue.spoken()


@pytest.fixture(scope="module")
def translated():
    return catalogue.translated(FOLDER / "django.po")


def test_the_reader_finds_what_is_said(spoken):
    assert catalogue.Message("pengguna") in spoken
    assert len(spoken) > 100


def test_every_sentence_is_translated(spoken, translated):
    done = {message for message, entry in translated.items() if all(entry.translations) and not entry.fuzzy}
    missing = sorted(set(spoken) - done)
    assert not missing, f"{len(missing)} tanpa terjemahan: {missing[:20]}"


def test_nothing_is_translated_that_is_no_longer_said(spoken, translated):
    assert sorted(set(translated) - set(spoken)) == []


def test_a_translation_has_the_blanks_of_its_sentence(translated):
    odd = [
        message.msgid
        for message, entry in translated.items()
        for text in entry.translations
        if text and set(BLANK.findall(text)) - set(BLANK.findall(message.msgid + message.msgid_plural))
    ]
    assert odd == []


def test_the_compiled_catalogue_is_the_written_one(translated):
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    different = [
        message.msgid
        for message, entry in translated.items()
        if not message.msgid_plural
        and entry.translations[0]
        != (compiled.pgettext(message.msgctxt, message.msgid) if message.msgctxt else compiled.gettext(message.msgid))
    ]
    assert different == []
