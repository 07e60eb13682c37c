"""Work on items in two threads, the answers in the items' order. Pure: no Django."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


def in_order(pool: ThreadPoolExecutor, work: Callable[[T], U], items: Iterator[T]) -> Iterator[U]:
    """The work on each item, in their order, with one more waiting beside the one that is asked for.

    Memory is what waits; a block being hashed in Python while another is checked by polars keeps two cores busy.
    """
    ahead: deque[Future[U]] = deque()
    for item in items:
        ahead.append(pool.submit(work, item))
        if len(ahead) > 1:
            yield ahead.popleft().result()
    while ahead:
        yield ahead.popleft().result()
