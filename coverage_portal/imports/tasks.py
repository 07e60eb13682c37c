"""What is done outside a request: the next step of a batch's way. The batch says which."""

from __future__ import annotations

from django_tasks import task

from coverage_portal.imports.work import do_next


@task()
def work_on(batch_id: int) -> None:
    """Do the work that the batch's state asks for; nothing when there is none, or somebody else is at it."""
    do_next(batch_id)
