"""A batch's own folder while its file is on its way: the upload, what was found in it, how far the work is.

The folder is the portal's alone (0700) and goes when the batch is saved, given up or forgotten: an upload may hold
NIKs. How far work has come and the wish to stop it are files too, because SQLite lets nobody else write while a batch
is being saved. With several machines IMPORT_DIR is a folder they share.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from django.conf import settings

UPLOAD = "upload"
REJECTS = "rejects.xlsx"
_PROGRESS, _CANCEL, _STAGE = "progress.json", "cancel", "stage"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on a file is: rows done, of how many where that is known (else 0)."""

    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder of one batch."""

    folder: Path

    @classmethod
    def of(cls, batch_id: int) -> Self:
        """The desk of this batch, whether or not it is there yet."""
        return cls(Path(settings.IMPORT_DIR) / str(batch_id))

    @property
    def upload(self) -> Path:
        """Where the file lies."""
        return self.folder / UPLOAD

    @property
    def stage(self) -> Path:
        """Where the compared rows lie (imports.stage)."""
        return self.folder / _STAGE

    @property
    def rejects(self) -> Path:
        """The workbook of rejected rows that goes back to its sender."""
        return self.folder / REJECTS

    def open(self) -> None:
        """Make the folder, for the portal alone."""
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.mkdir(exist_ok=True, mode=0o700)

    def received(self) -> int:
        """How many bytes of the file have arrived."""
        return self.upload.stat().st_size if self.upload.exists() else 0

    def progress(self) -> Progress:
        """How far the work is; nothing where none is known."""
        try:
            return Progress(**json.loads((self.folder / _PROGRESS).read_text()))
        except (OSError, ValueError, TypeError):
            return Progress()

    def report(self, progress: Progress) -> None:
        """Say how far the work is. The file appears whole or not at all."""
        if self.folder.is_dir():
            draft = self.folder / f"{_PROGRESS}.new"
            draft.write_text(json.dumps(asdict(progress)))
            draft.replace(self.folder / _PROGRESS)

    def ask_to_stop(self) -> None:
        """Let whoever works on the batch stop at the next block of rows."""
        if self.folder.is_dir():
            (self.folder / _CANCEL).touch()

    def asked_to_stop(self) -> bool:
        """True when somebody wants the work to stop."""
        return (self.folder / _CANCEL).exists()

    def go_on(self) -> None:
        """Forget the wish to stop and how far earlier work was."""
        for name in (_CANCEL, _PROGRESS):
            (self.folder / name).unlink(missing_ok=True)

    def forget_upload(self) -> None:
        """Delete the file and the compared rows; what goes back to the sender stays until `clear`."""
        self.upload.unlink(missing_ok=True)
        shutil.rmtree(self.stage, ignore_errors=True)

    def clear(self) -> None:
        """Delete the folder with everything in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
