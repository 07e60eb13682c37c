"""Where a large upload lies while it comes in without a script: with the imports, not in the machine's own folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class ImportFolderHandler(TemporaryFileUploadHandler):
    """Django's own handler, which makes the folder first (FILE_UPLOAD_TEMP_DIR, for the portal alone)."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True, mode=0o700)
        super().new_file(*args, **kwargs)
