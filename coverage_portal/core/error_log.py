"""How an error is written to the log: where it happened, and no value of anybody's.

The message of an exception quotes what it failed on: PostgreSQL names the whole row, int() the text it was given. So a
log line keeps the types of the errors and the lines of code they passed, and leaves their messages out.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """A log line with its time, and the trace of an error without the messages of the exceptions."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the name logging gives it
        """The frames of the error and of those it came from, the first one first, each ended by its type."""
        lines: list[str] = []
        error, seen = ei[1], set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            frames = "".join(traceback.format_tb(error.__traceback__))
            lines.insert(0, f"{frames}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)
