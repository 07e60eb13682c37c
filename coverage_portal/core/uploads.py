"""Where a large upload lies while it comes in without a script: with the imports, not in the machine's own folder."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler


def incoming() -> Path:
    """The folder, for the portal alone: an upload may hold NIKs. (Django's FILE_UPLOAD_TEMP_DIR must be there before
    the portal starts, and this one is made when it is first needed.)"""
    return Path(settings.IMPORT_DIR) / "incoming"


class _Incoming(TemporaryUploadedFile):
    """A file of ours that goes when it is closed."""

    def __init__(self, name: str, content_type: str | None, size: int | None, charset: str | None, extra: Any) -> None:
        folder = incoming()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = tempfile.NamedTemporaryFile(suffix=".upload", dir=folder)  # noqa: SIM115 - closed with the request
        UploadedFile.__init__(self, file, name, content_type, size, charset, extra)


class ImportFolderHandler(TemporaryFileUploadHandler):
    """Django's own handler with another folder."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = _Incoming(self.file_name or "", self.content_type, 0, self.charset, self.content_type_extra)
