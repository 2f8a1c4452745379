"""The job worker: runs queued jobs, and takes up those that a killed worker left behind."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import cast

from procrastinate import App
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job, Status

STALLED_AFTER_S = (
    120.0  # long, as a job that computes without pause delays its worker's sign of life
)
LOOK_EVERY_S = 30.0
MOST_ATTEMPTS = 5  # a job that kills its worker every time must not do so for ever

logger = logging.getLogger(__name__)


def work(*, alone: bool) -> None:
    """Run jobs until told to stop (SIGINT or SIGTERM).

    With `alone`, no other worker can be alive, so every job marked as running was cut off and is
    taken up at once; otherwise only those whose worker has shown no sign of life for two minutes.
    """
    asyncio.run(_work(0.0 if alone else STALLED_AFTER_S))


async def take_up_stalled_jobs(app: App, silent_s: float) -> list[int]:
    """Ids of the jobs put back into the queue: their worker has been silent for `silent_s`."""
    manager = app.job_manager
    taken = []
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silent_s):
        if job.attempts >= MOST_ATTEMPTS:
            await manager.finish_job(job=job, status=Status.FAILED, delete_job=False)
            logger.error("job %s was cut off %s times and is given up", job.id, job.attempts)
        else:
            await manager.retry_job(job=job)
            taken.append(_number(job))
    return taken


async def _work(silent_s: float) -> None:
    connector = cast("DjangoConnector", django_app.connector).get_worker_connector()
    with django_app.replace_connector(connector) as app:
        async with app.open_async(), _looking_after(app, silent_s):
            await app.run_worker_async(
                name="cotmoc", concurrency=1, stalled_worker_timeout=STALLED_AFTER_S
            )


@contextlib.asynccontextmanager
async def _looking_after(app: App, silent_s: float) -> AsyncIterator[None]:
    """Takes up stalled jobs now, and again and again beside the worker."""
    taken = await take_up_stalled_jobs(app, silent_s)
    if taken:
        logger.warning("taking up jobs that were cut off: %s", taken)
    task = asyncio.create_task(_look_again_and_again(app))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _look_again_and_again(app: App) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        await take_up_stalled_jobs(app, STALLED_AFTER_S)


def _number(job: Job) -> int:
    if job.id is None:
        raise ValueError("a job read from the database has an id")
    return job.id
